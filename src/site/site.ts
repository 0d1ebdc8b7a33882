/**
 * The pages that lead to documents: home, a list for each family, a page for each work, "not found", the style sheet and
 * the scripts. The index of the corpus comes in and renditions go out; no document is opened, so only what front matter says can
 * appear, and the names of clauses that are gone. Those of no one work are made of the facts of all works and see nothing else, which is
 * why they can be kept as long as these are the same.
 */
import { formatDate, type PartialDate } from '../model/date.ts';
import type { Work, WorkOf } from '../model/edition.ts';
import { type EditionFacts, factsOf } from '../model/facts.ts';
import { joinMarkings, type Marking } from '../model/marking.ts';
import type { Rendition } from '../model/rendition.ts';
import { type FamilyCard, type Linker, linksFrom, homeData, styleSheet, type Templates } from '../render/html/html.ts';
import {
  AS_AT,
  AS_AT_TITLE,
  type Days,
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
import { dataFiles, type KeepText, REGISTER, type Registered, registerFile } from './data/data.ts';
import { bytes, editionsOf, HOME, htmlFile, type Made, type Own, type Site } from './frame.ts';
import { type FamilyListing, homeSlots } from './home.ts';
import { type FamilyPage, familyPages, listData, listDataAddress, listSlots, listTitle } from './list.ts';
import { type Index, type Listed, listedIn, type Listing, markingOf } from './listing.ts';
import { filesOf } from './work-files.ts';

export { workFiles } from './work-files.ts';
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
  const slots = homeSlots(publication, site.listings, site.days(), listingOn('', site));
  const shown = editionsOf(site.listings.flatMap(({ listed }) => listed));
  return htmlFile(
    HOME_PAGE,
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

const HOME_PAGE = 'index.html';

/** The list of a family as data. */
function listFiles({ family, listed }: FamilyListing, site: Site): readonly Made[] {
  if (listed.length === 0) return [];
  const path = listDataAddress(family);
  const marking = markingOf(editionsOf(listed), site.marking);
  const data = () => bytes(listData(listed, listingOn('', site)));
  return [[path, () => ({ path, mediaType: 'application/json', bytes: data(), marking })]];
}

const listPages = ({ family, listed }: FamilyListing, site: Site): readonly Made[] =>
  familyPages(family, listed).map((shown): Made => [`${shown.page.address}index.html`, () => list(shown, site)]);

/** What was in force when: the page that leads to it, and those of the years and days. */
function asAtPages(site: Site): readonly Made[] {
  const days = site.days();
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

/** What the files for programs are made of; `pages` are the paths of all pages that are to be found and are of no one work. */
function told({ index, publication, asAt, listings, marking, templates }: Site, pages: Iterable<string>): Registered {
  const { files, digests, facts } = index;
  const others = [...pages].map((path) => path.slice(0, -'index.html'.length));
  const absolute = (address: string) => publication.baseAddress + address;
  const { formats } = templates;
  return { publication, asAt, listings, files, digests, facts, formats, pages: others, absolute, marking };
}

function listingsOf<Entry extends EditionFacts>(
  works: readonly WorkOf<Entry>[],
  asAt: PartialDate,
  templates: Templates,
): readonly { readonly family: FamilyCard; readonly listed: readonly Listed<Entry>[] }[] {
  const families = templates.families.filter(({ listed }) => listed);
  return families.map((family) => ({ family, listed: listedIn({ works }, asAt, family) }));
}

/** Throws on a corpus without an edition: check refuses one. */
function siteOf(
  index: Index,
  listings: readonly FamilyListing[],
  { asAt, templates }: Pick<Site, 'asAt' | 'templates'>,
): Site {
  let marking: Marking | undefined;
  for (const { editions } of index.works)
    for (const { matter } of editions)
      marking = marking ? joinMarkings(marking, matter.classification) : matter.classification;
  if (!marking) throw new Error('a site of nothing');
  let found: Days | undefined;
  const days = () => (found ??= daysOf(index, asAt, listings));
  return { index, publication: index.publication, asAt, templates, listings, days, marking };
}

function assets({ templates, publication }: Site): readonly Made[] {
  const style = { path: 'assets/style.css', mediaType: 'text/css; charset=utf-8', bytes: bytes(styleSheet(templates)) };
  const hasSearch = publication.search !== false;
  const named = [...templates.scripts].filter(([name]) => hasSearch || !name.startsWith('search'));
  const scripts = named.map(([name, text]): Rendition => {
    return { path: `assets/${name}`, mediaType: 'text/javascript; charset=utf-8', bytes: bytes(text) };
  });
  return [style, ...scripts].map((asset) => [asset.path, () => asset]);
}

/** Files that are made of the same values. */
interface Group {
  /** Names these values, beside those that all groups are made of. */
  readonly from: () => readonly unknown[];
  readonly files: () => readonly Made[];
}

/** What is known of the facts of works, and throws where nothing is: what is made of others would be taken for what is made of these. */
const factsIn =
  ({ index }: Site) =>
  ({ listed }: FamilyListing): readonly string[] =>
    listed.map(({ work: { identifier } }) => {
      const known = index.facts?.get(identifier);
      if (known === undefined) throw new Error(`no facts of ${identifier}`);
      return known;
    });

/** The files of records, which lists lead to and tell about; what else is told of one hangs on what it holds. */
const filesIn =
  ({ index }: Site) =>
  ({ family, listed }: FamilyListing): readonly unknown[] =>
    family.current === undefined
      ? listed.map(({ work }) =>
          [...(index.files?.get(work.identifier) ?? [])].map(([path, { sha256 }]) => [path, sha256]),
        )
      : [];

/** All files that are of no one work. */
function groupsOf(site: Site): readonly Group[] {
  const { listings } = site;
  const [facts, files] = [factsIn(site), filesIn(site)];
  const pages = () => [...asAtPages(site), ...asidePages(site)];
  const mapped = () => [...listings.flatMap((one) => listPages(one, site)), ...pages()].map(([path]) => path);
  return [
    {
      from: () => ['home', listings.map(facts), listings.map(files)],
      files: () => [[HOME_PAGE, () => home(site)]],
    },
    ...listings.map((one): Group => ({
      from: () => ['list', one.family.name, facts(one), files(one)],
      files: () => [...listPages(one, site), ...listFiles(one, site)],
    })),
    {
      from: () => ['assets'],
      files: () => assets(site),
    },
    {
      from: () => ['others', listings.map(facts)],
      files: () => [...pages(), ...dataFiles(told(site, [HOME_PAGE, ...mapped()])), ...asideFiles(site)],
    },
  ];
}

const register = (site: Site, keep: KeepText) => registerFile(told(site, []), keep);

/** All pages of the site that are not documents themselves, by path, each made when it is asked for. */
export function sitePages(
  index: Index & { readonly works: readonly Work[] },
  asAt: PartialDate,
  templates: Templates,
): ReadonlyMap<string, () => Rendition> {
  const listings = listingsOf(index.works, asAt, templates);
  const own = siteOf(index, listings, { asAt, templates });
  const ofWorks = listings.flatMap(({ listed }) =>
    listed.flatMap((one) => {
      const { identifier } = one.work;
      const known = { files: index.files?.get(identifier), gone: index.histories?.get(identifier)?.gone };
      return filesOf(one, known, own);
    }),
  );
  return new Map([...groupsOf(own).flatMap(({ files }) => files()), register(own, (_, make) => make()), ...ofWorks]);
}

/** What an earlier run made of the same, which `from` names, or else what `make` gives. */
export interface Keeping {
  readonly files: (from: () => readonly unknown[], make: () => Iterable<Rendition>) => Iterable<Rendition>;
  /** Of a text that is a part of a file. */
  readonly text: KeepText;
}

const NOTHING_KEPT: Keeping = { files: (_, make) => make(), text: (_, make) => make() };

/**
 * Those of `sitePages` that belong to no one work, one at a time: together they are as large as the publication. `keep` may hold some of
 * earlier runs of the same program.
 */
export function* site(
  index: Index,
  asAt: PartialDate,
  templates: Templates,
  keep: Keeping = NOTHING_KEPT,
): Generator<Rendition> {
  const works = index.works.map(factsOf);
  const own = siteOf({ ...index, works }, listingsOf(works, asAt, templates), { asAt, templates });
  const common = [index.publication, asAt, templates.formats, own.marking];
  function* made(files: Group['files']): Generator<Rendition> {
    for (const [, make] of files()) yield make();
  }
  for (const { from, files } of groupsOf(own))
    yield* keep.files(
      () => [common, ...from()],
      () => made(files),
    );
  const [, makeRegister] = register(own, keep.text);
  yield makeRegister();
}
