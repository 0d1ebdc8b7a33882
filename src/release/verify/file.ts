/** One file, by the digest of its bytes alone: which file of the release it is, of which edition, and what has become of that edition since. */
import type { Manifest, ManifestEdition, ManifestFile } from '../../model/manifest.ts';

export interface FileVerdict {
  /** Absent when no file of the release has these bytes. */
  readonly file?: ManifestFile | undefined;
  readonly edition?: ManifestEdition | undefined;
  /** The edition in force in its place, if another one is. */
  readonly supersededBy?: ManifestEdition | undefined;
  /** Where the bytes are not known: the file of the release that goes by the same name. */
  readonly namesake?: ManifestFile | undefined;
}

/** The edition that is in force in the place of one that has ended, if there is one. */
export function successorOf(
  { identifier, state, inForce }: ManifestEdition,
  { editions }: Manifest,
): ManifestEdition | undefined {
  if (state !== 'ended' || inForce === identifier) return undefined;
  return editions.find((one) => one.identifier === inForce);
}

/** `name` is what the file is called wherever it is now, `digest` the SHA-256 of its bytes. */
export function verifyFile(name: string, digest: string, manifest: Manifest): FileVerdict {
  const { files, editions } = manifest;
  const file =
    files.find((one) => one.sha256 === digest && one.path.endsWith(name)) ?? files.find((one) => one.sha256 === digest);
  if (!file) {
    const namesake = name === 'index.html' ? undefined : files.find(({ path }) => path.split('/').at(-1) === name);
    return { namesake };
  }
  const edition = editions.find(({ identifier }) => identifier === file.identifier);
  return { file, edition, supersededBy: edition && successorOf(edition, manifest) };
}
