/** Where the cells of a table stand. A letter in the drawing is a cell; in capitals, a header. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Table, TableCell } from '../../src/model/document.ts';
import { gridOf } from '../../src/model/grid.ts';
import { cell, table } from '../support/edition.ts';
import { anyTable } from '../support/random-table.ts';

const rowsOf = (...rows: readonly (readonly TableCell[])[]): Table => ({
  type: 'table',
  align: [],
  children: rows.map((children) => ({ type: 'tableRow', children })),
});
const name = (words: string, more: Partial<TableCell> = {}) => cell(words, { ...more, scope: 'column' });

function drawing(one: Table): readonly string[] {
  const { columns, head, rows } = gridOf(one);
  const lines = rows.map(() => Array.from({ length: columns }, () => '!'));
  for (const { cell: own, row, column, columns: across, rows: down } of rows.flat()) {
    const [first] = own.children;
    const [words] = first?.type === 'paragraph' ? first.children : [];
    const letter = words?.type === 'text' ? words.value : '.';
    for (let y = row; y < row + down; y++) {
      for (let x = column; x < column + across; x++) {
        const line = lines[y];
        if (line?.[x] !== '!') throw new Error('two cells in one place');
        line[x] = letter;
      }
    }
  }
  return lines.map((line, row) => `${line.join('')}${row === head - 1 ? ' head' : ''}`);
}

describe('the grid', () => {
  test('of a table as GFM has it: the first row is the head, short rows are filled', () => {
    expect(drawing(table([['A', 'B', 'C'], ['a'], [], ['b', 'c', 'd', 'e']]))).toEqual([
      'ABC. head',
      'a...',
      '....',
      'bcde',
    ]);
  });

  test('of spans in head and body', () => {
    const one = rowsOf(
      [name('A', { rows: 2 }), name('B', { columns: 2 })],
      [name('C'), name('D')],
      [cell('E', { scope: 'row', rows: 2 }), cell('a'), cell('b')],
      [cell('c', { columns: 2 })],
    );
    expect(drawing(one)).toEqual(['ABB', 'ACD head', 'Eab', 'Ecc']);
  });

  test('without a head, and with nothing but a head', () => {
    expect(drawing(rowsOf([cell('A', { scope: 'row' }), cell('a')]))).toEqual(['Aa']);
    expect(drawing(rowsOf([name('A'), name('B')]))).toEqual(['AB head']);
    expect(drawing(rowsOf())).toEqual([]);
  });

  test('has no row in which no cell begins', () => {
    expect(drawing(rowsOf([cell('a', { rows: 3 }), cell('b', { rows: 2 })], [], [cell('c')]))).toEqual(['ab', 'ac']);
    expect(drawing(table([[]]))).toEqual([]);
  });

  const faults: readonly (readonly [string, Table])[] = [
    ['rows below the table', rowsOf([cell('a', { rows: 2 })])],
    ['rows of the body from the head', rowsOf([name('A', { rows: 2 })], [cell('a')])],
    ['a place that is taken', rowsOf([cell('a'), cell('b', { rows: 2 })], [cell('c', { columns: 2 })])],
    ['no column', rowsOf([cell('a', { columns: 0 })])],
    ['half a row', rowsOf([cell('a', { rows: 0.5 })])],
  ];
  test.each(faults)('refuses a span over %s', (_, one) => {
    expect(() => gridOf(one)).toThrow(/cell/);
  });

  test('gives every place of any table to exactly one cell', () => {
    fc.assert(
      fc.property(anyTable(fc.constant([])), (one) => {
        expect(drawing(one).join('')).not.toContain('!');
      }),
    );
  });
});
