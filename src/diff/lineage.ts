/**
 * Which old clauses a new clause continues: those that front matter declares, else the one of the same id. Lineage is declared
 * by the later edition; when that is the first of the two, it is read the other way round.
 */
import type { Edition } from '../model/edition.ts';

export interface Lineage {
  /** The old clauses that a new one is declared to continue; empty when nothing is declared. */
  readonly declared: (newClause: string) => readonly string[];
  /** The old clause that stands for a new one in lookups. */
  readonly clauseOf: (newClause: string) => string;
  /** Whether two clauses are the same clause by declaration or by an id that an author gave it. */
  readonly same: (oldClause: string, newClause: string) => boolean;
}

/** Ids such as `principle-3` say where a clause stands, not which one it is. */
const POSITIONAL = /\d$/;

function forward(newer: Edition): ReadonlyMap<string, readonly string[]> {
  return new Map(Object.entries(newer.matter.was));
}

function backward(old: Edition): ReadonlyMap<string, readonly string[]> {
  const turned = new Map<string, string[]>();
  for (const [clause, earlier] of Object.entries(old.matter.was)) {
    for (const name of earlier) turned.set(name, [...(turned.get(name) ?? []), clause]);
  }
  return turned;
}

export function lineageOf(old: Edition, newer: Edition): Lineage {
  const was = old.standing.date > newer.standing.date ? backward(old) : forward(newer);
  const declared = (clause: string) => was.get(clause) ?? [];
  return {
    declared,
    clauseOf: (clause) => declared(clause)[0] ?? clause,
    same: (oldClause, newClause) =>
      declared(newClause).includes(oldClause) ||
      (oldClause === newClause && oldClause !== '' && !POSITIONAL.test(oldClause) && declared(newClause).length === 0),
  };
}
