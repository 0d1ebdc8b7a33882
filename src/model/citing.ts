/**
 * What of a text cites a ground: withheld passages or the notices in their place, refused answers, and the passages that give
 * reasons. In reading order, footnotes last, each with the clause that it stands in. What is withheld is not looked into.
 */
import type { Block, BlockOf, Footnote, Inline, InlineOf } from './document.ts';
import { childBlocks, inlinesOf } from './clauses.ts';

export type CitingNode =
  | BlockOf<'withheld' | 'withheldNotice' | 'publicInterest' | 'harm' | 'answer'>
  | InlineOf<'withheldText' | 'withheldTextNotice'>;

interface Whereabouts {
  /** The innermost clause by its id; empty before the first. */
  readonly clause: string;
  /** The answer around it, by its id. */
  readonly answer?: string | undefined;
  /** The number of the footnote around it. */
  readonly footnote?: number | undefined;
  /** The outermost passage of another file that it came with. */
  readonly include?: BlockOf<'include'> | undefined;
}

export interface CitingPassage extends Whereabouts {
  readonly node: CitingNode;
}

function gatherInLine(inlines: readonly Inline[], at: Whereabouts, found: CitingPassage[]): void {
  for (const inline of inlines) {
    if (inline.type === 'withheldText' || inline.type === 'withheldTextNotice') found.push({ ...at, node: inline });
    else if ('children' in inline) gatherInLine(inline.children, at, found);
  }
}

/** A heading is the clause of what follows it; other clauses are that of what they hold. */
function inside(block: Block, at: Whereabouts): Whereabouts {
  if (block.type === 'include') return { ...at, include: at.include ?? block };
  if (!('id' in block)) return at;
  return { ...at, clause: block.id, answer: block.type === 'answer' ? block.id : at.answer };
}

function gather(blocks: readonly Block[], around: Whereabouts, found: CitingPassage[]): void {
  let at = around;
  for (const block of blocks) {
    if (block.type === 'heading') at = inside(block, at);
    const within = inside(block, at);
    switch (block.type) {
      case 'withheld':
      case 'withheldNotice':
        found.push({ ...at, node: block });
        continue;
      case 'publicInterest':
      case 'harm':
      case 'answer':
        if (block.ground !== undefined || block.type !== 'answer') found.push({ ...within, node: block });
    }
    gatherInLine(inlinesOf(block), within, found);
    gather(childBlocks(block), within, found);
  }
}

export function citingPassages({
  body,
  footnotes,
}: {
  readonly body: readonly Block[];
  readonly footnotes: readonly Footnote[];
}): readonly CitingPassage[] {
  const found: CitingPassage[] = [];
  gather(body, { clause: '' }, found);
  footnotes.forEach(({ children }, index) => gather(children, { clause: '', footnote: index + 1 }, found));
  return found;
}

/** Whether it is what is withheld, and not a reason for it or an answer. */
export function isWithheld({ node: { type } }: CitingPassage): boolean {
  return type !== 'publicInterest' && type !== 'harm' && type !== 'answer';
}
