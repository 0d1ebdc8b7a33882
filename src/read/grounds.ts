/** Looks up what documents cite: every node that names a ground gets the sections, limbs and titles that the table has for it at a date. */
import { readGrounds } from '../model/citation.ts';
import type { PartialDate } from '../model/date.ts';
import type { Block, Footnote, Inline } from '../model/document.ts';
import type { GroundTable } from '../model/ground.ts';
import { type Rewriting, rewriteBlocks, rewriteFootnotes } from '../model/rewrite.ts';

interface Text {
  readonly body: readonly Block[];
  readonly footnotes: readonly Footnote[];
}

/** Citations that lead to no ground stay as they are written; `check` tells of them. */
export function lookUpGrounds({ body, footnotes }: Text, table: GroundTable, date: PartialDate): Text {
  const lookedUp = <Node extends Block | Inline>(node: Node): Node => {
    if (!('ground' in node) || node.ground === undefined) return node;
    return { ...node, grounds: readGrounds(node.ground, table, date).grounds };
  };
  const rewriting: Rewriting = { block: lookedUp<Block>, inline: lookedUp<Inline> };
  return { body: rewriteBlocks(body, rewriting), footnotes: rewriteFootnotes(footnotes, rewriting) };
}
