/** What pages say alike around their content is made once, and each page has its own of it all the same. */
import { expect, test } from 'vitest';
import { linksFrom } from '../../src/render/html/address.ts';
import { mastheadOf, openMasthead } from '../../src/render/html/masthead.ts';

const PUBLICATION = {
  title: 'Guidance',
  publisher: 'A council',
  baseAddress: 'https://example.org/',
  language: 'en-GB',
  contacts: [],
};
const FAMILIES = [{ name: 'guidance', title: 'All guidance', listed: true }];

function pageAt(address: string, own: Partial<typeof PUBLICATION> = {}) {
  const publication = { ...PUBLICATION, ...own };
  const page = { address, link: linksFrom(address), title: '', language: 'en-GB', breadcrumb: [], publication };
  return mastheadOf({ ...page, shell: 'edition.html' }, FAMILIES);
}

test('pages of one folder share it', () => {
  const masthead = openMasthead();
  expect(masthead(pageAt('guidance/b/2023/'))).toBe(masthead(pageAt('guidance/a/2019/')));
});

test('links are those of the page, whichever page came before', () => {
  const masthead = openMasthead();
  masthead(pageAt('guidance/a/2019/'));
  expect(masthead(pageAt('guidance/a/'))['search']).toContain('action="../../search/"');
  expect(masthead(pageAt('guidance/'))['families']).toContain('aria-current="page"');
  expect(masthead(pageAt('verify/'))['families']).not.toContain('aria-current');
});

test('another publication says its own', () => {
  const masthead = openMasthead();
  masthead(pageAt('guidance/a/2019/'));
  expect(masthead(pageAt('guidance/a/2019/', { publisher: 'Another council' }))['publisher']).toBe('Another council');
});
