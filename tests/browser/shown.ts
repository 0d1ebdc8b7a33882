/** The sample site behind a web server, and the pages of it that tests in the browser look at: some of every kind, and extremes. */
import { afterAll } from 'vitest';
import { closeBrowser } from '../support/browser.ts';
import { leadsOn, pagesOf, representatives } from '../support/page-types.ts';
import { type BuiltSite, sampleSite } from '../support/sample-site.ts';
import { serve } from '../support/serve.ts';

/** Pages whose words are the trouble, not their kind. */
const EXTREMES = /^guidance\/(?:long-title|hostile)\//;

export interface Shown extends BuiltSite {
  /** Of the home page. */
  readonly address: string;
  /** Paths of pages from there. */
  readonly shown: readonly string[];
}

/** To be awaited at the head of a test file, whose last test closes server and browser. */
export async function showSample(): Promise<Shown> {
  const site = await sampleSite();
  const { address, close } = await serve(site.files);
  afterAll(async () => {
    await closeBrowser();
    await close();
  });
  const pages = new Map([...pagesOf(site.files)].filter(([, root]) => !leadsOn(root)));
  const extreme = [...pages.keys()].filter((file) => EXTREMES.test(file));
  const files = new Set([...representatives(pages), ...extreme, '404.html']);
  return { ...site, address, shown: [...files].sort().map((file) => file.replace(/(^|\/)index\.html$/, '$1')) };
}
