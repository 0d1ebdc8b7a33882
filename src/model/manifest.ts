/**
 * The list of all that a release holds, `manifest.json`: a closed list, so that a file that it does not name does not belong there.
 * Only itself and its signature are not in it. Digests are SHA-256 in hexadecimal.
 */
import type { PartialDate } from './date.ts';
import type { Audience, Phase } from './edition.ts';

export interface ManifestFile {
  /** From the root of the release, with `/`. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
  readonly mediaType: string;
  /** Of an edition or a comparison. */
  readonly identifier?: string | undefined;
  readonly marking?: string | undefined;
  /** The digest of the cleared edition that the file shows, whatever its look. */
  readonly edition?: string | undefined;
}

/** What there is to know of an edition for whoever holds one file of it. */
export interface ManifestEdition {
  readonly identifier: string;
  readonly title: string;
  readonly edition: string;
  /** As at the date of the manifest. */
  readonly state: Phase['kind'];
  /** `In force`, `Superseded`, … */
  readonly label: string;
  /** The identifier of the edition of the same work that is in force. */
  readonly inForce?: string | undefined;
  /** Date of first publication; absent from what is no release. */
  readonly published?: PartialDate | undefined;
  /** The dates of its corrections. */
  readonly corrected?: readonly PartialDate[] | undefined;
}

/** Of a signed view of the past: the day at which the publication stood when it was made, and the release that was its newest. */
export interface ManifestView {
  readonly made?: PartialDate | undefined;
  readonly release?: number | undefined;
  /** Digest of the manifest of that release. */
  readonly manifest?: string | undefined;
}

export interface Manifest {
  readonly version: 1;
  readonly publisher: string;
  readonly baseAddress: string;
  readonly audience: Audience;
  readonly asAt: PartialDate;
  /** Its number, which only rises, from 1. Absent from what is a build and no release. */
  readonly release?: number | undefined;
  /** Only in a view of the past, which shows `asAt` and is no release; empty in one that was built and not signed. */
  readonly view?: ManifestView | undefined;
  /** Digest of the manifest of the release before. */
  readonly previous?: string | undefined;
  /** How many entries the ledger has, and the digest of the last of them. */
  readonly ledger?: { readonly entries: number; readonly last: string } | undefined;
  readonly editions: readonly ManifestEdition[];
  /** In code-point order of paths. */
  readonly files: readonly ManifestFile[];
}

export const MANIFEST = 'manifest.json';
export const SIGNATURE = 'manifest.json.minisig';
/** The public half of the key that signed the release: for the page of the site that checks files. */
export const PUBLIC_KEY = 'press.pub';

/** Whether something may stand at a path of a release: plain names, no way out, not in the place of the manifest. */
export function isReleasePath(path: string): boolean {
  const plain = /^[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*$/.test(path);
  return plain && !path.split('/').some((part) => /^\.+$/.test(part)) && path !== MANIFEST && path !== SIGNATURE;
}
