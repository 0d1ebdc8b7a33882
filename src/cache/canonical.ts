/**
 * Any plain value to text that is the same for the same value: what keys of the cache are digests of. Members stand in the order of
 * their names, absent ones count as left out. Whatever is no plain value throws: it could change without the text changing.
 */
import { createHash } from 'node:crypto';

function members(value: Readonly<Record<string, unknown>>): string {
  let text = '';
  // By code units, as strings are sorted without being told how.
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonical(member)}`;
  }
  return `{${text}}`;
}

/** Whether a value is an object with nothing but members. */
export function isPlain(value: object): value is Readonly<Record<string, unknown>> {
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
