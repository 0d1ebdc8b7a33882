/**
 * The structure tree that listeners and programs read, built as plain values in reading order. Makers for elements and slots come
 * first; the readers below give a tree's words back once layout has put text into its slots.
 */
import type { Artifact, LinkAim, Owner, Page, Slot, StructureNode, Tag } from './layout.ts';

export type Child = StructureNode | Slot;

/** A place for words of the edition. */
export function wordSlot(): Slot {
  return { kind: 'slot', generated: false };
}

/** A place for words of the press's own: labels, contents, numbers. */
export function labelSlot(): Slot {
  return { kind: 'slot', generated: true };
}

type Attributes = Partial<Omit<StructureNode, 'kind' | 'tag' | 'children'>>;

export function element(tag: Tag, children: readonly Child[], attributes: Attributes = {}): StructureNode {
  return { kind: 'element', tag, children, ...attributes };
}

/** A table with a head has a body too (ISO 14289-1, 7.2): where all rows are head, they stand in the table itself. */
export function tableElement(
  before: readonly StructureNode[],
  head: readonly StructureNode[],
  body: readonly StructureNode[],
): StructureNode {
  if (body.length === 0) return element('Table', [...before, ...head]);
  return element('Table', [...before, ...(head.length > 0 ? [element('THead', head)] : []), element('TBody', body)]);
}

export function linkElement(link: LinkAim, children: readonly Child[]): StructureNode {
  return element('Link', children, { link });
}

export function isArtifact(owner: Owner): owner is Artifact {
  return typeof owner === 'string';
}

/** These stand for a place even when nothing is in them. */
const KEPT_EMPTY: ReadonlySet<Tag> = new Set(['TH', 'TD', 'Document']);

/** The tree without elements that nothing was drawn for. */
export function pruned(node: StructureNode, drawn: (slot: Slot) => boolean): StructureNode | undefined {
  const children = node.children.flatMap((child): readonly Child[] => {
    if (child.kind === 'slot') return drawn(child) ? [child] : [];
    const kept = pruned(child, drawn);
    return kept ? [kept] : [];
  });
  if (children.length === 0 && !KEPT_EMPTY.has(node.tag)) return undefined;
  return children.every((child, index) => child === node.children[index]) && children.length === node.children.length
    ? node
    : { ...node, children };
}

/** The words that layout put into each slot, in the order of the pages. */
function wordsBySlot(pages: readonly Page[]): ReadonlyMap<Slot, string> {
  const words = new Map<Slot, string>();
  for (const { frames } of pages) {
    for (const frame of frames) {
      if (frame.kind !== 'text' || isArtifact(frame.owner)) continue;
      words.set(frame.owner, (words.get(frame.owner) ?? '') + frame.words.join(''));
    }
  }
  return words;
}

/** All slots below an element, and the elements themselves, in reading order. */
export function* walkStructure(node: StructureNode): Generator<Child> {
  yield node;
  for (const child of node.children) {
    if (child.kind === 'slot') yield child;
    else yield* walkStructure(child);
  }
}

/** What a listener hears: the words of the slots and the alternative texts, in structure order. */
export function textOfStructure(structure: StructureNode, pages: readonly Page[], own = true): string {
  const words = wordsBySlot(pages);
  const parts: string[] = [];
  for (const child of walkStructure(structure)) {
    if (child.kind === 'element') parts.push(child.tag === 'Figure' && child.alt ? `${child.alt} ` : '');
    else if (own || !child.generated) parts.push(words.get(child) ?? '');
  }
  return parts.join('').replace(/ +/g, ' ').trim();
}
