/**
 * Items become pages. A page takes items while they and the footnotes they call for fit, then goes back to the last place where
 * a break is allowed: not behind a heading, not one line into a paragraph. What of a footnote does not fit goes on at the foot
 * of the next page. Every page takes at least one item or one line of a footnote, so the work always ends.
 */
import type { Box, Column, Frame, Item, Page, Placed, PlacedBookmark, RectFrame } from './layout.ts';
import { moved } from './lines.ts';
import type { Sheet } from './sheet.ts';
import { advance, pads, stack } from './stacking.ts';

/** Above the footnotes: space, a short line, space. */
const SEPARATOR = 12;
/** A footnote of up to so many lines is not split while its reference can move to the next page. */
const WHOLE_NOTE = 5;
/** Lines behind a split footnote's reference for which room is kept. */
const KEPT = 3;

/** Footnote lines that a page has room for, and those it hands on. */
interface Foot {
  readonly placed: readonly Item[];
  readonly rest: readonly Item[];
}

/** As many footnote lines as the room takes, in order. */
function fitFoot(items: readonly Item[], room: number, column: Column): Foot {
  const { placed } = stack(items, column);
  const over = placed.findIndex(({ item, top }) => SEPARATOR + top + item.height + pads(item.boxes) > room);
  return over === -1 ? { placed: items, rest: [] } : { placed: items.slice(0, over), rest: items.slice(over) };
}

function boxFrames(placed: readonly Placed[]): readonly Frame[] {
  const extents = new Map<Box, { top: number; bottom: number; column: Column }>();
  for (const { item, top, column } of placed) {
    for (const [depth, box] of item.boxes.entries()) {
      const outer = top - pads(item.boxes.slice(depth));
      const bottom = top + item.height + pads(item.boxes.slice(depth));
      const extent = extents.get(box);
      if (extent) extent.bottom = bottom;
      else extents.set(box, { top: outer, bottom, column });
    }
  }
  return [...extents].map(([box, { top, bottom, column }]): RectFrame => {
    const x = column.left + box.left;
    const width = column.width - box.left - box.right;
    const base = { kind: 'rect', y: top, height: bottom - top, owner: 'Layout' } as const;
    switch (box.look) {
      case 'bar':
        return { ...base, x, width: 2.5, fill: box.colour };
      case 'change':
        return { ...base, x: column.left - 16, width: 2.5, fill: box.colour };
      case 'shade':
        return { ...base, x, width, fill: box.fill };
      case 'outline':
        return { ...base, x, width, fill: box.fill, stroke: box.colour };
    }
  });
}

const movedDown = ({ item, top, column }: Placed, by: number): Placed => ({ item, top: top + by, column });

/** What is inside an item, where it stands on the page. */
function insideOf({ item, top }: Placed): readonly Placed[] {
  return (item.inside ?? []).map((one) => movedDown(one, top));
}

function withInside(placed: Placed): readonly Placed[] {
  return [placed, ...insideOf(placed).flatMap(withInside)];
}

/**
 * The slices of a table are drawn together: first the grounds and rules of all, then cell by cell what is inside, so that a
 * box in a cell is one box, and what is read together stands together.
 */
function tableFrames(slices: readonly Placed[]): readonly Frame[] {
  const cells = new Map<Column, Placed[]>();
  for (const inner of slices.flatMap(insideOf)) {
    const cell = cells.get(inner.column);
    if (cell) cell.push(inner);
    else cells.set(inner.column, [inner]);
  }
  const grounds = slices.flatMap(({ item, top }) => moved(item.frames, 0, top));
  return [...grounds, ...[...cells.values()].flatMap(framesOf)];
}

/** The names of the rows that a page goes on with. */
function withNames(item: Item): Item {
  return item.names ? { ...item, inside: [...item.names, ...(item.inside ?? [])] } : item;
}

function framesOf(placed: readonly Placed[]): readonly Frame[] {
  const frames = [...boxFrames(placed)];
  for (let index = 0; index < placed.length;) {
    const end = placed.findIndex(({ item }, at) => at > index && !item.inside);
    const slices = placed[index]?.item.inside ? placed.slice(index, end === -1 ? undefined : end) : [];
    const { item, top } = placed[index] as Placed;
    frames.push(...(slices.length > 0 ? tableFrames(slices) : moved(item.frames, 0, top)));
    index += Math.max(slices.length, 1);
  }
  return frames;
}

class PageFiller {
  readonly pages: Page[] = [];
  private carried: readonly Item[] = [];
  private readonly room: number;
  private readonly items: readonly Item[];
  private readonly notes: readonly (readonly Item[])[];
  private readonly sheet: Sheet;
  private readonly column: Column;

  constructor(items: readonly Item[], notes: readonly (readonly Item[])[], sheet: Sheet) {
    this.items = items;
    this.notes = notes;
    this.sheet = sheet;
    this.column = { left: sheet.margin.left, width: sheet.measure };
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
    let foot = fitFoot(this.carried, this.room - spare, this.column);
    const carried = foot;
    const head = start > 0 ? this.headOf(this.items[start]) : [];
    const placed: Placed[] = [...stack(head, this.column).placed];
    const last = placed.at(-1);
    let [y, before] = [last ? last.top + last.item.height : 0, last?.item];
    let end = start;
    for (; end < this.items.length; end++) {
      const item = this.items[end];
      if (!item) break;
      // What comes first reaches up; under a repeated head, too.
      const top = y + advance(before, item) + (end === start && before ? (item.reach ?? 0) : 0);
      const bottom = top + item.height + pads(item.boxes);
      const next = this.footWith(foot, end, item, bottom, end === start);
      if (!next) break;
      foot = next;
      placed.push({ item: end === start ? withNames(item) : item, top, column: this.column });
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

  /** The head that is drawn again, unless it would leave no room for what comes under it. */
  private headOf(item: Item | undefined): readonly Item[] {
    const head = item?.head ?? [];
    const under = (item?.reach ?? 0) + (item?.height ?? 0);
    return stack(head, this.column).height + under > this.room ? [] : head;
  }

  private footHeight(items: readonly Item[]): number {
    return items.length === 0 ? 0 : SEPARATOR + stack(items, this.column).height;
  }

  /** The foot of the page once it shows `item` too, or `undefined` when there is no room for both. */
  private footWith(foot: Foot, index: number, item: Item, bottom: number, first: boolean): Foot | undefined {
    const lines = this.notesOf(item);
    const room = this.room - bottom;
    if (foot.rest.length > 0) {
      const fits = first || this.footHeight(foot.placed) <= room;
      return fits ? { placed: foot.placed, rest: [...foot.rest, ...lines] } : undefined;
    }
    const all = [...foot.placed, ...lines];
    if (this.footHeight(all) <= room) return { placed: all, rest: [] };
    if (lines.length === 0) return first ? foot : undefined;
    // Lines that must follow on this page keep their room when a long footnote takes the rest.
    const open = room - this.keptHeight(index);
    const least = foot.placed.length + Math.min(lines.length, lines.length > WHOLE_NOTE ? 2 : lines.length);
    if (!first && this.footHeight(all.slice(0, least)) > open) return undefined;
    return fitFoot(all, Math.max(open, this.footHeight(foot.placed)), this.column);
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
    return fitFoot([...carried.placed, ...lines], this.room - bottom, this.column);
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
    const down = placed.map((one) => movedDown(one, margin.top));
    const under = stack(foot.placed, this.column);
    const y = height - margin.bottom - under.height;
    const line: RectFrame = {
      kind: 'rect',
      x: margin.left,
      y: y - SEPARATOR / 2,
      width: this.sheet.measure / 4,
      height: 0.5,
      fill: this.sheet.colour.quiet,
      owner: 'Layout',
    };
    const notes = under.placed.map((one) => movedDown(one, y));
    const all = [...down, ...notes].flatMap(withInside);
    this.pages.push({
      width,
      height,
      frames: [...framesOf(down), ...framesOf(notes), ...(notes.length > 0 ? [line] : [])],
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
