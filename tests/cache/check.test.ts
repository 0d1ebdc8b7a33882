/**
 * A run that goes on from the runs before says what a run says that knows nothing of them, whatever was edited and whatever
 * became of the cache in between; and where nothing changed, no document is read again.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cacheFolder, leaning, noCache, openCache, recalled } from '../../src/cache/cache.ts';
import { type Host, HostFault, machine } from '../../src/host.ts';
import { examine } from '../../src/examine.ts';
import { build } from '../../src/pipeline.ts';
import { type Memory, openMemory } from '../../src/read/read.ts';
import { mishap } from '../support/cache.ts';
import { type Files, filesIn, folderOf } from '../support/folder.ts';
import { documentOf, guidance, PRESS } from '../support/inspected.ts';
import { PLAIN, pngOf } from '../support/picture-files.ts';

const QUOTE = ':::quote{from="../b/2019.md#aim"}\nBe kind.\n:::\n';

const TEXTS: Files = {
  plain: guidance('## Aim {#aim}\n\nBe kind.\n'),
  other: guidance('## Aim {#aim}\n\nBe mild.\n'),
  duty: guidance('## Aim {#aim}\n\nOfficers must be kind.\n'),
  quoting: guidance(`${QUOTE}\n[There](../b/2019.md#aim)\n`),
  including: guidance('![A dot](../../pictures/dot.png)\n\n::include{file="../../boilerplate/p/1.md"}\n'),
  withholding: guidance(':::withheld{ground="s.31(1)(a)"}\nA secret.\n:::\n\nBe kind.\n'),
  passage: documentOf('boilerplate', 'A passage.\n'),
  broken: '---\ntitle: [\n---\n:::withheld\n',
};

const FILES = ['guidance/a/2019.md', 'guidance/a/2023.md', 'guidance/b/2019.md', 'boilerplate/p/1.md'];
/** So long ago that entries tell whether a file changed. */
const SETTLED = new Date('2020-01-01T00:00:00Z');

type Edit = (root: string) => void;

function save(root: string, file: string, text: string | Uint8Array): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

const cacheOf = (root: string) => path.join(root, '.press/cache/internal');

const cached = (root: string) => Object.keys(existsSync(cacheOf(root)) ? filesIn(cacheOf(root)) : {});

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(fc.constantFrom(...FILES), fc.constantFrom(...Object.keys(TEXTS))).map(
    ([file, text]): Edit =>
      (root) =>
        save(root, file, TEXTS[text] ?? ''),
  ),
  fc.constantFrom(...FILES, 'guidance/a', 'schemes').map(
    (file): Edit =>
      (root) =>
        rmSync(path.join(root, file), { recursive: true, force: true }),
  ),
  fc.constantFrom(PRESS, `${PRESS}rules: {edition-order: error}\n`, `${PRESS}descriptors: [NEW]\n`).map(
    (text): Edit =>
      (root) =>
        save(root, 'press.yaml', text),
  ),
  fc.integer({ min: 1, max: 2 }).map(
    (width): Edit =>
      (root) =>
        save(root, 'pictures/dot.png', pngOf({ ...PLAIN, width })),
  ),
  fc.constant<Edit>((root) => save(root, 'schemes/grounds.yaml', 'grounds:\n  - name: own\n    title: Our own\n')),
);

/** A whole run with the cache of the folder: what it says, and whether it was known before. */
async function examined(root: string, host: Host = machine) {
  const cache = openCache(host, cacheOf(root), 'internal');
  let known = true;
  const findings = await recalled(cache, ['check', root], async (watched, watchedCache) => {
    known = false;
    return examine(watched, root, undefined, undefined, watchedCache).findings;
  });
  expect(cache.close()).toBeUndefined();
  return { findings, known };
}

/** As a value that went through a file. */
const told = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('a run that goes on from the runs before', () => {
  test('says what a run from nothing says', { timeout: 600_000 }, async () => {
    const property = fc.asyncProperty(
      fc.array(fc.tuple(edit, mishap), { minLength: 1, maxLength: 6 }),
      async (steps) => {
        const root = folderOf({ 'press.yaml': PRESS, 'guidance/b/2019.md': TEXTS['plain'] ?? '' });
        for (const [change, befall] of steps) {
          change(root);
          const afresh = told(examine(machine, root, undefined, undefined, noCache(machine)).findings);
          expect(told((await examined(root)).findings)).toEqual(afresh);
          befall(cacheOf(root));
          expect(told((await examined(root)).findings)).toEqual(afresh);
        }
      },
    );
    await fc.assert(property, { numRuns: process.env['PRESS_LONG'] === '1' ? 300 : 6 });
  });

  const settled = (files: Files) => {
    const root = folderOf(files);
    for (const file of Object.keys(files)) utimesSync(path.join(root, file), SETTLED, SETTLED);
    return root;
  };

  test('knows what it said when nothing changed, also after a file was touched, and not when one holds something else', async () => {
    const root = settled({ 'press.yaml': PRESS, 'guidance/a/2019.md': TEXTS['plain'] ?? '' });
    const file = path.join(root, 'guidance/a/2019.md');
    expect((await examined(root)).known).toBe(false);
    expect((await examined(root)).known).toBe(true);
    utimesSync(file, new Date('2021-01-01T00:00:00Z'), new Date('2021-01-01T00:00:00Z'));
    expect((await examined(root)).known).toBe(true);
    writeFileSync(file, TEXTS['other'] ?? '');
    expect((await examined(root)).known).toBe(false);
    writeFileSync(path.join(root, 'guidance/a/2023.md'), TEXTS['plain'] ?? '');
    expect((await examined(root)).known).toBe(false);
  });

  test('takes no file for the same that was written twice within a tick of the clock', async () => {
    const root = folderOf({ 'press.yaml': PRESS, 'guidance/a/2019.md': TEXTS['plain'] ?? '' });
    const file = path.join(root, 'guidance/a/2019.md');
    const stamp = (entry: { readonly name: string }) =>
      entry.name === '2019.md' ? { stamp: 'always the same', identity: 'one' } : {};
    const coarse: Host = {
      ...machine,
      list: (folder) => machine.list(folder).map((entry) => ({ ...entry, ...stamp(entry) })),
      look: (place) => {
        const entry = machine.look(place);
        return entry && { ...entry, ...stamp(entry) };
      },
      read: (place) => machine.read(place),
    };
    expect((await examined(root, coarse)).findings).toEqual([]);
    const misspelt = String(TEXTS['plain']).replace('#aim}', '#AIM}');
    expect(misspelt).toHaveLength(String(TEXTS['plain']).length);
    writeFileSync(file, misspelt);
    expect((await examined(root, coarse)).findings.map(({ rule }) => rule)).toEqual(['clause-id']);
  });

  test('reads one file of many when one changed, and compares no editions that stayed', async () => {
    const root = folderOf({ 'press.yaml': PRESS, 'guidance/b/2019.md': TEXTS['plain'] ?? '' });
    for (const file of FILES.slice(0, 2)) save(root, file, TEXTS['duty'] ?? '');
    await examined(root);
    save(root, 'guidance/b/2019.md', TEXTS['other'] ?? '');
    const parsed: string[] = [];
    const host: Host = {
      ...machine,
      read(file, identity) {
        // Digests are of files without their identity; what is parsed is read with it.
        if (identity !== undefined) parsed.push(path.relative(root, file));
        return machine.read(file, identity);
      },
    };
    await examined(root, host);
    expect(parsed).toEqual(['guidance/b/2019.md']);
  });
});

describe('the folder of a cache', () => {
  test('is for its owner alone, also when it was not', async () => {
    const root = folderOf({ 'press.yaml': PRESS, 'guidance/a/2019.md': TEXTS['plain'] ?? '' });
    mkdirSync(cacheOf(root), { recursive: true, mode: 0o755 });
    await examined(root);
    expect(statSync(cacheOf(root)).mode & 0o777).toBe(0o700);
    for (const file of cached(root)) expect(statSync(path.join(cacheOf(root), file)).mode & 0o077, file).toBe(0);
    expect(readFileSync(path.join(root, '.press/cache/.gitignore'), 'utf8')).toBe('*\n');
  });

  test('is done without, and that is said once, where it cannot be written', async () => {
    const root = folderOf({ 'press.yaml': PRESS, 'guidance/a/2019.md': TEXTS['plain'] ?? '' });
    save(root, '.press/cache/internal', 'a file in its place');
    const cache = openCache(machine, cacheOf(root), 'internal');
    expect(examine(machine, root, undefined, undefined, cache).findings).toEqual([]);
    expect(cache.close()).toMatch(/^The cache is not used: cannot make the folder .*internal: /);
  });

  test.each([
    ['a read-only disk', 'EROFS', 0],
    ['a disk that is full before the first byte', 'ENOSPC', 0],
    ['a disk that fills up', 'ENOSPC', 4],
  ])('is done without on %s', (_, code, after) => {
    const root = folderOf({ 'press.yaml': PRESS, 'guidance/a/2019.md': TEXTS['broken'] ?? '' });
    let written = 0;
    const host: Host = {
      ...machine,
      write(file, bytes) {
        if (written++ >= after) throw new HostFault(code, `Cannot write ${file}: no.`, undefined);
        machine.write(file, bytes);
      },
    };
    const cache = openCache(host, cacheOf(root), 'internal');
    const afresh = examine(machine, root).findings;
    expect(afresh).not.toEqual([]);
    expect(examine(host, root, undefined, undefined, cache).findings).toEqual(afresh);
    expect(cache.close()).toMatch(/^The cache is not used: cannot write .*: no\.$/);
  });

  test('of another key or version is as good as none', async () => {
    const root = folderOf({ 'press.yaml': PRESS, 'guidance/a/2019.md': TEXTS['plain'] ?? '' });
    await examined(root);
    writeFileSync(path.join(cacheOf(root), 'key'), new Uint8Array(32));
    expect((await examined(root)).known).toBe(false);
    expect((await examined(root)).known).toBe(true);
    const newer: Host = {
      ...machine,
      programFiles: () => machine.programFiles().slice(1),
    };
    expect((await examined(root, newer)).known).toBe(false);
  });

  test('stands beside the output, one for each audience', () => {
    expect(cacheFolder('/site/dist', 'public')).toBe('/site/.press/cache/public');
    expect(cacheFolder('/site/dist', 'internal')).toBe('/site/.press/cache/internal');
  });

  test('keeps what of many works is not looked at, as long as they are named', () => {
    const folder = cacheOf(folderOf());
    const labels = Array.from({ length: 400 }, (_, index) => `guidance/work-${index}`);
    const first = openCache(machine, folder, 'public');
    for (const label of labels) first.shelf(label).set('made', label);
    first.close();
    // A run that changes one and names the others.
    const second = openCache(machine, folder, 'public');
    for (const label of labels) second.shelf(label);
    second.shelf('guidance/work-7').set('made', 'again');
    second.close();
    const third = openCache(machine, folder, 'public');
    expect(labels.filter((label) => third.shelf(label).get('made') !== label)).toEqual(['guidance/work-7']);
    third.shelf('guidance/work-8').set('made', 'again');
    third.close();
    // One that has no use for most of them, and one more: as long as there are no more of them nobody counts.
    const fourth = openCache(machine, folder, 'public');
    fourth.shelf('guidance/work-9').set('made', 'again');
    fourth.shelf('guidance/work-900').set('made', 'now');
    fourth.close();
    expect(readdirSync(path.join(folder, 'shelves')).length).toBeLessThan(300);
  });

  test('keeps of an index what is mentioned, which is looked up only where something else is written', () => {
    const folder = cacheOf(folderOf());
    function run(change?: string): { readonly kept: unknown; readonly lookedUp: boolean } {
      const cache = openCache(machine, folder, 'public');
      const index = cache.index('findings', 'guidance/a');
      let lookedUp = false;
      index.mention(() => {
        lookedUp = true;
        return ['kept'];
      });
      if (change !== undefined) index.set(change, true);
      cache.close();
      return { kept: openCache(machine, folder, 'public').index('findings', 'guidance/a').get('kept'), lookedUp };
    }
    run('kept');
    expect(run()).toEqual({ kept: true, lookedUp: false });
    for (const change of ['one', 'two', 'three', 'four', 'five'])
      expect(run(change)).toEqual({ kept: true, lookedUp: true });
  });

  test('does not grow with edits', async () => {
    const root = folderOf({ 'press.yaml': PRESS, 'guidance/a/2019.md': TEXTS['plain'] ?? '' });
    const bytes = () => Object.values(filesIn(cacheOf(root))).reduce((sum, { length }) => sum + length, 0);
    const sizes: number[] = [];
    for (let count = 0; count < 24; count++) {
      save(root, 'guidance/a/2019.md', `${String(TEXTS['plain'])}\nWord ${count + 100}.\n`);
      await examined(root);
      sizes.push(bytes());
    }
    expect(sizes.at(-1)).toBeLessThan((sizes[10] ?? 0) * 1.05);
    expect(readdirSync(path.join(cacheOf(root), 'shelves')).length).toBeLessThan(7);
  });
});

describe('a check behind a build', () => {
  const older = guidance('## Aim {#aim}\n\nBe kind.\n');
  const newer = guidance('## Aim {#aim}\n\nOfficers must be kind.\n').replaceAll('2019', '2023');
  const content = { 'press.yaml': PRESS, 'guidance/b/2019.md': older, 'guidance/b/2023.md': newer };

  const builds = (root: string) => openCache(machine, path.join(root, '.press/cache/public'), 'public');

  /** What a check says that may load no document. */
  function checked(root: string): readonly string[] {
    const cache = leaning(openCache(machine, cacheOf(root), 'internal'), () => builds(root));
    const memory: Memory = {
      ...openMemory(cache),
      tree() {
        throw new Error('a document was loaded');
      },
      keepTree() {
        throw new Error('a document was read');
      },
    };
    const { findings } = examine(machine, root, undefined, undefined, cache, { memory });
    expect(cache.close()).toBeUndefined();
    return findings.map(({ file, rule }) => `${file} ${rule}`);
  }

  test('takes from it what was found between editions, and compares none again', async () => {
    const root = folderOf(content);
    const built = async () => {
      const cache = builds(root);
      const request = { content: root, out: path.join(root, 'dist'), audience: 'public', formats: ['json'] } as const;
      const { findings } = await build(machine, request, cache.watch());
      expect(cache.close()).toBeUndefined();
      return findings.map(({ file, rule }) => `${file} ${rule}`);
    };
    const found = await built();
    expect(found).toContain('guidance/b/2023.md change-unaccounted');
    expect(checked(root)).toEqual(found);
    // Another build, that takes the work whole, keeps it for the check behind it.
    save(root, 'guidance/c/2019.md', TEXTS['plain'] ?? '');
    expect(await built()).toEqual(found);
    rmSync(cacheOf(root), { recursive: true });
    expect(checked(root)).toEqual(found);
    // What the check took over it has itself.
    rmSync(path.join(root, '.press/cache/public'), { recursive: true });
    expect(checked(root)).toEqual(found);
  });

  test('says what one says that knows of no build, of what is withheld too', async () => {
    const root = folderOf({ ...content, 'guidance/c/2019.md': TEXTS['withholding'] ?? '' });
    const cache = builds(root);
    const request = { content: root, out: path.join(root, 'dist'), audience: 'public', formats: ['json'] } as const;
    await build(machine, request, cache.watch());
    cache.close();
    const alone = told(examine(machine, root, undefined, undefined, noCache(machine)).findings);
    const behind = leaning(openCache(machine, cacheOf(root), 'internal'), () => builds(root));
    expect(told(examine(machine, root, undefined, undefined, behind).findings)).toEqual(alone);
  });
});
