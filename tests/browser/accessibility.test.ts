/**
 * axe-core finds no violation on any kind of page, whatever its level, in light and dark, wide and at 320 CSS pixels, and in the colours
 * that a reader forces. What is folded is unfolded, because axe looks at nothing that is not shown.
 */
import { describe, expect, test } from 'vitest';
import { withPage } from '../support/browser.ts';
import { openForAxe, violations } from './axe.ts';
import { showSample } from './shown.ts';

const { address, shown } = await showSample();

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 640 };

/** Colours change no structure: in a second pair of colours only the rules that look at colours can find something new. */
const COLOURS = ['color-contrast', 'link-in-text-block'];
const MANNERS = [
  { name: 'light and wide', colorScheme: 'light', size: WIDE },
  { name: 'dark and wide', colorScheme: 'dark', size: WIDE, rules: COLOURS },
  { name: 'forced colours', forcedColors: 'active', size: WIDE, rules: COLOURS },
  { name: 'light and narrow', colorScheme: 'light', size: NARROW },
  { name: 'dark and narrow', colorScheme: 'dark', size: NARROW, rules: COLOURS },
] as const;

describe('axe finds no violation', () => {
  test.each(shown)('on /%s', async (path) => {
    const found = await withPage(async (page) => {
      await page.goto(address + path);
      await openForAxe(page);
      const all: string[] = [];
      for (const { name, size, rules, ...media } of MANNERS.map((one) => ({ rules: undefined, ...one }))) {
        await page.setViewportSize(size);
        await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', ...media });
        all.push(...(await violations(page, rules)).map((one) => `${name}: ${one}`));
      }
      return all;
    });
    expect(found).toEqual([]);
  });

  test.each(shown.filter((path) => path.includes('..')).slice(0, 1))('on /%s side by side', async (path) => {
    const found = await withPage(async (page) => {
      await page.goto(address + path);
      await page.getByLabel('Side by side').check();
      expect(await page.locator('.view-sides').first().isVisible()).toBe(true);
      await openForAxe(page);
      const light = await violations(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      return [...light, ...(await violations(page, COLOURS))];
    });
    expect(found).toEqual([]);
  });

  test('and finds what is wrong when something is', async () => {
    const found = await withPage(async (page) => {
      await page.setContent(
        '<html lang="en"><title>t</title><main><h1>t</h1><p style="color:#bbb">Faint <img src="x">',
      );
      await openForAxe(page);
      return violations(page);
    });
    expect(found.map((one) => one.split(' at ')[0])).toEqual(['serious color-contrast', 'critical image-alt']);
  });
});
