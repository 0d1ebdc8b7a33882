/** What stands in the folder of a cache, for tests of what it may hold. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deserialize } from 'node:v8';
import fc from 'fast-check';
import { rmSync } from 'node:fs';
import { filesIn } from './folder.ts';

/** The values that a cache keeps, by no name: names are keyed digests, as are the strings that stand here as "#". */
export function valuesIn(folder: string): readonly unknown[] {
  const shelves = Object.entries(filesIn(folder)).filter(([file]) => file.startsWith('shelves/') || file === 'files');
  const values = shelves.flatMap(([, bytes]): readonly unknown[] => {
    const body = bytes.subarray(bytes.indexOf(0x0a) + 1);
    // An index has rows of JSON behind their names, any other shelf is a structured clone, which begins with 0xff.
    const value: unknown = body[0] === 0xff ? deserialize(body) : rowsIn(body.toString());
    return value instanceof Map ? [...value.values()] : Object.values(value ?? {});
  });
  return values.map(withoutDigests).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function rowsIn(text: string): ReadonlyMap<string, unknown> {
  const rows = text.split('\n').slice(0, -1);
  return new Map(rows.map((row) => [row.slice(0, row.indexOf(' ')), rowValue(row.slice(row.indexOf(' ') + 1))]));
}

/** That of an entry has its members behind tabs, some of them absent. */
const rowValue = (row: string): unknown =>
  row.includes('\t') ? row.split('\t').map((text): unknown => JSON.parse(text || 'null')) : JSON.parse(row);

/** The times at which files were written, and where the disk holds them, differ from run to run. */
const OF_THE_DISK: ReadonlySet<string> = new Set(['written', 'identity']);

function withoutDigests(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/^[\w-]{27}$/, '#');
  if (value instanceof Map) return withoutDigests([...value]);
  if (Array.isArray(value)) return value.map(withoutDigests);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, OF_THE_DISK.has(name) ? 0 : withoutDigests(member)]),
  );
}

const flipped = (bytes: Uint8Array, at: number) => bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));

/** What may happen to the folder of a cache between two runs. */
export const mishap: fc.Arbitrary<(folder: string) => void> = fc.oneof(
  fc.constant(() => undefined),
  fc
    .tuple(fc.nat(), fc.nat(), fc.constantFrom('damaged', 'cut', 'gone'))
    .map(([which, where, what]) => (folder: string) => {
      const files = Object.keys(filesIn(folder));
      if (files.length === 0) return;
      const file = path.join(folder, files[which % files.length] ?? '');
      const bytes = readFileSync(file);
      const at = where % Math.max(1, bytes.length);
      if (what === 'gone') rmSync(file);
      else {
        // Not in place: the file may be a second name of one that was published.
        rmSync(file);
        writeFileSync(file, what === 'cut' ? bytes.subarray(0, at) : flipped(bytes, at));
      }
    }),
  fc.constant((folder: string) => rmSync(folder, { recursive: true, force: true })),
);
