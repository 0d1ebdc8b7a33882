/**
 * Whether a signature makes a manifest one to be trusted: by a key that counts, at a date at which it was used, over these bytes, with a trusted
 * comment that says what the manifest says. Whoever asks answers for the cryptography: Node at once, a browser in its time.
 */
import type { Manifest } from '../../model/manifest.ts';
import { trustedComment } from '../manifest.ts';
import { askSignature, type Claim, parseSignature } from '../signing/signing.ts';
import { keyProblem, type TrustedKey } from './key-problem.ts';

/** The key by which a seal holds, or why it does not. */
export type SealVerdict = { readonly key: string } | { readonly what: string };

/** `text` is the signature file, if there is one; `digest` the BLAKE2b-512 of the manifest's bytes. */
export function* askSeal(
  text: string | undefined,
  digest: Uint8Array,
  manifest: Manifest,
  trust: readonly TrustedKey[],
): Generator<Claim, SealVerdict, boolean> {
  if (text === undefined) return { what: 'the release is not signed' };
  const signature = parseSignature(text);
  if ('problem' in signature) return { what: signature.problem };
  const key = trust.find(({ id }) => id === signature.id);
  if (!key) return { what: `it was made with the key ${signature.id}, which is not one that was named` };
  const problem =
    (yield* askSignature(digest, signature, key)) ?? keyProblem(key, manifest.view?.made ?? manifest.asAt);
  if (problem !== undefined) return { what: problem };
  return signature.trustedComment === trustedComment(manifest)
    ? { key: key.id }
    : { what: 'its trusted comment is not that of this manifest' };
}
