/**
 * At 400 % zoom (WCAG 1.4.10: 320 CSS pixels) and with the spacing that a reader sets (1.4.12) nothing is lost, cut off or laid over
 * something else, and nobody scrolls in two directions but within the box of a table or of code, which the keyboard reaches.
 */
import { describe, expect, test } from 'vitest';
import { withPage } from '../support/browser.ts';
import { layoutFaults } from './layout-faults.ts';
import { showSample } from './shown.ts';

const { address, shown } = await showSample();

/** The values of WCAG 1.4.12. */
const SPACING = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }`;

const MANNERS = [
  ['at 400 % zoom', 320, ''],
  ['with wide spacing', 1280, SPACING],
  ['at 400 % zoom with wide spacing', 320, SPACING],
] as const;

describe.each(MANNERS)('%s nothing is lost', (_, width, css) => {
  test.each(shown)('on /%s', async (path) => {
    const found = await withPage(
      async (page) => {
        await page.goto(address + path);
        // The page's own policy admits no style of others; a reader's own style sheet does not ask it.
        if (css !== '') await page.addStyleTag({ content: css });
        return layoutFaults(page);
      },
      { viewport: { width, height: 512 }, bypassCSP: true },
    );
    expect(found).toEqual([]);
  });
});
