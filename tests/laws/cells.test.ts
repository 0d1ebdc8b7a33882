/** What holds for blocks holds for those in the cells of a table: they are walked, cleared, and counted with the rest. */
import { describe, expect, test } from 'vitest';
import { clear } from '../../src/clear/clear.ts';
import { clausesOf, inlinesWithin } from '../../src/model/clauses.ts';
import type { Block, Table } from '../../src/model/document.ts';
import { formatMarking } from '../../src/model/marking.ts';
import { textOfBlocks } from '../../src/model/text.ts';
import { cell, edition, paragraph } from '../support/edition.ts';
import { marking as markingOf } from '../support/schemes.ts';

const tableOf = (...children: readonly Block[]): Table => ({
  type: 'table',
  align: [],
  children: [{ type: 'tableRow', children: [cell('Seen', { rows: 1 }), cell([], { children })] }],
});
const SENSITIVE = markingOf('OFFICIAL-SENSITIVE');
const secret: Block = {
  type: 'withheld',
  ground: 's.31(1)(a)',
  marking: SENSITIVE,
  children: [
    paragraph('The door code.', { type: 'footnoteReference', identifier: 'code' }),
    { type: 'paragraph', children: [{ type: 'image', url: 'p.png', file: 'p.png', alt: 'A plan' }] },
  ],
};
const withCell = edition([tableOf(paragraph('Open.'), secret)], {
  footnotes: [{ identifier: 'code', children: [paragraph('It is 1234.')] }],
  pictures: [{ file: 'p.png', mediaType: 'image/png', width: 1, height: 1, bytes: new Uint8Array() }],
});

describe('a block withheld in a cell', () => {
  test('is a notice to the public, and its footnote and picture are gone', () => {
    const { body, footnotes, pictures, matter } = clear(withCell, 'public');
    expect(body).toEqual([tableOf(paragraph('Open.'), { type: 'withheldNotice', ground: 's.31(1)(a)' })]);
    expect([footnotes, pictures]).toEqual([[], []]);
    expect(formatMarking(matter.classification)).toBe('OFFICIAL');
  });

  test('raises the marking that others see, with all that it leads to', () => {
    const { footnotes, pictures, matter } = clear(withCell, 'internal');
    expect([footnotes.length, pictures.length]).toEqual([1, 1]);
    expect(formatMarking(matter.classification)).toBe('OFFICIAL-SENSITIVE');
  });
});

test('clauses, words and inlines in a cell are those of the document', () => {
  const body = [
    tableOf({ type: 'clause', id: 'inside', number: '1', children: [paragraph('Deep', { type: 'break' }, 'down')] }),
  ];
  expect(clausesOf(body).map(({ id }) => id)).toEqual(['inside']);
  expect(textOfBlocks(body)).toBe('Seen Deep down');
  expect(inlinesWithin(body).map(({ type }) => type)).toEqual(['text', 'text', 'break', 'text']);
});
