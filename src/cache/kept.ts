/**
 * A file of the cache: a keyed digest of what it holds, and behind it a value. One that does not fit its digest is none. Values are
 * written as structured clones, which keep maps and absent members, and refuse what is no value.
 */
import { deserialize, serialize } from 'node:v8';
import { type Host, HostFault } from '../host.ts';

type Digest = (bytes: Uint8Array) => string;

export function encodeKept(value: unknown, digest: Digest): Uint8Array {
  const body = serialize(value);
  return Buffer.concat([Buffer.from(`${digest(body)}\n`), body]);
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

/** The value that a file keeps; `undefined` when there is none, or none that this cache wrote. */
export function decodeKept(host: Host, file: string, digest: Digest): unknown {
  const bytes = readIfThere(host, file);
  if (!bytes) return undefined;
  const end = bytes.indexOf(0x0a);
  const body = bytes.subarray(end + 1);
  if (end === -1 || digest(body) !== Buffer.from(bytes.subarray(0, end)).toString('latin1')) return undefined;
  return deserialize(body);
}
