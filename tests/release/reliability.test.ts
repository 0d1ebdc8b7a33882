/** Faults of the machine that a release must bear, one test each; what holds at every call, and at any moment, is in `release-faults` and `killed`. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { HostFault, machine, replaceFile } from '../../src/host.ts';
import { build } from '../../src/pipeline.ts';
import { openPlace, witness } from '../../src/release/release.ts';
import { copyOf } from '../support/copied.ts';
import { faultyHost } from '../support/faulty-host.ts';
import { filesIn, folderOf } from '../support/folder.ts';
import { pressHere } from '../support/press-here.ts';
import { SMALL, smallRelease } from '../support/released.ts';

let base = '';
beforeAll(async () => {
  base = await smallRelease();
});

const buildIn = (folder: string, host = machine) =>
  build(host, {
    content: path.join(folder, 'content'),
    out: path.join(folder, 'dist'),
    audience: 'public',
    formats: ['json'],
  });

describe('disks', () => {
  test.each([
    ['RE-1 a disk that is full', 'ENOSPC', 'the disk is full'],
    ['RE-4 a target that is read-only, found before anything is read', 'EROFS', 'the file system is read-only'],
  ])('%s: one sentence, exit 3, the old site as it was', async (_, code, told) => {
    const folder = copyOf(base);
    const before = filesIn(path.join(folder, 'dist'));
    let reads = 0;
    const failing = code === 'EROFS' ? 1 : 6;
    const fault = new HostFault(code, `Cannot write dist: ${told}.`, undefined);
    let calls = 0;
    const host = {
      ...machine,
      read: (file: string, identity?: string) => (reads++, machine.read(file, identity)),
      ...Object.fromEntries(
        (['create', 'makeFolder'] as const).map((name) => [
          name,
          (...args: readonly [string, Uint8Array]) => {
            if (++calls >= failing) throw fault;
            machine[name](...args);
          },
        ]),
      ),
    };
    await expect(buildIn(folder, host)).rejects.toBe(fault);
    if (code === 'EROFS') expect(reads).toBe(0);
    expect(filesIn(path.join(folder, 'dist'))).toEqual(before);
    expect(existsSync(path.join(folder, '.press/staging-dist'))).toBe(false);
  });

  test('RE-2 a file that is replaced is the old one until it is the new one', () => {
    const folder = folderOf({ 'a.json': 'old' });
    const full = {
      ...machine,
      create: () => {
        throw new HostFault('ENOSPC', 'Full.', undefined);
      },
    };
    expect(() => replaceFile(full, path.join(folder, 'a.json'), Buffer.from('new'))).toThrow('Full');
    expect(readFileSync(path.join(folder, 'a.json'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['a.json']);
  });

  test('RE-3 half of the files written: readers see none of them', async () => {
    const folder = copyOf(base);
    const before = filesIn(path.join(folder, 'dist'));
    await expect(buildIn(folder, faultyHost(9, 'ENOSPC', false))).rejects.toThrow(HostFault);
    expect(filesIn(path.join(folder, 'dist'))).toEqual(before);
  });

  test('RE-5 a release folder is named by its number and the digest of its manifest; what a killed run left is swept', async () => {
    const folder = copyOf(base);
    expect(readdirSync(path.join(folder, '.press/releases'))).toEqual([expect.stringMatching(/^dist-1-[0-9a-f]{16}$/)]);
    mkdirSync(path.join(folder, '.press/staging-dist/guidance'), { recursive: true });
    writeFileSync(path.join(folder, '.press/pending-dist.json'), '{"cut');
    expect((await pressHere(['release', '--key', 'press.key'], { in: folder })).exit).toBe(0);
    expect(readdirSync(path.join(folder, '.press')).filter((name) => /staging|pending|lock/.test(name))).toEqual([]);
  });

  test('RE-8 a folder of somebody else’s in the way is left alone', async () => {
    const folder = folderOf({ ...SMALL, 'dist/mine.txt': 'Mine.' });
    const { exit, error } = await pressHere(['release'], { in: folder });
    expect({ exit, error }).toEqual({
      exit: 2,
      error: expect.stringContaining('is in the way: it was not made by a build'),
    });
    expect(Object.keys(filesIn(path.join(folder, 'dist')))).toEqual(['mine.txt']);
  });
});

describe('RE-7 two at once', () => {
  const { id, machine: name, birth } = machine.process;
  const locked = async (text: string) => {
    const folder = copyOf(base);
    writeFileSync(path.join(folder, '.press/dist.lock'), text);
    return { folder, ...(await pressHere(['build', '--only', 'json'], { in: folder })) };
  };

  test.each([
    [
      'by a process that lives',
      `${process.ppid}\n${name}\n${birth(process.ppid) ?? ''}\n`,
      `Another run (process ${process.ppid})`,
    ],
    ['by another machine', `1\nelsewhere\nboot 1\n`, 'Another run (machine elsewhere, process 1)'],
  ])('held %s: the second fails and says by whom', async (_, text, told) => {
    const { exit, error, folder } = await locked(text);
    expect({ exit, error }).toEqual({ exit: 3, error: expect.stringContaining(told) });
    expect(readFileSync(path.join(folder, '.press/dist.lock'), 'utf8')).toBe(text);
  });

  test.each([
    ['by a process that is gone', `4194304\n${name}\n\n`],
    ['by one whose number another process has now', `${id}\n${name}\nan earlier boot\n`],
    ['by one that was killed while it made the lock', `12`],
  ])('left %s: the lock is broken, and that is told', async (_, text) => {
    if (text.startsWith(`${id}\n`) && birth(id) === undefined) return; // the system does not tell when a process began
    const { exit, error, folder } = await locked(text);
    expect({ exit, error }).toEqual({ exit: 0, error: 'A run before this one was killed; its lock was removed.\n' });
    expect(existsSync(path.join(folder, '.press/dist.lock'))).toBe(false);
  });

  test('of several that find a dead lock one gets it', () => {
    const folder = folderOf({ '.press/dist.lock': `4194304\n${name}\n\n` });
    const place = openPlace(machine, path.join(folder, 'dist'));
    expect(() => openPlace(machine, path.join(folder, 'dist'))).toThrow('Another run');
    place.close();
    openPlace(machine, path.join(folder, 'dist')).close();
  });
});

describe('time', () => {
  test('RE-10 a clock far in the past makes no release that is older than the last', async () => {
    process.env['SOURCE_DATE_EPOCH'] = '0';
    const { exit, error } = await pressHere(['release', '--key', 'press.key'], { in: copyOf(base) });
    delete process.env['SOURCE_DATE_EPOCH'];
    expect({ exit, error }).toEqual({
      exit: 2,
      error: expect.stringContaining('A release as at 1970-01-01 cannot follow one as at 2025-06-01'),
    });
  });
});

describe('RE-13 content that changes while a release is made', () => {
  const racing = async (change: (folder: string) => void) => {
    const folder = copyOf(base);
    const content = path.join(folder, 'content');
    writeFileSync(
      path.join(content, 'guidance/buoys/2021.md'),
      `${SMALL['content/guidance/buoys/2020.md']}`
        .replaceAll('2020', '2021')
        .replace('text: full', 'text: full\nchanges:\n  - note: N.'),
    );
    const before = filesIn(path.join(folder, 'dist'));
    const watched = witness(machine, content);
    let changed = false;
    const { host } = watched;
    const breathe = () => {
      if (!changed) change(content);
      changed = true;
      return Promise.resolve();
    };
    const seal = {
      unsigned: true,
      content,
      witness: { ...watched, host: { ...host, process: { ...host.process, breathe } } },
      parameters: {},
      version: '1',
    };
    const made = build(machine, {
      content,
      out: path.join(folder, 'dist'),
      audience: 'public',
      formats: ['json'],
      seal,
    });
    await expect(made).rejects.toThrow(/changed while/);
    expect(filesIn(path.join(folder, 'dist'))).toEqual(before);
  };

  test.each<readonly [string, (content: string) => void]>([
    ['a document', (content) => writeFileSync(path.join(content, 'guidance/lamps/2019.md'), 'Other.')],
    [
      'a document that was read already, put back but for a space',
      (content) =>
        writeFileSync(path.join(content, 'guidance/buoys/2020.md'), `${SMALL['content/guidance/buoys/2020.md']} \n`),
    ],
    [
      'press.yaml',
      (content) => writeFileSync(path.join(content, 'press.yaml'), `${SMALL['content/press.yaml']}notice: New.\n`),
    ],
    ['a document that came', (content) => writeFileSync(path.join(content, 'guidance/lamps/2024.md'), 'New.')],
    ['a document that went', (content) => rmSync(path.join(content, 'guidance/buoys/2020.md'))],
  ])('%s', async (_, change) => racing(change));
});

describe('RE-17 a run that is interrupted', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s ends it with %i, without a lock and without anything staged', async (signal, due) => {
    const folder = copyOf(base);
    const child = spawn(process.execPath, [path.resolve('lib/cli/press.js'), 'release', '--unsigned'], {
      cwd: folder,
      stdio: 'ignore',
    });
    const exit = await new Promise((resolve) => {
      child.on('exit', (code, by) => resolve(code ?? by));
      const wait = () =>
        existsSync(path.join(folder, '.press/staging-dist')) ? child.kill(signal) : setImmediate(wait);
      wait();
    });
    expect(exit).toBe(due);
    expect(readdirSync(path.join(folder, '.press')).toSorted()).not.toContain('dist.lock');
    expect(existsSync(path.join(folder, '.press/staging-dist'))).toBe(false);
  });
});
