/**
 * Trees are values: to change one is to make another. `rewriteBlocks` visits inner blocks first and hands each to its function,
 * which gives back what shall stand in its place, nothing, or several.
 */
import type { Block, Footnote, Inline, ListItem, TableRow } from './document.ts';

export interface Rewriting {
  readonly block?: (block: Block) => readonly Block[];
  readonly inline?: (inline: Inline) => readonly Inline[];
  /** Blocks whose inside is left alone; they are handed to `block` as they are. */
  readonly keep?: (block: Block) => boolean;
}

export function rewriteInlines(inlines: readonly Inline[], rewriting: Rewriting): readonly Inline[] {
  const { inline: change } = rewriting;
  if (!change) return inlines;
  return inlines.flatMap((inline) =>
    change('children' in inline ? { ...inline, children: rewriteInlines(inline.children, rewriting) } : inline),
  );
}

function rewriteItem(item: ListItem, rewriting: Rewriting): ListItem {
  return { ...item, children: rewriteBlocks(item.children, rewriting) };
}

function rewriteRow(row: TableRow, rewriting: Rewriting): TableRow {
  return {
    ...row,
    children: row.children.map((cell) => ({ ...cell, children: rewriteBlocks(cell.children, rewriting) })),
  };
}

function rewriteInside(block: Block, rewriting: Rewriting): Block {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return { ...block, children: rewriteInlines(block.children, rewriting) };
    case 'list':
      return { ...block, children: block.children.map((item) => rewriteItem(item, rewriting)) };
    case 'table':
      return { ...block, children: block.children.map((row) => rewriteRow(row, rewriting)) };
    case 'code':
    case 'thematicBreak':
    case 'withheldNotice':
      return block;
    default:
      return { ...block, children: rewriteBlocks(block.children, rewriting) };
  }
}

export function rewriteBlocks(blocks: readonly Block[], rewriting: Rewriting): readonly Block[] {
  return blocks.flatMap((block) => {
    const rewritten = rewriting.keep?.(block) ? block : rewriteInside(block, rewriting);
    return rewriting.block ? rewriting.block(rewritten) : [rewritten];
  });
}

export function rewriteFootnotes(footnotes: readonly Footnote[], rewriting: Rewriting): readonly Footnote[] {
  return footnotes.map((footnote) => ({ ...footnote, children: rewriteBlocks(footnote.children, rewriting) }));
}

/** A tree without anything that is withheld: what public text may refer to and quote. */
export function withoutWithheld(blocks: readonly Block[]): readonly Block[] {
  return rewriteBlocks(blocks, {
    block: (block) => (block.type === 'withheld' ? [] : [block]),
    inline: (inline) => (inline.type === 'withheldText' ? [] : [inline]),
  });
}
