/**
 * Pairs for which no likeness of words speaks: headings of sections whose blocks found each other, and at the very end what is
 * left over in clauses that have the same name.
 */
import type { Unit } from './blocks.ts';
import { freeNew, freeOld, groupsBy, pair, pairsIn, type Sides } from './pairing.ts';

/** The heading that opens each section, where it is still without a counterpart. */
function openHeadings(units: readonly Unit[], free: (index: number) => boolean): ReadonlyMap<string, Unit> {
  const open = units.filter(({ block, own, index }) => block === 'heading' && !own && free(index));
  return new Map(open.toReversed().map((unit) => [unit.clause, unit]));
}

interface Vote {
  readonly from: string;
  readonly to: string;
  count: number;
}

/** How many blocks went from one section with an open heading to another. A heading that has a namesake is left to it. */
function votesOf(
  sides: Sides,
  oldOpen: ReadonlyMap<string, Unit>,
  newOpen: ReadonlyMap<string, Unit>,
): readonly Vote[] {
  const { old, new: newer, pairing, lineage } = sides;
  const named = (clause: string) => oldOpen.has(clause) && newOpen.has(clause) && lineage.same(clause, clause);
  const votes = new Map<string, Vote>();
  for (const { old: i, new: j } of pairsIn(pairing)) {
    const [from, to] = [old[i]?.clause ?? '', newer[j]?.clause ?? ''];
    if (!oldOpen.has(from) || !newOpen.has(to) || (from !== to && (named(from) || named(to)))) continue;
    const vote = votes.get(`${from}\x04${to}`) ?? { from, to, count: 0 };
    vote.count++;
    votes.set(`${from}\x04${to}`, vote);
  }
  return [...votes.values()];
}

/**
 * A retitled section is known by its blocks: `most` asks that more than half of those directly in either of the two are paired,
 * `half` for half of those in the smaller.
 */
export function pairHeadings(sides: Sides, share: 'most' | 'half'): void {
  const { old, new: newer, pairing } = sides;
  const oldOpen = openHeadings(old, (index) => freeOld(pairing, index));
  const newOpen = openHeadings(newer, (index) => freeNew(pairing, index));
  if (oldOpen.size === 0 || newOpen.size === 0) return;
  const [oldSections, newSections] = [groupsBy(old, ({ clause }) => clause), groupsBy(newer, ({ clause }) => clause)];
  const place = (heading: Unit | undefined) => heading?.index ?? 0;
  const ranked = votesOf(sides, oldOpen, newOpen)
    .map((vote) => ({ ...vote, a: place(oldOpen.get(vote.from)), b: place(newOpen.get(vote.to)) }))
    .toSorted((x, y) => y.count - x.count || Math.abs(x.a - x.b) - Math.abs(y.a - y.b) || x.a + x.b - y.a - y.b);
  for (const { from, to, count, a, b } of ranked) {
    const [there, here] = [(oldSections.get(from)?.length ?? 0) - 1, (newSections.get(to)?.length ?? 0) - 1];
    const enough = share === 'most' ? count * 2 > Math.max(there, here) : count * 2 >= Math.min(there, here);
    if (enough && freeOld(pairing, a) && freeNew(pairing, b)) pair(pairing, a, b);
  }
}

/** One open block of a kind on each side of a clause that its author gave the same name: the clause was rewritten. */
export function pairRewritten({ old, new: newer, pairing, lineage }: Sides): void {
  const known = ({ own, block }: Unit) => own || block === 'heading';
  const name = ({ clause, block }: Unit) => `${clause}\x04${block}`;
  const there = groupsBy(
    old.filter((unit) => known(unit) && freeOld(pairing, unit.index)),
    name,
  );
  const here = groupsBy(
    newer.filter((unit) => known(unit) && freeNew(pairing, unit.index)),
    name,
  );
  for (const group of here.values()) {
    const [unit] = group;
    if (!unit || group.length > 1) continue;
    const earlier = lineage.declared(unit.clause);
    for (const clause of earlier.length > 0 ? earlier : [unit.clause]) {
      const others = there.get(`${clause}\x04${unit.block}`) ?? [];
      const [other] = others;
      if (!other || others.length > 1 || !lineage.same(clause, unit.clause)) continue;
      if (freeOld(pairing, other.index) && freeNew(pairing, unit.index)) pair(pairing, other.index, unit.index);
    }
  }
}
