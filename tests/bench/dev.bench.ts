/**
 * From the save of a file to the changed words in an open browser window: the preview of a folder of 1,000 documents of 1,500 words,
 * two editions a work. Made of counters: always the same folder. The number of documents and of saves may follow:
 * `npm run bench:dev -- 1000 40`.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dev, editorLink } from '../../src/dev/dev.ts';
import { machine } from '../../src/host.ts';
import { closeBrowser, withPage } from '../support/browser.ts';

const WORDS =
  'inspection record officer safety visit premises shall must review within days notice public the of and a to'.split(
    ' ',
  );

const words = (seed: number, count: number) =>
  Array.from({ length: count }, (_, index) => WORDS[(seed * 31 + index * 17 + ((index * index) % 13)) % WORDS.length]);

const paragraph = (seed: number, count: number) => `${words(seed, count).join(' ')}.`;

/** About 1,500 words in ten sections, with lists and a link to another work. */
function documentOf(work: number, year: number, works: number): string {
  const sections = Array.from({ length: 10 }, (_, index) => {
    const seed = work * 100 + index * 10;
    const link = `See [part ${index + 1}](../work-${(work + 1) % works}/2019.md#part-${index + 1}).`;
    return `## Part ${index + 1} {#part-${index + 1}}

${paragraph(seed, 46)}

${paragraph(seed + 1, 46)} ${link}

${paragraph(seed + 2, 40)}

- ${paragraph(seed + 3, 6)}
- ${paragraph(seed + 4, 6)}
`;
  });
  return `---
title: Work ${work}
classification: OFFICIAL
date-created: ${year}-01-01
effective-from: ${year}-02-01
text: full
author: A clerk
force-organisation: An office
---
${sections.join('\n')}`;
}

const PRESS = 'title: Papers\npublisher: An office\nbase-address: https://office.example/\nas-at: 2025-06-01\n';

const [documents = 1000, saves = 40] = process.argv.slice(2).map(Number);
const content = mkdtempSync(path.join(tmpdir(), 'press-bench-'));
const works = Math.ceil(documents / 2);
writeFileSync(path.join(content, 'press.yaml'), PRESS);
for (let work = 0; work < works; work++) {
  mkdirSync(path.join(content, `guidance/work-${work}`), { recursive: true });
  for (const year of [2019, 2023])
    writeFileSync(path.join(content, `guidance/work-${work}/${year}.md`), documentOf(work, year, works));
}

const started = performance.now();
const request = { content, audience: 'public', link: editorLink('none'), port: 4400, open: false } as const;
let examined = (): void => undefined;
const whole = new Promise<void>((resolve) => (examined = resolve));
const preview = await dev(machine, request, ({ kind }) => kind === 'read' && examined());
console.log(`${documents} documents: ready after ${((performance.now() - started) / 1000).toFixed(1)} s`);

try {
  await whole;
  console.log(`every neighbouring edition compared after ${((performance.now() - started) / 1000).toFixed(1)} s`);
  await withPage(async (page) => {
    await page.goto(`${preview.address}guidance/work-3/2019/`);
    await page.waitForSelector('press-preview[data-content]', { state: 'attached' });
    const times: number[] = [];
    for (let save = 0; save < saves; save++) {
      const word = `saved-${save}`;
      // Resolves in the page as soon as the words are there: the promise stands before the file is written.
      const seen = page.evaluate(`new Promise((resolve) => {
        const look = () => document.body.textContent.includes(${JSON.stringify(`${word}.`)}) && resolve();
        new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
      })`);
      await page.evaluate('1');
      const text = documentOf(3, 2019, works).replace('## Part 5', `Now ${word}.\n\n## Part 5`);
      const saved = performance.now();
      writeFileSync(path.join(content, 'guidance/work-3/2019.md'), text);
      await seen;
      times.push(performance.now() - saved);
      await page.waitForTimeout(400);
    }
    const sorted = times.toSorted((a, b) => a - b);
    const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(0);
    console.log(
      `from save to words on the page, ${saves} saves: median ${at(0.5)} ms, nine in ten under ${at(0.9)} ms, slowest ${at(1)} ms`,
    );
    console.log(`memory: ${(process.memoryUsage.rss() / 1024 / 1024).toFixed(0)} MiB`);
  });
} finally {
  await closeBrowser();
  await preview.close();
  rmSync(content, { recursive: true });
}
