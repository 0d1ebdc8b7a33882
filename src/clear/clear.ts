/**
 * An edition to what an audience may see of it: the only place that grants `Cleared`. It stands before everything that compares,
 * lays out, indexes or hashes, so that a withheld word never enters a value that could carry it on. What is taken away leaves a
 * notice of fixed form; footnotes that only a withheld passage led to go with it.
 */
import { inlinesWithin, reachableFootnotes, withFootnotes } from '../model/clauses.ts';
import type { Block, Footnote, Inline } from '../model/document.ts';
import type { Audience, Cleared, Corpus, Edition, EditionEntry } from '../model/edition.ts';
import { formatMarking, type Marking, sameMarking } from '../model/marking.ts';
import { markingOfBlocks } from '../model/portions.ts';
import { type Rewriting, rewriteBlocks, rewriteFootnotes } from '../model/rewrite.ts';
import { type Passage, passagesOf, textsShown } from './withheld.ts';

export { type Passage, textsShown };

const publicBlock = (block: Block): Block =>
  block.type === 'withheld' ? { type: 'withheldNotice', ground: block.ground, grounds: block.grounds } : block;

const publicInline = (inline: Inline): Inline =>
  inline.type === 'withheldText'
    ? { type: 'withheldTextNotice', ground: inline.ground, grounds: inline.grounds }
    : inline;

const FOR_PUBLIC: Rewriting = { block: publicBlock, inline: publicInline };

function shownPictures(
  { pictures }: Edition,
  body: readonly Block[],
  footnotes: readonly Footnote[],
): Edition['pictures'] {
  const shown = new Set<string>();
  for (const inline of inlinesWithin(withFootnotes(body, footnotes))) {
    if (inline.type === 'image') shown.add(inline.file);
  }
  return pictures.filter(({ file }) => shown.has(file));
}

/** What the document-control table says, and the marking of this very copy where that is another. */
function controlOf({ standing, matter }: Edition, marking: Marking): Edition['standing'] {
  if (sameMarking(marking, matter.classification)) return standing;
  const row = { label: 'This copy, with what is withheld from the public', value: formatMarking(marking) };
  return { ...standing, control: [...standing.control, row] };
}

/** What pages tell an audience of other editions: the marking of each is that of what the audience sees of it, and its references are those in that. */
export function clearIndex<Index extends Pick<Corpus, 'works' | 'entries'>>(index: Index, audience: Audience): Index {
  if (audience === 'public') return index;
  const seen = (entry: EditionEntry): EditionEntry => {
    const { matter, whole = matter.classification, references, allReferences = references } = entry;
    return { ...entry, matter: { ...matter, classification: whole }, references: allReferences };
  };
  const entries = new Map([...index.entries].map(([identifier, entry]) => [identifier, seen(entry)]));
  const works = [...index.works].map(([identifier, work]) => {
    const editions = work.editions.map((entry) => entries.get(entry.identifier) ?? entry);
    return [identifier, { ...work, editions }] as const;
  });
  return { ...index, entries, works: new Map(works) };
}

/** An edition as an audience may see it. */
export function clear(edition: Edition, audience: Audience): Cleared {
  const rewriting = audience === 'public' ? FOR_PUBLIC : {};
  const body = rewriteBlocks(edition.body, rewriting);
  const footnotes = reachableFootnotes(body, rewriteFootnotes(edition.footnotes, rewriting));
  const pictures = shownPictures(edition, body, footnotes);
  const shown = withFootnotes(body, footnotes);
  const unmarked = edition.matter.classification;
  const classification = markingOfBlocks(shown, unmarked);
  const matter = { ...edition.matter, classification };
  const standing = controlOf(edition, classification);
  return { ...edition, matter, standing, unmarked, audience, body, footnotes, pictures } as Cleared; // the one grant, see the head of the file
}

/** The passages that `clear` takes out of an edition for the public. */
export function withheldFrom(edition: Edition): readonly Passage[] {
  return passagesOf(edition, clear(edition, 'public').footnotes);
}

/** Takes the withheld passages out of editions as they are read; one that several editions include is there once. */
export function collectPassages() {
  const found = new Map<string, Passage>();
  return {
    withholding(edition: Edition): void {
      for (const one of withheldFrom(edition)) found.set(`${one.file}:${one.place.line}:${one.place.column}`, one);
    },
    passages: (): readonly Passage[] => [...found.values()],
  };
}
