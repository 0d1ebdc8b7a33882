/** What one change makes anew: the edition that changed, its comparisons, and what tells of it; nothing else is read, laid out or written. */
import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { cacheFolder, noCache, openCache } from '../../src/cache/cache.ts';
import { type Host, machine } from '../../src/host.ts';
import { NOBODY } from '../../src/model/observer.ts';
import { build } from '../../src/pipeline.ts';
import { type Files, filesIn, folderOf } from '../support/folder.ts';
import { documentOf, guidance, PRESS } from '../support/inspected.ts';

const NOTE = 'changes:\n  - note: All of it.\n    clauses: [aim, scope]\n';
const edition = (year: string, aim: string, scope: string) =>
  guidance(`## Aim {#aim}\n\n${aim}\n\n## Scope {#scope}\n\n${scope}\n`, year === '2019' ? '' : NOTE).replaceAll(
    '2019',
    year,
  );

const CONTENT: Files = {
  'content/press.yaml': PRESS,
  'content/guidance/a/2019.md': edition('2019', 'Be kind.', 'All of you.'),
  'content/guidance/a/2021.md': edition('2021', 'Be kind and fair.', 'All of you.'),
  'content/guidance/a/2023.md': edition('2023', 'Be kind and fair to all.', 'Some of you.'),
  'content/guidance/b/2019.md': edition('2019', 'See [there](../a/2023.md#aim).', 'All of you.'),
};

/** Files are known by their entries once these have stood for a while. */
function settle(root: string): void {
  for (const file of Object.keys(CONTENT)) utimesSync(path.join(root, file), 1_500_000_000, 1_500_000_000);
}

/** The files that are read, and the editions and comparisons that are made. */
async function built(root: string): Promise<{ readonly read: readonly string[]; readonly made: readonly string[] }> {
  const read: string[] = [];
  const made: string[] = [];
  const host: Host = {
    ...machine,
    read(file, identity) {
      if (file.endsWith('.md')) read.push(path.relative(path.join(root, 'content'), file));
      return machine.read(file, identity);
    },
  };
  const out = path.join(root, 'dist');
  const cache = openCache(host, cacheFolder(out, 'public'), 'public');
  const content = path.join(root, 'content');
  const formats = ['html', 'pdf', 'json'] as const;
  const { published } = await build(host, { content, out, audience: 'public', formats }, cache.watch(), {
    ...NOBODY,
    made: (name) => void made.push(name),
  });
  expect(published).toBeDefined();
  expect(cache.close()).toBeUndefined();
  return { read, made };
}

test('a changed text makes its edition, its comparisons and the pages that tell of it, and no more', async () => {
  const root = folderOf(CONTENT);
  await built(root);
  const inode = (file: string) => statSync(path.join(root, 'dist', file)).ino;
  // The folder of the search index is named by what it holds.
  const files = Object.keys(filesIn(path.join(root, 'dist'))).filter((file) => !/^search\/index\/.*\//.test(file));
  const before = new Map(files.map((file) => [file, inode(file)]));

  writeFileSync(
    path.join(root, 'content/guidance/a/2023.md'),
    edition('2023', 'Be kind and fair to everyone.', 'Some of you.'),
  );
  await built(root);
  const anew = [...before].filter(([file, one]) => inode(file) !== one).map(([file]) => file);
  expect(anew.toSorted()).toEqual([
    'guidance/a/2019..2023/a-2019..2023.pdf',
    'guidance/a/2019..2023/comparison.json',
    'guidance/a/2019..2023/index.html',
    'guidance/a/2021..2023/a-2021..2023.pdf',
    'guidance/a/2021..2023/comparison.json',
    'guidance/a/2021..2023/index.html',
    'guidance/a/2023/a-2023.pdf',
    'guidance/a/2023/edition.json',
    'guidance/a/2023/index.html',
    'manifest.json',
    'register.json',
    'search/index/list.json',
    'search/index/stem.js',
    'search/texts/guidance/a/2023.json',
  ]);
});

test('what is put into a text makes no page of another document anew that tells of it, until a clause or a title is another', async () => {
  const root = folderOf(CONTENT);
  const file = path.join(root, 'content/guidance/b/2019.md');
  const replace = (old: string, by: string) => writeFileSync(file, readFileSync(file, 'utf8').replace(old, by));
  const madeNow = async () => (await built(root)).made.toSorted();
  await built(root);
  // It moves what stands behind it, the link among that.
  replace('See ', 'All have a part in it.\n\nSee ');
  expect(await madeNow()).toEqual(['guidance/b@2019']);
  replace('## Aim {#aim}', '## Aim {#purpose}');
  expect(await madeNow()).toEqual(['guidance/a@2019', 'guidance/a@2021', 'guidance/a@2023', 'guidance/b@2019']);
  replace('title: A title', 'title: Another title');
  expect(await madeNow()).toEqual(['guidance/a@2023', 'guidance/b@2019']);
});

test('what has not changed is not read again, once its entry has settled', async () => {
  const root = folderOf(CONTENT);
  await built(root);
  settle(root);
  await new Promise((resolve) => void setTimeout(resolve, 3500));
  await built(root);
  expect(await built(root)).toEqual({ read: [], made: [] });
  writeFileSync(
    path.join(root, 'content/guidance/a/2023.md'),
    edition('2023', 'Be kind and fair to everyone.', 'Some of you.'),
  );
  const { read } = await built(root);
  expect(new Set(read)).toEqual(new Set(['guidance/a/2023.md']));
});

test('the list of records tells the size of files that changed, a title goes wherever it is told, and other lists stay', async () => {
  const answer = (words: string) =>
    documentOf('foi', `:::question{#q1 number=1}\nWhy?\n:::\n\n:::answer{to=q1}\n${words}\n:::\n`);
  const root = folderOf({ ...CONTENT, 'content/foi/r/2019.md': answer('Because.') });
  await built(root);
  const inode = (file: string) => statSync(path.join(root, 'dist', file)).ino;
  const kept = ['guidance/index.html', 'guidance/list.json', 'as-at/index.html', 'feed.atom'];
  const before = kept.map(inode);
  const list = () => readFileSync(path.join(root, 'dist/foi/index.html'), 'utf8');
  const told = list();
  writeFileSync(path.join(root, 'content/foi/r/2019.md'), answer('Because. '.repeat(900)));
  await built(root);
  expect(kept.map(inode)).toEqual(before);
  expect(list()).not.toBe(told);
  const a = path.join(root, 'content/guidance/a/2023.md');
  writeFileSync(a, readFileSync(a, 'utf8').replace('title: A title', 'title: Another title'));
  await built(root);
  const out = path.join(root, 'fresh/dist');
  const formats = ['html', 'pdf', 'json'] as const;
  const request = { content: path.join(root, 'content'), out, audience: 'public', formats } as const;
  await build(machine, request, noCache(machine).watch());
  expect(filesIn(path.join(root, 'dist'))).toEqual(filesIn(out));
  expect(readFileSync(path.join(root, 'dist/guidance/index.html'), 'utf8')).toContain('Another title');
});
