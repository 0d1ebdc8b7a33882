/** The parts of a document that bear a marking of their own: sections, blocks, passages. What is withheld is one of them. */
import { walkBlocks, walkInlines, inlinesOf } from './clauses.ts';
import type { Block, Inline } from './document.ts';
import { joinMarkings, type Marking } from './marking.ts';

export interface Portion {
  readonly marking: Marking;
  /** A heading stands for its section. */
  readonly node: Block | Inline;
}

const markingOf = (node: Block | Inline): Marking | undefined => ('marking' in node ? node.marking : undefined);

/** In reading order, outer before inner. */
export function* portionsIn(blocks: readonly Block[]): Generator<Portion> {
  for (const [block] of walkBlocks(blocks)) {
    for (const node of [block, ...walkInlines(inlinesOf(block))]) {
      const marking = markingOf(node);
      if (marking) yield { marking, node };
    }
  }
}

/** The highest marking of what blocks show, of which those without one of their own have `unmarked`. */
export function markingOfBlocks(blocks: readonly Block[], unmarked: Marking): Marking {
  return [...portionsIn(blocks)].reduce((joined, { marking }) => joinMarkings(joined, marking), unmarked);
}
