/** Ed25519 and BLAKE2b by Node: signature files of minisign are made and looked at. Bytes and keys come in, text or a sentence goes out. */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { askSignature, type Claim, idBytes, joined, type PublicKey, type Signature, toBase64 } from './minisign.ts';

const encoder = new TextEncoder();

// DER of an Ed25519 key up to its 32 bytes (RFC 8410, sections 4 and 7).
const PRIVATE_DER = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_DER = Buffer.from('302a300506032b6570032100', 'hex');

export const privateKeyOf = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PRIVATE_DER, seed]), format: 'der', type: 'pkcs8' });

const publicKeyObject = (key: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([PUBLIC_DER, key]), format: 'der', type: 'spki' });

/** The public half of the key of a seed of 32 bytes. */
export function publicBytesOf(seed: Uint8Array): Uint8Array {
  const spki = createPublicKey(privateKeyOf(seed)).export({ format: 'der', type: 'spki' });
  return new Uint8Array(spki.subarray(PUBLIC_DER.length));
}

/** What minisign signs of a file. */
export const digestOf = (bytes: Uint8Array) => createHash('blake2b512').update(bytes).digest();

/** The signature file of `bytes`. `seed` is the secret half of the key `id`; the comment is one line, and is signed too. */
export function signFile(
  bytes: Uint8Array,
  { id, seed }: { id: string; seed: Uint8Array },
  trustedComment: string,
): string {
  if (/[\r\n]/.test(trustedComment)) throw new Error('a trusted comment is one line');
  const key = privateKeyOf(seed);
  const signature = sign(null, digestOf(bytes), key);
  const global = sign(null, joined(signature, encoder.encode(trustedComment)), key);
  return [
    `untrusted comment: signature from guidance-press, key ${id}`,
    toBase64(encoder.encode('ED'), idBytes(id), signature),
    `trusted comment: ${trustedComment}`,
    toBase64(global),
    '',
  ].join('\n');
}

/** Answers what is asked of claims. */
export function answered<Answer>(asked: Generator<Claim, Answer, boolean>): Answer {
  let step = asked.next();
  while (step.done !== true) {
    const { message, signature, key } = step.value;
    step = asked.next(verify(null, message, publicKeyObject(key.key), signature));
  }
  return step.value;
}

/** Why a signature is not one of `bytes` by the key; `undefined` where it is. */
export const signatureProblem = (bytes: Uint8Array, signature: Signature, key: PublicKey): string | undefined =>
  answered(askSignature(digestOf(bytes), signature, key));
