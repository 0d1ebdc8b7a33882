/** A document with every construct and every known trap, as long as is asked for. */
import { deflateSync } from 'node:zlib';
import type { Block, Footnote, Inline, List } from '../../src/model/document.ts';
import type { Cleared, Picture } from '../../src/model/edition.ts';
import { edition, heading, paragraph, table, text } from '../support/edition.ts';

function crc(bytes: Uint8Array): number {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  }
  return (rest ^ 0xffffffff) >>> 0;
}

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, sum]);
}

/** A PNG of one colour gradient; `type` 2 is RGB, 6 is RGB with transparency. */
export function png(width: number, height: number, type: 2 | 6): Uint8Array {
  const samples = type === 2 ? 3 : 4;
  const rows = Buffer.alloc(height * (1 + width * samples));
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < width * samples; i++) rows[y * (1 + width * samples) + 1 + i] = (i + y * 3) % 256;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, type, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', new Uint8Array())];
  return new Uint8Array(Buffer.concat([signature, ...parts]));
}

/** A baseline JPEG of eight by eight pixels. */
export const JPEG = new Uint8Array(
  Buffer.from(
    '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H////6/+b9//j/2wBDASstLTw1PHZBQXb4pYyl+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj/wAARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/ALIAP//Z',
    'base64',
  ),
);

export const PICTURES: readonly Picture[] = [
  { file: 'pictures/rgb.png', mediaType: 'image/png', width: 60, height: 40, bytes: png(60, 40, 2) },
  { file: 'pictures/alpha.png', mediaType: 'image/png', width: 60, height: 40, bytes: png(60, 40, 6) },
  { file: 'pictures/grey.jpg', mediaType: 'image/jpeg', width: 8, height: 8, bytes: JPEG },
];

const strong = (value: string): Inline => ({ type: 'strong', children: [text(value)] });
const emphasis = (value: string): Inline => ({ type: 'emphasis', children: [text(value)] });
const link = (url: string, words: string): Inline => ({ type: 'link', url, children: [text(words)] });
const reference = (identifier: string): Inline => ({ type: 'footnoteReference', identifier });
const image = (file: string, alt: string): Inline => ({ type: 'image', url: file, alt, file });
export const SENTENCE =
  'Policing starts from a position that seeks to address vulnerability and exploitation, building on engagement, relationships and trust. ';

/** Lists inside lists, numbers inside bullets. */
export function nested(depth: number): List {
  const inner: readonly Block[] = depth > 1 ? [nested(depth - 1)] : [];
  const item = { type: 'listItem' as const, children: [paragraph(`Level with ${depth} to go.`), ...inner] };
  return depth % 2 === 0
    ? {
        type: 'list',
        ordered: true,
        spread: false,
        children: [
          { ...item, label: '3.' },
          { ...item, label: '7.', children: [paragraph('Another.')] },
        ],
      }
    : { type: 'list', ordered: false, spread: false, children: [item] };
}

const words: readonly Block[] = [
  heading(2, 'words', 'Words of many kinds'),
  paragraph(
    'Cymraeg: ŵyl, tŷ, Llŷr. Polski: zażółć gęślą jaźń. Ελληνικά: καλημέρα κόσμε. Shared glyphs: well-known 2024‑25 and a b, µ and μ.',
  ),
  paragraph(
    'Marked: ',
    strong('strong'),
    ', ',
    emphasis('emphasis'),
    ', ',
    { type: 'strong', children: [emphasis('both')] },
    ', ',
    { type: 'inlineCode', value: 'code --flag' },
    ', ',
    { type: 'delete', children: [text('struck')] },
    ', soft­hyphen, co‑operate, well-known.',
  ),
  paragraph(
    'A link ',
    link('https://example.org/a?b=1&c=<2>', 'to an address outside'),
    ', one to ',
    link('#tables', 'the tables'),
    ', a dangerous ',
    link('javascript:alert(1)', 'one'),
    ', and a line',
    { type: 'break' },
    'broken by hand.',
  ),
  paragraph(
    `An unbreakable word: ${'unbreakable7'.repeat(25)} and an address https://example.org/${'path/'.repeat(30)}end.`,
  ),
  paragraph('Arrows → ≤ ☐ ☑ ✓, withheld ', { type: 'withheldTextNotice', ground: 's.31(1)(a)' }, ' in a line.'),
  { type: 'code', value: 'if (a < b) {\n\treturn "&";\n}\n\n    four spaces and a long line '.concat('z'.repeat(120)) },
  { type: 'thematicBreak' },
  {
    type: 'blockquote',
    children: [paragraph(SENTENCE.repeat(2)), { type: 'blockquote', children: [paragraph('Inside another.')] }],
  },
];

const lists: readonly Block[] = [
  heading(2, 'lists', 'Lists'),
  nested(6),
  {
    type: 'list',
    ordered: false,
    spread: false,
    children: [
      { type: 'listItem', checked: true, children: [paragraph('Done')] },
      { type: 'listItem', checked: false, children: [paragraph('Not done')] },
    ],
  },
];

const tables: readonly Block[] = [
  heading(2, 'tables', 'Tables'),
  table(
    [['No.', 'What', 'Note'], ...Array.from({ length: 60 }, (_, i) => [String(i + 1), SENTENCE, i % 3 ? '' : 'third'])],
    ['right', null, 'center'],
  ),
  heading(3, 'tall', 'A row taller than a page'),
  table([['Short', 'Long'], ['one', SENTENCE.repeat(50)], ['two']]),
];

const field: readonly Block[] = [
  heading(2, 'field', 'Blocks of the field'),
  {
    type: 'principle',
    id: 'vulnerability',
    number: '2',
    title: 'Vulnerability',
    children: [paragraph(SENTENCE.repeat(3)), paragraph('Second paragraph.')],
  },
  { type: 'principle', id: 'picture', number: '3', children: [nested(2), paragraph('Behind the list.')] },
  { type: 'clause', id: 'c-1-2', number: '1.2', children: [paragraph(SENTENCE)] },
  { type: 'definition', id: 'd-harm', term: 'Harm', children: [paragraph('Anything that hurts.')] },
  { type: 'question', id: 'q5', number: '5', children: [paragraph('What was the basis for the decision?')] },
  {
    type: 'answer',
    id: 'a5',
    to: 'q5',
    outcome: 'provided-outside-the-act',
    children: [
      paragraph('The advice was designed not to list all offences.'),
      {
        type: 'quote',
        from: '',
        source: { work: 'guidance/sex-work', edition: '2019', clause: 'vulnerability' },
        children: [paragraph(SENTENCE)],
      },
    ],
  },
  { type: 'note', title: 'Remember', children: [paragraph('A call-out.'), nested(1)] },
  { type: 'withheldNotice', ground: 's.40(2)' },
  {
    type: 'include',
    source: { work: 'boilerplate/rights', edition: '2019' },
    children: [paragraph('Included words.')],
  },
  { type: 'publicInterest', ground: 's.31', children: [paragraph('In favour and against.')] },
  { type: 'harm', children: [paragraph('Prejudice.')] },
  { type: 'reviewRights', children: [paragraph('You may ask for a review.')] },
  { type: 'outcome', id: 'o5', to: 'q5', children: [paragraph('The point led to a change.')] },
];

const pictures: readonly Block[] = [
  heading(4, 'pictures', 'Pictures'),
  paragraph(
    'Before. ',
    image('pictures/rgb.png', 'A gradient'),
    ' Between. ',
    image('pictures/alpha.png', 'A clear gradient'),
    ' After.',
  ),
  paragraph(image('pictures/grey.jpg', '')),
  paragraph(image('pictures/broken.png', 'A picture that cannot be read')),
  paragraph(image('pictures/absent.png', 'A picture that is not there')),
];

const noted: readonly Block[] = [
  heading(2, 'notes', 'Footnotes'),
  paragraph(
    'One',
    reference('one'),
    { type: 'break' },
    'two',
    reference('two'),
    { type: 'break' },
    'three',
    reference('long'),
    { type: 'break' },
    'one again',
    reference('one'),
    '.',
  ),
  paragraph('Then more text. ', SENTENCE.repeat(4)),
];

const FOOTNOTES: readonly Footnote[] = [
  { identifier: 'one', children: [paragraph('The first note, with ', strong('weight'), '.')] },
  { identifier: 'two', children: [paragraph('The second note. ', SENTENCE)] },
  { identifier: 'long', children: [paragraph(SENTENCE.repeat(60)), paragraph('Its second paragraph.')] },
];

/** `chapters` repeats plain text at the end: five make some two pages. */
export function torture(chapters = 0): Cleared {
  const more = Array.from({ length: chapters }, (_, i): readonly Block[] => [
    heading(2, `chapter-${i}`, `Chapter ${i}: a heading that is long enough to need more than a single line on paper`),
    paragraph(SENTENCE.repeat(3 + (i % 5))),
    heading(3, `part-${i}`, 'A part'),
    paragraph(SENTENCE.repeat(2), strong('Strong words. '), SENTENCE),
  ]);
  return edition([...words, ...lists, ...tables, ...field, ...pictures, ...noted, ...more.flat()], {
    matter: {
      title: 'Arms & the man: “x < y” in Ŵ – a title of some length',
      summary: 'A summary with & and <.',
      text: 'illustrative',
      textSource: ['The published letter, pages 1 to 4.'],
      interventions: ['A heading was added.', 'Two lists were joined.'],
    },
    footnotes: FOOTNOTES,
    pictures: PICTURES,
    standing: {
      ...edition([]).standing,
      control: [
        { label: 'Security classification', value: 'OFFICIAL' },
        { label: 'Author', value: 'An author with a name & a <title>' },
        { label: 'Date created', value: 'January 2019' },
      ],
      facts: [{ label: 'In force from', value: 'January 2019' }],
    },
  });
}
