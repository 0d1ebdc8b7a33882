/** The editions of a work follow one another: no two have one date, and their names tell the same order as their dates. */
import { familyNamed } from '../families/families.ts';
import type { Corpus, EditionEntry } from '../model/edition.ts';
import { editionBefore } from '../model/editions.ts';
import { type Finding, finding, said } from '../model/finding.ts';
import { placeIn } from '../model/places.ts';

const YEAR = /^\d{4}/;

export function checkEditions(entry: EditionEntry, corpus: Corpus): readonly Finding[] {
  const work = corpus.works.get(`${entry.family}/${entry.work}`);
  const before = work && editionBefore(work.editions, entry);
  if (!before) return [];
  if (before.standing.date === entry.standing.date) {
    const dated = familyNamed(entry.family)?.dated ?? 'date-created';
    const message = `The edition ${said(before.edition)} has the same "${dated}", ${entry.standing.date}.`;
    return [finding('edition-date', entry.file, placeIn(entry.places, [dated]), message)];
  }
  const named = YEAR.test(entry.edition) && YEAR.test(before.edition);
  if (!named || before.edition < entry.edition) return [];
  const message = `By its date this edition follows ${said(before.edition)}, by its name it comes before.`;
  return [finding('edition-order', entry.file, undefined, message)];
}
