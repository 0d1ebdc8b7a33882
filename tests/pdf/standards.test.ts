/** The finished files against the rules of PDF/UA-1 and PDF/A-2a, and word for word against what was laid out. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { clear } from '../../src/clear/clear.ts';
import type { Block } from '../../src/model/document.ts';
import { comparisonPdf, editionPdf, layoutEdition, textOfStructure } from '../../src/render/pdf/pdf.ts';
import { edition, heading, paragraph, surroundings, table, text } from '../support/edition.ts';
import type { Drawing } from '../support/pdf-content.ts';
import { type PdfFile, readPdfFile, wordsInOrder, wordsOf } from '../support/pdf-file.ts';
import { faultsIn, faultsOf } from '../support/pdf-rules.ts';
import { PRESS } from './press.ts';
import { comparison } from './sample-comparison.ts';
import { PICTURES, SENSITIVE, torture } from './torture.ts';

const made = async (body: readonly Block[], parts: Parameters<typeof edition>[1] = {}) => {
  const one = edition(body, parts);
  return (await editionPdf(one, surroundings(one), PRESS)).bytes;
};

describe('two hundred pages of every construct', () => {
  const edited = torture(21);
  const around = surroundings(edited);
  let bytes: Uint8Array;
  let file: PdfFile;
  beforeAll(async () => {
    bytes = (await editionPdf(edited, around, PRESS)).bytes;
    file = readPdfFile(bytes);
  });

  test('break no rule', () => {
    expect(file.pages.length).toBeGreaterThan(190);
    expect(faultsIn(file)).toEqual([]);
  });

  test('say every word, in order, by their glyphs', () => {
    const { structure, pages } = layoutEdition(edited, around, PRESS);
    expect(wordsOf(file)).toBe(textOfStructure(structure, pages));
  });

  test('say the same to a reader that shares no code with us', async () => {
    const document = await getDocument({ data: Uint8Array.from(bytes), verbosity: 0 }).promise;
    const words = new Map<string, string>();
    for (let page = 0; page < document.numPages; page++) {
      const { items } = await (
        await document.getPage(page + 1)
      ).getTextContent({
        includeMarkedContent: true,
        disableNormalization: true,
      });
      let open = '';
      for (const item of items) {
        if ('str' in item) words.set(open, (words.get(open) ?? '') + item.str);
        else if (item.type === 'beginMarkedContentProps') open = `${page}/${/mc(\d+)$/.exec(item.id)?.[1]}`;
        else if (item.type === 'endMarkedContent') open = '';
      }
    }
    await document.loadingTask.destroy();
    const bare = (value: string) => value.replace(/\s/g, ''); // it drops spaces at line ends
    const read = wordsInOrder(file, ({ page, mark }) => words.get(`${page}/${mark}`) ?? '');
    expect(bare(read)).toBe(bare(wordsOf(file)));
  });
});

describe('what has tried the rules', () => {
  const cases: Readonly<Record<string, readonly [readonly Block[], Parameters<typeof edition>[1]?]>> = {
    'an empty document': [[]],
    'a table of a head alone': [[table([[]]), table([['Only', 'a head']]), paragraph('Behind it.')]],
    'characters of private use, which nobody can read out': [[paragraph('Private: \ue000 \uf6c5 \u{f0000}')]],
    'alternative text longer than a string may be': [
      [paragraph({ type: 'image', url: '', file: 'pictures/rgb.png', alt: 'zażółć '.repeat(5000) })],
      { pictures: PICTURES },
    ],
    'a summary longer than a string may be, with control characters': [
      [],
      { matter: { summary: `bell \u0007 & ${'ŵ '.repeat(20_000)}`, title: 'half \ud83d of a pair, and <&>' } },
    ],
    'names in several scripts, which are sorted by their bytes': [
      ['zebra', 'ŵyl', 'a-ŵ', 'b', 'λόγος'].map((id) => heading(2, id, id)),
    ],
    'headings that show nothing, and what follows them': [
      [heading(2, 'a', ''), heading(3, 'b', '\u200b'), heading(3, 'c', 'Words'), heading(4, 'd', 'More')],
    ],
    'items without words, a picture alone in one': [
      [
        {
          type: 'list',
          ordered: false,
          spread: false,
          children: [
            { type: 'listItem', children: [] },
            { type: 'listItem', label: '7)', children: [paragraph()] },
            { type: 'listItem', children: [paragraph({ type: 'image', url: '', file: 'pictures/rgb.png', alt: '' })] },
          ],
        },
      ],
      { pictures: PICTURES },
    ],
  };
  test.each(Object.entries(cases))('%s', async (_, [body, parts]) => {
    expect(faultsOf(await made(body, parts))).toEqual([]);
  });

  test('a comparison, and one whose passages are longer than a string may be', async () => {
    const around = surroundings(edition([]));
    expect(faultsOf((await comparisonPdf(comparison(8), around, PRESS)).bytes)).toEqual([]);
    const long = 'zażółć gęślą jaźń '.repeat(2500);
    const [first] = comparison(1).changes;
    const ops = [
      { op: 'delete' as const, text: long },
      { op: 'insert' as const, text: `${long}too` },
    ];
    const changes = first ? [{ ...first, fate: 'changed' as const, ops }] : [];
    const compared = await comparisonPdf({ ...comparison(1), changes }, around, PRESS);
    expect(faultsOf(compared.bytes)).toEqual([]);
    const file = readPdfFile(compared.bytes);
    expect(wordsOf(file).split('gęślą').length).toBe(5001);
    const spoken = file.elements.map(({ dictionary }) => file.objects.text(dictionary['ActualText']) ?? '');
    expect(spoken.join('').split('gęślą').length).toBe(5001);
  });
});

describe('the rules notice', () => {
  const without = (tag: string, key: string) => (file: PdfFile) => ({
    ...file,
    elements: file.elements.map((one) => {
      if (one.tag !== tag) return one;
      const { [key]: _, ...dictionary } = one.dictionary;
      return { ...one, dictionary };
    }),
  });
  const drawn = (change: (drawing: Drawing) => Drawing) => (file: PdfFile) => ({
    ...file,
    drawings: file.drawings.map((page) => page.map(change)),
  });
  const damages: Readonly<Record<string, (file: PdfFile) => PdfFile>> = {
    'a note without identifier (7.9)': without('/Note', 'ID'),
    'a header without scope (7.5)': without('/TH', 'A'),
    'a list that does not say how it counts (7.6)': without('/L', 'A'),
    'a picture without words (7.3)': without('/Figure', 'Alt'),
    'a link without words (7.18)': (file) => ({
      ...file,
      annotations: file.annotations.map((one) => ({ ...one, dictionary: { ...one.dictionary, Contents: null } })),
    }),
    'a level that is skipped (7.4.2)': (file) => ({
      ...file,
      elements: file.elements.map((one) => (one.tag === '/H2' ? { ...one, tag: '/H4' } : one)),
    }),
    'an element with nothing in it (7.2)': (file) => ({
      ...file,
      elements: file.elements.map((one) => (one.tag === '/P' ? { ...one, marks: [], children: [] } : one)),
    }),
    'an element in a wrong place (7.2)': (file) => ({
      ...file,
      elements: file.elements.map((one) => (one.tag === '/LBody' ? { ...one, tag: '/TD' } : one)),
    }),
    'words in nothing (7.1)': drawn((one) => ({ ...one, marked: undefined, artifact: undefined })),
    'running heads that are no pagination (7.8)': drawn((one) => (one.artifact ? { ...one, artifact: {} } : one)),
    'a glyph that the font lacks (7.21.4.1)': (file) => ({
      ...file,
      fonts: file.fonts.map((font) => ({ ...font, glyphs: new Set([60_000]) })),
    }),
    'a glyph for nothing (7.21.8)': (file) => ({
      ...file,
      fonts: file.fonts.map((font) => ({ ...font, glyphs: new Set([0]) })),
    }),
    'metadata that say something else (6.6.2)': (file) => ({
      ...file,
      xmp: file.xmp.replace('<dc:title>', '<dc:title>x'),
    }),
    'no declaration of PDF/UA (5)': (file) => ({
      ...file,
      xmp: file.xmp.replace('<pdfuaid:part>1', '<pdfuaid:part>2'),
    }),
  };
  let good: PdfFile;
  beforeAll(async () => {
    const one = torture();
    good = readPdfFile((await editionPdf(one, surroundings(one), PRESS)).bytes);
  });

  test('nothing in a good file', () => expect(faultsIn(good)).toEqual([]));
  test.each(Object.entries(damages))('%s', (name, damage) => {
    const [, clause = ''] = /\(([\d.]+)\)$/.exec(name) ?? [];
    const section = clause.split('.').slice(0, 2).join('.');
    expect(faultsIn(damage(good)).join('\n')).toMatch(new RegExp(`[( ]${section.replace('.', '\\.')}\\b`));
  });
});

test('the marking of each page is that of what stands on it', () => {
  const edited = torture(6, { inside: true });
  const { pages } = layoutEdition(edited, surroundings(edited), PRESS);
  const seen = new Set<boolean>();
  for (const [index, { frames }] of pages.entries()) {
    const texts = frames.flatMap((frame) => (frame.kind === 'text' ? [frame] : []));
    const inside = texts.some(({ words, owner }) => typeof owner !== 'string' && words.join('').includes('secret '));
    for (const part of ['Header', 'Footer']) {
      const said = texts.flatMap(({ owner, words }) => (owner === part ? [words.join('').trim()] : []));
      expect(said, `page ${index + 1}`).toContain(inside ? 'OFFICIAL-SENSITIVE - RECIPIENTS ONLY' : 'OFFICIAL');
    }
    seen.add(inside);
  }
  expect(seen.size).toBe(2);
});

describe('a footnote, and a passage inside another, bear the marking of what leads to them', () => {
  const marked = (...children: readonly Block[]): Block => ({
    type: 'withheld',
    ground: 's.31',
    marking: SENSITIVE,
    children,
  });
  const pagesOf = (body: readonly Block[], parts: Parameters<typeof edition>[1] = {}) => {
    const one = edition(body, parts);
    return layoutEdition(one, surroundings(one), PRESS).pages;
  };
  const sensitive = (page: ReturnType<typeof pagesOf>[number] | undefined) =>
    page?.frames.some(
      (frame) => frame.kind === 'text' && frame.owner === 'Header' && /SENSITIVE/.test(frame.words.join('')),
    );

  test('a footnote that goes on overleaf', () => {
    const long = paragraph('Of the note. '.repeat(900));
    const reference = { type: 'footnoteReference', identifier: 'a' } as const;
    for (const body of [
      [marked(paragraph('Inside', reference))],
      [
        paragraph({
          type: 'withheldText',
          ground: 's.31',
          marking: SENSITIVE,
          children: [text('in a line'), reference],
        }),
      ],
    ]) {
      const pages = pagesOf(body, { footnotes: [{ identifier: 'a', children: [long] }] });
      expect(pages.length).toBeGreaterThan(2);
      for (const page of pages) expect(sensitive(page)).toBe(true);
    }
  });

  test('a lower marking inside a higher one changes nothing', () => {
    const many = Array.from({ length: 100 }, () => paragraph('open'));
    const lower = edition([]).matter.classification;
    const pages = pagesOf([marked({ type: 'withheld', ground: 's.40', marking: lower, children: many })]);
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) expect(sensitive(page)).toBe(true);
  });
});

test('what the internal audience gets is marked page by page, as a whole by its highest', () => {
  const source = edition([
    ...Array.from({ length: 80 }, () => paragraph('Public words.')),
    { type: 'withheld', ground: 's.31', marking: SENSITIVE, children: [paragraph('Held back.')] },
  ]);
  const inside = clear(source, 'internal');
  const { pages, about, structure } = layoutEdition(inside, surroundings(inside), PRESS);
  const heads = pages.map(({ frames }) =>
    frames.flatMap((frame) => (frame.kind === 'text' && frame.owner === 'Header' ? [frame.words.join('').trim()] : [])),
  );
  expect(heads[0]).toEqual(['OFFICIAL']);
  expect(heads.at(-1)).toEqual(['OFFICIAL-SENSITIVE - RECIPIENTS ONLY']);
  expect(about.keywords).toContain('OFFICIAL-SENSITIVE - RECIPIENTS ONLY');
  expect(textOfStructure(structure, pages)).toContain('Classification: OFFICIAL-SENSITIVE - RECIPIENTS ONLY');
});
