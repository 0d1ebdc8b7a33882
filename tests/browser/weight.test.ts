/** The page of an ordinary edition is light, nothing on a page moves while it loads, and it is painted before any script has come. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { withPage } from '../support/browser.ts';
import { showSample } from './shown.ts';

const { address, shown } = await showSample();

const ORDINARY = 'guidance/ordinary/2024/';
const BYTES = 100_000;

/** What all answers to a visit weigh as they are sent, by file. */
async function weigh(page: Page, path: string): Promise<Readonly<Record<string, number>>> {
  const sizes: Promise<readonly [string, number]>[] = [];
  page.on('requestfinished', (request) => {
    const name = request.url().slice(address.length);
    sizes.push(request.sizes().then(({ responseBodySize }) => [name, responseBodySize] as const));
  });
  await page.goto(address + path, { waitUntil: 'networkidle' });
  return Object.fromEntries(await Promise.all(sizes));
}

test(`the page of an edition of 1,500 words weighs less than ${BYTES / 1000} kB with all that it asks for`, async () => {
  const { words, sizes } = await withPage(async (page) => {
    const sizes = await weigh(page, ORDINARY);
    const words = await page.locator('.text').innerText();
    return { sizes, words: words.split(/\s+/).length };
  });
  expect(words).toBeGreaterThan(1_500);
  expect(Object.keys(sizes).toSorted()).toEqual(['assets/reader.js', 'assets/style.css', ORDINARY]);
  expect(Object.values(sizes).reduce((sum, size) => sum + size, 0)).toBeLessThan(BYTES);
});

/** How far things moved by themselves while the page loaded and a little longer, as browsers measure it. */
async function shifts(page: Page, path: string): Promise<number> {
  await page.goto(address + path);
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const add = (list: PerformanceObserverEntryList) =>
          list.getEntries().forEach((entry) => (sum += 'value' in entry ? Number(entry.value) : 0));
        new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum), 100)));
      }),
  );
}

describe.each([1280, 360])('%i pixels wide nothing moves by itself', (width) => {
  test.each([...new Set([...shown, ORDINARY])])('on /%s', async (path) => {
    expect(await withPage((page) => shifts(page, path), { viewport: { width, height: 800 } })).toBe(0);
  });
});

test.each(shown)('/%s is painted while its scripts have not come', async (path) => {
  const painted = await withPage(async (page) => {
    // Never answered.
    await page.route('**/*.js', () => undefined);
    await page.goto(address + path, { waitUntil: 'commit' });
    return page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          new PerformanceObserver((list) => list.getEntries().forEach(({ name }) => resolve(name))).observe({
            type: 'paint',
            buffered: true,
          });
        }),
    );
  });
  expect(painted).toMatch(/^first-(?:contentful-)?paint$/);
});
