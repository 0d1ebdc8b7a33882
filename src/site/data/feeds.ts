/**
 * Which feeds a site has, and what they tell: one of everything, one for each family, one for each work. An entry is an edition, with its
 * change notes; it is news when it is made, when it comes into force and when it is corrected. Only what front matter says is told.
 */
import { formatDate, type PartialDate } from '../../model/date.ts';
import type { Matter, Standing } from '../../model/edition.ts';
import type { EditionFacts } from '../../model/facts.ts';
import { editionBefore } from '../../model/editions.ts';
import { compareText } from '../../model/text.ts';
import type { EditionCard } from '../../model/surroundings.ts';
import { formatMarking } from '../../model/marking.ts';
import {
  capitalised,
  editionName,
  editionTitle,
  feedAddress,
  pdfAddress,
  phaseWords,
  textLabel,
} from '../../render/html/html.ts';
import type { Marking } from '../../model/marking.ts';
import { editionsOf, type Made } from '../frame.ts';
import { cardIn, entryOf, type Listed, markingOf } from '../listing.ts';
import { type AtomEntry, type AtomFeed, type AtomLink, atom } from './atom.ts';
import { dataFile, type Told } from './told.ts';
import { element } from './xml.ts';

/** Entries of a feed: readers that come later than that find the rest on the pages and in the register. */
const MOST_ENTRIES = 50;

/** What the dates of an edition are known by. */
interface Dated {
  readonly matter: Pick<Matter, 'dateCreated' | 'corrections'>;
  readonly standing: Pick<Standing, 'date'>;
}

/** The last day until `asAt` on which there was something to tell of the edition; of one that is all to come, when it was made. */
export function newsDate({ matter, standing }: Dated, asAt: PartialDate): PartialDate {
  const corrected = matter.corrections.map(({ date }) => date);
  const told = [matter.dateCreated, standing.date, ...corrected].filter((date) => date <= asAt);
  return told.reduce((a, b) => (a < b ? b : a), matter.dateCreated);
}

function contentOf(entry: EditionFacts, card: EditionCard): string {
  const { matter } = entry;
  const label = textLabel(matter.text);
  const lines = [
    element(
      'p',
      {},
      `${capitalised(editionTitle(card.edition))}. ${phaseWords(card.phase)}. Marked ${formatMarking(card.marking)}.`,
    ),
    label && element('p', {}, `${label}.`),
    matter.summary && element('p', {}, matter.summary),
    matter.corrections.length > 0 &&
      element(
        'ul',
        {},
        ...matter.corrections.map(({ date, reason }) => element('li', {}, `Corrected ${formatDate(date)}: ${reason}`)),
      ),
    matter.changes.length > 0 && element('ul', {}, ...matter.changes.map(({ note }) => element('li', {}, note))),
  ];
  return lines.flatMap((line) => (line ? [line.markup] : [])).join('');
}

type Telling = Pick<Told, 'publication' | 'asAt' | 'formats' | 'absolute'>;

function linksOf(card: EditionCard, { card: work }: Listed, { absolute, formats }: Telling): readonly AtomLink[] {
  const before = editionBefore(work.editions, card);
  const compared = work.comparisons.find((one) => one.old === before?.edition && one.new === card.edition);
  return [
    { rel: 'alternate', type: 'text/html', href: absolute(card.address) },
    ...(formats.includes('pdf')
      ? [{ rel: 'alternate', type: 'application/pdf', href: absolute(pdfAddress(card.address)) } as const]
      : []),
    ...(compared
      ? [
          {
            rel: 'related',
            type: 'text/html',
            href: absolute(compared.address),
            title: `Compared with ${editionName(compared.old)}`,
          } as const,
        ]
      : []),
  ];
}

type News = ReturnType<typeof newestOf>[number];

function atomEntry({ listed, edition, id, updated }: News, told: Telling): AtomEntry {
  const { family, work } = listed;
  const card = cardIn(listed.card, { edition });
  const entry = entryOf(work, card);
  const { matter } = entry;
  const label = textLabel(matter.text);
  return {
    id,
    title: `${card.title}, ${editionTitle(card.edition)}`,
    language: matter.language === told.publication.language ? undefined : matter.language,
    updated,
    published: matter.dateCreated,
    authors: matter.author,
    categories: [{ term: family.name, label: family.title }],
    links: linksOf(card, listed, told),
    summary: [phaseWords(card.phase), label, matter.summary].filter((part) => part !== undefined).join('. '),
    content: contentOf(entry, card),
  };
}

interface Named {
  /** Of the page that the feed belongs to. */
  readonly address: string;
  readonly title: string;
  readonly subtitle: string;
}

/** The editions with the newest news, newest first. */
function newestOf(listed: readonly Listed[], { asAt, absolute }: Telling) {
  const all = listed.flatMap((one) =>
    one.card.editions.map(({ edition, address }) => {
      return { listed: one, edition, id: absolute(address), updated: newsDate(entryOf(one.work, { edition }), asAt) };
    }),
  );
  return all.toSorted((a, b) => compareText(b.updated, a.updated) || compareText(a.id, b.id)).slice(0, MOST_ENTRIES);
}

function textOf({ address, title, subtitle }: Named, listed: readonly Listed[], told: Telling): string {
  const { publication, absolute, asAt } = told;
  const self = absolute(feedAddress(address));
  const feed: AtomFeed = {
    id: self,
    title,
    subtitle,
    language: publication.language,
    author: publication.publisher,
    asAt,
    links: [
      { rel: 'self', type: 'application/atom+xml', href: self },
      { rel: 'alternate', type: 'text/html', href: absolute(address) },
    ],
    entries: newestOf(listed, told).map((one) => atomEntry(one, told)),
  };
  return atom(feed);
}

/** A feed of these works. */
function feed(named: Named, listed: readonly Listed[], told: Telling, marking: Marking, identifier?: string): Made {
  const path = feedAddress(named.address);
  const make = () => {
    const text = textOf(named, listed, told);
    return { ...dataFile(path, 'application/atom+xml', text, markingOf(editionsOf(listed), marking)), identifier };
  };
  return [path, make];
}

/** The feed of one work. */
export function workFeed(listed: Listed, told: Telling): Made {
  const { address, title, identifier } = listed.card;
  const named = { address, title, subtitle: 'Every edition of this document.' };
  return feed(named, [listed], told, listed.leading.marking, identifier);
}

/** The feeds of all that is listed and of each family. */
export function feeds(told: Told): readonly Made[] {
  const { publication, listings, marking } = told;
  const ofFamilies = listings.map(({ family, listed }) => {
    const title = `${family.title} – ${publication.title}`;
    return feed({ address: `${family.name}/`, title, subtitle: family.summary }, listed, told, marking);
  });
  const all = { address: '', title: publication.title, subtitle: 'New editions of every kind of document.' };
  const listed = listings.flatMap((one) => one.listed);
  return [feed(all, listed, told, marking), ...ofFamilies];
}
