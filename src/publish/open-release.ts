/**
 * The release that is to be published: a folder, proved whole before a byte of it leaves, or what is wrong with it. What has no number, or is not
 * for the public, is refused as wrong use. Files are read when they are sent, and proved once more.
 */
import path from 'node:path';
import { type Host, HostFault } from '../host.ts';
import { sha256 } from '../ledger/ledger.ts';
import { UsageFault } from '../model/fault.ts';
import { MANIFEST, type Manifest, type ManifestFile, SIGNATURE } from '../model/manifest.ts';
import { isOwnPath, PUBLISHED_FOLDER } from '../release/release.ts';
import { folderProblems, isProblem, openSealed, type Problem, type Trust } from '../release/verify/verify.ts';

/** Manifest or signature: what tells readers which release they see. */
export interface Pointer {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

export interface SealedRelease {
  readonly manifest: Manifest & { readonly release: number };
  /** Digest of the manifest. */
  readonly digest: string;
  readonly manifestFile: Pointer;
  /** Absent from a release that is not signed. */
  readonly signature?: Pointer | undefined;
  /** The key that it was proved with; absent where none was named. */
  readonly key?: string | undefined;
  /** The bytes of a file, which are those of the manifest. */
  readonly read: (file: ManifestFile) => Uint8Array;
}

export interface Refused {
  readonly problems: readonly Problem[];
}

const changed = (file: string) =>
  new HostFault('ESTALE', `${file} changed while the release was being published.`, undefined);

/** `folder` is the release itself, no link; `named` is how the user calls it. */
export function openRelease(host: Host, folder: string, named: string, trust: Trust): SealedRelease | Refused {
  if (host.kind(path.join(folder, MANIFEST)) !== 'file')
    throw new UsageFault(`"${named}" is no release: there is no ${MANIFEST} in it. "press release" makes one.`);
  const unproved = openSealed(host, path.join(folder, MANIFEST), undefined);
  if (isProblem(unproved)) return { problems: [unproved] };
  const { manifest, digest } = unproved;
  if (manifest.audience !== 'public')
    throw new UsageFault(`"${named}" is not for the public but for the ${manifest.audience} audience.`);
  const { release } = manifest;
  if (manifest.view)
    throw new UsageFault(
      `"${named}" is a view of the past and no release: readers would take it for what is in force.`,
    );
  if (release === undefined)
    throw new UsageFault(`"${named}" is a build and no release. Run "press release" and publish what it makes.`);
  if (manifest.files.some((file) => isOwnPath(file.path)))
    throw new UsageFault(`"${named}" has files in ${PUBLISHED_FOLDER}/, which belongs to the target.`);
  const sealed = openSealed(host, path.join(folder, MANIFEST), trust);
  if (isProblem(sealed)) return { problems: [sealed] };
  const problems = folderProblems(host, folder, manifest);
  if (problems.length > 0) return { problems };
  const pointer = (file: string, mediaType: string): Pointer => {
    return { path: file, bytes: host.read(path.join(folder, file)), mediaType };
  };
  const manifestFile = pointer(MANIFEST, 'application/json');
  // What was proved is what is sent: whoever can write there could have put another manifest in its place meanwhile.
  if (sealed.digest !== digest || sha256(manifestFile.bytes) !== digest) throw changed(MANIFEST);
  const signed = host.kind(path.join(folder, SIGNATURE)) === 'file';
  return {
    manifest: { ...manifest, release },
    digest,
    key: sealed.key,
    manifestFile,
    signature: signed ? pointer(SIGNATURE, 'text/plain; charset=utf-8') : undefined,
    read: (file) => {
      const bytes = host.read(path.join(folder, file.path));
      if (sha256(bytes) !== file.sha256) throw changed(file.path);
      return bytes;
    },
  };
}
