/**
 * What became of the clauses of a work from edition to edition: plain values, made from comparisons and without the words of any
 * clause. A clause is known by its id within an edition; between editions only what became of its words connects them.
 */
import type { Clause } from './clauses.ts';
import type { Fate } from './comparison.ts';
import type { ClauseKind } from './edition.ts';
import { normaliseText, textOfInlines } from './text.ts';

/** A clause as readers call it. */
export interface NamedClause {
  readonly id: string;
  readonly kind: ClauseKind;
  readonly number?: string | undefined;
  readonly title?: string | undefined;
}

/**
 * What became of a clause of the old edition, and the clauses that its own words went to: the one with most of them first. The
 * words of a clause inside it have a fate of their own.
 */
export interface Destination {
  readonly clause: NamedClause;
  readonly fate: Fate;
  readonly to: readonly NamedClause[];
  /** The first change of the comparison that speaks of it, numbered from 1. */
  readonly change?: number | undefined;
}

/** How the words of a clause, those of the clauses inside it too, came into the new edition. */
export type Arrived = 'kept' | 'moved' | 'reworded' | 'split' | 'merged' | 'added';

export interface Arrival {
  readonly clause: NamedClause;
  readonly how: Arrived;
  /** The old clause that most of its own words come from. */
  readonly from?: NamedClause | undefined;
  readonly change?: number | undefined;
}

/** From one edition to another: `destinations` has every clause of the old one, `arrivals` every clause of the new one. */
export interface Transition {
  readonly old: string;
  readonly new: string;
  readonly destinations: readonly Destination[];
  readonly arrivals: readonly Arrival[];
}

/** How the words of a clause came in; `first` where they stand in the first edition whose text is held. */
export type Coming = 'first' | Exclude<Arrived, 'kept' | 'moved'>;

/** A change of a comparison, by its number there. */
export interface ChangeSeen {
  readonly old: string;
  readonly new: string;
  readonly number: number;
}

/** Since which edition the words of a clause stand. */
export interface Since {
  readonly edition: string;
  readonly how: Coming;
  /** The last edition that put the clause in another place, its words unchanged. */
  readonly moved?: string | undefined;
  /** Where the last of these is shown. */
  readonly seen?: ChangeSeen | undefined;
}

export interface ClauseSince {
  readonly clause: string;
  readonly since: Since;
}

export interface EditionSince {
  readonly edition: string;
  /** In reading order. */
  readonly clauses: readonly ClauseSince[];
}

/** A clause whose id the current edition no longer has: what became of it since the last edition that had it. */
export interface GoneClause extends Destination {
  readonly edition: string;
  readonly current: string;
}

/** Where the words of a clause are in the current edition: the clause with most of them first; nowhere if they are gone or not there yet. */
export interface Counterpart {
  readonly clause: string;
  readonly now: readonly NamedClause[];
}

export interface EditionCounterparts {
  readonly edition: string;
  readonly clauses: readonly Counterpart[];
}

export interface History {
  /** Oldest first. */
  readonly editions: readonly EditionSince[];
  /** Those of the newest edition first; in reading order within each. */
  readonly gone: readonly GoneClause[];
  /** Of every edition but the current one, where both texts are held. */
  readonly counterparts: readonly EditionCounterparts[];
}

/** The title that an author gave to a clause: the words of its heading, its term. */
export function titleOfClause({ node }: Clause): string | undefined {
  switch (node.type) {
    case 'heading':
      return textOfInlines(node.children);
    case 'principle':
      return node.title === undefined ? undefined : normaliseText(node.title);
    case 'definition':
      return normaliseText(node.term);
    default:
      return undefined;
  }
}

export function namedClause(clause: Clause): NamedClause {
  return { id: clause.id, kind: clause.kind, number: clause.number, title: titleOfClause(clause) };
}

/** What a history says of each clause of an edition; nothing without a history. */
export function sinceIn(history: History | undefined, edition: string): ReadonlyMap<string, Since> {
  const found = history?.editions.find((one) => one.edition === edition);
  return new Map(found?.clauses.map(({ clause, since }) => [clause, since]));
}
