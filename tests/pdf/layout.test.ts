/** Layout as data: a golden page, and what must hold on the pages of every document. */
import { describe, expect, test } from 'vitest';
import type { Block } from '../../src/model/document.ts';
import type { Page, TextFrame } from '../../src/render/pdf/layout.ts';
import { layoutComparison, layoutEdition, printPages, textOfStructure } from '../../src/render/pdf/pdf.ts';
import { edition, heading, paragraph, surroundings, table, text } from '../support/edition.ts';
import { PRESS } from './press.ts';
import { comparison } from './sample-comparison.ts';
import { nested, PICTURES, SENTENCE, torture } from './torture.ts';

const lay = (...parts: Parameters<typeof edition>) => {
  const one = edition(...parts);
  return layoutEdition(one, surroundings(one), PRESS);
};

const small: readonly Block[] = [
  heading(2, 'aims', 'Aims'),
  {
    type: 'principle',
    id: 'first',
    number: '1',
    children: [paragraph('Start from vulnerability.', { type: 'footnoteReference', identifier: 'a' })],
  },
  paragraph(
    'See ',
    { type: 'link', url: '#first', children: [text('the first principle')] },
    ' and ',
    { type: 'strong', children: [text('mind it')] },
    '.',
  ),
  nested(2),
  table(
    [
      ['What', 'How many'],
      ['Apples', '3'],
    ],
    [null, 'right'],
  ),
];

test('the pages of a small document, as text', async () => {
  const { pages } = lay(small, { footnotes: [{ identifier: 'a', children: [paragraph('Where it says so.')] }] });
  await expect(printPages(pages)).toMatchFileSnapshot('golden/small.pages.txt');
});

test('the pages of a small comparison, as text', async () => {
  const { pages } = layoutComparison(comparison(), surroundings(edition([])), PRESS);
  await expect(printPages(pages)).toMatchFileSnapshot('golden/comparison.pages.txt');
});

test('found-461018: a link that begins with a line break can be clicked where its words are, and nowhere else', () => {
  const link = {
    type: 'link' as const,
    url: 'https://example.org/',
    children: [{ type: 'break' as const }, text('the')],
  };
  const children = [{ type: 'footnoteReference', identifier: 'a' } as const, link];
  const titled: Block = { type: 'heading', depth: 2, id: 'aims', children };
  const { pages } = lay([titled], { footnotes: [{ identifier: 'a', children: [] }] });
  const widths = pages.flatMap(({ frames }) =>
    frames.flatMap((frame) => (frame.kind === 'link' && frame.link.to === link.url ? [frame.width] : [])),
  );
  expect(widths).toEqual([expect.closeTo(25.7, 1)]);
});

test('a listener hears labels, words and notes in reading order', () => {
  const { structure, pages } = lay(small, {
    footnotes: [{ identifier: 'a', children: [paragraph('Where it says so.')] }],
  });
  const heard = textOfStructure(structure, pages);
  expect(heard).toContain('Classification: OFFICIAL');
  expect(heard).toContain(
    'Aims 1 Start from vulnerability.1 1 Where it says so. See the first principle and mind it. 3. Level',
  );
});

/* ---- pages ---- */

const bodyOf = ({ frames }: Page): readonly TextFrame[] =>
  frames.filter(
    (frame): frame is TextFrame => frame.kind === 'text' && frame.owner !== 'Header' && frame.owner !== 'Footer',
  );

describe('pagination', () => {
  const { pages } = lay([...torture(4).body], { pictures: PICTURES });
  const sizes = PRESS.style.type.headings.map((size) => size * PRESS.style.type.body);

  test('nothing stands outside the page, nothing in the running matter', () => {
    for (const { frames, height, width } of pages) {
      const foot = Math.min(
        ...frames.flatMap((frame) => (frame.kind === 'rect' && frame.owner === 'Footer' ? [frame.y] : [])),
      );
      for (const frame of frames) {
        expect(frame.x).toBeGreaterThan(0);
        expect(frame.x).toBeLessThan(width);
        expect(frame.y).toBeGreaterThan(0);
        expect(frame.y).toBeLessThan(height);
        if (frame.kind === 'text' && typeof frame.owner !== 'string') expect(frame.y).toBeLessThan(foot);
      }
    }
  });

  test('no heading stands last on a page', () => {
    for (const page of pages.slice(0, -1)) {
      const last = bodyOf(page).reduce((low, frame) => (frame.y > low.y ? frame : low));
      expect(sizes.slice(0, 3)).not.toContain(last.size);
    }
  });

  test('two lines at least of a paragraph stand on either side of a page break', () => {
    const chapters = Array.from({ length: 40 }, (_, i) => paragraph(SENTENCE.repeat(2 + (i % 4))));
    const laid = lay(chapters);
    for (const [index, { frames }] of laid.pages.entries()) {
      const lines = new Map<unknown, Set<number>>();
      for (const frame of frames) {
        if (frame.kind !== 'text' || typeof frame.owner === 'string') continue;
        lines.set(frame.owner, (lines.get(frame.owner) ?? new Set()).add(frame.y));
      }
      const others = laid.pages.filter((_, i) => i !== index).flatMap((page) => bodyOf(page).map(({ owner }) => owner));
      for (const [owner, set] of lines)
        if (others.includes(owner as TextFrame['owner'])) expect(set.size).toBeGreaterThan(1);
    }
  });

  test('the lines of an address stay together', () => {
    for (let lines = 20; lines < 40; lines++) {
      const body = [
        ...Array.from({ length: lines }, () => paragraph('A line.')),
        paragraph('One', { type: 'break' }, 'Two', { type: 'break' }, 'Three', { type: 'break' }, 'Four'),
        paragraph('Behind it.'),
      ];
      const homes = lay(body).pages.filter((page) =>
        bodyOf(page).some(({ words }) => /^(One|Two|Three|Four) $/.test(words.join(''))),
      );
      expect(homes.length).toBe(1);
    }
  });

  test('the text behind hanging numbers has one left edge, whatever the width of the numbers', () => {
    const clauses = ['9.9', '10.10', '2'].map((number): Block => ({
      type: 'clause',
      id: `c${number}`,
      number,
      children: [paragraph('Words.')],
    }));
    const [page] = lay([
      ...clauses,
      { type: 'clause', id: 'x', number: 'Schedule 12.34', children: [paragraph('Words.')] },
    ]).pages;
    const edges = page
      ? bodyOf(page).flatMap(({ words, x }) => (words.join('') === 'Words. ' ? [Math.round(x)] : []))
      : [];
    expect(new Set(edges.slice(0, 3)).size).toBe(1);
    expect(edges[3]).toBeGreaterThan(edges[0] ?? 0);
  });

  test('a footnote begins on the page of its reference', () => {
    const body = Array.from({ length: 60 }, (_, i) =>
      paragraph(SENTENCE.repeat(1 + (i % 3)), { type: 'footnoteReference', identifier: `n${i}` }),
    );
    const footnotes = body.map((_, i) => ({
      identifier: `n${i}`,
      children: [paragraph(SENTENCE.repeat(1 + (i % 9)))],
    }));
    const laid = lay(body, { footnotes });
    const pageOf = (name: string) =>
      laid.pages.findIndex(({ destinations }) => destinations.some((one) => one.name === name));
    for (let i = 1; i <= 60; i++) expect(pageOf(`note.${i}`)).toBe(pageOf(`note-reference.${i}`));
  });

  test('the header row of a table is repeated on every page that the table runs over', () => {
    const repeats = pages.filter(({ frames }) =>
      frames.some((frame) => frame.kind === 'text' && frame.owner === 'RepeatedHead'),
    );
    expect(repeats.length).toBeGreaterThan(2);
  });

  test('contents list the page that a heading stands on', () => {
    const laid = layoutEdition(torture(4), surroundings(torture(4)), PRESS);
    const [entry] = laid.pages.flatMap(({ frames }) =>
      frames.filter((frame) => frame.kind === 'link' && frame.link.to === 'notes'),
    );
    const page = laid.pages.findIndex(({ destinations }) => destinations.some(({ name }) => name === 'notes'));
    expect(entry?.kind === 'link' && entry.link.description).toBe(`Footnotes, page ${page + 1}`);
  });
});
