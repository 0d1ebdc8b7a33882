/** Random tables whose cells span columns and rows, name them, and hold blocks. Every one fits its grid. */
import fc from 'fast-check';
import type { Block, Table, TableCell } from '../../src/model/document.ts';

/** What is wished for at one place of the grid, if no cell from above or the left covers it. */
interface Wish {
  readonly columns: number;
  readonly rows: number;
  readonly row: boolean;
  readonly children: readonly Block[];
}

/** Spans are cut where they would leave the grid, its head, or meet another cell. */
function fitted(wishes: readonly (readonly Wish[])[], head: number, width: number, align: Table['align']): Table {
  const taken = wishes.map(() => new Set<number>());
  const children = wishes.map((wished, row) => {
    const cells: TableCell[] = [];
    for (let column = 0; column < width; column++) {
      const wish = wished[column];
      if (taken[row]?.has(column) || !wish) continue;
      // A row of the head in which no cell begins would be none of the head.
      const most = row < head ? (column === 0 ? 1 : head - row) : wishes.length - row;
      const rows = Math.min(wish.rows, most);
      let columns = 1;
      while (columns < wish.columns && column + columns < width && !taken[row]?.has(column + columns)) columns++;
      for (let down = row; down < row + rows; down++) {
        for (let right = column; right < column + columns; right++) taken[down]?.add(right);
      }
      const scope = row < head ? 'column' : wish.row ? 'row' : undefined;
      cells.push({ type: 'tableCell', scope, columns, rows, children: wish.children });
    }
    return { type: 'tableRow' as const, children: cells };
  });
  return { type: 'table', align, children };
}

export function anyTable(content: fc.Arbitrary<readonly Block[]>): fc.Arbitrary<Table> {
  const span = fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.integer({ min: 1, max: 4 }));
  const wish = fc.record({ columns: span, rows: span, row: fc.boolean(), children: content });
  const width = fc.integer({ min: 1, max: 5 });
  return width.chain((columns) =>
    fc
      .record({
        wishes: fc.array(fc.array(wish, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 5 }),
        head: fc.constantFrom(0, 1, 1, 2),
        align: fc.array(fc.constantFrom(null, 'left' as const, 'right' as const, 'center' as const), {
          maxLength: columns,
        }),
      })
      .map(({ wishes, head, align }) => fitted(wishes, Math.min(head, wishes.length), columns, align)),
  );
}
