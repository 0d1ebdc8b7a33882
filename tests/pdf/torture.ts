/** A document with every construct and every known trap, as long as is asked for. */
import { deflateSync } from 'node:zlib';
import type { Block, Footnote, Inline, List, ListItem } from '../../src/model/document.ts';
import type { Cleared, Picture } from '../../src/model/edition.ts';
import { marking } from '../support/schemes.ts';
import { cell, edition, heading, paragraph, table, text } from '../support/edition.ts';

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

export const SENSITIVE = marking('OFFICIAL-SENSITIVE - RECIPIENTS ONLY');

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

/* ---- chapters: every construct again and again, so that a page break meets each of them at every place ---- */

const VOCABULARY = (
  'the officer a record must report within twenty-eight days unless safeguarding and vulnerability of person who is under ' +
  'duty to review decision about information held by force or other body in writing before end month where appropriate ' +
  'ŵyl tŷ zażółć jaźń λόγος κόσμος naïve café § 31 £1,000 co-operate may not disclose evidence-based exploitation I it'
).split(' ');

/** Words that look like prose, the same for the same seed. */
export function prose(seed: number, sentences: number): string {
  let state = seed * 2654435761 + 1;
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const sentence = (_: unknown, index: number) => {
    const words = Array.from({ length: 5 + random(22) }, () => VOCABULARY[random(VOCABULARY.length)]);
    return `${seed}.${index + 1} ${words.join(' ')}${random(4) === 0 ? ', as above' : ''}. `;
  };
  return Array.from({ length: sentences }, sentence).join('');
}

const item = (label: string | undefined, ...children: readonly Block[]): ListItem => ({
  type: 'listItem',
  label,
  children,
});
const list = (spread: boolean, ...children: readonly ListItem[]): List => ({
  type: 'list',
  ordered: children.some(({ label }) => label !== undefined),
  spread,
  children,
});

interface Chapter {
  readonly body: readonly Block[];
  readonly notes: readonly Footnote[];
}

/** `inside` adds passages that only some may see. */
function chapter(i: number, inside: boolean): Chapter {
  const name = (what: string) => `${what}-${i}`;
  const words = (n: number, sentences: number) => paragraph(prose(i * 100 + n, sentences));
  const note = (n: number) => reference(`note-${i}-${n}`);
  const long =
    i % 4 === 1 ? ': a heading that is long enough to need more than a single line on the paper it stands on' : '';
  const opening: readonly Block[] = [
    heading(2, name('chapter'), `Chapter ${i}${long}`),
    ...(i % 2 === 0 ? [heading(3, name('first'), `${i}.1 Directly below another heading`)] : []),
    words(0, 2 + (i % 7)),
    paragraph(prose(i * 100 + 1, 1), strong(`Strong ${i}. `), prose(i * 100 + 2, 1), emphasis('zażółć gęślą jaźń '), {
      type: 'inlineCode',
      value: `code --chapter=${i}`,
    }),
    paragraph(
      'See ',
      link('https://example.org/reports/2019/an-address-of-some-length', 'the report'),
      ' and ',
      link(`#${name('table')}`, 'the table'),
      ' of this chapter; ',
      prose(i * 100 + 3, 2),
    ),
  ];
  const listed: readonly Block[] = [
    heading(3, name('lists'), 'Lists'),
    {
      type: 'heading',
      depth: 4,
      id: name('noted'),
      children: [emphasis('A heading'), text(' with a note'), ...(i % 3 === 2 ? [note(9)] : [])],
    },
    paragraph(
      prose(i * 100 + 4, 1)
        .trim()
        .replace(/\.$/, ':'),
    ),
    list(
      false,
      item(undefined, words(5, 1)),
      item(undefined, words(6, 3)),
      item(undefined, paragraph('Short.')),
      item(undefined),
    ),
    list(
      true,
      item('1.', words(7, 2)),
      item('3.', words(8, 1), words(9, 2), nested(3)),
      item('7.', paragraph('Last.')),
    ),
    list(
      false,
      item('7)', paragraph('Seven.')),
      item('a.', paragraph('Letter.'), { type: 'code', value: 'in an item' }),
    ),
    list(false, item(undefined, list(false, item('12.', paragraph('A number behind a bullet.'))))),
  ];
  const tabled: readonly Block[] = [
    heading(3, name('table'), 'A table right below its heading'),
    table(
      [
        ['What', 'How many', 'Note'],
        ...Array.from({ length: 3 + ((i * 11) % 24) }, (_, n) => [
          prose(i * 100 + n + 20, 1),
          String(n * 1237),
          n % 4 ? '' : 'ŵ',
        ]),
      ],
      [null, 'right', 'center'],
    ),
    table([['A head and no rows', 'Another']]),
    {
      type: 'table',
      align: [],
      children: [
        {
          type: 'tableRow',
          children: [cell('Who', { scope: 'column', rows: 2 }), cell('When', { scope: 'column', columns: 2 })],
        },
        { type: 'tableRow', children: [cell('First', { scope: 'column' }), cell('Last', { scope: 'column' })] },
        {
          type: 'tableRow',
          children: [
            cell('Forces', { scope: 'row', rows: 2 }),
            cell('', {
              children: [words(46, 2), list(false, item('7)', words(47, 1)), item(undefined, words(48, 1)))],
            }),
            cell('', {
              children: [
                { type: 'code', value: 'in a cell' },
                { type: 'note', children: [words(49, 1)] },
              ],
            }),
          ],
        },
        { type: 'tableRow', children: [cell([text('over two columns'), note(10)], { columns: 2 })] },
        {
          type: 'tableRow',
          children: [
            cell('Taller than a page', { scope: 'row' }),
            cell(prose(i * 100 + 45, i % 5 ? 3 : 60), { columns: 2 }),
          ],
        },
      ],
    },
    words(50, 1),
  ];
  const quoted: readonly Block[] = [
    { type: 'blockquote', children: [words(51, 3 + (i % 5)), list(false, item(undefined, words(52, 1)))] },
    {
      type: 'quote',
      from: '',
      source: { work: 'guidance/sex-work', edition: '2019', clause: 'vulnerability' },
      children: [words(53, 4), words(54, 1 + (i % 4))],
    },
    {
      type: 'note',
      ...(i % 2 ? { title: 'Remember' } : {}),
      children: [words(55, 2 + (i % 6)), list(false, item(undefined, words(56, 1)), item(undefined, words(57, 1)))],
    },
    {
      type: 'code',
      value: Array.from(
        { length: 4 + ((i * 7) % 40) },
        (_, n) => `${'  '.repeat(n % 5)}line ${n} of ${i}: ${'long '.repeat(n % 23)}`,
      ).join('\n'),
    },
    paragraph(`${i}${'unbreakable7'.repeat(25)} `, prose(i * 100 + 58, 12)),
  ];
  const fields: readonly Block[] = [
    heading(2, name('fields'), `Blocks of the field, ${i}`),
    {
      type: 'principle',
      id: name('principle'),
      number: String(i),
      title: 'Vulnerability',
      children: [words(60, 3), words(61, 1)],
    },
    {
      type: 'principle',
      id: name('bare'),
      number: `${i}a`,
      children: [list(false, item(undefined, words(62, 2)), item(undefined, words(63, 1)))],
    },
    { type: 'clause', id: name('clause'), number: `${i}.2`, children: [words(64, 2)] },
    { type: 'clause', id: name('listed'), number: `${i}.3`, children: [list(false, item(undefined, words(65, 1)))] },
    {
      type: 'clause',
      id: name('tabled'),
      number: `${i}.4`,
      children: [
        table([
          ['In', 'a clause'],
          ['1', '2'],
        ]),
      ],
    },
    { type: 'definition', id: name('definition'), term: `Harm ${i}`, children: [words(66, 1)] },
    { type: 'question', id: name('question'), number: String(i), children: [words(67, 2)] },
    {
      type: 'answer',
      id: name('answer'),
      to: name('question'),
      outcome: i % 2 ? 'refused' : 'provided-outside-the-act',
      children: [
        words(68, 3 + (i % 4)),
        { type: 'publicInterest', ground: 's.31', children: [words(69, 2)] },
        { type: 'harm', children: [words(70, 1)] },
      ],
    },
    { type: 'withheldNotice', ground: 's.40(2)' },
    paragraph('In a line ', { type: 'withheldTextNotice', ground: 's.31(1)(a)' }, ' and on.'),
    { type: 'include', source: { work: 'boilerplate/rights', edition: '2019' }, children: [words(71, 1)] },
    { type: 'reviewRights', children: [words(72, 2)] },
    { type: 'outcome', id: name('outcome'), to: name('question'), children: [words(73, 2)] },
  ];
  const held: readonly Block[] = [
    {
      type: 'withheld',
      ground: 's.31',
      marking: SENSITIVE,
      children: [
        paragraph(`secret ${prose(i * 100 + 74, 2).replaceAll(' ', ' secret ')}`),
        ...(i % 3 ? [] : [paragraph(`secret ${prose(i * 100 + 75, 6).replaceAll(' ', ' secret ')}`)]),
      ],
    },
    words(76, 9),
  ];
  const pictured: readonly Block[] = [
    paragraph('Before the picture. ', image('pictures/rgb.png', `A gradient, ${i}`), ' Behind it.'),
    paragraph({
      type: 'link',
      url: 'https://example.org/',
      children: [image('pictures/alpha.png', `A picture that links, ${i}`)],
    }),
    { type: 'thematicBreak' },
  ];
  const breaks: Inline = { type: 'break' };
  const lines = [1, 2, 3, 4, 5, 6].flatMap((n): Inline[] => [text(`Line ${n}`), note(n), ...(n < 6 ? [breaks] : [])]);
  const footed: readonly Block[] = [
    paragraph(...lines, ' and ', note(7), '.'),
    table([
      ['A note in a cell', ''],
      [[text('here'), note(8)], ''],
    ]),
    words(80, 5),
  ];
  const lengths = [1, 2, 1, 3, 1, 2, i % 6 === 3 ? 60 : 4, 1, 1, 2];
  const parts = [
    opening,
    listed,
    tabled,
    quoted,
    fields,
    ...(inside && i % 2 ? [held] : []),
    ...(i % 3 === 0 ? [pictured] : []),
    footed,
  ];
  return {
    body: parts.flat(),
    notes: lengths.flatMap((sentences, n) =>
      n === 8 && i % 3 !== 2 ? [] : [{ identifier: `note-${i}-${n + 1}`, children: [words(81 + n, sentences)] }],
    ),
  };
}

/** With so many chapters behind every construct once: 21 make some two hundred pages. */
export function torture(chapters = 0, { inside = false }: { readonly inside?: boolean } = {}): Cleared {
  const more = Array.from({ length: chapters }, (_, i) => chapter(i + 1, inside));
  return edition(
    [...words, ...lists, ...tables, ...field, ...pictures, ...noted, ...more.flatMap(({ body }) => body)],
    {
      matter: {
        title: 'Arms & the man: “x < y” in Ŵ – a title of some length',
        summary: 'A summary with & and <.',
        text: 'illustrative',
        textSource: ['The published letter, pages 1 to 4.'],
        interventions: ['A heading was added.', 'Two lists were joined.'],
      },
      footnotes: [...FOOTNOTES, ...more.flatMap(({ notes }) => notes)],
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
    },
  );
}
