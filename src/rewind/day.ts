/**
 * The day that a build shows, and whether that is a day of the past: one before the day at which the publication stands by its own
 * account. The clock is never asked, so that a view of the past is the same whenever it is made.
 */
import type { Host } from '../host.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { dateOfEpoch, isDay, latestOf, type PartialDate } from '../model/date.ts';
import type { Corpus, Publication } from '../model/edition.ts';
import { UsageFault } from '../model/fault.ts';
import { madeOn } from './stood.ts';

function dateOfSource(host: Host): PartialDate | undefined {
  const epoch = host.environment('SOURCE_DATE_EPOCH');
  const dated = epoch === undefined || epoch === '' ? undefined : dateOfEpoch(Number(epoch));
  if (epoch && !(/^\d{1,12}$/.test(epoch) && dated)) {
    throw new UsageFault('SOURCE_DATE_EPOCH is not a number of seconds since 1970.');
  }
  return dated;
}

/** The date as at which states are computed: asked for, else of the source, else of the publication. Never the clock. */
export function effectiveDate(host: Host, asked: PartialDate | undefined, publication: Publication): PartialDate {
  const date = asked ?? dateOfSource(host) ?? publication.asAt;
  if (!date)
    throw new UsageFault('No date is known: give --as-at DATE, set SOURCE_DATE_EPOCH, or write as-at in press.yaml.');
  return date;
}

/** A view of the past: its day, and the day at which the publication stands. */
export interface PastDay {
  readonly day: PartialDate;
  readonly present: PartialDate;
}

/**
 * The day of the past that is asked for; nothing where it is none. The publication stands at the latest of its own date, that of the
 * source and that of its newest release; of one that states none of them, at the date of its newest document.
 */
export function pastDay(
  host: Host,
  asked: PartialDate | undefined,
  { publication, entries }: Pick<Corpus, 'publication' | 'entries'>,
  ledger: Ledger | undefined,
): PastDay | undefined {
  if (asked === undefined) return undefined;
  const released = ledger?.entries.at(-1)?.entry.published;
  const stated = latestOf([publication.asAt, dateOfSource(host), released]);
  const present = stated ?? latestOf([...entries.values()].map((entry) => madeOn(entry, ledger)));
  if (present === undefined || asked >= present) return undefined;
  if (!isDay(asked))
    throw new UsageFault(
      `A view of the past shows one day, and "${asked}" is none: write the last of its days, or another one, such as ${asked.slice(0, 4)}-12-31.`,
    );
  return { day: asked, present };
}
