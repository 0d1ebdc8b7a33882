/**
 * The files of a release that is being made, in the staging folder of its place. Where an older site was left over, that is what it begins
 * with: a file that is the same on the disk stays where it is, so that a small change costs little however large the site. Nothing of the
 * older site is taken on trust: each file of it is looked at, and whatever this release does not have is gone before anybody sees it.
 */
import path from 'node:path';
import { treeOfFiles } from '../cache/cache.ts';
import { below, type FolderEntry, type Host, HostFault } from '../host.ts';
import { MANIFEST } from '../model/manifest.ts';
import type { Rendition } from '../model/rendition.ts';
import type { Place } from './place.ts';

/** A site that is kept to begin the next one with. */
export const spareOf = ({ store, name }: Pick<Place, 'store' | 'name'>) => path.join(store, `spare-${name}`);

export interface Spare {
  readonly folder: string;
  /** Bytes of its manifest, which tell how much there is. */
  readonly size: number;
}

/** The same, where there is one. */
export function spareIn(place: Place): Spare | undefined {
  const folder = spareOf(place);
  if (place.host.kind(folder) !== 'folder') return undefined;
  return { folder, size: place.host.look(path.join(folder, MANIFEST))?.size ?? 0 };
}

export interface StagedFiles {
  /** What was left over at a path of the site, as long as nothing was written there. */
  readonly found: (file: string) => FolderEntry | undefined;
  /** Writes a file, or leaves it where it stands. */
  readonly write: (file: string, rendition: Pick<Rendition, 'bytes' | 'stored'>) => void;
  /** Takes away what does not belong to the release, and has all folders on the disk. To be called behind the last file. */
  readonly settle: () => void;
  /** Whether there are files that a later run could leave where they are. */
  readonly lasts: () => boolean;
  /** All files as they stand in the folder that was put in the place of the staging folder, as `treeOfFiles` tells. */
  readonly tree: (folder: string) => string;
}

/** What a disk says that has no second names, has none left for a file, or is another one; and where the file is gone. */
const UNNAMED = ['EPERM', 'EXDEV', 'EMLINK', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'ENOENT'];

/** Gives a file that has the bytes of a rendition already a second name, if there is one and the disk can do that. */
function named(host: Host, { stored }: Pick<Rendition, 'stored'>, name: string): boolean {
  if (!stored) return false;
  try {
    host.link(stored.file, name);
    return true;
  } catch (cause) {
    if (cause instanceof HostFault && UNNAMED.includes(cause.code)) return false;
    throw cause;
  }
}

/** What stands in a folder of a site, by its path from there. */
export type Standing = ReadonlyMap<string, FolderEntry>;

/** Makes the staging folder, of the spare site if there is one; what stands in it, which somebody may have looked at already. */
function begin(place: Place, seen: Standing | undefined): Standing {
  const { host, staging } = place;
  const spare = spareOf(place);
  host.remove(staging); // of a run that was killed
  try {
    const kind = host.kind(spare);
    if (kind === 'folder') {
      host.rename(spare, staging);
      return seen ?? new Map(below(host.list, staging));
    }
    if (kind !== undefined) host.remove(spare);
  } catch (cause) {
    if (!(cause instanceof HostFault)) throw cause;
    // It can be done without; a disk that refuses everything will say so below.
    host.remove(staging);
  }
  host.makeFolder(staging);
  return new Map();
}

/** `seen` is what stands in the spare site, for who has looked since the place is ours. */
export function openStagedFiles(place: Place, seen?: Standing): StagedFiles {
  const { host, staging } = place;
  const left = new Map(begin(place, seen));
  const isNew = left.size === 0;
  /** Folders of this release, from its root, and those of them that are not on the disk as they are. */
  const folders = new Set<string>(['.']);
  const touched = new Set<string>(['.']);
  /** All files of this release: as they were found, and those that were written. */
  const files = new Map<string, FolderEntry | undefined>();
  /** Files that got or lost a name in this run, which changes the entry under every other name: where any was found before. */
  const renamed = new Set<string | undefined>();
  let stored = 0;

  const at = (file: string) => path.join(staging, file);

  function clear(file: string): void {
    host.remove(at(file));
    renamed.add(left.get(file)?.identity);
    left.delete(file);
    touched.add(path.dirname(file));
  }

  function makeFolder(folder: string): void {
    if (folders.has(folder)) return;
    makeFolder(path.dirname(folder));
    folders.add(folder);
    const there = left.get(folder);
    if (there?.kind === 'folder') {
      left.delete(folder);
      return;
    }
    if (there) clear(folder);
    host.makeFolder(at(folder));
    touched.add(folder).add(path.dirname(folder));
  }

  return {
    found: (file) => left.get(file),
    write(file, rendition) {
      makeFolder(path.dirname(file));
      if (rendition.stored) stored += 1;
      const there = left.get(file);
      if (there?.kind === 'file' && there.identity === rendition.stored?.identity) {
        left.delete(file);
        files.set(file, there);
        return;
      }
      if (there) clear(file);
      files.set(file, undefined);
      if (!isNew) renamed.add(rendition.stored?.identity);
      touched.add(path.dirname(file));
      if (!named(host, rendition, at(file))) host.create(at(file), rendition.bytes);
    },
    settle() {
      // A folder goes with all that is in it; what is in it comes behind it.
      for (const [file, { identity }] of left) {
        renamed.add(identity);
        if (folders.has(path.dirname(file))) clear(file);
      }
      for (const folder of touched) host.syncFolder(at(folder));
    },
    lasts: () => stored > 0,
    tree(folder) {
      function* standing(): Generator<readonly [file: string, entry: FolderEntry | undefined]> {
        for (const [file, found] of files) {
          const isAsFound = found && !renamed.has(found.identity);
          yield [file, isAsFound ? found : host.look(path.join(folder, file))];
        }
      }
      return treeOfFiles(standing());
    },
  };
}
