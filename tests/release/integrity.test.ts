/**
 * Attacks on a release, one test each, as somebody meets them who runs `press verify`; `tamper.test.ts` has every file and field. RI-8 and
 * RI-9, which are of publishing, stand in `tests/publish/interrupted.test.ts`.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { machine } from '../../src/host.ts';
import { sha256 } from '../../src/ledger/ledger.ts';
import { canonicalFile } from '../../src/model/canonical-json.ts';
import { billOfMaterials, installationOf } from '../../src/release/bill-of-materials.ts';
import { parseManifest } from '../../src/release/manifest.ts';
import { openKey, openPublicKey, signFile } from '../../src/release/signing/signing.ts';
import { folderOf } from '../support/folder.ts';
import { pressHere } from '../support/press-here.ts';
import { copyOfSite, LAMPS_2023, manifestIn, smallRelease } from '../support/released.ts';

let folder = '';
let first = '';
let second = '';
beforeAll(async () => {
  folder = await smallRelease();
  first = copyOfSite(folder);
  const more = LAMPS_2023.replaceAll('2023', '2025').replace('twice a day', 'thrice a day');
  writeFileSync(path.join(folder, 'content/guidance/lamps/2025.md'), more);
  expect((await pressHere(['release', '--key', 'press.key'], { in: folder })).exit).toBe(0);
  second = copyOfSite(folder);
  process.env['XDG_STATE_HOME'] = path.join(folder, 'state');
});

const verify = (site: string, ...more: readonly string[]) =>
  pressHere(['verify', site, '--key', path.join(folder, 'press.pub'), ...more], { in: folder });

/** A copy with something done to it. */
function harmed(site: string, harm: (copy: string) => void): string {
  const copy = path.join(folderOf(), 'site');
  cpSync(site, copy, { recursive: true });
  harm(copy);
  return copy;
}

const PAGE = 'guidance/lamps/2019/index.html';

test('RI-1 one byte of a published file changed', async () => {
  const site = harmed(second, (copy) => {
    const bytes = readFileSync(path.join(copy, PAGE));
    writeFileSync(path.join(copy, PAGE), bytes.with(99, (bytes[99] ?? 0) ^ 1));
  });
  expect(await verify(site)).toMatchObject({
    exit: 4,
    error: `Not genuine.\n${PAGE}: it was changed since it was published.\n`,
  });
});

test('RI-2 a file added, a file removed', async () => {
  const added = harmed(second, (copy) => writeFileSync(path.join(copy, 'added.html'), ''));
  expect(await verify(added)).toMatchObject({
    exit: 4,
    error: 'Not genuine.\nadded.html: it does not belong to the release.\n',
  });
  const removed = harmed(second, (copy) => rmSync(path.join(copy, PAGE)));
  expect(await verify(removed)).toMatchObject({ exit: 4, error: `Not genuine.\n${PAGE}: it is missing.\n` });
});

test('names of files in the words of a verdict are one line and nothing that a terminal obeys', async () => {
  const names = ['x\u001b[2J\u001b[HGenuine', 'x\nGenuine: release 2', 'x\u202egpj.lmth', 'x\u009b2J'];
  const site = harmed(second, (copy) => {
    for (const name of names) writeFileSync(path.join(copy, name), '');
  });
  const shown = ['x\\u{1b}[2J\\u{1b}[HGenuine', 'x\\u{a}Genuine: release 2', 'x\\u{202e}gpj.lmth', 'x\\u{9b}2J'];
  const { exit, error } = await verify(site);
  expect(exit).toBe(4);
  expect(error.split('\n').toSorted()).toEqual(
    ['', 'Not genuine.', ...shown.map((name) => `${name}: it does not belong to the release.`)].toSorted(),
  );
  const file = await verify(path.join(site, names[0] ?? ''), '--release', second);
  expect({ exit: file.exit, lines: file.error.split('\n').length }).toEqual({ exit: 4, lines: 3 });
  expect(file.error).not.toContain('\u001b');
});

test('RI-3 a published edition changed in its source and released again', async () => {
  const copy = path.join(folderOf(), 'work');
  cpSync(folder, copy, { recursive: true, verbatimSymlinks: true });
  const file = path.join(copy, 'content/guidance/lamps/2019.md');
  writeFileSync(file, readFileSync(file, 'utf8').replace('daily', 'never'));
  const { exit, error } = await pressHere(['release', '--key', 'press.key'], { in: copy });
  expect(exit).toBe(1);
  expect(error).toContain('error published-differs The principle “care” has other words than when it was published.');
});

test('RI-4 an old release served as the current one', async () => {
  expect((await verify(second)).exit).toBe(0);
  expect(await verify(first)).toMatchObject({
    exit: 4,
    error: 'Not genuine.\nmanifest.json: this is release 1, and release 2 was seen before: it is out of date.\n',
  });
  expect((await verify(first, '--any-release')).exit).toBe(0);
  const { previous, release } = JSON.parse(manifestIn(second)) as { previous: string; release: number };
  expect({ release, previous }).toEqual({ release: 2, previous: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

test('RI-5 files of two releases mixed', async () => {
  const file = 'guidance/lamps/index.html';
  const site = harmed(second, (copy) => cpSync(path.join(first, file), path.join(copy, file)));
  expect(await verify(site)).toMatchObject({
    exit: 4,
    error: `Not genuine.\n${file}: it was changed since it was published.\n`,
  });
});

describe('RI-6 a manifest that is no canonical one is refused before its signature is looked at', () => {
  const text = () => manifestIn(second);
  const problem = (changed: string) => {
    const read = parseManifest(new TextEncoder().encode(changed));
    return 'problem' in read ? read.problem : undefined;
  };
  const withPath = (path_: string) => {
    const manifest = JSON.parse(text()) as { files: { path: string }[] };
    const files = [...manifest.files.slice(1), { ...manifest.files[0], path: path_ }].toSorted((a, b) =>
      a.path < b.path ? -1 : 1,
    );
    return new TextDecoder().decode(canonicalFile({ ...manifest, files }));
  };
  test.each<readonly [string, () => string, string]>([
    [
      'a key twice',
      () => text().replace('{"asAt":', '{"asAt":"2020","asAt":'),
      'it is not in canonical form: a key stands twice or out of order, or white space was added',
    ],
    ['white space', () => text().replace('":', '": '), 'it is not in canonical form'],
    [
      'keys in another order',
      () => text().replace(/^\{("asAt":"[^"]*"),("audience":"public"),/, '{$2,$1,'),
      'it is not in canonical form',
    ],
    ['no line end', () => text().trimEnd(), 'it is not in canonical form'],
    [
      'a number that is none',
      () => text().replace('"release":2', '"release":2.5'),
      'it holds values that have no canonical form',
    ],
    ['an unknown field', () => text().replace('"version":1}', '"version":1,"x":1}'), 'unknown field "x"'],
    [
      'a newer version',
      () => text().replace('"version":1}', '"version":2}'),
      'it is of version 2; a newer guidance-press made it, and can read it',
    ],
    ['a path that leads out', () => withPath('a/../../x'), 'its form is wrong at "files.'],
    ['an absolute path', () => withPath('/etc/passwd'), 'its form is wrong at "files.'],
    ['a path with a backslash', () => withPath('a\\b'), 'its form is wrong at "files.'],
    ['the manifest itself', () => withPath('manifest.json'), 'its form is wrong at "files.'],
    [
      'two paths that differ in case',
      () => withPath('Guidance/lamps/2019/index.html'),
      'stands for the same file as another path',
    ],
    ['a file where a folder is', () => withPath('guidance'), 'stands for the same file as another path'],
    ['a file twice', () => withPath(PAGE), 'its files are out of order, or one is listed twice'],
    ['no JSON', () => 'hello', 'it is no JSON in UTF-8'],
    [
      'ten thousand brackets',
      () => `${'['.repeat(10_000)}${']'.repeat(10_000)}\n`,
      'it holds values that have no canonical form',
    ],
  ])('%s', (_, changed, told) => expect(problem(changed())).toContain(told));
});

describe('RI-7 keys that are not to be trusted', () => {
  const keyId = () => openPublicKey(machine, path.join(folder, 'press.pub')).id;

  /** A list with the key of the release, made and signed by the commands for it. */
  const listWith = async (...edits: readonly (readonly string[])[]) => {
    const place = folderOf();
    const act = async (...words: readonly string[]) => {
      const { exit, error } = await pressHere(['keys', ...words], { in: place });
      expect({ words, exit, error }).toEqual({ words, exit: 0, error: '' });
    };
    await act('new', '--out', 'root.key');
    for (const edit of edits) await act(...edit);
    await act('sign', 'keys.json', '--key', 'root.key');
    return place;
  };
  const verifyWith = (place: string) =>
    pressHere(['verify', second, '--keys', path.join(place, 'keys.json'), '--root', path.join(place, 'root.pub')], {
      in: folder,
    });
  const added = (...dates: readonly string[]) => ['add', 'keys.json', path.join(folder, 'press.pub'), ...dates];

  test.each<readonly [string, () => readonly (readonly string[])[], string]>([
    [
      'revoked',
      () => [added(), ['revoke', 'keys.json', keyId(), '--reason', 'It was copied.']],
      'was revoked: It was copied.\n',
    ],
    [
      'retired before the date of the release',
      () => [added(), ['retire', 'keys.json', keyId(), '--until', '2025-05-31']],
      'was used until 2025-05-31, and the release is as at 2025-06-01',
    ],
    ['not yet in use', () => [added('--from', '2026-01-01')], 'was used from 2026-01-01'],
  ])('%s', async (_, edits, words) => {
    const { exit, error } = await verifyWith(await listWith(...edits()));
    expect({ exit, error }).toEqual({ exit: 4, error: expect.stringContaining(words) });
  });

  test('one that is in use is accepted, also after another has come', async () => {
    const place = await listWith(added('--from', '2025-01-01', '--until', '2025-12-31'));
    expect((await verifyWith(place)).exit).toBe(0);
    await pressHere(['keys', 'new', '--out', 'next.key'], { in: place });
    await pressHere(['keys', 'add', 'keys.json', 'next.pub', '--from', '2026-01-01'], { in: place });
    // Changed and not signed again.
    expect(await verifyWith(place)).toMatchObject({ exit: 2, error: expect.stringContaining('cannot be trusted') });
    await pressHere(['keys', 'sign', 'keys.json', '--key', 'root.key'], { in: place });
    expect((await verifyWith(place)).exit).toBe(0);
    expect(await pressHere(['keys', 'show', 'keys.json', '--root', 'root.pub'], { in: place })).toMatchObject({
      exit: 0,
      out: expect.stringMatching(
        /^[0-9A-F]{16} {2}from 2025-01-01 until 2025-12-31\n[0-9A-F]{16} {2}from 2026-01-01\n$/,
      ),
    });
  });

  test('of dates that are not full, "until" has all of its year or month in it', async () => {
    expect((await verifyWith(await listWith(added('--until', '2025')))).exit).toBe(0);
    expect((await verifyWith(await listWith(added('--from', '2025-06-01', '--until', '2025-06')))).exit).toBe(0);
    expect((await verifyWith(await listWith(added('--until', '2024')))).exit).toBe(4);
  });

  test('an old release stays out of date when the newer one was signed with the key that came after', async () => {
    const copy = path.join(folderOf(), 'work');
    cpSync(folder, copy, { recursive: true, verbatimSymlinks: true });
    await pressHere(['keys', 'new', '--out', 'next.key'], { in: copy });
    expect((await pressHere(['release', '--key', 'next.key'], { in: copy })).exit).toBe(0);
    const place = await listWith(added(), ['add', 'keys.json', path.join(copy, 'next.pub')]);
    process.env['XDG_STATE_HOME'] = folderOf();
    const trust = ['--keys', path.join(place, 'keys.json'), '--root', path.join(place, 'root.pub')];
    const told = (site: string) => pressHere(['verify', site, ...trust], { in: copy });
    expect((await told('dist')).exit).toBe(0);
    expect(await told(second)).toMatchObject({ exit: 4, error: expect.stringContaining('release 3 was seen before') });
    process.env['XDG_STATE_HOME'] = path.join(folder, 'state');
  });

  test('a list with a weak or missing trusted comment, and one that another key signed', async () => {
    const place = await listWith(added());
    const file = path.join(place, 'keys.json');
    const root = await openKey(machine, path.join(place, 'root.key'));
    if (!root) throw new Error('no root key');
    const sealed = readFileSync(`${file}.minisig`, 'utf8');
    const bytes = readFileSync(file);
    const comment = 'trusted comment: guidance-press key list';
    for (const [signature, words] of [
      [signFile(bytes, root, 'timestamp:1'), 'its trusted comment is not that of a list of keys'],
      [sealed.replace(comment, 'trusted comment: other'), 'its trusted comment was changed'],
      [sealed.replace(/trusted comment: guid[^]*$/, ''), 'it has no trusted comment'],
      [readFileSync(path.join(second, 'manifest.json.minisig'), 'utf8'), 'it was made with the key'],
    ] as const) {
      writeFileSync(`${file}.minisig`, signature);
      expect(await verifyWith(place)).toMatchObject({ exit: 2, error: expect.stringContaining(words) });
    }
  });

  test.each<readonly [string, readonly string[], string]>([
    ['a list of nothing', ['sign', 'none.json', '--key', 'root.key'], 'There is no list of keys "none.json"'],
    ['the root key in its own list', ['sign', 'keys.json', '--key', 'own.key'], 'is in the list itself'],
    ['a key twice', ['add', 'keys.json', 'own.pub'], 'is in the list already'],
    ['an unknown key', ['revoke', 'keys.json', 'ABC', '--reason', 'Lost'], 'There is no key "ABC" in the list'],
    ['no reason', ['revoke', 'keys.json', 'ABC'], 'Say why the key no longer counts'],
    [
      'dates in the wrong order',
      ['add', 'keys.json', 'root.pub', '--from', '2026', '--until', '2025'],
      'cannot be used until',
    ],
    [
      'no such act',
      ['drop', 'keys.json'],
      'There is no "press keys drop"; there is new, add, retire, revoke, sign, show',
    ],
  ])('press keys refuses %s', async (_, words, told) => {
    const place = await listWith(added());
    await pressHere(['keys', 'new', '--out', 'own.key'], { in: place });
    await pressHere(['keys', 'add', 'keys.json', 'own.pub'], { in: place });
    const { exit, error } = await pressHere(['keys', ...words], { in: place });
    expect({ exit, error }).toEqual({ exit: 2, error: expect.stringContaining(told) });
  });

  test('unknown', async () => {
    const other = folderOf();
    await pressHere(['keys', 'new', '--out', 'other.key'], { in: other });
    const { exit, error } = await pressHere(['verify', second, '--key', path.join(other, 'other.pub')], { in: folder });
    expect({ exit, error }).toEqual({
      exit: 4,
      error: expect.stringMatching(/key [0-9A-F]{16}, which is not one that was named/),
    });
    expect(openPublicKey(machine, path.join(other, 'other.pub')).id).toHaveLength(16);
  });

  test('none named is wrong usage: silence is no trust', async () => {
    delete process.env['PRESS_PUBLIC_KEY'];
    expect(await pressHere(['verify', second], { in: folder })).toMatchObject({ exit: 2 });
    expect(await pressHere(['verify', second, '--unsigned'], { in: folder })).toMatchObject({
      exit: 0,
      out: expect.stringContaining('its signature was not looked at'),
    });
  });

  test('of a secret key that others may read', async () => {
    const place = folderOf();
    await pressHere(['keys', 'new', '--out', 'open.key'], { in: place });
    writeFileSync(path.join(place, 'copy.key'), readFileSync(path.join(place, 'open.key')), { mode: 0o644 });
    const { exit, error } = await pressHere(['release', '--key', path.join(place, 'copy.key')], { in: folder });
    expect({ exit, error }).toEqual({
      exit: 2,
      error: expect.stringMatching(/^press: Others may read or change the key file .* chmod 600/),
    });
    expect(await pressHere(['release', '--key', path.join(place, 'open.pub')], { in: folder })).toMatchObject({
      exit: 2,
      error: expect.stringMatching(
        /^press: ".*open\.pub" is a public key, which signs nothing; name the secret key file/,
      ),
    });
    expect(await pressHere(['release', '--key', place], { in: folder })).toMatchObject({
      exit: 2,
      error: expect.stringContaining('is a folder; name the secret key file itself.'),
    });
    expect(await pressHere(['keys', 'new', '--out', 'open.key'], { in: place })).toMatchObject({
      exit: 2,
      error: expect.stringContaining('a key is never written over'),
    });
  });
});

describe('RI-10 packages that were tampered with', () => {
  interface Locked {
    readonly version?: string;
    readonly integrity?: string;
    readonly inBundle?: boolean;
    readonly hasInstallScript?: boolean;
  }
  const json = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as unknown;
  const locked = () => Object.entries((json('package-lock.json') as { packages: Record<string, Locked> }).packages);

  test('every package that the program is installed with has its digest in the lock file', () => {
    const without = locked().filter(([name, { integrity, inBundle }]) => name !== '' && !integrity && !inBundle);
    expect(without.map(([name]) => name)).toEqual([]);
    expect(locked().every(([, { integrity = 'sha512-' }]) => integrity.startsWith('sha512-'))).toBe(true);
  });

  test('none needs a script that runs when it is installed, and neither do we: npm ci --ignore-scripts does', () => {
    expect(locked().flatMap(([name, { hasInstallScript }]) => (hasInstallScript ? [name] : []))).toEqual([]);
    const { scripts } = json('package.json') as { scripts: Record<string, string> };
    const run = ['preinstall', 'install', 'postinstall', 'prepare', 'preprepare', 'postprepare', 'prepublish'];
    expect(Object.keys(scripts).filter((name) => run.includes(name))).toEqual([]);
  });

  test('every version is pinned', () => {
    const { dependencies, optionalDependencies, devDependencies } = json('package.json') as Record<string, object>;
    const asked = Object.entries({ ...dependencies, ...optionalDependencies, ...devDependencies });
    expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(String(version)))).toEqual([]);
  });

  test('a release keeps the list of packages that made it, those that npm knows, and its digest in the provenance', () => {
    const records = path.join(folder, '.press/sealed/dist/2');
    const bytes = readFileSync(path.join(records, 'sbom.json'));
    interface Bill {
      readonly specVersion: string;
      readonly components: readonly { purl: string; hashes?: readonly object[] }[];
    }
    const bill = JSON.parse(String(bytes)) as Bill;
    // npm marks what is there for developers only; its own bill of materials leaves out more, but agrees in what it has.
    const { packages } = json('node_modules/.package-lock.json') as {
      packages: Record<string, Locked & { readonly dev?: boolean; readonly devOptional?: boolean }>;
    };
    const needed = Object.entries(packages).flatMap(([place, { version, dev, devOptional }]) => {
      const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return dev || devOptional ? [] : [`pkg:npm/${name.replace('@', '%40')}@${version}`];
    });
    const ours = new Map(bill.components.map(({ purl, hashes }) => [purl, hashes]));
    expect([...ours.keys()].toSorted()).toEqual([...new Set(needed)].toSorted());
    const npm = spawnSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev'], { encoding: 'utf8' });
    const theirs = JSON.parse(npm.stdout) as Bill;
    expect(theirs.components.length).toBeGreaterThan(100);
    expect(theirs.components.filter(({ purl, hashes }) => !isDeepStrictEqual(ours.get(purl), hashes))).toEqual([]);
    expect(bill.specVersion).toBe(theirs.specVersion);
    const { payload } = json(path.join(records, 'provenance.json')) as { payload: string };
    expect(String(Buffer.from(payload, 'base64'))).toContain(
      `"byproducts":[{"digest":{"sha256":"${sha256(bytes)}"},"name":"sbom.json"}]`,
    );
    // It is no part of what readers get.
    expect(existsSync(path.join(second, 'sbom.json'))).toBe(false);
  });

  test('the list is the same to the byte each time, and where npm left none it says so', () => {
    const installation = installationOf(machine);
    expect(billOfMaterials(installation)).toEqual(billOfMaterials(installationOf(machine)));
    const alone = String(Buffer.from(billOfMaterials({ ...installation, installed: undefined })));
    expect(alone).toContain('"aggregate":"incomplete"');
  });

  test('of a package that the program contains, the list names what it contains, whatever npm installed beside it', () => {
    const own = { name: 'own', version: '1.0.0', dependencies: { a: '1.0.0' } };
    const a = { name: 'a', version: '1.0.0', dependencies: { b: '^2.0.0' } };
    const b = (version: string) => ({ name: 'b', version });
    const bill = billOfMaterials({
      own,
      from: 'node_modules/own',
      contained: new Map([['node_modules/b', b('2.0.0')]]),
      installed: new Map(Object.entries({ 'node_modules/own/node_modules/a': a, 'node_modules/b': b('2.0.1') })),
    });
    const { components } = JSON.parse(String(Buffer.from(bill))) as { components: { purl: string }[] };
    expect(components.map(({ purl }) => purl)).toEqual(['pkg:npm/a@1.0.0', 'pkg:npm/b@2.0.0']);
  });
});

test('an unsigned release says so, and must be asked for behind a signed one; an internal one is refused, a rollback is told of', async () => {
  const copy = path.join(folderOf(), 'work');
  cpSync(folder, copy, { recursive: true, verbatimSymlinks: true });
  expect(await pressHere(['release', '--audience', 'internal'], { in: copy })).toMatchObject({ exit: 2 });
  // A build server that lost its key would otherwise replace what can be proved by what cannot.
  expect(await pressHere(['release'], { in: copy })).toMatchObject({
    exit: 2,
    error: expect.stringContaining('What stands there is signed, and this would not be'),
  });
  const unsigned = await pressHere(['release', '--unsigned'], { in: copy });
  expect(unsigned).toMatchObject({ exit: 0, error: expect.stringContaining('The release is not signed') });
  expect(existsSync(path.join(copy, 'dist/manifest.json.minisig'))).toBe(false);
  expect(await pressHere(['rollback'], { in: copy })).toMatchObject({
    exit: 0,
    out: expect.stringContaining('shows release 2 again'),
  });
  expect(await pressHere(['rollback'], { in: copy })).toMatchObject({
    exit: 2,
    error: expect.stringContaining('There is no release before this one'),
  });
  // The number still only rises.
  expect(await pressHere(['release', '--key', 'press.key'], { in: copy })).toMatchObject({
    exit: 0,
    out: expect.stringContaining('as number 4'),
  });
});
