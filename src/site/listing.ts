/** What the pages that list works have in common: the edition that stands for a work, an entry of a list, the marking of a page. */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { formatDate, type PartialDate } from '../model/date.ts';
import type { Corpus, Fact, Phase, WorkOf } from '../model/edition.ts';
import { isEdition } from '../model/editions.ts';
import type { EditionFacts, WorkFacts } from '../model/facts.ts';
import type { History } from '../model/history.ts';
import { joinMarkings, type Marking } from '../model/marking.ts';
import { cardOf, type EditionCard, factsDuring, type WorkCard } from '../model/surroundings.ts';
import { compareText } from '../model/text.ts';
import {
  controlList,
  deadlineWords,
  downloadItems,
  editionDataAddress,
  type FamilyCard,
  type Linker,
  type MadeFiles,
  phaseBadge,
  spanWords,
  textBadge,
  text,
} from '../render/html/html.ts';

/** The part of a corpus that the site needs: it never opens a document. */
export interface Index extends Pick<Corpus, 'publication'> {
  readonly works: readonly WorkFacts[];
  /** By identifier of the work, as the audience of the site sees its editions. */
  readonly histories?: ReadonlyMap<string, History> | undefined;
  /** By identifier of the work: what is known of the files that its page leads to. */
  readonly files?: ReadonlyMap<string, MadeFiles> | undefined;
  /** By identifier of the work: a digest of its facts, for who keeps what is made of them. */
  readonly facts?: ReadonlyMap<string, string> | undefined;
  /** By identifier of the edition: the digest of its words as the public sees them, as the ledger has it. */
  readonly digests?: ReadonlyMap<string, string> | undefined;
}

/** A work of a listed family, with its cards as at the date of the site. */
export interface Listed<Entry extends EditionFacts = EditionFacts> {
  readonly family: FamilyCard;
  readonly work: WorkOf<Entry>;
  /** Of the edition that stands for it. */
  readonly date: PartialDate;
  readonly kind: Phase['kind'];
  /** Made when somebody asks, as is what follows: those of all works together are much. */
  readonly card: WorkCard;
  /** The edition that stands for it, as a card and as the index has it. */
  readonly leading: EditionCard;
  readonly entry: Entry;
}

/** The edition of a card as the index has it. */
export function entryOf<Entry extends EditionFacts>(
  { identifier, editions }: WorkOf<Entry>,
  own: Pick<EditionCard, 'edition'>,
): Entry {
  const entry = editions.find((one) => isEdition(one, own));
  if (!entry) throw new Error(`${identifier} has no edition ${own.edition}`);
  return entry;
}

const STATE_ORDER = ['current', 'not-yet', 'ended'] as const;

/** Works of which the cards stay at hand: a page tells of fewer. */
const MOST_AT_HAND = 512;

/** Makes the card of a work when it is asked for, unless it is still at hand. */
export function openCards(asAt: PartialDate): (work: WorkFacts) => WorkCard {
  const hand = new Map<WorkFacts, WorkCard>();
  return (work) => {
    const known = hand.get(work);
    if (known) return known;
    const card = cardOf(work, asAt);
    hand.set(work, card);
    if (hand.size <= MOST_AT_HAND) return card;
    const [oldest] = hand.keys();
    if (oldest) hand.delete(oldest);
    return card;
  };
}

export function cardIn({ identifier, editions }: WorkCard, own: Pick<EditionCard, 'edition'>): EditionCard {
  const found = editions.find((one) => isEdition(one, own));
  if (!found) throw new Error(`${identifier} has no card of ${own.edition}`);
  return found;
}

const leadingOf = (card: WorkCard): EditionCard => cardIn(card, { edition: card.leading });

/** A work as its family lists it. A work has an edition: it is made of them. */
export function listedAs<Entry extends EditionFacts>(
  work: WorkOf<Entry>,
  family: FamilyCard,
  cardFor: (work: WorkFacts) => WorkCard,
): Listed<Entry> {
  const { date, phase } = leadingOf(cardFor(work));
  return {
    family,
    work,
    date,
    kind: phase.kind,
    get card() {
      return cardFor(work);
    },
    get leading() {
      return leadingOf(cardFor(work));
    },
    get entry() {
      return entryOf(work, leadingOf(cardFor(work)));
    },
  };
}

/** What is in force or open comes first, then what is to come, then what is over; within each the newest. */
export function listedIn<Entry extends EditionFacts>(
  { works }: { readonly works: readonly WorkOf<Entry>[] },
  asAt: PartialDate,
  family: FamilyCard,
): readonly Listed<Entry>[] {
  const cardFor = openCards(asAt);
  const listed = works
    .filter((work) => work.family === family.name)
    .map((work) => listedAs(work, family, cardFor))
    .toSorted((a, b) => compareText(b.date, a.date));
  return STATE_ORDER.flatMap((kind) => listed.filter((one) => one.kind === kind));
}

/** The marking of a page that shows editions; one that shows none takes what the whole site shows. */
export function markingOf(editions: Iterable<{ readonly marking: Marking }>, otherwise: Marking): Marking {
  let joined: Marking | undefined;
  for (const { marking } of editions) joined = joined ? joinMarkings(joined, marking) : marking;
  return joined ?? otherwise;
}

/** By when readers must act on a work, in a sentence, where its family sets such a day. */
export function deadlineOf({ family, entry, leading }: Listed, asAt: PartialDate): string | undefined {
  return family.current?.deadline && deadlineWords(leading.phase, entry.standing.phases, asAt);
}

/** The state of a work in words, with the days that it is known to last, unless a sentence of its own gives them. */
export function stateWords(listed: Listed, asAt: PartialDate): string {
  const { leading, entry } = listed;
  return deadlineOf(listed, asAt) === undefined ? spanWords(leading.phase, entry.standing.phases) : leading.phase.label;
}

export function stateBadge(listed: Listed, asAt: PartialDate): Element {
  return phaseBadge(listed.leading.phase, stateWords(listed, asAt));
}

/** Ways to act on it now, and by when; nothing in any other phase. */
export function waysToAct({ entry, leading }: Listed): readonly Fact[] {
  return factsDuring(entry.standing.facts, leading.phase).filter(({ during }) => during !== undefined);
}

/** What a list tells of a work, of all kinds of document alike. */
export interface ListEntry {
  readonly title: string;
  readonly language: string;
  /** Of the work or, where each edition is a record by itself, of its text. */
  readonly address: string;
  readonly summary?: string | undefined;
  readonly state?: { readonly kind: string; readonly words: string } | undefined;
  readonly deadline?: string | undefined;
  /** "3 editions", and the date where the state does not give it. */
  readonly notes: readonly string[];
  readonly facts: readonly Fact[];
}

export function listEntry(listed: Listed, asAt: PartialDate): ListEntry {
  const { family, card, leading, entry } = listed;
  const isRecord = family.current === undefined;
  const date = isRecord || leading.phase.from === leading.date ? [] : [`Dated ${formatDate(leading.date)}`];
  const count = card.editions.length > 1 ? [`${card.editions.length} editions`] : [];
  const { facts } = entry.standing;
  return {
    title: isRecord ? leading.title : card.title,
    language: entry.matter.language,
    address: isRecord ? leading.address : card.address,
    summary: leading.summary,
    state: isRecord ? undefined : { kind: leading.phase.kind, words: stateWords(listed, asAt) },
    deadline: deadlineOf(listed, asAt),
    notes: [...date, ...count],
    facts: [...facts.filter((fact) => fact.listed), ...waysToAct(listed)],
  };
}

/** What stands around the entries of one page. */
export interface Listing {
  readonly link: Linker;
  readonly asAt: PartialDate;
  readonly language: string;
  readonly formats: readonly string[];
  readonly files?: Index['files'];
}

/** A record is read at once, so that its list leads to its files too. */
function recordFiles({ family, work, leading }: Listed, { link, formats, files }: Listing): readonly Element[] {
  if (family.current !== undefined) return [];
  const { address, title } = leading;
  const what = { address, data: editionDataAddress(address), of: title, files: files?.get(work.identifier) };
  const items = downloadItems(what, link, { formats });
  return items.length === 0 ? [] : [h('ul', { className: 'downloads' }, [...items])];
}

/** A work in a list: its title, its state in words, what it is about. */
export function workEntry(listed: Listed, listing: Listing, heading: 'h2' | 'h3' = 'h3'): Element {
  const { title, language, address, summary, deadline, notes, facts } = listEntry(listed, listing.asAt);
  const { leading, family } = listed;
  const lang = language === listing.language ? undefined : language;
  const state = family.current === undefined ? undefined : stateBadge(listed, listing.asAt);
  const told: readonly (ElementContent | undefined)[] = [
    state,
    textBadge(leading.text),
    ...notes.map((note) => h('span', { className: 'count' }, note)),
  ];
  const line = told.filter((child) => child !== undefined).flatMap((child) => [child, text(' ')]);
  return h(
    'li',
    { className: family.current === undefined ? ['work-entry', 'record'] : 'work-entry' },
    [
      h(heading, { lang }, h('a', { href: listing.link(address) }, title)),
      summary === undefined ? undefined : h('p', { className: 'summary', lang }, summary),
      line.length === 0 ? undefined : h('p', { className: 'entry-state' }, line),
      deadline === undefined ? undefined : h('p', { className: 'deadline' }, deadline),
      controlList(facts),
      ...recordFiles(listed, listing),
    ].filter((child) => child !== undefined),
  );
}

/** Entries as a list, or that there are none. */
export function entryList(listed: readonly Listed[], listing: Listing, heading: 'h2' | 'h3' = 'h3'): Element {
  if (listed.length === 0) return h('p', { className: 'none' }, 'Nothing has been published here yet.');
  return h(
    'ul',
    { className: 'works' },
    listed.map((one) => workEntry(one, listing, heading)),
  );
}
