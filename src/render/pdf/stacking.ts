/** Items one below another: how far apart they stand, and how much room the boxes around them take. */
import type { Box, Column, Item, Placed } from './layout.ts';

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

export function pads(boxes: readonly Box[]): number {
  return sum(boxes.map(({ pad }) => pad));
}

function shared(a: readonly Box[], b: readonly Box[]): number {
  const end = a.findIndex((box, index) => box !== b[index]);
  return end === -1 ? a.length : end;
}

/** From the bottom of one item to the top of the next: boxes that close, the larger of the two spaces, boxes that open. */
export function advance(before: Item | undefined, item: Item): number {
  if (!before) return pads(item.boxes) + (item.reach ?? 0);
  const common = shared(before.boxes, item.boxes);
  const space = before.snug ? before.after : Math.max(before.after, item.before);
  return pads(before.boxes.slice(common)) + space + pads(item.boxes.slice(common));
}

/** The height that items take, all boxes closed, and where each of them stands in it. */
export function stack(items: readonly Item[], column: Column): { placed: readonly Placed[]; height: number } {
  let [y, before]: [number, Item | undefined] = [0, undefined];
  const placed = items.map((item): Placed => {
    const top = y + advance(before, item);
    [y, before] = [top + item.height, item];
    return { item, top, column };
  });
  return { placed, height: y + pads(items.at(-1)?.boxes ?? []) };
}
