/**
 * Flow blocks become items: lines of positioned words, slices of table rows, pictures, rules. Widths are final here, heights
 * too; only the page is still open.
 */
import { breakLines } from './breaks.ts';
import type { FigureFlow, Flow, Frame, Item, RuleFlow, TextFlow } from './layout.ts';
import { moved, type Press, setLine, type SetLine, setOnLine } from './lines.ts';
import { tableItems } from './tables.ts';
import { baseline } from './typography.ts';

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
    const lower = set.height - leading;
    const [first, last] = [index === 0, index === broken.length - 1];
    const slack = width - set.width;
    const shift = (flow.align === 'centre' ? slack / 2 : flow.align === 'right' ? slack : 0) + (first ? indent : 0);
    const frames = [...moved(set.frames, left + shift, 0)];
    const extras: SetLine[] = [set];
    if (first) {
      frames.unshift(...labels.flatMap((label) => moved(label.set.frames, sheet.margin.left + label.left, lower)));
      extras.push(...labels.map(({ set }) => set));
    }
    if (last && flow.tail) {
      const tail = setOnLine(flow.tail.runs, base, leading, fonts);
      const edge = sheet.width - sheet.margin.right - flow.right - tail.width;
      const dots = leader(left + set.width + 5, edge - 5, base + lower, sheet.colour.quiet);
      frames.push(...dots, ...moved(tail.frames, edge, lower));
      extras.push(tail);
    }
    return {
      height: set.height,
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
      bookmarks: first ? (flow.bookmarks ?? []) : [],
      markings: [...(flow.marking ? [flow.marking] : []), ...extras.flatMap(({ markings }) => markings)],
    };
  });
}

/** A picture between paragraphs at 96 dots an inch, made smaller to fit its column and the page. */
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
  const { before, after, boxes, destinations = [], bookmarks = [], marking } = flow;
  return {
    height,
    before,
    after,
    boxes,
    keep: false,
    frames,
    notes: [],
    destinations,
    bookmarks,
    markings: marking ? [marking] : [],
  };
}

function itemsOf(flow: Flow, press: Press): readonly Item[] {
  switch (flow.kind) {
    case 'text':
      return textItems(flow, press);
    case 'table':
      return tableItems(flow, press, toItems);
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
