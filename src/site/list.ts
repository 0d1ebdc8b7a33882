/**
 * The list of a family in pages, and a list for each value of each of its facets, in pages too. All of it stands without a script:
 * a value is a link, and the one that is chosen is marked.
 */
import type { Element } from 'hast';
import { h } from 'hastscript';
import type { FacetValue } from '../model/edition.ts';
import {
  editionDataAddress,
  type Facet,
  type FamilyCard,
  fileLinks,
  type Filling,
  filling,
  linksFrom,
  TEXT_LABEL,
} from '../render/html/html.ts';
import { facetAddress, type Filed, type Tally, tally, valuesOf } from './facets.ts';
import { entryList, listEntry, type Listed, type Listing } from './listing.ts';
import { type ListPage, pagesOf, pagingNav } from './paging.ts';

/** Entries on one page of a list. */
const PAGE_SIZE = 50;

/** The list of a family, whole or narrowed down to one value of a facet, as one page shows it. */
export interface FamilyPage {
  readonly family: FamilyCard;
  readonly narrowed?: { readonly facet: Facet; readonly value: FacetValue } | undefined;
  readonly page: ListPage<Listed>;
  readonly pages: readonly ListPage<Listed>[];
  readonly total: number;
  readonly tallies: readonly Tally[];
}

/** Every page of the list of a family. */
export function familyPages(family: FamilyCard, listed: readonly Listed[]): readonly FamilyPage[] {
  const tallies = family.facets.map((facet) => tally(listed, facet)).filter(({ values }) => values.length > 0);
  const paged = (address: string, own: readonly Listed[], narrowed?: FamilyPage['narrowed']) => {
    const pages = pagesOf(address, own, PAGE_SIZE);
    return pages.map((page): FamilyPage => ({ family, narrowed, page, pages, total: own.length, tallies }));
  };
  return [
    ...paged(`${family.name}/`, listed),
    ...tallies.flatMap(({ facet, values }) =>
      values.flatMap(({ value, listed: own }) => paged(facetAddress(family.name, facet, value), own, { facet, value })),
    ),
  ];
}

export const documents = (count: number) => `${count} document${count === 1 ? '' : 's'}`;

/** "Documents 51 to 100 of 120". */
function countWords({ page: { from, items }, pages, total }: FamilyPage): string {
  return pages.length < 2 ? documents(total) : `Documents ${from} to ${from + items.length - 1} of ${total}`;
}

function facetList({ facet, values }: Tally, { family, narrowed, page }: FamilyPage): Element {
  const link = linksFrom(page.address);
  const id = `page_${facet.name}`;
  const chosen = narrowed?.facet === facet ? narrowed.value.name : undefined;
  const item = ({ value, listed }: Filed) => {
    const current = value.name === chosen ? { ariaCurrent: page.number === 1 ? 'page' : 'true' } : {};
    const hidden = h('span', { className: 'hidden' }, listed.length === 1 ? ' document' : ' documents');
    const count = h('span', { className: 'tally' }, ` ${listed.length}`, hidden);
    const data = { dataFacet: facet.name, dataValue: value.name };
    return h(
      'li',
      h('a', { href: link(facetAddress(family.name, facet, value)), ...current, ...data }, value.words),
      count,
    );
  };
  return h(
    'section',
    { className: 'facet', ariaLabelledBy: id },
    h('h2', { id }, facet.title),
    h('ul', values.map(item)),
  );
}

/** The facets as lists of links; closed on small screens until it is asked for. */
function narrowing(list: FamilyPage): Filling {
  if (list.tallies.length === 0) return [];
  const facets = list.tallies.map((one) => facetList(one, list));
  return [
    h('details', { className: 'narrowing' }, [
      h('summary', 'Narrow down this list'),
      h('nav', { ariaLabel: 'Narrow down this list' }, facets),
    ]),
  ];
}

/** The list as data, for the script that narrows it down as one types; the files of records by their names alone. */
export function listData(listed: readonly Listed[], { asAt, formats }: Pick<Listing, 'asAt' | 'formats'>): string {
  const entries = listed.map((one) => {
    const { address, text } = one.leading;
    const filed = one.family.facets.map((facet) => [facet.name, valuesOf(one, facet).map(({ name }) => name)] as const);
    const label = TEXT_LABEL[text];
    const { facts, ...entry } = listEntry(one, asAt);
    return {
      ...entry,
      text: label && { status: text, words: label.short },
      facts: facts.map(({ label: name, value, href }) => ({ label: name, value, href })),
      files:
        one.family.current === undefined ? fileLinks({ address, data: editionDataAddress(address) }, { formats }) : [],
      filed: Object.fromEntries(filed),
    };
  });
  return `${JSON.stringify({ entries })}\n`;
}

export const listDataAddress = ({ name }: Pick<FamilyCard, 'name'>) => `${name}/list.json`;

/** A field that filters while one types: hidden until the script is there that makes it work. */
function filter({ family, page, total }: FamilyPage): Filling {
  if (total === 0) return [];
  const data = linksFrom(page.address)(listDataAddress(family));
  return [
    h('div', { className: 'filter', dataList: data }, [
      h('label', { htmlFor: 'page_filter' }, 'Filter by words'),
      h('input', { type: 'search', id: 'page_filter', autoComplete: 'off', spellCheck: 'false', maxLength: 200 }),
      h('button', { type: 'button', hidden: true }, 'Show all'),
      h('p', { role: 'status' }),
    ]),
  ];
}

/** What the list is narrowed down to, and the way back to all of it. */
function chosen({ family, narrowed, page }: FamilyPage): Filling {
  if (!narrowed) return filling(h('p', { className: 'summary' }, family.summary));
  const all = h('a', { href: linksFrom(page.address)(`${family.name}/`) }, 'Show all documents');
  const what = h('span', `${narrowed.facet.title}: `, h('strong', narrowed.value.words));
  return [h('p', { className: 'chosen' }, what, ' ', all)];
}

export function listTitle({ family, narrowed, page, pages }: FamilyPage): string {
  const which = narrowed ? `: ${narrowed.value.words}` : '';
  return `${family.title}${which}${page.number > 1 ? `, page ${page.number} of ${pages.length}` : ''}`;
}

export function listSlots(list: FamilyPage, listing: Listing): Readonly<Record<string, Filling>> {
  return {
    title: filling(list.family.title),
    chosen: chosen(list),
    filter: filter(list),
    narrowing: narrowing(list),
    count: filling(countWords(list)),
    entries: [entryList(list.page.items, listing)],
    paging: pagingNav(list.pages, list.page, listing.link),
  };
}
