/**
 * The manifest of a release, trusted or refused: its form is proved before its signature, and the trusted comment must say the same as the
 * manifest. All that is said of files and editions later rests on it.
 */
import path from 'node:path';
import type { Host } from '../../host.ts';
import { sha256 } from '../../ledger/ledger.ts';
import { MANIFEST, type Manifest, SIGNATURE } from '../../model/manifest.ts';
import { parseManifest } from '../manifest.ts';
import { trustedComment } from '../seal.ts';
import { parseSignature, signatureProblem } from '../signing/signing.ts';
import { keyProblem, type Trust } from './trust.ts';

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

function signatureOf(host: Host, file: string, bytes: Uint8Array, manifest: Manifest, trust: NonNullable<Trust>) {
  if (host.kind(file) !== 'file') return { what: 'the release is not signed' };
  const signature = parseSignature(new TextDecoder().decode(host.read(file)));
  if ('problem' in signature) return { what: signature.problem };
  const key = trust.find(({ id }) => id === signature.id);
  if (!key) return { what: `it was made with the key ${signature.id}, which is not one that was named` };
  const problem = signatureProblem(bytes, signature, key) ?? keyProblem(key, manifest.asAt);
  if (problem !== undefined) return { what: problem };
  if (signature.trustedComment !== trustedComment(manifest))
    return { what: 'its trusted comment is not that of this manifest' };
  return { key: key.id };
}

/** Reads `manifest.json`, or any file that holds a manifest, and its signature beside it. */
export function openSealed(host: Host, file: string, trust: Trust): Sealed | Problem {
  if (host.kind(file) !== 'file') return { path: path.basename(file), what: 'it is missing' };
  const bytes = host.read(file);
  const manifest = parseManifest(bytes);
  if ('problem' in manifest) return { path: MANIFEST, what: manifest.problem };
  const sealed = { manifest, digest: sha256(bytes) };
  if (!trust) return sealed;
  const { key, what } = {
    what: undefined,
    key: undefined,
    ...signatureOf(host, `${file}.minisig`, bytes, manifest, trust),
  };
  return what === undefined ? { ...sealed, key } : { path: SIGNATURE, what };
}
