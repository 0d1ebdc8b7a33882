/**
 * Canonical JSON (RFC 8785 for the values used here: booleans, whole numbers, strings, arrays, objects): one value has one text,
 * so that a digest or a signature of the text is one of the value. Reading is strict: a text that is not the canonical one of its
 * value, because a key stands twice or in another order, is refused.
 */
import { encodeTexts } from './encode-texts.ts';

/** Nothing that is written here is nested as deeply; what is could overflow the stack. */
const DEEPEST = 32;

/** Keys as they are written: there are few, and a manifest has each of them for every file. */
const KEYS = new Map<string, string>();
const MOST_KEYS = 1000;

function keyText(key: string): string {
  const known = KEYS.get(key);
  if (known !== undefined) return known;
  const text = `${canonicalJson(key)}:`;
  if (KEYS.size < MOST_KEYS) KEYS.set(key, text);
  return text;
}

const isShort = (member: unknown): boolean =>
  typeof member === 'string' ? member.isWellFormed() : typeof member === 'boolean' || Number.isSafeInteger(member);

/** Whether an object has short members in their order, so that JSON as it is has the one form of it. A manifest has one for every file. */
function isFlat(value: object): boolean {
  let before = '';
  for (const [key, member] of Object.entries(value)) {
    if (key <= before || !key.isWellFormed() || !(member === undefined || isShort(member))) return false;
    before = key;
  }
  return true;
}

/** Keys in the order of their UTF-16 code units (RFC 8785, 3.2.3), absent values left out. Throws on anything else. */
export function canonicalJson(value: unknown, depth = 0): string {
  if (depth > DEEPEST) throw new Error('too deep for a canonical form');
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new Error(`no canonical number: ${value}`);
    return String(value);
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new Error('a lone surrogate has no canonical form');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((member: unknown) => canonicalJson(member, depth + 1)).join(',')}]`;
  if (typeof value !== 'object' || value === null) throw new Error(`no canonical form: ${String(value)}`);
  if (isFlat(value)) return JSON.stringify(value);
  let members = '';
  // By code units, as strings are sorted without being told how.
  for (const key of Object.keys(value).sort()) {
    const member: unknown = Reflect.get(value, key);
    if (member === undefined) continue;
    members += `${members === '' ? '' : ','}${keyText(key)}${canonicalJson(member, depth + 1)}`;
  }
  return `{${members}}`;
}

function* listPieces(list: readonly unknown[], depth: number): Generator<string> {
  let before = '[';
  for (const member of list) {
    yield before + canonicalJson(member, depth);
    before = ',';
  }
  yield list.length === 0 ? '[]' : ']';
}

/** The same text in pieces, the lists of an object member by member: that of a manifest is megabytes long. */
function* canonicalPieces(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return yield canonicalJson(value);
  let before = '{';
  for (const [key, member] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (member === undefined) continue;
    yield before + keyText(key);
    if (Array.isArray(member)) yield* listPieces(member, 2);
    else yield canonicalJson(member, 1);
    before = ',';
  }
  yield before === '{' ? '{}' : '}';
}

function* canonicalLine(value: unknown): Generator<string> {
  yield* canonicalPieces(value);
  yield '\n';
}

/** The bytes of a file of canonical JSON: one line with an end. */
export function canonicalFile(value: unknown): Uint8Array {
  return encodeTexts(canonicalLine(value));
}

/** The value of a file of canonical JSON, or in a sentence why it is none. Parts of the file are not repeated. */
export function parseCanonical(bytes: Uint8Array): { readonly value: unknown } | { readonly problem: string } {
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text);
  } catch {
    return { problem: 'it is no JSON in UTF-8' };
  }
  try {
    if (`${canonicalJson(value)}\n` === text) return { value };
  } catch {
    return { problem: 'it holds values that have no canonical form' };
  }
  return { problem: 'it is not in canonical form: a key stands twice or out of order, or white space was added' };
}
