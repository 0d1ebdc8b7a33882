/**
 * The cells of a table in their places. Spans come in as the cells have them; out comes a grid in which every place belongs to
 * exactly one cell: rows that are too short are filled with empty ones. Spans that do not fit are no author's doing, because
 * GFM has none, so they throw.
 */
import type { Table, TableCell, TableRow } from './document.ts';

export interface GridCell {
  readonly cell: TableCell;
  readonly row: number;
  readonly column: number;
  readonly columns: number;
  readonly rows: number;
}

export interface Grid {
  readonly columns: number;
  /** How many rows from the first are the head. */
  readonly head: number;
  /** Each cell in the row in which it begins, from left to right. */
  readonly rows: readonly (readonly GridCell[])[];
}

function headOf(rows: readonly TableRow[]): number {
  const end = rows.findIndex(
    ({ children }) => children.length === 0 || children.some(({ scope }) => scope !== 'column'),
  );
  return end === -1 ? rows.length : end;
}

function placeCell(cell: TableCell, row: number, column: number): GridCell {
  const { columns = 1, rows = 1 } = cell;
  if (![columns, rows].every((span) => Number.isInteger(span) && span > 0)) {
    throw new Error(`a cell of ${columns} columns and ${rows} rows`);
  }
  return { cell, row, column, columns, rows };
}

/** Cells take the first free place of their row. `free[column]` is the first row in which a column is not covered from above. */
function placeRows(table: Table, head: number): { readonly rows: GridCell[][]; readonly free: readonly number[] } {
  const free: number[] = [];
  const rows = table.children.map(({ children }, row) => {
    let column = 0;
    return children.map((cell): GridCell => {
      while ((free[column] ?? 0) > row) column++;
      const placed = placeCell(cell, row, column);
      const last = row < head ? head : table.children.length;
      if (row + placed.rows > last) throw new Error(`the cell at ${row}, ${column} covers more rows than there are`);
      for (const end = column + placed.columns; column < end; column++) {
        if ((free[column] ?? 0) > row) throw new Error(`two cells of a table at ${row}, ${column}`);
        free[column] = row + placed.rows;
      }
      return placed;
    });
  });
  return { rows, free };
}

/** A row in which no cell begins has nothing of its own: the cells that run through it run over one row less. */
function withoutEmpty(rows: readonly (readonly GridCell[])[]): Grid['rows'] {
  if (rows.every((cells) => cells.length > 0)) return rows;
  let count = 0;
  const before = [0, ...rows.map((cells) => (count += cells.length > 0 ? 1 : 0))];
  const at = (row: number) => before[row] ?? 0;
  const own = rows.filter((cells) => cells.length > 0);
  return own.map((cells) =>
    cells.map((cell) => ({ ...cell, row: at(cell.row), rows: at(cell.row + cell.rows) - at(cell.row) })),
  );
}

export function gridOf(table: Table): Grid {
  const head = headOf(table.children);
  const { rows, free } = placeRows(table, head);
  const columns = free.length;
  const taken = rows.map(() => new Set<number>());
  for (const cell of rows.flat()) {
    for (let row = cell.row; row < cell.row + cell.rows; row++) {
      for (let column = cell.column; column < cell.column + cell.columns; column++) taken[row]?.add(column);
    }
  }
  const filled = rows.map((cells, row): readonly GridCell[] => {
    if (taken[row]?.size === columns) return cells;
    const empty: TableCell = { type: 'tableCell', scope: row < head ? 'column' : undefined, children: [] };
    const open = Array.from({ length: columns }, (_, column) => column).filter((column) => !taken[row]?.has(column));
    return [...cells, ...open.map((column) => placeCell(empty, row, column))].toSorted((a, b) => a.column - b.column);
  });
  return { columns, head, rows: withoutEmpty(filled) };
}
