/**
 * The addressable parts of a tree. A section is a heading with all that follows it up to the next heading of its level or
 * above; every other clause is a block that carries its own id. Clauses come out in reading order, outer before inner.
 */
import type { Block, Footnote, Heading, Inline } from './document.ts';
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

/** The children of several nodes as one list. A loop: trees are walked often, and `flatMap` takes many times as long. */
function childrenOf<Child>(nodes: readonly { readonly children: readonly Child[] }[]): readonly Child[] {
  const all: Child[] = [];
  for (const { children } of nodes) for (const child of children) all.push(child);
  return all;
}

/** The blocks directly inside a block; list items and the cells of a table count as transparent. */
export function childBlocks(block: Block): readonly Block[] {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
    case 'code':
    case 'thematicBreak':
    case 'withheldNotice':
      return [];
    case 'list':
      return childrenOf(block.children);
    case 'table':
      return childrenOf(childrenOf(block.children));
    default:
      return block.children;
  }
}

function gatherBlocks(blocks: readonly Block[], found: Block[]): void {
  for (const block of blocks) {
    found.push(block);
    gatherBlocks(childBlocks(block), found);
  }
}

/** Every block of a tree in reading order, outer before inner. */
export function walkBlocks(blocks: readonly Block[]): readonly Block[] {
  const found: Block[] = [];
  gatherBlocks(blocks, found);
  return found;
}

function gatherClauses(blocks: readonly Block[], found: Clause[]): void {
  blocks.forEach((block, index) => {
    const clause = clauseOf(block, index, blocks);
    if (clause) found.push(clause);
    gatherClauses(childBlocks(block), found);
  });
}

/** Trees are values, and many stages ask for the clauses of the same one. */
const known = new WeakMap<readonly Block[], readonly Clause[]>();

/** The clauses of a tree in reading order, those of included passages too. */
export function clausesOf(body: readonly Block[]): readonly Clause[] {
  const before = known.get(body);
  if (before) return before;
  const found: Clause[] = [];
  gatherClauses(body, found);
  known.set(body, found);
  return found;
}

/** The inlines directly in a block. */
export function inlinesOf(block: Block): readonly Inline[] {
  return block.type === 'heading' || block.type === 'paragraph' ? block.children : [];
}

function gatherInlines(inlines: readonly Inline[], found: Inline[]): void {
  for (const inline of inlines) {
    found.push(inline);
    if ('children' in inline) gatherInlines(inline.children, found);
  }
}

/** Every inline of a line in reading order, outer before inner. */
export function walkInlines(inlines: readonly Inline[]): readonly Inline[] {
  const found: Inline[] = [];
  gatherInlines(inlines, found);
  return found;
}

/** Every inline of blocks in reading order, outer before inner. */
export function inlinesWithin(blocks: readonly Block[]): readonly Inline[] {
  const found: Inline[] = [];
  for (const block of walkBlocks(blocks)) gatherInlines(inlinesOf(block), found);
  return found;
}

function referencesIn(blocks: readonly Block[]): readonly string[] {
  return inlinesWithin(blocks).flatMap((inline) => (inline.type === 'footnoteReference' ? [inline.identifier] : []));
}

/** A text with the blocks of its footnotes behind it: everything that stands in it. */
export const withFootnotes = (body: readonly Block[], footnotes: readonly Footnote[]): readonly Block[] => [
  ...body,
  ...footnotes.flatMap(({ children }) => children),
];

/** The footnotes that the body leads to, those of footnotes included, in order of first reference. */
export function reachableFootnotes(body: readonly Block[], footnotes: readonly Footnote[]): readonly Footnote[] {
  const known = new Map(footnotes.map((footnote) => [footnote.identifier, footnote]));
  const reached = new Map<string, Footnote>();
  const queue = [...referencesIn(body)];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const footnote = known.get(next);
    if (!footnote || reached.has(next)) continue;
    reached.set(next, footnote);
    queue.push(...referencesIn(footnote.children));
  }
  return [...reached.values()];
}
