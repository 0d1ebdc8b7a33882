/**
 * Pairs blocks that are alike but not equal, the best first. Lineage counts more than likeness, likeness more than standing in
 * the same clause or next to paired blocks. Weak likeness is enough only where the place speaks for the pair as well.
 */
import type { Unit } from './blocks.ts';
import { candidates, likeness } from './likeness.ts';
import { freeNew, freeOld, groupsBy, pair, pairsIn, type Sides } from './pairing.ts';

/**
 * The least likeness of a pair: anywhere, of very short blocks anywhere, in the same place, and under declared lineage, where
 * the only open blocks of two clauses need none at all.
 */
const ANYWHERE = 0.4;
const SHORT_ANYWHERE = 0.65;
const IN_PLACE = 0.25;
const DECLARED = 0.1;
/** A heading rarely becomes a paragraph. */
const HEADING_AND_TEXT = 0.8;
/** Blocks of fewer words than this have too little in them to be recognised far away. */
const SHORT = 5;
/** Gaps and clauses with more pairs of open blocks than this are searched along the diagonal only. */
const MOST_PAIRS = 64;
const DIAGONAL = 2;

interface Proposal {
  readonly old: Unit;
  readonly new: Unit;
  readonly rank: number;
}

type Two = readonly [Unit, Unit];

/** All pairs of two short lists; of long ones those at about the same place. */
function cross(a: readonly Unit[], b: readonly Unit[]): readonly Two[] {
  const all = a.length * b.length <= MOST_PAIRS;
  return a.flatMap((x, i) => (all ? b : b.slice(Math.max(0, i - DIAGONAL), i + DIAGONAL + 1)).map((y): Two => [x, y]));
}

/** The free blocks from `start` on, in steps of 1 or -1, up to the first that is paired. */
function run(units: readonly Unit[], free: (index: number) => boolean, start: number, step: 1 | -1): readonly Unit[] {
  const out: Unit[] = [];
  for (let at = start; units[at] && free(at); at += step) out.push(units[at] as Unit);
  return out;
}

/** Open blocks that follow or precede paired ones on both sides. */
function besidePairs(sides: Sides): readonly Two[] {
  const { old, new: newer, pairing } = sides;
  const [oldFree, newFree] = [(at: number) => freeOld(pairing, at), (at: number) => freeNew(pairing, at)];
  const ends = [...pairsIn(pairing), { old: -1, new: -1 }, { old: old.length, new: newer.length }];
  return ends.flatMap(({ old: i, new: j }) =>
    ([1, -1] as const).flatMap((step) => cross(run(old, oldFree, i + step, step), run(newer, newFree, j + step, step))),
  );
}

interface Found {
  readonly two: Two;
  readonly declared: boolean;
  readonly least: number;
}

/** Open blocks of clauses that are the same by declaration or name. */
function inSameClauses(sides: Sides): readonly Found[] {
  const { old, new: newer, pairing, lineage } = sides;
  const clause = (unit: Unit) => unit.clause;
  const there = groupsBy(
    old.filter(({ index }) => freeOld(pairing, index)),
    clause,
  );
  const here = groupsBy(
    newer.filter(({ index }) => freeNew(pairing, index)),
    clause,
  );
  return [...here].flatMap(([name, group]) => {
    const earlier = lineage.declared(name);
    const declared = earlier.length > 0;
    return (declared ? earlier : [name]).flatMap((other) => {
      const others = there.get(other) ?? [];
      const least = !declared ? IN_PLACE : group.length === 1 && others.length === 1 ? 0 : DECLARED;
      return cross(others, group).map((two): Found => ({ two, declared, least }));
    });
  });
}

function proposal({ lineage, profile }: Sides, { two: [old, newer], declared, least }: Found): Proposal | undefined {
  const headings = [old, newer].filter(({ block }) => block === 'heading').length;
  const alike = likeness(profile(old), profile(newer));
  if (alike < least || (headings === 1 && alike < HEADING_AND_TEXT)) return undefined;
  const together = lineage.same(old.clause, newer.clause) ? (old.own && newer.own ? 0.15 : 0.05) : 0;
  const rank = alike + (declared ? 2 : together) - (old.block === newer.block ? 0 : 0.1);
  return { old, new: newer, rank };
}

/** Best first; of equals the one nearer to the start and to the diagonal. Exchanging the sides changes no choice. */
function before(a: Proposal, b: Proposal): number {
  const sum = (p: Proposal) => p.old.index + p.new.index;
  const apart = (p: Proposal) => Math.abs(p.old.index - p.new.index);
  return b.rank - a.rank || apart(a) - apart(b) || sum(a) - sum(b);
}

function accept(sides: Sides, proposals: readonly Proposal[]): void {
  const { pairing } = sides;
  for (const { old, new: newer } of [...proposals].toSorted(before)) {
    if (freeOld(pairing, old.index) && freeNew(pairing, newer.index)) pair(pairing, old.index, newer.index);
  }
}

function anywhere({ profile }: Sides, two: Two): Found {
  const short = two.some((unit) => profile(unit).words.length < SHORT);
  return { two, declared: false, least: short ? SHORT_ANYWHERE : ANYWHERE };
}

/** Pairs what is alike anywhere in the two editions; `text` leaves headings out, unless their lineage is declared. */
export function pairAlike(sides: Sides, of: 'text' | 'headings'): void {
  const { old, new: newer, pairing, profile } = sides;
  const asked = ({ block }: Unit) => of === 'headings' || block !== 'heading';
  const left = old.filter((unit) => asked(unit) && freeOld(pairing, unit.index));
  const right = newer.filter((unit) => asked(unit) && freeNew(pairing, unit.index));
  const alike = candidates(left.map(profile), right.map(profile)).flatMap(([a, b]): Found[] => {
    const [x, y] = [left[a], right[b]];
    return x && y ? [anywhere(sides, [x, y])] : [];
  });
  const declared = inSameClauses(sides).filter((found) => found.declared);
  accept(
    sides,
    [...alike, ...declared].flatMap((found) => proposal(sides, found) ?? []),
  );
}

/** Pairs what is less alike where its surroundings are paired. */
export function pairInPlace(sides: Sides): void {
  const beside = besidePairs(sides).map((two): Found => ({ two, declared: false, least: IN_PLACE }));
  accept(
    sides,
    [...beside, ...inSameClauses(sides)].flatMap((found) => proposal(sides, found) ?? []),
  );
}
