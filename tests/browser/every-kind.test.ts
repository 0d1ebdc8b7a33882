/** The sample site shows every kind of page: what the other tests of this folder look at is complete. */
import { beforeAll, describe, expect, test } from 'vitest';
import { classesOf, pagesOf, shellClasses } from '../support/page-types.ts';
import { elementsOf } from '../support/read-html.ts';
import { sampleSite } from '../support/sample-site.ts';

let shown: ReadonlySet<string> = new Set();

beforeAll(async () => {
  const { files } = await sampleSite();
  shown = new Set([...pagesOf(files).values()].flatMap((root) => elementsOf(root).flatMap(classesOf)));
});

describe('the sample site', () => {
  test.each([...shellClasses()])('has a page made with %s', (_, own) => {
    expect(shown).toContain(own);
  });
});
