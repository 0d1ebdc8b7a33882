/**
 * Files by what they hold. A file whose entry is the one that was seen when it was last read is taken to be the same; any other is
 * read and digested. An entry tells that only once it has settled: a file that is written twice within a tick of the disk's clock
 * keeps its entry, so one that changed shortly before this run began is read in every run until it has not.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { FolderEntry, Host } from '../host.ts';
import { decodeKept, encodeKept } from './kept.ts';

export interface Files {
  /** What `holds` says of a file whose bytes have this SHA-256. */
  readonly heldBy: (sha256: string) => string;
  readonly holds: (file: string, entry: Pick<FolderEntry, 'stamp' | 'changed'>) => string;
  readonly close: () => void;
}

/** Milliseconds: more than the tick of any file system that is in use (two seconds on FAT). */
const UNSETTLED = 3000;

/** Files of earlier runs that are kept in mind for one of this run, at most. */
const MOST_OTHERS = 4;

/** By the name of the file: what its entry was, and what it held. */
type Table = Readonly<Record<string, readonly [entry: string, holds: string]>>;

type Digest = (text: string | Uint8Array) => string;

/** The time by the clock of the file system that the folder is on. */
function now(host: Host, folder: string): number {
  const file = path.join(folder, 'clock');
  host.write(file, new Uint8Array());
  return host.look(file)?.changed ?? 0;
}

export function openFiles(host: Host, folder: string, digest: Digest): Files {
  const place = path.join(folder, 'files');
  const began = now(host, folder);
  const before = (decodeKept(host, place, digest) ?? {}) as Table; // what `close` wrote
  const known = new Map<string, Table[string]>();
  /** By path, of those that were asked for in this run and have settled. */
  const seen = new Map<string, { readonly stamp: string; readonly held: string }>();
  let changed = false;
  const heldBy = (sha256: string) => digest(`holds ${sha256}`);

  function holds(file: string, { stamp, changed: last }: Pick<FolderEntry, 'stamp' | 'changed'>): string {
    const again = seen.get(file);
    if (again?.stamp === stamp) return again.held;
    const name = digest(`file ${file}`);
    const entry = digest(`entry ${stamp}`);
    const row = known.get(name) ?? before[name];
    if (row?.[0] === entry) {
      known.set(name, row);
      seen.set(file, { stamp, held: row[1] });
      return row[1];
    }
    const held = heldBy(createHash('sha256').update(host.read(file)).digest('hex'));
    if (last < began - UNSETTLED) {
      known.set(name, [entry, held]);
      changed = true;
    }
    return held;
  }

  function close(): void {
    if (!changed) return;
    const others = Object.entries(before).filter(([name]) => !known.has(name));
    const rows = [...known, ...others.slice(0, known.size * MOST_OTHERS)];
    host.write(place, encodeKept(Object.fromEntries(rows), digest));
  }
  return { heldBy, holds, close };
}
