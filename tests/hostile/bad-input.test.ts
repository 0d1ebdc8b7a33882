/**
 * Bad input at the command line: exit code 1, one line for each finding with file, line and column, no stack trace, and the
 * site that stood before stands as it was. The first is refused by the program itself, the others in this process, where it is quicker.
 */
import { readlinkSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { press } from '../support/command.ts';
import { filesIn, folderOf } from '../support/folder.ts';
import { guidance, PRESS } from '../support/inspected.ts';
import { pressHere } from '../support/press-here.ts';
import { BAD_INPUT } from './bad-input.ts';

/** Milliseconds: start of the program included. */
const GUARD = 20_000;
const FINDING = /^(\S+:\d+:\d+) error (\S+) \S.*$/;

let site = '';
let before: ReturnType<typeof filesIn> = {};

beforeAll(() => {
  const folder = folderOf({ 'content/press.yaml': PRESS, 'content/guidance/b/2019.md': guidance('Sound text.\n') });
  site = path.join(folder, 'dist');
  const { exit, error } = press(['build', '--content', path.join(folder, 'content'), '--out', site, '--only', 'json']);
  expect({ exit, error }).toEqual({ exit: 0, error: '' });
  before = filesIn(site);
});

/** What the program says of a content folder, and that it leaves the site alone. */
async function refused(content: string, byProgram = false): Promise<readonly string[]> {
  const link = readlinkSync(site);
  const words = ['build', '--content', content, '--out', site];
  const { exit, out, error } = byProgram ? press(words) : await pressHere(words, { in: content });
  expect({ exit, out }).toEqual({ exit: 1, out: '' });
  expect(error).not.toMatch(/^\s+at /m);
  expect(error).toMatch(/^Nothing was published: \d+ errors?\.$/m);
  expect(readlinkSync(site)).toBe(link);
  expect(filesIn(site)).toEqual(before);
  const heads = error.split('\n').filter((line) => line !== '' && !line.startsWith('    '));
  return heads.slice(0, -1).map((line) => {
    const [, place, rule] = FINDING.exec(line) ?? [];
    return place ? `${path.posix.relative(content, place)} ${rule}` : `not a finding: ${line}`;
  });
}

describe('press build refuses', () => {
  test.each(BAD_INPUT.map((one, at) => [one.what, one, at] as const))(
    '%s',
    async (_, { files, expect: expected }, at) => {
      expect(await refused(folderOf({ 'press.yaml': PRESS, ...files }), at === 0)).toEqual(expected);
    },
    GUARD,
  );

  test('a symbolic link out of the content folder', async () => {
    const content = folderOf({ 'press.yaml': PRESS, 'guidance/a/2019.md': guidance('Text.\n') });
    const secret = folderOf({ 'secret.md': guidance('Secret.\n') });
    symlinkSync(path.join(secret, 'secret.md'), path.join(content, 'guidance/a/2020.md'));
    symlinkSync(secret, path.join(content, 'guidance/b'));
    expect(await refused(content)).toEqual(['guidance/a/2020.md:1:1 file-link', 'guidance/b:1:1 file-link']);
  });

  test('a folder without press.yaml', async () => {
    expect(await refused(folderOf({ 'guidance/a/2019.md': guidance('Text.\n') }))).toEqual([
      'press.yaml:1:1 publication-missing',
    ]);
  });
});

test('the words of a quotation that differ are shown', async () => {
  const differs = BAD_INPUT.find(({ what }) => what.startsWith('a quotation'));
  const { error } = await pressHere(['check'], {
    in: folderOf(
      Object.fromEntries(
        Object.entries({ 'press.yaml': PRESS, ...differs?.files }).map(([file, text]) => [`content/${file}`, text]),
      ),
    ),
  });
  expect(error).toContain('It has “force.” where the source has “consent.”.');
});

test('TX-7 a character that no font of the PDF has', async () => {
  const content = folderOf({ 'press.yaml': PRESS, 'guidance/a/2019.md': guidance('A bird: \u{13171}.\n') });
  expect(await refused(content)).toEqual(['guidance/a/2019.md:8:1 glyph-missing']);
});

test('letters that the PDF would print backwards', async () => {
  const content = folderOf({
    'press.yaml': PRESS,
    'guidance/a/2019.md': guidance('Peace: \u05e9\u05dc\u05d5\u05dd.\n'),
  });
  expect(await refused(content)).toEqual(expect.arrayContaining(['guidance/a/2019.md:8:1 text-direction']));
});
