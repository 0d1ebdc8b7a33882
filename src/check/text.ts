/** A document has words, unless it says that its text is not held. */
import type { Corpus, EditionEntry } from '../model/edition.ts';
import { type Finding, finding } from '../model/finding.ts';

export function checkText({ file, identifier, matter }: EditionEntry, corpus: Corpus): readonly Finding[] {
  if (matter.text === 'not-held' || corpus.load(identifier).body.length > 0) return [];
  return [finding('text-empty', file, undefined, 'The document has front matter but no text.')];
}
