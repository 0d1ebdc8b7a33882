/**
 * The bytes of renditions by their digest, each a file that a release may have under a second name: what has not changed is neither
 * made nor written again. Such a file is known by its size and the time when it was written, and by its digest whenever it is read.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { type FolderEntry, type Host, HostFault } from '../host.ts';
import type { Rendition, StoredBytes } from '../model/rendition.ts';

/** What is kept of bytes that are stored. */
export type Receipt = Omit<StoredBytes, 'file'>;

export interface Objects {
  readonly folder: string;
  /** `undefined` when the disk refuses. */
  readonly store: (bytes: Uint8Array) => Receipt | undefined;
  /** `undefined` when they are there no more, or no longer as they were. `at`: the path from the root of the site at which they stood. */
  readonly find: (receipt: Receipt, at?: string) => StoredBytes | undefined;
  /**
   * Tells of a site whose files have the same bytes under second names, and what was seen of each when it was looked at: they need not be
   * looked at again. It has to stand until all renditions are published.
   */
  readonly standIn: (folder: string, entryAt: (at: string) => FolderEntry | undefined) => void;
  /** The same of what another thread has stored in this run. */
  readonly accept: (receipt: Receipt) => StoredBytes | undefined;
  readonly read: (stored: StoredBytes) => Uint8Array;
  /**
   * Waits until the disk has all that was stored, which finds its way there beside the work: to be called before anything of it is shown.
   * Throws the fault of the disk, and keeps nothing of what that does not have.
   */
  readonly settle: () => Promise<void>;
  readonly close: () => void;
}

type Reading = Pick<Objects, 'read'>;

/** One function for all renditions that are read from the same place: objects of one shape. */
const READERS = new WeakMap<Reading, PropertyDescriptor>();

function readerOf(objects: Reading): PropertyDescriptor {
  const known = READERS.get(objects);
  if (known) return known;
  const get = function (this: { readonly stored: StoredBytes }) {
    return objects.read(this.stored);
  };
  const made = { enumerable: true, configurable: true, get };
  READERS.set(objects, made);
  return made;
}

/** A rendition whose bytes are read when somebody wants to see them. */
export function fromStore<About extends Omit<Rendition, 'bytes' | 'stored'>>(
  about: About,
  stored: StoredBytes,
  objects: Reading,
): About & Pick<Rendition, 'bytes' | 'stored'> {
  // A member behind the copied ones would give each of these objects a shape of its own, which takes more than the object.
  const rendition = { stored, ...about };
  Object.defineProperty(rendition, 'bytes', readerOf(objects));
  return rendition as typeof rendition & Pick<Rendition, 'bytes'>; // just put there
}

/** Bytes of all that is stored. */
const MOST_BYTES = 4 * 1024 ** 3;
/** Bytes that no rendition of the last run had, for one that one had. */
const MOST_OTHERS = 2;
/** So much of what the renditions of a run have may be added before all that is stored is looked at: that takes longer than a small change. */
const UNLOOKED = 1 / 4;

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export function openObjects(host: Host, folder: string): Objects {
  const used = new Map<string, number>();
  const underway = new Set<Promise<void>>();
  /** By file, why the disk does not have it. */
  const lost = new Map<string, unknown>();
  let site: { readonly folder: string; readonly entryAt: (at: string) => FolderEntry | undefined } | undefined;
  /** Bytes. */
  let added = 0;
  const tally = path.join(folder, 'added');
  const fileOf = (sha256: string) => `${folder}/${sha256.slice(0, 2)}/${sha256}`;

  function stands(file: string, sha256: string, size: number): boolean {
    const entry = host.look(file);
    return entry?.kind === 'file' && entry.size === size && sha256Of(host.read(file)) === sha256;
  }

  function put(file: string, bytes: Uint8Array): void {
    // Another thread of the same process may store the same bytes.
    const half = `${file}.${host.process.id}-${host.process.thread}.half`;
    host.remove(half);
    const arriving = host
      .createSoon(half, bytes)
      .catch((fault: unknown) => void lost.set(file, fault))
      .finally(() => underway.delete(arriving));
    underway.add(arriving);
    host.rename(half, file);
    added += bytes.length;
  }

  function store(bytes: Uint8Array): Receipt | undefined {
    const [sha256, size] = [sha256Of(bytes), bytes.length];
    const file = fileOf(sha256);
    try {
      if (!stands(file, sha256, size)) put(file, bytes);
      const entry = host.look(file);
      used.set(sha256, size);
      return entry && { sha256, size, written: entry.written, identity: entry.identity };
    } catch (cause) {
      // The rendition goes the way that it goes without a cache, which is told of when the cache is closed.
      if (cause instanceof HostFault) return undefined;
      throw cause;
    }
  }

  function find({ sha256, size, written, identity }: Receipt, at?: string): StoredBytes | undefined {
    const isAsWritten = (entry: FolderEntry | undefined): entry is FolderEntry =>
      entry?.kind === 'file' && entry.size === size && entry.written === written;
    const standing = at === undefined ? undefined : site?.entryAt(at);
    const isSame = isAsWritten(standing) && standing.identity === identity;
    const file = site && at !== undefined && isSame ? `${site.folder}/${at}` : fileOf(sha256);
    const entry = isSame ? standing : host.look(file);
    if (!isAsWritten(entry)) return undefined;
    used.set(sha256, size);
    return { file, sha256, size, written, identity: entry.identity };
  }

  /** Two threads may have stored the same bytes, one file in the place of the other. */
  function accept({ sha256, size, written, identity }: Receipt): StoredBytes | undefined {
    added += size;
    const file = fileOf(sha256);
    const now = host.look(file)?.written;
    if (now === undefined || (now !== written && !stands(file, sha256, size))) return undefined;
    return find({ sha256, size, written: now, identity });
  }

  function read({ file, sha256 }: StoredBytes): Uint8Array {
    const bytes = host.read(file);
    if (sha256Of(bytes) === sha256) return bytes;
    host.remove(file);
    throw new HostFault('ESTALE', `${file} was damaged and has been removed. Run the command again.`, undefined);
  }

  async function settle(): Promise<void> {
    await Promise.all(underway);
    const [first] = lost;
    // By its size and its time a later run would take it for whole.
    for (const [file] of lost) host.remove(file);
    if (first) throw first[1];
  }

  /** Bytes that were added in runs before since all was looked at; more than any number where nobody can tell. */
  function addedBefore(): number {
    if (host.kind(tally) !== 'file') return Infinity;
    const told = Buffer.from(host.read(tally)).toString('latin1');
    return /^\d{1,15}$/.test(told) ? Number(told) : Infinity;
  }

  const sum = (sizes: Iterable<number>) => [...sizes].reduce((all, one) => all + one, 0);

  function close(): void {
    if (added === 0) return;
    const since = addedBefore() + added;
    const isLittle = since <= sum(used.values()) * UNLOOKED;
    if (!isLittle) clearOut();
    host.write(tally, Buffer.from(String(isLittle ? since : 0)));
  }

  /** Takes away what no rendition had for longest, until what is left is within its bounds. */
  function clearOut(): void {
    const folders = host.list(folder).filter(({ kind }) => kind === 'folder');
    const all = folders.flatMap(({ name }) => host.list(path.join(folder, name)));
    const size = (entries: readonly { readonly size: number }[]) => sum(entries.map((one) => one.size));
    const idle = all.filter(({ name }) => !used.has(name)).toSorted((a, b) => a.changed - b.changed);
    const own = size(all) - size(idle);
    let others = size(idle);
    for (const { name, size: bytes } of idle) {
      if (others <= own * MOST_OTHERS && own + others <= MOST_BYTES) return;
      host.remove(path.join(folder, name.slice(0, 2), name));
      others -= bytes;
    }
  }
  const standIn: Objects['standIn'] = (standing, entryAt) => void (site = { folder: standing, entryAt });
  return { folder, store, find, standIn, accept, read, settle, close };
}
