/** The entries that a release adds to the ledger: one for each edition that it holds first, and one for each new correction. */
import { canonicalFile } from '../model/canonical-json.ts';
import type { PartialDate } from '../model/date.ts';
import type { Correction } from '../model/edition.ts';
import type { LedgerEntry, Part } from '../model/ledger.ts';
import type { Ledger } from './chain.ts';
import { entryPath, type KeptEntry } from './form.ts';
import { sha256 } from './parts.ts';

/** What a release shows of an edition. */
export interface Recorded {
  readonly identifier: string;
  readonly corrections: readonly Correction[];
  /** Absent where they are not at hand, see `nextEntry`. */
  readonly parts?: readonly Part[] | undefined;
  /** Of the cleared edition. */
  readonly digest: string;
}

/**
 * The entry that a ledger, continued by `added`, needs of an edition; none where it stands there as it is. `published` is the
 * date as at which the release is made; `partsOf` makes the parts of an edition that does not bring them.
 */
export function nextEntry(
  ledger: Ledger,
  added: readonly KeptEntry[],
  { identifier, corrections, parts, digest }: Recorded,
  published: PartialDate,
  partsOf: (identifier: string) => readonly Part[],
): KeptEntry | undefined {
  const known = ledger.of.get(identifier) ?? [];
  const latest = known.at(-1)?.entry;
  if (latest?.edition === digest && latest.corrections.length === corrections.length) return undefined;
  const before = added.at(-1) ?? ledger.entries.at(-1);
  const entry: LedgerEntry = {
    version: 1,
    number: (before?.entry.number ?? 0) + 1,
    previous: before?.sha256,
    identifier,
    published,
    corrections,
    edition: digest,
    parts: parts ?? partsOf(identifier),
  };
  const bytes = canonicalFile(entry);
  return { file: entryPath(identifier, known.length), bytes, sha256: sha256(bytes), entry };
}
