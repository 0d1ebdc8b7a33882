/**
 * The search of 1,000 and of 10,000 documents: what its index costs to make and holds, and how long a reader's browser waits for an answer.
 * Documents are made by a seed; a question is asked when the page is open and its program loaded, as it is when somebody types. Other
 * numbers of documents may follow: `npm run bench:search -- 5000`.
 */
import { withPage, closeBrowser } from '../support/browser.ts';
import { serve } from '../support/serve.ts';
import { openSearchIndex } from '../../src/site/site.ts';
import type { SearchRecord } from '../../src/model/search-record.ts';
import { random, vocabulary } from '../support/known-edits.ts';
import { marking } from '../support/schemes.ts';
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
  'nothing-like-it',
];

function record(at: number): SearchRecord {
  const next = random(at * 7919 + 1);
  const of = (limit: number) => Math.floor(next() * limit);
  // Few words are common and most are rare, as in any language.
  const word = () =>
    of(4) === 0 ? (WORDS[of(WORDS.length)] ?? '') : (RARE[Math.floor(RARE.length * next() ** 3)] ?? '');
  const clause = (id: number) =>
    `<section id="c${id}" data-pagefind-title="Clause ${id}"><p>${Array.from({ length: CLAUSE_WORDS }, word).join(' ')}</p></section>`;
  const html = `<!doctype html><html><body><main data-pagefind-body><meta data-pagefind-filter="family[content]" content="guidance"><meta data-pagefind-filter="edition[content]" content="leading"><meta data-pagefind-meta="title[content]" content="Document ${at}"><h1>Document ${at}</h1>${Array.from({ length: CLAUSES }, (_, id) => clause(id)).join('')}</main></body></html>`;
  return { address: `guidance/document-${at}/2019/`, html, marking: marking('OFFICIAL') };
}

const PAGE = `<!doctype html><html lang="en-GB"><title>Search</title><script type="module" src="ask.js"></script>`;
const ASK = `const found = await import('./search/index/pagefind.js');
await found.options({ noWorker: true, excerptLength: 32 });
await found.init();
window.ask = async (question) => {
  const before = performance.now();
  const { results } = await found.search(question, { filters: { edition: 'leading' } });
  await Promise.all(results.slice(0, 10).map((one) => one.data()));
  return [performance.now() - before, results.length];
};`;

async function measure(count: number): Promise<void> {
  const index = openSearchIndex('en-GB');
  const begun = performance.now();
  for (let at = 0; at < count; at++) index.add(record(at));
  const files = await index.files();
  const seconds = (performance.now() - begun) / 1000;
  await index.close();
  const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  console.log(
    `${count} documents of ${CLAUSES * CLAUSE_WORDS} words: index in ${seconds.toFixed(1)} s, ${files.length} files, ${(size / 1e6).toFixed(1)} MB`,
  );
  const site = Object.fromEntries(files.map(({ path, bytes }) => [path, Buffer.from(bytes)]));
  const served = await serve({ ...site, 'index.html': Buffer.from(PAGE), 'ask.js': Buffer.from(ASK) }, '/');
  await withPage(async (page) => {
    await page.goto(served.address);
    await page.waitForFunction('window.ask !== undefined');
    for (const question of QUESTIONS) {
      const ask = () => page.evaluate<[number, number]>(`window.ask(${JSON.stringify(question)})`);
      const [first, found] = await ask();
      const again: number[] = [];
      for (let time = 0; time < 7; time++) again.push((await ask())[0]);
      console.log(
        `  ${question}: ${found} found; first answer with ten results ${first.toFixed(0)} ms, then ${median(again).toFixed(0)} ms`,
      );
    }
  });
  await served.close();
}

const asked = process.argv.slice(2).map(Number);
for (const count of asked.length > 0 ? asked : [1000, 10_000]) {
  await measure(count);
  await closeBrowser();
}
