/**
 * What the checks of answers under the Freedom of Information Act share: the grounds that an answer's text withholds or refuses on,
 * as in force on its day, each with the places that cite it. Those that name no ground are told of by `grounds.ts`.
 */
import { readGrounds } from '../model/citation.ts';
import type { CitationEntry, Corpus, Disclosure, EditionEntry } from '../model/edition.ts';
import type { CitedGround } from '../model/ground.ts';

/** A ground and the first place that withholds or refuses on it. */
export interface UsedGround {
  readonly ground: CitedGround;
  readonly place: CitationEntry['place'];
}

export interface Answering {
  readonly entry: EditionEntry;
  readonly disclosure: Disclosure;
  readonly citations: readonly CitationEntry[];
  /** Each once, in order of their first places. */
  readonly used: readonly UsedGround[];
  readonly groundsOf: (text: string | undefined) => readonly CitedGround[];
}

/** `undefined` for a document that is no answer to a request. */
export function answering(entry: EditionEntry, corpus: Corpus): Answering | undefined {
  const { disclosure } = entry.standing;
  if (!disclosure) return undefined;
  const { citations = [] } = entry;
  const groundsOf = (text: string | undefined) =>
    text === undefined
      ? []
      : readGrounds(text, corpus.schemes.grounds, disclosure.answered).grounds.filter(({ part }) => part !== 'own');
  const refusing = citations.filter(({ use }) => use === 'withheld' || use === 'answer');
  const used = new Map<string, UsedGround>();
  for (const { ground: text, place } of refusing) {
    for (const ground of groundsOf(text)) if (!used.has(ground.cited)) used.set(ground.cited, { ground, place });
  }
  return { entry, disclosure, citations, used: [...used.values()], groundsOf };
}
