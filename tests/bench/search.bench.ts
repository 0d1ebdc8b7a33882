/**
 * The search of 1,000 and of 10,000 documents: what its index costs to make and holds, and how long a reader waits for an answer. The page
 * and its scripts are those of a built site; the documents are made by a seed. A question is asked when the page is open, as when somebody
 * types, and counts until its first ten results are painted. Other numbers may follow: `npm run bench:search -- 5000`.
 */
import path from 'node:path';
import type { Page } from 'playwright-core';
import { machine } from '../../src/host.ts';
import type { Rendition } from '../../src/model/rendition.ts';
import { type SearchText, TEXTS_FOLDER } from '../../src/model/search-text.ts';
import { build } from '../../src/pipeline.ts';
import { openPress } from '../../src/render/render.ts';
import { openSearchIndex } from '../../src/site/site.ts';
import { closeBrowser, withPage } from '../support/browser.ts';
import { filesIn, folderOf } from '../support/folder.ts';
import { guidance, PRESS } from '../support/inspected.ts';
import { random, vocabulary } from '../support/known-edits.ts';
import { marking } from '../support/schemes.ts';
import { serve } from '../support/serve.ts';
import { median } from './median.ts';

const WORDS =
  'officer record report decision harm consent victim address premises investigation training partnership local force risk assessment disclosure personal information request review internal commissioner court evidence safeguarding bridge lantern ferry meadow orchard granary parish ledger harbour mill'.split(
    ' ',
  );
const RARE = vocabulary(random(1), 20_000);
const CLAUSES = 8;
const CLAUSE_WORDS = 120;
const QUESTIONS = [
  'officer',
  'consent evidence',
  'lantern harbour mill',
  '"risk assessment"',
  'safeguarding training court',
  'par',
  'nothing-like-it',
];

function textAt(at: number): SearchText {
  const next = random(at * 7919 + 1);
  const of = (limit: number) => Math.floor(next() * limit);
  // Few words are common and most are rare, as in any language.
  const word = () =>
    of(4) === 0 ? (WORDS[of(WORDS.length)] ?? '') : (RARE[Math.floor(RARE.length * next() ** 3)] ?? '');
  const parts = Array.from({ length: CLAUSES }, (_, index) => {
    return { id: `c${index}`, name: `Clause ${index}`, words: Array.from({ length: CLAUSE_WORDS }, word).join(' ') };
  });
  return {
    address: `guidance/document-${at}/2019/`,
    title: `Document ${at}`,
    edition: '2019 edition',
    state: 'In force since 1 June 2019',
    kind: 'current',
    family: 'guidance',
    year: '2019',
    leading: true,
    current: true,
    parts,
  };
}

function fileOf(text: SearchText): Rendition {
  const bytes = Buffer.from(JSON.stringify(text));
  const file = `${TEXTS_FOLDER}${text.address.slice(0, -1)}.json`;
  return { path: file, mediaType: 'application/json', bytes, marking: marking('OFFICIAL') };
}

async function builtSite(): Promise<Readonly<Record<string, Buffer>>> {
  const content = folderOf({
    'press.yaml': PRESS,
    'guidance/lamps/2019.md': guidance('## Purpose {#purpose}\n\nLight.\n'),
  });
  const out = path.join(folderOf(), 'dist');
  await build(machine, { content, out, audience: 'public', formats: ['html'] });
  return filesIn(out);
}

/** Milliseconds from the question to its results on the screen, and how many documents the page says. */
const ASK = `(question) => new Promise((resolve) => {
  const [form, field, status] = ['search', 'q', 'status'].map((name) => document.getElementById('page_' + name));
  let before;
  new MutationObserver((_, observer) => {
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve([performance.now() - before, status.textContent])));
  }).observe(status, { childList: true });
  field.value = question;
  before = performance.now();
  form.requestSubmit();
})`;

async function openPage(page: Page, address: string): Promise<void> {
  await page.goto(`${address}search/`);
  await page.locator('#page_q').focus();
  await page.waitForLoadState('networkidle');
}

async function measure(count: number): Promise<void> {
  const stems = await openPress(machine).stems('en-GB');
  const texts = Array.from({ length: count }, (_, at) => fileOf(textAt(at))).toSorted((a, b) =>
    a.path < b.path ? -1 : 1,
  );
  const begun = performance.now();
  const index = openSearchIndex(stems);
  texts.forEach(index.add);
  const files = await index.files();
  const seconds = (performance.now() - begun) / 1000;
  const size = (all: readonly Rendition[]) =>
    `${(all.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1e6).toFixed(1)} MB`;
  const largest = Math.max(...files.map(({ bytes }) => bytes.length));
  console.log(
    `${count} documents of ${CLAUSES * CLAUSE_WORDS} words: index in ${seconds.toFixed(1)} s, ${files.length} files, ${size(files)}, the largest ${(largest / 1000).toFixed(0)} kB; texts ${size(texts)}`,
  );
  const made = Object.fromEntries([...texts, ...files].map(({ path: file, bytes }) => [file, Buffer.from(bytes)]));
  const served = await serve({ ...(await builtSite()), ...made });
  for (const question of QUESTIONS) {
    await withPage(async (page) => {
      const ask = () => page.evaluate<[number, string]>(`(${ASK})(${JSON.stringify(question)})`);
      await openPage(page, served.address);
      const [first, said] = await ask();
      const again: number[] = [];
      for (let time = 0; time < 7; time++) again.push((await ask())[0]);
      console.log(`  ${question}: ${first.toFixed(0)} ms, then ${median(again).toFixed(0)} ms. ${said}`);
    });
  }
  await served.close();
}

const asked = process.argv.slice(2).map(Number);
for (const count of asked.length > 0 ? asked : [1000, 10_000]) {
  await measure(count);
  await closeBrowser();
}
