/**
 * The manifest of a release, trusted or refused: its form is proved before its signature, and the trusted comment must say the same as the
 * manifest. All that is said of files and editions later rests on it.
 */
import path from 'node:path';
import type { Host } from '../../host.ts';
import { sha256 } from '../../ledger/ledger.ts';
import { MANIFEST, type Manifest, SIGNATURE } from '../../model/manifest.ts';
import { parseManifest } from '../manifest.ts';
import { answered, digestOf } from '../signing/signing.ts';
import { askSeal } from './seal.ts';
import type { Trust } from './trust.ts';

/** Something that is not as it should be: `path` is a file of the release. */
export interface Problem {
  readonly path: string;
  readonly what: string;
}

export interface Sealed {
  readonly manifest: Manifest;
  /** Digest of the manifest. */
  readonly digest: string;
  /** Of the key that signed it; absent where no signature was looked at. */
  readonly key?: string | undefined;
}

export const isProblem = (value: Sealed | Problem): value is Problem => 'what' in value;

/** Reads `manifest.json`, or any file that holds a manifest, and its signature beside it. */
export function openSealed(host: Host, file: string, trust: Trust): Sealed | Problem {
  if (host.kind(file) !== 'file') return { path: path.basename(file), what: 'it is missing' };
  const bytes = host.read(file);
  const manifest = parseManifest(bytes);
  if ('problem' in manifest) return { path: MANIFEST, what: manifest.problem };
  const sealed = { manifest, digest: sha256(bytes) };
  if (!trust) return sealed;
  const beside = `${file}.minisig`;
  const text = host.kind(beside) === 'file' ? new TextDecoder().decode(host.read(beside)) : undefined;
  const told = answered(askSeal(text, digestOf(bytes), manifest, trust));
  return 'key' in told ? { ...sealed, key: told.key } : { path: SIGNATURE, what: told.what };
}
