/** The notes that say since when the words of a clause stand, as elements below its name. */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Cleared } from '../../model/edition.ts';
import type { Surroundings } from '../../model/surroundings.ts';
import { type SinceNote, sinceNotes } from '../since.ts';
import { changeAddress, type Linker } from './address.ts';

function noteElement({ words, seen }: SinceNote, link: Linker): Element {
  const href = seen && link(changeAddress(seen.comparison, seen.number));
  const text: ElementContent = { type: 'text', value: words };
  return h('p', { className: 'since' }, href === undefined ? text : h('a', { href }, text));
}

/** By clause, each with the way to the change that it speaks of. */
export function sinceElements(edition: Cleared, around: Surroundings, link: Linker): ReadonlyMap<string, Element> {
  return new Map([...sinceNotes(edition, around)].map(([id, note]) => [id, noteElement(note, link)]));
}
