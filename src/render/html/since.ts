/**
 * The line below the name of a clause: since when its words stand and, in an edition that does not stand itself, where they are in
 * the one that does.
 */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Cleared } from '../../model/edition.ts';
import { addressOf } from '../../model/identifier.ts';
import type { Counterpart } from '../../model/history.ts';
import type { EditionCard, Surroundings } from '../../model/surroundings.ts';
import { clauseName, editionTitle } from '../naming.ts';
import { type SinceNote, sinceNotes } from '../since.ts';
import { changeAddress, type Linker } from './address.ts';
import { text } from './element.ts';
import { cardNamed, currentWords } from './standing.ts';

function sinceElement({ words, seen }: SinceNote, link: Linker): ElementContent {
  const href = seen && link(changeAddress(seen.comparison, seen.number));
  return href === undefined ? text(words) : h('a', { href }, words);
}

/** Nothing where the edition that stands is no whole text: what it lacks may be in the part that is not held. */
function nowElement({ now }: Counterpart, current: EditionCard, { work, publication }: Surroundings, link: Linker) {
  const whole = current.text === 'full' || current.text === 'illustrative';
  if (now.length === 0) return whole ? h('span', `Not in the ${editionTitle(current.edition)}`) : undefined;
  const name = work.identifier.slice(work.family.length + 1);
  const links = now.flatMap((clause): ElementContent[] => {
    const href = link(addressOf({ family: work.family, work: name, edition: current.edition, clause: clause.id }));
    return [text(', '), h('a', { href }, clauseName(clause))];
  });
  return h('span', `${currentWords(current, publication)}: `, ...links.slice(1));
}

/** By clause of an edition that is not the one in force. */
function nowElements(edition: Cleared, around: Surroundings, link: Linker): ReadonlyMap<string, Element> {
  const { history, work } = around;
  const current = cardNamed(work.editions, work.inForce);
  if (!current || current.edition === edition.edition) return new Map();
  const found = history?.counterparts.find((one) => one.edition === edition.edition)?.clauses ?? [];
  return new Map(
    found.flatMap((one) => {
      const element = nowElement(one, current, around, link);
      return element ? [[one.clause, element] as const] : [];
    }),
  );
}

/** By clause, with the ways to the change and to the clause that it speaks of. */
export function clauseNotes(edition: Cleared, around: Surroundings, link: Linker): ReadonlyMap<string, Element> {
  const since = sinceNotes(edition, around);
  const now = nowElements(edition, around, link);
  return new Map(
    [...new Set([...since.keys(), ...now.keys()])].map((id) => {
      const [note, elsewhere] = [since.get(id), now.get(id)];
      const between = note && elsewhere ? '. ' : '';
      return [id, h('p', { className: 'since' }, note && sinceElement(note, link), between, elsewhere)];
    }),
  );
}
