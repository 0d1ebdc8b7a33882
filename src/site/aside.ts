/**
 * Pages that show no document: search, the check of files, the statements on accessibility, "not found", and those at the former names of documents.
 */
import { h } from 'hastscript';
import type { Rendition } from '../model/rendition.ts';
import { type Filling, filling, type Linker, linksFrom, linksFromAnywhere } from '../render/html/html.ts';
import { bytes, editionsOf, HOME, htmlFile, type Made, type Site } from './frame.ts';
import { type Listed, markingOf } from './listing.ts';
import { type Moved, movedPages, movedSlots, redirectList } from './moved.ts';
import { searchSlots } from './search/search.ts';
import { type Statement, statements } from './statements.ts';

/** The ways to every document, for readers who came to no other. */
function familyList({ listings }: Site, link: Linker): Filling {
  const filled = listings.filter(({ listed }) => listed.length > 0);
  const items = filled.map(({ family: { name, title, summary } }) =>
    h('li', h('a', { href: link(`${name}/`) }, title), h('p', { className: 'hint' }, summary)),
  );
  return [h('ul', items)];
}

/** Pages whose scripts fetch what they go by from the site. */
const ADMITS = { 'connect-src': "'self'" } as const;

function search(site: Site): Rendition {
  const address = 'search/';
  const title = 'Search';
  const filled = site.listings.filter(({ listed }) => listed.length > 0);
  const years = new Set(Array.from(editionsOf(filled.flatMap(({ listed }) => listed)), ({ date }) => date.slice(0, 4)));
  const searchable = { families: filled.map(({ family }) => family), years: [...years].sort().reverse() };
  const own = {
    address,
    title,
    shell: 'search.html',
    slots: { ...searchSlots(searchable), lists: familyList(site, linksFrom(address)) },
    breadcrumb: [HOME, { words: title, address }],
    admits: ADMITS,
  } as const;
  return htmlFile(`${address}index.html`, own, site.marking, site);
}

/** Its script fetches what it holds files against, and asks the search index where that is long. */
function verify(site: Site): Rendition {
  const address = 'verify/';
  const title = 'Check a document';
  const own = {
    address,
    title,
    shell: 'verify.html',
    slots: {},
    breadcrumb: [HOME, { words: title, address }],
    admits: ADMITS,
  } as const;
  return htmlFile(`${address}index.html`, own, site.marking, site);
}

function statement({ address, title, content }: Statement, site: Site): Rendition {
  const slots = { title: filling(title), statement: content };
  const breadcrumb = [HOME, { words: title, address }];
  const own = { address, title, shell: 'statement.html', slots, breadcrumb } as const;
  return htmlFile(`${address}index.html`, own, site.marking, site);
}

/** Those that readers may want to find. */
export function asidePages(site: Site): readonly Made[] {
  const { publication } = site.index;
  const stated = statements(publication, site.templates.formats);
  return [
    ...(publication.search === false ? [] : [['search/index.html', () => search(site)] as const]),
    ['verify/index.html', () => verify(site)],
    ...stated.map((one): Made => [`${one.address}index.html`, () => statement(one, site)]),
  ];
}

function notFound(site: Site): Rendition {
  const link = linksFromAnywhere(site.index.publication.baseAddress);
  const own = {
    address: '404.html',
    link,
    title: 'Page not found',
    shell: 'not-found.html',
    slots: { lists: familyList(site, link) },
    breadcrumb: [],
    unlisted: true,
  } as const;
  return htmlFile('404.html', own, site.marking, site);
}

function movedPage(moved: Moved, { card }: Listed, site: Site): Rendition {
  const { from, to, title } = moved;
  const slots = movedSlots(moved, linksFrom(from));
  const own = {
    address: from,
    present: to,
    unlisted: true,
    title,
    shell: 'moved.html',
    slots,
    breadcrumb: [],
  } as const;
  return htmlFile(`${from}index.html`, own, markingOf(card.editions, site.marking), site, card.identifier);
}

function movedFiles(site: Site): readonly Made[] {
  const { renamed = [], baseAddress } = site.index.publication;
  if (renamed.length === 0) return [];
  const works = new Map(
    site.listings.flatMap(({ listed }) => listed.map((one) => [one.card.identifier, one] as const)),
  );
  const pages = renamed.flatMap((one) => {
    const listed = works.get(one.to);
    const moved = listed ? movedPages(one, listed.card) : [];
    return moved.flatMap((page): readonly Made[] =>
      listed ? [[`${page.from}index.html`, () => movedPage(page, listed, site)]] : [],
    );
  });
  const list = bytes(redirectList(renamed, linksFromAnywhere(baseAddress)('') ?? '/'));
  return [
    ...pages,
    ['_redirects', () => ({ path: '_redirects', mediaType: 'text/plain; charset=utf-8', bytes: list })],
  ];
}

/** Those that readers come to by a wrong or an old address, and the list of old ones for servers. */
export const asideFiles = (site: Site): readonly Made[] => [['404.html', () => notFound(site)], ...movedFiles(site)];
