/** How a comparison page speaks of its two editions and of the clauses in them: their names, and where they are published. */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { ComparedSide, Comparison } from '../../model/comparison.ts';
import { parseIdentifier } from '../../model/identifier.ts';
import type { Surroundings } from '../../model/surroundings.ts';
import type { Linker } from './address.ts';
import { safeAddress } from './inlines.ts';
import { capitalised, clauseNameIn } from './naming.ts';
import { editionTitle } from './standing.ts';

/** One of the two editions as the page speaks of it. Files from outside a content folder have no work and no address. */
export interface SideOfPage {
  readonly work?: string | undefined;
  readonly edition: string;
  /** By clause: the words of its heading. */
  readonly titles: ReadonlyMap<string, string>;
}

export interface Telling {
  readonly around: Surroundings;
  readonly link: Linker;
  readonly old: SideOfPage;
  readonly new: SideOfPage;
  /** How many numbered changes there are. */
  readonly count: number;
}

export function sideOfPage(comparison: Comparison, side: 'old' | 'new'): SideOfPage {
  const { identifier } = comparison[side];
  const headings = comparison.changes.flatMap(({ block, [side]: stands }) =>
    block === 'heading' && stands ? [[stands.clause, stands.text] as const] : [],
  );
  // The first heading of a clause is its own; one of a call-out inside may follow.
  const titles = new Map(headings.toReversed());
  const parsed = parseIdentifier(identifier);
  if (!parsed?.edition) return { edition: identifier, titles };
  return { work: `${parsed.family}/${parsed.work}`, edition: parsed.edition, titles };
}

/** The clause that a side stands in, in words. */
export function place({ clause, number }: ComparedSide, side: SideOfPage, { around }: Telling): string {
  if (clause === '') return 'opening words';
  const target = { work: side.work ?? '', edition: side.edition, clause };
  const named = clauseNameIn(around, target, side.titles.get(clause)) ?? clause;
  return number !== undefined && !named.includes(number) ? `${number}, ${named}` : named;
}

/** Where a clause of one side is published, if it is. */
function addressIn(side: SideOfPage, clause: string, { around, link }: Telling): string | undefined {
  if (side.work === undefined) return undefined;
  return link(around.resolve({ work: side.work, edition: side.edition, clause: clause === '' ? undefined : clause }));
}

export function placeLink(of: ComparedSide, side: SideOfPage, telling: Telling): ElementContent {
  const words = `${capitalised(place(of, side, telling))}, ${editionTitle(side.edition)}`;
  const href = addressIn(side, of.clause, telling);
  return href === undefined ? h('span', words) : h('a', { href }, words);
}

const ON_THE_SITE = /^[a-z0-9-]+\/[a-z0-9-]+\//;

/** Where the words of the new edition lead. A link to a clause of its own goes without the edition's name. */
export function linkOf(address: string, telling: Telling): string | undefined {
  if (address.startsWith('#')) return addressIn(telling.new, address.slice(1), telling);
  return ON_THE_SITE.test(address) ? telling.link(address) : safeAddress(address);
}
