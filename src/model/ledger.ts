/**
 * The ledger: what was published, edition by edition, as the public saw it. An entry is written once and never changed; a declared
 * correction adds an entry of its own. Entries are numbered from 1 and each names the digest of the one before, so that none can
 * be taken out, put elsewhere or replaced without its being seen. Digests are SHA-256 in hexadecimal.
 */
import type { PartialDate } from './date.ts';
import { CLAUSE_KINDS, type Correction } from './edition.ts';

/**
 * What an edition is made of, to the ledger: its title with the facts that readers go by, the words that stand in no clause, its clauses
 * and its footnotes.
 */
export const PART_KINDS = ['facts', 'opening', ...CLAUSE_KINDS, 'footnote'] as const;
export type PartKind = (typeof PART_KINDS)[number];

export interface Part {
  readonly kind: PartKind;
  /** Of a clause its id; else `facts`, `opening`, `footnote-1`. A clause may be called so too. */
  readonly id: string;
  readonly number?: string | undefined;
  readonly title?: string | undefined;
  readonly marking?: string | undefined;
  /** Its words, those of the clauses inside it too: NFC with single spaces, as in the JSON of the edition. */
  readonly text: string;
  /** What stands beside the words in it and in no clause inside it: list numbers, addresses, pictures, titles of call-outs. */
  readonly beside?: readonly string[] | undefined;
  /** Of the UTF-8 of `text`. */
  readonly sha256: string;
  /** Of the canonical JSON of the fields above, with its own words only as `text`: it tells which clause of several changed. */
  readonly own: string;
}

export interface LedgerEntry {
  readonly version: 1;
  /** Its place in the ledger, from 1. */
  readonly number: number;
  /** Digest of the file of the entry before; absent in the first. */
  readonly previous?: string | undefined;
  /** `family/work@edition`. */
  readonly identifier: string;
  /** The date as at which the release that first held this was made. Never the clock. */
  readonly published: PartialDate;
  /** All that had been declared by then; an entry that is no first publication has more than the one before it. */
  readonly corrections: readonly Correction[];
  /** Digest over the parts: the digest of the cleared edition. */
  readonly edition: string;
  readonly parts: readonly Part[];
}

/** Where the ledger ends, `published/ledger.json`: the last entries cannot be cut off unseen. */
export interface LedgerHead {
  readonly version: 1;
  readonly entries: number;
  /** Digest of the file of the last entry. */
  readonly last: string;
  /** The number of the newest release, and the digest of its manifest. */
  readonly release: number;
  readonly manifest: string;
}

/** Below the content folder, and below the root of a release. */
export const LEDGER_FOLDER = 'published';
export const LEDGER_HEAD = 'ledger.json';

/** A part before a correction and after it: one of them is absent where it was added or removed, both where only the order of parts changed. */
export interface CorrectedPart {
  readonly kind: PartKind | 'order';
  readonly id: string;
  readonly old?: Part | undefined;
  readonly new?: Part | undefined;
}

/** A correction as readers are told of it. */
export interface ShownCorrection extends Correction {
  readonly parts: readonly CorrectedPart[];
  /** Digests of the edition before and after. Corrections that were published together share them. */
  readonly before: string;
  readonly after: string;
}
