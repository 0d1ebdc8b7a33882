/** Which blocks have found their counterpart so far. It grows step by step while two editions are aligned. */
import type { Unit } from './blocks.ts';
import type { Profile } from './likeness.ts';
import type { Lineage } from './lineage.ts';

export interface Pairing {
  readonly toNew: Map<number, number>;
  readonly toOld: Map<number, number>;
  /** Blocks that belong to a split or a merge. */
  readonly dividedOld: Set<number>;
  readonly dividedNew: Set<number>;
}

/** Everything that a step of the alignment may look at. */
export interface Sides {
  readonly old: readonly Unit[];
  readonly new: readonly Unit[];
  readonly lineage: Lineage;
  readonly pairing: Pairing;
  readonly profile: (unit: Unit) => Profile;
}

export const emptyPairing = (): Pairing => ({
  toNew: new Map(),
  toOld: new Map(),
  dividedOld: new Set(),
  dividedNew: new Set(),
});

export function pair({ toNew, toOld }: Pairing, old: number, newer: number): void {
  toNew.set(old, newer);
  toOld.set(newer, old);
}

export const freeOld = ({ toNew, dividedOld }: Pairing, index: number): boolean =>
  !toNew.has(index) && !dividedOld.has(index);
export const freeNew = ({ toOld, dividedNew }: Pairing, index: number): boolean =>
  !toOld.has(index) && !dividedNew.has(index);

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
