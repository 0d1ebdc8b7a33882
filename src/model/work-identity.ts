/**
 * What a work is as a whole, or what links find of it, each in one text: that of its editions. Asked for by everything that leads to it;
 * `undefined` where there is no such work.
 */
import type { Corpus, EditionEntry } from './edition.ts';
import { linkedName } from './told.ts';

type Index = Pick<Corpus, 'works' | 'identityOf'>;

/** A text for each work, made once for a corpus. */
function textOfWork(textOf: (entry: EditionEntry, corpus: Index) => string) {
  const known = new WeakMap<Corpus['works'], Map<string, string>>();
  return (corpus: Index, name: string): string | undefined => {
    const texts = known.get(corpus.works) ?? new Map<string, string>();
    known.set(corpus.works, texts);
    const text =
      texts.get(name) ??
      corpus.works
        .get(name)
        ?.editions.map((entry) => textOf(entry, corpus))
        .join('\n');
    if (text !== undefined) texts.set(name, text);
    return text;
  };
}

/** Changes whenever an edition of a work does, comes or goes. */
export const identityOfWork = textOfWork(({ identifier }, corpus) => corpus.identityOf(identifier));

/** Changes whenever links find something else of a work. */
export const linkedNameOfWork = textOfWork((entry) => linkedName(entry));
