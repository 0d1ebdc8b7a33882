/**
 * What was in force on a date, for all works at once: a page for each day on which something changed, the days of each year, and a
 * page that leads to them. A day beyond the date of the site is told as it is known at that date.
 */
import { editionsAfter } from '../model/editions.ts';
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { atDate, formatDate, formatWeekday, type PartialDate } from '../model/date.ts';
import { addressOf } from '../model/identifier.ts';
import {
  editionTitle,
  type FamilyCard,
  type Filling,
  filling,
  type Linker,
  phaseBadge,
  spanWords,
  text,
} from '../render/html/html.ts';
import { changesIn, type StateChange } from './changes.ts';
import { type Index, type Listed, listedIn } from './listing.ts';
import { type ListPage, pagesOf, pagingNav } from './paging.ts';

export const AS_AT = 'as-at/';

/**
 * Editions that the pages of single days may name all together. Their number grows with the days and with the works; beyond it a
 * year tells of each edition that stood in it from when to when.
 */
const MOST_NAMED = 20_000;
/** Days that the first page lists itself, before it leads on to years only. */
const DAYS_LISTED = 400;
const RECORDS_SHOWN = 10;
const YEAR_PAGE = 200;

/** A family with its works as at the date of the site. */
interface Kept {
  readonly family: FamilyCard;
  readonly listed: readonly Listed[];
}

export interface Days {
  readonly index: Pick<Index, 'works'>;
  readonly asAt: PartialDate;
  readonly kept: readonly Kept[];
  readonly changes: ReadonlyMap<PartialDate, readonly StateChange[]>;
  /** Oldest first. */
  readonly dates: readonly PartialDate[];
  /** Whether each day has a page of its own. */
  readonly paged: boolean;
}

export function daysOf(index: Pick<Index, 'works'>, asAt: PartialDate, kept: readonly Kept[]): Days {
  const changes = changesIn(kept.flatMap(({ listed }) => listed));
  const dates = [...changes.keys()];
  const standing = kept.filter(({ family }) => family.current).flatMap(({ listed }) => listed);
  return { index, asAt, kept, changes, dates, paged: dates.length * standing.length <= MOST_NAMED };
}

const yearOf = (date: PartialDate) => date.slice(0, 'YYYY'.length);
export const yearsOf = ({ dates }: Days): readonly string[] => [...new Set(dates.map(yearOf))].toReversed();
export const dayAddress = (date: PartialDate) => `${AS_AT}${date}/`;
export const yearAddress = (year: string) => `${AS_AT}year/${year}/`;

const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/* ---- changes ---- */

function changeItem({ entry, phase }: StateChange, link: Linker): Element {
  const to = h('a', { href: link(addressOf(entry)) }, `${entry.matter.title}, ${editionTitle(entry.edition)}`);
  return h('li', phaseBadge(phase), ' ', to);
}

/** What changed on a day. Records are many; of more than a few only the number is told, with the way to their list. */
function changeList(changes: readonly StateChange[], link: Linker): Element {
  const families = [...new Set(changes.map(({ family }) => family))];
  const items = families.flatMap((family) => {
    const own = changes.filter((change) => change.family === family);
    if (family.current !== undefined || own.length <= RECORDS_SHOWN) return own.map((one) => changeItem(one, link));
    const to = h('a', { href: link(`${family.name}/`) }, family.title);
    return [h('li', `${counted(own.length, 'document')}: `, to)];
  });
  return h('ul', { className: 'changes-of-day' }, items);
}

/* ---- a day ---- */

function standingItem(listed: Listed, link: Linker): Element {
  const { leading, entry } = listed;
  const to = h('a', { href: link(leading.address) }, `${leading.title}, ${editionTitle(leading.edition)}`);
  return h('li', to, ' ', h('span', { className: 'date' }, spanWords(leading.phase, entry.standing.phases)));
}

function familyOnDay({ family }: Kept, date: PartialDate, days: Days, link: Linker): Element {
  const id = `page_${family.name}`;
  const then = listedIn(days.index, date, family).filter(({ kind }) => kind === 'current');
  if (family.current === undefined) {
    const words = `By then ${counted(then.length, 'document')} had been published: `;
    const to = h('a', { href: link(`${family.name}/`) }, family.title);
    return h('section', { ariaLabelledBy: id }, [h('h2', { id }, family.title), h('p', words, to, '.')]);
  }
  const items = then.map((one) => standingItem(one, link));
  const list =
    items.length > 0 ? h('ul', { className: 'stood' }, items) : h('p', { className: 'none' }, family.current.none);
  return h('section', { ariaLabelledBy: id }, [h('h2', { id }, family.current.title), list]);
}

export const dayTitle = (date: PartialDate) => `What was in force ${atDate(date)}`;

/** That a day is still to come, as seen from the date of the site. */
const planned = (date: PartialDate, asAt: PartialDate): Element | undefined =>
  date <= asAt
    ? undefined
    : h(
        'p',
        { className: 'notice' },
        `This day is still to come. The page tells what is known as at ${formatDate(asAt)}.`,
      );

function neighbours(date: PartialDate, { dates }: Days, link: Linker): Element {
  const index = dates.indexOf(date);
  const to = (day: PartialDate | undefined, words: string) =>
    day === undefined ? [] : [h('li', h('a', { href: link(dayAddress(day)) }, `${words}: ${formatDate(day)}`))];
  return h('nav', { className: 'neighbours', ariaLabel: 'Other dates' }, [
    h('ul', [
      ...to(dates[index - 1], 'Change before'),
      ...to(dates[index + 1], 'Next change'),
      h('li', h('a', { href: link(AS_AT) }, 'All dates')),
    ]),
  ]);
}

function untilWords(date: PartialDate, { dates }: Days): string {
  const next = dates[dates.indexOf(date) + 1];
  return next === undefined ? 'No later change is known.' : `The next date with a change is ${formatDate(next)}.`;
}

export function daySlots(date: PartialDate, days: Days, link: Linker): Readonly<Record<string, Filling>> {
  const changes = days.changes.get(date) ?? [];
  return {
    title: filling(dayTitle(date)),
    lead: filling(
      planned(date, days.asAt),
      h('p', { className: 'summary' }, `${formatWeekday(date)}. ${untilWords(date, days)}`),
    ),
    content: [
      ...days.kept.map((kept) => familyOnDay(kept, date, days, link)),
      h('section', { ariaLabelledBy: 'page_changed' }, [
        h('h2', { id: 'page_changed' }, 'What changed on this date'),
        changeList(changes, link),
      ]),
    ],
    ways: [neighbours(date, days, link)],
  };
}

/* ---- a year ---- */

/** An edition that stood at some time in a year. */
type Stood = StateChange;

function stoodIn(year: string, { changes, kept }: Days): readonly Stood[] {
  const standing = new Set(kept.flatMap(({ family }) => (family.current ? [family] : [])));
  const all = [...changes.values()]
    .flat()
    .filter(({ family, phase }) => standing.has(family) && phase.kind === 'current');
  return all.filter((change) => yearOf(change.date) <= year && (endOf(change) ?? '9999') >= year);
}

/** The day from which an edition no longer stood, as its work knows it. */
function endOf({ date, listed, entry }: StateChange): PartialDate | undefined {
  const own = entry.standing.phases.find(
    ({ from, kind }) => kind === 'ended' && from !== undefined && from > date,
  )?.from;
  const later = editionsAfter(listed.work.editions, entry).map(
    ({ standing }) => standing.phases.find(({ kind }) => kind === 'current')?.from,
  );
  const ends = [own, ...later].filter((end) => end !== undefined);
  return ends.toSorted()[0];
}

function stoodItem(stood: Stood, link: Linker): Element {
  const end = endOf(stood);
  const span = end === undefined ? `from ${formatDate(stood.date)}` : `${formatDate(stood.date)} to ${formatDate(end)}`;
  const { entry } = stood;
  const to = h('a', { href: link(addressOf(entry)) }, `${entry.matter.title}, ${editionTitle(entry.edition)}`);
  return h('li', to, ' ', h('span', { className: 'date' }, span));
}

export type YearPage = ListPage<Stood> & { readonly year: string; readonly pages: readonly ListPage<Stood>[] };

export function yearPages(year: string, days: Days): readonly YearPage[] {
  const pages = pagesOf(yearAddress(year), days.paged ? [] : stoodIn(year, days), YEAR_PAGE);
  return pages.map((page) => ({ ...page, year, pages }));
}

function dayHeading(date: PartialDate, { paged }: Days, link: Linker): ElementContent {
  const words = formatDate(date);
  return paged ? h('a', { href: link(dayAddress(date)) }, words) : text(words);
}

function daySections(year: string, days: Days, link: Linker): readonly Element[] {
  const dates = days.dates.filter((date) => yearOf(date) === year).toReversed();
  return dates.map((date) =>
    h('section', { className: 'day' }, [
      h('h2', dayHeading(date, days, link)),
      changeList(days.changes.get(date) ?? [], link),
    ]),
  );
}

export const yearTitle = (year: string) => `What was in force in ${year}`;

export function yearSlots(page: YearPage, days: Days, link: Linker): Readonly<Record<string, Filling>> {
  const { year, number, items, pages } = page;
  const stood =
    items.length === 0
      ? []
      : [
          h('section', { ariaLabelledBy: 'page_stood' }, [
            h('h2', { id: 'page_stood' }, 'What stood, and from when to when'),
            h(
              'ul',
              { className: 'stood' },
              items.map((one) => stoodItem(one, link)),
            ),
            ...pagingNav(pages, page, link),
          ]),
        ];
  const lead = days.paged
    ? 'Each date leads to what was in force on it.'
    : 'Each change of the year, and each document that stood in it.';
  return {
    title: filling(yearTitle(year)),
    lead: filling(h('p', { className: 'summary' }, lead)),
    content: [...stood, ...(number === 1 ? daySections(year, days, link) : [])],
    ways: [h('p', { className: 'go' }, h('a', { href: link(AS_AT) }, 'All years'))],
  };
}

/* ---- all of them ---- */

function yearEntry(year: string, days: Days, link: Linker): Element {
  const dates = days.dates.filter((date) => yearOf(date) === year).toReversed();
  const own = days.paged && days.dates.length <= DAYS_LISTED;
  const id = `page_year_${year}`;
  const items = dates.map((date) => {
    const count = days.changes.get(date)?.length ?? 0;
    const whether = date > days.asAt ? ', planned' : '';
    return h(
      'li',
      h('a', { href: link(dayAddress(date)) }, formatDate(date)),
      h('span', { className: 'count' }, ` ${counted(count, 'change')}${whether}`),
    );
  });
  return h('section', { className: 'year', ariaLabelledBy: id }, [
    h('h2', { id }, h('a', { href: link(yearAddress(year)) }, year)),
    own
      ? h('ul', { className: 'days' }, items)
      : h('p', { className: 'count' }, `${counted(dates.length, 'date')} with changes`),
  ]);
}

/** A field that leads to the page of any day, by the links below it; hidden where no script is there that makes it work. */
const dayPicker = (): Element =>
  h('div', { className: 'filter', id: 'page_pick' }, [
    h('label', { htmlFor: 'page_day' }, 'Choose a date'),
    h('input', { type: 'date', id: 'page_day' }),
    h('button', { type: 'button' }, 'Show'),
    h('p', { role: 'status' }),
  ]);

export const AS_AT_TITLE = 'What was in force on a date';

export function asAtSlots(days: Days, link: Linker): Readonly<Record<string, Filling>> {
  const lead =
    'Between two of these dates nothing changed: what was in force on any day is on the page of the last date before it.';
  return {
    title: filling(AS_AT_TITLE),
    lead: filling(
      h('p', { className: 'summary' }, days.paged ? lead : 'Every change and every document that stood, year by year.'),
    ),
    content: [
      dayPicker(),
      h(
        'div',
        { className: 'years' },
        yearsOf(days).map((year) => yearEntry(year, days, link)),
      ),
    ],
    ways: [],
  };
}
