/**
 * What pages tell of an edition that they lead to: its title, and how its clauses are called. As long as nobody gives it another title or
 * other clauses it stays the same, wherever these stand in the file and whatever they say: then no page of another document changes.
 */
import type { ClauseEntry, EditionEntry, Matter, Standing } from './edition.ts';

export type ClauseTold = Pick<ClauseEntry, 'id' | 'kind' | 'number' | 'to'>;

export interface EditionTold {
  readonly title: string;
  readonly clauses: readonly ClauseTold[];
}

/** An edition that is led to: what pages tell of it, and when it is in force. */
export interface EditionLinked extends Pick<EditionEntry, 'edition'> {
  readonly standing: Pick<Standing, 'phases'>;
  readonly matter: Pick<Matter, 'title'>;
  readonly clauses: readonly ClauseTold[];
}

/** The same value as long as the entry is at hand: many ask for it, and it is named in keys. */
const KNOWN = new WeakMap<EditionLinked, EditionTold>();

export function toldOf(entry: EditionLinked): EditionTold {
  const known = KNOWN.get(entry);
  if (known) return known;
  const clauses = entry.clauses.map(({ id, kind, number, to }) => ({ id, kind, number, to }));
  const made = { title: entry.matter.title, clauses };
  KNOWN.set(entry, made);
  return made;
}

/** All that links find of an edition. */
export const linkedText = (entry: EditionLinked): string =>
  JSON.stringify([entry.edition, entry.standing.phases, toldOf(entry)]);

/**
 * The member under which an entry that was read has a digest of its `linkedText`. It is none that can be enumerated: a copy with other members
 * is told otherwise.
 */
export const LINKED = Symbol('linked');

/** Changes whenever what links find of an edition does. */
export const linkedName = (entry: EditionLinked & { readonly [LINKED]?: string }): string =>
  entry[LINKED] ?? linkedText(entry);
