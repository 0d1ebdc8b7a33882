/**
 * Pairs blocks whose words are the same, wherever they stand (after Heckel 1978): those unique on both sides first, then their
 * neighbours, then what is left over in order, that of the same clause first. Of equal blocks no two pairs cross.
 */
import type { Unit } from './blocks.ts';
import { freeNew, freeOld, groupsBy, pair, type Sides } from './pairing.ts';

type Name = (unit: Unit) => string;

const openOld = ({ old, pairing }: Sides) => old.filter(({ index }) => freeOld(pairing, index));
const openNew = ({ new: newer, pairing }: Sides) => newer.filter(({ index }) => freeNew(pairing, index));

function pairUnique(sides: Sides, name: Name): void {
  const there = groupsBy(openNew(sides), name);
  for (const [key, group] of groupsBy(openOld(sides), name)) {
    const others = there.get(key);
    const [a, b] = [group[0], others?.[0]];
    if (a && b && group.length === 1 && others?.length === 1) pair(sides.pairing, a.index, b.index);
  }
}

/** From each pair onwards (`step` 1) or backwards (-1) as long as the neighbours are equal. */
function pairNeighbours({ old, new: newer, pairing }: Sides, name: Name, step: 1 | -1): void {
  const known = [...pairing.toNew];
  for (const [start, to] of known) {
    let [i, j] = [start + step, to + step];
    for (;;) {
      const [a, b] = [old[i], newer[j]];
      if (!a || !b || !freeOld(pairing, i) || !freeNew(pairing, j) || name(a) !== name(b)) break;
      pair(pairing, i, j);
      [i, j] = [i + step, j + step];
    }
  }
}

function pairInOrder(sides: Sides, oldName: Name, newName: Name): void {
  const there = groupsBy(openNew(sides), newName);
  for (const [key, group] of groupsBy(openOld(sides), oldName)) {
    for (const [place, b] of (there.get(key) ?? []).slice(0, group.length).entries()) {
      const a = group[place];
      if (a) pair(sides.pairing, a.index, b.index);
    }
  }
}

/** Equal blocks keep their partners as a set, but in order. */
function uncross({ old, new: newer, pairing }: Sides): void {
  const partner = (unit: Unit) => pairing.toNew.get(unit.index) ?? -1;
  const same = old.filter((unit) => newer[partner(unit)]?.key === unit.key);
  for (const group of groupsBy(same, (unit) => unit.key).values()) {
    if (group.length === 1) continue;
    const partners = group.map(partner).toSorted((a, b) => a - b);
    for (const [place, unit] of group.entries()) pair(pairing, unit.index, partners[place] ?? -1);
  }
}

export function pairIdentical(sides: Sides): void {
  const names: readonly Name[] = [(unit) => unit.key, (unit) => unit.text];
  for (const name of names) {
    pairUnique(sides, name);
    pairNeighbours(sides, name, 1);
    pairNeighbours(sides, name, -1);
    pairInOrder(
      sides,
      (unit) => `${unit.clause}\x04${name(unit)}`,
      (unit) => `${sides.lineage.clauseOf(unit.clause)}\x04${name(unit)}`,
    );
    pairInOrder(sides, name, name);
    uncross(sides);
  }
}
