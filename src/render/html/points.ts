/** Points of a consultation and what followed from them, said and done, across editions of its work and of other works. */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { BlockOf, Result } from '../../model/document.ts';
import { pointBefore } from '../../model/surroundings.ts';
import { clauseName, editionName, editionTitle, nameOfClause, referenceName, spelledOut } from '../naming.ts';
import { changeAddress } from './address.ts';
import type { Writing } from './writing.ts';

interface Named {
  readonly name: string;
  readonly href?: string | undefined;
}

/** The point that an outcome belongs to: in this edition, or in the last one before it that has it. */
export function pointOf(id: string, { around, edition, clauses, link }: Writing): Named {
  const own = clauses.get(id);
  if (own) return { name: nameOfClause(own), href: `#${id}` };
  const target = pointBefore(id, edition, around);
  const clause = target && around.told?.(target)?.clauses.find((one) => one.id === id);
  if (!target || !clause) return { name: spelledOut(id) };
  return { name: `${clauseName(clause)}, ${editionTitle(target.edition)}`, href: link(around.resolve(target)) };
}

/** The ways to what followed from a point that was put. */
export const followed = (id: string, { outcomes, link }: Writing): readonly string[] =>
  (outcomes.get(id) ?? []).flatMap((to) => (to.startsWith('#') ? to : (link(to) ?? [])));

/** A clause, or an edition, that an outcome led to, and what changed in it. */
function resultItem(result: Result, { around, link }: Writing): ElementContent {
  const to = h('a', { href: link(around.resolve(result)) }, referenceName(around, result));
  const seen = around.resultOf?.(result);
  if (!seen) return h('li', to);
  const address = seen.change === undefined ? seen.comparison : changeAddress(seen.comparison, seen.change);
  const words = `what changed from ${editionName(seen.old)} to ${editionName(result.edition)}`;
  return h('li', to, ' (', h('a', { href: link(address) }, words), ')');
}

export function resultList({ results = [] }: BlockOf<'outcome'>, writing: Writing): readonly ElementContent[] {
  if (results.length === 0) return [];
  const items = results.map((result) => resultItem(result, writing));
  return [h('div', { className: 'led-to' }, h('p', 'This led to:'), h('ul', items))];
}
