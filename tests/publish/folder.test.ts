/**
 * `press publish FOLDER`: the same laws as for a bucket, under a failing disk. The k-th call that writes fails; readers still see pages that lead
 * to files that are there, and a second run completes what the first began.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Host, HostFault, machine } from '../../src/host.ts';
import { openRelease, openTarget, publish, type SealedRelease } from '../../src/publish/publish.ts';
import { openPublicKey } from '../../src/release/signing/signing.ts';
import { copyOf } from '../support/copied.ts';
import { faultyHost, recordingHost } from '../support/faulty-host.ts';
import { filesIn, folderOf } from '../support/folder.ts';
import { pressHere } from '../support/press-here.ts';
import { shown, wrongForReaders } from '../support/reader-view.ts';
import { wrongWith } from '../support/released.ts';
import { type TwoReleases, twoReleases } from '../support/two-releases.ts';

let releases: TwoReleases;
beforeAll(async () => {
  releases = await twoReleases();
});

const publishHere = (target: string, release: string, ...more: readonly string[]) =>
  pressHere(['publish', target, '--release', release, '--key', 'press.pub', ...more], { in: releases.folder });

test('a first and a second release; nothing stands there besides but a record, and it is genuine', async () => {
  const target = path.join(folderOf(), 'www');
  expect(await publishHere(target, releases.first)).toMatchObject({
    exit: 0,
    out: expect.stringContaining('Published release 1 to'),
  });
  expect(shown(filesIn(target))).toEqual(shown(releases.firstFiles));
  const before = machine.look(path.join(target, '404.html'))?.identity;
  const { exit, out } = await publishHere(target, releases.second, '--format', 'json');
  expect(exit).toBe(0);
  const gone = Object.keys(releases.firstFiles).filter((file) => !(file in releases.secondFiles));
  expect(JSON.parse(out)).toMatchObject({ release: 2, removed: gone.length });
  expect(shown(filesIn(target))).toEqual(shown(releases.secondFiles));
  expect(existsSync(path.join(target, 'guidance/lights'))).toBe(false);
  expect(Object.keys(filesIn(path.join(target, '.published')))).toEqual(['record.json']);
  expect(wrongWith(target, path.join(releases.folder, 'press.pub'))).toEqual([]);
  // What did not change was not written.
  const [old, now] = [releases.firstFiles['404.html'], releases.secondFiles['404.html']];
  expect(old?.equals(now ?? Buffer.alloc(0))).toBe(true);
  expect(machine.look(path.join(target, '404.html'))?.identity).toBe(before);
  expect((await publishHere(target, releases.second)).out).toContain('shows release 2 already');
});

test('files of others stay, and are not written over', async () => {
  const target = folderOf({ 'google1.html': 'mine', 'guidance/lights/note.txt': 'mine', 'robots.txt': 'mine' });
  expect(await publishHere(target, releases.first)).toMatchObject({
    exit: 2,
    error: expect.stringContaining('"robots.txt" at'),
  });
  rmSync(path.join(target, 'robots.txt'));
  expect((await publishHere(target, releases.first)).exit).toBe(0);
  expect((await publishHere(target, releases.second)).exit).toBe(0);
  const standing = shown(filesIn(target));
  const mine = shown({ 'google1.html': Buffer.from('mine'), 'guidance/lights/note.txt': Buffer.from('mine') });
  expect(standing).toEqual({ ...shown(releases.secondFiles), ...mine });
});

describe('refused', () => {
  const unchanged = (target: string) => expect(existsSync(path.join(target, 'index.html'))).toBe(false);

  test.each<readonly [string, (target: string) => void, string]>([
    ['a symbolic link in it', (target) => symlinkSync('/etc/hostname', path.join(target, 'x')), '"x" in'],
    [
      'a link in the place of a folder',
      (target) => symlinkSync(folderOf(), path.join(target, 'guidance')),
      '"guidance" in',
    ],
    ['a file in the place of a folder', (target) => writeFileSync(path.join(target, 'assets'), ''), '"assets" at'],
    [
      'a folder in the place of a file',
      (target) => {
        mkdirSync(path.join(target, 'index.html'));
        writeFileSync(path.join(target, 'index.html/x'), '');
      },
      '"index.html/x" at',
    ],
  ])('%s', async (_, harm, words) => {
    const target = folderOf();
    harm(target);
    expect(await publishHere(target, releases.first)).toMatchObject({ exit: 2, error: expect.stringContaining(words) });
    if (words !== '"index.html/x" at') unchanged(target);
  });

  test('a link to a folder, a file, a folder in no folder, a folder of the release itself or of content', async () => {
    const place = folderOf({ file: '' });
    mkdirSync(path.join(place, 'real'));
    symlinkSync('real', path.join(place, 'link'));
    const told = async (target: string) => {
      const { exit, error } = await publishHere(target, releases.first);
      return `${exit} ${error}`;
    };
    expect(await told(path.join(place, 'link'))).toMatch(/^2 .* is a symbolic link; name the folder itself/);
    expect(await told(path.join(place, 'file'))).toMatch(/^2 .* is no folder/);
    expect(await told(path.join(place, 'no/site'))).toMatch(/^2 .*There is no folder/);
    expect(await told(path.join(releases.first, 'x'))).toMatch(/^2 .* must stand apart/);
    expect(await told(path.dirname(releases.first))).toMatch(/^2 .* must stand apart/);
    const content = folderOf({ 'press.yaml': '' });
    expect(await told(content)).toMatch(/^2 .* which holds content/);
    expect(await told(path.join(content, 'site'))).toMatch(/^2 .* which holds content/);
    expect(await told('dist')).toMatch(/^2 .* is a symbolic link/);
  });

  test('a link in the place of its own folder: nothing is written where it leads, not even for a moment', async () => {
    const [target, elsewhere] = [folderOf(), folderOf()];
    symlinkSync(elsewhere, path.join(target, '.published'));
    const calls: string[] = [];
    const store = await openTarget(recordingHost(calls), target, releases.folder, {
      endpoint: undefined,
      thorough: false,
    });
    await expect(store.claim(false)).rejects.toThrow('".published" in');
    expect(calls.filter((call) => call.startsWith('create'))).toEqual([]);
  });

  test('a manifest that is another one after it was proved', () => {
    const manifest = path.join(releases.first, 'manifest.json');
    const trust = [openPublicKey(machine, path.join(releases.folder, 'press.pub'))];
    for (const nth of [1, 2, 3]) {
      let count = 0;
      const host: Host = {
        ...machine,
        read(file, identity) {
          const bytes = machine.read(file, identity);
          if (file !== manifest || ++count !== nth) return bytes;
          return Buffer.from(Buffer.from(bytes).toString().replace('A harbour', 'A tarbour'));
        },
      };
      const open = () => openRelease(host, releases.first, 'first', trust);
      if (nth === 2) expect(open()).toMatchObject({ problems: [{ path: 'manifest.json.minisig' }] });
      else expect(open).toThrow('manifest.json changed while the release was being published');
    }
  });

  test('while another run publishes there; the lock of one that was killed is broken', async () => {
    const { id, machine: name, birth } = machine.process;
    const target = folderOf({ '.published/lock': `${id}\n${name}\n${birth(id) ?? ''}\n` });
    expect(await publishHere(target, releases.first)).toMatchObject({
      exit: 3,
      error: expect.stringMatching(/^press: Another run \(process \d+\) is publishing to the same place/),
    });
    unchanged(target);
    writeFileSync(path.join(target, '.published/lock'), `999999999\n${name}\nnever\n`);
    expect(await publishHere(target, releases.first)).toMatchObject({
      exit: 0,
      error: expect.stringContaining('A run before this one was killed; its lock was removed.'),
    });
  });

  test.skipIf(process.getuid?.() === 0)('a folder that cannot be written', async () => {
    const target = folderOf();
    chmodSync(target, 0o555);
    expect(await publishHere(target, releases.first)).toMatchObject({ exit: 3 });
  });
});

describe('a disk that fails', () => {
  const opened = (site: string) => {
    const release = openRelease(machine, site, site, undefined);
    if ('problems' in release) throw new Error('the release is not whole');
    return release;
  };
  const run = async (host: Host, target: string, release: SealedRelease) => {
    const store = await openTarget(host, target, releases.folder, { endpoint: undefined, thorough: false });
    return publish(store, release, { older: false, replace: false, takeOver: true, dryRun: false });
  };
  /** In a short run every so many calls. */
  const STRIDE = process.env['PRESS_LONG'] === '1' ? 1 : 23;
  const CODES = ['ENOSPC', 'EIO', 'EACCES'];

  test.each([
    ['the first release', undefined],
    ['the second release', 'first'],
  ] as const)('%s, at every call, as after a kill', { timeout: 900_000 }, async (_, base) => {
    const [first, second] = [opened(releases.first), opened(releases.second)];
    const start = path.join(folderOf(), 'www');
    if (base) await run(machine, start, first);
    else mkdirSync(start);
    const after = base ? second : first;
    const [old, now] = base ? [releases.firstFiles, releases.secondFiles] : [undefined, releases.firstFiles];
    let failures = 0;
    for (let failing = 1; ; failing += STRIDE) {
      const target = copyOf(start);
      const failed = await run(faultyHost(failing, CODES[failing % 3] ?? 'EIO', true), target, after).then(
        () => false,
        (cause: unknown) => {
          if (cause instanceof HostFault) return true;
          throw cause;
        },
      );
      expect([failing, ...wrongForReaders(filesIn(target), old, now)]).toEqual([failing]);
      // The process that was "killed" is this one, and it lives.
      rmSync(path.join(target, '.published/lock'), { force: true });
      await run(machine, target, after);
      expect([failing, shown(filesIn(target))]).toEqual([failing, shown(now)]);
      expect(Object.keys(filesIn(path.join(target, '.published')))).toEqual(['record.json']);
      rmSync(target, { recursive: true });
      if (!failed) break;
      failures++;
    }
    expect(failures).toBeGreaterThan(150 / STRIDE);
  });

  test('what is on the disk when: files before the names that lead to them', async () => {
    const target = path.join(folderOf(), 'www');
    await run(machine, target, opened(releases.first));
    const calls: string[] = [];
    await run(recordingHost(calls), target, opened(releases.second));
    const steps = calls.map((call) => call.replaceAll(`${target}/`, '').replaceAll(target, '.'));
    const at = (pattern: RegExp) => steps.flatMap((call, index) => (pattern.test(call) ? [index] : []));
    // A page that changes is renamed after all new files have their names on the disk; the manifest after all pages; and nothing is
    // removed before the manifest is on the disk.
    const [created] = [at(/^create \.published\/incoming\//)];
    const shownNow = at(/^rename \.published\/incoming\/[0-9a-f]{64}-\w+ (?!manifest)/);
    const pointed = at(/^rename \S+ manifest\.json/);
    const removed = at(/^remove guidance\/lights/);
    const synced = at(/^syncFolder \.$/);
    expect(created.length).toBeGreaterThan(20);
    expect(Math.max(...created.filter((index) => index < (pointed[0] ?? 0)))).toBeLessThan(pointed[0] ?? 0);
    expect(Math.max(...shownNow)).toBeLessThan(Math.min(...pointed));
    expect(pointed).toHaveLength(2);
    expect(synced.some((index) => index > Math.max(...shownNow) && index < Math.min(...pointed))).toBe(true);
    expect(synced.some((index) => index > Math.max(...pointed) && index < Math.min(...removed))).toBe(true);
    expect(readFileSync(path.join(target, '.published/record.json'), 'utf8')).toContain('"whole":true');
  });
});
