/**
 * Since when the words of each clause stand, in words: "Unchanged since 2019". A clause goes without when the clause around it
 * says the same, and a section in which something changed leaves it to its parts to say what. Every rendition says the same.
 */
import { type Clause, clausesOf } from '../model/clauses.ts';
import type { Cleared } from '../model/edition.ts';
import { type Coming, type Since, sinceIn } from '../model/history.ts';
import { addressOfComparison } from '../model/identifier.ts';
import type { Surroundings } from '../model/surroundings.ts';
import { capitalised, editionName } from './naming.ts';

export interface SinceNote {
  readonly words: string;
  /** The change that it speaks of: the address of the comparison that shows it, and its number there. */
  readonly seen?: { readonly comparison: string; readonly number: number } | undefined;
}

const CAME: Readonly<Record<Exclude<Coming, 'first'>, string>> = {
  added: 'added',
  reworded: 'reworded',
  split: 'divided from a longer clause',
  merged: 'merged from several clauses',
};

/** "Reworded in this edition"; "Unchanged since 2021, when it was added". Nothing in the first edition: there is no before. */
function sinceWords({ edition, how, moved }: Since, own: string): string | undefined {
  const came = how === 'first' ? undefined : CAME[how];
  if (edition === own) return came && `${capitalised(came)} in this edition`;
  const words = `unchanged since ${editionName(edition)}${came ? `, when it was ${came}` : ''}`;
  if (moved === undefined) return capitalised(words);
  return `Moved in ${moved === own ? 'this edition' : editionName(moved)}, its words ${words}`;
}

/** The notes of an edition by clause. */
export function sinceNotes(edition: Cleared, around: Surroundings): ReadonlyMap<string, SinceNote> {
  const { family, work, edition: own } = edition;
  const known = sinceIn(around.history, own);
  const notes = new Map<string, SinceNote>();
  const noteOf = ({ seen }: Since, words: string): SinceNote => {
    const comparison = seen && addressOfComparison({ family, work, old: seen.old, new: seen.new });
    return comparison === undefined ? { words } : { words, seen: { comparison, number: seen?.number ?? 0 } };
  };
  const visit = (clauses: readonly Clause[], said: string | undefined) => {
    for (const clause of clauses) {
      const inner = outermost(clausesOf(clause.blocks));
      const since = known.get(clause.id);
      const words = since && sinceWords(since, own);
      const parts = inner.length > 0 && since?.how === 'reworded';
      const told = words !== undefined && words !== said && !parts;
      if (since && told) notes.set(clause.id, noteOf(since, words));
      visit(inner, told || said === words ? words : undefined);
    }
  };
  visit(outermost(clausesOf(edition.body)), undefined);
  return notes;
}

/** Those that stand inside no other. */
function outermost(clauses: readonly Clause[]): readonly Clause[] {
  const inside = new Set(clauses.flatMap(({ blocks }) => clausesOf(blocks).map(({ id }) => id)));
  return clauses.filter(({ id }) => !inside.has(id));
}
