/** The home page: what is in force and what is open, the latest changes of all families, and the ways on. */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { formatDate, type PartialDate } from '../model/date.ts';
import type { Publication } from '../model/edition.ts';
import { editionBefore } from '../model/editions.ts';
import { addressOf } from '../model/identifier.ts';
import {
  editionName,
  editionTitle,
  type FamilyCard,
  type Filling,
  filling,
  type Linker,
  phaseBadge,
} from '../render/html/html.ts';
import { AS_AT, AS_AT_TITLE, type Days } from './as-at.ts';
import type { StateChange } from './changes.ts';
import { facetAddress, tally } from './facets.ts';
import { documents } from './list.ts';
import { entryList, type Listed, type Listing } from './listing.ts';

/** How many works of a family the home page shows before it leads on to the family's own list. */
const WORKS_SHOWN = 5;
const LATEST_SHOWN = 8;
/** Words of a change note that are shown before it is cut. */
const NOTE_WORDS = 24;

export interface FamilyListing {
  readonly family: FamilyCard;
  readonly listed: readonly Listed[];
}

/** The ways on: to the list, and to the documents in each state that is not shown here. */
function waysOn({ family, listed }: FamilyListing, link: Linker): Element {
  const all = h('li', h('a', { href: link(`${family.name}/`) }, `${family.title}: ${documents(listed.length)}`));
  const [state] = family.current ? family.facets : [];
  const states = state ? tally(listed, state).values : [];
  const others = states.map(({ value, listed: own }) => {
    const to = link(state ? facetAddress(family.name, state, value) : `${family.name}/`);
    return h('li', h('a', { href: to }, `${value.words}: ${own.length}`));
  });
  return h('ul', { className: 'ways-on' }, [all, ...others]);
}

function familySection({ family, listed }: FamilyListing, listing: Listing): Element {
  const id = `family_${family.name}`;
  const { current } = family;
  const shown = current ? listed.filter(({ kind }) => kind === 'current') : listed;
  const none = listed.length > 0 && shown.length === 0 && current;
  const entries = none ? h('p', { className: 'none' }, none.none) : entryList(shown.slice(0, WORKS_SHOWN), listing);
  const rest = shown.length - WORKS_SHOWN;
  const more = rest > 0 ? [h('p', { className: 'count' }, `and ${rest} more`)] : [];
  return h('section', { className: 'family', ariaLabelledBy: id }, [
    h('h2', { id }, current?.title ?? family.title),
    h('p', { className: 'family-summary' }, family.summary),
    entries,
    ...more,
    ...(listed.length > 0 ? [waysOn({ family, listed }, listing.link)] : []),
  ]);
}

/** The beginning of a note: readers decide by it whether to read on. */
function firstWords(note: string): string {
  const words = note.split(/\s+/);
  return words.length <= NOTE_WORDS
    ? note
    : `${words
        .slice(0, NOTE_WORDS)
        .join(' ')
        .replace(/[,;:.]$/, '')} …`;
}

/** What an edition changed in the one before it: its notes in brief, and their comparison. */
function whatChanged({ entry, listed }: StateChange, link: Linker): readonly Element[] {
  const before = editionBefore(listed.work.editions, entry)?.edition;
  const compared = listed.card.comparisons.find((one) => one.old === before && one.new === entry.edition);
  const [note, ...others] = entry.matter.changes;
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  return [
    ...(note ? [h('p', { className: 'change-note' }, firstWords(note.note), more)] : []),
    ...(compared && before !== undefined
      ? [h('p', { className: 'go' }, h('a', { href: link(compared.address) }, `Compare with ${editionName(before)}`))]
      : []),
  ];
}

function latestEntry(change: StateChange, link: Linker): Element {
  const { entry, phase } = change;
  // People name the last day of replies, not the first one without.
  const date = phase.kind === 'ended' ? (phase.on ?? change.date) : change.date;
  const to = h('a', { href: link(addressOf(entry)) }, `${entry.matter.title}, ${editionTitle(entry.edition)}`);
  return h('li', [
    h('p', { className: 'date' }, h('time', { dateTime: date }, formatDate(date)), ' ', phaseBadge(phase)),
    h('p', to),
    ...(phase.kind === 'current' ? whatChanged(change, link) : []),
  ]);
}

/** That an edition gave way to a newer one is told by the newer one. */
const isOwn = ({ entry, phase }: StateChange) => entry.standing.phases.some(({ label }) => label === phase.label);

/** Records are no changes of anything: the newest of them stand in their own part of the page. They are told where there is nothing else. */
function latest({ changes, asAt }: Days, link: Linker): Element {
  const past = [...changes.values()].flat().filter((change) => change.date <= asAt && isOwn(change));
  const others = past.filter(({ family }) => family.current !== undefined);
  const items = (others.length > 0 ? others : past).slice(-LATEST_SHOWN).toReversed();
  return h('section', { className: 'latest', ariaLabelledBy: 'page_latest' }, [
    h('h2', { id: 'page_latest' }, 'Latest changes'),
    h(
      'ol',
      items.map((one) => latestEntry(one, link)),
    ),
  ]);
}

function ways(link: Linker): Element {
  const way = (address: string, words: string, what: string): ElementContent =>
    h('li', h('a', { href: link(address) }, words), h('p', what));
  return h('section', { className: 'ways', ariaLabelledBy: 'page_ways' }, [
    h('h2', { id: 'page_ways' }, 'Look up'),
    h('ul', [way(AS_AT, AS_AT_TITLE, 'Each date on which something changed, and what stood on it.')]),
  ]);
}

const asAtWords = (asAt: PartialDate): Element =>
  h('p', { className: 'summary' }, 'As at ', h('time', { dateTime: asAt }, formatDate(asAt)), '.');

export function homeSlots(
  { title, publisher }: Publication,
  listings: readonly FamilyListing[],
  days: Days,
  listing: Listing,
): Readonly<Record<string, Filling>> {
  return {
    publisher: filling(publisher),
    title: filling(title),
    'as-at': filling(asAtWords(days.asAt)),
    families: listings.map((one) => familySection(one, listing)),
    latest: [latest(days, listing.link)],
    ways: [ways(listing.link)],
  };
}
