/** Tables on paper: where their cells stand, what becomes of them at a page's end, and what a listener gets. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reachableFootnotes } from '../../src/model/clauses.ts';
import type { Block, Footnote } from '../../src/model/document.ts';
import type { Page, StructureNode, TextFrame } from '../../src/render/pdf/layout.ts';
import { columnWidths } from '../../src/render/pdf/columns.ts';
import { editionPdf, layoutEdition, printPages, textOfStructure } from '../../src/render/pdf/pdf.ts';
import { walkStructure } from '../../src/render/pdf/structure.ts';
import { cell, edition, paragraph, surroundings } from '../support/edition.ts';
import { faultsOf } from '../support/pdf-rules.ts';
import { anyTable } from '../support/random-table.ts';
import { PRESS } from './press.ts';
import { NOTES, REGIONS, TABLES } from './sample-tables.ts';
import { SENTENCE } from './torture.ts';
import { wordsInOrder } from '../support/words-in-order.ts';

const SEED = Number(process.env['PRESS_SEED'] ?? Date.now() % 1_000_000);
const LONG = process.env['PRESS_LONG'] === '1';

function lay(body: readonly Block[], notes: readonly Footnote[] = []) {
  const one = edition(body, { footnotes: reachableFootnotes(body, notes) });
  return layoutEdition(one, surroundings(one), PRESS);
}
const named = (name: string) => lay(TABLES[name] ?? [], NOTES);
const texts = ({ frames }: Page) => frames.filter((frame): frame is TextFrame => frame.kind === 'text');
const wordsOf = (frames: readonly TextFrame[]) =>
  frames
    .map(({ words }) => words.join(''))
    .join('')
    .trim();
const elements = (structure: StructureNode) =>
  [...walkStructure(structure)].filter((one): one is StructureNode => one.kind === 'element');
const bare = (words: string) => words.replace(/\s/g, '');

/** As printed, without the head of the document. */
function printed(name: string): string {
  const { pages } = lay([paragraph('Before it.'), ...(TABLES[name] ?? []), paragraph('Behind it.')], NOTES);
  const lines = printPages(pages).split('\n');
  return lines.slice(lines.findIndex((line) => line.endsWith('Before it.'))).join('\n');
}

test.each(['a head over two rows, regions over four', 'blocks in cells', 'twenty columns', 'regions over a page end'])(
  '%s, as text',
  async (name) => {
    await expect(printed(name)).toMatchFileSnapshot(`golden/table ${name.replaceAll(',', '')}.pages.txt`);
  },
);

describe.each(Object.keys(TABLES))('%s', (name) => {
  const { pages } = named(name);

  test('keeps every word, in order', () => {
    const alone = lay(TABLES[name] ?? []);
    expect(bare(textOfStructure(alone.structure, alone.pages, false))).toBe(
      bare(wordsInOrder({ body: TABLES[name] ?? [], footnotes: [] })),
    );
  });

  test('stays between the margins', () => {
    for (const page of pages) {
      const foot = Math.min(
        ...page.frames.flatMap((one) => (one.kind === 'rect' && one.owner === 'Footer' ? [one.y] : [])),
      );
      for (const { x, y, words, face, size, owner } of texts(page)) {
        if (owner === 'Header' || owner === 'Footer') continue;
        const width = words.reduce((sum, word) => sum + PRESS.fonts.width(word.trimEnd(), face, size), 0);
        expect(x).toBeGreaterThan(70);
        expect(x + width).toBeLessThan(page.width - 69);
        expect(y).toBeLessThan(foot);
      }
    }
  });
});

describe('a table over several pages', () => {
  const regions = named('regions over a page end');

  test('has its head again on each, for the eye alone, and once for the ear', () => {
    const again = regions.pages.map((page) => wordsOf(texts(page).filter(({ owner }) => owner === 'RepeatedHead')));
    expect(again[0]).toBe('');
    for (const head of again.slice(1))
      expect(head).toMatch(/Reports received in the year.*Region.*Force.*Open.*Closed/);
    expect(textOfStructure(regions.structure, regions.pages).match(/Reports received/g)).toHaveLength(1);
  });

  test('says again whose rows go on', () => {
    const [, second, third] = regions.pages.map((page) =>
      wordsOf(texts(page).filter(({ owner }) => owner === 'RepeatedHead')),
    );
    expect(REGIONS.filter((region) => second?.includes(region))).toEqual(['Eastern']);
    expect(REGIONS.filter((region) => third?.includes(region))).toEqual(['Western']);
  });

  test('has a row taller than a page on as many as it takes, without a gap', () => {
    const { pages } = named('a row taller than a page');
    const heights = pages.slice(0, 1).map((page) => {
      const lines = texts(page).filter(({ owner }) => typeof owner !== 'string' && owner !== undefined);
      return Math.max(...lines.map(({ y }) => y));
    });
    expect(pages).toHaveLength(2);
    expect(Math.min(...heights)).toBeGreaterThan(700);
  });

  test('parts no row of a few lines, and leaves no line of a paragraph alone', () => {
    for (const page of named('sixty rows').pages.slice(1)) {
      const body = texts(page).filter(({ owner }) => typeof owner !== 'string');
      expect(wordsOf(body.slice(0, 2))).toMatch(/^\d+ Policing/);
    }
  });

  test('lets each cell of a parted row go on where it stopped', () => {
    const { pages } = named('lists and code over a page end');
    const [first, second] = pages.map((page) => wordsOf(texts(page)));
    const last = (words: string | undefined, what: RegExp) => Number([...(words ?? '').matchAll(what)].at(-1)?.[1]);
    const next = (words: string | undefined, what: RegExp) => Number([...(words ?? '').matchAll(what)][0]?.[1]);
    expect(next(second, /line (\d+)/g)).toBe(last(first, /line (\d+)/g) + 1);
    expect(next(second, /Item (\d+)/g)).toBe(last(first, /Item (\d+)/g) + 1);
  });
});

test('all of them, and tables at random, break no rule of PDF/UA-1 and PDF/A-2a', async () => {
  const body = Object.values(TABLES).flat();
  const plain = fc.constantFrom<readonly Block[]>([], [paragraph('Words.')], TABLES['blocks in cells'] ?? []);
  const random = fc.sample(anyTable(plain), { seed: SEED, numRuns: LONG ? 100 : 10 });
  const one = edition([...body, ...random], { footnotes: reachableFootnotes(body, NOTES) });
  const { bytes } = await editionPdf(one, surroundings(one), PRESS);
  expect(faultsOf(bytes)).toEqual([]);
});

test('a box in a cell that goes over a page end leaves the head free', () => {
  const [, second] = named('lists and code over a page end').pages;
  const rects = second?.frames.flatMap((frame) => (frame.kind === 'rect' ? [frame] : [])) ?? [];
  const [shade, box] = rects.filter(({ fill }) => fill === rects[0]?.fill);
  expect(box?.y).toBeGreaterThanOrEqual((shade?.y ?? 0) + (shade?.height ?? 0));
});

describe('a listener', () => {
  test('gets each cell in the row in which it begins, with what it covers and names', () => {
    const rows = elements(named('a head over two rows, regions over four').structure).filter(({ tag }) => tag === 'TR');
    const told = rows.map(({ children }) =>
      children.map((one) => {
        if (one.kind === 'slot') return '';
        const { tag, scope = '', columns = 1, rows: down = 1 } = one;
        return [tag, scope, columns > 1 ? `${columns} columns` : '', down > 1 ? `${down} rows` : '']
          .filter(Boolean)
          .join(' ');
      }),
    );
    // The first row is that of the document control.
    expect(told.slice(1, 5)).toEqual([
      ['TH Column 2 rows', 'TH Column 2 rows', 'TH Column 3 columns'],
      ['TH Column', 'TH Column', 'TH Column'],
      ['TH Row 4 rows', 'TD', 'TD', 'TD', 'TD'],
      ['TD', 'TD', 'TD', 'TD'],
    ]);
  });

  test('gets blocks in cells as they are elsewhere, and the words of plain cells without a paragraph', () => {
    const { structure } = named('blocks in cells');
    const cells = elements(structure).filter(({ tag }) => tag === 'TD');
    const tags = cells.map(({ children }) =>
      children.map((one) => (one.kind === 'slot' ? 'words' : one.tag)).join(' '),
    );
    expect(tags.slice(1)).toEqual([
      'P L',
      'P',
      'P Note BlockQuote P',
      'L',
      'Div Table',
      'words',
      'words',
      'words',
      'words',
      'words Strong words Reference Note',
    ]);
  });
});

test('the footnotes of a cell stand at the foot of its page, once', () => {
  const { pages } = named('blocks in cells');
  expect(
    pages.flatMap(({ destinations }) => destinations.map((one) => one.name)).filter((one) => /^note/.test(one)),
  ).toEqual(['note-reference.1', 'note-reference.2', 'note.1', 'note.2']);
});

describe('columns', () => {
  test('short ones have all they would like before long ones share the rest', () => {
    const [year, what, why] = columnWidths(
      [
        { least: 30, most: 40 },
        { least: 20, most: 80 },
        { least: 50, most: 4000 },
      ],
      400,
    );
    expect([year, what, why].map((width) => Math.round(width ?? 0))).toEqual([40, 80, 280]);
  });

  test('that end in figures stand close enough to be read across', () => {
    const columns = [
      { least: 40, most: 40 },
      { least: 40, most: 40 },
    ];
    expect(columnWidths(columns, 450)).toEqual([76, 374]);
    expect(columnWidths(columns, 450, true)).toEqual([76, 76]);
    expect(columnWidths(columns, 160, true)).toEqual([80, 80]);
  });
});

test('a picture beside a long text goes over whole when a page ends in it', () => {
  const wide: Block = {
    type: 'table',
    align: [],
    children: [
      {
        type: 'tableRow',
        children: [
          cell([], { children: Array.from({ length: 12 }, () => paragraph(SENTENCE.repeat(4))) }),
          cell([], { children: [{ type: 'code', value: 'x\n'.repeat(200) }] }),
        ],
      },
    ],
  };
  const { pages, structure } = lay([wide, paragraph('After.')]);
  expect(bare(textOfStructure(structure, pages))).toContain('After.');
  expect(pages.length).toBeLessThan(8);
});

test('any table at all is laid out on few enough pages, and says all it holds', () => {
  const words = fc.integer({ min: 1, max: 60 }).map((count) => SENTENCE.split(' ').slice(0, count).join(' '));
  const content = fc.oneof(
    words.map((one): readonly Block[] => [paragraph(one)]),
    words.map((one): readonly Block[] => [{ type: 'code', value: one.replaceAll(' ', '\n') }]),
    fc.constant<readonly Block[]>([]),
    fc.constantFrom('one column', 'blocks in cells', 'twenty columns').map((name) => TABLES[name] ?? []),
  );
  const property = fc.property(anyTable(content), (one) => {
    const { pages, structure } = lay([one]);
    expect(bare(textOfStructure(structure, pages, false))).toBe(bare(wordsInOrder({ body: [one], footnotes: [] })));
    expect(pages.length).toBeLessThan(400);
  });
  fc.assert(property, { seed: SEED, numRuns: LONG ? 400 : 20 });
});
