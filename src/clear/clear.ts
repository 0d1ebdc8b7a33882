/**
 * An edition to what an audience may see of it: the only place that grants `Cleared`. It stands before everything that compares,
 * lays out, indexes or hashes, so that a withheld word never enters a value that could carry it on. What is taken away leaves a
 * notice of fixed form; footnotes that only a withheld passage led to go with it.
 */
import { inlinesWithin, reachableFootnotes, walkBlocks } from '../model/clauses.ts';
import type { Block, Footnote, Inline } from '../model/document.ts';
import type { Audience, Cleared, Edition } from '../model/edition.ts';
import { joinMarkings, type Marking } from '../model/marking.ts';
import { type Rewriting, rewriteBlocks, rewriteFootnotes } from '../model/rewrite.ts';
import { type Passage, passagesOf, textsShown } from './withheld.ts';

export { type Passage, textsShown };

const publicBlock = (block: Block): readonly Block[] =>
  block.type === 'withheld' ? [{ type: 'withheldNotice', ground: block.ground, grounds: block.grounds }] : [block];

const publicInline = (inline: Inline): readonly Inline[] =>
  inline.type === 'withheldText'
    ? [{ type: 'withheldTextNotice', ground: inline.ground, grounds: inline.grounds }]
    : [inline];

const FOR_PUBLIC: Rewriting = { block: publicBlock, inline: publicInline };

function shownPictures(
  { pictures }: Edition,
  body: readonly Block[],
  footnotes: readonly Footnote[],
): Edition['pictures'] {
  const shown = new Set<string>();
  for (const inline of inlinesWithin([...body, ...footnotes.flatMap(({ children }) => children)])) {
    if (inline.type === 'image') shown.add(inline.file);
  }
  return pictures.filter(({ file }) => shown.has(file));
}

/** The highest marking of what an audience is shown: withheld passages raise that of the internal audience. */
function raised(classification: Marking, blocks: readonly Block[]): Marking {
  const inBlocks = [...walkBlocks(blocks)].flatMap(([block]) =>
    block.type === 'withheld' ? (block.marking ?? []) : [],
  );
  const inLines = [...inlinesWithin(blocks)].flatMap((one) => (one.type === 'withheldText' ? (one.marking ?? []) : []));
  return [...inBlocks, ...inLines].reduce(joinMarkings, classification);
}

export function clear(edition: Edition, audience: Audience): Cleared {
  const rewriting = audience === 'public' ? FOR_PUBLIC : {};
  const body = rewriteBlocks(edition.body, rewriting);
  const footnotes = reachableFootnotes(body, rewriteFootnotes(edition.footnotes, rewriting));
  const pictures = shownPictures(edition, body, footnotes);
  const shown = [...body, ...footnotes.flatMap(({ children }) => children)];
  const unmarked = edition.matter.classification;
  const matter = { ...edition.matter, classification: raised(unmarked, shown) };
  return { ...edition, matter, unmarked, audience, body, footnotes, pictures } as Cleared; // the one grant, see the head of the file
}

/** The passages that `clear` takes out of an edition for the public. */
export function withheldFrom(edition: Edition): readonly Passage[] {
  return passagesOf(edition, clear(edition, 'public').footnotes);
}
