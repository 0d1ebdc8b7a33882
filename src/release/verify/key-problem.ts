/** A key that counts, and the dates between which it did: held against the date of a release, never against the clock. */
import type { PartialDate } from '../../model/date.ts';
import type { PublicKey } from '../signing/signing.ts';

export interface TrustedKey extends PublicKey {
  readonly from?: PartialDate | undefined;
  readonly until?: PartialDate | undefined;
  readonly revoked?: { readonly reason: string } | undefined;
}

/** Whether a date lies behind the last day of another, which may be a year or a month: that has all of its days in it. */
export const isAfterAll = (date: PartialDate, last: PartialDate): boolean => date.slice(0, last.length) > last;

/** Why a key may not have signed a release as at a date; `undefined` where it may. */
export function keyProblem({ id, from, until, revoked }: TrustedKey, asAt: PartialDate): string | undefined {
  // The sentence that this becomes part of has a full stop of its own.
  if (revoked) return `the key ${id} was revoked: ${revoked.reason.replace(/\.$/, '')}`;
  if (until !== undefined && isAfterAll(asAt, until))
    return `the key ${id} was used until ${until}, and the release is as at ${asAt}`;
  if (from !== undefined && asAt < from) return `the key ${id} was used from ${from}, and the release is as at ${asAt}`;
  return undefined;
}
