/**
 * What a release is about to do, written down before readers see it: should the run be killed, the next one reads here whether the release was
 * swapped in, and then copies what it added to the ledger, or was not, and then forgets it. Entries are copied in order of their
 * numbers and the head last, so that the ledger is a sound chain at any moment.
 */
import path from 'node:path';
import { type Host, HostFault, replaceFile } from '../host.ts';
import { parseHead } from '../ledger/ledger.ts';
import { canonicalFile, parseCanonical } from '../model/canonical-json.ts';
import { LEDGER_FOLDER, LEDGER_HEAD, type LedgerHead } from '../model/ledger.ts';
import { currentFolder, type Place } from './place.ts';

export interface Pending {
  /** The name of the release's folder in `.press/releases/`. */
  readonly release: string;
  /** The content folder, from `.press/`. */
  readonly content: string;
  /** New entries of the ledger, by their paths from the root of the release; in order of their numbers. */
  readonly entries: readonly string[];
  readonly head: LedgerHead;
}

const journalOf = ({ store, name }: Pick<Place, 'store' | 'name'>) => path.join(store, `pending-${name}.json`);

export function writeJournal(place: Place, pending: Pending): void {
  place.host.create(journalOf(place), canonicalFile(pending));
  place.host.syncFolder(place.store);
}

/** `undefined` where there is none, or one that was cut short: its run was killed before anything followed from it. */
function readJournal(host: Host, file: string): Pending | undefined {
  if (host.kind(file) !== 'file') return undefined;
  const read = parseCanonical(host.read(file));
  if ('problem' in read || !(read.value instanceof Object)) return undefined;
  return read.value as Pending; // whole, so written by `writeJournal`
}

const sameBytes = (a: Uint8Array, b: Uint8Array) => Buffer.from(a).equals(b);

/** Puts a file of the ledger where it belongs. One that stands there already with other bytes is never written over. */
function copyEntry(host: Host, from: string, to: string): void {
  const bytes = host.read(from);
  if (host.kind(to) === 'file' && sameBytes(host.read(to), bytes)) return;
  if (host.kind(to) !== undefined)
    throw new HostFault(
      'EEXIST',
      `Cannot write ${to}: another entry of the ledger stands there. Compare it with ${from}, and remove the wrong one.`,
      undefined,
    );
  replaceFile(host, to, bytes);
  host.syncFolder(path.dirname(to));
}

/** Copies what a release added to the ledger to its content folder, and forgets the journal. To be called once the release is swapped in. */
export function completeLedger(place: Place, { release, content, entries, head }: Pending): void {
  const { host, releases, store } = place;
  const root = path.resolve(store, content);
  const ledger = path.join(root, LEDGER_FOLDER);
  host.makeFolder(ledger);
  const folders = new Set([root, ledger]);
  for (const entry of entries) {
    copyEntry(host, path.join(releases, release, entry), path.join(root, entry));
    folders.add(path.dirname(path.dirname(path.join(root, entry))));
  }
  for (const folder of folders) host.syncFolder(folder);
  const headFile = path.join(ledger, LEDGER_HEAD);
  const known = host.kind(headFile) === 'file' ? parseHead(host.read(headFile)) : undefined;
  if (!known || 'problem' in known || known.release < head.release) replaceFile(host, headFile, canonicalFile(head));
  host.syncFolder(ledger);
  host.remove(journalOf(place));
}

/** Completes, or forgets, what a killed run left; says what was done. */
export function settle(place: Place): string | undefined {
  const { host, releases } = place;
  const file = journalOf(place);
  if (host.kind(file) !== 'file') return undefined;
  const pending = readJournal(host, file);
  if (!pending) {
    host.remove(file);
    return undefined;
  }
  const folder = path.join(releases, pending.release);
  if (currentFolder(place) === folder) {
    completeLedger(place, pending);
    return 'A release before this one was interrupted once it stood; the ledger was completed from it.';
  }
  host.remove(folder);
  host.remove(file);
  return 'A release before this one was interrupted before readers saw it; what was left of it was removed.';
}

/** Whether readers see a release at `out` that has not given its content folder all that it added to the ledger. */
export function isUnfinished(host: Host, out: string): boolean {
  const store = path.join(path.dirname(out), '.press');
  const pending = readJournal(host, journalOf({ store, name: path.basename(out) }));
  return pending !== undefined && currentFolder({ host, out }) === path.join(store, 'releases', pending.release);
}

/** The content folder of a run that was killed, if one was; an absolute path. */
export function pendingContent({ host, store, name }: Pick<Place, 'host' | 'store' | 'name'>): string | undefined {
  const pending = readJournal(host, journalOf({ store, name }));
  return pending && path.resolve(store, pending.content);
}
