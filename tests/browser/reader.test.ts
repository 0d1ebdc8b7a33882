/** What the script of the site does in a real browser: citations, contents that follow the text, the place among changes; and that nothing needs it. */
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { closeBrowser, withPage } from '../support/browser.ts';
import { guidance, PRESS } from '../support/inspected.ts';
import { builtSite } from '../support/sample-site.ts';
import { serve } from '../support/serve.ts';

const words = (part: number) => `Words of part ${part}. `.repeat(120);
const part = (number: number, text: string) =>
  `## Part ${number} {#part-${number}}\n\n:::principle{#rule-${number} number=${number}}\nOfficers should go. ${text}\n:::\n`;
const PARTS = Array.from({ length: 20 }, (_, index) => index + 1);
const edition = (text: (number: number) => string, fields = '') =>
  guidance(PARTS.map((number) => part(number, text(number))).join('\n'), fields);

const NOTE = `changes:\n  - note: All parts are new.\n    clauses: [${PARTS.map((number) => `rule-${number}`).join(', ')}]\n`;
const CORPUS = {
  'press.yaml': PRESS,
  'guidance/long/2019.md': edition(words),
  'guidance/long/2021.md': edition((number) => `Officers must stay. ${words(number)}`, NOTE).replace(
    'effective-from: 2019',
    'effective-from: 2021',
  ),
};

const { files } = await builtSite('reader', () => CORPUS, ['html', 'pdf', 'json']);
const served = await serve(files, '/');
afterAll(async () => {
  await served.close();
  await closeBrowser();
});

const EDITION = `${served.address}guidance/long/2021/`;
const COMPARISON = `${served.address}guidance/long/2019..2021/`;
const ADDRESS = 'https://office.example/guidance/long/2021/';
const current = (page: Page) => page.locator('.contents [aria-current]').allTextContents();

test('a date leads to what was in force on it: the page of the last day before it on which something changed', async () => {
  await withPage(async (page) => {
    const choose = async (day: string) => {
      await page.goto(`${served.address}as-at/`);
      await page.getByLabel('Choose a date').fill(day);
      await page.getByRole('button', { name: 'Show' }).click();
    };
    for (const [day, shown] of [
      ['2020-06-01', '2019'],
      ['2021-01-01', '2021'],
      ['2024-12-31', '2021'],
    ] as const) {
      await choose(day);
      await page.waitForURL(`${served.address}as-at/${shown}/`);
    }
    await choose('1999-01-01');
    await page.getByRole('status').getByText('Nothing is known of so early a date.').waitFor();
    await page.getByLabel('Choose a date').fill('2022-01-01');
    await page.getByLabel('Choose a date').press('Enter');
    await page.waitForURL(`${served.address}as-at/2021/`);
  });
});

test('a clause is cited with the keyboard alone: the citation is in the clipboard, and that it is there is said', async () => {
  await withPage(
    async (page) => {
      await page.goto(EDITION);
      await page.locator('#rule-2 .permalink').focus();
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
        'Copy citation of principle 2',
      );
      await page.keyboard.press('Enter');
      await page.getByRole('status').getByText('Copied').waitFor({ state: 'attached' });
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
        `A title (2021 edition), principle 2, ${ADDRESS}#rule-2`,
      );
      expect(await page.evaluate(() => document.activeElement?.className)).toBe('copy');
      await page.getByRole('button', { name: 'Copy citation of this edition' }).click();
      await expect
        .poll(() => page.evaluate(() => navigator.clipboard.readText()))
        .toBe(`A title (2021 edition), ${ADDRESS}`);
    },
    { permissions: ['clipboard-read', 'clipboard-write'] },
  );
});

test('where the browser keeps the clipboard from scripts, the old way of copying does', async () => {
  await withPage(
    async (page) => {
      await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
      await page.goto(EDITION);
      await page.getByRole('button', { name: 'Copy citation of principle 1', exact: true }).click();
      await page.getByRole('status').getByText('Copied').waitFor({ state: 'attached' });
    },
    { permissions: ['clipboard-read', 'clipboard-write'] },
  );
});

test('the contents mark the part that is read, also after a jump over many, and keep it in sight', async () => {
  await withPage(async (page) => {
    await page.goto(EDITION);
    expect(await current(page)).toEqual([]);
    await page.evaluate(() => document.querySelector('#part-14')?.scrollIntoView());
    await expect.poll(() => current(page)).toEqual(['Part 14']);
    const list = await page.locator('.contents').boundingBox();
    const entry = await page.locator('.contents [aria-current]').boundingBox();
    expect(entry?.y).toBeGreaterThanOrEqual(list?.y ?? 0);
    expect((entry?.y ?? 0) + (entry?.height ?? 0)).toBeLessThanOrEqual((list?.y ?? 0) + (list?.height ?? 0));
    await page.evaluate(() => scrollTo(0, 0));
    await expect.poll(() => current(page)).toEqual([]);
  });
});

test('a comparison tells at which change one is, with ways to the next and the one before', async () => {
  await withPage(async (page) => {
    await page.goto(`${COMPARISON}#change_3`);
    const position = page.locator('.position');
    await expect.poll(() => position.textContent()).toMatch(/^Change 3 of 20/);
    await position.getByRole('link', { name: 'Next change' }).click();
    await expect.poll(() => position.textContent()).toMatch(/^Change 4 of 20/);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('change_4');
    // The bar that stays in sight covers nothing of what was asked for.
    const [bar, change] = [await page.locator('.views').boundingBox(), await page.locator('#change_4').boundingBox()];
    expect(change?.y).toBeGreaterThanOrEqual((bar?.y ?? 0) + (bar?.height ?? 0));
  });
});

test('without the script every clause has its permanent link, and the contents lead to it', async () => {
  await withPage(
    async (page) => {
      await page.goto(EDITION);
      expect(await page.locator('button.copy').count()).toBe(0);
      expect(await page.locator('a.permalink').count()).toBe(40);
      await page
        .getByRole('navigation', { name: 'Contents' })
        .getByRole('link', { name: 'Part 9', exact: true })
        .click();
      expect(page.url()).toBe(`${EDITION}#part-9`);
      await page.goto(COMPARISON);
      await page.locator('#change_1').getByRole('link', { name: 'Next change' }).click();
      expect(page.url()).toBe(`${COMPARISON}#change_2`);
      await page.getByLabel('Side by side').check();
      expect(await page.locator('#change_2 .view-inline').isVisible()).toBe(false);
    },
    { javaScriptEnabled: false },
  );
});

test('on a telephone a long list of contents is folded, beside the text it is open', async () => {
  const shown = async (width: number) =>
    withPage(
      async (page) => {
        await page.goto(EDITION);
        const link = page.locator('.contents a').first();
        const before = await link.isVisible();
        if (!before) await page.locator('.contents summary').click();
        return [before, await link.isVisible()];
      },
      { viewport: { width, height: 740 } },
    );
  expect(await shown(360)).toEqual([false, true]);
  expect(await shown(1280)).toEqual([true, true]);
});
