/**
 * Every day on which something changed: an edition came into force or was superseded, a consultation opened or closed, an answer was
 * given. Works come in and changes go out, oldest first; nothing here knows any state but those that phases name.
 */
import type { PartialDate } from '../model/date.ts';
import type { Phase } from '../model/edition.ts';
import type { EditionFacts, WorkFacts } from '../model/facts.ts';
import { phaseOf } from '../model/surroundings.ts';
import { compareText } from '../model/text.ts';
import type { FamilyCard } from '../render/html/html.ts';
import { entryOf, type Listed } from './listing.ts';

/** An edition entered a phase, on the day from which the phase holds. */
export interface StateChange {
  readonly date: PartialDate;
  readonly family: FamilyCard;
  readonly listed: Listed;
  readonly entry: EditionFacts;
  readonly phase: Phase;
}

/** The days on which a phase of some edition of a work begins. */
const beginnings = ({ editions }: WorkFacts): readonly PartialDate[] => [
  ...new Set(editions.flatMap(({ standing }) => standing.phases.flatMap(({ from }) => from ?? []))),
];

function changesOf(listed: Listed): readonly StateChange[] {
  const { work, family } = listed;
  const changed = (date: PartialDate, edition: string, phase: Phase): StateChange => ({
    date,
    family,
    listed,
    phase,
    get entry() {
      return entryOf(work, { edition });
    },
  });
  return beginnings(work).flatMap((date) =>
    work.editions.flatMap((entry) => {
      const phase = phaseOf(work, entry, date);
      return phase.from === date ? [changed(date, entry.edition, phase)] : [];
    }),
  );
}

const KINDS: readonly Phase['kind'][] = ['current', 'not-yet', 'ended'];

/** By day, oldest first; on one day what came in stands before what went. */
export function changesIn(listed: readonly Listed[]): ReadonlyMap<PartialDate, readonly StateChange[]> {
  const all = listed.flatMap(changesOf);
  const rank = ({ phase }: StateChange) => KINDS.indexOf(phase.kind);
  const sorted = all.toSorted((a, b) => compareText(a.date, b.date) || rank(a) - rank(b));
  const byDate = new Map<PartialDate, StateChange[]>();
  for (const change of sorted) {
    const same = byDate.get(change.date);
    if (same) same.push(change);
    else byDate.set(change.date, [change]);
  }
  return byDate;
}
