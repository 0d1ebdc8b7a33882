/**
 * Keys and signatures in minisign's formats, so that readers can check a release with a tool of their system: Ed25519 over the
 * BLAKE2b-512 digest of the file ("ED"), and a second signature over the first with the trusted comment. Text of files comes in, values or
 * a sentence go out; https://jedisct1.github.io/minisign/ describes each byte.
 */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** `id` as minisign prints it: sixteen hexadecimal figures. */
export interface PublicKey {
  readonly id: string;
  readonly key: Uint8Array;
}

export interface Signature {
  /** Of the key that made it. */
  readonly id: string;
  readonly signature: Uint8Array;
  readonly trustedComment: string;
  readonly global: Uint8Array;
}

export type Parsed<Value> = Value | { readonly problem: string };

const ID = 8;
const KEY = 32;
const SIGNATURE = 64;
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

/** minisign prints the eight bytes of an id as a little-endian number. */
export const idOf = (bytes: Uint8Array): string => Buffer.from(bytes).reverse().toString('hex').toUpperCase();
const idBytes = (id: string): Uint8Array => Buffer.from(id, 'hex').reverse();

/** Base64 without anything else in it. */
export function base64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? new Uint8Array(bytes) : undefined;
}

export const toBase64 = (...parts: readonly Uint8Array[]) => Buffer.concat(parts).toString('base64');

const algorithm = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 2)).toString('latin1');

export function formatPublicKey({ id, key }: PublicKey): string {
  return `untrusted comment: minisign public key ${id}\n${toBase64(encoder.encode('Ed'), idBytes(id), key)}\n`;
}

/** A public key file, or its second line alone. */
export function parsePublicKey(text: string): Parsed<PublicKey> {
  const lines = text.trimEnd().split(/\r?\n/);
  const bytes = lines.length <= 2 ? base64(lines.at(-1) ?? '') : undefined;
  const commented = lines.length === 1 || lines[0]?.startsWith('untrusted comment: ');
  if (!commented || bytes?.length !== 2 + ID + KEY || algorithm(bytes) !== 'Ed')
    return { problem: 'it is no public key of minisign' };
  return { id: idOf(bytes.subarray(2, 2 + ID)), key: bytes.slice(2 + ID) };
}

const digestOf = (bytes: Uint8Array) => createHash('blake2b512').update(bytes).digest();

/** The signature file of `bytes`. `seed` is the secret half of the key `id`; the comment is one line, and is signed too. */
export function signFile(
  bytes: Uint8Array,
  { id, seed }: { id: string; seed: Uint8Array },
  trustedComment: string,
): string {
  if (/[\r\n]/.test(trustedComment)) throw new Error('a trusted comment is one line');
  const key = privateKeyOf(seed);
  const signature = sign(null, digestOf(bytes), key);
  const global = sign(null, Buffer.concat([signature, encoder.encode(trustedComment)]), key);
  return [
    `untrusted comment: signature from guidance-press, key ${id}`,
    toBase64(encoder.encode('ED'), idBytes(id), signature),
    `trusted comment: ${trustedComment}`,
    toBase64(global),
    '',
  ].join('\n');
}

const TRUSTED = 'trusted comment: ';

export function parseSignature(text: string): Parsed<Signature> {
  const [untrusted = '', first = '', comment = '', second = '', ...rest] = text.replace(/\n$/, '').split('\n');
  const [head, global] = [base64(first), base64(second)];
  if (!untrusted.startsWith('untrusted comment: ') || head?.length !== 2 + ID + SIGNATURE || rest.length > 0)
    return { problem: 'it is no signature of minisign' };
  if (algorithm(head) !== 'ED')
    return { problem: 'it was made in the way of old versions of minisign, which guidance-press never used' };
  if (!comment.startsWith(TRUSTED) || global?.length !== SIGNATURE) return { problem: 'it has no trusted comment' };
  return {
    id: idOf(head.subarray(2, 2 + ID)),
    signature: head.subarray(2 + ID),
    trustedComment: comment.slice(TRUSTED.length),
    global,
  };
}

/** Why a signature is not one of `bytes` by the key; `undefined` where it is. */
export function signatureProblem(bytes: Uint8Array, signature: Signature, { id, key }: PublicKey): string | undefined {
  if (signature.id !== id) return `it was made with the key ${signature.id}, not with ${id}`;
  const known = publicKeyObject(key);
  if (!verify(null, digestOf(bytes), known, signature.signature)) return 'the file is not the one that was signed';
  const signed = Buffer.concat([signature.signature, encoder.encode(signature.trustedComment)]);
  return verify(null, signed, known, signature.global) ? undefined : 'its trusted comment was changed';
}
