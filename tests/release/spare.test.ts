/**
 * A build begins with the site before the last, where there is one, and leaves there what is the same on the disk. Whatever became of that
 * site meanwhile, what is published is to the byte and to the last file what a build from nothing publishes.
 */
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesIn, folderOf } from '../support/folder.ts';
import { guidance, PRESS } from '../support/inspected.ts';
import { pressHere } from '../support/press-here.ts';

const TEXT = guidance('## Aim {#aim}\n\nBe kind.\n');
const CONTENT = {
  'content/press.yaml': PRESS,
  'content/guidance/a/2019.md': TEXT,
  'content/guidance/b/2019.md': TEXT,
};

async function built(folder: string, ...more: readonly string[]) {
  const ran = await pressHere(['build', '--only', 'html', ...more], { in: folder });
  expect(ran.error).toBe('');
  expect(ran.exit).toBe(0);
}

/** A folder with a site, the one before, and one that is left over. */
async function withSpare(): Promise<string> {
  const folder = folderOf(CONTENT);
  for (const title of ['Papers', 'Letters', 'Leaves']) {
    writeFileSync(path.join(folder, 'content/press.yaml'), PRESS.replace('Papers', title));
    await built(folder);
  }
  expect(readdirSync(path.join(folder, '.press')).toSorted()).toEqual(['cache', 'releases', 'spare-dist']);
  return folder;
}

/**
 * What stands at `dist`, after an edit and whatever `happens` to the spare, beside a build from nothing; and whether the run after that finds
 * every file as the run before said that it stands.
 */
async function afterwards(folder: string, happens: (spare: string) => void) {
  const spare = path.join(folder, '.press/spare-dist');
  happens(spare);
  writeFileSync(path.join(folder, 'content/press.yaml'), PRESS.replace('Papers', 'Sheets'));
  await built(folder);
  const again = await pressHere(['build', '--only', 'html', '--format', 'json'], { in: folder });
  expect(JSON.parse(again.out)).toMatchObject({ published: { unchanged: true } });
  await built(folder, '--no-cache', '--out', 'fresh');
  return { dist: filesIn(path.join(folder, 'dist')), fresh: filesIn(path.join(folder, 'fresh')) };
}

const PAGE = 'guidance/a/2019/index.html';

describe('the site that is left over', () => {
  test('begins the next one: a file that is the same stays, and is no other file', async () => {
    const folder = await withSpare();
    const picked = 'assets/style.css';
    const text = 'search/texts/guidance/a/2019.json';
    const { ino } = statSync(path.join(folder, '.press/spare-dist', text));
    const { dist, fresh } = await afterwards(folder, () => undefined);
    expect(dist).toEqual(fresh);
    expect(Object.keys(dist)).toContain(picked);
    expect(statSync(path.join(folder, 'dist', text)).ino).toBe(ino);
  });

  test('stands for what the cache has of its files: they are not looked at there, and stay when it has them no more', async () => {
    const folder = folderOf(CONTENT);
    const edited = async (words: string) => {
      writeFileSync(path.join(folder, 'content/guidance/b/2019.md'), TEXT.replace('kind', words));
      await built(folder);
    };
    for (const words of ['fair', 'calm', 'open', 'brief']) await edited(words);
    const { ino } = statSync(path.join(folder, '.press/spare-dist', PAGE));
    rmSync(path.join(folder, '.press/cache/public/objects'), { recursive: true });
    await edited('clear');
    expect(statSync(path.join(folder, 'dist', PAGE)).ino).toBe(ino);
    await built(folder, '--no-cache', '--out', 'fresh');
    expect(filesIn(path.join(folder, 'dist'))).toEqual(filesIn(path.join(folder, 'fresh')));
  });

  const HAPPENINGS: Readonly<Record<string, (spare: string) => void>> = {
    'a file too many': (spare) => writeFileSync(path.join(spare, 'guidance/secret.html'), 'A secret.'),
    'a folder too many': (spare) => {
      mkdirSync(path.join(spare, 'guidance/c/2020'), { recursive: true });
      writeFileSync(path.join(spare, 'guidance/c/2020/index.html'), 'A secret.');
    },
    'a file of ours with other words': (spare) => {
      rmSync(path.join(spare, PAGE));
      writeFileSync(path.join(spare, PAGE), 'Be unkind.');
    },
    'another of our files in its place': (spare) => {
      rmSync(path.join(spare, PAGE));
      linkSync(path.join(spare, 'guidance/b/2019/index.html'), path.join(spare, PAGE));
    },
    'a link in the place of a file': (spare) => {
      rmSync(path.join(spare, PAGE));
      symlinkSync('/etc/hostname', path.join(spare, PAGE));
    },
    'a link in the place of a folder': (spare) => {
      rmSync(path.join(spare, 'guidance/a'), { recursive: true });
      symlinkSync('../guidance/b', path.join(spare, 'guidance/a'));
    },
    'a folder in the place of a file': (spare) => {
      rmSync(path.join(spare, PAGE));
      mkdirSync(path.join(spare, PAGE, 'deep'), { recursive: true });
      writeFileSync(path.join(spare, PAGE, 'deep/file'), 'A secret.');
    },
    'a file in the place of a folder': (spare) => {
      rmSync(path.join(spare, 'guidance/a'), { recursive: true });
      writeFileSync(path.join(spare, 'guidance/a'), 'No folder.');
    },
    'nothing left in it': (spare) => {
      rmSync(spare, { recursive: true });
      mkdirSync(spare);
    },
    'no folder at all': (spare) => {
      rmSync(spare, { recursive: true });
      writeFileSync(spare, 'No site.');
    },
  };
  test.each(Object.keys(HAPPENINGS))('%s: the next site is that of a build from nothing', async (name) => {
    const { dist, fresh } = await afterwards(await withSpare(), HAPPENINGS[name] ?? (() => undefined));
    expect(dist).toEqual(fresh);
  });

  test('a work that is gone is gone from the next site', async () => {
    const folder = await withSpare();
    const { dist, fresh } = await afterwards(folder, () =>
      rmSync(path.join(folder, 'content/guidance/b'), { recursive: true }),
    );
    expect(dist).toEqual(fresh);
    expect(existsSync(path.join(folder, 'dist/guidance/b'))).toBe(false);
    expect(readFileSync(path.join(folder, 'dist/index.html'), 'utf8')).toContain('Sheets');
  });
});
