/**
 * Pairs blocks whose words are the same, wherever they stand (after Heckel 1978): those unique on both sides first, then their
 * neighbours, then what is left over in order, that of the same clause first. Of equal blocks no two pairs cross.
 */
import type { Unit } from './blocks.ts';
import { anyFree, freeNew, freeOld, groupsBy, pair, pairsIn, type Sides } from './pairing.ts';

/** A number for each block, by its index; equal for blocks that are to count as equal. */
interface Numbers {
  readonly old: Int32Array;
  readonly new: Int32Array;
  readonly count: number;
}

/** Long texts are looked up once here and compared as numbers from then on. */
function numbered(sides: Sides, name: (unit: Unit) => string): Numbers {
  const known = new Map<string, number>();
  const read = (units: readonly Unit[]): Int32Array =>
    Int32Array.from(units, (unit) => {
      const text = name(unit);
      const number = known.get(text) ?? known.size;
      known.set(text, number);
      return number;
    });
  return { old: read(sides.old), new: read(sides.new), count: known.size };
}

const openOld = ({ old, pairing }: Sides) => old.filter(({ index }) => freeOld(pairing, index));
const openNew = ({ new: newer, pairing }: Sides) => newer.filter(({ index }) => freeNew(pairing, index));

/** For each number the index of the only block that has it and is `open`, -1 for none, -2 for several. */
function onlyOnes(numbers: Int32Array, count: number, open: (index: number) => boolean): Int32Array {
  const only = new Int32Array(count).fill(-1);
  for (let index = 0; index < numbers.length; index++) {
    const number = numbers[index] ?? 0;
    if (open(index)) only[number] = only[number] === -1 ? index : -2;
  }
  return only;
}

function pairUnique({ pairing }: Sides, numbers: Numbers): void {
  const here = onlyOnes(numbers.old, numbers.count, (index) => freeOld(pairing, index));
  const there = onlyOnes(numbers.new, numbers.count, (index) => freeNew(pairing, index));
  for (let number = 0; number < numbers.count; number++) {
    const [a, b] = [here[number] ?? -1, there[number] ?? -1];
    if (a >= 0 && b >= 0) pair(pairing, a, b);
  }
}

/** From each pair onwards (`step` 1) or backwards (-1) as long as the neighbours are equal. */
function pairNeighbours({ pairing }: Sides, numbers: Numbers, step: 1 | -1): void {
  for (const { old: start, new: to } of pairsIn(pairing)) {
    let [i, j] = [start + step, to + step];
    for (;;) {
      const number = numbers.old[i];
      if (number === undefined || number !== numbers.new[j] || !freeOld(pairing, i) || !freeNew(pairing, j)) break;
      pair(pairing, i, j);
      [i, j] = [i + step, j + step];
    }
  }
}

function pairInOrder(sides: Sides, oldName: (unit: Unit) => number, newName: (unit: Unit) => number): void {
  const there = groupsBy(openNew(sides), newName);
  for (const [key, group] of groupsBy(openOld(sides), oldName)) {
    for (const [place, b] of (there.get(key) ?? []).slice(0, group.length).entries()) {
      const a = group[place];
      if (a) pair(sides.pairing, a.index, b.index);
    }
  }
}

/** Equal blocks of clauses that are the same by declaration or name. */
function pairInClauses(sides: Sides, numbers: Numbers): void {
  const clauses = new Map<string, number>();
  // Number and clause as one number: exact below 2⁵³, and no edition has so many blocks.
  const both = (number: number, clause: string): number => {
    const known = clauses.get(clause) ?? clauses.size;
    clauses.set(clause, known);
    return known * numbers.count + number;
  };
  pairInOrder(
    sides,
    ({ index, clause }) => both(numbers.old[index] ?? -1, clause),
    ({ index, clause }) => both(numbers.new[index] ?? -1, sides.lineage.clauseOf(clause)),
  );
}

/** Equal blocks keep their partners as a set, but in order. */
function uncross({ old, pairing }: Sides, keys: Numbers): void {
  const partner = (unit: Unit) => pairing.toNew[unit.index] ?? -1;
  const keyOf = ({ index }: Unit) => keys.old[index] ?? -1;
  const repeated = onlyOnes(keys.old, keys.count, () => true);
  const same = old.filter((unit) => repeated[keyOf(unit)] === -2 && keys.new[partner(unit)] === keyOf(unit));
  for (const group of groupsBy(same, keyOf).values()) {
    if (group.length === 1) continue;
    const partners = group.map(partner).toSorted((a, b) => a - b);
    for (const [place, unit] of group.entries()) pair(pairing, unit.index, partners[place] ?? -1);
  }
}

/** By kind, words, links and emphasis; what is then open by its text; and by its text without its label, headings apart. */
const NAMES: readonly ((unit: Unit) => string)[] = [
  ({ key }) => key,
  ({ text }) => text,
  ({ words, block }) => (block === 'heading' ? `heading\x02${words}` : words),
];

export function pairIdentical(sides: Sides): void {
  for (const [round, name] of NAMES.entries()) {
    if (!anyFree(sides.pairing)) return;
    const numbers = numbered(sides, name);
    pairUnique(sides, numbers);
    pairNeighbours(sides, numbers, 1);
    pairNeighbours(sides, numbers, -1);
    pairInClauses(sides, numbers);
    pairInOrder(
      sides,
      ({ index }) => numbers.old[index] ?? -1,
      ({ index }) => numbers.new[index] ?? -1,
    );
    if (round === 0) uncross(sides, numbers);
  }
}
