/**
 * The pieces of text of one PDF page, wherever and in whatever order they are drawn, to lines as a reader sees them. Text in columns
 * side by side is noticed, because reading across it would mix two texts into one that nobody wrote.
 */
import { median, mostCommon } from './counting.ts';
import type { Line } from './lines.ts';

/** A piece of text: from its left end at the base line, in points; y grows upwards. */
export interface Drawn {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly bold: boolean;
}

interface Segment extends Drawn {
  readonly end: number;
}
interface Row {
  readonly y: number;
  readonly segments: readonly Segment[];
}

/** Space between words is less than this part of the size of the letters, space between cells is more. */
const CELL_SPACE = 1.2;
const WORD_SPACE = 0.12;
/** So many lines with so many words each, on both sides of a gutter, are columns of prose and no table of short cells. */
const COLUMN_LINES = 6;
const COLUMN_WORDS = 4;

const countWords = (text: string) => text.split(/\s+/).filter((word) => word !== '').length;

function segmentsOf(drawn: readonly Drawn[]): readonly Segment[] {
  const segments: Segment[] = [];
  for (const one of drawn.toSorted((a, b) => a.x - b.x)) {
    const last = segments.at(-1);
    const space = last ? one.x - last.end : 0;
    const end = one.x + one.width;
    if (!last || space > one.size * CELL_SPACE) segments.push({ ...one, end });
    else {
      const between = space > one.size * WORD_SPACE && !/\s$/.test(last.text) && !/^\s/.test(one.text) ? ' ' : '';
      const text = `${last.text}${between}${one.text}`;
      segments[segments.length - 1] = {
        ...last,
        text,
        end: Math.max(last.end, end),
        bold: last.bold && one.bold,
        size: Math.max(last.size, one.size),
      };
    }
  }
  return segments.map((segment) => ({ ...segment, text: segment.text.trim() })).filter(({ text }) => text !== '');
}

function rowsOf(drawn: readonly Drawn[]): readonly Row[] {
  const rows: { y: number; drawn: Drawn[] }[] = [];
  for (const one of drawn.filter(({ text }) => text.trim() !== '').toSorted((a, b) => b.y - a.y)) {
    const last = rows.at(-1);
    if (last && last.y - one.y < one.size * 0.4) last.drawn.push(one);
    else rows.push({ y: one.y, drawn: [one] });
  }
  return rows
    .map(({ y, drawn: own }) => ({ y, segments: segmentsOf(own) }))
    .filter(({ segments }) => segments.length > 0);
}

/** Whether two texts stand side by side: lines of prose that end left of a gutter, and beside them lines that begin right of it. */
function hasColumns(rows: readonly Row[]): boolean {
  const segments = rows.flatMap((row) => row.segments);
  const left = Math.min(...segments.map(({ x }) => x));
  const right = Math.max(...segments.map(({ end }) => end));
  const starts = segments.filter(({ x }) => x > left + (right - left) * 0.25).map(({ x }) => Math.round(x / 4) * 4);
  const gutter = mostCommon(starts);
  if (gutter === undefined) return false;
  const sides = [segments.filter(({ end }) => end < gutter), segments.filter(({ x }) => x >= gutter - 4)];
  const prose = sides.map((side) => side.filter(({ text }) => countWords(text) >= COLUMN_WORDS));
  if (prose.some((side, index) => side.length < COLUMN_LINES || side.length * 2 < (sides[index]?.length ?? 0)))
    return false;
  const [first = [], second = []] = prose.map((side) => side.map(({ y }) => y));
  const overlap = Math.min(Math.max(...first), Math.max(...second)) - Math.max(Math.min(...first), Math.min(...second));
  return overlap > 0;
}

export interface PageLines {
  readonly lines: readonly (Omit<Line, 'depth'> & { readonly size: number })[];
  readonly columns: boolean;
}

/** A row with a label only, below a row of cells, has an empty cell behind it. */
function hasEmptyCell({ segments }: Row, above: Row | undefined): boolean {
  const [[only, second], [label, value]] = [segments, above?.segments ?? []];
  return !!only && !second && !!label && !!value && Math.abs(only.x - label.x) < 2 && only.end < value.x;
}

export function linesOfPage(drawn: readonly Drawn[], page: number): PageLines {
  const rows = rowsOf(drawn);
  const left = Math.min(...rows.flatMap(({ segments }) => segments.map(({ x }) => x)));
  const steps = rows.slice(1).map(({ y }, index) => (rows[index]?.y ?? y) - y);
  const pitch = mostCommon(steps.map((step) => Math.round(step))) ?? 0;
  // A page of single lines has a pitch that is the space between paragraphs.
  const spaced = (size: number) => 1.25 * (pitch > 0 && pitch <= size * 1.8 ? Math.max(pitch, size * 0.9) : size * 1.3);
  let tableRow: Row | undefined;
  const lines = rows.map((row, index) => {
    const { y, segments } = row;
    const [first] = segments;
    const above = rows[index - 1];
    const size = Math.max(...segments.map((one) => one.size));
    const gap = !above || above.y - y > spaced(size);
    const emptyCell = !gap && hasEmptyCell(row, tableRow);
    tableRow = segments.length > 1 ? row : emptyCell ? tableRow : undefined;
    return {
      text: segments.map(({ text }) => text).join('\t') + (emptyCell ? '\t' : ''),
      indent: first ? Math.round((first.x - left) / Math.max(size * 0.5, 1)) : 0,
      gap,
      ends: false,
      bold: segments.every(({ bold }) => bold),
      size: median(segments.map((one) => one.size)),
      place: { unit: 'line', number: index + 1, page } as const,
    };
  });
  return { lines, columns: rows.length > 0 && hasColumns(rows) };
}
