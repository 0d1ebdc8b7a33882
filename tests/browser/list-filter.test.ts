/** A list with its script: it filters as one types, combines values of facets, says how many it shows, and keeps what was chosen. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { withPage } from '../support/browser.ts';
import { showSample } from './shown.ts';

const { address, files } = await showSample();

interface Data {
  readonly entries: readonly { readonly title: string; readonly filed: Readonly<Record<string, readonly string[]>> }[];
}
const { entries }: Data = JSON.parse(String(files['guidance/list.json']));

const shown = (page: Page) => page.locator('.results .work-entry h3').allTextContents();
const said = async (page: Page, words: RegExp | string) => page.locator('[role=status]', { hasText: words }).waitFor();
const tick = (page: Page, facet: string, words: string) =>
  page.locator('.facet', { hasText: facet }).getByRole('checkbox', { name: words, exact: true }).check();

describe('the list of guidance', () => {
  test('filters by words in any order and without accents or capitals, tells how many, and shows all again', () =>
    withPage(async (page) => {
      await page.goto(`${address}guidance/`);
      const all = await shown(page);
      await page.getByLabel('Filter by words').fill('ELMS cáre');
      await said(page, `1 document of ${entries.length} shown.`);
      expect(await shown(page)).toEqual(['Care of elms']);
      expect(await page.locator('.results h2').textContent()).toBe('1 document');
      await page.getByRole('button', { name: 'Show all' }).click();
      await said(page, `All ${entries.length} documents are shown.`);
      expect(await shown(page)).toEqual(all);
    }));

  test('values of one facet are alternatives, facets must all fit, and the numbers follow', () =>
    withPage(async (page) => {
      await page.goto(`${address}guidance/`);
      const count = (fits: (filed: Data['entries'][number]['filed']) => boolean) =>
        entries.filter(({ filed }) => fits(filed)).length;
      const inForce = count(({ state }) => state?.includes('in-force') === true);
      await tick(page, 'State', 'In force');
      await said(page, `${inForce} documents of`);
      await tick(page, 'State', 'Withdrawn');
      await said(page, `${inForce + 1} documents of`);
      await tick(page, 'In effect from', '2020');
      const both = count(
        ({ state, year }) =>
          /in-force|withdrawn/.test(String(state?.join())) &&
          year?.includes('2020') === true &&
          !state?.includes('not-yet-in-force'),
      );
      await said(page, `${both} document`);
      expect(await shown(page)).toContain('Withdrawn guidance');
    }));

  test('what was chosen stands in the address, so that a bookmark and the way back keep it', () =>
    withPage(async (page) => {
      await page.goto(`${address}guidance/`);
      await tick(page, 'State', 'Withdrawn');
      await said(page, '1 document of');
      expect(page.url()).toMatch(/\/guidance\/\?state=withdrawn$/);
      await page.reload();
      await said(page, '1 document of');
      expect(await shown(page)).toEqual(['Withdrawn guidance']);
    }));

  test('begins with the value that a page is narrowed down to', () =>
    withPage(async (page) => {
      await page.goto(`${address}guidance/state/withdrawn/`);
      await page.getByLabel('Filter by words').fill('guidance');
      await said(page, '1 document of');
      expect(await shown(page)).toEqual(['Withdrawn guidance']);
    }));

  test('entries look as those that came with the page', () =>
    withPage(async (page) => {
      for (const family of ['guidance', 'consultations', 'foi']) {
        await page.goto(`${address}${family}/`);
        const texts = () =>
          page
            .locator('.work-entry')
            .evaluateAll((all) =>
              all.map((one) => one.textContent.replace(/, [\d.]+ [kM]B(?:, \d+ pages?)?|\s+/g, '')),
            );
        const before = await texts();
        await page.getByLabel('Filter by words').fill('x');
        await said(page, 'of');
        await page.getByRole('button', { name: 'Show all' }).click();
        await said(page, 'All');
        expect(await texts()).toEqual(before);
      }
    }));

  test('says so when the data cannot be had, and leaves the list as it is', () =>
    withPage(async (page) => {
      await page.route('**/list.json', (route) => route.abort());
      await page.goto(`${address}guidance/`);
      const all = await shown(page);
      await page.getByLabel('Filter by words').fill('elms');
      await said(page, 'could not be loaded');
      expect(await shown(page)).toEqual(all);
    }));

  test('without a script there is no field, and values are links to lists', () =>
    withPage(
      async (page) => {
        await page.goto(`${address}guidance/`);
        expect(await page.getByLabel('Filter by words').isVisible()).toBe(false);
        await page.getByRole('link', { name: 'Withdrawn', exact: true }).first().click();
        expect(await shown(page)).toEqual(['Withdrawn guidance']);
      },
      { javaScriptEnabled: false },
    ));
});
