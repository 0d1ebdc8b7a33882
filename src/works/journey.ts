/** What one build is about: a checked corpus as one audience sees it at a date, and all that its works are made with. */
import type { Cache } from '../cache/cache.ts';
import { clear } from '../clear/clear.ts';
import { diff, transition } from '../diff/diff.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { PartialDate } from '../model/date.ts';
import type { Audience, Checked, Cleared, Work } from '../model/edition.ts';
import type { Observer } from '../model/observer.ts';
import type { FormatName } from '../model/rendition.ts';
import { resultsIn } from '../model/results.ts';
import { type Surroundings, surroundingsIn } from '../model/surroundings.ts';
import type { Press } from '../render/render.ts';
import type { Crew } from './crew.ts';

export interface Journey {
  readonly audience: Audience;
  readonly formats: readonly FormatName[];
  readonly checked: Checked;
  /** Those that have pages. */
  readonly works: readonly Work[];
  /** Files that are new: their works are begun first. */
  readonly fresh?: ReadonlySet<string> | undefined;
  readonly asAt: PartialDate;
  readonly press: Press;
  readonly ledger: Ledger;
  readonly cache: Cache;
  readonly observer: Observer;
  /** Milliseconds since some moment. */
  readonly clock: () => number;
  /** Lets in what happened meanwhile. */
  readonly breathe: () => Promise<void>;
  /** Threads that share the work; without them all of it is done in this one. */
  readonly crew?: Crew | undefined;
}

/** Where readers see what outcomes led to. */
function resultsOf({ checked, audience, asAt }: Journey): Surroundings['resultOf'] {
  const seen = (identifier: string) => clear(checked.load(identifier), audience);
  const became = (old: Cleared, newer: Cleared) => transition(diff(old, newer), old, newer);
  return resultsIn({
    ...checked,
    asAt,
    compare: (old, newer) => became(seen(old.identifier), seen(newer.identifier)),
  });
}

/** What surrounds each work. To be asked once for a journey. */
export const placesIn = (journey: Journey): ((work: Work) => Surroundings) =>
  surroundingsIn(journey.checked, journey.asAt, { resultOf: resultsOf(journey) });
