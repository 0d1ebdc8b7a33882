/**
 * What stood on a day, as far as the index tells: whether an edition was there, and which of the facts in its front matter had come
 * about. An entry comes in and goes out; what is not dated is told of every day.
 */
import type { Ledger } from '../ledger/ledger.ts';
import { earlier, formatDate, isWithin, type PartialDate } from '../model/date.ts';
import type { EditionEntry, Matter, Standing } from '../model/edition.ts';
import type { LedgerEntry } from '../model/ledger.ts';
import type { Schemes } from '../model/schemes.ts';

/**
 * The day from which an edition is there: by its own dates or, if that was earlier, when a release first had it. A date that is known to
 * the month or year only counts from its beginning, as everywhere.
 */
export function madeOn({ identifier, standing }: EditionEntry, ledger: Ledger | undefined): PartialDate {
  const own = standing.made ?? standing.date;
  const first = ledger?.of.get(identifier)?.[0]?.entry.published;
  return first === undefined ? own : earlier(own, first);
}

export function standingOn(standing: Standing, day: PartialDate): Standing {
  const { phases, facts, outcome } = standing;
  return {
    ...standing,
    phases: phases.filter(({ from, foreseen }) => from === undefined || from <= day || foreseen),
    facts: facts.filter(({ since }) => since === undefined || since <= day),
    outcome: outcome !== undefined && outcome <= day ? outcome : undefined,
  };
}

/** Whether the words of an edition were corrected after the day. */
export const isCorrectedAfter = ({ matter }: Pick<EditionEntry, 'matter'>, day: PartialDate): boolean =>
  matter.corrections.some(({ date }) => date > day);

/** What the ledger has of an edition as it stood on the day: with the corrections declared by then and no other. */
export function recordedOn(
  { identifier }: Pick<EditionEntry, 'identifier'>,
  ledger: Ledger | undefined,
  day: PartialDate,
): LedgerEntry | undefined {
  const recorded = ledger?.of.get(identifier) ?? [];
  return recorded.findLast(({ entry }) => entry.corrections.every(({ date }) => date <= day))?.entry;
}

/** What is told of a marking because its scheme is no longer in use is not told of a day on which it was. */
function notesOn(notes: readonly string[], { markings }: Schemes, day: PartialDate): readonly string[] {
  const inUse = markings.flatMap(({ note }, index) => {
    const until = markings.slice(index + 1).find(({ from }) => from !== undefined)?.from;
    return note !== undefined && until !== undefined && day < until ? [note] : [];
  });
  return notes.filter((one) => !inUse.some((note) => one.endsWith(`: ${note}`)));
}

export function matterOn(entry: EditionEntry, schemes: Schemes, ledger: Ledger | undefined, day: PartialDate): Matter {
  const { matter } = entry;
  const corrections = isCorrectedAfter(entry, day)
    ? (recordedOn(entry, ledger, day)?.corrections ?? [])
    : matter.corrections;
  return { ...matter, corrections, classificationNotes: notesOn(matter.classificationNotes, schemes, day) };
}

/** What is to be said of an edition of which it is not known whether it stood on the day already. */
export function doubt({ standing, matter }: EditionEntry, day: PartialDate): string | undefined {
  const dates = [standing.date, standing.made, matter.dateCreated, ...standing.phases.map(({ from }) => from)];
  const vague = dates.find((date) => date !== undefined && isWithin(day, date));
  if (vague === undefined) return undefined;
  return `This edition gives a date as ${formatDate(vague)} and no more. It counts here from the beginning of ${formatDate(vague)}; whether it did on ${formatDate(day)} is not known.`;
}
