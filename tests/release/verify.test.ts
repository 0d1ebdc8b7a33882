/** What `press verify` says to readers: of every PDF, page and data file of a site, of every clause's text, and of passages that are nearly right. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { filesIn, folderOf } from '../support/folder.ts';
import { pressHere } from '../support/press-here.ts';
import { copyOfSite, smallRelease } from '../support/released.ts';

let folder = '';
beforeAll(async () => {
  folder = await smallRelease();
  process.env['XDG_STATE_HOME'] = path.join(folder, 'state');
});

const verify = (what: string, input = '', ...more: readonly string[]) =>
  pressHere(['verify', what, '--key', 'press.pub', ...more], { in: folder, input });

interface Clause {
  readonly id: string;
  readonly text: string;
}

test('every PDF, page and data file of the site, by itself under any name', async () => {
  const files = filesIn(path.join(folder, 'dist'));
  const listed = JSON.parse(String(files['manifest.json'])) as { files: { path: string; identifier?: string }[] };
  const shown = listed.files.filter(({ identifier }) => identifier?.includes('@'));
  expect(shown.filter(({ path: file }) => file.endsWith('.pdf')).length).toBe(4);
  const elsewhere = folderOf();
  for (const { path: file, identifier } of shown) {
    const copy = path.join(elsewhere, `copy${path.extname(file)}`);
    writeFileSync(copy, files[file] ?? '');
    const { exit, out } = await verify(copy);
    expect({ exit, out }, file).toEqual({ exit: 0, out: expect.stringContaining(`It shows ${identifier}`) });
  }
});

test('each clause’s text, from the JSON of its edition, is found in that very clause', async () => {
  const files = filesIn(path.join(folder, 'dist'));
  const editions = Object.entries(files).filter(([file]) => /^guidance\/\w+\/\d{4}\/.*\.json$/.test(file));
  expect(editions.length).toBe(3);
  for (const [, bytes] of editions) {
    const { identifier, clauses } = JSON.parse(String(bytes)) as { identifier: string; clauses: Clause[] };
    for (const { id, text } of clauses) {
      const { exit, out } = await verify('-', `  ${text.replaceAll(' ', '\n')}\n`, '--format', 'json');
      const { found } = JSON.parse(out) as { found: { identifier: string; how: string }[] };
      expect({ exit, found }, text).toMatchObject({ exit: 0 });
      expect(found.map((one) => `${one.identifier} ${one.how}`)).toContain(`${identifier}#${id} exact`);
    }
  }
});

test(
  'every PDF, page and data file of this repository’s own site, and the text of each of its clauses',
  { timeout: 300_000 },
  async () => {
    const own = folderOf();
    cpSync('content', path.join(own, 'content'), { recursive: true });
    const released = await pressHere(['release', '--key', path.join(folder, 'press.key')], { in: own });
    expect(released).toMatchObject({ exit: 0 });
    const site = path.join(own, 'dist');
    const asked = async (what: string, input = '') => {
      const { exit, out } = await pressHere(
        ['verify', what, '--release', site, '--key', 'press.pub', '--format', 'json'],
        {
          in: folder,
          input,
        },
      );
      return { exit, told: JSON.parse(out) as { edition?: { identifier: string }; found?: { identifier: string }[] } };
    };
    const files = filesIn(site);
    const listed = JSON.parse(String(files['manifest.json'])) as { files: { path: string; identifier?: string }[] };
    const editions = listed.files
      .filter(({ path: file, identifier = '' }) => /@[^.]+$/.test(identifier) && !/^(?:published|search)\//.test(file))
      .map(({ path: file }) => file);
    expect(editions.filter((file) => file.endsWith('.pdf'))).toHaveLength(4);
    for (const file of editions) {
      const [family, work, edition] = file.split('/');
      const { exit, told } = await asked(path.join(site, file));
      expect({ exit, shown: told.edition?.identifier }, file).toEqual({
        exit: 0,
        shown: `${family}/${work}@${edition}`,
      });
      if (!file.endsWith('.json')) continue;
      const { clauses } = JSON.parse(String(files[file])) as { clauses: Clause[] };
      for (const { id, text } of clauses.filter((one) => one.text !== '')) {
        const { exit: known, told: where } = await asked('-', text);
        expect(known, text).toBe(0);
        const found = where.found?.map(({ identifier }) => identifier) ?? [];
        expect(
          found.some((one) => one.startsWith(`${family}/${work}@${edition}`)),
          `${file}#${id}`,
        ).toBe(true);
      }
    }
  },
);

describe('a file', () => {
  test('of an edition that was superseded: what is in force in its place', async () => {
    expect((await verify('dist/guidance/lamps/2019/lamps-2019.pdf')).out).toMatch(
      /^Genuine: guidance\/lamps\/2019\/lamps-2019\.pdf of release 1, as at 1 June 2025, signed with the key [0-9A-F]{16}\.\nIt shows guidance\/lamps@2019, “Lamps”\.\nPublished as at 1 June 2025\. State: Superseded\.\nIn force in its place: guidance\/lamps@2023, “Lamps”\.\n$/,
    );
  });

  test('that was changed: not of this release, and what it may be', async () => {
    const bytes = readFileSync(path.join(folder, 'dist/guidance/lamps/2019/lamps-2019.pdf'));
    const copy = path.join(folderOf(), 'lamps-2019.pdf');
    writeFileSync(copy, bytes.with(500, 0));
    expect(await verify(copy)).toMatchObject({
      exit: 4,
      error: `Not genuine.\n${copy} is not of release 1, as at 1 June 2025. It is not guidance/lamps/2019/lamps-2019.pdf (guidance/lamps@2019) as published there: it was changed, or is of another release.\n`,
    });
  });

  test('with nothing but the manifest, its signature and the key', async () => {
    const site = copyOfSite(folder);
    const place = folderOf();
    for (const name of ['manifest.json', 'manifest.json.minisig'])
      writeFileSync(path.join(place, name), readFileSync(path.join(site, name)));
    const file = 'dist/guidance/buoys/2020/index.html';
    expect(await verify(file, '', '--release', path.join(place, 'manifest.json'))).toMatchObject({ exit: 0 });
    expect(await verify('-', 'Buoys', '--release', path.join(place, 'manifest.json'))).toMatchObject({ exit: 2 });
  });
});

describe('a passage', () => {
  test.each([
    [
      'that stands in two editions',
      'This guidance is about the lamps of the harbour',
      'guidance/lamps@2019#scope has these words. Published as at 1 June 2025. State: Superseded. In force in its place: guidance/lamps@2023.\nguidance/lamps@2023#scope has these words. Published as at 1 June 2025. State: In force.\n',
    ],
    [
      'copied with other dashes and a divided word',
      'Buoys are paint-\ned red every spring.',
      'guidance/buoys@2020#paint has these words, but for quotation marks, dashes or hyphens.',
    ],
    ['with the title before it', 'Paint Buoys are painted red', 'guidance/buoys@2020#paint has these words.'],
  ])('%s', async (_, passage, told) => {
    const { exit, out } = await verify('-', passage);
    expect({ exit, out }).toEqual({ exit: 0, out: expect.stringContaining(told) });
  });

  test.each([
    [
      'with another word',
      'Lamps must be cleaned weekly, and the keeper writes down the hour at which it was done.',
      'Nearest is guidance/lamps@2019#care, which has the words in [-…-] where the text has those in {+…+}:\nLamps must be cleaned [-daily-]{+weekly+}, and the keeper writes down the hour at which it was done.\n',
    ],
    [
      'of which nothing was published',
      'The quick brown fox jumps over the lazy dog.',
      'Nothing that was published is like it.\n',
    ],
    ['that is a part of a word', 'uoy', 'Nothing that was published is like it.\n'],
  ])('%s', async (_, passage, told) => {
    const { exit, error } = await verify('-', passage);
    expect({ exit, error }).toEqual({ exit: 4, error: expect.stringContaining(told) });
  });

  test('of nothing at all is wrong usage', async () => expect(await verify('-', ' \n')).toMatchObject({ exit: 2 }));
});
