/**
 * Where readers see what an outcome led to: the comparison of the edition that it names with the one before it, and the change there
 * that brought the words of the clause. Each pair of editions is compared once, when it is first asked for.
 */
import type { PartialDate } from './date.ts';
import type { Result } from './document.ts';
import type { EditionEntry, Work } from './edition.ts';
import type { Transition } from './history.ts';
import { addressOfComparison } from './identifier.ts';
import { comparedPairs, type ResultSeen } from './surroundings.ts';

/** What results are looked up in: works as at a date, and what became of clauses from edition to edition. */
export interface Compared {
  readonly works: ReadonlyMap<string, Work>;
  readonly asAt: PartialDate;
  readonly compare: (old: EditionEntry, newer: EditionEntry) => Transition;
}

/** Nothing is seen of a first edition, nor of a pair that the site does not compare. */
export function resultsIn({ works, asAt, compare }: Compared): (result: Result) => ResultSeen | undefined {
  const transitions = new Map<string, Transition>();
  const became = (old: EditionEntry, newer: EditionEntry): Transition => {
    const known = transitions.get(newer.identifier) ?? compare(old, newer);
    transitions.set(newer.identifier, known);
    return known;
  };
  return ({ work: identifier, edition, clause }) => {
    const work = works.get(identifier);
    const index = work?.editions.findIndex((entry) => entry.edition === edition) ?? -1;
    const [old, newer] = [work?.editions[index - 1], work?.editions[index]];
    if (!work || !old || !newer) return undefined;
    if (!comparedPairs(work, asAt).some(([before, after]) => before === old && after === newer)) return undefined;
    const arrival = clause && became(old, newer).arrivals.find((one) => one.clause.id === clause);
    return {
      old: old.edition,
      comparison: addressOfComparison({ family: work.family, work: work.work, old: old.edition, new: edition }),
      change: arrival ? arrival.change : undefined,
    };
  };
}
