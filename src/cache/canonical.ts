/**
 * Any plain value to text that is the same for the same value: what keys of the cache are digests of. Members stand in the order of
 * their names, absent ones count as left out. Whatever is no plain value throws: it could change without the text changing.
 */
import { createHash } from 'node:crypto';

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1);

function members(value: object): string {
  const shown = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(byName);
  return `{${shown.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function canonicalObject(value: object): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value instanceof Uint8Array) return `<${createHash('sha256').update(value).digest('hex')}>`;
  if (value instanceof Map) return `map${canonical([...value])}`;
  if (value instanceof Set) return `set${canonical([...value])}`;
  if (isPlain(value)) return members(value);
  throw new Error(`no plain value: ${value.constructor.name}`);
}

export function canonical(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'boolean':
    case 'undefined':
      return String(value);
    case 'object':
      return value === null ? 'null' : canonicalObject(value);
    default:
      throw new Error(`no plain value: a ${typeof value}`);
  }
}
