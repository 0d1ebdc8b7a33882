/**
 * Where a block stands while it is collected, and the makers that every source of blocks shares: paragraphs, labels, boxes,
 * notes. A part is what a block becomes: flow for layout and nodes for the structure tree.
 */
import type { Block } from '../../model/document.ts';
import type { Edition } from '../../model/edition.ts';
import type { Marking } from '../../model/marking.ts';
import type { Collection } from './collection.ts';
import { joinedMarking, type Line, type NoteCall } from './inlines.ts';
import type { Bookmark, Box, Flow, Run, Slot, StructureNode, Tag, TextFlow, TextStyle } from './layout.ts';
import { type Child, element } from './structure.ts';

export interface Part {
  readonly flow: readonly Flow[];
  readonly nodes: readonly StructureNode[];
}

/** A label that waits for the first line of text behind it. `lead` is read out with that line's paragraph. */
export interface Label {
  readonly runs: readonly Run[];
  readonly left: number;
  readonly lead?: Slot | undefined;
}
interface Waiting {
  labels?: readonly Label[] | undefined;
}

export interface Stand {
  readonly collection: Collection;
  readonly left: number;
  readonly right: number;
  readonly boxes: readonly Box[];
  readonly style: TextStyle;
  /** Space between blocks; small inside tight lists. */
  readonly space: number;
  readonly waiting: Waiting;
  readonly marking?: Marking | undefined;
  /** Makes the structure of a footnote that is referenced here for the first time, and keeps its flow. */
  readonly note: (call: NoteCall) => StructureNode | undefined;
}

/** What functions for blocks need besides their place. */
export interface Source {
  readonly edition: Edition;
  /** Blocks inside a block. */
  readonly blocks: (blocks: readonly Block[], stand: Stand) => readonly Part[];
}

export const NO_PART: Part = { flow: [], nodes: [] };

export function joinParts(parts: readonly Part[]): Part {
  return { flow: parts.flatMap(({ flow }) => flow), nodes: parts.flatMap(({ nodes }) => nodes) };
}

/** Boxes inside boxes are drawn to this depth; what lies deeper is still set, without a box of its own. */
const DEEPEST_BOX = 6;

export function boxed(stand: Stand, box: Omit<Box, 'left' | 'right'>, indent: number): Stand {
  const left = Math.min(stand.left + indent, stand.collection.sheet.deepest);
  if (stand.boxes.length >= DEEPEST_BOX) return { ...stand, left };
  const placed = { ...box, left: stand.left, right: stand.right };
  return { ...stand, left, right: stand.right + (box.look === 'bar' ? 0 : indent), boxes: [...stand.boxes, placed] };
}

export function indented(stand: Stand, by: number): Stand {
  return { ...stand, left: Math.min(stand.left + by, stand.collection.sheet.deepest) };
}

/** A passage of this marking at least, with the footnotes that it leads to. */
export function marked(stand: Stand, marking: Marking | undefined): Stand {
  const joined = joinedMarking(marking, stand.marking);
  const note: Stand['note'] = (call) => stand.note({ ...call, marking: joinedMarking(call.marking, joined) });
  return { ...stand, marking: joined, note };
}

/** Takes the waiting labels, which then belong to the caller's first line. */
export function takeLabels({ waiting }: Stand): readonly Label[] {
  const { labels = [] } = waiting;
  waiting.labels = undefined;
  return labels;
}

export function leadsOf(labels: readonly Label[]): readonly Slot[] {
  return labels.flatMap(({ lead }) => lead ?? []);
}

interface TextOptions {
  readonly tag?: Tag;
  readonly style?: TextStyle;
  readonly leading?: number;
  readonly before?: number;
  readonly after?: number;
  readonly keepNext?: boolean;
  readonly snug?: boolean;
  readonly whole?: boolean;
  readonly verbatim?: boolean;
  readonly align?: TextFlow['align'];
  readonly destinations?: readonly string[];
  readonly bookmarks?: readonly Bookmark[] | undefined;
  readonly tail?: TextFlow['tail'];
}

/** Text with the label that waits for it, if any, and the footnotes that it refers to behind it. */
export function textPart(line: Line, stand: Stand, options: TextOptions = {}): Part {
  const { sheet } = stand.collection;
  const style = options.style ?? stand.style;
  const labels = takeLabels(stand);
  const { tag = 'P', before = stand.space, after = stand.space, align = 'left', ...rest } = options;
  const flow: TextFlow = {
    kind: 'text',
    runs: line.runs,
    left: stand.left,
    right: stand.right,
    boxes: stand.boxes,
    marking: stand.marking,
    leading: sheet.leading(style.size),
    before,
    after,
    align,
    ...rest,
    labels: labels.map(({ runs, left }) => ({ runs, left })),
  };
  const children: readonly Child[] = [...leadsOf(labels), ...line.children];
  const notes = line.notes.flatMap((call) => stand.note(call) ?? []);
  return { flow: [flow], nodes: [element(tag, children), ...notes] };
}

/** Gives the waiting labels a line of their own, for blocks whose first line cannot take them. */
export function flushLabels(stand: Stand): Part {
  const { labels = [] } = stand.waiting;
  if (labels.length === 0) return NO_PART;
  const part = textPart({ runs: [], children: [], notes: [] }, stand, { after: 0, keepNext: true });
  return leadsOf(labels).length > 0 ? part : { ...part, nodes: [] };
}
