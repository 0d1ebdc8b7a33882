/**
 * Which release readers see: the symbolic link, replaced by one rename. Whatever it leads to is on the disk before, folders included:
 * after a loss of power the link is the old one or the new one, and the release behind it whole.
 */
import path from 'node:path';
import { currentFolder, type Place, sealedManifest } from './place.ts';
import { spareOf } from './staged-files.ts';

/** Sealed releases that are kept: the current one and the one before, for `press rollback`. */
const KEPT = 2;

export function swap(place: Place, folder: string): void {
  const { host, out, store, name } = place;
  const link = path.join(store, `link-${name}`);
  host.remove(link);
  host.makeLink(path.relative(path.dirname(out), folder), link);
  if (host.kind(out) === 'folder') host.remove(out); // an empty one, see `openPlace`
  host.rename(link, out);
  host.syncFolder(path.dirname(out));
}

/** Folders of builds and releases of this place, with the numbers of the latter: `dist-3-0123456789abcdef`. */
export function foldersOf({ host, releases, name }: Place): readonly { folder: string; release?: number }[] {
  return host.list(releases).flatMap(({ name: entry }) => {
    if (!entry.startsWith(`${name}-`)) return [];
    const [whole, number] = /^(?:(\d{1,15})-)?[0-9a-f]{16}(?:-\d{1,3})?$/.exec(entry.slice(name.length + 1)) ?? [];
    if (whole === undefined) return [];
    const folder = path.join(releases, entry);
    return [number === undefined ? { folder } : { folder, release: Number(number) }];
  });
}

/** Sealed releases, newest first. */
export function sealedFolders(place: Place): readonly { folder: string; release: number }[] {
  return foldersOf(place)
    .flatMap(({ folder, release }) => (release === undefined ? [] : [{ folder, release }]))
    .toSorted((a, b) => b.release - a.release);
}

/**
 * Removes what is neither shown, nor was shown before, nor one of the last sealed releases; with `spares` one of these is kept for the next
 * run to begin with. How many folders are removed: a file of one may be a second name of one that is shown.
 */
export function sweep(place: Place, previous: string | undefined, spares = false): number {
  const { host } = place;
  const sealed = sealedFolders(place).slice(0, KEPT);
  const kept = new Set([currentFolder(place), previous, ...sealed.map(({ folder }) => folder)]);
  const idle = foldersOf(place).flatMap(({ folder }) => (kept.has(folder) ? [] : [folder]));
  const last = idle.at(-1);
  if (spares && last !== undefined) host.rename(last, spareOf(place));
  const removed = spares ? idle.slice(0, -1) : idle;
  for (const folder of removed) host.remove(folder);
  return removed.length;
}

/** The sealed release to go back to: the newest that is older than the one shown; where a build is shown, the newest. */
export function releaseBefore(place: Place): { folder: string; release: number } | undefined {
  const shown = sealedManifest(place.host, currentFolder(place))?.manifest.release;
  return sealedFolders(place).find(({ release }) => shown === undefined || release < shown);
}
