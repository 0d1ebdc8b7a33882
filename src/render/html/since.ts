/**
 * Since when the words of each clause stand, as a short note below its name: "Unchanged since 2019". A clause goes without one
 * when the clause around it says the same, and a section in which something changed leaves it to its parts to say what.
 */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { type Clause, clausesOf } from '../../model/clauses.ts';
import type { Cleared } from '../../model/edition.ts';
import { type Coming, type Since, sinceIn } from '../../model/history.ts';
import { addressOfComparison } from '../../model/identifier.ts';
import type { Surroundings } from '../../model/surroundings.ts';
import { capitalised, editionName } from '../naming.ts';
import { changeAddress, type Linker } from './address.ts';

const CAME: Readonly<Record<Exclude<Coming, 'first'>, string>> = {
  added: 'added',
  reworded: 'reworded',
  split: 'divided from a longer clause',
  merged: 'merged from several clauses',
};

/** "Reworded in this edition"; "Unchanged since 2021, when it was added". Nothing in the first edition: there is no before. */
export function sinceWords({ edition, how, moved }: Since, own: string): string | undefined {
  const came = how === 'first' ? undefined : CAME[how];
  if (edition === own) return came && `${capitalised(came)} in this edition`;
  const words = `unchanged since ${editionName(edition)}${came ? `, when it was ${came}` : ''}`;
  if (moved === undefined) return capitalised(words);
  return `Moved in ${moved === own ? 'this edition' : editionName(moved)}, its words ${words}`;
}

/** The notes of an edition by clause, each with the way to the change that it speaks of. */
export function sinceNotes(edition: Cleared, around: Surroundings, link: Linker): ReadonlyMap<string, Element> {
  const { family, work, edition: own } = edition;
  const known = sinceIn(around.history, own);
  const notes = new Map<string, Element>();
  const noteOf = (since: Since, words: string): Element => {
    const { seen } = since;
    const compared = seen && addressOfComparison({ family, work, old: seen.old, new: seen.new });
    const href = seen && compared !== undefined ? link(changeAddress(compared, seen.number)) : undefined;
    const text: ElementContent = { type: 'text', value: words };
    return h('p', { className: 'since' }, href === undefined ? text : h('a', { href }, text));
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
