/**
 * Tables become items. Each cell is set by itself, as a page of its own width, and its lines keep their places; then the table
 * is cut into slices at every height at which some line ends. So a row, and a cell over several rows, may run over a page break,
 * and nothing is ever cut off: lines that a break would run through go over whole, and the slice says how far they reach up.
 * The header rows travel with every slice, for pages that start with it.
 */
import { columnsOf } from './columns.ts';
import type { CellFlow, Column, Flow, Frame, Item, Placed, RectFrame, TableFlow } from './layout.ts';
import type { Press } from './lines.ts';
import { shrunk } from './shrink.ts';
import { pads, stack } from './stacking.ts';

/** Above and below the content of a row. */
const PAD = 3.5;
/** A row of up to so many lines is not split. */
const UNSPLIT = 8;
/** A header taller than this share of the page is not repeated, or no room would be left for rows. */
const TALLEST_HEAD = 0.25;
/** Indents may take this share of a cell. */
const INDENTS = 0.5;
/** Heights that differ by less are the same. */
const SAME = 0.01;

/** Sets the blocks of a cell; given, because cells hold whatever a page can hold. */
type Setter = (flow: readonly Flow[], press: Press) => readonly Item[];

interface SetCell {
  readonly row: number;
  readonly flow: CellFlow;
  /** Where its words stand; the gutter is behind it. */
  readonly column: Column;
  /** Their tops count from the top of the cell's content. */
  readonly lines: readonly Placed[];
  readonly height: number;
}

/** A table with all its cells set and its heights final. */
interface Grid {
  readonly flow: TableFlow;
  readonly gutter: number;
  readonly press: Press;
  readonly column: Column;
  readonly cells: readonly SetCell[];
  /** By row: the cells that end with it. */
  readonly ending: readonly (readonly SetCell[])[];
  /** The top of each row, and the foot of the last. */
  readonly tops: readonly number[];
}

/* ---- cells ---- */

function indentsIn(flow: readonly Flow[]): number {
  return Math.max(0, ...flow.map(({ left, right }) => left + right));
}

/** The sheet of a cell: nothing of it is other than the page's but its edges. */
function within({ fonts, sheet }: Press, { left, width }: Column): Press {
  const margin = { ...sheet.margin, left, right: sheet.width - left - width };
  return { fonts, sheet: { ...sheet, measure: width, margin } };
}

function setCell(flow: CellFlow, row: number, column: Column, press: Press, set: Setter): SetCell {
  const indent = Math.min(1, (column.width * INDENTS) / Math.max(indentsIn(flow.flow), 1));
  const items = set(shrunk(flow.flow, { type: 1, indent }), within(press, column));
  const { placed, height } = stack(items, column);
  return { row, flow, column, lines: placed, height };
}

/** The row behind the last that a cell covers. */
const under = ({ row, flow }: SetCell): number => row + flow.rows;

/** A row is as high as its highest cell; what a cell over several rows lacks, the last of them gets. */
function heightsOf(cells: readonly SetCell[], rows: number, least: number): readonly number[] {
  const heights = Array.from({ length: rows }, () => least + 2 * PAD);
  for (const cell of cells.toSorted((a, b) => a.flow.rows - b.flow.rows)) {
    const last = under(cell) - 1;
    const have = heights.slice(cell.row, last + 1).reduce((a, b) => a + b, 0);
    heights[last] = (heights[last] ?? 0) + Math.max(0, cell.height + 2 * PAD - have);
  }
  return heights;
}

function runningSums(numbers: readonly number[], from = 0): readonly number[] {
  let sum = from;
  return [from, ...numbers.map((number) => (sum += number))];
}

function setTable(whole: TableFlow, press: Press, set: Setter): Grid {
  const { sheet, fonts } = press;
  const left = sheet.margin.left + whole.left;
  const { widths, gutter, type } = columnsOf(whole, Math.max(sheet.measure - whole.left - whole.right, 1), fonts);
  const edges = runningSums(widths, left);
  const [flow = whole] = shrunk([whole], { type, indent: 1 }) as readonly TableFlow[]; // a table stays a table
  const columnOf = ({ column, columns }: CellFlow): Column => {
    const [from = 0, to = 0] = [edges[column], edges[column + columns]];
    return { left: from, width: Math.max(to - from - gutter, 1) };
  };
  const cells = flow.rows.flatMap((row, index) => row.map((cell) => setCell(cell, index, columnOf(cell), press, set)));
  const ending: SetCell[][] = flow.rows.map(() => []);
  for (const cell of cells) ending[under(cell) - 1]?.push(cell);
  const tops = runningSums(heightsOf(cells, flow.rows.length, flow.leading));
  return { flow, gutter, press, column: { left, width: (edges.at(-1) ?? left) - left }, cells, ending, tops };
}

/* ---- slices ---- */

interface Line {
  readonly placed: Placed;
  readonly cell: SetCell;
  /** Its place in its cell, and in the order of reading. */
  readonly index: number;
  readonly order: number;
  readonly top: number;
  readonly bottom: number;
}

/** The names of columns stand at the foot of the head, next to what they name; everything else at the top of its rows. */
function linesOf({ flow, cells, tops }: Grid): readonly Line[] {
  let order = 0;
  return cells.flatMap((cell) => {
    const [above = 0, below = 0] = [tops[cell.row], tops[under(cell)]];
    const start = cell.row < flow.head ? below - PAD - cell.height : above + PAD;
    return cell.lines.map((placed, index): Line => {
      const [top, { item }] = [start + placed.top, placed];
      // Where it goes on overleaf, a box has its pad again above the first line.
      const upper = top - (item.reach ?? 0) - pads(item.boxes);
      return { placed, cell, index, order: order++, top: upper, bottom: top + item.height };
    });
  });
}

/** Where slices end: at the foot of every row, and of every line but those with nothing below them in their row but its pad. */
function endsOf(lines: readonly Line[], feet: readonly number[]): readonly number[] {
  const all = [...lines.map(({ bottom }) => ({ y: bottom, foot: false })), ...feet.map((y) => ({ y, foot: true }))];
  const ends: { y: number; foot: boolean }[] = [];
  for (const end of all.toSorted((a, b) => a.y - b.y)) {
    const last = ends.at(-1);
    if (last && (end.y - last.y < SAME || (end.foot && !last.foot))) ends[ends.length - 1] = end.foot ? end : last;
    else ends.push(end);
  }
  return ends.map(({ y }) => y);
}

/** A slice: where it begins and ends, and the lines that end in it. `row` is the row it begins in, `opens` says that it is its first. */
interface Cut {
  readonly from: number;
  readonly to: number;
  readonly row: number;
  readonly opens: boolean;
  readonly lines: readonly Line[];
  readonly reach: number;
}

/** How far the lines of each slice and those after it reach up over its beginning. */
function reachesOf(ends: readonly number[], lines: readonly (readonly Line[])[]): readonly number[] {
  let highest = Number.POSITIVE_INFINITY;
  return lines
    .map((own, index) => ({ own, from: ends[index - 1] ?? 0 }))
    .toReversed()
    .map(({ own, from }) => {
      highest = own.reduce((least, { top }) => Math.min(least, top), highest);
      return Math.max(0, from - highest);
    })
    .toReversed();
}

function cutsOf(grid: Grid): readonly Cut[] {
  const lines = linesOf(grid);
  const ends = endsOf(lines, grid.tops.slice(1));
  const ended: Line[][] = ends.map(() => []);
  let [at, row] = [0, 0];
  for (const line of lines.toSorted((a, b) => a.bottom - b.bottom)) {
    while (line.bottom > (ends[at] ?? Number.POSITIVE_INFINITY) + SAME) at++;
    ended[at]?.push(line);
  }
  const reaches = reachesOf(ends, ended);
  return ends.map((to, index): Cut => {
    const from = ends[index - 1] ?? 0;
    while ((grid.tops[row + 1] ?? Number.POSITIVE_INFINITY) < from + SAME) row++;
    const own = (ended[index] ?? []).toSorted((a, b) => a.order - b.order);
    const opens = from - (grid.tops[row] ?? 0) < SAME;
    return { from, to, row, opens, lines: own, reach: (reaches[index] ?? 0) + (opens ? 0 : PAD) };
  });
}

/** A break must not leave a cell with nothing where its row begins, nor part lines that belong together. */
function partsBadly(cell: SetCell, done: number): boolean {
  const next = cell.lines[done];
  return next !== undefined && (done === 0 || next.item.keep);
}

/** What a page break before a slice would mean: whether there may be none, and which rows would lose their names. */
interface Break {
  readonly keep: boolean;
  readonly names: readonly SetCell[];
}

function breaksOf({ flow, cells, tops }: Grid, cuts: readonly Cut[]): readonly Break[] {
  const done = new Map<SetCell, number>();
  let [open, next]: [readonly SetCell[], number] = [[], 0];
  const rows = flow.rows.length;
  return cuts.map(({ from, row, opens, lines, reach }) => {
    // Cells stand in the order of their rows.
    const begun: SetCell[] = [];
    for (; (tops[cells[next]?.row ?? rows] ?? Number.POSITIVE_INFINITY) < from - SAME; next++) {
      const cell = cells[next];
      if (cell) begun.push(cell);
    }
    open = [...open, ...begun].filter((cell) => (tops[under(cell)] ?? 0) > from + SAME);
    const parted = open.some((cell) => partsBadly(cell, done.get(cell) ?? 0));
    const names = open.filter((cell) => {
      const room = (tops[under(cell)] ?? 0) - from;
      return cell.flow.names && done.get(cell) === cell.lines.length && cell.height + 2 * PAD <= room + SAME;
    });
    for (const { cell, index } of lines) done.set(cell, index + 1);
    const height = (tops[row + 1] ?? 0) - (tops[row] ?? 0);
    const short = !opens && height <= UNSPLIT * flow.leading + 2 * PAD + SAME;
    const wasteful = reach > 2 * flow.leading;
    // The head keeps with the first row, and the last row is not alone on a page.
    const stays = opens && row > 0 && (row <= flow.head || row === rows - 1);
    return { keep: parted || short || wasteful || stays, names };
  });
}

/* ---- what is drawn besides the words ---- */

/** A shaded head needs air in front of its words, which stay at the margin. */
const OVERHANG = 4;

/** Under a row: a line below every cell that ends with it. In the head, only cells over several columns have one, and a short one. */
function rulesUnder({ flow, gutter, column, ending }: Grid, row: number): readonly Column[] {
  const ended = ending[row] ?? [];
  if (row < flow.head - 1) return ended.filter((cell) => cell.flow.columns > 1).map(({ column: own }) => own);
  const lines: Column[] = [];
  for (const { column: own } of ended.toSorted((a, b) => a.column.left - b.column.left)) {
    const last = lines.at(-1);
    const width = own.width + gutter;
    if (last && own.left - last.left - last.width < SAME) lines.splice(-1, 1, { ...last, width: last.width + width });
    else lines.push({ left: own.left, width });
  }
  const overhang = flow.head > 0 ? OVERHANG : 0;
  return lines.map(({ left, width }) =>
    left - column.left < SAME ? { left: left - overhang, width: width + overhang } : { left, width },
  );
}

function decorations(grid: Grid, { from, to, row }: Cut): readonly Frame[] {
  const { flow, column, tops } = grid;
  const [isHead, closes] = [row < flow.head, Math.abs((tops[row + 1] ?? 0) - to) < SAME];
  const rect = (left: number, width: number, y: number, height: number, fill: string): RectFrame => ({
    kind: 'rect',
    x: left,
    y,
    width,
    height,
    fill,
    owner: 'Layout',
  });
  const shade = isHead ? flow.shade : undefined;
  const thickness = row === flow.head - 1 ? 1 : 0.5;
  const rules = closes ? rulesUnder(grid, row) : [];
  return [
    ...(shade ? [rect(column.left - OVERHANG, column.width + OVERHANG, 0, to - from, shade)] : []),
    ...rules.map(({ left, width }) => rect(left, width, to - from - thickness, thickness, flow.rule)),
  ];
}

/* ---- items ---- */

/** Headers as they are drawn again on later pages: for the eye alone, since they were read out on the first. */
function repeated(item: Item): Item {
  const frames = item.frames.flatMap((frame): readonly Frame[] => {
    if (frame.kind === 'link') return [];
    return frame.kind === 'rect' ? [frame] : [{ ...frame, owner: 'RepeatedHead' }];
  });
  const inside = item.inside?.map((placed) => ({ ...placed, item: repeated(placed.item) }));
  return { ...item, frames, inside, notes: [], destinations: [], bookmarks: [] };
}

function namesIn({ opens, reach }: Cut, cells: readonly SetCell[]): readonly Placed[] {
  // Where the first line stands that comes over to the page.
  const start = opens ? PAD : PAD - reach;
  return cells.flatMap(({ lines }) =>
    lines.map((placed) => ({ ...placed, item: repeated(placed.item), top: start + placed.top })),
  );
}

function sliceOf(grid: Grid, cut: Cut, { keep, names }: Break): Item {
  const { flow } = grid;
  const inside = cut.lines.map(({ placed, bottom }): Placed => ({
    ...placed,
    top: bottom - placed.item.height - cut.from,
  }));
  return {
    height: cut.to - cut.from,
    before: 0,
    after: 0,
    boxes: flow.boxes,
    keep,
    frames: decorations(grid, cut),
    notes: inside.flatMap(({ item }) => item.notes),
    destinations: [],
    bookmarks: [],
    markings: flow.marking ? [flow.marking] : [],
    inside,
    reach: cut.reach,
    names: names.length > 0 ? namesIn(cut, names) : undefined,
  };
}

export function tableItems(whole: TableFlow, press: Press, set: Setter): readonly Item[] {
  const grid = setTable(whole, press, set);
  const { flow } = grid;
  const cuts = cutsOf(grid);
  const slices = breaksOf(grid, cuts).map((one, index) => sliceOf(grid, cuts[index] as Cut, one));
  const head = slices.filter((_, index) => (cuts[index]?.row ?? 0) < flow.head);
  const tall = (grid.tops[flow.head] ?? 0) > press.sheet.height * TALLEST_HEAD;
  const again = tall ? [] : head.map(repeated);
  return slices.map((item, index) => ({
    ...item,
    before: index === 0 ? flow.before : 0,
    after: index === slices.length - 1 ? flow.after : 0,
    head: index < head.length ? undefined : again,
    destinations: index === 0 ? (flow.destinations ?? []) : [],
    bookmarks: index === 0 ? (flow.bookmarks ?? []) : [],
  }));
}
