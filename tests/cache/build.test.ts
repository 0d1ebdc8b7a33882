/**
 * Law 3 for the cache: a build that goes on from the builds before publishes, byte for byte, what a build from nothing publishes,
 * whatever was edited and whatever became of the cache in between.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cache, cacheFolder, noCache, openCache } from '../../src/cache/cache.ts';
import { type Host, HostFault, machine } from '../../src/host.ts';
import { build, type BuildRequest } from '../../src/pipeline.ts';
import { mishap } from '../support/cache.ts';
import { press } from '../support/command.ts';
import { type Files, filesIn, folderOf } from '../support/folder.ts';
import { documentOf, guidance, PRESS } from '../support/inspected.ts';
import { PLAIN, pngOf } from '../support/picture-files.ts';

const LONG = process.env['PRESS_LONG'] === '1';

const CHANGES = 'changes:\n  - note: All of it.\n    clauses: [aim]\n';

const TEXTS: Files = {
  plain: guidance('## Aim {#aim}\n\nBe kind.\n', CHANGES),
  titled: guidance('## Purpose {#aim}\n\nBe kind.\n', CHANGES),
  duty: guidance('## Aim {#aim}\n\nOfficers must be kind. See [there](../b/2019.md#aim).\n', CHANGES),
  shown: guidance(
    '## Aim {#aim}\n\n![A dot](../../pictures/dot.png)\n\n::include{file="../../boilerplate/p/1.md"}\n',
    CHANGES,
  ),
  withholding: guidance('## Aim {#aim}\n\n:::withheld{ground="s.31(1)(a)"}\nA secret.\n:::\n\nBe kind.\n', CHANGES),
};
const PASSAGES: Files = {
  one: documentOf('boilerplate', 'A passage.\n'),
  other: documentOf('boilerplate', 'Another passage.[^1]\n\n[^1]: With a note.\n'),
};

type Edit = (root: string) => void;

function save(root: string, file: string, text: string | Uint8Array = ''): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

const EDITIONS = ['guidance/a/2019.md', 'guidance/a/2023.md', 'guidance/c/2021.md'];

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(fc.constantFrom(...EDITIONS, 'guidance/b/2019.md'), fc.constantFrom(...Object.keys(TEXTS))).map(
    ([file, text]): Edit =>
      (root) =>
        save(root, file, TEXTS[text]?.toString().replaceAll('2019', file.slice(-7, -3))),
  ),
  fc.constantFrom(...Object.keys(PASSAGES)).map(
    (text): Edit =>
      (root) =>
        save(root, 'boilerplate/p/1.md', PASSAGES[text]),
  ),
  fc.constantFrom(...EDITIONS).map(
    (file): Edit =>
      (root) =>
        rmSync(path.join(root, file), { force: true }),
  ),
  fc.constantFrom(PRESS, PRESS.replace('Papers', 'Letters'), PRESS.replace('2025', '2020')).map(
    (text): Edit =>
      (root) =>
        save(root, 'press.yaml', text),
  ),
  fc.integer({ min: 1, max: 2 }).map(
    (width): Edit =>
      (root) =>
        save(root, 'pictures/dot.png', pngOf({ ...PLAIN, width })),
  ),
);

const START: Files = {
  'press.yaml': PRESS,
  'guidance/b/2019.md': TEXTS['plain'] ?? '',
  'boilerplate/p/1.md': PASSAGES['one'] ?? '',
  'pictures/dot.png': pngOf(PLAIN),
};

async function published(root: string, place: string, cache: Cache, host: Host = machine) {
  const out = path.join(root, place, 'dist');
  const request: BuildRequest = { content: root, out, audience: 'public', formats: ['html', 'pdf', 'json'] };
  const { published: made, ...told } = await build(host, request, cache.watch());
  expect(cache.close()).toBeUndefined();
  return { told: JSON.parse(JSON.stringify(told)) as unknown, files: made ? filesIn(out) : {} };
}

const cacheOf = (root: string) => cacheFolder(path.join(root, '.kept/dist'), 'public');
const goingOn = (root: string, host: Host = machine) =>
  published(root, '.kept', openCache(host, cacheOf(root), 'public'), host);

describe('a build that goes on from the builds before', () => {
  test('publishes what a build from nothing publishes', { timeout: LONG ? 3_600_000 : 900_000 }, async () => {
    const property = fc.asyncProperty(
      fc.array(fc.tuple(edit, mishap), { minLength: 1, maxLength: LONG ? 6 : 4 }),
      async (steps) => {
        const root = folderOf(START);
        for (const [change, befall] of steps) {
          change(root);
          const afresh = await published(root, '.afresh', noCache(machine));
          expect(await goingOn(root)).toEqual(afresh);
          if (existsSync(cacheOf(root))) befall(cacheOf(root));
          expect(await goingOn(root)).toEqual(afresh);
        }
      },
    );
    await fc.assert(property, { numRuns: LONG ? 100 : 1 });
  });

  test('publishes a text that stands twice, or under another name than before, where it stands', async () => {
    // Names that are kept side by side: what is known of one work is not to be taken for what is known of the other.
    const root = folderOf({ ...START, 'guidance/a/2019.md': TEXTS['plain'] ?? '' });
    await goingOn(root);
    save(root, 'guidance/q/2019.md', TEXTS['plain']);
    expect(await goingOn(root)).toEqual(await published(root, '.afresh', noCache(machine)));
    renameSync(path.join(root, 'guidance/q/2019.md'), path.join(root, 'guidance/q/2018.md'));
    const { files } = await goingOn(root);
    expect(Object.keys(files)).toContain('guidance/q/2018/index.html');
    expect(Object.keys(files)).not.toContain('guidance/q/2019/index.html');
  });

  test('writes no file that stayed as it was, and renders nothing again', async () => {
    const root = folderOf({ ...START, 'guidance/a/2019.md': TEXTS['plain'] ?? '' });
    await goingOn(root);
    const before = statSync(path.join(root, '.kept/dist/guidance/b/2019/index.html'));
    save(root, 'guidance/a/2019.md', TEXTS['titled']);
    const written: string[] = [];
    const host: Host = {
      ...machine,
      create(file, bytes) {
        written.push(file);
        machine.create(file, bytes);
      },
    };
    await goingOn(root, host);
    const after = statSync(path.join(root, '.kept/dist/guidance/b/2019/index.html'));
    expect(after.ino).toBe(before.ino);
    expect(written.filter((file) => file.includes('guidance/b/2019/'))).toEqual([]);
  });

  test('looks for what is withheld in new files only, and in all of them as soon as something else is', async () => {
    const secret = (words: string) => String(TEXTS['withholding']).replace('A secret.', words);
    const root = folderOf({ ...START, 'guidance/c/2021.md': secret('The lamp stands behind the green door.') });
    const read: string[] = [];
    const host: Host = {
      ...machine,
      read(file, identity) {
        if (/\/objects\/..\//.test(file)) read.push(file);
        return machine.read(file, identity);
      },
    };
    const readAfter = async (change: () => void) => {
      change();
      read.length = 0;
      const { files } = await goingOn(root, host);
      const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
      const paths = new Map(Object.entries(files).map(([file, bytes]) => [digest(bytes), file]));
      return read.map((file) => paths.get(path.basename(file)));
    };
    // Pages around documents are made again, and those that are the same held against what is stored.
    const isOfWork = (file: string | undefined) => file?.startsWith('guidance/b/') === true;
    await readAfter(() => undefined);
    expect((await readAfter(() => save(root, 'guidance/a/2019.md', TEXTS['plain']))).filter(isOfWork)).toEqual([]);
    const other = await readAfter(() =>
      save(root, 'guidance/c/2021.md', secret('The key lies under the third stone.')),
    );
    expect(other).toEqual(
      expect.arrayContaining([
        'guidance/b/2019/index.html',
        'guidance/b/2019/b-2019.pdf',
        'guidance/a/2019/index.html',
      ]),
    );
  });

  test('keeps of what was published before no more than a few times what is published', async () => {
    const root = folderOf(START);
    const size = (files: Files) => Object.values(files).reduce((sum, { length }) => sum + length, 0);
    const sizes: number[] = [];
    for (let count = 0; count < 12; count++) {
      save(root, 'press.yaml', PRESS.replace('Papers', `Papers ${count}`));
      await goingOn(root);
      sizes.push(size(filesIn(path.join(cacheOf(root), 'objects'))));
    }
    const [one = 0] = sizes;
    // Once, what is idle twice, and a quarter that may come before that is looked at; titles have another length from ten on.
    expect(Math.max(...sizes)).toBeLessThan(one * 3.3);
    expect(Math.max(...sizes)).toBeGreaterThan(one * 2);
  });

  test('writes files where the disk has no second names for them', async () => {
    const root = folderOf(START);
    const afresh = await published(root, '.afresh', noCache(machine));
    const host: Host = {
      ...machine,
      link(_, name) {
        throw new HostFault('EPERM', `Cannot write ${name}: no.`, undefined);
      },
    };
    expect(await goingOn(root, host)).toEqual(afresh);
  });
});

describe('press build', () => {
  const content = (): string => {
    const root = folderOf(Object.fromEntries(Object.entries(START).map(([file, text]) => [`content/${file}`, text])));
    return root;
  };

  test('knows that nothing changed, and publishes anew what was changed in the site', { timeout: 300_000 }, () => {
    const root = content();
    const first = press(['build'], { in: root });
    expect(first).toMatchObject({ exit: 0, error: '' });
    const files = filesIn(path.join(root, 'dist'));
    expect(press(['build'], { in: root })).toEqual(first);
    rmSync(path.join(root, 'dist/index.html'));
    expect(press(['build'], { in: root })).toEqual(first);
    expect(filesIn(path.join(root, 'dist'))).toEqual(files);
    rmSync(path.join(root, '.press/cache'), { recursive: true });
    expect(press(['build', '--no-cache'], { in: root })).toEqual(first);
    expect(existsSync(path.join(root, '.press/cache'))).toBe(false);
  });

  test('goes on without a cache that it cannot use, saying so once', { timeout: 300_000 }, () => {
    const root = content();
    mkdirSync(path.join(root, '.press'));
    writeFileSync(path.join(root, '.press/cache'), '');
    const { exit, error } = press(['build'], { in: root });
    expect(exit).toBe(0);
    expect(error).toMatch(/^The cache is not used: cannot make the folder .*: a part of the path is no folder\.\n$/);
    expect(existsSync(path.join(root, 'dist/index.html'))).toBe(true);
  });
});
