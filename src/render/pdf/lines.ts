/**
 * Flow blocks become items: lines of positioned words, slices of table rows, pictures, rules. Widths are final here, heights
 * too; only the page is still open.
 */
import { breakLines, type BrokenLine, type Word } from './breaks.ts';
import type { FigureFlow, Flow, Frame, Item, RectFrame, RuleFlow, Run, TextFlow, TextFrame } from './layout.ts';
import type { Sheet } from './sheet.ts';
import { tableItems } from './tables.ts';
import { baseline, type Fonts } from './typography.ts';

export interface Press {
  readonly fonts: Fonts;
  readonly sheet: Sheet;
}

/** A line at the left edge 0, top 0. */
export interface SetLine {
  readonly frames: readonly Frame[];
  readonly width: number;
  readonly notes: readonly number[];
  readonly destinations: readonly string[];
}

interface Extent {
  readonly run: Run;
  readonly from: number;
  to: number;
}

function textFrames(words: readonly Word[], base: number, fonts: Fonts): { frames: TextFrame[]; extents: Extent[] } {
  const frames: (TextFrame & { readonly words: string[] })[] = [];
  const extents: Extent[] = [];
  let x = 0;
  for (const { run, text, width } of words) {
    const { size, colour, rise = 0 } = run.style;
    const start = x;
    for (const piece of fonts.cut(text, run.style.face)) {
      const last = frames.at(-1);
      const joins =
        last?.face === piece.face && last.owner === run.owner && last.size === size && last.colour === colour;
      if (joins && last.y === base - rise) last.words.push(piece.text);
      else {
        const y = base - rise;
        frames.push({ kind: 'text', x, y, words: [piece.text], face: piece.face, size, colour, owner: run.owner });
      }
      x += fonts.width(piece.text, piece.face, size);
    }
    const before = extents.at(-1);
    const trail = text.endsWith(' ') ? fonts.width(' ', run.style.face, size) : 0;
    if (before?.run === run) before.to = start + width - trail;
    else extents.push({ run, from: start, to: start + width - trail });
  }
  return { frames, extents };
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
  const above = extents.flatMap(({ run: { style, breaks }, from, to }) => {
    if (!style.stroke || breaks || to <= from) return [];
    const drop = style.stroke === 'under' ? style.size * 0.13 : -style.size * 0.26;
    return [rect(from, base + drop, to - from, Math.max(0.5, style.size * 0.055), style.colour)];
  });
  return { behind, above };
}

function linkFrames(extents: readonly Extent[], leading: number): Frame[] {
  const frames: Extract<Frame, { kind: 'link' }>[] = [];
  for (const { run, from, to } of extents) {
    const last = frames.at(-1);
    if (!run.link || to <= from) continue;
    if (last?.link === run.link) frames[frames.length - 1] = { ...last, width: to - last.x };
    else frames.push({ kind: 'link', x: from, y: 0, width: to - from, height: leading, link: run.link });
  }
  return frames;
}

export function setLine(line: BrokenLine, base: number, leading: number, fonts: Fonts): SetLine {
  const { frames, extents } = textFrames(line.words, base, fonts);
  const { behind, above } = decorations(extents, base);
  const runs = new Set(line.words.map(({ run }) => run));
  return {
    frames: [...behind, ...frames, ...above, ...linkFrames(extents, leading)],
    width: line.width,
    notes: [...runs].flatMap(({ note }) => note ?? []),
    destinations: [...runs].flatMap(({ destination }) => destination ?? []),
  };
}

export function moved(frames: readonly Frame[], dx: number, dy: number): readonly Frame[] {
  return dx === 0 && dy === 0 ? frames : frames.map((frame) => ({ ...frame, x: frame.x + dx, y: frame.y + dy }));
}

/** A label, note number or page number: one line, wherever it has to stand. */
function setOnLine(runs: readonly Run[], base: number, leading: number, fonts: Fonts): SetLine {
  const [line] = breakLines(runs, Number.MAX_SAFE_INTEGER, fonts);
  return setLine(line ?? { words: [], width: 0 }, base, leading, fonts);
}

/** Dots from the end of a line to the number at its right edge: drawn, not set, so that nobody has to hear them. */
function leader(from: number, to: number, base: number, colour: string): readonly Frame[] {
  if (to - from < 12) return [];
  return [
    { kind: 'rect', x: from, y: base - 0.6, width: to - from, height: 1, fill: colour, dots: true, owner: 'Layout' },
  ];
}

function textItems(flow: TextFlow, { fonts, sheet }: Press): readonly Item[] {
  const width = Math.max(sheet.measure - flow.left - flow.right - (flow.tail?.width ?? 0), sheet.measure * 0.1);
  const style = (flow.runs[0] ?? flow.labels?.[0]?.runs[0])?.style ?? sheet.body;
  const { leading } = flow;
  const base = baseline(fonts, style, leading);
  const labels = (flow.labels ?? []).map(({ runs, left }) => ({ left, set: setOnLine(runs, base, leading, fonts) }));
  const inner = labels.at(-1);
  const room = inner ? flow.left - inner.left : 0;
  const indent = inner && inner.set.width > room - 2 ? Math.min(inner.set.width + 6 - room, width / 2) : 0;
  const broken = breakLines(flow.runs, width, fonts, { indent, verbatim: flow.verbatim ?? false });
  const left = sheet.margin.left + flow.left;
  return broken.map((line, index): Item => {
    const set = setLine(line, base, leading, fonts);
    const [first, last] = [index === 0, index === broken.length - 1];
    const slack = width - set.width;
    const shift = (flow.align === 'centre' ? slack / 2 : flow.align === 'right' ? slack : 0) + (first ? indent : 0);
    const frames = [...moved(set.frames, left + shift, 0)];
    const extras: SetLine[] = [set];
    if (first) {
      frames.unshift(...labels.flatMap((label) => moved(label.set.frames, sheet.margin.left + label.left, 0)));
      extras.push(...labels.map(({ set }) => set));
    }
    if (last && flow.tail) {
      const tail = setOnLine(flow.tail.runs, base, leading, fonts);
      const edge = sheet.width - sheet.margin.right - flow.right - tail.width;
      frames.push(...leader(left + set.width + 5, edge - 5, base, sheet.colour.quiet), ...moved(tail.frames, edge, 0));
      extras.push(tail);
    }
    return {
      height: leading,
      before: first ? flow.before : 0,
      after: last ? flow.after : 0,
      snug: last && flow.snug,
      boxes: flow.boxes,
      // Two lines at least on either side of a page break.
      keep: !first && (index === 1 || last || flow.whole === true),
      frames,
      notes: extras.flatMap(({ notes }) => notes),
      destinations: [
        ...(first ? (flow.destinations ?? []) : []),
        ...extras.flatMap(({ destinations }) => destinations),
      ],
      bookmark: first ? flow.bookmark : undefined,
      marking: flow.marking,
    };
  });
}

/** A picture at 96 dots an inch, made smaller to fit its column and the page. */
function figureItems(flow: FigureFlow, { sheet }: Press): readonly Item[] {
  const { drawable, link } = flow;
  const room = sheet.measure - flow.left - flow.right;
  const tallest = (sheet.height - sheet.margin.top - sheet.margin.bottom) * 0.8;
  const scale = Math.min(0.75, room / drawable.width, tallest / drawable.height);
  const place = {
    x: sheet.margin.left + flow.left,
    y: 0,
    width: drawable.width * scale,
    height: drawable.height * scale,
  };
  const frames: readonly Frame[] = [
    { kind: 'picture', ...place, drawable, owner: flow.owner },
    ...(link ? [{ kind: 'link' as const, ...place, link }] : []),
  ];
  return [single(flow, place.height, frames)];
}

function ruleItems(flow: RuleFlow, { sheet }: Press): readonly Item[] {
  const x = sheet.margin.left + flow.left + (sheet.measure - flow.left - flow.right - flow.width) / 2;
  return [
    single(flow, 1, [{ kind: 'rect', x, y: 0, width: flow.width, height: 0.75, fill: flow.colour, owner: 'Layout' }]),
  ];
}

function single(flow: Flow, height: number, frames: readonly Frame[]): Item {
  const { before, after, boxes, destinations = [], bookmark, marking } = flow;
  return { height, before, after, boxes, keep: false, frames, notes: [], destinations, bookmark, marking };
}

function itemsOf(flow: Flow, press: Press): readonly Item[] {
  switch (flow.kind) {
    case 'text':
      return textItems(flow, press);
    case 'table':
      return tableItems(flow, press);
    case 'figure':
      return figureItems(flow, press);
    case 'rule':
      return ruleItems(flow, press);
  }
}

/** Items in order; what must stay with the block before it says so. */
export function toItems(flow: readonly Flow[], press: Press): readonly Item[] {
  return flow.flatMap((block, index) => {
    const items = itemsOf(block, press);
    const [first, ...rest] = items;
    const kept = flow[index - 1]?.keepNext === true;
    return kept && first ? [{ ...first, keep: true }, ...rest] : items;
  });
}
