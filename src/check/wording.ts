/** Remarks on wording are told of words that are still the author's to change: those of the newest edition, if it is no record. */
import type { Corpus, EditionEntry, Matter } from '../model/edition.ts';
import { isEdition } from '../model/editions.ts';
import type { Finding } from '../model/finding.ts';

/** Whether the words are those of a record, which are kept as they are. */
const isRecord = (matter: Matter): boolean =>
  matter.interventions.length > 0 ||
  matter.textSource.length > 0 ||
  matter.classificationAsPrinted !== undefined ||
  matter.dateAsPrinted !== undefined ||
  matter.disclosableAsPrinted !== undefined;

/** Whether an edition is one that its author may still change. */
export function isLiving(entry: EditionEntry, corpus: Corpus): boolean {
  const work = corpus.works.get(`${entry.family}/${entry.work}`);
  const newest = work?.editions.at(-1);
  return newest !== undefined && isEdition(newest, entry) && !isRecord(entry.matter);
}

export function checkWording(entry: EditionEntry, corpus: Corpus): readonly Finding[] {
  return isLiving(entry, corpus) && entry.matter.language.startsWith('en') ? (entry.remarks ?? []) : [];
}
