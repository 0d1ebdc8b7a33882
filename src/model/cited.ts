/**
 * Who quotes or cites what: the references of all editions of a corpus, turned round. What comes out for a work is plain data, newest
 * first, and holds only what the index says of the editions: clear the index before asking.
 */
import type { Target } from './document.ts';
import type { Corpus, ReferenceEntry } from './edition.ts';
import { compareText } from './text.ts';

export interface Cited {
  /** What is cited: an edition and, unless it is the edition as a whole, a clause of it. */
  readonly edition: string;
  readonly clause: string;
  readonly use: ReferenceEntry['use'];
  /** Where it is cited. */
  readonly by: { readonly work: string; readonly edition: string; readonly clause: string };
}

interface Dated {
  readonly date: string;
  readonly cited: Cited;
}

/** A place that quotes and also links says that it quotes; one that cites a clause often says so once. */
function once(found: readonly Dated[]): readonly Cited[] {
  const kept = new Map<string, Cited>();
  for (const { cited: one } of found) {
    const { edition, clause, by } = one;
    const key = `${edition}\n${clause}\n${by.work}\n${by.edition}\n${by.clause}`;
    const known = kept.get(key);
    if (!known || known.use === 'link') kept.set(key, one);
  }
  return [...kept.values()];
}

/**
 * By work, the places that cite it. `pin` gives the edition that a reference leads to: one that names none follows the edition in
 * force. References of an edition to itself are left out: its reader has it at hand.
 */
export function citedIn(
  { entries }: Pick<Corpus, 'entries'>,
  pin: (target: Target) => string | undefined,
): ReadonlyMap<string, readonly Cited[]> {
  const found = new Map<string, Dated[]>();
  for (const { family, work: name, edition: own, standing, references = [] } of entries.values()) {
    const work = `${family}/${name}`;
    for (const { target, use, clause } of references) {
      const edition = pin(target);
      if (edition === undefined || (target.work === work && edition === own)) continue;
      const cited = { edition, clause: target.clause ?? '', use, by: { work, edition: own, clause } };
      const one = { date: standing.date, cited };
      const known = found.get(target.work);
      if (known) known.push(one);
      else found.set(target.work, [one]);
    }
  }
  const newestFirst = (a: Dated, b: Dated) =>
    compareText(b.date, a.date) ||
    compareText(a.cited.by.work, b.cited.by.work) ||
    compareText(b.cited.by.edition, a.cited.by.edition);
  return new Map([...found].map(([work, all]) => [work, once(all.toSorted(newestFirst))]));
}
