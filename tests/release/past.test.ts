/**
 * A view of the past is made, signed and proved beside the releases, and never takes the place of one. One content folder with two releases: the
 * second corrects an edition and brings a newer one; the views show days before that.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { filesIn, folderOf } from '../support/folder.ts';
import { pressHere } from '../support/press-here.ts';
import { parseHtml, wordsOf } from '../support/read-html.ts';
import { readPdf } from '../support/read-pdf.ts';

const press = (asAt: string) =>
  `title: T\npublisher: A harbour\nbase-address: https://e.example/\nas-at: ${asAt}\nsearch: no\n`;
const front = (date: string, more = '') =>
  `---\ntitle: Lamps\nclassification: OFFICIAL\ndate-created: ${date}\neffective-from: ${date}\ntext: full\n${more}---\n`;
const first = (words: string, intro: string, more = '') => `${front('2019-03', more)}## Scope {#scope}

${intro}

:::principle{#care number=1}
${words}
:::

See [what came of it](../lamps/2024.md#care) and [the lamps](../lamps/#added-later).
`;
const OLD = 'Lamps are cleaned **daily** by the keeper.';
const NEW = 'Lamps are cleaned daily, and on Sundays twice.';
const [OLD_INTRO, NEW_INTRO] = ['This is about lamps and oil.', 'This is about lamps alone.'];
const CORRECTION =
  'withdrawn:\n  date: 2024-08-01\n  reason: Electric light came.\ncorrections:\n  - date: 2024-06-01\n    reason: Sundays were left out.\n    clauses: [care, scope]\n';
const SECOND = `${front('2024-05-01', 'changes:\n  - note: Nothing new.\n    clauses: [care, scope, added-later]\n')}## Scope {#scope}

${NEW_INTRO}

:::principle{#care number=1}
Lamps are lit electrically zqelectric.
:::

## Added later {#added-later}

Bulbs.
`;

const FILE = 'content/guidance/lamps/2019.md';
let folder = '';
const run = (...words: string[]) => pressHere(words, { in: folder });
const verify = (...words: string[]) => run('verify', ...words, '--key', 'press.pub');
const page = (out: string, file: string) => wordsOf(parseHtml(String(filesIn(path.join(folder, out))[file])));

beforeAll(async () => {
  process.env['XDG_STATE_HOME'] = folderOf();
  folder = folderOf({
    'content/press.yaml': press('2024-05-02'),
    [FILE]: first(OLD, OLD_INTRO),
    'content/guidance/lamps/2024.md': SECOND,
  });
  await run('keys', 'new', '--out', 'press.key');
  expect(await run('release', '--key', 'press.key')).toMatchObject({ exit: 0 });
  writeFileSync(path.join(folder, FILE), first(NEW, NEW_INTRO, CORRECTION));
  writeFileSync(path.join(folder, 'content/press.yaml'), press('2024-09-01'));
  expect(await run('release', '--key', 'press.key')).toMatchObject({ exit: 0 });
  expect(await run('release', '--key', 'press.key', '--as-at', '2024-04-30', '--out', 'view')).toEqual({
    exit: 0,
    asked: '',
    out: expect.stringMatching(
      /^Made a view of 1 edition and 0 comparisons in view\/: \d+ files\. It has no number, and the ledger stays as it is\.\nSigned/,
    ),
    error: expect.stringContaining(
      'This is a view of the past, as at 30 April 2024. 1 edition that came later is left out.\n',
    ),
  });
});

describe('what it shows', () => {
  test('the words that were published before a correction, and that there was one', () => {
    const words = page('view', 'guidance/lamps/2019/index.html');
    expect(words).toContain('Lamps are cleaned daily by the keeper.');
    expect(words).toContain(OLD_INTRO);
    expect(words).toContain(
      'This edition was corrected after the day of this view. What was corrected stands here in the words that were published before, without their layout and links.',
    );
    expect(words).not.toContain('Sundays');
  });

  test('which day, at the head of each page and on each page of paper', async () => {
    const files = filesIn(path.join(folder, 'view'));
    const pages = Object.keys(files).filter((file) => file.endsWith('.html'));
    for (const file of pages) {
      const words = page('view', file);
      expect(words, file).toContain('View of the past: as at 30 April 2024');
      // The page that checks files speaks of what is done there.
      if (file !== 'verify/index.html') expect(words, file).not.toMatch(/\b(?:today|now)\b/i);
      expect(String(files[file]), file).toContain('<meta name="robots" content="noindex">');
    }
    expect(page('view', 'index.html')).toContain(
      'This shows the site as it stood on 30 April 2024. What came later is not in it.',
    );
    const paper = await readPdf(files['guidance/lamps/2019/lamps-2019.pdf'] ?? Buffer.alloc(0));
    for (const { artifacts } of paper.pages) expect(artifacts).toContain('View of the past: as at 30 April 2024');
  });

  test('no edition, withdrawal, correction or release that came later, in any byte', () => {
    // The manifest says when the view was made, and after which release.
    const { 'manifest.json': manifest, ...files } = filesIn(path.join(folder, 'view'));
    expect(String(manifest)).not.toMatch(/2024-0[58]|lamps@2024/);
    for (const [file, bytes] of Object.entries(files))
      expect(`${file} ${String(bytes)}`).not.toMatch(/zqelectric|Electric light|2024-0[589]|2024\.md|lamps\/2024/);
  });

  test('links to what came later as their words', () => {
    const html = String(filesIn(path.join(folder, 'view'))['guidance/lamps/2019/index.html']);
    expect(html).toContain('See what came of it and <a href="./">the lamps</a>');
    expect(wordsOf(parseHtml(html))).toContain(
      'Links of this edition to what came later are left out; their words are kept.',
    );
  });

  test('the edition under the digest that the ledger has of it as it was', () => {
    const [view, ledger] = ['view/manifest.json', 'content/published/guidance/lamps/2019.json'].map(
      (file) => JSON.parse(String(filesIn(path.dirname(path.join(folder, file)))[path.basename(file)])) as unknown,
    ) as [{ editions: object[]; view: object }, { edition: string }];
    expect(view.editions).toMatchObject([{ identifier: 'guidance/lamps@2019', edition: ledger.edition }]);
    expect(view.view).toMatchObject({ made: '2024-09-01', release: 2 });
  });

  test('a day behind the correction, which is told as ever', async () => {
    await run('build', '--as-at', '2024-06-02', '--out', 'corrected');
    expect(page('corrected', 'guidance/lamps/2019/index.html')).toContain(
      `Corrected on 1 June 2024: Sundays were left out.`,
    );
    expect(page('corrected', 'guidance/lamps/2019/index.html')).toContain(NEW);
  });
});

describe('it is no release', () => {
  test('the place of a release is not given to it', async () => {
    const before = filesIn(path.join(folder, 'dist'));
    for (const command of ['build', 'release'])
      expect(await run(command, '--as-at', '2021-03-01')).toMatchObject({
        exit: 2,
        error: expect.stringContaining(
          'a view of the past is no release that could follow it: say with --out where it goes.',
        ),
      });
    expect(Object.keys(filesIn(path.join(folder, 'dist')))).toEqual(Object.keys(before));
  });

  test('the ledger has no entry of it, and the next release is the next', async () => {
    expect(Object.keys(filesIn(path.join(folder, 'view'))).filter((file) => file.startsWith('published/'))).toEqual([]);
    expect(await run('release', '--key', 'press.key')).toMatchObject({
      out: expect.stringContaining('Nothing changed since release 2'),
    });
    expect(Object.keys(filesIn(path.join(folder, '.press/sealed/view')))).toContain('as-at-2024-04-30/manifest.json');
  });

  test.each([
    ['a month', ['--as-at', '2021-03'], 'A view of the past shows one day, and "2021-03" is none'],
    ['a day before all', ['--as-at', '2018-01-01'], 'Nothing was there yet on 1 January 2018'],
  ])('%s is refused', async (_, words, message) => {
    expect(await run('build', '--out', 'other', ...words)).toMatchObject({
      exit: 2,
      error: expect.stringContaining(message),
    });
  });

  test('what is wrong with the whole stops it', async () => {
    const other = folderOf({
      'content/press.yaml': press('2024-09-01'),
      'content/guidance/lamps/2019.md': first(OLD, OLD_INTRO).replace(/See .*/, ''),
      'content/guidance/lamps/2024.md': SECOND.replace('{#care', '{#care}{'),
    });
    expect(await pressHere(['build', '--as-at', '2020-01-01'], { in: other })).toMatchObject({ exit: 1 });
  });
});

describe('whoever verifies', () => {
  const VIEW = 'the site as it stood on 30 April 2024, a view of the past made after release 2, as at 1 September 2024';

  test('is told of a file what it is, whatever was seen of the site', async () => {
    expect(await verify('view/guidance/lamps/2019/lamps-2019.pdf', '--release', 'view')).toMatchObject({
      exit: 0,
      out: expect.stringContaining(`of ${VIEW}, signed`),
    });
  });

  test('is told of the folder, as long as no release was seen whose place it could have taken', async () => {
    expect(await verify('view')).toMatchObject({ exit: 0, out: expect.stringContaining(`Genuine: ${VIEW}, signed`) });
    expect(await verify('dist')).toMatchObject({ exit: 0 });
    expect(await verify('view')).toMatchObject({
      exit: 4,
      error: expect.stringContaining('a view of the past and not the site, of which release 2 was seen before'),
    });
    expect(await verify('view', '--any-release')).toMatchObject({ exit: 0 });
    expect(await verify('dist')).toMatchObject({ exit: 0 });
  });

  test('finds a manifest that would be both', async () => {
    const manifest = String(filesIn(path.join(folder, 'view'))['manifest.json']);
    const both = folderOf({ 'manifest.json': manifest.replace('"publisher"', '"previous":"0","publisher"') });
    expect(await pressHere(['verify', both, '--unsigned'], { in: folder })).toMatchObject({ exit: 4 });
  });
});

describe('a view made with the cache of an earlier one', () => {
  const buoys = (title: string, body: string, more = '') =>
    `---\ntitle: ${title}\nclassification: OFFICIAL\ndate-created: 2019-01-01\neffective-from: 2019-01-01\ntext: full\n${more}---\n${body}`;
  const NOTE = 'corrections:\n  - date: 2023-01-01\n    reason: It was left out.\n    clauses: [aim, new]\n';
  const later = buoys('C', '## Aim {#aim}\n\nBe kinder.\n', 'changes:\n  - note: All.\n    clauses: [aim, new]\n');
  const FULL = '## Aim {#aim}\n\nBe kind to all.\n\n## New {#new}\n\nAdded.\n';

  /** The ledger of a content folder that published other words. */
  async function ledgerWith(aim: string): Promise<Readonly<Record<string, Buffer>>> {
    const other = folderOf({
      'content/press.yaml': press('2020-06-01'),
      'content/guidance/b/2019.md': buoys('B', `## Aim {#aim}\n\n${aim}\n`),
    });
    await pressHere(['keys', 'new', '--out', 'press.key'], { in: other });
    expect(await pressHere(['release', '--key', 'press.key'], { in: other })).toMatchObject({ exit: 0 });
    return filesIn(other, 'content/published');
  }

  test('leads to the clauses and has the words that the ledger tells of now', { timeout: 120_000 }, async () => {
    const place = folderOf({
      'content/press.yaml': press('2024-09-01'),
      'content/guidance/a/2019.md': buoys('A', '## Aim {#aim}\n\nSee [the new thing](../b/2019.md#new).\n'),
      'content/guidance/b/2019.md': buoys('B', FULL),
      'content/guidance/b/2020.md': later.replaceAll('2019-01-01', '2020-01-01'),
    });
    const view = async (...more: string[]) => {
      const words = ['build', '--as-at', '2021-01-01', '--only', 'html', '--out', 'out/site', ...more];
      expect(await pressHere(words, { in: place })).toMatchObject({ exit: 0 });
      return filesIn(path.join(place, 'out/site'));
    };
    const linkIn = (files: Readonly<Record<string, Buffer>>) =>
      /href="([^"]*)">the new/.exec(String(files['guidance/a/2019/index.html']))?.[1];
    expect(linkIn(await view())).toBe('../../b/2019/#new');
    writeFileSync(path.join(place, 'content/guidance/b/2019.md'), buoys('B', FULL, NOTE));
    for (const aim of ['Be kind to some.', 'Be kind to the keeper.']) {
      for (const [file, bytes] of Object.entries(await ledgerWith(aim))) {
        mkdirSync(path.dirname(path.join(place, file)), { recursive: true });
        writeFileSync(path.join(place, file), bytes);
      }
      const warm = await view();
      expect(linkIn(warm)).toBe('../../b/2019/');
      expect(wordsOf(parseHtml(String(warm['guidance/b/2019..2020/index.html'])))).toContain(aim.split(' ').at(-1));
      expect(warm).toEqual(await view('--no-cache'));
    }
  });
});
