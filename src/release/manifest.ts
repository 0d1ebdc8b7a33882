/**
 * The list of all that a release holds. Canonical JSON (RFC 8785 for the values used here: strings, whole numbers, arrays and
 * objects), so that the same release has the same manifest to the byte.
 */
import { createHash } from 'node:crypto';
import { formatMarking } from '../model/marking.ts';
import type { Rendition } from '../model/rendition.ts';

type Canonical = string | number | readonly Canonical[] | { readonly [key: string]: Canonical | undefined };

/** Keys in the order of their UTF-16 code units (RFC 8785, 3.2.3), absent values left out. Throws on a number that is no safe integer. */
export function canonicalJson(value: Canonical): string {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new Error(`no canonical number: ${value}`);
    return String(value);
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new Error('a lone surrogate has no canonical form');
    return JSON.stringify(value);
  }
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value)
    .flatMap(([key, member]) => (member === undefined ? [] : [[key, member] as const]))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
}

// Array.isArray does not narrow readonly arrays.
const isList = (value: Canonical): value is readonly Canonical[] => Array.isArray(value);

export interface ManifestEntry {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  readonly mediaType: string;
  readonly identifier?: string | undefined;
  readonly marking?: string | undefined;
}

export function manifestEntry({ path, mediaType, bytes, identifier, marking }: Rendition): ManifestEntry {
  return {
    path,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    mediaType,
    identifier,
    marking: marking && formatMarking(marking),
  };
}

/** The manifest of a release as at a date. It lists every file but itself. */
export function formatManifest(entries: readonly ManifestEntry[], asAt: string): string {
  const files = [...entries].toSorted((a, b) => (a.path < b.path ? -1 : 1)).map((entry) => ({ ...entry }));
  return `${canonicalJson({ version: 1, asAt, files })}\n`;
}
