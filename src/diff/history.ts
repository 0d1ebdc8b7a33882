/**
 * A comparison and its two editions come in, what became of each clause goes out; and from such transitions of one work, since
 * when the words of each clause stand and which clauses are gone. All of it is read off the fates of blocks.
 */
import { type Clause, clausesOf, walkBlocks } from '../model/clauses.ts';
import type { Change, Comparison, Fate } from '../model/comparison.ts';
import type { Cleared } from '../model/edition.ts';
import {
  type Arrival,
  type ClauseSince,
  type Destination,
  type EditionSince,
  type GoneClause,
  type History,
  type NamedClause,
  namedClause,
  type Since,
  type Transition,
} from '../model/history.ts';

/** The way of one block, or of one piece of a divided block, from clause to clause; a missing end was added or removed. */
interface Thread {
  readonly fate: Fate;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly weight: number;
  /** Where a moved block stood among the blocks of the old edition. */
  readonly stood?: number | undefined;
  /** The number of the change among those that are not unchanged. */
  readonly change?: number | undefined;
}

function threadsOf(change: Change, number: number | undefined): readonly Thread[] {
  const { fate, old, new: newer, parts = [] } = change;
  const weight = (newer ?? old)?.text.length ?? 0;
  const whole = { fate, from: old?.clause, to: newer?.clause, weight, stood: parts[0]?.index, change: number };
  const divided = fate === 'split' ? 'new' : fate === 'merged' ? 'old' : undefined;
  if (!divided) return [whole];
  return parts
    .filter(({ side }) => side === divided)
    .map(({ clause, text }) => ({
      ...whole,
      ...(divided === 'new' ? { to: clause } : { from: clause }),
      weight: text.length,
    }));
}

function allThreads({ changes }: Comparison): readonly Thread[] {
  let count = 0;
  return changes.flatMap((change) => threadsOf(change, change.fate === 'unchanged' ? undefined : ++count));
}

/** One edition of a comparison: its clauses, and the threads that start or end in each. */
interface End {
  readonly clauses: readonly Clause[];
  readonly known: ReadonlyMap<string, Clause>;
  readonly named: ReadonlyMap<string, NamedClause>;
  /** Threads of the clause's own blocks. */
  readonly own: (id: string) => readonly Thread[];
  /** The ids of a clause and of the clauses inside it. */
  readonly within: (clause: Clause) => ReadonlySet<string>;
}

function endOf(edition: Cleared, threads: readonly Thread[], end: 'from' | 'to'): End {
  const clauses = clausesOf(edition.body);
  const own = new Map<string, Thread[]>();
  for (const thread of threads) {
    const { [end]: clause } = thread;
    const known = clause === undefined ? [] : own.get(clause);
    if (known) known.push(thread);
    else if (clause !== undefined) own.set(clause, [thread]);
  }
  return {
    clauses,
    known: new Map(clauses.map((clause) => [clause.id, clause])),
    named: new Map(clauses.map((clause) => [clause.id, namedClause(clause)])),
    own: (id) => own.get(id) ?? [],
    within: ({ id, blocks }) => new Set([id, ...clausesOf(blocks).map((inner) => inner.id)]),
  };
}

const MOVED: ReadonlySet<Fate> = new Set(['moved', 'moved-changed']);

const total = (threads: readonly Thread[]) => threads.reduce((sum, { weight }) => sum + weight, 0);

/** The clauses at the other end of threads, the one with most words first. */
function ends(threads: readonly Thread[], end: 'from' | 'to'): readonly string[] {
  const weights = new Map<string, number>();
  for (const { [end]: clause, weight } of threads) {
    if (clause !== undefined) weights.set(clause, (weights.get(clause) ?? 0) + weight);
  }
  return [...weights].toSorted(([, a], [, b]) => b - a).map(([clause]) => clause);
}

/** Whether two sets of threads are the same words in the same order: no block was touched, or all were moved together. */
function sameWords(old: readonly Thread[], newer: readonly Thread[]): boolean {
  const known = new Set(newer);
  if (old.length !== newer.length || !old.every((thread) => known.has(thread))) return false;
  if (old.every(({ fate }) => fate === 'unchanged')) return true;
  const stood = newer.toSorted((a, b) => (a.change ?? 0) - (b.change ?? 0)).map((thread) => thread.stood ?? -1);
  return old.every(({ fate }) => fate === 'moved') && stood.every((place, index) => place > (stood[index - 1] ?? -1));
}

const mostlyMoved = (threads: readonly Thread[]) =>
  total(threads.filter(({ fate }) => MOVED.has(fate))) * 2 > total(threads);

const firstChange = (threads: readonly Thread[]) =>
  threads.reduce<number | undefined>((first, { change }) => {
    return change === undefined || (first !== undefined && first < change) ? first : change;
  }, undefined);

interface Ends {
  readonly old: End;
  readonly new: End;
}

/** The words of a clause that has none of its own are those of the clauses inside it. */
function ownOrInner(clause: Clause, end: End): readonly Thread[] {
  const own = end.own(clause.id);
  return own.length > 0 ? own : [...end.within(clause)].flatMap(end.own);
}

/** Split: two or more clauses are made of this one alone. Merged: this one and another went wholly into one clause. */
function fateOf(id: string, threads: readonly Thread[], to: readonly string[], { old, new: newer }: Ends): Fate {
  const [main] = to;
  if (main === undefined) return 'removed';
  const madeOf = (clause: string) => ends(newer.own(clause), 'from');
  if (to.filter((clause) => madeOf(clause).every((source) => source === id)).length > 1) return 'split';
  const whole = (source: string) => ends(old.own(source), 'to').length === 1;
  if (to.length === 1 && madeOf(main).filter(whole).length > 1) return 'merged';
  const surviving = threads.filter((thread) => thread.to !== undefined);
  const moved = mostlyMoved(surviving);
  if (sameWords(threads, newer.own(main))) return moved ? 'moved' : 'unchanged';
  return moved ? 'moved-changed' : 'changed';
}

/** A clause that holds no words at all, but for instance a picture, stays while its id does. */
function wordless(clause: NamedClause, newer: End): Destination {
  const same = newer.named.get(clause.id);
  return same ? { clause, fate: 'unchanged', to: [same] } : { clause, fate: 'removed', to: [] };
}

/** Words outside every clause have no address of their own. */
const OPENING: NamedClause = { id: '', kind: 'section' };

function destinationOf(clause: Clause, { old, new: newer }: Ends): Destination {
  const named = namedClause(clause);
  const threads = ownOrInner(clause, old);
  if (threads.length === 0) return wordless(named, newer);
  const to = ends(threads, 'to');
  return {
    clause: named,
    fate: fateOf(clause.id, threads, to, { old, new: newer }),
    to: to.map((id) => newer.named.get(id) ?? OPENING),
    change: firstChange(threads),
  };
}

function arrivalOf(clause: Clause, { old, new: newer }: Ends, fates: ReadonlyMap<string, Fate>): Arrival {
  const named = namedClause(clause);
  const whole = [...newer.within(clause)].flatMap(newer.own);
  const [main] = ends(ownOrInner(clause, newer), 'from');
  const source = main === undefined ? undefined : old.known.get(main);
  if (whole.length === 0 && old.named.has(clause.id))
    return { clause: named, how: 'kept', from: old.named.get(clause.id) };
  if (!source) return { clause: named, how: main === undefined ? 'added' : 'reworded', change: firstChange(whole) };
  const before = [...old.within(source)].flatMap(old.own);
  const fate = fates.get(source.id);
  const from = old.named.get(source.id);
  const change = firstChange(whole) ?? firstChange(before);
  if (fate === 'split' || fate === 'merged') return { clause: named, how: fate, from, change };
  if (!sameWords(before, whole)) return { clause: named, how: 'reworded', from, change };
  return { clause: named, how: mostlyMoved(whole) ? 'moved' : 'kept', from, change };
}

/** What became of each clause from `old` to `newer`; `comparison` is that of the two. */
export function transition(comparison: Comparison, old: Cleared, newer: Cleared): Transition {
  const threads = allThreads(comparison);
  const both = { old: endOf(old, threads, 'from'), new: endOf(newer, threads, 'to') };
  const destinations = both.old.clauses.map((clause) => destinationOf(clause, both));
  const fates = new Map(destinations.map(({ clause, fate }) => [clause.id, fate]));
  const arrivals = both.new.clauses.map((clause) => arrivalOf(clause, both, fates));
  return { old: old.edition, new: newer.edition, destinations, arrivals };
}

/* ---- a whole work ---- */

function sinceOf(arrival: Arrival, before: ReadonlyMap<string, Since>, { old, new: newer }: Transition): Since {
  const { how, from, change } = arrival;
  const seen = change === undefined ? undefined : { old, new: newer, number: change };
  const kept = how === 'kept' || how === 'moved' ? before.get(from?.id ?? '') : undefined;
  if (how === 'kept' || how === 'moved') {
    if (!kept) throw new Error(`${from?.id} was kept, but it did not stand before`);
    return how === 'kept' ? kept : { ...kept, moved: newer, seen };
  }
  return { edition: newer, how, seen };
}

/** What the history of a work goes by, beside the transitions: plain, so that no tree has to be at hand. */
export interface Outline {
  readonly edition: string;
  /** Whether its text is held. */
  readonly held: boolean;
  /** The ids of its clauses, in reading order. */
  readonly clauses: readonly string[];
  /** Those that the page of a work may name: what an audience sees inside a withheld passage is no address. */
  readonly open: readonly string[];
}

export function outlineOf({ edition, matter, body }: Cleared): Outline {
  const withheld = walkBlocks(body).flatMap((block) => (block.type === 'withheld' ? [block] : []));
  const hidden = new Set(clausesOf(withheld).map(({ id }) => id));
  const clauses = clausesOf(body).map(({ id }) => id);
  return { edition, held: matter.text !== 'not-held', clauses, open: clauses.filter((id) => !hidden.has(id)) };
}

const firstSince = ({ edition, clauses }: Outline): readonly ClauseSince[] =>
  clauses.map((clause) => ({ clause, since: { edition, how: 'first' } }));

/** An edition whose text is not held says nothing about the words before and after it, and is passed over. */
function sinceThroughout(editions: readonly Outline[], transitions: readonly Transition[]): readonly EditionSince[] {
  const found: EditionSince[] = [];
  for (const edition of editions.filter(({ held }) => held)) {
    const before = found.at(-1);
    const step = transitions.find((one) => one.old === before?.edition && one.new === edition.edition);
    const known = new Map(before?.clauses.map(({ clause, since }) => [clause, since]));
    // Behind a text that is not held an edition may be compared with none before it: what is known then begins with it.
    const clauses = step
      ? step.arrivals.map((arrival) => ({ clause: arrival.clause.id, since: sinceOf(arrival, known, step) }))
      : firstSince(edition);
    found.push({ edition: edition.edition, clauses });
  }
  return found;
}

function goneFrom(
  editions: readonly Outline[],
  transitions: readonly Transition[],
  current: string,
): readonly GoneClause[] {
  const at = editions.findIndex(({ edition }) => edition === current);
  const seen = new Set(editions[at]?.clauses);
  return editions
    .slice(0, Math.max(at, 0))
    .toReversed()
    .flatMap((edition) => {
      const step = transitions.find((one) => one.old === edition.edition && one.new === current);
      const open = new Set(edition.open);
      const gone = (step?.destinations ?? []).filter(({ clause }) => open.has(clause.id) && !seen.has(clause.id));
      for (const { clause } of gone) seen.add(clause.id);
      return gone.map((one) => ({ ...one, edition: edition.edition, current }));
    });
}

function counterpartsIn(
  editions: readonly Outline[],
  transitions: readonly Transition[],
  current: string,
): History['counterparts'] {
  const held = new Set(editions.flatMap((one) => (one.held ? [one.edition] : [])));
  const open = new Set(editions.find(({ edition }) => edition === current)?.open);
  // A clause whose words stand in a withheld passage now is not said to be gone, nor where it is.
  const counterpart = ({ id }: NamedClause, now: readonly NamedClause[]) => {
    const named = now.filter((clause) => open.has(clause.id));
    return named.length === 0 && now.length > 0 ? [] : [{ clause: id, now: named }];
  };
  return transitions.flatMap(({ old, new: newer, destinations, arrivals }) => {
    if (!held.has(old) || !held.has(newer)) return [];
    if (newer === current)
      return [{ edition: old, clauses: destinations.flatMap(({ clause, to }) => counterpart(clause, to)) }];
    if (old !== current) return [];
    return [
      { edition: newer, clauses: arrivals.flatMap(({ clause, from }) => counterpart(clause, from ? [from] : [])) },
    ];
  });
}

/**
 * The history of a work: the outlines of its editions as one audience sees them, oldest first, and the transitions between neighbours
 * and from each to the current one, others being left aside.
 */
export function history(
  editions: readonly Outline[],
  transitions: readonly Transition[],
  current: string | undefined,
): History {
  return {
    editions: sinceThroughout(editions, transitions),
    gone: current === undefined ? [] : goneFrom(editions, transitions, current),
    counterparts: current === undefined ? [] : counterpartsIn(editions, transitions, current),
  };
}
