/** A document of which the public may read something: a page of nothing but notices is none. */
import { familyNamed } from '../families/families.ts';
import { inlinesWithin, walkBlocks } from '../model/clauses.ts';
import type { Corpus, EditionEntry } from '../model/edition.ts';
import { type Finding, finding } from '../model/finding.ts';
import { rewriteBlocks, withoutWithheld } from '../model/rewrite.ts';
import { textOfBlocks } from '../model/text.ts';

export function checkWithholding(entry: EditionEntry, corpus: Corpus): readonly Finding[] {
  if (!entry.withholds || !familyNamed(entry.family)?.published) return [];
  const { body } = corpus.load(entry.identifier);
  const shown = rewriteBlocks(withoutWithheld(body), { block: (block) => (block.type === 'heading' ? [] : block) });
  if (textOfBlocks(shown) !== '') return [];
  const blocks = walkBlocks(body).flatMap((block) => (block.type === 'withheld' ? [block] : []));
  const first = blocks[0] ?? inlinesWithin(body).find(({ type }) => type === 'withheldText');
  if (!first) return [];
  return [
    finding('withheld-whole', entry.file, first.position?.start, 'Nothing of the document would be left to read.'),
  ];
}
