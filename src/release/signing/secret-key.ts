/**
 * The secret half of a key as a file of minisign: plain, or encrypted with a password by scrypt as `minisign -G` does, which takes a
 * gigabyte of memory and a few seconds. Text of a file comes in, the key or a sentence goes out; no message repeats any of it.
 */
import { scryptSync } from 'node:crypto';
import { blake2b } from '@noble/hashes/blake2';
import { publicBytesOf } from './ed25519.ts';
import { base64, idOf, type Parsed, type PublicKey, toBase64 } from './minisign.ts';

/** `seed` has 32 bytes. */
export interface SecretKey extends PublicKey {
  readonly seed: Uint8Array;
}

/** Bytes that nobody can foretell. */
export type Random = (bytes: number) => Uint8Array;

const encoder = new TextEncoder();
const PLAIN = Buffer.from([0, 0]);
const SCRYPT = encoder.encode('Sc');
/** Where the parts of the file's 158 bytes begin: three algorithms, salt, two limits, then id, key and checksum. */
const AT = { kdf: 2, checksum: 4, salt: 6, operations: 38, memory: 46, secret: 54, end: 158 } as const;

/** What libsodium calls sensitive; it makes N = 2^20, r = 8, p = 1 of it. */
const OPERATIONS = 33_554_432n;
const MEMORY = 1_073_741_824n;
const COST = { N: 2 ** 20, r: 8, p: 1, maxmem: 2 ** 30 + 2 ** 26 };

const limit = (value: bigint) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
};

const mask = (secret: Uint8Array, password: string, salt: Uint8Array): Uint8Array => {
  const stream = scryptSync(password, salt, secret.length, COST);
  return secret.map((byte, index) => byte ^ (stream[index] ?? 0));
};

const checksum = (idAndKey: Uint8Array) => blake2b(Buffer.concat([encoder.encode('Ed'), idAndKey]), { dkLen: 32 });

export function newKey(random: Random): SecretKey {
  const seed = new Uint8Array(random(32));
  return { id: idOf(random(8)), seed, key: publicBytesOf(seed) };
}

export function formatSecretKey({ id, seed, key }: SecretKey, password: string | undefined, random: Random): string {
  const held = Buffer.concat([Buffer.from(id, 'hex').reverse(), seed, key]);
  const secret = Buffer.concat([held, checksum(held)]);
  const head = encoder.encode('Ed');
  if (password === undefined) {
    const none = Buffer.alloc(AT.secret - AT.salt);
    return `untrusted comment: minisign secret key ${id}\n${toBase64(head, PLAIN, encoder.encode('B2'), none, secret)}\n`;
  }
  const salt = random(32);
  const limits = Buffer.concat([limit(OPERATIONS), limit(MEMORY)]);
  const masked = mask(secret, password, salt);
  return `untrusted comment: minisign encrypted secret key\n${toBase64(head, SCRYPT, encoder.encode('B2'), salt, limits, masked)}\n`;
}

/** Whether a password is needed to read the file. */
export function isEncrypted(text: string): boolean {
  const bytes = base64(text.trimEnd().split(/\r?\n/)[1] ?? '');
  return bytes?.[AT.kdf] === SCRYPT[0] && bytes?.[AT.kdf + 1] === SCRYPT[1];
}

export function parseSecretKey(text: string, password?: string): Parsed<SecretKey> {
  const [comment = '', line = '', ...rest] = text.trimEnd().split(/\r?\n/);
  const bytes = base64(line);
  const named = comment.startsWith('untrusted comment: ') && rest.length === 0;
  if (!named || bytes?.length !== AT.end || Buffer.from(bytes.subarray(0, 2)).toString() !== 'Ed')
    return { problem: 'it is no secret key of minisign' };
  const encrypted = isEncrypted(text);
  const kdf = bytes.subarray(AT.kdf, AT.checksum);
  if (!encrypted && !PLAIN.equals(kdf)) return { problem: 'it is encrypted in a way that is not known' };
  if (encrypted && password === undefined) return { problem: 'it is encrypted, and no password was given' };
  const view = Buffer.from(bytes);
  const usual = view.readBigUInt64LE(AT.operations) === OPERATIONS && view.readBigUInt64LE(AT.memory) === MEMORY;
  if (encrypted && !usual) return { problem: 'it is encrypted with other limits than minisign sets' };
  const stored = bytes.subarray(AT.secret);
  const secret = encrypted ? mask(stored, password ?? '', bytes.subarray(AT.salt, AT.operations)) : stored;
  const held = new Uint8Array(secret.subarray(0, 72));
  const sum = secret.subarray(72);
  // minisign itself writes no checksum into a plain file.
  const sound = Buffer.from(checksum(held)).equals(sum) || (!encrypted && sum.every((byte) => byte === 0));
  if (!sound) return { problem: encrypted ? 'the password is wrong, or the file is damaged' : 'it is damaged' };
  const [seed, key] = [held.slice(8, 40), held.slice(40)];
  if (!Buffer.from(publicBytesOf(seed)).equals(key)) return { problem: 'its two halves do not belong together' };
  return { id: idOf(held.subarray(0, 8)), seed, key };
}
