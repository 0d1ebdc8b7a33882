/** "Your first document" of the README, line by line: what it says can be typed, can be typed. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { filled } from '../support/filled.ts';
import { folderOf } from '../support/folder.ts';
import { pressHere } from '../support/press-here.ts';

const [, section = ''] = readFileSync('README.md', 'utf8').split(/^## Your first document$/m);
const lines = Array.from(section.split(/^## /m)[0]?.matchAll(/^press .*$/gm) ?? [], ([line]) => line);

test('leads from nothing to a published page, and on to the next edition', async () => {
  expect(lines).toHaveLength(7);
  const folder = folderOf();
  const type = (line = '') => pressHere(line.split(' ').slice(1), { in: folder });
  const file = (name: string) => path.join(folder, 'texts', name);
  const edit = (name: string, change: (text: string) => string) =>
    writeFileSync(file(name), change(readFileSync(file(name), 'utf8')));
  const [publication, document, check, build, edition, changes, again] = lines;

  expect(await type(publication)).toMatchObject({ exit: 0, out: expect.stringContaining('Wrote texts/press.yaml.') });
  expect(await type(document)).toMatchObject({
    exit: 0,
    out: expect.stringContaining('Wrote texts/guidance/lone-working/2024.md.'),
  });
  const unfinished = await type(check);
  expect(unfinished.exit).toBe(1);
  expect(new Set(unfinished.error.match(/(?<=^\S+ error )[\w-]+/gm))).toEqual(new Set(['blank-unfilled']));
  edit('press.yaml', filled);
  edit('guidance/lone-working/2024.md', filled);
  expect(await type(check)).toMatchObject({ exit: 0, out: 'no findings\n', error: '' });
  expect(await type(build)).toMatchObject({
    exit: 0,
    out: expect.stringMatching(/^Published 1 edition and 0 comparisons to dist\//),
  });

  expect((await type(edition)).exit).toBe(0);
  edit('guidance/lone-working/2025.md', (text) =>
    filled(text)
      .replace(/^effective-from: .*$/m, 'effective-from: 2025-09-01')
      .replace('Somebody wrote this.', 'Nobody must visit alone.'),
  );
  expect(await type(again)).toMatchObject({ exit: 1, error: expect.stringContaining('change-unaccounted') });
  expect(await type(changes)).toMatchObject({ exit: 0, out: expect.stringContaining('Wrote 1 note into') });
  edit('guidance/lone-working/2025.md', filled);
  expect(await type(again)).toMatchObject({ exit: 0, out: 'no findings\n', error: '' });
  expect(await type(build)).toMatchObject({
    exit: 0,
    out: expect.stringContaining('Published 2 editions and 1 comparison'),
  });
});
