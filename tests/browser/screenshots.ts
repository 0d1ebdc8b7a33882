/**
 * Pictures of every kind of page of the sample site, wide, on a phone, in the dark and on paper, piece by piece, in the folder that PRESS_SCREENSHOTS
 * names or else in `.press/screenshots`. PRESS_PAGES, a regular expression, takes only the pages whose path it finds something in.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { withPage } from '../support/browser.ts';
import { showSample } from './shown.ts';

const OUT = path.resolve(process.env['PRESS_SCREENSHOTS'] ?? '.press/screenshots');
const WANTED = new RegExp(process.env['PRESS_PAGES'] ?? '');

/** A page is shown in pieces of this height, in CSS pixels: a picture of the whole would be drawn too small to be read. */
const PIECE = 1_600;

const MANNERS: Readonly<Record<string, BrowserContextOptions>> = {
  wide: { viewport: { width: 1280, height: 900 } },
  phone: { viewport: { width: 360, height: 780 }, deviceScaleFactor: 1.5 },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
};

const { address, shown } = await showSample();
mkdirSync(OUT, { recursive: true });

const fileOf = (page: string, manner: string) =>
  path.join(OUT, `${page.replace(/\/$/, '').replaceAll('/', '_') || 'home'}.${manner}`);

async function draw(tab: Page, file: string): Promise<void> {
  const { width, height } = await tab.evaluate(() => document.documentElement.getBoundingClientRect());
  for (let top = 0; top < height; top += PIECE) {
    const clip = { x: 0, y: top, width, height: Math.min(PIECE, height - top) };
    const picture = await tab.screenshot({ path: `${file}.${top / PIECE + 1}.png`, fullPage: true, clip });
    // A picture of one colour compresses to next to nothing.
    expect(picture.length).toBeGreaterThan(1_000);
  }
}

test.each(shown.filter((page) => WANTED.test(page)))('/%s', async (page) => {
  for (const [manner, options] of Object.entries(MANNERS)) {
    await withPage(async (tab) => {
      await tab.goto(address + page);
      if (manner === 'wide') await tab.pdf({ path: `${fileOf(page, 'paper')}.pdf`, preferCSSPageSize: true });
      await draw(tab, fileOf(page, manner));
    }, options);
  }
});
