/** The parts of a document that bear a marking of their own: sections, blocks, passages. What is withheld is one of them. */
import { childBlocks, clausesOf, inlinesOf, walkBlocks, walkInlines } from './clauses.ts';
import type { Block, Inline } from './document.ts';
import { joinMarkings, type Marking } from './marking.ts';

export interface Portion {
  readonly marking: Marking;
  /** A heading stands for its section. */
  readonly node: Block | Inline;
}

const markingOf = (node: Block | Inline): Marking | undefined => ('marking' in node ? node.marking : undefined);

/** In reading order, outer before inner. */
export function portionsIn(blocks: readonly Block[]): readonly Portion[] {
  const found: Portion[] = [];
  const look = (node: Block | Inline): void => {
    const marking = markingOf(node);
    if (marking) found.push({ marking, node });
  };
  for (const block of walkBlocks(blocks)) {
    look(block);
    walkInlines(inlinesOf(block)).forEach(look);
  }
  return found;
}

/** The highest marking of what blocks show, of which those without one of their own have `unmarked`. */
export function markingOfBlocks(blocks: readonly Block[], unmarked: Marking): Marking {
  return portionsIn(blocks).reduce((joined, { marking }) => joinMarkings(joined, marking), unmarked);
}

/** The higher of two markings that a part may have. */
export const joined = (a: Marking | undefined, b: Marking | undefined): Marking | undefined =>
  a && b ? joinMarkings(a, b) : (a ?? b);

const NONE: readonly undefined[] = [];

/** For each of several siblings the marking that it and the sections it stands in bear; a section ends at the next heading of its level. */
export function siblingMarkings(siblings: readonly Block[]): readonly (Marking | undefined)[] {
  if (!siblings.some(markingOf)) return NONE;
  let open: readonly { readonly depth: number; readonly marking: Marking | undefined }[] = [];
  return siblings.map((block) => {
    if (block.type === 'heading') {
      const { depth, marking } = block;
      open = [...open.filter((section) => section.depth < depth), { depth, marking }];
    }
    return open.reduce((sum, { marking }) => joined(sum, marking), markingOf(block));
  });
}

/**
 * The marking of each clause: of what it holds and of what it stands in. Empty where all of a document has one marking, which is then
 * that of each of its clauses.
 */
export function markingsOfClauses(body: readonly Block[], unmarked: Marking): ReadonlyMap<Block, Marking> {
  const found = new Map<Block, Marking>();
  if (portionsIn(body).length === 0) return found;
  const held = new Map(clausesOf(body).map(({ node, blocks }) => [node, blocks]));
  const visit = (blocks: readonly Block[], above: Marking): void => {
    const markings = siblingMarkings(blocks);
    for (const [index, block] of blocks.entries()) {
      const own = joined(markings[index], above) ?? above;
      const inside = held.get(block);
      if (inside) found.set(block, markingOfBlocks(inside, own));
      visit(childBlocks(block), own);
    }
  };
  visit(body, unmarked);
  return found;
}
