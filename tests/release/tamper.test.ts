/**
 * Nothing of a release can be changed unseen: each file changed by one byte, removed, added or swapped with another; each field of the
 * manifest changed; the ledger cut, reordered, replaced, also by somebody who holds the key. Every case is found, with what is wrong.
 */
import { copyFileSync, cpSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { machine } from '../../src/host.ts';
import { sha256 } from '../../src/ledger/ledger.ts';
import { canonicalFile } from '../../src/model/canonical-json.ts';
import type { Manifest } from '../../src/model/manifest.ts';
import { trustedComment } from '../../src/release/manifest.ts';
import { openKey, signFile, type SecretKey } from '../../src/release/signing/signing.ts';
import { filesIn, folderOf } from '../support/folder.ts';
import { copyOfSite, manifestIn, smallRelease, wrongWith } from '../support/released.ts';

let folder = '';
let site = '';
let key: SecretKey | undefined;
let listed: readonly string[] = [];

beforeAll(async () => {
  folder = await smallRelease();
  site = copyOfSite(folder);
  key = await openKey(machine, path.join(folder, 'press.key'));
  listed = Object.keys(filesIn(site)).filter((file) => !/^manifest\.json/.test(file));
});

const wrong = (at = site) => wrongWith(at, path.join(folder, 'press.pub'));
const at = (file: string) => path.join(site, file);

/** Does harm, looks what is found, and puts everything back. */
function harmed(file: string, harm: (place: string) => void): readonly string[] {
  const kept = readFileSync(at(file));
  harm(at(file));
  const found = wrong();
  rmSync(at(file), { recursive: true, force: true });
  writeFileSync(at(file), kept);
  return found;
}

test('an untouched release is genuine', () => {
  expect(wrong()).toEqual([]);
  expect(listed.length).toBeGreaterThan(15);
});

describe('files', () => {
  test('each changed by one byte, at its start, in the middle and at its end', () => {
    for (const file of listed) {
      const bytes = readFileSync(at(file));
      for (const place of [0, Math.floor(bytes.length / 2), bytes.length - 1]) {
        const changed = bytes.with(place, (bytes[place] ?? 0) ^ 1);
        expect(harmed(file, (to) => writeFileSync(to, changed))).toEqual([
          `${file}: it was changed since it was published`,
        ]);
      }
    }
  });

  test('each cut short, made longer, emptied', () => {
    for (const file of listed) {
      const bytes = readFileSync(at(file));
      for (const changed of [bytes.subarray(0, -1), Buffer.concat([bytes, Buffer.from(' ')]), Buffer.alloc(0)])
        expect(harmed(file, (to) => writeFileSync(to, changed))[0]).toBe(
          `${file}: it was changed since it was published`,
        );
    }
  });

  test('each removed', () => {
    for (const file of listed) expect(harmed(file, (to) => rmSync(to))).toEqual([`${file}: it is missing`]);
  });

  test('each in the place of the next', () => {
    const kept = path.join(folderOf(), 'kept');
    for (const [index, one] of listed.entries()) {
      const other = listed[(index + 1) % listed.length] ?? '';
      if (readFileSync(at(one)).equals(readFileSync(at(other)))) continue;
      copyFileSync(at(one), kept);
      const found = harmed(other, (to) => {
        renameSync(to, at(one));
        copyFileSync(kept, to);
      });
      copyFileSync(kept, at(one));
      expect(found.toSorted()).toEqual(
        [
          `${one}: it was changed since it was published; it holds what belongs at ${other}`,
          `${other}: it was changed since it was published; it holds what belongs at ${one}`,
        ].toSorted(),
      );
    }
  });

  test('one added in each folder, under plain, hidden and strange names', () => {
    const folders = new Set(listed.map((file) => path.dirname(file)));
    for (const place of folders) {
      for (const name of ['added.html', '.added', 'index.html.gz', 'a b']) {
        const file = path.posix.join(place, name);
        writeFileSync(at(file), 'Added.');
        expect(wrong()).toEqual([`${file}: it does not belong to the release`]);
        rmSync(at(file));
      }
    }
  });

  test('a link in the place of a file, to the very same bytes', () => {
    const [file = ''] = listed;
    const copy = path.join(folderOf(), 'copy');
    copyFileSync(at(file), copy);
    const found = harmed(file, (to) => {
      rmSync(to);
      symlinkSync(copy, to);
    });
    expect(found).toEqual([`${file}: it is a link and no ordinary file`]);
  });
});

/** Every way to one value inside another. */
function ways(value: unknown, way: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (Array.isArray(value)) return value.flatMap((inner, index) => ways(inner, [...way, index]));
  if (value instanceof Object) return Object.entries(value).flatMap(([name, inner]) => ways(inner, [...way, name]));
  return [way];
}

function changedAt(value: unknown, [step, ...way]: readonly (string | number)[]): unknown {
  if (step === undefined) {
    if (typeof value === 'number') return value + 1;
    const text = String(value);
    return /^[0-9a-f]{64}$/.test(text) ? text.replace(/^./, (sign) => (sign === '0' ? '1' : '0')) : `${text}x`;
  }
  if (Array.isArray(value))
    return value.map((inner: unknown, index) => (index === step ? changedAt(inner, way) : inner));
  return { ...(value as object), [step]: changedAt((value as Record<string, unknown>)[step], way) };
}

function withManifest(manifest: Uint8Array | string, signature?: string): readonly string[] {
  const kept = readFileSync(at('manifest.json.minisig'));
  const found = harmed('manifest.json', (to) => {
    writeFileSync(to, manifest);
    if (signature !== undefined) writeFileSync(at('manifest.json.minisig'), signature);
  });
  writeFileSync(at('manifest.json.minisig'), kept);
  return found;
}

describe('the manifest', () => {
  test('each field changed, added to and left out', () => {
    const manifest: unknown = JSON.parse(manifestIn(site));
    const all = ways(manifest);
    expect(all.length).toBeGreaterThan(100);
    for (const way of all) {
      const found = withManifest(canonicalFile(changedAt(manifest, way)));
      expect(found, way.join('.')).toHaveLength(1);
      expect(found[0]).toMatch(/^manifest\.json/);
    }
    for (const name of Object.keys(manifest as object))
      expect(withManifest(canonicalFile({ ...(manifest as object), [name]: undefined })), name).toHaveLength(1);
  });

  test('a path, size or digest changed by somebody who holds the key', () => {
    const manifest = JSON.parse(manifestIn(site)) as Manifest;
    const resigned = (changed: Manifest) =>
      key ? withManifest(canonicalFile(changed), signFile(canonicalFile(changed), key, trustedComment(changed))) : [];
    expect(resigned(manifest)).toEqual([]);
    for (const index of manifest.files.keys()) {
      for (const name of ['size', 'sha256'] as const) {
        const found = resigned(changedAt(manifest, ['files', index, name]) as Manifest);
        expect(found, name).toEqual([`${manifest.files[index]?.path}: it was changed since it was published`]);
      }
    }
    for (const index of manifest.editions.keys())
      expect(resigned(changedAt(manifest, ['editions', index, 'edition']) as Manifest)).toEqual([
        `manifest.json: the digest of ${manifest.editions[index]?.identifier} is not that of the ledger`,
      ]);
  });

  test('its signature gone, of another file, of another key, with another comment', () => {
    const signature = readFileSync(at('manifest.json.minisig'), 'utf8');
    const bytes = readFileSync(at('manifest.json'));
    const other = (text: string) => withManifest(bytes, text);
    expect(harmed('manifest.json.minisig', (to) => rmSync(to))).toEqual([
      'manifest.json.minisig: the release is not signed',
    ]);
    expect(other(signature.replace('release:1', 'release:2'))).toEqual([
      'manifest.json.minisig: its trusted comment was changed',
    ]);
    expect(key && other(signFile(bytes, key, 'release:2\tas-at:2025-06-01\tfile:manifest.json'))).toEqual([
      'manifest.json.minisig: its trusted comment is not that of this manifest',
    ]);
    expect(
      key &&
        other(signFile(Buffer.from('x'), key, trustedComment({ release: 1, asAt: '2025-06-01' as Manifest['asAt'] }))),
    ).toEqual(['manifest.json.minisig: the file is not the one that was signed']);
  });
});

describe('the ledger, by somebody who holds the key', () => {
  const [buoys, lamps, newer] = ['buoys/2020', 'lamps/2019', 'lamps/2023'].map(
    (name) => `published/guidance/${name}.json`,
  ) as [string, string, string];

  /** Changes the entries of a copy and signs the manifest of what came of it. */
  function forged(
    forge: (site: string) => void,
    change: (manifest: Manifest) => Manifest = (same) => same,
  ): readonly string[] {
    const copy = path.join(folderOf(), 'site');
    cpSync(site, copy, { recursive: true });
    forge(copy);
    const manifest = JSON.parse(manifestIn(copy)) as Manifest;
    const present = filesIn(copy);
    const files = manifest.files.flatMap((file) => {
      const bytes = present[file.path];
      return bytes ? [{ ...file, size: bytes.length, sha256: sha256(bytes) }] : [];
    });
    const made = change({ ...manifest, files });
    writeFileSync(path.join(copy, 'manifest.json'), canonicalFile(made));
    if (key)
      writeFileSync(path.join(copy, 'manifest.json.minisig'), signFile(canonicalFile(made), key, trustedComment(made)));
    return wrong(copy);
  }

  const edited = (file: string, edit: (entry: Record<string, unknown>) => object) => (copy: string) => {
    const place = path.join(copy, file);
    writeFileSync(place, canonicalFile(edit(JSON.parse(readFileSync(place, 'utf8')) as Record<string, unknown>)));
  };

  test('as it is', () => expect(forged(() => undefined)).toEqual([]));

  test.each<readonly [string, (copy: string) => void, string]>([
    [
      'its last entry cut off',
      (copy) => rmSync(path.join(copy, newer)),
      'published: the ledger does not end where the manifest says, with entry 3',
    ],
    [
      'its first entry cut off',
      (copy) => rmSync(path.join(copy, buoys)),
      `${lamps}: Entry 1 is missing before this one, which is entry 2`,
    ],
    [
      'an entry taken out of the middle',
      (copy) => rmSync(path.join(copy, lamps)),
      `${newer}: Entry 2 is missing before this one, which is entry 3`,
    ],
    [
      'two entries in each other’s place',
      (copy) => {
        renameSync(path.join(copy, lamps), path.join(copy, 'kept'));
        renameSync(path.join(copy, newer), path.join(copy, lamps));
        renameSync(path.join(copy, 'kept'), path.join(copy, newer));
      },
      `${newer}: By its number and identifier this entry belongs at ${lamps}`,
    ],
    [
      'two numbers changed round',
      (copy) =>
        [
          edited(lamps, (entry) => ({ ...entry, number: 3 })),
          edited(newer, (entry) => ({ ...entry, number: 2 })),
        ].forEach((edit) => edit(copy)),
      `${newer}: The entry before it, ${buoys}, is not the one that it names: one of the two was replaced`,
    ],
    [
      'an entry with another date',
      edited(lamps, (entry) => ({ ...entry, published: '2020-01-01' })),
      `${newer}: The entry before it, ${lamps}, is not the one that it names: one of the two was replaced`,
    ],
    [
      'the last entry with another date',
      edited(newer, (entry) => ({ ...entry, published: '2020-01-01' })),
      'published: the ledger does not end where the manifest says, with entry 3',
    ],
    [
      'an entry with another word',
      (copy) =>
        writeFileSync(path.join(copy, lamps), readFileSync(path.join(copy, lamps), 'utf8').replace('daily', 'never')),
      `${lamps}: the text of "scope" is not that of its digest`,
    ],
  ])('%s', (_, forge, told) => {
    expect(forged(forge)).toContain(told);
  });
});

test('a folder that holds nothing', () => {
  const empty = folderOf();
  mkdirSync(path.join(empty, 'a'));
  expect(wrong(empty)).toEqual(['manifest.json: it is missing']);
});
