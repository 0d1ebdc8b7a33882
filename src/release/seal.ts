/**
 * What makes a release of a build: a number that only rises, the ledger, a signature where there is a key, and records that are kept beside
 * it. Readers see the release before the content folder has what it added to the ledger; the journal bridges that moment.
 */
import path from 'node:path';
import { type Host, HostFault } from '../host.ts';
import { type KeptEntry, type Ledger, sha256 } from '../ledger/ledger.ts';
import { latestOf, type PartialDate } from '../model/date.ts';
import { UsageFault } from '../model/fault.ts';
import {
  MANIFEST,
  type Manifest,
  type ManifestFile,
  type ManifestView,
  PUBLIC_KEY,
  SIGNATURE,
} from '../model/manifest.ts';
import type { Rendition } from '../model/rendition.ts';
import { BILL, billOfMaterials, installationOf } from './bill-of-materials.ts';
import { completeLedger, type Pending, writeJournal } from './journal.ts';
import { trustedComment } from './manifest.ts';
import type { Place, sealedManifest } from './place.ts';
import { commitAround, provenanceFile, statementOf } from './provenance.ts';
import { formatPublicKey, type SecretKey, signFile } from './signing/signing.ts';
import type { Witness } from './witness.ts';

export interface Seal {
  /** Without one the release is not signed. */
  readonly key?: SecretKey | undefined;
  /** Whether it may stand without a signature where a signed one stood. */
  readonly unsigned?: boolean | undefined;
  /** The content folder: an absolute path. */
  readonly content: string;
  readonly witness: Witness;
  /** What was asked for, for the provenance. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The version of the program. */
  readonly version: string;
}

export interface Numbered {
  readonly release: number;
  readonly previous?: string | undefined;
}

/** The number of the next release, and the digest of the manifest of the one before; dates of releases do not go back either. */
export function numberAfter(
  { ledger: { head, entries }, asAt }: { readonly ledger: Ledger; readonly asAt: PartialDate },
  before: ReturnType<typeof sealedManifest>,
): Numbered {
  const latest = latestOf([before?.manifest.asAt, entries.at(-1)?.entry.published]);
  if (latest !== undefined && asAt < latest)
    throw new UsageFault(
      `A release as at ${asAt} cannot follow one as at ${latest}. Check the date that is asked for, or SOURCE_DATE_EPOCH.`,
    );
  const shown = before?.manifest.release ?? 0;
  if (head && head.release >= shown) return { release: head.release + 1, previous: head.manifest };
  return before ? { release: shown + 1, previous: sha256(before.bytes) } : { release: 1 };
}

/** The key by which readers of the site check its files there. Who wants to be certain has it from elsewhere. */
export const publicKeyFile = (key: SecretKey): Rendition => ({
  path: PUBLIC_KEY,
  mediaType: 'text/plain; charset=utf-8',
  bytes: new TextEncoder().encode(formatPublicKey(key)),
});

/** The newest release that a ledger knows, as a view of the past names it. */
export function newestOf({ head }: Ledger): Pick<ManifestView, 'release' | 'manifest'> {
  return head ? { release: head.release, manifest: head.manifest } : {};
}

export function signatureOf(
  bytes: Uint8Array,
  { key }: Seal,
  manifest: Pick<Manifest, 'release' | 'view' | 'asAt'>,
): string | undefined {
  return key && signFile(bytes, key, trustedComment(manifest));
}

/** Whether a folder holds these files as they are listed. */
export function shows(host: Host, folder: string, files: readonly ManifestFile[]): boolean {
  if (host.kind(folder) !== 'folder') return false;
  return files.every(({ path: file, sha256: digest }) => {
    const place = path.join(folder, file);
    return host.kind(place) === 'file' && sha256(host.read(place)) === digest;
  });
}

interface Records {
  readonly bytes: Uint8Array;
  readonly signature: string | undefined;
  /** The number of a release; `as-at-2021-03-01` for a view of the past. */
  readonly name: string;
}

/** Keeps manifest, signature, provenance and bill of materials for good, beside the releases: `.press/sealed/dist/3/`. */
export function keepRecords(place: Place, seal: Seal, { bytes, signature, name: own }: Records): void {
  const { host, store, name } = place;
  const folder = path.join(store, 'sealed', name, own);
  const { witness, parameters, version, key, content } = seal;
  const bill = billOfMaterials(installationOf(host));
  const statement = statementOf(sha256(bytes), {
    bill: sha256(bill),
    inputs: witness.inputs(),
    commit: commitAround(host, content),
    parameters,
    version,
  });
  host.remove(folder); // of a run that was killed before it was shown
  host.create(path.join(folder, MANIFEST), bytes);
  if (signature !== undefined) host.create(path.join(folder, SIGNATURE), new TextEncoder().encode(signature));
  host.create(path.join(folder, BILL), bill);
  host.create(path.join(folder, 'provenance.json'), provenanceFile(statement, key), 'secret');
  for (const one of [folder, path.dirname(folder), path.join(store, 'sealed'), store]) host.syncFolder(one);
}

/** Throws when the content is no longer what it was read as. */
export function refuseChanged({ witness }: Seal): void {
  const changed = witness.changed();
  if (changed.length === 0) return;
  const [first = '', ...more] = changed;
  const others = more.length > 0 ? ` and ${more.length} more` : '';
  throw new HostFault(
    'ESTALE',
    `${first}${others} changed while the release was being made. Nothing was published; run the command again.`,
    undefined,
  );
}

interface Showing {
  readonly bytes: Uint8Array;
  readonly release: number;
  readonly manifest: Manifest;
  readonly folder: string;
  readonly added: readonly KeptEntry[];
}

/** Shows a release by `show`, and then gives the content folder what it added to the ledger. */
export function showRelease(place: Place, seal: Seal, showing: Showing, show: () => void): void {
  const { manifest, bytes, folder, release, added } = showing;
  const { ledger } = manifest;
  if (!ledger) throw new HostFault('EMPTY', 'Cannot make a release of no edition.', undefined);
  const pending: Pending = {
    release: folder,
    content: path.relative(place.store, seal.content),
    entries: added.map(({ file }) => file),
    head: { version: 1, ...ledger, release, manifest: sha256(bytes) },
  };
  writeJournal(place, pending);
  show();
  completeLedger(place, pending);
}
