/**
 * How wide the columns of a table are: from what its cells cannot do without and what they would like. The words of a table that
 * does not fit even so are set smaller, and where that is not enough they are cut: it never leaves its place.
 */
import { extent } from './breaks.ts';
import type { CellFlow, Flow, TableFlow } from './layout.ts';
import type { Fonts } from './typography.ts';

/** Between the words of one column and those of the next, and where there is hardly room for words. */
const GUTTER = { easy: 9, tight: 4 } as const;
/** Space between columns that have more than they need. */
const AIR = 36;
/** Words are set no smaller than this part of their size. */
const SMALLEST = 0.7;
/** A picture may be made as narrow as this. */
const NARROWEST_PICTURE = 48;
/** A table that ends in figures is no wider than its columns need, unless it nearly fills the room. */
const COMPACT = 60;

/** What a column or cell cannot do without, and what it takes when nothing is broken. */
export interface Extent {
  readonly least: number;
  readonly most: number;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

const widest = (extents: readonly Extent[]): Extent => ({
  least: Math.max(0, ...extents.map(({ least }) => least)),
  most: Math.max(0, ...extents.map(({ most }) => most)),
});

function extentOfFlow(flow: Flow, fonts: Fonts): Extent {
  const around = flow.left + flow.right;
  switch (flow.kind) {
    case 'text': {
      const { least, most } = extent(flow.runs, fonts, flow.verbatim);
      const tail = flow.tail?.width ?? 0;
      return { least: around + least + tail, most: around + most + tail };
    }
    case 'table': {
      const inner = extentsOf(flow, fonts);
      return {
        least: around + sum(inner.map(({ least }) => least)),
        most: around + sum(inner.map(({ most }) => most)),
      };
    }
    case 'figure': {
      const width = flow.drawable.width * 0.75;
      return { least: around + Math.min(width, NARROWEST_PICTURE), most: around + width };
    }
    case 'rule':
      return { least: around, most: around + flow.width };
  }
}

/** What a cell over several columns needs beyond what they have, each of them gives in proportion to its own words. */
function spread(columns: Extent[], { column, columns: count }: CellFlow, own: Extent): void {
  const covered = columns.slice(column, column + count);
  const have = { least: sum(covered.map(({ least }) => least)), most: sum(covered.map(({ most }) => most)) };
  const more = { least: Math.max(0, own.least - have.least), most: Math.max(0, own.most - have.most) };
  for (const [index, { least, most }] of covered.entries()) {
    const share = have.most > 0 ? most / have.most : 1 / count;
    const grown = least + more.least * share;
    columns[column + index] = { least: grown, most: Math.max(grown, most + more.most * share) };
  }
}

/** The extents of a table's columns, gutters included. */
function extentsOf({ rows }: TableFlow, fonts: Fonts, gutter: number = GUTTER.easy): readonly Extent[] {
  const cells = rows.flat().map((cell) => {
    const { least, most } = widest(cell.flow.map((one) => extentOfFlow(one, fonts)));
    return { cell, own: { least: least + gutter + 0.1, most: most + gutter + 0.1 } };
  });
  const count = cells.reduce((most, { cell }) => Math.max(most, cell.column + cell.columns), 0);
  const columns = Array.from({ length: count }, (): Extent => ({ least: gutter, most: gutter }));
  for (const { cell, own } of cells.toSorted((a, b) => a.cell.columns - b.cell.columns)) {
    const known = columns[cell.column];
    if (cell.columns > 1) spread(columns, cell, own);
    else if (known) columns[cell.column] = widest([known, own]);
  }
  return columns;
}

/** The same share for everyone, but nobody gets more than is asked for. */
function shared(wanted: readonly number[], room: number): readonly number[] {
  const order = wanted.map((_, index) => index).toSorted((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const given = wanted.map(() => 0);
  let left = room;
  for (const [rank, index] of order.entries()) {
    const got = Math.min(wanted[index] ?? 0, left / (order.length - rank));
    given[index] = got;
    left -= got;
  }
  return given;
}

/** A word too long for its share must not starve the other columns: it is cut. */
function bearable(columns: readonly Extent[], room: number): readonly number[] {
  const share = room / Math.min(Math.max(columns.length, 1), 3);
  return columns.map(({ least }) => Math.min(least, share));
}

/**
 * Each column gets what it cannot do without, and short ones all they would like; the rest goes to those with more text. With room
 * to spare the table fills it, or stays `compact`.
 */
export function columnWidths(columns: readonly Extent[], room: number, compact = false): readonly number[] {
  const least = bearable(columns, room);
  const needed = sum(least);
  if (needed > room) return shared(least, room);
  const spare = room - sum(columns.map(({ most }) => most));
  if (spare >= 0) {
    const each = spare / columns.length;
    // What is left over goes behind the last column, after some air between the others.
    const air = Math.min(each, compact && each <= COMPACT ? COMPACT : AIR);
    const rest = compact ? 0 : spare - air * columns.length;
    return columns.map(({ most }, i) => most + air + (i === columns.length - 1 ? rest : 0));
  }
  const wants = columns.map(({ most }, i) => Math.max(most - (least[i] ?? 0), 0.01));
  const [slack, given] = [room - needed, shared(wants, room - needed)];
  const content = wants.map((want, i) => (given[i] ?? 0) >= want);
  const rest = slack - sum(wants.filter((_, i) => content[i]));
  // The square root keeps one long column from starving the other ones that want more.
  const wishes = wants.map((want, i) => (content[i] ? 0 : Math.sqrt(want)));
  const all = Math.max(sum(wishes), 0.01);
  return least.map((width, i) => width + (content[i] ? (wants[i] ?? 0) : (rest * (wishes[i] ?? 0)) / all));
}

export interface Columns {
  readonly widths: readonly number[];
  readonly gutter: number;
  /** By how much the words must shrink. */
  readonly type: number;
}

function endsInFigures({ rows }: TableFlow, count: number): boolean {
  const last = rows.flat().filter(({ column, columns }) => column === count - 1 && columns === 1);
  return last.some(({ flow }) => flow.some((one) => one.kind === 'text' && one.align !== 'left'));
}

export function columnsOf(flow: TableFlow, room: number, fonts: Fonts): Columns {
  const easy = extentsOf(flow, fonts);
  const fits = sum(bearable(easy, room)) <= room;
  if (fits && flow.first !== undefined)
    return { widths: [flow.first, room - flow.first], gutter: GUTTER.easy, type: 1 };
  if (fits) {
    const widths = columnWidths(easy, room, endsInFigures(flow, easy.length));
    return { widths, gutter: GUTTER.easy, type: 1 };
  }
  const tight = extentsOf(flow, fonts, GUTTER.tight);
  const gutters = GUTTER.tight * tight.length;
  const words = sum(bearable(tight, room)) - gutters;
  const type = Math.min(1, Math.max(SMALLEST, (room - gutters) / Math.max(words, 1)));
  const smaller = tight.map(({ least, most }) => ({
    least: GUTTER.tight + (least - GUTTER.tight) * type,
    most: GUTTER.tight + (most - GUTTER.tight) * type,
  }));
  return { widths: columnWidths(smaller, room), gutter: GUTTER.tight, type };
}
