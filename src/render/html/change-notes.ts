/** The change notes of an edition: sentences, each with links to the clauses it speaks of. */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { ChangeNote } from '../../model/edition.ts';
import { text } from './element.ts';

/** A clause that a note speaks of, as the page leads to it. */
export interface NotedClause {
  readonly words: string;
  readonly href?: string | undefined;
}

export function changeNotes(notes: readonly ChangeNote[], clauseOf: (id: string) => NotedClause): Element | undefined {
  if (notes.length === 0) return undefined;
  const items = notes.map(({ note, clauses }) => {
    const links = clauses.flatMap((id): ElementContent[] => {
      const { words, href } = clauseOf(id);
      return [text(' '), href === undefined ? h('span', words) : h('a', { href }, words)];
    });
    return h('li', [text(note), ...links]);
  });
  return h('ul', { className: 'change-notes' }, items);
}
