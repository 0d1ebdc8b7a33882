/**
 * A file of the cache: a keyed digest of what it holds, and behind it a value. One that does not fit its digest is none. Values are
 * written as structured clones, which keep maps and absent members, and refuse what is no value; or, where there are many of them, in
 * rows of JSON, each of which is read when it is asked for: until then it takes no more room than its bytes.
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

/** By its name the JSON of a value. */
export type Rows = ReadonlyMap<string, Uint8Array>;

const SPACE = Buffer.from(' ');
const NEWLINE = Buffer.from('\n');

/** A row a line: JSON has no line breaks, and names have no spaces. */
export function encodeRows(rows: Rows, digest: Digest): Uint8Array {
  return sealed(Buffer.concat([...rows].flatMap(([name, row]) => [Buffer.from(name), SPACE, row, NEWLINE])), digest);
}

const areJson = (members: readonly unknown[]) => members.every((member) => member === undefined || isJson(member));

function isJson(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isJson);
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value === 'object' && value !== null) return isPlain(value) && areJson(Object.values(value));
  return value === null || typeof value === 'string' || typeof value === 'boolean';
}

/** A row of what `rowText` gave, or of such texts with what no JSON has between them. */
export const rowOf = (text: string): Uint8Array => Buffer.from(text);

/** Throws on a value that JSON would give back as another. Members may be absent. */
export function rowText(value: unknown): string {
  if (!isJson(value)) throw new Error('no value that JSON can hold');
  return JSON.stringify(value);
}

export const encodeRow = (value: unknown): Uint8Array => rowOf(rowText(value));

export const decodeRow = (row: Uint8Array): unknown =>
  JSON.parse(Buffer.from(row.buffer, row.byteOffset, row.byteLength).toString('utf8'));

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

export function decodeRows(host: Host, file: string, digest: Digest): Rows {
  const rows = new Map<string, Uint8Array>();
  const body = bodyOf(host, file, digest) ?? Buffer.alloc(0);
  for (let start = 0, end: number; (end = body.indexOf(NEWLINE, start)) !== -1; start = end + 1) {
    const behind = body.indexOf(SPACE, start);
    rows.set(body.toString('latin1', start, behind), body.subarray(behind + 1, end));
  }
  return rows;
}
