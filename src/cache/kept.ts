/**
 * A file of the cache: a keyed digest of what it holds, and behind it a value. One that does not fit its digest is none. Values are
 * written as structured clones, which keep maps and absent members, and refuse what is no value; or, where there are many of them, as
 * JSON, which is read in half of the time.
 */
import { deserialize, serialize } from 'node:v8';
import { type Host, HostFault } from '../host.ts';
import { isPlain } from './canonical.ts';

type Digest = (bytes: Uint8Array) => string;

function sealed(body: Uint8Array, digest: Digest): Uint8Array {
  return Buffer.concat([Buffer.from(`${digest(body)}\n`), body]);
}

export function encodeKept(value: unknown, digest: Digest): Uint8Array {
  return sealed(serialize(value), digest);
}

/** Of a map with names for keys the pairs. */
export function encodeJson(values: ReadonlyMap<string, unknown>, digest: Digest): Uint8Array {
  return sealed(Buffer.from(JSON.stringify([...values])), digest);
}

const areJson = (members: readonly unknown[]) => members.every((member) => member === undefined || isJson(member));

function isJson(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isJson);
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value === 'object' && value !== null) return isPlain(value) && areJson(Object.values(value));
  return value === null || typeof value === 'string' || typeof value === 'boolean';
}

/** The same value; throws on one that JSON would give back as another. Members may be absent. */
export function assertJson(value: unknown): unknown {
  if (isJson(value)) return value;
  throw new Error('no value that JSON can hold');
}

function readIfThere(host: Host, file: string): Uint8Array | undefined {
  try {
    return host.kind(file) === 'file' ? host.read(file) : undefined;
  } catch (cause) {
    // It will be made anew, or told of when it is written.
    if (cause instanceof HostFault) return undefined;
    throw cause;
  }
}

/** The bytes of the value that a file keeps; `undefined` when there is none, or none that this cache wrote. */
function bodyOf(host: Host, file: string, digest: Digest): Buffer | undefined {
  const bytes = readIfThere(host, file);
  if (!bytes) return undefined;
  const end = bytes.indexOf(0x0a);
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(end + 1);
  if (end === -1 || digest(body) !== Buffer.from(bytes.subarray(0, end)).toString('latin1')) return undefined;
  return body;
}

export function decodeKept(host: Host, file: string, digest: Digest): unknown {
  const body = bodyOf(host, file, digest);
  return body && deserialize(body);
}

export function decodeJson(host: Host, file: string, digest: Digest): unknown {
  const body = bodyOf(host, file, digest);
  return body && JSON.parse(body.toString('utf8'));
}
