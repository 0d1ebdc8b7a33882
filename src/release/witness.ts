/**
 * Content that changes while a release is made would give a release of no state that it ever had. Every file that is read and every folder
 * that is listed is remembered by its digest, and looked at again before the release is shown. What was read is also what the
 * provenance of the release names.
 */
import path from 'node:path';
import { type Host, HostFault } from '../host.ts';
import { sha256 } from '../ledger/ledger.ts';

export interface Witness {
  /** The same host; what goes through it is remembered. */
  readonly host: Host;
  /** Files that were read with their digests, by their paths from the folder, in code-point order. */
  readonly inputs: () => ReadonlyMap<string, string>;
  /** Files and folders that are no longer as they were read. */
  readonly changed: () => readonly string[];
}

/** Watches over all that is read below a folder. */
export function witness(host: Host, root: string): Witness {
  const top = path.resolve(root);
  const files = new Map<string, string>();
  const folders = new Map<string, string>();
  const changed = new Set<string>();
  const inside = (file: string) => {
    const place = path.relative(top, path.resolve(file));
    return /^\.\.(?:$|[/\\])/.test(place) ? undefined : place;
  };
  const note = (seen: Map<string, string>, place: string, digest: string) => {
    const before = seen.get(place);
    if (before !== undefined && before !== digest) changed.add(place);
    seen.set(place, before ?? digest);
  };
  const namesOf = (folder: string) =>
    sha256(
      host
        .list(folder)
        .flatMap(({ name, kind }) => (name.startsWith('.') ? [] : [`${kind} ${name}`]))
        .join('\n'),
    );

  const read: Host['read'] = (file, identity) => {
    const bytes = host.read(file, identity);
    const place = inside(file);
    if (place !== undefined) note(files, place, sha256(bytes));
    return bytes;
  };
  const list: Host['list'] = (folder) => {
    const place = inside(folder);
    if (place !== undefined) note(folders, place, namesOf(folder));
    return host.list(folder);
  };
  const now = (file: string, digest: (file: string) => string) => {
    try {
      return digest(path.join(top, file));
    } catch (cause) {
      if (cause instanceof HostFault) return undefined; // it is gone, or cannot be read any more
      throw cause;
    }
  };
  return {
    host: { ...host, read, list },
    inputs: () => new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    changed: () => {
      for (const [file, digest] of files) if (now(file, (one) => sha256(host.read(one))) !== digest) changed.add(file);
      for (const [folder, digest] of folders) if (now(folder, namesOf) !== digest) changed.add(folder || '.');
      return [...changed].toSorted();
    },
  };
}
