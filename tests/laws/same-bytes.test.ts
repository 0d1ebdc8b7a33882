/**
 * Law 3: the same source gives the same bytes. Whole releases of the real program, made in eight environments that differ in folder, time
 * zone, locale, home, day, mask of rights, memory, cache, order of files and threads, are compared byte for byte, ledger and signature included.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { press } from '../support/command.ts';
import { filesIn, folderOf } from '../support/folder.ts';
import { hasTool } from '../support/tool.ts';

interface Surrounding {
  readonly name: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** In front of the program's own words. */
  readonly before?: readonly string[];
  readonly deeper?: string;
  readonly backwards?: true;
  /** Whether a build was made there before, by which a cache is full. */
  readonly warm?: true;
}

const shell = (setting: string) => ['sh', '-c', `${setting}; exec "$@"`, 'sh'];
const faketime = (day: string) => (hasTool('faketime') ? ['faketime', '-f', day] : []);

const SURROUNDINGS: readonly Surrounding[] = [
  { name: 'UTC, no locale', environment: { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' } },
  { name: 'a zone fourteen hours ahead, Swedish', environment: { TZ: 'Pacific/Kiritimati', LC_ALL: 'sv_SE.UTF-8' } },
  {
    name: 'a zone of half hours, Turkish, no home',
    environment: { TZ: 'America/St_Johns', LC_ALL: 'tr_TR.UTF-8', HOME: '/nonexistent' },
  },
  {
    name: 'a deep folder with a strange name, little memory',
    deeper: 'a b/ü/deeper',
    environment: { NODE_OPTIONS: '--max-old-space-size=400 --max-semi-space-size=1' },
  },
  { name: 'a mask that hides from others', before: shell('umask 077') },
  { name: 'a day long past', before: faketime('1999-12-31 23:59:58') },
  {
    name: 'a day far ahead, one thread',
    before: faketime('2037-03-29 01:59:59'),
    environment: { UV_THREADPOOL_SIZE: '1' },
  },
  { name: 'files made in another order, a cache that is full', backwards: true, warm: true },
];

let keys = '';
beforeAll(() => {
  keys = folderOf();
  press(['keys', 'new', '--out', 'press.key'], { in: keys });
});

/** Copies files one by one, so that they stand in their folders in another order. */
function copyBackwards(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from).toSorted().toReversed()) {
    const [source, copy] = [path.join(from, name), path.join(to, name)];
    if (statSync(source).isDirectory()) copyBackwards(source, copy);
    else writeFileSync(copy, readFileSync(source));
  }
}

function released({ environment, before = [], deeper = '', backwards, warm }: Surrounding, index: number) {
  const folder = path.join(folderOf(), deeper);
  if (backwards) copyBackwards('content', path.join(folder, 'content'));
  else cpSync('content', path.join(folder, 'content'), { recursive: true });
  utimesSync(path.join(folder, 'content/press.yaml'), index * 1e8, index * 1e8);
  if (warm) press(['build'], { in: folder });
  const words = [process.execPath, path.resolve('lib/cli/press.js'), 'release', '--key', path.join(keys, 'press.key')];
  const [program = '', ...rest] = [...before, ...words];
  const ran = spawnSync(program, rest, { cwd: folder, encoding: 'utf8', env: { ...process.env, ...environment } });
  expect({ exit: ran.status, error: ran.stderr }).toEqual({ exit: 0, error: '' });
  const ledger = Object.entries(filesIn(path.join(folder, 'content/published')));
  return {
    ...filesIn(path.join(folder, 'dist')),
    ...Object.fromEntries(ledger.map(([file, bytes]) => [`ledger ${file}`, bytes])),
  };
}

test(
  `a release of all of content/ in eight environments${hasTool('faketime') ? '' : ' (all on one day: faketime is not installed)'}`,
  { timeout: 600_000 },
  () => {
    const [first = {}, ...others] = SURROUNDINGS.map(released);
    expect(Object.keys(first).length).toBeGreaterThan(30);
    for (const [index, other] of others.entries()) {
      const { name } = SURROUNDINGS[index + 1] ?? { name: '' };
      expect(Object.keys(other), name).toEqual(Object.keys(first));
      const differing = Object.entries(other).filter(([file, bytes]) => !bytes.equals(first[file] ?? Buffer.alloc(0)));
      expect(
        differing.map(([file]) => file),
        name,
      ).toEqual([]);
    }
  },
);

test(
  'a second build in the same place changes nothing, and the site stays where it was, also with a cache that is damaged',
  {
    timeout: 600_000,
  },
  () => {
    const folder = folderOf();
    cpSync('content', path.join(folder, 'content'), { recursive: true });
    press(['build'], { in: folder });
    const first = filesIn(path.join(folder, 'dist'));
    press(['build'], { in: folder });
    expect(filesIn(path.join(folder, 'dist'))).toEqual(first);
    const cache = path.join(folder, '.press/cache');
    for (const file of Object.keys(filesIn(cache))) {
      const bytes = readFileSync(path.join(cache, file));
      // Not in place: the file may be a second name of one of the site.
      rmSync(path.join(cache, file));
      writeFileSync(path.join(cache, file), bytes.fill(0x20, bytes.length >> 1));
    }
    press(['build'], { in: folder });
    expect(filesIn(path.join(folder, 'dist'))).toEqual(first);
  },
);
