/**
 * The pages that lead to documents: home, a list for each family, a page for each work, "not found", the style sheet and
 * the scripts. The index of the corpus comes in and renditions go out; no document is opened, so only what front matter says can
 * appear, and the names of clauses that are gone.
 */
import { h } from 'hastscript';
import { formatDate, type PartialDate } from '../model/date.ts';
import { joinMarkings, type Marking } from '../model/marking.ts';
import type { Rendition } from '../model/rendition.ts';
import type { EditionCard } from '../model/surroundings.ts';
import {
  controlList,
  type Filling,
  filling,
  type Linker,
  linksFrom,
  linksFromAnywhere,
  type Page,
  page,
  styleSheet,
  textBadge,
  type Templates,
  editionTitle,
} from '../render/html/html.ts';
import { goneClauses } from './gone.ts';
import {
  AS_AT,
  AS_AT_TITLE,
  asAtSlots,
  dayAddress,
  type Days,
  daysOf,
  daySlots,
  dayTitle,
  yearPages,
  yearSlots,
  yearsOf,
  yearTitle,
} from './as-at.ts';
import { type FamilyListing, homeSlots } from './home.ts';
import { type FamilyPage, familyPages, listSlots, listTitle } from './list.ts';
import {
  type Index,
  type Listed,
  listedIn,
  type Listing,
  markingOf,
  stateBadge,
  waysToAct,
  deadlineOf,
} from './listing.ts';
import { searchSlots } from './search/search.ts';
import { timeline } from './timeline.ts';

export { INDEX_FOLDER, openSearchIndex, type SearchIndex } from './search/search.ts';

interface Site {
  readonly index: Index;
  readonly asAt: PartialDate;
  readonly templates: Templates;
  readonly listings: readonly FamilyListing[];
  readonly days: Days;
  /** The join of all markings: for pages that show no edition at all. */
  readonly marking: Marking;
}

type Own = Pick<Page, 'address' | 'title' | 'shell' | 'slots' | 'breadcrumb'> &
  Partial<Pick<Page, 'link' | 'language' | 'summary' | 'admits'>>;

const bytes = (text: string) => new TextEncoder().encode(text);

function htmlFile(
  path: string,
  own: Own,
  marking: Marking,
  { index, asAt, templates }: Site,
  identifier?: string,
): Rendition {
  const { publication } = index;
  const base = { link: linksFrom(own.address), language: publication.language, labels: [], publication, asAt, marking };
  return {
    path,
    mediaType: 'text/html; charset=utf-8',
    bytes: bytes(page({ ...base, ...own }, templates)),
    marking,
    identifier,
  };
}

const editionsOf = (listed: readonly Listed[]): readonly EditionCard[] => listed.flatMap(({ card }) => card.editions);

const HOME = { words: 'Home', address: '' } as const;

const listingOn = (address: string, { index, asAt, templates }: Site): Listing => ({
  link: linksFrom(address),
  asAt,
  language: index.publication.language,
  formats: templates.formats,
  files: index.files,
});

function home(site: Site): Rendition {
  const { publication } = site.index;
  const slots = homeSlots(publication, site.listings, site.days, listingOn('', site));
  const shown = site.listings.flatMap(({ listed }) => editionsOf(listed));
  return htmlFile(
    'index.html',
    { address: '', title: publication.title, shell: 'home.html', slots, breadcrumb: [] },
    markingOf(shown, site.marking),
    site,
  );
}

function list(shown: FamilyPage, site: Site): Rendition {
  const { family, narrowed, page: own } = shown;
  const { address } = own;
  const slots = listSlots(shown, listingOn(address, site));
  const inner = narrowed ? [{ words: `${narrowed.facet.title}: ${narrowed.value.words}`, address }] : [];
  const breadcrumb = [HOME, { words: family.title, address: `${family.name}/` }, ...inner];
  const marking = markingOf(editionsOf(own.items), site.marking);
  return htmlFile(
    `${address}index.html`,
    { address, title: listTitle(shown), summary: family.summary, shell: 'list.html', slots, breadcrumb },
    marking,
    site,
  );
}

const AS_AT_CRUMBS = [HOME, { words: AS_AT_TITLE, address: AS_AT }] as const;

function datesPage(address: string, title: string, slots: Own['slots'], site: Site, words?: string): Rendition {
  const breadcrumb = words === undefined ? AS_AT_CRUMBS : [...AS_AT_CRUMBS, { words, address }];
  return htmlFile(
    `${address}index.html`,
    { address, title, shell: 'as-at.html', slots, breadcrumb },
    site.marking,
    site,
  );
}

type Made = readonly [path: string, make: () => Rendition];

/** What was in force when: the page that leads to it, and those of the years and days. */
function asAtPages(site: Site): readonly Made[] {
  const { days } = site;
  const file = (address: string, make: (link: Linker) => Rendition): Made => [
    `${address}index.html`,
    () => make(linksFrom(address)),
  ];
  const dates = days.paged ? days.dates : [];
  return [
    file(AS_AT, (link) => datesPage(AS_AT, AS_AT_TITLE, asAtSlots(days, link), site)),
    ...yearsOf(days).flatMap((year) =>
      yearPages(year, days).map((shown) =>
        file(shown.address, (link) =>
          datesPage(shown.address, yearTitle(year), yearSlots(shown, days, link), site, year),
        ),
      ),
    ),
    ...dates.map((date) => {
      const address = dayAddress(date);
      return file(address, (link) =>
        datesPage(address, dayTitle(date), daySlots(date, days, link), site, formatDate(date)),
      );
    }),
  ];
}

function standing(listed: Listed, asAt: PartialDate, link: Linker): Filling {
  const { card, leading } = listed;
  const words = card.inForce === undefined ? 'Newest: ' : 'Read the ';
  const name = editionTitle(leading.edition);
  const deadline = deadlineOf(listed, asAt);
  return filling(
    stateBadge(listed, asAt),
    textBadge(leading.text),
    deadline === undefined ? undefined : h('p', { className: 'deadline' }, deadline),
    controlList(waysToAct(listed)),
    h('p', { className: 'read-current' }, words, h('a', { href: link(leading.address) }, name)),
  );
}

function workPage(listed: Listed, { family }: FamilyListing, site: Site): Rendition {
  const { card, work, leading } = listed;
  const link = linksFrom(card.address);
  const slots = {
    title: filling(card.title),
    summary: filling(leading.summary === undefined ? undefined : h('p', { className: 'summary' }, leading.summary)),
    standing: standing(listed, site.asAt, link),
    timeline: [
      timeline(work.editions, {
        work: card,
        link,
        formats: site.templates.formats,
        files: site.index.files?.get(work.identifier),
      }),
    ],
    gone: goneClauses(site.index.histories?.get(work.identifier)?.gone ?? [], card, link),
  };
  const breadcrumb = [
    HOME,
    { words: family.title, address: `${family.name}/` },
    { words: card.title, address: card.address },
  ];
  const own = {
    address: card.address,
    title: card.title,
    summary: leading.summary,
    shell: 'work.html',
    slots,
    breadcrumb,
  } as const;
  return htmlFile(`${card.address}index.html`, own, markingOf(card.editions, site.marking), site, card.identifier);
}

/** The program of the index is compiled in the browser and fetches its parts; no other page may do either. */
const SEARCH_ADMITS = { 'script-src': "'wasm-unsafe-eval'", 'connect-src': "'self'" } as const;

function search(site: Site): Rendition {
  const address = 'search/';
  const title = 'Search';
  const filled = site.listings.filter(({ listed }) => listed.length > 0);
  const years = new Set(filled.flatMap(({ listed }) => editionsOf(listed)).map(({ date }) => date.slice(0, 4)));
  const searchable = { families: filled.map(({ family }) => family), years: [...years].sort().reverse() };
  const own = {
    address,
    title,
    shell: 'search.html',
    slots: searchSlots(searchable, linksFrom(address)),
    breadcrumb: [HOME, { words: title, address }],
    admits: SEARCH_ADMITS,
  } as const;
  return htmlFile(`${address}index.html`, own, site.marking, site);
}

function notFound(site: Site): Rendition {
  const { publication } = site.index;
  const title = 'Page not found';
  const own = {
    address: '404.html',
    link: linksFromAnywhere(publication.baseAddress),
    title,
    shell: 'not-found.html',
    slots: {},
    breadcrumb: [],
  } as const;
  return htmlFile('404.html', own, site.marking, site);
}

/**
 * All pages of the site that are not documents themselves, by path, each made when it is asked for. Throws on a corpus without an
 * edition: check refuses one.
 */
export function sitePages(index: Index, asAt: PartialDate, templates: Templates): ReadonlyMap<string, () => Rendition> {
  const markings = index.works.flatMap(({ editions }) => editions.map(({ matter }) => matter.classification));
  const [first, ...rest] = markings;
  if (!first) throw new Error('a site of nothing');
  const families = templates.families.filter(({ listed }) => listed);
  const listings = families.map((family) => ({ family, listed: listedIn(index, asAt, family) }));
  const days = daysOf(index, asAt, listings);
  const whole: Site = { index, asAt, templates, listings, days, marking: rest.reduce(joinMarkings, first) };
  const style = { path: 'assets/style.css', mediaType: 'text/css; charset=utf-8', bytes: bytes(styleSheet(templates)) };
  const hasSearch = index.publication.search !== false;
  const named = [...templates.scripts].filter(([name]) => hasSearch || name !== 'search.js');
  const scripts = named.map(([name, text]): Rendition => {
    return { path: `assets/${name}`, mediaType: 'text/javascript; charset=utf-8', bytes: bytes(text) };
  });
  const lists = listings
    .flatMap(({ family, listed }) => familyPages(family, listed))
    .map((shown) => [`${shown.page.address}index.html`, () => list(shown, whole)] as const);
  const works = listings.flatMap((listing) =>
    listing.listed.map(
      (listed) => [`${listed.card.address}index.html`, () => workPage(listed, listing, whole)] as const,
    ),
  );
  return new Map<string, () => Rendition>([
    ['index.html', () => home(whole)],
    ...lists,
    ...works,
    ...asAtPages(whole),
    ...(hasSearch ? [['search/index.html', () => search(whole)] as const] : []),
    ['404.html', () => notFound(whole)],
    ...[style, ...scripts].map((asset) => [asset.path, () => asset] as const),
  ]);
}

/** `sitePages`, all of them made. */
export function site(index: Index, asAt: PartialDate, templates: Templates): readonly Rendition[] {
  return [...sitePages(index, asAt, templates).values()].map((make) => make());
}
