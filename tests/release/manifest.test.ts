/** What the manifest says of a release, and the canonical form it is written in. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../src/model/canonical-json.ts';
import { press } from '../support/command.ts';
import { townCorpus } from '../support/corpus.ts';
import { filesIn, folderOf } from '../support/folder.ts';

describe('canonical JSON', () => {
  test.each([
    [{ b: 1, a: 'x' }, '{"a":"x","b":1}'],
    [{ é: 1, z: 2, Z: 3 }, '{"Z":3,"z":2,"é":1}'],
    [{ absent: undefined, there: [] }, '{"there":[]}'],
    [{ 9: 'b', 10: 'a' }, '{"10":"a","9":"b"}'],
    [{ a: true, b: -0, c: 'ä"' }, '{"a":true,"b":0,"c":"ä\\""}'],
    ['quote " and \u2028 line', '"quote \\" and \u2028 line"'],
  ])('%j', (value, text) => expect(canonicalJson(value)).toBe(text));

  test.each([[1.5], [Number.NaN], [2 ** 60], [{ a: 1.5 }]])('%j has none', (value) =>
    expect(() => canonicalJson(value)).toThrow('no canonical number'),
  );
  test.each([['\ud800'], [{ a: '\ud800' }], [{ '\ud800': 'a' }]])('a lone surrogate has none: %j', (value) =>
    expect(() => canonicalJson(value)).toThrow('surrogate'),
  );
});

test('the manifest lists every file but itself, with size, SHA-256, media type, identifier and marking', () => {
  const names = ['press.yaml', 'guidance/elms/2019.md', 'guidance/elms/2023.md'];
  const folder = folderOf(Object.fromEntries(names.map((file) => [`content/${file}`, townCorpus()[file] ?? ''])));
  press(['build'], { in: folder });
  const { 'manifest.json': manifest, ...files } = filesIn(path.join(folder, 'dist'));
  const text = String(manifest);
  const {
    version,
    asAt,
    files: listed,
  } = JSON.parse(text) as { version: number; asAt: string; files: { path: string; size: number; sha256: string }[] };
  expect({ version, asAt }).toEqual({ version: 1, asAt: '2025-06-01' });
  expect(text).toBe(`${canonicalJson(JSON.parse(text))}\n`);
  expect(listed.map((entry) => entry.path).toSorted()).toEqual(Object.keys(files).toSorted());
  for (const { path: file, size, sha256 } of listed) {
    const bytes = files[file] ?? Buffer.alloc(0);
    expect({ size, sha256 }).toEqual({ size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  }
  expect(listed).toContainEqual(
    expect.objectContaining({
      path: 'guidance/elms/2019..2023/elms-2019..2023.pdf',
      mediaType: 'application/pdf',
      identifier: 'guidance/elms@2019..2023',
      marking: 'OFFICIAL',
    }),
  );
});
