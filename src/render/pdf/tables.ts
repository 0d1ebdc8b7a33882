/**
 * Tables become items: column widths come from the content, and a row is cut into slices of one line each, so that a row may
 * run over a page break and none is ever cut off. The header row travels with every slice for pages that start with it.
 */
import { breakLines, extent } from './breaks.ts';
import type { CellFlow, Frame, Item, RectFrame, TableFlow } from './layout.ts';
import { moved, type Press, setLine, type SetLine } from './lines.ts';
import { baseline } from './typography.ts';

const PAD = { across: 5, down: 3.5 } as const;
/** Space between columns that have more than they need. */
const AIR = 36;
/** A row of up to so many lines is not split. */
const UNSPLIT = 8;

/** Each column gets what it cannot do without; the rest goes to those with more text. Wide words share what is left. */
export function columnWidths(
  columns: readonly { readonly least: number; readonly most: number }[],
  room: number,
): readonly number[] {
  const least = columns.map((column) => Math.min(column.least, room / Math.min(columns.length, 3)));
  const needed = least.reduce((a, b) => a + b, 0);
  if (needed > room) return least.map((width) => (width * room) / needed);
  // The square root keeps one long column from starving the others.
  const wish = columns.map(({ most }, i) => Math.sqrt(Math.max(most - (least[i] ?? 0), 0.01)));
  const wishes = wish.reduce((a, b) => a + b, 0);
  const wanted = columns.reduce((sum, { most }) => sum + most, 0);
  if (wanted <= room) {
    // What is left over goes behind the last column, after some air between the others.
    const air = Math.min((room - wanted) / columns.length, AIR);
    return columns.map(({ most }, i) => most + (i === columns.length - 1 ? room - wanted - air * i : air));
  }
  return least.map((width, i) => width + ((room - needed) * (wish[i] ?? 0)) / wishes);
}

interface SetRow {
  readonly lines: readonly (readonly SetLine[])[];
  readonly count: number;
}

function setRow(row: readonly CellFlow[], widths: readonly number[], flow: TableFlow, press: Press): SetRow {
  const lines = row.map(({ runs }, column) => {
    const style = runs[0]?.style ?? press.sheet.small;
    const base = baseline(press.fonts, style, flow.leading);
    const width = Math.max((widths[column] ?? 0) - PAD.across, 1);
    return breakLines(runs, width, press.fonts).map((line) => setLine(line, base, flow.leading, press.fonts));
  });
  return { lines, count: Math.max(1, ...lines.map((cell) => cell.length)) };
}

function slices(
  row: readonly CellFlow[],
  set: SetRow,
  widths: readonly number[],
  flow: TableFlow,
  press: Press,
  head: boolean,
): readonly Item[] {
  const { sheet } = press;
  const left = sheet.margin.left + flow.left;
  const total = widths.reduce((a, b) => a + b, 0);
  // A shaded head needs air in front of its words, which stay at the margin.
  const overhang = flow.head.length > 0 ? 4 : 0;
  return Array.from({ length: set.count }, (_, index): Item => {
    const [first, last] = [index === 0, index === set.count - 1];
    const top = first ? PAD.down : 0;
    const cells = set.lines.map((cell) => cell[index]);
    const tallest = Math.max(flow.leading, ...cells.map((line) => line?.height ?? 0));
    const height = top + tallest + (last ? PAD.down : 0);
    let x = left;
    const text = cells.flatMap((line, column): readonly Frame[] => {
      const [width, align, start] = [widths[column] ?? 0, row[column]?.align, x];
      x += width;
      if (!line) return [];
      const slack = width - PAD.across - line.width;
      return moved(
        line.frames,
        start + (align === 'right' ? slack : align === 'centre' ? slack / 2 : 0),
        top + tallest - line.height,
      );
    });
    const ground: RectFrame = {
      kind: 'rect',
      x: left - overhang,
      y: 0,
      width: total + overhang,
      height,
      fill: flow.shade,
      owner: 'Layout',
    };
    const thickness = head ? 1 : 0.5;
    const rule: RectFrame = { ...ground, y: height - thickness, height: thickness, fill: flow.rule };
    return {
      height,
      before: 0,
      after: 0,
      boxes: flow.boxes,
      keep: !first && (set.count <= UNSPLIT || index === 1 || last),
      frames: [...(head && flow.shade ? [ground] : []), ...text, ...(last ? [rule] : [])],
      notes: cells.flatMap((line) => line?.notes ?? []),
      destinations: cells.flatMap((line) => line?.destinations ?? []),
      bookmarks: [],
      markings: [...(flow.marking ? [flow.marking] : []), ...cells.flatMap((line) => line?.markings ?? [])],
    };
  });
}

/** The header row as it is drawn again on later pages: for the eye alone, since it was read out on the first. */
function repeated(item: Item): Item {
  const frames = item.frames.flatMap((frame): readonly Frame[] =>
    frame.kind === 'link' ? [] : frame.kind === 'rect' ? [frame] : [{ ...frame, owner: 'RepeatedHead' }],
  );
  return { ...item, frames, notes: [], destinations: [] };
}

/** A header taller than this share of the page is not repeated, or no room would be left for rows. */
const TALLEST_HEAD = 0.25;

export function tableItems(flow: TableFlow, press: Press): readonly Item[] {
  const { sheet } = press;
  const rows = [...flow.head, ...flow.rows];
  const count = Math.max(1, ...rows.map((row) => row.length));
  const columns = Array.from({ length: count }, (_, column) => {
    const extents = rows.map((row) => extent(row[column]?.runs ?? [], press.fonts));
    return {
      least: Math.max(0, ...extents.map(({ least }) => least)) + PAD.across + 0.1,
      most: Math.max(0, ...extents.map(({ most }) => most)) + PAD.across + 0.1,
    };
  });
  const widths = columnWidths(columns, sheet.measure - flow.left - flow.right);
  const sliced = rows.map((row, index) =>
    slices(row, setRow(row, widths, flow, press), widths, flow, press, index < flow.head.length),
  );
  const head = sliced.slice(0, flow.head.length).flat();
  const tall = head.reduce((sum, { height }) => sum + height, 0) > sheet.height * TALLEST_HEAD;
  const again = tall ? [] : head.map(repeated);
  const items = sliced.flatMap((row, index) => {
    const stays = (index > 0 && index <= flow.head.length) || (index === sliced.length - 1 && index > flow.head.length);
    const own = index < flow.head.length ? row : row.map((item) => ({ ...item, head: again }));
    return stays ? own.map((item, slice) => (slice === 0 ? { ...item, keep: true } : item)) : own;
  });
  return items.map((item, index) => ({
    ...item,
    before: index === 0 ? flow.before : 0,
    after: index === items.length - 1 ? flow.after : 0,
    destinations: index === 0 ? [...(flow.destinations ?? []), ...item.destinations] : item.destinations,
    bookmarks: index === 0 ? (flow.bookmarks ?? []) : [],
  }));
}
