/**
 * The addressable parts of a tree. A section is a heading with all that follows it up to the next heading of its level or
 * above; every other clause is a block that carries its own id. Clauses come out in reading order, outer before inner.
 */
import type { Block, Heading } from './document.ts';
import type { ClauseKind } from './edition.ts';

export interface Clause {
  readonly id: string;
  readonly kind: ClauseKind;
  readonly number?: string | undefined;
  /** The heading or block that carries the id. */
  readonly node: Block;
  /** What the clause contains; a section's heading is not part of it. */
  readonly blocks: readonly Block[];
}

function sectionBlocks(siblings: readonly Block[], heading: Heading, index: number): readonly Block[] {
  const rest = siblings.slice(index + 1);
  const end = rest.findIndex((block) => block.type === 'heading' && block.depth <= heading.depth);
  return end === -1 ? rest : rest.slice(0, end);
}

function clauseOf(block: Block, index: number, siblings: readonly Block[]): Clause | undefined {
  switch (block.type) {
    case 'heading': {
      const { id, number } = block;
      return { id, kind: 'section', number, node: block, blocks: sectionBlocks(siblings, block, index) };
    }
    case 'principle':
    case 'clause':
    case 'question':
      return { id: block.id, kind: block.type, number: block.number, node: block, blocks: block.children };
    case 'definition':
    case 'answer':
    case 'outcome':
      return { id: block.id, kind: block.type, node: block, blocks: block.children };
    default:
      return undefined;
  }
}

/** The blocks directly inside a block; list items count as transparent. */
export function childBlocks(block: Block): readonly Block[] {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
    case 'code':
    case 'thematicBreak':
    case 'table':
    case 'withheldNotice':
      return [];
    case 'list':
      return block.children.flatMap((item) => item.children);
    default:
      return block.children;
  }
}

/** Every block of a tree in reading order, outer before inner, each with its siblings. */
export function* walkBlocks(blocks: readonly Block[]): Generator<readonly [Block, number, readonly Block[]]> {
  for (const [index, block] of blocks.entries()) {
    yield [block, index, blocks];
    yield* walkBlocks(childBlocks(block));
  }
}

/** The clauses of a tree in reading order, those of included passages too. */
export function clausesOf(body: readonly Block[]): readonly Clause[] {
  return [...walkBlocks(body)].flatMap(([block, index, siblings]) => clauseOf(block, index, siblings) ?? []);
}
