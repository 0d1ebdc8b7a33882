/**
 * Keys and signatures in minisign's formats, so that readers can check a release with a tool of their system: Ed25519 over the
 * BLAKE2b-512 digest of the file ("ED"), and a second signature over the first with the trusted comment. Text of files comes in, values or
 * a sentence go out; https://jedisct1.github.io/minisign/ describes each byte. It runs in browsers too, so nothing here is of Node alone.
 */

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

/** minisign prints the eight bytes of an id as a little-endian number. */
export const idOf = (bytes: Uint8Array): string =>
  [...bytes]
    .map((byte) => byte.toString(16).padStart(2, '0').toUpperCase())
    .toReversed()
    .join('');
export const idBytes = (id: string): Uint8Array =>
  Uint8Array.from(id.match(/../g) ?? [], (hex) => Number.parseInt(hex, 16)).toReversed();

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

export const toBase64 = (...parts: readonly Uint8Array[]): string => btoa(String.fromCharCode(...joined(...parts)));

/** Base64 without anything else in it. */
export function base64(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9+/]*=*$/.test(text) || text.length % 4 !== 0) return undefined;
  try {
    const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    return toBase64(bytes) === text ? bytes : undefined;
  } catch {
    return undefined;
  }
}

const algorithm = (bytes: Uint8Array) => String.fromCharCode(...bytes.subarray(0, 2));

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

/** Something that is said to be signed. */
export interface Claim {
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
  readonly key: PublicKey;
}

/**
 * Why a signature is not one of a file by the key; `undefined` where it is. `digest` is the BLAKE2b-512 of the file. Whoever asks
 * is asked of each claim whether it holds, and may take time for the answer, as browsers do.
 */
export function* askSignature(
  digest: Uint8Array,
  { id, signature, global, trustedComment }: Signature,
  key: PublicKey,
): Generator<Claim, string | undefined, boolean> {
  if (id !== key.id) return `it was made with the key ${id}, not with ${key.id}`;
  if (!(yield { message: digest, signature, key })) return 'the file is not the one that was signed';
  const signed = joined(signature, encoder.encode(trustedComment));
  return (yield { message: signed, signature: global, key }) ? undefined : 'its trusted comment was changed';
}
