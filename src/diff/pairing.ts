/** Which blocks have found their counterpart so far. It grows step by step while two editions are aligned. */
import type { Unit } from './blocks.ts';
import type { Profile } from './likeness.ts';
import type { Lineage } from './lineage.ts';
import type { Pair } from './order.ts';

/** For each block of a side its counterpart on the other, or one of the two below. */
export interface Pairing {
  readonly toNew: Int32Array;
  readonly toOld: Int32Array;
}

const FREE = -1;
/** The block belongs to a split or a merge. */
const DIVIDED = -2;

/** Everything that a step of the alignment may look at. */
export interface Sides {
  readonly old: readonly Unit[];
  readonly new: readonly Unit[];
  readonly lineage: Lineage;
  readonly pairing: Pairing;
  readonly profile: (unit: Unit) => Profile;
}

export const emptyPairing = (old: number, newer: number): Pairing => ({
  toNew: new Int32Array(old).fill(FREE),
  toOld: new Int32Array(newer).fill(FREE),
});

export function pair({ toNew, toOld }: Pairing, old: number, newer: number): void {
  toNew[old] = newer;
  toOld[newer] = old;
}

/** Takes the blocks of a split or merge out of the search. */
export function setDivided({ toNew, toOld }: Pairing, old: readonly number[], newer: readonly number[]): void {
  for (const index of old) toNew[index] = DIVIDED;
  for (const index of newer) toOld[index] = DIVIDED;
}

export const freeOld = ({ toNew }: Pairing, index: number): boolean => toNew[index] === FREE;
export const freeNew = ({ toOld }: Pairing, index: number): boolean => toOld[index] === FREE;

/** Whether both sides have a block without a counterpart. */
export const anyFree = ({ toNew, toOld }: Pairing): boolean => toNew.includes(FREE) && toOld.includes(FREE);

/** The pairs found so far, in the order of the old edition. */
export function pairsIn({ toNew }: Pairing): readonly Pair[] {
  const pairs: Pair[] = [];
  for (let old = 0; old < toNew.length; old++) {
    const newer = toNew[old] ?? FREE;
    if (newer >= 0) pairs.push({ old, new: newer });
  }
  return pairs;
}

/** Units by a name. */
export function groupsBy<Name>(units: readonly Unit[], name: (unit: Unit) => Name): ReadonlyMap<Name, readonly Unit[]> {
  const groups = new Map<Name, Unit[]>();
  for (const unit of units) {
    const key = name(unit);
    const group = groups.get(key);
    if (group) group.push(unit);
    else groups.set(key, [unit]);
  }
  return groups;
}
