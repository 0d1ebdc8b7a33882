/** Tables of every make, each under its name. */
import type { Block, Footnote, Inline, Table, TableCell } from '../../src/model/document.ts';
import { cell, paragraph, table, text } from '../support/edition.ts';
import { SENTENCE } from './torture.ts';

const name = (words: string, more: Partial<TableCell> = {}) => cell(words, { scope: 'column', ...more });
const side = (words: string, more: Partial<TableCell> = {}) => cell(words, { scope: 'row', ...more });
const holding = (...children: readonly Block[]) => cell([], { children });
const rowsOf = (align: Table['align'], ...rows: readonly (readonly TableCell[])[]): Table => ({
  type: 'table',
  align,
  children: rows.map((children) => ({ type: 'tableRow', children })),
});
const bullets = (...items: readonly (string | readonly Block[])[]): Block => ({
  type: 'list',
  ordered: false,
  spread: false,
  children: items.map((item) => ({
    type: 'listItem',
    children: typeof item === 'string' ? [paragraph(item)] : item,
  })),
});
const numbered = (...items: readonly string[]): Block => ({
  type: 'list',
  ordered: true,
  spread: false,
  children: items.map((item, index) => ({ type: 'listItem', label: `${index + 1}.`, children: [paragraph(item)] })),
});
const call = (identifier: string): Inline => ({ type: 'footnoteReference', identifier });
const strong = (words: string): Inline => ({ type: 'strong', children: [text(words)] });

export const REGIONS = ['Northern', 'Eastern', 'Southern', 'Western'] as const;
const figures = (seed: number) =>
  [seed * 7, seed * 131, (seed * 37) % 100].map((number) => number.toLocaleString('en-GB'));

/** Two rows of heads, one of them over three columns; every region names as many rows as it has. */
const byRegion = (rows: number) =>
  rowsOf(
    [null, null, 'right', 'right', 'right'],
    [name('Region', { rows: 2 }), name('Force', { rows: 2 }), name('Reports received in the year', { columns: 3 })],
    [name('Open'), name('Closed'), name('Answered within 20 days, %')],
    ...REGIONS.flatMap((region, at) =>
      Array.from({ length: rows }, (_, index) => [
        ...(index === 0 ? [side(region, { rows })] : []),
        cell(`Force ${at * rows + index + 1}`),
        ...figures(at * rows + index + 3).map((number) => cell(number)),
      ]),
    ),
  );

const duties = rowsOf(
  [null, null, null],
  [name('Step'), name('What is done'), name('Record')],
  [
    side('Before the visit'),
    holding(
      paragraph('Read the earlier reports, and take with you:'),
      bullets('the badge', [paragraph('the forms'), bullets('one for each person', 'one for the address')], 'a pen'),
    ),
    holding({ type: 'code', value: 'REF <year>-<number>\nINITIALS' }),
  ],
  [
    side('At the door'),
    holding(
      paragraph('Say who you are.', call('who')),
      { type: 'blockquote', children: [paragraph('Officers should begin by listening.')] },
      paragraph('Then ask whether it is safe to speak.'),
    ),
    holding(numbered('The time', 'The words used, as they were used', 'Who was there')),
  ],
  [
    side('Afterwards'),
    holding(
      { type: 'note', title: 'Mind', children: [paragraph('The record is complete within 24 hours.')] },
      table(
        [
          ['Risk', 'Within'],
          ['high', '1 hour'],
          ['other', '24 hours'],
        ],
        [null, 'right'],
      ),
    ),
    cell([text('Signed '), strong('twice'), text('.'), call('twice')]),
  ],
);

/** Every table by its name; all but the last few fit a page. */
export const TABLES: Readonly<Record<string, readonly Block[]>> = {
  'one column': [table([['Places'], ['The street'], [SENTENCE], ['The park']])],
  'uneven rows': [table([['One', 'Two', 'Three'], ['a'], [], ['a', 'b', 'c', 'd']])],
  'a head over two rows, regions over four': [byRegion(4)],
  'blocks in cells': [duties],
  'in a list, a quotation and a table': [
    bullets([
      paragraph('An item with a table:'),
      table(
        [
          ['Hour', 'Calls'],
          ['9', '12'],
          ['10', '7'],
        ],
        [null, 'right'],
      ),
    ]),
    {
      type: 'blockquote',
      children: [
        paragraph('Quoted:'),
        table(
          [
            ['Hour', 'Calls'],
            ['9', '12'],
          ],
          [null, 'right'],
        ),
      ],
    },
    table([
      ['Outer', 'Inner'],
      ['One', 'x'],
    ]),
  ],
  'twenty columns': [
    table([
      Array.from({ length: 20 }, (_, index) => `Measure ${index + 1}`),
      ...Array.from({ length: 4 }, (_, row) =>
        Array.from({ length: 20 }, (_, index) => String(row * 300 + index * 17)),
      ),
      Array.from({ length: 20 }, (_, index) => (index % 5 ? '–' : 'unquestionably')),
    ]),
  ],
  'long words': [
    table([
      ['Key', 'Address', 'Meaning'],
      ['A', `https://example.org/${'path/'.repeat(30)}end`, SENTENCE],
      ['B', 'short', 'short'],
    ]),
  ],
  'sixty rows': [
    table(
      [
        ['No.', 'What', 'Calls'],
        ...Array.from({ length: 60 }, (_, i) => [String(i + 1), SENTENCE, String((i * 7919) % 1000)]),
      ],
      ['right', null, 'right'],
    ),
  ],
  'regions over a page end': [byRegion(14)],
  'a row taller than a page': [
    table([
      ['Short', 'Long'],
      ['one', SENTENCE.repeat(50)],
      ['two', 'The end.'],
    ]),
  ],
  'a cell over rows, taller than a page': [
    rowsOf(
      [],
      [name('Year'), name('What was done'), name('Why')],
      ...Array.from({ length: 6 }, (_, index) => [
        ...(index % 3 === 0 ? [side(`20${19 + index}`, { rows: 3 })] : []),
        cell(`Step ${index + 1}`),
        ...(index % 3 === 0 ? [cell(SENTENCE.repeat(40), { rows: 3 })] : []),
      ]),
    ),
  ],
  'lists and code over a page end': [
    rowsOf(
      [],
      [name('List'), name('Code'), name('Words')],
      [
        holding(bullets(...Array.from({ length: 45 }, (_, i) => `Item ${i + 1} of the list`))),
        holding({ type: 'code', value: Array.from({ length: 60 }, (_, i) => `line ${i + 1}`).join('\n') }),
        holding(...Array.from({ length: 12 }, () => paragraph(SENTENCE))),
      ],
    ),
  ],
  'in a footnote': [paragraph('A table stands below.', call('table'))],
};

export const NOTES: readonly Footnote[] = [
  { identifier: 'who', children: [paragraph('Name, rank and force.')] },
  { identifier: 'twice', children: [paragraph('By both officers.'), numbered('The elder', 'The younger')] },
  {
    identifier: 'table',
    children: [
      paragraph('The hours:'),
      table([['Hour', 'Calls'], ...Array.from({ length: 12 }, (_, i) => [String(i), String(i * 12)])], [null, 'right']),
    ],
  },
];
