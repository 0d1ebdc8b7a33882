/**
 * The leak scan, tested by planting: what is withheld is put into output in every place and encoding that it could leak by, and
 * every one is to be found. `planted.txt` is the table of what was found where, for people to read.
 */
import { deflateSync, gzipSync } from 'node:zlib';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Passage } from '../../src/clear/clear.ts';
import { machine } from '../../src/host.ts';
import { build } from '../../src/pipeline.ts';
import { plainPage } from '../../src/release/leaks/plain-page.ts';
import { openPlace, openScan, stage } from '../../src/release/release.ts';
import { edition, paragraph, PUBLICATION } from '../support/edition.ts';
import { filesIn, folderOf } from '../support/folder.ts';
import { ABOUT } from '../support/about.ts';
import { mediaTypeOf } from '../support/media-type.ts';
import { glyphs, hexOf, packed, pageOf, pdfOf } from './pdf-by-hand.ts';

const SECRET =
  'The sluice beneath Harrowgate viaduct opens for nineteen minutes whenever the harbour gauge shows amber, and the well-known office keeps its flow figures';
const NAME = 'Wexcombe Ångström';
const WORDS = SECRET.split(' ');
/** Eight words of the passage, no more. */
const EIGHT = WORDS.slice(4, 12).join(' ');

const passage = (texts: readonly string[], line: number): Passage => ({
  identifier: 'guidance/a@2019#gauges',
  file: 'guidance/a/2019.md',
  place: { line, column: 1 },
  texts,
});
const PASSAGES = [passage([SECRET], 10), passage([NAME], 20)];

interface Planted {
  readonly path?: string;
  readonly type: string;
  readonly bytes: string | Uint8Array;
}

function found(planted: Planted, passages: readonly Passage[] = PASSAGES) {
  const scan = openScan(passages, PUBLICATION, () => []);
  const { path = 'guidance/a/2019/x', type, bytes } = planted;
  scan?.look({
    path,
    mediaType: type,
    bytes: typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes,
    identifier: 'guidance/a@2019',
  });
  return scan?.leaks() ?? [];
}

const html = (bytes: string): Planted => ({
  type: 'text/html; charset=utf-8',
  bytes: `<!doctype html><title>T</title><p>${bytes}`,
});
const json = (bytes: string): Planted => ({ type: 'application/json', bytes });
const xml = (bytes: string): Planted => ({
  type: 'application/atom+xml',
  bytes: `<?xml version="1.0"?><feed>${bytes}</feed>`,
});
const pdf = (bytes: Uint8Array): Planted => ({ type: 'application/pdf', bytes });
const text = (bytes: string | Uint8Array): Planted => ({ type: 'text/plain; charset=utf-8', bytes });

const entities = (words: string) => [...words].map((sign) => `&#x${sign.codePointAt(0)?.toString(16)};`).join('');
const escapes = (words: string) => [...words].map((sign) => `\\u${hexOf(sign)}`).join('');
const percent = (words: string) => Buffer.from(words).toString('hex').replace(/../g, '%$&');
const wide = (words: string) => words.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
const object = (entries: string) => pdf(pdfOf(['<< /Type /Catalog >>', `<< ${entries} >>`]));
const show = (content: string) => `BT /F1 12 Tf 1 0 0 1 50 700 Tm ${content} ET`;
/** Each word cut in two by kerning. */
const kerned = (words: string) =>
  `[${words
    .split(' ')
    .map((word) => `(${word.slice(0, 2)}) 18 (${word.slice(2)} )`)
    .join(' -12 ')}] TJ`;
const kernedGlyphs = (words: string) =>
  `[${words
    .split(' ')
    .map((word) => `<${glyphs(word.slice(0, 2))}>-21<${glyphs(`${word.slice(2)} `)}>`)
    .join('')}] TJ`;
const lines = (words: string) =>
  words
    .split(' ')
    .map((word) => `(${word.slice(0, 3)}-) Tj T* (${word.slice(3)}) Tj T*`)
    .join('\n');

/** LEB128, and what stands behind its length. */
const number = (value: number): readonly number[] =>
  value < 128 ? [value] : [(value & 127) | 128, ...number(value >>> 7)];
const framed = (bytes: Iterable<number>) => [...number([...bytes].length), ...bytes];
const packedIndex = (kind: string, entries: readonly (readonly [string, readonly number[]])[]): Planted => {
  const run = entries.flatMap(([word, said]) => [...framed(Buffer.from(word)), ...framed(said)]);
  const bytes = gzipSync(Buffer.concat([Buffer.from(`press search 1 ${kind}\n`), Buffer.from(framed(run))]));
  return { path: 'search/index/x.bin', type: 'application/octet-stream', bytes };
};
/** Its words in the order of the alphabet, each with where it stands in the second of two documents. */
const indexed = WORDS.map(
  (word, at) => [word, [0, 1, ...number(4000 + at), 1, 1, ...number(30 + at)]] as const,
).toSorted();

const CASES: readonly (readonly [string, Planted])[] = [
  ['HTML: text', html(SECRET)],
  ['HTML: eight words of it', html(`They say ${EIGHT} and no more.`)],
  ['HTML: a short passage whole', html(`It was ${NAME}.`)],
  ['HTML: entities', html(entities(SECRET))],
  ['HTML: entities twice over', html(entities(EIGHT).replaceAll('&', '&amp;'))],
  [
    'HTML: split by tags in every word',
    html(WORDS.map((word) => `${word.slice(0, 2)}<b>${word.slice(2)}</b>`).join(' ')),
  ],
  ['HTML: one tag a letter', html([...EIGHT].map((sign) => `<span>${sign}</span>`).join(''))],
  ['HTML: soft hyphens', html(WORDS.map((word) => [...word].join('&shy;')).join(' '))],
  ['HTML: zero-width signs', html(WORDS.join('\u200b \u2060'))],
  ['HTML: line-end hyphens', html(SECRET.replace('Harrowgate', 'Harrow-\ngate').replace('minutes', 'min-\nutes'))],
  ['HTML: upper case', html(SECRET.toUpperCase())],
  ['HTML: other hyphens and spaces', html(SECRET.replace('well-known', 'well–known').replaceAll(' ', '\u00a0\u2009'))],
  ['HTML: hyphen left out', html(SECRET.replace('well-known', 'wellknown'))],
  ['HTML: ligatures', html(SECRET.replaceAll('fl', 'ﬂ').replaceAll('ffi', 'ﬃ').replaceAll('fi', 'ﬁ'))],
  ['HTML: full-width letters', html(wide(SECRET))],
  ['HTML: decomposed accents', html(NAME.normalize('NFD'))],
  ['HTML: accents lost', html('wexcombe angstrom')],
  [
    'HTML: mathematical letters',
    html(
      [...EIGHT]
        .map((sign) => (/[a-z]/.test(sign) ? String.fromCodePoint(0x1d41a + sign.charCodeAt(0) - 97) : sign))
        .join(''),
    ),
  ],
  ['HTML: quotation marks round each word', html(WORDS.map((word) => `‘${word}’`).join(' '))],
  ['HTML: an attribute', html(`<img alt="${SECRET}">`)],
  ['HTML: an attribute with entities', html(`<a title="${entities(SECRET)}">x</a>`)],
  ['HTML: an address in percent signs', html(`<a href="/search?q=${percent(EIGHT)}">x</a>`)],
  ['HTML: an id', html(`<h2 id="${NAME.replace(' ', '-')}">x</h2>`)],
  ['HTML: a comment', html(`<!-- ${SECRET} -->`)],
  ['HTML: the title', { type: 'text/html', bytes: `<!doctype html><title>${SECRET}</title>` }],
  ['HTML: description for search engines', { type: 'text/html', bytes: `<meta name=description content="${SECRET}">` }],
  ['HTML: JSON in a script', html(`<script type="application/ld+json">{"a":"${escapes(SECRET)}"}</script>`)],
  ['HTML: a program in a script', html(`<script>var a = "${SECRET}"</script>`)],
  ['HTML: a style', html(`<style>p::after { content: "${SECRET}" }</style>`)],
  ['HTML: a template', html(`<template><p>${SECRET}</p></template>`)],
  ['HTML: an attribute given twice', html(`<p title="a" title="${SECRET}">x</p>`)],
  ['HTML: an attribute given twice, not quoted', html(`<p title=a title='${SECRET}'>x</p>`)],
  ['HTML: entities with names of their own', html(SECRET.replaceAll('fl', '&fllig;').replaceAll('a', '&aacute;'))],
  ['HTML: a tag that does not end', html(`<p title="${SECRET}`)],
  [
    'HTML: a data address in base64',
    html(`<a href="data:text/plain;base64,${Buffer.from(SECRET).toString('base64')}">x</a>`),
  ],
  ['JSON: a string', json(JSON.stringify({ a: [{ b: SECRET }] }))],
  ['JSON: escapes', json(`{"a":"${escapes(SECRET)}"}`)],
  ['JSON: a key', json(JSON.stringify({ [SECRET]: 1 }))],
  ['JSON: cut into operations', json(JSON.stringify(WORDS.map((word) => ({ op: 'delete', text: word }))))],
  ['JSON: a search index of terms', json(JSON.stringify({ index: [['wexcombe ångström', 3]] }))],
  ['JSON: a key given twice', json(`{"a":"${SECRET}","a":"x"}`)],
  ['Search: a text', json(JSON.stringify({ parts: [{ name: 'Opening', words: `They say ${SECRET}.` }] }))],
  ['Search: a short passage in a text', json(JSON.stringify({ parts: [{ words: `It was ${NAME}.` }] }))],
  ['Search: words with their places', packedIndex('phrases', indexed)],
  ['Search: a term that is none', packedIndex('words', [[SECRET, [0, 1]]])],
  ['Search: a damaged index', { type: 'application/octet-stream', bytes: `press search 1 words\n\xff\xff${SECRET}` }],
  ['Feed: text', xml(`<entry><title>${SECRET}</title></entry>`)],
  ['Feed: a CDATA section', xml(`<content><![CDATA[<p>${WORDS.join(' <i>')}]]></content>`)],
  ['Feed: escaped HTML', xml(`<content type="html">&lt;p&gt;${WORDS.join(' &lt;b&gt;')}</content>`)],
  ['Feed: an attribute', xml(`<link title="${SECRET}"/>`)],
  [
    'Site map: an address',
    { type: 'application/xml', bytes: `<urlset><loc>https://e.example/${percent(NAME)}/</loc></urlset>` },
  ],
  ['Text', text(SECRET)],
  ['Text: in UTF-16', text(Buffer.from(`\ufeff${SECRET}`, 'utf16le'))],
  ['Text: compressed', text(gzipSync(SECRET))],
  [
    'Text: base64 in lines',
    text(
      (
        Buffer.from(SECRET)
          .toString('base64')
          .match(/.{1,60}/g) ?? []
      ).join('\r\n'),
    ),
  ],
  [
    'Style sheet: escapes',
    {
      type: 'text/css',
      bytes: `a { content: "${[...EIGHT].map((sign) => `\\${sign.charCodeAt(0).toString(16)} `).join('')}" }`,
    },
  ],
  [
    'Picture: a comment',
    {
      type: 'image/png',
      bytes: Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff]), Buffer.from(`tEXtComment\0${SECRET}`)]),
    },
  ],
  [
    'Manifest',
    { path: 'manifest.json', type: 'application/json', bytes: JSON.stringify({ files: [{ path: `a/${NAME}.pdf` }] }) },
  ],
  ['File name', { path: 'a/wexcombe-angstrom.pdf', type: 'text/plain', bytes: 'x' }],
  ['File name in percent signs', { path: `a/${percent(NAME)}.html`, type: 'text/plain', bytes: 'x' }],
  ['PDF: page text', pdf(pageOf(show(`(${SECRET}) Tj`), 'x'))],
  ['PDF: cut by kerning', pdf(pageOf(show(kerned(SECRET)), 'x'))],
  ['PDF: spaces made by kerning', pdf(pageOf(show(`[${WORDS.map((word) => `(${word})`).join(' -250 ')}] TJ`), 'x'))],
  ['PDF: a word a line, hyphenated', pdf(pageOf(show(lines(SECRET)), 'x'))],
  ['PDF: glyph numbers', pdf(pageOf(`BT /F2 12 Tf <${glyphs(SECRET)}> Tj ET`, SECRET))],
  ['PDF: glyph numbers, by ranges', pdf(pageOf(`BT /F2 12 Tf <${glyphs(SECRET)}> Tj ET`, SECRET, [], true))],
  ['PDF: glyph numbers, cut by kerning', pdf(pageOf(`BT /F2 12 Tf ${kernedGlyphs(SECRET)} ET`, SECRET))],
  ['PDF: a short passage in glyph numbers', pdf(pageOf(`BT /F2 12 Tf <${glyphs(NAME)}> Tj ET`, NAME))],
  ['PDF: below a black rectangle', pdf(pageOf(`${show(`(${SECRET}) Tj`)} 0 g 50 690 400 20 re f`, 'x'))],
  ['PDF: text that is not painted', pdf(pageOf(show(`3 Tr (${SECRET}) Tj`), 'x'))],
  [
    'PDF: octal escapes',
    pdf(
      pageOf(
        show(`(${[...SECRET].map((sign) => `\\${sign.charCodeAt(0).toString(8).padStart(3, '0')}`).join('')}) Tj`),
        'x',
      ),
    ),
  ],
  ['PDF: a form', pdf(pageOf('/X1 Do', 'x', [packed(show(`(${SECRET}) Tj`), '/Type /XObject /Subtype /Form')]))],
  ['PDF: content that no page shows', pdf(pdfOf([packed(show(`(${SECRET}) Tj`))]))],
  [
    'PDF: an earlier revision',
    pdf(Buffer.concat([pageOf(show(`(${SECRET}) Tj`), 'x'), pageOf(show('(Nothing) Tj'), 'x')])),
  ],
  ['PDF: bookmarks', object(`/Title (${SECRET}) /Dest [3 0 R /Fit]`)],
  ['PDF: bookmarks in UTF-16', object(`/Title <feff${hexOf(SECRET)}>`)],
  [
    'PDF: bookmarks in an object stream',
    pdf(pdfOf([packed(`5 0 << /Title (${SECRET}) >>`, '/Type /ObjStm /N 1 /First 4')])),
  ],
  ['PDF: Info', object(`/Subject (${SECRET}) /Producer (x)`)],
  [
    'PDF: XMP',
    pdf(
      pdfOf([
        packed(`<?xpacket?><x:xmpmeta><dc:title>${SECRET}</dc:title></x:xmpmeta>`, '/Type /Metadata /Subtype /XML'),
      ]),
    ),
  ],
  ['PDF: alternative text', object(`/S /Figure /Alt (${SECRET})`)],
  ['PDF: ActualText', object(`/S /Span /ActualText <feff${hexOf(SECRET)}>`)],
  ['PDF: ActualText inside content', pdf(pageOf(`/Span << /ActualText (${SECRET}) >> BDC ${show('(x) Tj')} EMC`, 'x'))],
  [
    'PDF: a link’s description and address',
    object(`/Subtype /Link /Contents (x) /A << /S /URI /URI (https://e.example/?q=${percent(EIGHT)}) >>`),
  ],
  ['PDF: a name', object(`/T /${EIGHT.replaceAll(' ', '#20')}`)],
  ['PDF: a destination', object(`/Names [(${NAME.normalize('NFD').replace(/\p{M}/gu, '')}) 3 0 R]`)],
  ['PDF: an attached file', pdf(pdfOf([packed(`# Notes\n\n${SECRET}`, '/Type /EmbeddedFile')]))],
  [
    'PDF: an attached file in UTF-16',
    pdf(pdfOf([packed(Buffer.from(`\ufeff${SECRET}`, 'utf16le'), '/Type /EmbeddedFile')])),
  ],
  [
    'PDF: a stream in hexadecimal',
    pdf(
      pdfOf([
        `<< /Filter [/ASCIIHexDecode /FlateDecode] /Length 9 >>\nstream\n${deflateSync(SECRET).toString('hex')}>\nendstream`,
      ]),
    ),
  ],
  ['PDF: a comment between objects', pdf(pdfOf(['<< /Type /Catalog >>', `% ${SECRET}\n<< >>`]))],
  ['PDF: behind the end', pdf(pdfOf(['<< /Type /Catalog >>'], `% ${SECRET}\n`))],
];

test('there are enough kinds of leak', () => expect(CASES.length).toBeGreaterThan(60));

test.each(CASES)('%s', (_, planted) => {
  const leaks = found(planted);
  expect(leaks.length).toBe(1);
  for (const { message, rule, file, severity } of leaks) {
    expect([rule, severity, file]).toEqual(['withheld-leak', 'error', 'guidance/a/2019.md']);
    expect(message).toContain('guidance/a@2019#gauges');
    expect(message).not.toMatch(/sluice|wexcombe|viaduct|amber/i);
  }
});

test.each(CASES.filter(([name]) => name.startsWith('HTML')))(
  '%s, on a page that only the tokenizer reads',
  (_, planted) => {
    const bytes = `<p class=a>${String(planted.bytes)}`;
    expect(plainPage(bytes)).toBe(undefined);
    expect(found({ ...planted, bytes }).length).toBe(1);
  },
);

test('the table of planted leaks', async () => {
  const rows = CASES.map(([name, planted]) => {
    const [leak] = found(planted);
    return `${name.padEnd(42)} ${leak ? leak.message.replace(/^.* stand in (?:an output file|[^,]*), /, 'found ') : 'MISSED'}`;
  });
  await expect(`${rows.join('\n')}\n`).toMatchFileSnapshot('planted.txt');
});

describe('what is no leak', () => {
  test.each<readonly [string, Planted]>([
    ['seven words of it', html(`They say ${WORDS.slice(4, 11).join(' ')} then.`)],
    ['a part of a short passage', html('It was Wexcombe, or ångström.')],
    ['a short passage inside longer words', html('overwexcombe ångströmer')],
    ['words of it in two attributes', html('<p title="It is Wexcombe" lang="Ångström so">x</p>')],
    ['words of it in two strings of a PDF', object('/A (Wexcombe) /B (Angstrom)')],
    ['its words in another order', html(WORDS.toReversed().join(' '))],
    [
      'a stem in the search index',
      packedIndex('phrases', [
        ['wexcombe', [0, 1, 3]],
        ['angstrom', [0, 1, 4]],
      ]),
    ],
    ['a short passage in program code', { type: 'text/css', bytes: '.wexcombe-angstrom { color: red }' }],
  ])('%s', (_, planted) => expect(found(planted)).toEqual([]));

  test('a passage that repeats one word thousands of times costs no more than another', () => {
    const same = passage(['aaaaaaaaa '.repeat(3000), 'aaaaaaaab aaaaaaaa '.repeat(3000)], 30);
    const alike = 'aaaaaaaa '.repeat(5000);
    expect(found({ type: 'text/plain', bytes: `${alike} b` }, [same])).toEqual(
      found({ type: 'text/plain', bytes: alike }, [same]),
    );
  });

  test('a passage of common words is not looked for', () => {
    expect(found(html('The police officer said no.'), [passage(['police officer'], 3), passage(['2019'], 4)])).toEqual(
      [],
    );
  });
});

describe('words that also stand uncovered', () => {
  const shown = edition([paragraph(`They say ${SECRET}.`)], { edition: '2018' });
  const of = (identifier: string | undefined, before = shown) => {
    const scan = openScan(PASSAGES, PUBLICATION, () => [before]);
    const bytes = new TextEncoder().encode(SECRET);
    scan?.look({ path: 'x', mediaType: 'text/plain', bytes, identifier });
    return scan?.leaks().length;
  };
  const [family, work] = [shown.family, shown.work];

  test.each([
    ['may stand where the edition stands that shows them', `${family}/${work}@2018`, 0],
    ['and in its comparisons', `${family}/${work}@2018..2019`, 0],
    ['and where the whole site stands', undefined, 0],
    ['but not in another edition of the work', `${family}/${work}@2019`, 1],
    ['nor on the page of the work', `${family}/${work}`, 1],
    ['nor in another work', 'guidance/other@2018', 1],
  ])('%s', (_, identifier, leaks) => expect(of(identifier)).toBe(leaks));
});

test('a leak leaves the old site in its place, and nothing of the new one behind', () => {
  const folder = folderOf();
  const out = path.join(folder, 'dist');
  const publish = (words: string) => {
    const place = openPlace(machine, out);
    const scan = openScan(PASSAGES, PUBLICATION, () => []);
    const staging = stage(place, ABOUT, { scan });
    staging.add({ path: 'index.html', mediaType: 'text/html', bytes: new TextEncoder().encode(words) });
    const released = staging.publish();
    place.close();
    return released;
  };
  expect(publish('Nothing.').published?.files).toBe(2);
  const { published, findings } = publish(`It is ${SECRET}.`);
  expect(published).toBe(undefined);
  expect(findings.map(({ place, message }) => `${place.line} ${message}`)).toEqual([
    '10 Words withheld in guidance/a@2019#gauges stand in index.html, in the text of the page.',
  ]);
  expect(String(filesIn(out)['index.html'])).toBe('Nothing.');
  for (const bytes of Object.values(filesIn(path.join(folder, '.press'))))
    expect(String(bytes)).not.toContain('sluice');
});

test('a PDF that cannot be read stops the release', () => {
  const broken = pdfOf([
    packed('x', '/Filter2 /X').subarray(0, 60),
    '<< /Filter /LZWDecode >>\nstream\nabc\nendstream',
  ]);
  expect(() => found(pdf(broken))).toThrow('the leak scan cannot read');
  const silent = pdfOf([
    '<< /Type /Page /Resources << /Font << /F1 2 0 R >> >> >>',
    '<< /Type /Font /Subtype /Type0 >>',
  ]);
  expect(() => found(pdf(silent))).toThrow('which letters it draws');
  const locked = pdfOf(['<< /Type /XRef /Encrypt 2 0 R >>']);
  expect(() => found(pdf(locked))).toThrow('encrypted');
});

test(
  'no false alarm on the project’s own documents, which withhold nothing of this',
  { timeout: 240_000 },
  async () => {
    const out = path.join(folderOf(), 'dist');
    await build(machine, { content: 'content', out, audience: 'public', formats: ['html', 'pdf', 'json'] });
    const scan = openScan(PASSAGES, PUBLICATION, () => []);
    const files = Object.entries(filesIn(out));
    for (const [file, bytes] of files) scan?.look({ path: file, mediaType: mediaTypeOf(file), bytes });
    expect(files.length).toBeGreaterThan(20);
    expect(scan?.leaks()).toEqual([]);
  },
);

test(
  'a passage added to one of the project’s own documents does not keep them from being published',
  { timeout: 240_000 },
  async () => {
    const own = Object.fromEntries(
      Object.entries(filesIn('content')).map(([file, bytes]) => [`content/${file}`, bytes]),
    );
    const name = Object.keys(own).find((file) => file.startsWith('content/guidance/')) ?? '';
    const added = `\n\n:::withheld{ground="s.31(1)(a)"}\n${SECRET}.\n:::\n\nSome :withheld[${NAME}]{ground="s.40(2)"} here.\n`;
    const folder = folderOf({ ...own, [name]: `${String(own[name])}${added}` });
    const request = { audience: 'public', formats: ['html', 'pdf', 'json'] } as const;
    const built = await build(machine, {
      ...request,
      content: path.join(folder, 'content'),
      out: path.join(folder, 'dist'),
    });
    const stopping = built.findings.filter(({ rule }) => rule === 'withheld-leak');
    expect(stopping).toEqual([]);
  },
);
