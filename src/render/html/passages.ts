/**
 * The changes of a comparison in the order in which a reader meets them: unchanged ones gathered into runs, the others numbered,
 * and at the place that a moved passage has left a pointer to where it went.
 */
import type { Change, ComparedPart } from '../../model/comparison.ts';

export type Passage =
  | { readonly type: 'run'; readonly changes: readonly Change[] }
  | { readonly type: 'change'; readonly number: number; readonly change: Change }
  | { readonly type: 'left'; readonly number: number; readonly part: ComparedPart };

export const isMoved = ({ fate }: Change) => fate === 'moved' || fate === 'moved-changed';

/** The places that a change names among the old blocks. The parts of a row are its cells, which are no blocks. */
function oldParts(change: Change): readonly ComparedPart[] {
  const old = (change.parts ?? []).filter(({ side }) => side === 'old');
  if (change.fate === 'merged') return old;
  return isMoved(change) ? old.slice(0, 1) : [];
}

/**
 * The place of each change among the blocks of the old edition. A change that names its old blocks has theirs; the others stand
 * in the order of the old edition and take the places that are left.
 */
function oldPlaces(changes: readonly Change[]): readonly (number | undefined)[] {
  const named = new Set(changes.flatMap((change) => oldParts(change).map(({ index }) => index)));
  let next = 0;
  return changes.map((change) => {
    const [part] = oldParts(change);
    if (part || !change.old) return part?.index;
    while (named.has(next)) next += 1;
    return next++;
  });
}

/** The pointers to moved passages, by the index of the change before which each stands. */
function pointers(
  changes: readonly Change[],
  numbers: ReadonlyMap<Change, number>,
): ReadonlyMap<number, readonly Passage[]> {
  const places = oldPlaces(changes);
  const found = new Map<number, Passage[]>();
  for (const change of changes.filter(isMoved)) {
    const [part] = oldParts(change);
    if (!part) continue;
    const after = changes.findIndex((other, index) => !isMoved(other) && (places[index] ?? -1) > part.index);
    const at = after === -1 ? changes.length : after;
    found.set(at, [...(found.get(at) ?? []), { type: 'left', number: numbers.get(change) ?? 0, part }]);
  }
  return found;
}

/** Every change once, in order; those that are not unchanged are numbered from 1. */
export function passagesOf(changes: readonly Change[]): readonly Passage[] {
  const numbers = new Map(
    changes.filter(({ fate }) => fate !== 'unchanged').map((change, index) => [change, index + 1]),
  );
  const left = pointers(changes, numbers);
  const passages: Passage[] = [];
  let run: Change[] | undefined;
  for (const [index, change] of changes.entries()) {
    const number = numbers.get(change);
    const before = left.get(index) ?? [];
    passages.push(...before);
    if (number !== undefined) passages.push({ type: 'change', number, change });
    else if (run && before.length === 0) run.push(change);
    else passages.push({ type: 'run', changes: (run = [change]) });
    if (number !== undefined) run = undefined;
  }
  return [...passages, ...(left.get(changes.length) ?? [])];
}
