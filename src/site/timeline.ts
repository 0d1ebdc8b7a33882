/**
 * The timeline of a work: its editions, newest first, each with the span for which it stood, what changed in it, and the ways
 * to its text and to its comparisons.
 */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { formatDate } from '../model/date.ts';
import type { EditionEntry } from '../model/edition.ts';
import { editionBefore } from '../model/editions.ts';
import { addressOf } from '../model/identifier.ts';
import type { EditionCard, WorkCard } from '../model/surroundings.ts';
import {
  capitalised,
  changeNotes,
  clauseName,
  downloadItems,
  editionDataAddress,
  editionName,
  editionTitle,
  type Filling,
  type Linker,
  type MadeFiles,
  phaseBadge,
  spelledOut,
  textBadge,
  text,
} from '../render/html/html.ts';

/** Up to this many editions all are shown; of more, this many. */
const LONGEST_LINE = 8;
const SHOWN_OF_MANY = 5;

/** "January 2019 to June 2023", "June 2023 to date", or to the date that is known;
 * an edition that has not come into effect has its date alone. */
function span({ standing }: EditionEntry, { phase, date }: EditionCard): ElementContent[] {
  const begun = standing.phases.find(({ kind }) => kind === 'current')?.from;
  const time = (on: typeof date) => h('time', { dateTime: on }, formatDate(on));
  if (begun === undefined || phase.kind === 'not-yet') return [time(begun ?? date)];
  const planned = standing.phases.find(({ from }) => from !== undefined && from > begun)?.from;
  const until = phase.kind === 'ended' ? (phase.on ?? phase.from) : planned;
  const end = until === undefined ? 'date' : time(until);
  return [time(begun), text(' '), h('span', 'to ', end)];
}

/** What the stops of one timeline have in common. */
interface Line {
  readonly work: WorkCard;
  readonly link: Linker;
  /** The formats that are made. */
  readonly formats: readonly string[];
  readonly files?: MadeFiles | undefined;
}

function forms({ address, edition }: EditionCard, line: Line): Element {
  const of = `the ${editionTitle(edition)}`;
  const page = h('a', { href: line.link(address) }, 'Read', h('span', { className: 'hidden' }, ` ${of}`));
  const files = downloadItems({ address, data: editionDataAddress(address), of, files: line.files }, line.link, line);
  return h('ul', { className: 'downloads' }, h('li', page), ...files);
}

/** A note may speak of a clause that its edition no longer has: it then leads to the edition before. */
function changes(
  { changes, address }: EditionCard,
  entry: EditionEntry,
  before: EditionEntry | undefined,
  link: Linker,
) {
  const notes = changeNotes(changes, (id) => {
    const own = entry.clauses.find((clause) => clause.id === id);
    if (own) return { words: capitalised(clauseName(own)), href: link(`${address}#${id}`) };
    const former = before?.clauses.find((clause) => clause.id === id);
    if (!before || !former) return { words: spelledOut(id) };
    const words = `${capitalised(clauseName(former))}, ${editionTitle(before.edition)}`;
    return { words, href: link(addressOf({ ...before, clause: id })) };
  });
  return notes ? [notes] : [];
}

/** With the edition before it and with the one that stands; the page has a table of all. */
function comparisons({ edition }: EditionCard, { comparisons, editions, inForce }: WorkCard, link: Linker) {
  const before = editionBefore(editions, { edition })?.edition;
  const own = comparisons.filter(
    ({ old, new: newer }) =>
      (newer === edition && (old === before || old === inForce)) || (old === edition && newer === inForce),
  );
  if (own.length === 0) return [];
  const items = own.map(({ old, new: newer, address }) =>
    h('li', h('a', { href: link(address) }, `What changed from ${editionName(old)} to ${editionName(newer)}`)),
  );
  return [h('ul', { className: 'comparisons' }, items)];
}

function stop(card: EditionCard, entry: EditionEntry, before: EditionEntry | undefined, line: Line): Element {
  const { work, link } = line;
  const title = card.title === work.title ? [] : [h('p', { className: 'own-title' }, card.title)];
  return h('li', { className: ['stop', `stop-${card.phase.kind}`] }, [
    h('p', { className: 'span' }, span(entry, card)),
    h('div', { className: 'stop-body' }, [
      h('h3', h('a', { href: link(card.address) }, capitalised(editionTitle(card.edition)))),
      ...title,
      h('p', { className: 'entry-state' }, phaseBadge(card.phase), ' ', textBadge(card.text)),
      ...(card.summary === undefined ? [] : [h('p', { className: 'summary' }, card.summary)]),
      ...changes(card, entry, before, link),
      forms(card, line),
      ...comparisons(card, work, link),
    ]),
  ]);
}

const line = (stops: readonly Element[]) => h('ol', { className: 'timeline', reversed: true }, ...stops.toReversed());

function older(cards: readonly EditionCard[], stops: readonly Element[]): Element {
  const [first, last] = [cards[0], cards.at(-1)];
  const years = first && last ? `, ${formatDate(first.date)} to ${formatDate(last.date)}` : '';
  return h('details', { className: 'older' }, h('summary', `${cards.length} older editions${years}`), line(stops));
}

/** Of many editions the oldest are folded: all but the newest, and never the one in force. */
export function timeline(entries: readonly EditionEntry[], about: Line): Filling {
  const { editions, inForce } = about.work;
  const stops = editions.flatMap((card) => {
    const index = entries.findIndex(({ edition }) => edition === card.edition);
    const entry = entries[index];
    return entry ? [stop(card, entry, entries[index - 1], about)] : [];
  });
  if (stops.length <= LONGEST_LINE) return [line(stops)];
  const current = editions.findIndex(({ edition }) => edition === inForce);
  const folded = Math.min(stops.length - SHOWN_OF_MANY, current === -1 ? Infinity : current);
  if (folded < 2) return [line(stops)];
  return [line(stops.slice(folded)), older(editions.slice(0, folded), stops.slice(0, folded))];
}
