/**
 * The page that checks files and passages says what `press verify` says: the same files and passages are given to both. It asks only the site
 * that it stands on, sends nothing, and takes no release, key or file for genuine that the command refuses.
 */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalFile } from '../../src/model/canonical-json.ts';
import { closeBrowser, withPage } from '../support/browser.ts';
import { filesIn, folderOf } from '../support/folder.ts';
import { mediaTypeOf } from '../support/media-type.ts';
import { pressHere } from '../support/press-here.ts';
import { CORRECTED, correctedRelease } from '../support/released.ts';
import { serve, type Served } from '../support/serve.ts';

let folder = '';
let files: Readonly<Record<string, Buffer>> = {};
let served: Served | undefined;
beforeAll(async () => {
  folder = await correctedRelease();
  files = filesIn(path.join(folder, 'dist'));
  served = await serve(files);
  process.env['XDG_STATE_HOME'] = path.join(folder, 'state');
});
afterAll(async () => {
  await closeBrowser();
  await served?.close();
});

interface Given {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What the page says, line by line; words that differ as the command prints them. */
async function saidBy(page: Page): Promise<readonly string[]> {
  await page.locator('#page_told :text("Checking …")').waitFor({ state: 'detached' });
  return page.evaluate(() => {
    const lines = Array.from(document.querySelectorAll('#page_told p:not(.hint)'), (one) => one.textContent ?? '');
    const signs: Record<string, readonly string[]> = { DEL: ['[-', '-]'], INS: ['{+', '+}'] };
    const parts = document.querySelector('#page_difference')?.childNodes ?? [];
    const difference = Array.from(parts, ({ nodeName, textContent }) => {
      const [before = '', behind = ''] = signs[nodeName] ?? [];
      return `${before}${textContent?.replace(/^\[(?:deleted|inserted): (.*)\] $/, '$1')}${behind}`;
    });
    return difference.length > 0 ? [...lines, difference.join('')] : lines;
  });
}

const giveFiles = (page: Page, given: readonly Given[]) =>
  page
    .locator('#page_file')
    .setInputFiles(given.map(({ name, bytes }) => ({ name, buffer: bytes, mimeType: mediaTypeOf(name) })));

async function givePassage(page: Page, passage: string): Promise<void> {
  await page.locator('#page_passage').fill(passage);
  await page.getByRole('button', { name: 'Check the passage' }).click();
}

/** Opens the page of a site, does something there, and gives what it says. */
const onPage = (act: (page: Page) => Promise<void>, address = served?.address) =>
  withPage(async (page) => {
    await page.goto(`${address}verify/`);
    await page.getByText('Nothing was checked yet.').waitFor();
    await act(page);
    return saidBy(page);
  });

/** What the command says, line by line. */
async function saidByPress(words: readonly string[], place: string, input = ''): Promise<readonly string[]> {
  const { out, error } = await pressHere(
    ['verify', ...words, '--key', path.join(folder, 'press.pub'), '--release', path.join(folder, 'dist')],
    { in: place, input },
  );
  return `${out}${error}`.trimEnd().split('\n');
}

/** The command tells differences by signs, the page by strokes. */
const inStrokes = (line: string) =>
  line.replace(
    'the words in [-…-] where the text has those in {+…+}',
    'the words that are struck out where the text has those that are underlined',
  );

describe('what the command says, the page says', () => {
  test('of every PDF, page and data file of the site, of one that was changed, and of one of somebody else', async () => {
    const given = Object.entries(files)
      .filter(([file]) => /\d{4}\/.*\.(?:pdf|html|json)$|lamps\/index\.html$/.test(file))
      .map(([file, bytes], at): Given => ({ name: `${at}-${path.basename(file)}`, bytes }));
    const pdf = files['guidance/lamps/2019/lamps-2019.pdf'] ?? Buffer.alloc(0);
    const others: readonly Given[] = [
      { name: 'lamps-2019.pdf', bytes: Buffer.from(pdf.with(500, 0)) },
      { name: 'index.html', bytes: Buffer.from('<p>Lamps.') },
      { name: 'empty.json', bytes: Buffer.alloc(0) },
      { name: 'large.pdf', bytes: Buffer.alloc(3_000_000, 'x') },
    ];
    const all = [...given, ...others];
    expect(given.length).toBeGreaterThan(12);
    const place = folderOf();
    const due: string[] = [];
    for (const { name, bytes } of all) {
      writeFileSync(path.join(place, name), bytes);
      due.push(...(await saidByPress([name], place)));
    }
    expect(await onPage((page) => giveFiles(page, all))).toEqual(due);
    expect(due.filter((line) => line.startsWith('Genuine:'))).toHaveLength(given.length);
    expect(due.filter((line) => line === 'Not genuine.')).toHaveLength(others.length);
    expect(due).toContain('In force in its place: guidance/lamps@2023, “Lamps”.');
    expect(due).toContain('Corrected on 1 May 2025.');
  });

  test('of the text of each clause, of passages that are nearly right, and of one that is not', async () => {
    const clauses = Object.entries(files)
      .filter(([file]) => /^guidance\/\w+\/\d{4}\/.*\.json$/.test(file))
      .flatMap(([, bytes]) => (JSON.parse(String(bytes)) as { clauses: { text: string }[] }).clauses);
    const passages = [
      ...clauses.map(({ text }) => text),
      CORRECTED.old,
      CORRECTED.new,
      'Buoys are paint-\ned red every spring.',
      'Lamps must be cleaned weekly, and the keeper writes down the hour at which it was done.',
      'The quick brown fox jumps over the lazy dog.',
      '  lamps of\tthe harbour ',
    ];
    expect(clauses.length).toBeGreaterThan(4);
    await withPage(async (page) => {
      await page.goto(`${served?.address}verify/`);
      for (const passage of passages) {
        await givePassage(page, passage);
        const due = (await saidByPress(['-'], folder, passage)).map(inStrokes);
        expect(await saidBy(page), passage).toEqual(due);
      }
    });
  });
});

describe('of a corrected edition', () => {
  const said = (passage: string) => saidByPress(['-'], folder, passage);

  test('the words before the correction were published, and are no longer there', async () =>
    expect(await said(CORRECTED.old)).toEqual([
      expect.stringMatching(/^Genuine: /),
      'guidance/buoys@2020#paint has these words. Published as at 1 April 2025, and was corrected since: it no longer has them.',
    ]));

  test('the words behind it are those of the edition now', async () =>
    expect(await said(CORRECTED.new)).toEqual([
      expect.stringMatching(/^Genuine: /),
      'guidance/buoys@2020#paint has these words. Published as at 1 June 2025. State: In force.',
    ]));
});

/** A copy of the site with something done to it, served while something is done with it. */
async function withSite<Result>(
  change: (copy: string) => void,
  act: (address: string, asked: readonly string[]) => Promise<Result>,
): Promise<Result> {
  const copy = path.join(folderOf(), 'site');
  cpSync(path.join(folder, 'dist'), copy, { recursive: true, dereference: true });
  change(copy);
  const site = await serve(filesIn(copy));
  try {
    return await act(site.address, []);
  } finally {
    await site.close();
  }
}

const PDF: readonly Given[] = [{ name: 'a.pdf', bytes: Buffer.from('x') }];
const otherKey = async () => {
  const place = folderOf();
  await pressHere(['keys', 'new', '--out', 'other.key'], { in: place });
  return readFileSync(path.join(place, 'other.pub'), 'utf8');
};

describe('a site that was tampered with', () => {
  const changedText = (copy: string, file: string, from: string, to: string) =>
    writeFileSync(path.join(copy, file), readFileSync(path.join(copy, file), 'utf8').replace(from, to));

  test.each<readonly [string, (copy: string) => void, string]>([
    [
      'manifest changed',
      (copy) => changedText(copy, 'manifest.json', '"title":"Lamps"', '"title":"Lampe"'),
      'manifest.json.minisig: the file is not the one that was signed.',
    ],
    [
      'manifest with a field more',
      (copy) => changedText(copy, 'manifest.json', '"version":1}', '"version":1,"x":1}'),
      'manifest.json: its form is wrong at "": unknown field "x".',
    ],
    [
      'of a newer version',
      (copy) => changedText(copy, 'manifest.json', '"version":1}', '"version":2}'),
      'manifest.json: it is of version 2; a newer guidance-press made it, and can read it.',
    ],
    [
      'trusted comment changed',
      (copy) => changedText(copy, 'manifest.json.minisig', 'release:2', 'release:3'),
      'manifest.json.minisig: its trusted comment was changed.',
    ],
    [
      'signature gone',
      (copy) => writeFileSync(path.join(copy, 'manifest.json.minisig'), ''),
      'manifest.json.minisig: it is no signature of minisign.',
    ],
    [
      'key that is none',
      (copy) => writeFileSync(path.join(copy, 'press.pub'), 'RWQ='),
      'press.pub: it is no public key of minisign.',
    ],
  ])('%s: nothing on it is genuine', async (_, change, told) => {
    const said = await withSite(change, (address) => onPage((page) => giveFiles(page, PDF), address));
    expect(said).toEqual(['Not genuine.', told]);
  });

  test('an entry of the ledger changed: no passage is looked for', async () => {
    const file = 'published/guidance/buoys/2020.json';
    const said = await withSite(
      (copy) => changedText(copy, file, 'green', 'blue'),
      (address) => onPage((page) => givePassage(page, 'Buoys are painted'), address),
    );
    expect(said).toEqual(['Not genuine.', `${file}: it was changed since it was published.`]);
  });

  test('another key and a signature by it: only a reader who has the key from elsewhere sees it', async () => {
    const other = await otherKey();
    const said = await onPage(async (page) => {
      await page.locator('summary', { hasText: 'The key of the publisher' }).click();
      await page.locator('#page_key').fill(other);
      await giveFiles(page, PDF);
    });
    expect(said).toEqual([
      'Not genuine.',
      expect.stringMatching(
        /^manifest\.json\.minisig: it was made with the key [0-9A-F]{16}, which is not one that was/,
      ),
    ]);
  });
});

describe('keys', () => {
  const hints = (page: Page) => page.locator('#page_told .hint').allTextContents();

  test('the site’s own, and that it is only its own, is said', async () => {
    await onPage(async (page) => {
      await giveFiles(page, PDF);
      await page.getByText('Not genuine.').waitFor();
      expect((await hints(page)).join()).toContain('The key was taken from this site');
    });
  });

  test('the reader’s own, chosen as a file together with what is checked', async () => {
    const bytes = files['guidance/lamps/2019/lamps-2019.pdf'] ?? Buffer.alloc(0);
    const key = { name: 'press.pub', bytes: readFileSync(path.join(folder, 'press.pub')) };
    await onPage(async (page) => {
      await giveFiles(page, [key, { name: 'copy.pdf', bytes }]);
      await page.getByText('Genuine: ').waitFor();
      expect(await hints(page)).toEqual(['The signature was checked with the key that you gave.']);
      expect(await page.locator('#page_told a').first().getAttribute('href')).toMatch(/\/guidance\/lamps\/2019\/$/);
    });
  });
});

test('a site that is a build and no release says so, and looks for no passage', async () => {
  const place = folderOf();
  cpSync(path.join(folder, 'content'), path.join(place, 'content'), { recursive: true });
  await pressHere(['build', '--only', 'html'], { in: place });
  const built = filesIn(path.join(place, 'dist'));
  const site = await serve(built);
  const page = { name: 'lamps.html', bytes: built['guidance/lamps/2023/index.html'] ?? Buffer.alloc(0) };
  const said = await onPage(async (one) => {
    await giveFiles(one, [page]);
    await one.getByText('Genuine: ').waitFor();
    expect(await one.locator('#page_told .hint').allTextContents()).toEqual([
      'This site is not signed: the answer tells that this belongs to what the site shows, and not who published it.',
    ]);
  }, site.address);
  expect(said[0]).toBe(
    'Genuine: guidance/lamps/2023/index.html of a build as at 1 June 2025, which is no release, its signature was not looked at.',
  );
  const words = await onPage((one) => givePassage(one, 'lamps of the harbour'), site.address);
  expect(words.join()).toContain('this site is a build that is no release: it has none.');
  await site.close();
});

test('a ledger that is too long to be fetched is asked for the editions that the search finds, and that is said', async () => {
  const place = folderOf();
  cpSync(path.join(folder, 'content'), path.join(place, 'content'), { recursive: true });
  await pressHere(['release'], { in: place });
  const released = filesIn(path.join(place, 'dist'));
  const manifest = JSON.parse(String(released['manifest.json'])) as { files: { path: string; size: number }[] };
  const long = manifest.files.map((file) => (file.path.startsWith('published/') ? { ...file, size: 9e6 } : file));
  const site = await serve({ ...released, 'manifest.json': Buffer.from(canonicalFile({ ...manifest, files: long })) });
  const asked: string[] = [];
  const said = await onPage(async (page) => {
    page.on('request', (request) => asked.push(request.url().slice(site.address.length)));
    await givePassage(page, CORRECTED.new);
    await page.getByText('Genuine: ').waitFor();
    expect(await page.locator('#page_told .hint').first().textContent()).toBe(
      'Looked at in 1 of 3 editions: those that the search of this site finds for it. “press verify” looks at all.',
    );
  }, site.address);
  expect(said[1]).toBe('guidance/buoys@2020#paint has these words. Published as at 1 June 2025. State: In force.');
  expect(asked.filter((one) => one.startsWith('published/')).toSorted()).toEqual([
    'published/guidance/buoys/2020.correction-1.json',
    'published/guidance/buoys/2020.json',
  ]);
  await site.close();
});

test('a file that is dropped is answered, and nothing is sent anywhere', async () => {
  const asked: string[] = [];
  const pdf = files['guidance/lamps/2023/lamps-2023.pdf'] ?? Buffer.alloc(0);
  const said = await onPage(async (page) => {
    page.on('request', (request) => asked.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`));
    const dropped = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
      transfer.items.add(new File([bytes], 'letter.pdf'));
      return transfer;
    }, pdf.toString('base64'));
    await page.dispatchEvent('main', 'dragover', { dataTransfer: dropped });
    expect(await page.locator('.drop.is-over').count()).toBe(1);
    await page.dispatchEvent('main', 'drop', { dataTransfer: dropped });
    await page.getByText('Genuine: ').waitFor();
  });
  expect(said[1]).toBe('It shows guidance/lamps@2023, “Lamps”.');
  expect(asked.map((one) => one.replace(served?.address ?? '', '').trim()).toSorted()).toEqual([
    'GET manifest.json',
    'GET manifest.json.minisig',
    'GET press.pub',
  ]);
});
