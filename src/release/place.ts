/**
 * Where a site stands, and what stands behind it: `out` is a symbolic link into `.press/releases/`, so that one rename shows readers
 * another release.
 */
import path from 'node:path';
import type { Host } from '../host.ts';
import { MANIFEST, type Manifest } from '../model/manifest.ts';
import { parseManifest } from './manifest.ts';

export interface Place {
  readonly host: Host;
  /** An absolute path. */
  readonly out: string;
  /** The last part of `out`. */
  readonly name: string;
  /** `.press`, next to `out`. */
  readonly store: string;
  readonly releases: string;
  readonly staging: string;
  /** What there is to tell of runs before, in sentences. */
  readonly told: readonly string[];
  /** Removes what was staged and lets others in. To be called in every case. */
  readonly close: () => void;
}

/** The folder that readers see; absent before the first build. */
export function currentFolder({ host, out }: Pick<Place, 'host' | 'out'>): string | undefined {
  return host.kind(out) === 'link' ? path.join(path.dirname(out), host.readLink(out)) : undefined;
}

/** What the manifest of a folder says, if it is a sealed release. */
export function sealedManifest(
  host: Host,
  folder: string | undefined,
): { readonly manifest: Manifest & { readonly release: number }; readonly bytes: Uint8Array } | undefined {
  if (folder === undefined || host.kind(path.join(folder, MANIFEST)) !== 'file') return undefined;
  const bytes = host.read(path.join(folder, MANIFEST));
  const manifest = parseManifest(bytes);
  if ('problem' in manifest || manifest.release === undefined) return undefined;
  return { manifest: { ...manifest, release: manifest.release }, bytes };
}
