/**
 * Trees are values: to change one is to make another. `rewriteBlocks` visits inner blocks first and hands each to its function,
 * which gives back what shall stand in its place: itself, another, several or none. What nothing changes in stays the same value,
 * so that a tree without anything to change costs no more than the walk.
 */
import type { Block, Footnote, Inline, ListItem, TableCell, TableRow } from './document.ts';

export interface Rewriting {
  readonly block?: (block: Block) => Block | readonly Block[];
  readonly inline?: (inline: Inline) => Inline | readonly Inline[];
  /** Blocks whose inside is left alone; they are handed to `block` as they are. */
  readonly keep?: (block: Block) => boolean;
}

const isMany = <Node extends object>(given: Node | readonly Node[]): given is readonly Node[] => Array.isArray(given);

/** The same list, unless something in it changes. */
function rewriteEach<Node extends object>(
  nodes: readonly Node[],
  change: (node: Node) => Node | readonly Node[],
): readonly Node[] {
  let made: Node[] | undefined;
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index] as Node; // within its length
    const given = change(node);
    if (given !== node) made ??= nodes.slice(0, index);
    if (made && isMany(given)) made.push(...given);
    else if (made) made.push(given as Node); // no list
  }
  return made ?? nodes;
}

/** The node with what became of its children, or itself. */
function within<Node extends { readonly children: readonly object[] }>(
  node: Node,
  rewrite: (children: Node['children']) => Node['children'],
): Node {
  const children = rewrite(node.children);
  return children === node.children ? node : { ...node, children };
}

/** For what many trees go through: one function for all of them. */
export function rewriterOf({
  block: changeBlock,
  inline: changeInline,
  keep,
}: Rewriting): (blocks: readonly Block[]) => readonly Block[] {
  const changed = (inline: Inline): Inline | readonly Inline[] =>
    changeInline ? changeInline('children' in inline ? within(inline, line) : inline) : inline;
  const line = (inlines: readonly Inline[]): readonly Inline[] =>
    changeInline ? rewriteEach(inlines, changed) : inlines;
  const part = <Part extends ListItem | TableCell>(one: Part) => within(one, blocks);
  const row = (one: TableRow) => within(one, (cells) => rewriteEach(cells, part));

  function inside(block: Block): Block {
    switch (block.type) {
      case 'paragraph':
      case 'heading':
        return within(block, line);
      case 'list':
        return within(block, (items) => rewriteEach(items, part));
      case 'table':
        return within(block, (rows) => rewriteEach(rows, row));
      case 'code':
      case 'thematicBreak':
      case 'withheldNotice':
        return block;
      default:
        return within(block, blocks);
    }
  }
  function rewritten(block: Block) {
    const whole = keep?.(block) ? block : inside(block);
    return changeBlock ? changeBlock(whole) : whole;
  }
  const blocks = (children: readonly Block[]): readonly Block[] => rewriteEach(children, rewritten);
  return blocks;
}

export function rewriteBlocks(blocks: readonly Block[], rewriting: Rewriting): readonly Block[] {
  return rewriterOf(rewriting)(blocks);
}

export function rewriteFootnotes(footnotes: readonly Footnote[], rewriting: Rewriting): readonly Footnote[] {
  const blocks = rewriterOf(rewriting);
  return rewriteEach(footnotes, (footnote) => within(footnote, blocks));
}

/** A tree without anything that is withheld: what public text may refer to and quote. */
export const withoutWithheld = rewriterOf({
  block: (block) => (block.type === 'withheld' ? [] : block),
  inline: (inline) => (inline.type === 'withheldText' ? [] : inline),
});
