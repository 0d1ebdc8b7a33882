/**
 * A page asks nobody but its own site for anything, breaks no rule of its own security policy, and runs nothing that a title or a text
 * says. Titles stand in feeds and data as they were written.
 */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { withPage } from '../support/browser.ts';
import { HOSTILE_TITLE } from '../support/sample-corpus.ts';
import { parseXml } from '../support/xml.ts';
import { showSample } from './shown.ts';

const { address, shown, files } = await showSample();

/** What a page does that it should not: asks others, breaks its policy, opens a dialogue, fails. */
function watch(page: Page): Promise<string[]> {
  const told: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(address)) told.push(`asks for ${request.url()}`);
  });
  page.on('dialog', (dialogue) => {
    told.push(`opens a dialogue: ${dialogue.message()}`);
    void dialogue.dismiss();
  });
  page.on('pageerror', (error) => told.push(`fails: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') told.push(message.text());
  });
  page.on('response', (response) => {
    if (response.status() >= 400) told.push(`${response.status()} for ${response.url()}`);
  });
  return page
    .exposeFunction('tell', (words: string) => void told.push(words))
    .then(() =>
      page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
          const { tell } = globalThis as unknown as { tell: (words: string) => void }; // exposed above
          tell(`breaks ${violatedDirective}: ${blockedURI}`);
        });
      }),
    )
    .then(() => told);
}

/** Reads to the end, unfolds and uses what there is to use. */
async function use(page: Page): Promise<void> {
  await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
  await page.keyboard.press('End');
  for (const button of (await page.locator('main button:visible').all()).slice(0, 3)) await button.click();
  const [field] = await page.locator('main input[type="search"]:visible').all();
  if (field) await field.pressSequentially('lanes');
  await page.waitForLoadState('networkidle');
}

describe('in the browser', () => {
  test.each(shown)('/%s asks only its own site and breaks no rule', async (path) => {
    const told = await withPage(async (page) => {
      const all = await watch(page);
      await page.goto(address + path);
      await use(page);
      return all;
    });
    expect(told).toEqual([]);
  });

  test('what breaks the rules is told', async () => {
    const told = await withPage(async (page) => {
      const all = await watch(page);
      await page.goto(address);
      await page.evaluate(() => {
        const [script, picture] = [document.createElement('script'), document.createElement('img')];
        script.textContent = 'alert(1)';
        picture.src = 'https://elsewhere.example/a.png';
        document.body.append(script, picture);
      });
      await page.waitForLoadState('networkidle');
      return all;
    });
    expect(told).toContain('breaks script-src-elem: inline');
    expect(told).toContain('breaks img-src: https://elsewhere.example/a.png');
  });
});

describe('a title that would end a script, an attribute and a section of XML', () => {
  test.each(['guidance/hostile/', 'guidance/hostile/2024/'])('is words on /%s', async (path) => {
    const [heading, title] = await withPage(async (page) => {
      await page.goto(address + path);
      return [await page.locator('h1').textContent(), await page.title()];
    });
    expect(heading).toBe(HOSTILE_TITLE);
    expect(title).toContain(HOSTILE_TITLE);
  });

  test('is words in every feed and in all data', async () => {
    const feeds = Object.entries(files).filter(([file]) => /\.(?:xml|atom)$/.test(file));
    const broken = await withPage((page) =>
      page.evaluate(
        (all) => {
          const parser = new DOMParser();
          return all.filter(([, text = '']) => parser.parseFromString(text, 'text/xml').querySelector('parsererror'));
        },
        feeds.map(([file, bytes]) => [file, String(bytes)]),
      ),
    );
    expect(broken).toEqual([]);
    const data = Object.entries(files).filter(([file]) => file.endsWith('.json'));
    for (const [file, bytes] of data) expect(() => JSON.parse(String(bytes)), file).not.toThrow();
    const linked = Object.entries(files).flatMap(([file, bytes]) =>
      file.endsWith('.html')
        ? Array.from(
            String(bytes).matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs),
            ([, text = '']) => [file, text] as const,
          )
        : [],
    );
    for (const [file, text] of linked) expect(() => JSON.parse(text), file).not.toThrow();
    // And they are these words, whole.
    const feed = parseXml(String(files['guidance/hostile/feed.atom']));
    const entries = feed.children.filter(({ name }) => name === 'entry').flatMap(({ children }) => children);
    expect(entries.find(({ name }) => name === 'title')?.text).toContain(HOSTILE_TITLE);
    const said = linked.find(([file]) => file === 'guidance/hostile/2024/index.html')?.[1] ?? '';
    expect(JSON.stringify(JSON.parse(said))).toContain(JSON.stringify(HOSTILE_TITLE).slice(1, -1));
  });
});
