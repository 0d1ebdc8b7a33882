/** The search of a built site, in a real browser: it answers with clauses, is narrowed down, works below a path and says what it cannot. */
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { machine } from '../../src/host.ts';
import { build } from '../../src/pipeline.ts';
import { closePreviews, preview } from '../dev/previewed.ts';
import { closeBrowser, withPage } from '../support/browser.ts';
import { townCorpus } from '../support/corpus.ts';
import { filesIn, folderOf } from '../support/folder.ts';
import { guidance, PRESS } from '../support/inspected.ts';
import { type Served, serve } from '../support/serve.ts';

const LAMPS = guidance(
  `## Purpose {#purpose}

Lanterns are kept alight.

:::principle{#oil number=1}
Whale oil is <b> dearer than & colza; see :withheld[the cellar of the clerk]{ground="s.31(1)(a)"}.
:::
`.replace('<b>', '&lt;b&gt;'),
);

let served: Served | undefined;
let files: Readonly<Record<string, Buffer>> = {};

beforeAll(async () => {
  const content = folderOf({ ...townCorpus(), 'guidance/lamps/2019.md': LAMPS });
  const out = path.join(folderOf(), 'dist');
  const { published } = await build(machine, { content, out, audience: 'public', formats: ['html'] });
  expect(published).toBeDefined();
  files = filesIn(out);
  served = await serve(files);
});

afterAll(async () => {
  await served?.close();
  await closePreviews();
  await closeBrowser();
});

const at = (address: string) => `${served?.address}${address}`;

async function says(page: Page, words: string | RegExp): Promise<void> {
  await page.locator('#page_status').filter({ hasText: words }).waitFor();
}

const links = (page: Page) =>
  page.locator('.result a').evaluateAll((found) => found.map((one) => one.getAttribute('href')));

describe('a reader', () => {
  test('asks from any page and is led to the clause, with its words marked', () =>
    withPage(async (page) => {
      await page.goto(at('guidance/elms/2019/'));
      await page.locator('.site-search input').fill('dearer');
      await page.locator('.site-search button').click();
      await says(page, 'Found in 1 document.');
      expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/papers/search/?q=dearer');
      expect(await links(page)).toEqual(['/papers/guidance/lamps/2019/', '/papers/guidance/lamps/2019/#oil']);
      expect(await page.locator('.found a').textContent()).toBe('Principle 1');
      expect(await page.locator('.excerpt mark').allTextContents()).toEqual(['dearer']);
      expect(await page.locator('.excerpt').textContent()).toContain('Whale oil is <b> dearer than & colza;');
      await page.locator('.found a').click();
      expect(page.url()).toBe(at('guidance/lamps/2019/#oil'));
    }));

  test('sees editions in force or newest first of all, and can ask for the others', () =>
    withPage(async (page) => {
      await page.goto(at('search/?q=elms+inspect&family=guidance'));
      await says(page, 'Found in 1 document.');
      expect((await links(page))[0]).toBe('/papers/guidance/elms/2025/');
      await page.locator('#page_editions').selectOption('all');
      await says(page, 'Found in 3 documents.');
      await page.locator('#page_year').selectOption('2019');
      await says(page, 'Found in 1 document.');
      expect((await links(page))[0]).toBe('/papers/guidance/elms/2019/');
      expect(new URL(page.url()).searchParams.toString()).toBe('q=elms+inspect&family=guidance&editions=all&year=2019');
      await page.goBack();
      await page.goForward();
      await says(page, 'Found in 1 document.');
    }));

  test('is told when only the choices stand in the way, and can drop them', () =>
    withPage(async (page) => {
      await page.goto(at('search/?q=dearer&family=foi'));
      await says(page, 'with these choices');
      await page.locator('#page_widen button').click();
      await says(page, 'Found in 1 document.');
    }));

  test('is not answered with a shorter word where none has the one that was asked for', () =>
    withPage(async (page) => {
      await page.goto(at('search/?q=lanthanum'));
      await says(page, 'Nothing was found for “lanthanum”.');
      await page.goto(at('search/?q=lanterns'));
      await says(page, 'Found in 1 document.');
    }));

  test('uses the keyboard alone, and is put at the first of the further results', () =>
    withPage(async (page) => {
      await page.goto(at('search/?editions=all'));
      await page.locator('#page_q').focus();
      await page.keyboard.type('town');
      await page.keyboard.press('Enter');
      await says(page, /Found in \d\d documents/);
      expect(await page.locator('.result').count()).toBe(10);
      await page.locator('#page_more button').focus();
      await page.keyboard.press('Enter');
      await page.locator('.result:nth-child(11) h3 a:focus').waitFor();
    }));

  test('without JavaScript reads why, and finds the lists', () =>
    withPage(
      async (page) => {
        await page.goto(at('search/?q=elms'));
        await says(page, 'Searching needs JavaScript');
        expect(await page.locator('.about a').allTextContents()).toContain('Guidance');
      },
      { javaScriptEnabled: false },
    ));

  test('is told where the index cannot be reached', () =>
    withPage(async (page) => {
      await page.route('**/list.json', (route) => route.abort());
      await page.goto(at('search/?q=elms'));
      await says(page, 'The search could not be loaded.');
    }));

  test('who came by an address that is no more is led on, to the clause', () =>
    withPage(async (page) => {
      const renamed = `${PRESS}renamed:\n  guidance/lanterns: guidance/lamps\n`;
      const content = folderOf({ 'press.yaml': renamed, 'guidance/lamps/2019.md': LAMPS });
      const out = path.join(folderOf(), 'dist');
      await build(machine, { content, out, audience: 'public', formats: ['html'] });
      const other = await serve(filesIn(out));
      await page.goto(`${other.address}guidance/lanterns/2019/#oil`);
      await page.waitForURL(`${other.address}guidance/lamps/2019/#oil`);
      await other.close();
    }));
});

test('the preview answers too, with what is saved', () =>
  withPage(async (page) => {
    const { address, save } = await preview({ 'guidance/a/2019.md': guidance('## Purpose {#purpose}\n\nLanterns.\n') });
    await page.goto(`${address}search/?q=lantern`);
    await says(page, 'Found in 1 document.');
    save('guidance/a/2019.md', guidance('## Purpose {#purpose}\n\nCandles.\n'));
    await says(page, 'Nothing was found for “lantern”.');
  }));

test('a publication that wants no search has no field for it, no page and no index', async () => {
  const content = folderOf({ 'press.yaml': `${PRESS}search: no\n`, 'guidance/lamps/2019.md': LAMPS });
  const out = path.join(folderOf(), 'dist');
  await build(machine, { content, out, audience: 'public', formats: ['html'] });
  const made = filesIn(out);
  expect(Object.keys(made).filter((file) => file.includes('search'))).toEqual([]);
  expect(String(made['index.html'])).not.toContain('site-search');
});

test('nothing that is withheld is in the index', () => {
  const found = Object.entries(files).filter(([file]) => /^search\/(?:index|texts)\//.test(file));
  const plain = found.map(([file, bytes]) => (file.endsWith('.bin') ? gunzipSync(bytes) : bytes));
  const holds = (words: string) => plain.filter((bytes) => bytes.includes(words)).length;
  expect([holds('colza'), holds('cellar'), holds('clerk')]).toEqual([3, 0, 0]);
});
