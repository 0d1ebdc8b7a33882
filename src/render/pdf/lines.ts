/**
 * Lines of words become frames: positioned text, the grounds and lines of its styles, and the rectangles of its links. A line
 * stands at its own left edge and top; whoever asked for it moves it to its place.
 */
import type { Marking } from '../../model/marking.ts';
import { breakLines, type BrokenLine, type Word } from './breaks.ts';
import type { Frame, PictureFrame, RectFrame, Run, Shaped, TextFrame } from './layout.ts';
import type { Sheet } from './sheet.ts';
import type { Fonts } from './typography.ts';

export interface Press {
  readonly fonts: Fonts;
  readonly sheet: Sheet;
}

/** A line at the left edge 0, top 0. */
export interface SetLine {
  readonly frames: readonly Frame[];
  readonly width: number;
  /** The leading, and more where a picture needs it. */
  readonly height: number;
  readonly notes: readonly number[];
  readonly destinations: readonly string[];
  readonly markings: readonly Marking[];
}

interface Extent {
  readonly run: Run;
  readonly from: number;
  to: number;
}

function textFrames(words: readonly Word[], base: number, fonts: Fonts): { frames: TextFrame[]; extents: Extent[] } {
  const frames: TextFrame[] = [];
  const extents: Extent[] = [];
  /** The last frame, while its words are gathered. */
  let open: (TextFrame & { readonly words: string[]; readonly shapes: Shaped[] }) | undefined;
  let before: Extent | undefined;
  let x = 0;
  for (const { run, text, width, pieces, picture } of words) {
    const { owner } = run;
    const { face: wanted, size, colour, rise = 0 } = run.style;
    const y = base - rise;
    const start = x;
    for (const { face, text, shaped } of pieces) {
      const joins = open?.owner === owner && open.face === face && open.size === size && open.colour === colour;
      if (open && joins && open.y === y) {
        open.words.push(text);
        open.shapes.push(shaped);
      } else {
        open = { kind: 'text', x, y, words: [text], shapes: [shaped], face, size, colour, owner };
        frames.push(open);
      }
      x += (shaped.width * size) / 1000;
    }
    if (picture) x += width;
    const to = start + width - (text.endsWith(' ') ? fonts.width(' ', wanted, size) : 0);
    if (before?.run === run) before.to = to;
    else {
      before = { run, from: start, to };
      extents.push(before);
    }
  }
  return { frames, extents };
}

function pictureFrames(words: readonly Word[], base: number): readonly PictureFrame[] {
  const frames: PictureFrame[] = [];
  let x = 0;
  for (const { run, width, picture } of words) {
    if (picture) frames.push({ kind: 'picture', x, y: base - picture.height, ...picture, owner: run.owner });
    x += width;
  }
  return frames;
}

/** Grounds and lines of the runs' styles: decoration, so nobody hears them; the words carry the meaning. */
function decorations(extents: readonly Extent[], base: number): { behind: RectFrame[]; above: RectFrame[] } {
  const rect = (x: number, y: number, width: number, height: number, fill: string): RectFrame => ({
    kind: 'rect',
    x,
    y,
    width,
    height,
    fill,
    owner: 'Layout',
  });
  const behind = extents.flatMap(({ run: { style }, from, to }) =>
    style.shade && to > from
      ? [rect(from - 1, base - style.size * 0.86, to - from + 2, style.size * 1.2, style.shade)]
      : [],
  );
  const above = extents.flatMap(({ run: { style, breaks, picture }, from, to }) => {
    if (!style.stroke || breaks || picture || to <= from) return [];
    const drop = style.stroke === 'under' ? style.size * 0.13 : -style.size * 0.26;
    return [rect(from, base + drop, to - from, Math.max(0.5, style.size * 0.055), style.colour)];
  });
  return { behind, above };
}

/** In points: what is narrower is a sum that rounding left over, as where a link begins with a line break. */
const HAIR = 0.01;

function linkFrames(extents: readonly Extent[], leading: number): Frame[] {
  const frames: Extract<Frame, { kind: 'link' }>[] = [];
  for (const { run, from, to } of extents) {
    const last = frames.at(-1);
    if (!run.link || to - from < HAIR) continue;
    if (last?.link === run.link) frames[frames.length - 1] = { ...last, width: to - last.x };
    else frames.push({ kind: 'link', x: from, y: 0, width: to - from, height: leading, link: run.link });
  }
  return frames;
}

/** Between the line above and the head of a picture. */
const AIR = 2;

/** A line that pictures make taller grows upwards: `top` is the base line of one without. */
export function setLine(line: BrokenLine, top: number, leading: number, fonts: Fonts): SetLine {
  let tallest = 0;
  for (const { picture } of line.words) if (picture && picture.height > tallest) tallest = picture.height;
  const base = tallest > 0 ? Math.max(top, tallest + AIR) : top;
  const height = leading + base - top;
  const { frames, extents } = textFrames(line.words, base, fonts);
  const pictures = pictureFrames(line.words, base);
  const { behind, above } = decorations(extents, base);
  const runs = extents.map(({ run }) => run);
  return {
    frames: [...behind, ...inOrder(frames, pictures), ...above, ...linkFrames(extents, height)],
    width: line.width,
    height,
    notes: runs.flatMap(({ note }) => note ?? []),
    destinations: runs.flatMap(({ destination }) => destination ?? []),
    markings: runs.flatMap(({ marking }) => marking ?? []),
  };
}

/** As they are read. */
function inOrder(frames: readonly TextFrame[], pictures: readonly PictureFrame[]): readonly Frame[] {
  return pictures.length === 0 ? frames : [...frames, ...pictures].toSorted((a, b) => a.x - b.x);
}

export function moved(frames: readonly Frame[], dx: number, dy: number): readonly Frame[] {
  return dx === 0 && dy === 0 ? frames : frames.map((frame) => ({ ...frame, x: frame.x + dx, y: frame.y + dy }));
}

/** A label, note number or page number: one line, wherever it has to stand. */
export function setOnLine(runs: readonly Run[], base: number, leading: number, fonts: Fonts): SetLine {
  const [line] = breakLines(runs, Number.MAX_SAFE_INTEGER, fonts);
  return setLine(line ?? { words: [], width: 0 }, base, leading, fonts);
}
