/**
 * The only writer of the published site. Renditions go through the leak scan to a staging folder as they are made; `publish` adds the
 * manifest, moves the folder into `.press/releases/` and swaps the symbolic link that readers see by one rename. Until then the
 * old site stands untouched; files reach the disk before the name that leads to them does.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Host } from '../host.ts';
import { UsageFault } from '../model/fault.ts';
import type { Finding } from '../model/finding.ts';
import type { Rendition } from '../model/rendition.ts';
import type { Scan } from './leaks/leaks.ts';
import { lock } from './lock.ts';
import { formatManifest, type ManifestEntry, manifestEntry } from './manifest.ts';

export { openScan, type Scan, withheldFindings } from './leaks/leaks.ts';

export interface Published {
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
}

export interface Released {
  /** Absent when the findings kept the old site in its place. */
  readonly published?: Published | undefined;
  readonly findings: readonly Finding[];
}

export interface Staging {
  /** Writes one rendition. Throws when its path is not one inside the site, or is taken. */
  readonly add: (rendition: Rendition) => void;
  /** Makes all that was added the site, unless anything withheld stands in it. */
  readonly publish: (asAt: string) => Released;
  /** Removes what was staged and lets others build. To be called in every case; does nothing after `publish`. */
  readonly close: () => void;
}

/** Releases kept beside the current one. */
const KEPT = 1;
const MANIFEST = 'manifest.json';

function checkPath(file: string): void {
  const sound =
    /^[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*$/.test(file) && !file.split('/').some((part) => /^\.\.?$/.test(part));
  if (!sound || file === MANIFEST) throw new Error(`a rendition cannot stand at "${file}"`);
}

/** Refuses an output place that holds something we did not make. */
function checkPlace(host: Host, out: string): void {
  const kind = host.kind(out);
  if (kind === undefined) return;
  if (kind === 'folder' && host.list(out).length === 0) return;
  const ours = kind === 'link' && host.readLink(out).startsWith(path.join('.press', 'releases'));
  if (!ours)
    throw new UsageFault(
      `"${out}" is in the way: it was not made by a build. Move it, or choose another place with --out.`,
    );
}

/** Opens a staging folder for the site at `out`, an absolute path. `scan` looks at all that comes in. */
export function stage(host: Host, out: string, scan?: Scan): Staging {
  checkPlace(host, out);
  const store = path.join(path.dirname(out), '.press');
  const releases = path.join(store, 'releases');
  host.makeFolder(releases);
  const name = path.basename(out);
  const release = lock(host, path.join(store, `${name}.lock`));
  const staging = path.join(store, `staging-${name}`);
  const folders = new Set<string>([staging]);
  const entries = new Map<string, ManifestEntry>();
  let open = true;
  const forget = host.process.onInterrupt(() => close());

  function write(file: string, bytes: Uint8Array): void {
    host.create(path.join(staging, file), bytes);
    for (let folder = path.dirname(file); folder !== '.'; folder = path.dirname(folder))
      folders.add(path.join(staging, folder));
  }

  function close(): void {
    if (!open) return;
    open = false;
    forget();
    try {
      host.remove(staging);
    } finally {
      release();
    }
  }

  /** Whether a release of the same manifest stands there whole. */
  function stands(folder: string): boolean {
    if (host.kind(folder) !== 'folder') return false;
    return [...entries.values()].every(({ path: file, sha256 }) => {
      const place = path.join(folder, file);
      return host.kind(place) === 'file' && createHash('sha256').update(host.read(place)).digest('hex') === sha256;
    });
  }

  function freeName(digest: string): string {
    for (let count = 1; ; count++) {
      const folder = path.join(releases, `${name}-${digest.slice(0, 16)}${count === 1 ? '' : `-${count}`}`);
      if (host.kind(folder) === undefined || stands(folder)) return folder;
    }
  }

  function swap(folder: string): void {
    const link = path.join(store, `link-${name}`);
    host.remove(link);
    host.makeLink(path.relative(path.dirname(out), folder), link);
    if (host.kind(out) === 'folder') host.remove(out); // an empty one, see `checkPlace`
    host.rename(link, out);
    host.syncFolder(path.dirname(out));
  }

  function sweep(current: string, previous: string | undefined): void {
    const kept = [current, previous].slice(0, KEPT + 1);
    for (const { name: entry } of host.list(releases)) {
      const folder = path.join(releases, entry);
      const ofThisPlace = entry.startsWith(`${name}-`) && /^[0-9a-f]{16}(?:-\d+)?$/.test(entry.slice(name.length + 1));
      if (ofThisPlace && !kept.includes(folder)) host.remove(folder);
    }
  }

  try {
    host.remove(staging); // of a build that was killed
    host.makeFolder(staging);
  } catch (cause) {
    close();
    throw cause;
  }
  return {
    close,
    add(rendition) {
      checkPath(rendition.path);
      if (entries.has(rendition.path)) throw new Error(`two renditions stand at "${rendition.path}"`);
      scan?.look(rendition);
      entries.set(rendition.path, manifestEntry(rendition));
      write(rendition.path, rendition.bytes);
    },
    publish(asAt) {
      const manifest = formatManifest([...entries.values()], asAt);
      const written = new TextEncoder().encode(manifest);
      scan?.look({ path: MANIFEST, mediaType: 'application/json', bytes: written });
      const leaks = scan?.leaks() ?? [];
      if (leaks.length > 0) return { findings: leaks };
      write(MANIFEST, written);
      for (const folder of folders) host.syncFolder(folder);
      const folder = freeName(createHash('sha256').update(manifest).digest('hex'));
      if (host.kind(folder) === undefined) {
        host.rename(staging, folder);
        host.syncFolder(releases);
      }
      const previous = host.kind(out) === 'link' ? path.join(path.dirname(out), host.readLink(out)) : undefined;
      if (previous !== folder) swap(folder);
      sweep(folder, previous === folder ? undefined : previous);
      close();
      const bytes = [...entries.values()].reduce((sum, { size }) => sum + size, 0);
      return { findings: [], published: { folder, files: entries.size + 1, bytes } };
    },
  };
}
