/**
 * Tables of destinations: what became of each clause of an edition, with ways to the clause, to the change that speaks of it and
 * to the clauses that its words went to.
 */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Destination, NamedClause, Transition } from '../../model/history.ts';
import { capitalised, clauseName, editionName } from '../naming.ts';
import { FATE_LABEL } from '../wording.ts';
import { text } from './element.ts';
import type { Filling } from './template.ts';

/** Where a thing leads, or nowhere. */
type Href = string | undefined;

export interface DestinationLinks {
  readonly old: (clause: NamedClause) => Href;
  readonly new: (clause: NamedClause) => Href;
  readonly change: (number: number) => Href;
  /** Whether old clauses are shown with their addresses. */
  readonly addresses?: boolean | undefined;
}

const linked = (words: string, href: Href): ElementContent =>
  href === undefined ? text(words) : h('a', { href }, words);

const nameLink = (clause: NamedClause, href: Href) =>
  clause.id === '' ? linked('Opening words', href) : linked(capitalised(clauseName(clause)), href);

function listed(clauses: readonly NamedClause[], href: DestinationLinks['new']): ElementContent[] {
  return clauses.flatMap((clause, index): ElementContent[] => {
    const link = nameLink(clause, href(clause));
    return index === 0 ? [link] : [text(', '), link];
  });
}

function row({ clause, fate, to, change }: Destination, newer: string, links: DestinationLinks): Element {
  const words = FATE_LABEL[fate];
  const address = links.addresses ? [' ', h('code', `#${clause.id}`)] : [];
  return h('tr', { className: `fate-${fate}` }, [
    h('th', { scope: 'row' }, nameLink(clause, links.old(clause)), ...address),
    h('td', change === undefined ? words : linked(words, links.change(change))),
    h('td', to.length === 0 ? `Not in ${newer}` : listed(to, links.new)),
  ]);
}

/** One table for clauses of one edition and the edition that they went to. */
export function destinationsTable(
  destinations: readonly Destination[],
  names: { readonly old: string; readonly new: string },
  caption: string,
  links: DestinationLinks,
): Element {
  const head = [`In ${editionName(names.old)}`, 'What became of it', `In ${editionName(names.new)}`];
  const table = h('table', { className: 'destinations' }, [
    h('caption', caption),
    h('thead', h('tr', ...head.map((words) => h('th', { scope: 'col' }, words)))),
    h('tbody', ...destinations.map((one) => row(one, editionName(names.new), links))),
  ]);
  return h('div', { className: 'table', role: 'group', tabIndex: 0, ariaLabel: caption }, table);
}

/** The id of the section on the page of a comparison. */
export const DESTINATIONS = 'page_destinations';

/** The section of a comparison page; nothing for editions without clauses. */
export function destinations({ old, new: newer, ...transition }: Transition, links: DestinationLinks): Filling {
  const added = transition.arrivals.flatMap(({ clause, how }) => (how === 'added' ? [clause] : []));
  const caption = `Clauses of ${editionName(old)}`;
  const parts = [
    ...(transition.destinations.length > 0
      ? [destinationsTable(transition.destinations, { old, new: newer }, caption, links)]
      : []),
    ...(added.length > 0 ? [h('p', `New in ${editionName(newer)}: `, ...listed(added, links.new), '.')] : []),
  ];
  if (parts.length === 0) return [];
  return [
    h(
      'section',
      { ariaLabelledBy: DESTINATIONS },
      h('h2', { id: DESTINATIONS, tabIndex: -1 }, 'Where each clause went'),
      ...parts,
    ),
  ];
}
