/**
 * From collected parts to finished pages: lines, pages, and a second and third pass for what needs page numbers. The body is set
 * once; only the matter in front of it is set again, and its page numbers have columns of fixed width, so that the third pass
 * cannot move what the second has counted.
 */
import { joinParts, type Part } from './blocks.ts';
import type { Bookmark, Flow, Page, StructureNode } from './layout.ts';
import { toItems } from './items.ts';
import type { Press } from './lines.ts';
import { fillPages } from './pages.ts';
import { type Running, withRunning } from './running.ts';
import { element } from './structure.ts';

/** What a first layout tells the matter in front: where destinations are, which bookmarks there are, how many pages. */
export interface Outlook {
  readonly pages: number;
  readonly bookmarks: readonly Bookmark[];
  readonly pageOf: (destination: string) => number | undefined;
}

/** `settled` says that nothing in it depends on the outlook. */
export interface Front extends Part {
  readonly settled: boolean;
}

export interface Composition {
  readonly front: (outlook: Outlook) => Front;
  readonly body: Part;
  readonly notes: readonly (readonly Flow[])[];
  readonly running: Running;
}

export interface Composed {
  readonly pages: readonly Page[];
  readonly structure: StructureNode;
}

function outlookOf(pages: readonly Page[]): Outlook {
  const places = new Map<string, number>();
  for (const [index, { destinations }] of pages.entries()) {
    for (const { name } of destinations) if (!places.has(name)) places.set(name, index + 1);
  }
  return {
    pages: pages.length,
    bookmarks: pages.flatMap(({ bookmarks }) => bookmarks),
    pageOf: (destination) => places.get(destination),
  };
}

export function compose({ front, body, notes, running }: Composition, press: Press): Composed {
  const items = toItems(body.flow, press);
  const feet = notes.map((note) => toItems(note, press));
  let part = front({ pages: 0, bookmarks: [], pageOf: () => undefined });
  let pages = fillPages([...toItems(part.flow, press), ...items], feet, press.sheet);
  // Pass 2 has the contents list in its place and says where everything is; pass 3 has the right numbers in it.
  for (let pass = 2; pass <= 3; pass++) {
    part = front(outlookOf(pages));
    if (part.settled) break;
    pages = fillPages([...toItems(part.flow, press), ...items], feet, press.sheet);
  }
  const whole = joinParts([part, body]);
  return {
    pages: withRunning(pages, running, press),
    structure: element('Document', whole.nodes),
  };
}
