/**
 * Faults that lie between two runs, or in what surrounds them, one test each: what a killed build leaves to the next, a damaged cache, zone and
 * locale, another Node, news that is lost. `reliability.test.ts` has those of disks, locks and clocks.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { machine } from '../../src/host.ts';
import { formatDate, parseDate } from '../../src/model/date.ts';
import { compareText } from '../../src/model/text.ts';
import { openDesk } from '../../src/dev/desk.ts';
import { editorLink } from '../../src/dev/dev.ts';
import { build } from '../../src/pipeline.ts';
import { openPress } from '../../src/render/render.ts';
import { recordingHost } from '../support/faulty-host.ts';
import { type Files, filesIn, folderOf } from '../support/folder.ts';
import { guidance, PRESS } from '../support/inspected.ts';
import { pressHere } from '../support/press-here.ts';
import { SMALL } from '../support/released.ts';

const PROGRAM = path.resolve('lib/cli/press.js');
const LONG = process.env['PRESS_LONG'] === '1';

describe('RE-6 what is published is written through to the disk, and what is looked at is not written', () => {
  const contentIn = (folder: string) => path.join(folder, 'content');

  test('every file and folder of a build', async () => {
    const folder = folderOf(SMALL);
    const calls: string[] = [];
    const out = path.join(folder, 'dist');
    const request = { content: contentIn(folder), out, audience: 'public', formats: ['json'] } as const;
    await build(recordingHost(calls), request);
    // `create` syncs the file, as `release-faults` says where it shows the order of all calls.
    const staging = path.join(folder, '.press/staging-dist');
    const due = Object.keys(filesIn(out)).map((file) => `create ${staging}/${file}`);
    expect(due.filter((call) => !calls.includes(call))).toEqual([]);
    const folders = new Set(Object.keys(filesIn(out)).map((file) => path.dirname(path.join(staging, file))));
    expect([...folders].filter((one) => !calls.includes(`syncFolder ${one}`))).toEqual([]);
  });

  test('nothing of a preview', async () => {
    const calls: string[] = [];
    const host = recordingHost(calls);
    const request = { content: contentIn(folderOf(SMALL)), audience: 'public', link: editorLink('none') } as const;
    const desk = openDesk(host, openPress(host), request, () => undefined);
    expect((await desk.page('guidance/lamps/2023/index.html')).how).toBe('current');
    await desk.examine();
    expect(calls).toEqual([]);
  });
});

describe('RE-9 zone and locale', () => {
  const before = process.env['TZ'];
  afterEach(() => {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });

  test.each(['UTC', 'America/New_York', 'Pacific/Kiritimati'])('a day is that day in %s', (zone) => {
    process.env['TZ'] = zone;
    expect(new Date('2026-03-29T00:00:00Z').getDate()).toBe(zone === 'America/New_York' ? 28 : 29);
    expect(formatDate(parseDate('2026-03-29') ?? expect.fail('is a date'))).toBe('29 March 2026');
  });

  test('names are sorted by their characters, and not as a language sorts them', () =>
    expect(['ä', 'z', 'a', 'Z', 'é'].toSorted(compareText)).toEqual(['Z', 'a', 'z', 'ä', 'é']));
});

const OTHER_NODE = process.env['PRESS_OTHER_NODE'];
const versionOf = (node: string) => spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.trim();

test.skipIf(OTHER_NODE === undefined)(
  `RE-11 the same bytes with another Node (${OTHER_NODE === undefined ? 'skipped: PRESS_OTHER_NODE names none' : versionOf(OTHER_NODE)})`,
  { timeout: 120_000 },
  () => {
    const [one, other] = [process.execPath, OTHER_NODE ?? ''].map((node) => {
      const folder = folderOf(SMALL);
      expect(spawnSync(node, [PROGRAM, 'build'], { cwd: folder }).status).toBe(0);
      return filesIn(path.join(folder, 'dist'));
    });
    expect(other).toEqual(one);
  },
);

/** So many works that the cache has put the first of them away long before the last is made. */
const WORKS = LONG ? 1_000 : 60;

const manyWorks = (): Files => {
  // Names as long as each other: in the order of their addresses they are in that of their numbers.
  const works = Array.from({ length: WORKS }, (_, at) => `content/guidance/w${at + 1000}/2019.md`);
  const text = (at: number) => guidance(`## Aim {#aim}\n\n${`Work ${at} has words of its own. `.repeat(20)}\n`);
  return { 'content/press.yaml': PRESS, ...Object.fromEntries(works.map((file, at) => [file, text(at)])) };
};

const inodes = (folder: string) => Object.keys(filesIn(folder)).map((file) => statSync(path.join(folder, file)).ino);

test(
  'RE-12 a large build that is killed: the next goes on from what is done, to the bytes of one that was not',
  { timeout: 300_000 },
  async () => {
    const [folder, whole] = [folderOf(manyWorks()), folderOf(manyWorks())];
    const words = [PROGRAM, 'build', '--only', 'json'];
    const child = spawn(process.execPath, words, { cwd: folder, stdio: 'ignore' });
    const late = path.join(folder, `.press/staging-dist/guidance/w${1000 + Math.floor(WORKS * 0.9)}`);
    const killed = await new Promise((resolve) => {
      child.on('exit', (_, signal) => resolve(signal));
      const wait = () => (existsSync(late) ? child.kill('SIGKILL') : setTimeout(wait, 2));
      wait();
    });
    expect(killed).toBe('SIGKILL');
    expect(existsSync(path.join(folder, 'dist'))).toBe(false);
    const done = new Set(inodes(path.join(folder, '.press/cache')));
    const again = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' });
    expect(again).toMatchObject({ status: 0, stderr: 'A run before this one was killed; its lock was removed.\n' });
    await pressHere(['build', '--only', 'json', '--no-cache'], { in: whole });
    expect(filesIn(path.join(folder, 'dist'))).toEqual(filesIn(path.join(whole, 'dist')));
    // What was made before the kill stands in the site by a second name.
    const kept = inodes(path.join(folder, 'dist')).filter((one) => done.has(one));
    expect(kept.length).toBeGreaterThan(WORKS / 4);
  },
);

describe('RE-14 news of a change that is lost', () => {
  const file = 'guidance/a/2019.md';
  const contentOf = (words: string) => guidance(`## Aim {#aim}\n\n${words}\n`);

  test('press check goes by what the files hold, also where size and time are as they were', async () => {
    const folder = folderOf({ 'content/press.yaml': PRESS, [`content/${file}`]: contentOf('See the aim.') });
    const place = path.join(folder, 'content', file);
    const { atime, mtime, size } = statSync(place);
    expect((await pressHere(['check'], { in: folder })).exit).toBe(0);
    writeFileSync(place, contentOf('See [a](#b).'));
    utimesSync(place, atime, mtime);
    expect(statSync(place).size).toBe(size);
    expect((await pressHere(['check'], { in: folder })).exit).toBe(1);
  });

  test('the preview sees by itself that its folder holds something else than what it read', async () => {
    const content = folderOf({ 'press.yaml': PRESS, [file]: contentOf('Be kind.') });
    const request = { content, audience: 'public', link: editorLink('none') } as const;
    const desk = openDesk(machine, openPress(machine), request, () => undefined);
    const page = async () => String((await desk.page('guidance/a/2019/index.html')).rendition?.bytes);
    const before = await page();
    expect(desk.moved()).toBe(false);
    writeFileSync(path.join(content, file), contentOf('Be kinder than that.'));
    expect(desk.moved()).toBe(true);
    desk.reread([]);
    expect(await page()).not.toBe(before);
    expect(desk.moved()).toBe(false);
  });
});

test('RE-16 a cache of which every file is damaged changes nothing of a release', { timeout: 300_000 }, async () => {
  const [folder, whole] = [folderOf(SMALL), folderOf(SMALL)];
  expect((await pressHere(['build'], { in: folder })).exit).toBe(0);
  const cache = path.join(folder, '.press/cache');
  const files = Object.keys(filesIn(cache));
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) {
    const place = path.join(cache, file);
    const bytes = readFileSync(place);
    rmSync(place);
    writeFileSync(place, Buffer.from(bytes).fill(0x20, Math.floor(bytes.length / 2)));
  }
  for (const one of [folder, whole]) expect((await pressHere(['release'], { in: one })).exit).toBe(0);
  expect(filesIn(path.join(folder, 'dist'))).toEqual(filesIn(path.join(whole, 'dist')));
  expect((await pressHere(['build'], { in: folder })).exit).toBe(0);
});
