/**
 * What stands around an edition on the site: the other editions of its work, which of them is in force, and where links lead.
 * Every state is as at a date that is passed in; nothing here knows today.
 */
import { type Cited, citedIn } from './cited.ts';
import type { PartialDate } from './date.ts';
import type { Result, Target } from './document.ts';
import type { Corpus, EditionEntry, Fact, Phase, Publication, Standing, TextStatus, Work, WorkOf } from './edition.ts';
import type { EditionFacts, WorkFacts } from './facts.ts';
import { editionsAfter, editionsUntil, isEdition } from './editions.ts';
import type { History } from './history.ts';
import { addressOf, addressOfComparison } from './identifier.ts';
import type { ShownCorrection } from './ledger.ts';
import type { ChangeNote } from './edition.ts';
import type { Marking } from './marking.ts';
import { type EditionLinked, type EditionTold, toldOf } from './told.ts';

export interface EditionCard {
  readonly identifier: string;
  readonly edition: string;
  readonly title: string;
  readonly summary?: string | undefined;
  readonly date: PartialDate;
  readonly phase: Phase;
  readonly text: TextStatus;
  readonly marking: Marking;
  readonly changes: readonly ChangeNote[];
  /** From the root of the site, without a leading slash. */
  readonly address: string;
}

export interface ComparisonCard {
  readonly old: string;
  readonly new: string;
  readonly address: string;
}

export interface WorkCard {
  readonly identifier: string;
  readonly family: string;
  /** That of the edition that stands for it. */
  readonly title: string;
  /** The name of the edition that stands for it: the one in force, if there is one. */
  readonly leading: string;
  readonly address: string;
  /** Oldest first. */
  readonly editions: readonly EditionCard[];
  /** The name of the edition in force. */
  readonly inForce?: string | undefined;
  readonly comparisons: readonly ComparisonCard[];
}

/** The comparison of an edition with the one before it, by its address, and the change there that brought the words of a clause. */
export interface ResultSeen {
  readonly old: string;
  readonly comparison: string;
  readonly change?: number | undefined;
}

/** What its functions answer hangs on the work of the target that they are asked about, and on the date. */
export interface Surroundings {
  readonly publication: Publication;
  readonly asAt: PartialDate;
  readonly work: WorkCard;
  /** What quotes or cites the editions of the work and their clauses, newest first. */
  readonly cited?: readonly Cited[] | undefined;
  /** Since when the words of each clause stand; unknown where a file or a comparison is rendered alone. */
  readonly history?: History | undefined;
  /** Of the edition that is rendered, since it was published. */
  readonly corrections?: readonly ShownCorrection[] | undefined;
  /** Where a link inside the corpus leads: from the root of the site, without a leading slash. */
  readonly resolve: (target: Target) => string;
  /** Where is shown what an outcome led to; unknown where a file is rendered alone. */
  readonly resultOf?: ((result: Result) => ResultSeen | undefined) | undefined;
  /** What is told of the edition that a link leads to; unknown outside a corpus. */
  readonly told?: ((target: Target) => EditionTold | undefined) | undefined;
}

interface Stood extends Pick<EditionEntry, 'edition'> {
  readonly standing: Pick<Standing, 'phases' | 'outcome'>;
}

function ownPhase(phases: readonly Phase[], asAt: PartialDate): Phase {
  const begun = phases.filter((phase) => phase.from === undefined || phase.from <= asAt);
  const phase = begun.at(-1);
  if (!phase) throw new Error('an edition has no phase without a date');
  return phase;
}

/** The edition in force as at a date: the newest whose own phase is current. */
export function editionInForce<Entry extends Stood>(work: WorkOf<Entry>, asAt: PartialDate): Entry | undefined {
  return work.editions.findLast(({ standing }) => ownPhase(standing.phases, asAt).kind === 'current');
}

/**
 * The edition that stands for a work as at a date: the one in force or, where none is, the newest of those that have begun, or else
 * the one that begins first.
 */
export function leadingEdition<Entry extends Stood>(work: WorkOf<Entry>, asAt: PartialDate): Entry {
  const begun = ({ standing }: Stood) => ownPhase(standing.phases, asAt).kind !== 'not-yet';
  const leading = editionInForce(work, asAt) ?? work.editions.findLast(begun) ?? work.editions[0];
  if (!leading) throw new Error(`${work.identifier} has no edition`);
  return leading;
}

/** Those facts of an edition that are told in a phase: ways to respond are, while it is open. */
export function factsDuring(facts: readonly Fact[], phase: Phase | undefined): readonly Fact[] {
  return facts.filter(({ during }) => during === undefined || during === phase?.kind);
}

/** The phase of an edition as at a date; one that a newer edition has replaced is superseded from the day that one came in. */
export function phaseOf(work: WorkFacts, entry: EditionFacts, asAt: PartialDate): Phase {
  const own = ownPhase(entry.standing.phases, asAt);
  const current = editionInForce(work, asAt);
  if (own.kind !== 'current' || current === undefined || isEdition(current, entry)) return own;
  const began = ({ standing }: Stood) =>
    standing.phases.find(({ kind, from }) => kind === 'current' && from !== undefined && from <= asAt)?.from;
  const newer = editionsAfter(work.editions, entry).map(began);
  const from = newer.find((date) => date !== undefined) ?? current.standing.date;
  return { from, label: 'Superseded', kind: 'ended' };
}

/** Whether an edition tells what came of a consultation that the one before it opened: another text, which changes nothing in that one. */
export const tellsOutcomeOf = (newer: Stood, old: Stood): boolean =>
  newer.standing.outcome !== undefined && old.standing.outcome === undefined;

/** Up to this many editions each is compared with each. */
export const ALL_COMPARED = 6;

/**
 * The pairs of editions that are compared: all of up to six editions; beyond that each with its neighbour and each with the
 * current one, so that the number of pages grows with the number of editions and not with its square.
 */
export function comparedPairs<Entry extends Stood>(
  work: WorkOf<Entry>,
  asAt: PartialDate,
): readonly (readonly [Entry, Entry])[] {
  const { editions } = work;
  const current = leadingEdition(work, asAt);
  const leading = editions.findIndex((one) => isEdition(one, current));
  const wanted = (old: number, newer: number) =>
    editions.length <= ALL_COMPARED || newer === old + 1 || newer === leading || old === leading;
  return editions.flatMap((old, i) =>
    editions
      .slice(i + 1)
      .flatMap((newer, k) => (wanted(i, i + 1 + k) && !tellsOutcomeOf(newer, old) ? [[old, newer] as const] : [])),
  );
}

/** A work keeps its name when the edition that leads tells an outcome: what came of it is called otherwise, as a rule. */
const titledBy = ({ editions }: WorkFacts, leading: EditionFacts): EditionFacts =>
  (leading.standing.outcome === undefined
    ? undefined
    : editions.findLast(({ standing }) => standing.outcome === undefined)) ?? leading;

export function cardOf(work: WorkFacts, asAt: PartialDate): WorkCard {
  const inForce = editionInForce(work, asAt);
  const named = leadingEdition(work, asAt);
  return {
    identifier: work.identifier,
    family: work.family,
    title: titledBy(work, named).matter.title,
    address: addressOf(work),
    inForce: inForce?.edition,
    leading: named.edition,
    editions: work.editions.map((entry) => ({
      identifier: entry.identifier,
      edition: entry.edition,
      title: entry.matter.title,
      summary: entry.matter.summary,
      date: entry.standing.date,
      phase: phaseOf(work, entry, asAt),
      text: entry.matter.text,
      marking: entry.matter.classification,
      changes: entry.matter.changes,
      address: addressOf({ family: work.family, work: work.work, edition: entry.edition }),
    })),
    comparisons: comparedPairs(work, asAt).map(([old, newer]) => {
      const pair = { family: work.family, work: work.work, old: old.edition, new: newer.edition };
      return { old: old.edition, new: newer.edition, address: addressOfComparison(pair) };
    }),
  };
}

/** What links are looked up in. */
export interface Links {
  readonly works: { readonly get: (work: string) => WorkOf<EditionLinked> | undefined };
}

/** The edition that a link leads to: the one it names, or the one in force. */
function pinIn({ works }: Links, asAt: PartialDate) {
  return ({ work, edition }: Target): string | undefined => {
    const found = works.get(work);
    return edition ?? (found && editionInForce(found, asAt)?.edition);
  };
}

/** Where links lead among works as at a date. */
export function linksIn(links: Links, asAt: PartialDate): Required<Pick<Surroundings, 'resolve' | 'told'>> {
  const pin = pinIn(links, asAt);
  return {
    resolve: (target) => {
      const [family = '', name = ''] = target.work.split('/');
      return addressOf({ family, work: name, edition: pin(target), clause: target.clause });
    },
    told: (target) => {
      const edition = pin(target);
      const entry = links.works.get(target.work)?.editions.find((one) => one.edition === edition);
      return entry && toldOf(entry);
    },
  };
}

/** The clause of this id in the last edition before `own` that has it: an outcome may stand in a later edition than what was asked. */
export function pointBefore(id: string, own: string, { work, told }: Surroundings): Result | undefined {
  const before = editionsUntil(work.editions, { edition: own }).slice(0, -1);
  const targets = before.map(({ edition }) => ({ work: work.identifier, edition, clause: id }));
  return targets.findLast((target) => told?.(target)?.clauses.some((clause) => clause.id === id));
}

/** Whether there is a site around it; files from anywhere have no publisher, no dates that count and no state. */
export function isPublished({ publication }: Surroundings): boolean {
  return publication.publisher !== '';
}

/**
 * What surrounds each work of a corpus. To be asked once for a corpus: it indexes all works. The card of a work is made when somebody looks
 * at it, which nobody does for most of them.
 */
export function surroundingsIn(
  corpus: Corpus,
  asAt: PartialDate,
  beside: Pick<Surroundings, 'resultOf'> = {},
): (work: Work) => Surroundings {
  const pin = pinIn(corpus, asAt);
  const [links, cited] = [linksIn(corpus, asAt), citedIn(corpus, pin)];
  return (work) => {
    let card: WorkCard | undefined;
    return {
      publication: corpus.publication,
      asAt,
      get work() {
        return (card ??= cardOf(work, asAt));
      },
      cited: cited.get(work.identifier),
      ...links,
      ...beside,
    };
  };
}
