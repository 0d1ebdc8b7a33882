/**
 * Decides which block of the old edition became which of the new one. Equal blocks come first; then divided ones; then the most
 * alike, best first; a heading follows the section that it heads; last comes what remains of clauses that carry the same name.
 * Every choice is the same with the editions exchanged.
 */
import { pairAlike, pairInPlace } from './alike.ts';
import type { Unit } from './blocks.ts';
import { divisions } from './divide.ts';
import { pairIdentical } from './identity.ts';
import { candidates, lexicon, type Profile } from './likeness.ts';
import type { Lineage } from './lineage.ts';
import type { Pair } from './order.ts';
import { emptyPairing, freeNew, freeOld, pairsIn, setDivided, type Sides } from './pairing.ts';
import { pairHeadings, pairRewritten } from './remainder.ts';

/** A split has one old block and several new ones, a merge the reverse; each in reading order. */
export interface Division {
  readonly old: readonly number[];
  readonly new: readonly number[];
}

export interface Alignment {
  readonly pairs: readonly Pair[];
  readonly divisions: readonly Division[];
}

function near(count: number, pairs: readonly (readonly [number, Profile])[]): readonly (readonly Profile[])[] {
  const lists: Profile[][] = Array.from({ length: count }, () => []);
  for (const [at, profile] of pairs) lists[at]?.push(profile);
  return lists;
}

interface Found extends Division {
  readonly covered: number;
}

/** The most complete first; of equals the one nearer to the start. Exchanging the sides changes no choice. */
function before(a: Found, b: Found): number {
  const sum = ({ old, new: newer }: Found) => [...old, ...newer].reduce((total, index) => total + index, 0);
  return b.covered - a.covered || sum(a) - sum(b);
}

/** Splits and merges together, the most complete first; a block takes part in one only. */
function divide(sides: Sides): readonly Division[] {
  const { old, new: newer, pairing, profile } = sides;
  const divisible = ({ block }: Unit) => block !== 'heading' && block !== 'table-row' && block !== 'code';
  const left = old.filter((unit) => divisible(unit) && freeOld(pairing, unit.index)).map(profile);
  const right = newer.filter((unit) => divisible(unit) && freeNew(pairing, unit.index)).map(profile);
  const found = candidates(left, right);
  const of = (profiles: readonly Profile[], at: number) => profiles[at] as Profile;
  const splits = divisions(
    left,
    near(
      left.length,
      found.map(([a, b]) => [a, of(right, b)]),
    ),
  );
  const merges = divisions(
    right,
    near(
      right.length,
      found.map(([a, b]) => [b, of(left, a)]),
    ),
  );
  const indexes = (parts: readonly Profile[]) => parts.map(({ unit }) => unit.index);
  const all: readonly Found[] = [
    ...splits.map(({ whole, parts, covered }) => ({ covered, old: indexes([whole]), new: indexes(parts) })),
    ...merges.map(({ whole, parts, covered }) => ({ covered, old: indexes(parts), new: indexes([whole]) })),
  ].toSorted(before);
  return all.filter(({ old: from, new: to }) => {
    if (!from.every((at) => freeOld(pairing, at)) || !to.every((at) => freeNew(pairing, at))) return false;
    setDivided(pairing, from, to);
    return true;
  });
}

export function align(old: readonly Unit[], newer: readonly Unit[], lineage: Lineage): Alignment {
  const known = new Map<Unit, Profile>();
  const measure = lexicon();
  const profile = (unit: Unit): Profile => {
    const made = known.get(unit) ?? measure(unit);
    known.set(unit, made);
    return made;
  };
  const sides: Sides = { old, new: newer, lineage, pairing: emptyPairing(old.length, newer.length), profile };
  pairIdentical(sides);
  const divided = divide(sides);
  pairAlike(sides, 'text');
  pairHeadings(sides, 'most');
  pairAlike(sides, 'headings');
  pairInPlace(sides);
  pairHeadings(sides, 'half');
  pairRewritten(sides);
  return { pairs: pairsIn(sides.pairing), divisions: divided };
}
