/** Without scripts every word can be read, every way is open, and nothing stands there that would do nothing. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { withPage } from '../support/browser.ts';
import { showSample } from './shown.ts';

const { address, shown } = await showSample();

interface Seen {
  /** The words of each smallest part that has words of its own and can be seen. */
  readonly words: readonly string[];
  readonly ways: readonly string[];
  /** Controls of which nothing would come. */
  readonly idle: readonly string[];
}

function seen(page: Page): Promise<Seen> {
  return page.evaluate(() => {
    const open = (one: Element) => one.checkVisibility({ visibilityProperty: true });
    document.querySelectorAll('details').forEach((one) => (one.open = true));
    const parts = Array.from(document.body.querySelectorAll('*')).filter(open);
    /** What a script offers, and what it says of it. */
    const offered = (one: Element) =>
      one.closest('button, form, output, .filter, [role="status"], [aria-live]') !== null;
    const own = (one: Element) =>
      Array.from(one.childNodes, (child) =>
        child.nodeType === Node.TEXT_NODE ? (child.textContent ?? '').trim() : '',
      );
    return {
      words: parts.filter((one) => !offered(one)).flatMap((one) => own(one).filter((text) => text !== '')),
      ways: parts.flatMap((one) => (one instanceof HTMLAnchorElement ? [one.href] : [])),
      idle: parts
        .filter((one) => one.matches('button, input[type="search"], select') && one.closest('form[action]') === null)
        .map((one) => one.outerHTML),
    };
  });
}

describe('without scripts', () => {
  test.each(shown)('/%s loses nothing', async (path) => {
    const [on, off] = [true, false].map((javaScriptEnabled) =>
      withPage(
        async (page) => {
          await page.goto(address + path, { waitUntil: 'networkidle' });
          return seen(page);
        },
        { javaScriptEnabled },
      ),
    );
    const [withScript, without] = [await on, await off];
    expect(withScript?.words.filter((text) => !without?.words.includes(text))).toEqual([]);
    expect(withScript?.ways.filter((way) => !without?.ways.includes(way))).toEqual([]);
    expect(without?.idle).toEqual([]);
    expect(without?.words.length).toBeGreaterThan(10);
  });
});
