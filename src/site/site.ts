/**
 * The pages that lead to documents: home, a list for each family, a page for each work, "not found", the style sheet and
 * the scripts. The index of the corpus comes in and renditions go out; no document is opened, so only what front matter says can
 * appear, and the names of clauses that are gone.
 */
import { h } from 'hastscript';
import { formatDate, type PartialDate } from '../model/date.ts';
import { joinMarkings } from '../model/marking.ts';
import type { Rendition } from '../model/rendition.ts';
import {
  controlList,
  type Filling,
  filling,
  type Linker,
  linksFrom,
  homeData,
  styleSheet,
  workData,
  textBadge,
  type Templates,
  editionTitle,
} from '../render/html/html.ts';
import { comparisonChoice } from './choice.ts';
import { goneClauses } from './gone.ts';
import {
  AS_AT,
  AS_AT_TITLE,
  asAtSlots,
  dayAddress,
  daysOf,
  daySlots,
  dayTitle,
  yearPages,
  yearSlots,
  yearsOf,
  yearTitle,
} from './as-at.ts';
import { asideFiles, asidePages } from './aside.ts';
import { dataFiles, REGISTER, type Told } from './data/data.ts';
import { bytes, editionsOf, HOME, htmlFile, type Made, type Own, type Site } from './frame.ts';
import { type FamilyListing, homeSlots } from './home.ts';
import { type FamilyPage, familyPages, listData, listDataAddress, listSlots, listTitle } from './list.ts';
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
import { timeline } from './timeline.ts';

export { INDEX_FOLDER, openSearchIndex, searchable, type SearchIndex } from './search/search.ts';

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
    {
      address: '',
      title: publication.title,
      shell: 'home.html',
      slots,
      breadcrumb: [],
      about: homeData(publication, REGISTER),
    },
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
    {
      address,
      title: listTitle(shown),
      summary: family.summary,
      shell: 'list.html',
      slots,
      breadcrumb,
      feeds: [{ address: `${family.name}/`, title: family.title }],
      // Its script fetches the list as data.
      admits: { 'connect-src': "'self'" },
    },
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

function listFiles(site: Site): readonly Made[] {
  return site.listings
    .filter(({ listed }) => listed.length > 0)
    .map(({ family, listed }) => {
      const path = listDataAddress(family);
      const marking = markingOf(editionsOf(listed), site.marking);
      const data = () => bytes(listData(listed, listingOn('', site)));
      return [path, () => ({ path, mediaType: 'application/json', bytes: data(), marking })];
    });
}

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
    timeline: timeline(work.editions, {
      work: card,
      link,
      formats: site.templates.formats,
      files: site.index.files?.get(work.identifier),
    }),
    choice: comparisonChoice({ work: card, link, publication: site.index.publication }),
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
    feeds: [card],
    about: workData(card, site.index.publication),
    summary: leading.summary,
    shell: 'work.html',
    slots,
    breadcrumb,
  } as const;
  return htmlFile(`${card.address}index.html`, own, markingOf(card.editions, site.marking), site, card.identifier);
}

/** What the files for programs are made of; `pages` are the paths of all pages that are to be found. */
function told({ index, asAt, listings, marking, templates }: Site, pages: Iterable<string>): Told {
  const { publication, files, digests } = index;
  const ofWorks = new Set(listings.flatMap(({ listed }) => listed.map(({ card }) => `${card.address}index.html`)));
  const others = [...pages].filter((path) => !ofWorks.has(path)).map((path) => path.slice(0, -'index.html'.length));
  const absolute = (address: string) => publication.baseAddress + address;
  return { publication, asAt, listings, files, digests, formats: templates.formats, pages: others, absolute, marking };
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
  const named = [...templates.scripts].filter(([name]) => hasSearch || !name.startsWith('search'));
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
  const pages = new Map<string, () => Rendition>([
    ['index.html', () => home(whole)],
    ...lists,
    ...works,
    ...asAtPages(whole),
    ...asidePages(whole),
  ]);
  return new Map<string, () => Rendition>([
    ...pages,
    ...[style, ...scripts].map((asset) => [asset.path, () => asset] as const),
    ...listFiles(whole),
    ...dataFiles(told(whole, pages.keys())),
    ...asideFiles(whole),
  ]);
}

/** `sitePages`, all of them made. */
export function site(index: Index, asAt: PartialDate, templates: Templates): readonly Rendition[] {
  return [...sitePages(index, asAt, templates).values()].map((make) => make());
}
