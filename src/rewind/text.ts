/**
 * The text of an edition without what came later: outcomes that were not published yet, passages and quotations of later editions, and links to
 * what was not there, whose words stay. A tree comes in and goes out, with what readers are to be told of that.
 */
import type { Block, Inline, Paragraph, Target } from '../model/document.ts';
import type { Edition, Standing } from '../model/edition.ts';
import { rewriteBlocks, rewriteFootnotes, type Rewriting } from '../model/rewrite.ts';

/** What was there on the day. */
export interface There {
  /** The target as far as it was there. */
  readonly target: (target: Target) => Target | undefined;
  readonly edition: (identifier: string) => boolean;
}

const note = (value: string): Paragraph => ({ type: 'paragraph', children: [{ type: 'text', value }] });

const LATER_PASSAGE = note('[A passage of a later date stands here. It is not in this view of the past.]');
const LATER_QUOTATION = note('[A quotation from a later text stands here. It is not in this view of the past.]');

export const UNLINKED = 'Links of this edition to what came later are left out; their words are kept.';

export interface TextThen extends Pick<Edition, 'body' | 'footnotes'> {
  readonly notes: readonly string[];
}

export function textThen(
  { body, footnotes }: Edition,
  standing: Standing,
  there: There,
  hadOutcome: boolean,
): TextThen {
  const notes = new Set<string>();

  function inline(one: Inline): readonly Inline[] {
    if (one.type !== 'link' || !one.target) return [one];
    const target = there.target(one.target);
    if (target) return [target === one.target ? one : { ...one, target }];
    notes.add(UNLINKED);
    return one.children;
  }

  function block(one: Block): readonly Block[] {
    switch (one.type) {
      case 'outcome': {
        if (hadOutcome && standing.outcome === undefined) return [];
        const results = one.results?.filter(({ work, edition }) => there.edition(`${work}@${edition}`));
        return [{ ...one, results }];
      }
      case 'include':
        return there.edition(`${one.source.work}@${one.source.edition}`) ? [one] : [LATER_PASSAGE];
      case 'quote':
        return there.edition(`${one.source.work}@${one.source.edition}`) ? [one] : [LATER_QUOTATION];
      default:
        return [one];
    }
  }

  const rewriting: Rewriting = { inline, block };
  return {
    body: rewriteBlocks(body, rewriting),
    footnotes: rewriteFootnotes(footnotes, rewriting),
    notes: [...notes],
  };
}
