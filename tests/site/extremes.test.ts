/**
 * Sites of more than is usual: many editions, a very long one, many answers; words that run from right to left; no document of a family. Each
 * is built and its pages are looked at as those of the sample site are, but more quickly: those about the site as such are the same
 * everywhere, and axe looks at a page of a megabyte in the long run only, since its markup is that of others.
 */
import { afterAll, describe, expect, test } from 'vitest';
import { openForAxe, violations } from '../browser/axe.ts';
import { layoutFaults } from '../browser/layout-faults.ts';
import { closeBrowser, withPage } from '../support/browser.ts';
import type { Files } from '../support/folder.ts';
import { securityFaults } from '../support/page-policy.ts';
import { leadsOn, pagesOf, representatives } from '../support/page-types.ts';
import {
  longGuidance,
  manyAnswers,
  manyEditions,
  PRESS_YAML,
  rightToLeftCorpus,
  SAMPLE_ADDRESS,
} from '../support/sample-corpus.ts';
import { builtSite } from '../support/sample-site.ts';
import { serve } from '../support/serve.ts';
import { deadLinks } from '../support/site-links.ts';

afterAll(closeBrowser);

const LONG = process.env['PRESS_LONG'] === '1';
const ANSWERS = LONG ? 3_000 : 120;
/** Bytes of a page that axe takes long to look at. */
const LARGE = 500_000;
const ABOUT_THE_SITE = /^(?:search|verify|accessibility|accessible-documents)\//;

const onlyGuidance = (fields: string) => `title: ${fields}\ndate-created: 2024-01\neffective-from: 2024-02-01\n`;

const EXTREMES: Readonly<Record<string, () => Files>> = {
  [`a work of 60 editions, an edition of 60,000 words and ${ANSWERS} answers`]: () => ({
    'press.yaml': PRESS_YAML,
    ...manyEditions(60),
    'guidance/long/2024.md': longGuidance(60_000, onlyGuidance('Long guidance')),
    ...manyAnswers(ANSWERS),
  }),
  'words that run from right to left': rightToLeftCorpus,
  'one document, and families that are empty': () => ({
    'press.yaml': PRESS_YAML,
    'guidance/alone/2024.md': longGuidance(200, onlyGuidance('The only document')),
  }),
};

describe.each(Object.entries(EXTREMES))('a site with %s', (name, corpus) => {
  test('is built, safe, of one piece, and can be read at 320 pixels', { timeout: 600_000 }, async () => {
    const { files } = await builtSite(name.replace(/\W+/g, '-'), corpus, ['html']);
    expect(await deadLinks(files, SAMPLE_ADDRESS)).toEqual([]);
    const pages = pagesOf(files);
    expect([...pages].flatMap(([file, root]) => securityFaults(root).map((fault) => `${file}: ${fault}`))).toEqual([]);
    // No page is a list of everything: a reader on a train loads it.
    const lists = [...pages.keys()].filter((file) => /^\w+\/(?:page-\d+\/)?index\.html$/.test(file));
    for (const file of lists) expect(files[file]?.length, file).toBeLessThan(200_000);
    const { address, close } = await serve(files);
    try {
      const own = [...pages].filter(([file, root]) => !leadsOn(root) && !ABOUT_THE_SITE.test(file));
      const large = own.filter(([file]) => (files[file]?.length ?? 0) > LARGE).map(([file]) => file);
      for (const file of new Set([...representatives(new Map(own)), ...large])) {
        const faults = await withPage(
          async (page) => {
            await page.goto(address + file);
            const laidOut = await layoutFaults(page);
            if (large.includes(file) && !LONG) return laidOut;
            await openForAxe(page);
            return [...laidOut, ...(await violations(page))];
          },
          { viewport: { width: 320, height: 640 } },
        );
        expect([file, faults]).toEqual([file, []]);
      }
    } finally {
      await close();
    }
  });
});
