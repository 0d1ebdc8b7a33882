/** The home page: for each kind of document what there is and in what state, and the latest editions of all. */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { formatDate } from '../model/date.ts';
import type { Publication } from '../model/edition.ts';
import type { EditionCard } from '../model/surroundings.ts';
import {
  editionTitle,
  type FamilyCard,
  type Filling,
  filling,
  type Linker,
  phaseBadge,
  phaseWords,
} from '../render/html/html.ts';
import { type Listed, workEntry } from './listing.ts';

/** How many works of a family the home page shows before it leads on to the family's own list. */
const WORKS_SHOWN = 5;
const LATEST_SHOWN = 8;

export interface FamilyListing {
  readonly family: FamilyCard;
  readonly listed: readonly Listed[];
}

const STATE_ORDER = ['current', 'not-yet', 'ended'] as const;

/** What is in force or open comes first, then what is to come, then what is over; within each the newest. */
export function byState(listed: readonly Listed[]): readonly Listed[] {
  return STATE_ORDER.flatMap((kind) => listed.filter(({ leading }) => leading.phase.kind === kind));
}

function familySection({ family, listed }: FamilyListing, link: Linker): Element {
  const id = `family_${family.name}`;
  const shown = byState(listed).slice(0, WORKS_SHOWN);
  const entries = shown.map((one) => workEntry(one, link, 'h3'));
  const list: ElementContent =
    entries.length > 0 ? h('ul', { className: 'works' }, entries) : h('p', 'Nothing has been published here yet.');
  const to = link(`${family.name}/`);
  const more =
    listed.length > shown.length
      ? [h('p', { className: 'go' }, h('a', { href: to }, `All ${listed.length}: ${family.title}`))]
      : [];
  return h('section', { className: 'family', ariaLabelledBy: id }, [
    h('h2', { id }, h('a', { href: to }, family.title)),
    h('p', { className: 'family-summary' }, family.summary),
    list,
    ...more,
  ]);
}

function latestEntry(card: EditionCard, link: Linker): Element {
  return h('li', [
    h('span', { className: 'date' }, formatDate(card.date)),
    h(
      'p',
      h('a', { href: link(card.address) }, `${card.title}, ${editionTitle(card.edition)}`),
      ' ',
      phaseBadge(card.phase, phaseWords(card.phase)),
    ),
  ]);
}

function latest(listings: readonly FamilyListing[], link: Linker): Element {
  const editions = listings.flatMap(({ listed }) => listed.flatMap(({ card }) => card.editions));
  const newest = editions.toSorted((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0)).slice(0, LATEST_SHOWN);
  const items = newest.map((card) => latestEntry(card, link));
  return h(
    'section',
    { className: 'latest', ariaLabelledBy: 'page_latest' },
    h('h2', { id: 'page_latest' }, 'Latest'),
    h('ol', items),
  );
}

export function homeSlots(
  { title, publisher }: Publication,
  listings: readonly FamilyListing[],
  link: Linker,
): Readonly<Record<string, Filling>> {
  return {
    publisher: filling(publisher),
    title: filling(title),
    families: listings.map((listing) => familySection(listing, link)),
    latest: [latest(listings, link)],
  };
}
