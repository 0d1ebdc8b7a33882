/**
 * A folder that a web server shows, as a target. Each file is written through to the disk under a name of ours and renamed, so that whoever
 * reads it has the old or the new one. Symbolic links and whatever else is no ordinary file are refused: they could lead what
 * is written anywhere.
 */
import path from 'node:path';
import type { Host } from '../host.ts';
import { UsageFault } from '../model/fault.ts';
import { lock, PUBLISHED_FOLDER } from '../release/release.ts';
import type { Standing, Store } from './store.ts';

const LOCK = `${PUBLISHED_FOLDER}/lock`;

const parentOf = (file: string) => (file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '');

function checkRoot(host: Host, root: string, name: string): void {
  const kind = host.kind(root);
  if (kind === 'link') throw new UsageFault(`"${name}" is a symbolic link; name the folder itself.`);
  if (kind !== undefined && kind !== 'folder') throw new UsageFault(`"${name}" is no folder.`);
  if (kind === undefined && host.kind(path.dirname(root)) === undefined)
    throw new UsageFault(`There is no folder "${path.dirname(name)}" to publish into; make it first.`);
}

/** All files below the root, but for the lock. */
function* below(host: Host, root: string, name: string, folder = ''): Generator<readonly [string, Standing]> {
  for (const { name: entry, kind, size, stamp } of host.list(path.join(root, folder))) {
    const file = folder === '' ? entry : `${folder}/${entry}`;
    if (kind === 'folder') yield* below(host, root, name, file);
    else if (kind !== 'file')
      throw new UsageFault(
        `"${file}" in ${name} is ${kind === 'link' ? 'a symbolic link' : 'no ordinary file'}; nothing is published among such files. Take it away.`,
      );
    else if (!file.startsWith(LOCK)) yield [file, { size, tag: stamp }];
  }
}

/** `root` is an absolute path; it is made where there is none. `name` is what the user calls it. */
export function openFolder(host: Host, root: string, name: string): Store {
  checkRoot(host, root, name);
  const at = (file: string) => path.join(root, file);
  /** Folders with names that are not on the disk yet. */
  const touched = new Set<string>();
  let count = 0;

  /** Makes the folder of a file, and remembers it and those above that have a new name in them. */
  function makeRoom(file: string): void {
    const folder = parentOf(file);
    touched.add(folder);
    if (folder === '' || host.kind(at(folder)) === 'folder') return;
    makeRoom(folder);
    host.makeFolder(at(folder));
  }

  function rename(from: string, to: string): void {
    makeRoom(to);
    host.rename(at(from), at(to));
    touched.add(parentOf(from));
  }

  /** Folders that have lost their last file go with it; the root stays. */
  function removeEmpty(folder: string): void {
    if (folder === '' || host.kind(at(folder)) !== 'folder' || host.list(at(folder)).length > 0) return;
    host.remove(at(folder));
    touched.delete(folder);
    touched.add(parentOf(folder));
    removeEmpty(parentOf(folder));
  }

  function put(file: string, bytes: Uint8Array): void {
    const unfinished = `${PUBLISHED_FOLDER}/incoming/.${host.process.id}-${count++}.part`;
    makeRoom(unfinished);
    host.remove(at(unfinished)); // of a run that was killed and had the same number
    host.create(at(unfinished), bytes);
    rename(unfinished, file);
  }

  const bytesAt = (file: string) => (host.kind(at(file)) === 'file' ? host.read(at(file)) : undefined);

  return {
    name,
    atOnce: 1,
    claim: async () => {
      host.makeFolder(root);
      // The lock is written before anything there is listed.
      if (host.kind(at(PUBLISHED_FOLDER)) === 'link')
        throw new UsageFault(`"${PUBLISHED_FOLDER}" in ${name} is a symbolic link; take it away.`);
      host.makeFolder(at(PUBLISHED_FOLDER));
      const told: string[] = [];
      const release = lock(host, at(LOCK), { told: (sentence) => void told.push(sentence) });
      const forget = host.process.onInterrupt(release);
      return {
        told,
        check: async () => undefined,
        release: async () => {
          forget();
          release();
        },
      };
    },
    list: async () => new Map(host.kind(root) === undefined ? [] : below(host, root, name)),
    holds: async (file, { size }, bytes) => size === bytes.length && Buffer.from(bytesAt(file) ?? []).equals(bytes),
    read: async (file) => bytesAt(file),
    put: async (file, bytes) => put(file, bytes),
    move: async (from, to) => rename(from, to),
    remove: async (file) => {
      if (host.kind(at(file)) === 'file') host.remove(at(file));
      touched.add(parentOf(file));
      removeEmpty(parentOf(file));
    },
    settle: async () => {
      for (const folder of touched) if (host.kind(at(folder)) === 'folder') host.syncFolder(at(folder));
      touched.clear();
    },
  };
}
