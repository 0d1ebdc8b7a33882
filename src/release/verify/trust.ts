/**
 * Whose signature counts: one public key or, where keys come and go, a list of them that a root key has signed. A list says until when
 * each key was used and which was revoked; both are held against the date of the release, never against the clock.
 */
import type { Host } from '../../host.ts';
import { UsageFault } from '../../model/fault.ts';
import { openPublicKey, parseSignature, signatureProblem } from '../signing/signing.ts';
import { KEY_LIST_COMMENT, parseKeyList } from './key-list.ts';
import type { TrustedKey } from './key-problem.ts';

/** `undefined` where whoever asks wants no signature looked at. */
export type Trust = readonly TrustedKey[] | undefined;

/** The keys of a list that stands with its signature, `FILE.minisig`, and was signed by the root key. */
export function keysOfList(host: Host, file: string, root: string): readonly TrustedKey[] {
  const refuse = (problem: string) => new UsageFault(`The list of keys "${file}" cannot be trusted: ${problem}.`);
  for (const one of [file, `${file}.minisig`]) if (host.kind(one) !== 'file') throw refuse(`there is no file "${one}"`);
  const bytes = host.read(file);
  const signature = parseSignature(new TextDecoder().decode(host.read(`${file}.minisig`)));
  if ('problem' in signature) throw refuse(signature.problem);
  const problem = signatureProblem(bytes, signature, openPublicKey(host, root));
  if (problem !== undefined) throw refuse(problem);
  if (signature.trustedComment !== KEY_LIST_COMMENT) throw refuse('its trusted comment is not that of a list of keys');
  const keys = parseKeyList(bytes);
  if ('problem' in keys) throw refuse(keys.problem);
  return keys;
}
