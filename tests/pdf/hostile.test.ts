/** Bad and extreme input: a sound layout in bounded time, never a crash, an endless loop or a lost word. */
import { expect, test } from 'vitest';
import type { Block } from '../../src/model/document.ts';
import { editionPdf, layoutEdition, textOfStructure } from '../../src/render/pdf/pdf.ts';
import { columnWidths } from '../../src/render/pdf/columns.ts';
import { edition, heading, paragraph, surroundings, table, text } from '../support/edition.ts';
import { PRESS } from './press.ts';
import { nested, SENTENCE } from './torture.ts';

const lay = (...parts: Parameters<typeof edition>) => {
  const one = edition(...parts);
  return layoutEdition(one, surroundings(one), PRESS);
};
const draw = (...parts: Parameters<typeof edition>) => {
  const one = edition(...parts);
  return editionPdf(one, surroundings(one), PRESS);
};

test('500 nested lists and 500 nested quotations', async () => {
  const quotes = Array.from({ length: 500 }).reduce<Block>(
    (inner) => ({ type: 'blockquote', children: [inner] }),
    paragraph('Deep.'),
  );
  const made = await draw([nested(500), quotes]);
  expect(made.pages).toBeLessThan(60);
});

test('text far narrower than its label, and a label wider than the page', () => {
  const label = `${'9'.repeat(60)}.`;
  const laid = lay([
    {
      type: 'list',
      ordered: true,
      spread: false,
      children: [{ type: 'listItem', label, children: [paragraph('Words.')] }],
    },
  ]);
  expect(textOfStructure(laid.structure, laid.pages)).toContain(`${label} Words.`);
});

test('a word of 10,000 characters', () => {
  const laid = lay([paragraph('x'.repeat(10_000))]);
  expect(textOfStructure(laid.structure, laid.pages)).toContain('x'.repeat(10_000));
});

test('a footnote of three pages, called from a table, with notes of its own and a circle among them', () => {
  const call = (identifier: string) => ({ type: 'footnoteReference' as const, identifier });
  const laid = lay([table([[[text('Cell'), call('a')]], []]), paragraph(SENTENCE)], {
    footnotes: [
      { identifier: 'a', children: [paragraph(SENTENCE.repeat(120), call('b')), paragraph('First ends.')] },
      { identifier: 'b', children: [paragraph('Second', call('a'), call('b'), call('none'), '.')] },
    ],
  });
  expect(laid.pages.length).toBeGreaterThan(2);
  expect(laid.pages.length).toBeLessThan(6);
  expect(textOfStructure(laid.structure, laid.pages)).toMatch(/First ends\./);
});

test('a table of uneven rows with forty columns', async () => {
  const row = (count: number) => Array.from({ length: count }, (_, i) => `Column ${i}`);
  const made = await draw([table([row(3), row(40), row(0), row(1)])]);
  expect(made.missing).toEqual([]);
});

test('widths of columns fill the room whatever their content', () => {
  for (const columns of [
    [{ least: 10, most: 20 }],
    [
      { least: 900, most: 9000 },
      { least: 1, most: 1 },
    ],
    Array.from({ length: 30 }, () => ({ least: 40, most: 400 })),
  ]) {
    const widths = columnWidths(columns, 450);
    expect(widths.reduce((a, b) => a + b, 0)).toBeCloseTo(450);
    expect(Math.min(...widths)).toBeGreaterThan(0);
  }
});

test('an empty edition, empty blocks and a document that is only headings', async () => {
  const empties: readonly Block[] = [
    { type: 'list', ordered: false, spread: false, children: [] },
    { type: 'list', ordered: false, spread: false, children: [{ type: 'listItem', children: [] }] },
    { type: 'table', align: [], children: [] },
    { type: 'blockquote', children: [] },
    { type: 'code', value: '' },
    { type: 'principle', id: 'p', number: '1', children: [] },
    paragraph(),
    paragraph(''),
  ];
  expect((await draw([])).pages).toBe(1);
  expect((await draw(empties)).pages).toBe(1);
  expect((await draw(Array.from({ length: 200 }, (_, i) => heading(2, `h${i}`, 'A heading')))).pages).toBeGreaterThan(
    5,
  );
});

test('characters that no font has are named with their place, and shown as such', async () => {
  const position = { start: { line: 3, column: 7 }, end: { line: 3, column: 9 } };
  const made = await draw([{ type: 'paragraph', children: [{ type: 'text', value: 'A 漢 and 漢 again', position }] }]);
  expect(made.missing).toEqual([{ character: '漢', place: { line: 3, column: 7 } }]);
});
