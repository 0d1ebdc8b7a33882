/** How a comparison page speaks of its two editions and of the clauses in them: their names, and where they are published. */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { ComparedSide } from '../../model/comparison.ts';
import type { Surroundings } from '../../model/surroundings.ts';
import { type BothNames, capitalised, type EditionNames, editionTitle, placeName } from '../naming.ts';
import type { Linker } from './address.ts';
import { safeAddress } from './inlines.ts';

export interface Telling extends BothNames {
  readonly around: Surroundings;
  readonly link: Linker;
}

/** Where a clause of one side is published, if it is. */
export function addressIn(side: EditionNames, clause: string, { around, link }: Telling): string | undefined {
  if (side.work === undefined) return undefined;
  return link(around.resolve({ work: side.work, edition: side.edition, clause: clause === '' ? undefined : clause }));
}

export function placeLink(of: ComparedSide, side: EditionNames, telling: Telling): ElementContent {
  const words = `${capitalised(placeName(of, side))}, ${editionTitle(side.edition)}`;
  const href = addressIn(side, of.clause, telling);
  return href === undefined ? h('span', words) : h('a', { href }, words);
}

const ON_THE_SITE = /^[a-z0-9-]+\/[a-z0-9-]+\//;

/** Where the words of the new edition lead. A link to a clause of its own goes without the edition's name. */
export function linkOf(address: string, telling: Telling): string | undefined {
  if (address.startsWith('#')) return addressIn(telling.new, address.slice(1), telling);
  return ON_THE_SITE.test(address) ? telling.link(address) : safeAddress(address);
}
