/**
 * Items become pages. A page takes items while they and the footnotes they call for fit, then goes back to the last place where
 * a break is allowed: not behind a heading, not one line into a paragraph. What of a footnote does not fit goes on at the foot
 * of the next page. Every page takes at least one item or one line of a footnote, so the work always ends.
 */
import type { Box, Frame, Item, Page, PlacedBookmark, RectFrame } from './layout.ts';
import { moved } from './lines.ts';
import type { Sheet } from './sheet.ts';

/** Above the footnotes: space, a short line, space. */
const SEPARATOR = 12;
/** A footnote of up to so many lines is not split while its reference can move to the next page. */
const WHOLE_NOTE = 5;
/** Lines behind a split footnote's reference for which room is kept. */
const KEPT = 3;

interface Placed {
  readonly item: Item;
  readonly top: number;
}

/** Footnote lines that a page has room for, and those it hands on. */
interface Foot {
  readonly placed: readonly Item[];
  readonly rest: readonly Item[];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

function pads(boxes: readonly Box[]): number {
  return sum(boxes.map(({ pad }) => pad));
}

function shared(a: readonly Box[], b: readonly Box[]): number {
  const end = a.findIndex((box, index) => box !== b[index]);
  return end === -1 ? a.length : end;
}

/** From the bottom of one item to the top of the next: boxes that close, the larger of the two spaces, boxes that open. */
function advance(before: Item | undefined, item: Item): number {
  if (!before) return pads(item.boxes);
  const common = shared(before.boxes, item.boxes);
  const space = before.snug ? before.after : Math.max(before.after, item.before);
  return pads(before.boxes.slice(common)) + space + pads(item.boxes.slice(common));
}

function footHeight(items: readonly Item[]): number {
  if (items.length === 0) return 0;
  return SEPARATOR + sum(items.map((item, index) => item.height + (index > 0 ? item.before : 0)));
}

/** As many footnote lines as the room takes, in order. */
function fitFoot(items: readonly Item[], room: number): Foot {
  let count = 0;
  while (count < items.length && footHeight(items.slice(0, count + 1)) <= room) count++;
  return { placed: items.slice(0, count), rest: items.slice(count) };
}

function boxFrames(placed: readonly Placed[], sheet: Sheet): readonly Frame[] {
  const extents = new Map<Box, { top: number; bottom: number }>();
  for (const { item, top } of placed) {
    for (const [depth, box] of item.boxes.entries()) {
      const outer = top - pads(item.boxes.slice(depth));
      const bottom = top + item.height + pads(item.boxes.slice(depth));
      const extent = extents.get(box);
      if (extent) extent.bottom = bottom;
      else extents.set(box, { top: outer, bottom });
    }
  }
  return [...extents].map(([box, { top, bottom }]): RectFrame => {
    const x = sheet.margin.left + box.left;
    const width = sheet.measure - box.left - box.right;
    const base = { kind: 'rect', y: top, height: bottom - top, owner: 'Layout' } as const;
    switch (box.look) {
      case 'bar':
        return { ...base, x, width: 2.5, fill: box.colour };
      case 'change':
        return { ...base, x: sheet.margin.left - 16, width: 2.5, fill: box.colour };
      case 'shade':
        return { ...base, x, width, fill: box.fill };
      case 'outline':
        return { ...base, x, width, fill: box.fill, stroke: box.colour };
    }
  });
}

class PageFiller {
  readonly pages: Page[] = [];
  private carried: readonly Item[] = [];
  private readonly room: number;
  private readonly items: readonly Item[];
  private readonly notes: readonly (readonly Item[])[];
  private readonly sheet: Sheet;

  constructor(items: readonly Item[], notes: readonly (readonly Item[])[], sheet: Sheet) {
    this.items = items;
    this.notes = notes;
    this.sheet = sheet;
    this.room = sheet.height - sheet.margin.top - sheet.margin.bottom;
  }

  fill(): readonly Page[] {
    for (let start = 0; start < this.items.length || this.carried.length > 0;) start = this.fillPage(start);
    return this.pages;
  }

  /** The lines of the footnotes that an item refers to, and of those that these refer to. */
  private notesOf(item: Item): readonly Item[] {
    return item.notes.flatMap((index) => (this.notes[index] ?? []).flatMap((line) => [line, ...this.notesOf(line)]));
  }

  private fillPage(start: number): number {
    const spare = start < this.items.length ? this.sheet.leading(this.sheet.body.size) * 4 : 0;
    let foot = fitFoot(this.carried, this.room - spare);
    const carried = foot;
    const head = start > 0 ? (this.items[start]?.head ?? []) : [];
    const placed: Placed[] = [];
    let [y, before]: [number, Item | undefined] = [0, undefined];
    for (const item of head) {
      y += advance(before, item);
      placed.push({ item, top: y });
      [y, before] = [y + item.height, item];
    }
    let end = start;
    for (; end < this.items.length; end++) {
      const item = this.items[end];
      if (!item) break;
      const top = y + advance(before, item);
      const bottom = top + item.height + pads(item.boxes);
      const next = this.footWith(foot, end, item, bottom, end === start);
      if (!next) break;
      foot = next;
      placed.push({ item, top });
      [y, before] = [top + item.height, item];
      // A footnote that goes on overleaf has filled this page.
      if (foot.rest.length > carried.rest.length && !this.items[end + 1]?.keep) {
        end++;
        break;
      }
    }
    const cut = this.breakBefore(start, end);
    const kept = placed.slice(0, head.length + cut - start);
    this.finish(kept, cut === end ? foot : this.footOf(carried, kept));
    return cut;
  }

  /** The foot of the page once it shows `item` too, or `undefined` when there is no room for both. */
  private footWith(foot: Foot, index: number, item: Item, bottom: number, first: boolean): Foot | undefined {
    const lines = this.notesOf(item);
    const room = this.room - bottom;
    if (foot.rest.length > 0) {
      const fits = first || footHeight(foot.placed) <= room;
      return fits ? { placed: foot.placed, rest: [...foot.rest, ...lines] } : undefined;
    }
    const all = [...foot.placed, ...lines];
    if (footHeight(all) <= room) return { placed: all, rest: [] };
    if (lines.length === 0) return first ? foot : undefined;
    // Lines that must follow on this page keep their room when a long footnote takes the rest.
    const open = room - this.keptHeight(index);
    const least = foot.placed.length + Math.min(lines.length, lines.length > WHOLE_NOTE ? 2 : lines.length);
    if (!first && footHeight(all.slice(0, least)) > open) return undefined;
    return fitFoot(all, Math.max(open, footHeight(foot.placed)));
  }

  /** The height of the few lines behind an item that no break may part from it. */
  private keptHeight(index: number): number {
    let height = 0;
    for (let next = index + 1; next <= index + KEPT && this.items[next]?.keep; next++) {
      const [before, item] = [this.items[next - 1], this.items[next]];
      if (item) height += advance(before, item) + item.height;
    }
    return height;
  }

  /** The foot again, after a break that was moved up. */
  private footOf(carried: Foot, kept: readonly Placed[]): Foot {
    const lines = kept.flatMap(({ item }) => this.notesOf(item));
    if (carried.rest.length > 0) return { placed: carried.placed, rest: [...carried.rest, ...lines] };
    const last = kept.at(-1);
    const bottom = last ? last.top + last.item.height + pads(last.item.boxes) : 0;
    return fitFoot([...carried.placed, ...lines], this.room - bottom);
  }

  /** The last allowed break up to `end`; where nothing is allowed, as late as possible. */
  private breakBefore(start: number, end: number): number {
    if (end >= this.items.length) return end;
    for (let index = end; index > start; index--) if (!this.items[index]?.keep) return index;
    return Math.max(end, start + 1);
  }

  private finish(placed: readonly Placed[], foot: Foot): void {
    const { margin, width, height } = this.sheet;
    this.carried = foot.rest;
    const down = placed.map(({ item, top }) => ({ item, top: top + margin.top }));
    let y = height - margin.bottom - footHeight(foot.placed) + SEPARATOR;
    const line: RectFrame = {
      kind: 'rect',
      x: margin.left,
      y: y - SEPARATOR / 2,
      width: this.sheet.measure / 4,
      height: 0.5,
      fill: this.sheet.colour.quiet,
      owner: 'Layout',
    };
    const notes = foot.placed.map((item, index): Placed => {
      const top = y + (index > 0 ? item.before : 0);
      y = top + item.height;
      return { item, top };
    });
    const all = [...down, ...notes];
    this.pages.push({
      width,
      height,
      frames: [
        ...boxFrames(down, this.sheet),
        ...all.flatMap(({ item, top }) => moved(item.frames, 0, top)),
        ...(notes.length > 0 ? [line] : []),
      ],
      destinations: all.flatMap(({ item, top }) => item.destinations.map((name) => ({ name, y: top }))),
      bookmarks: all.flatMap(({ item, top }) => item.bookmarks.map((one): PlacedBookmark => ({ ...one, y: top }))),
      markings: all.flatMap(({ item }) => item.markings),
    });
  }
}

/** The pages of a document, without their running matter. There is always one page. */
export function fillPages(items: readonly Item[], notes: readonly (readonly Item[])[], sheet: Sheet): readonly Page[] {
  const pages = new PageFiller(items, notes, sheet).fill();
  const blank: Page = {
    width: sheet.width,
    height: sheet.height,
    frames: [],
    destinations: [],
    bookmarks: [],
    markings: [],
  };
  return pages.length > 0 ? pages : [blank];
}
