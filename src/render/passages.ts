/**
 * The changes of a comparison in the order in which a reader meets them: unchanged ones gathered into runs, the others numbered,
 * and at the place that a moved passage has left a pointer to where it went. Lists of changes take what belongs together as one.
 */
import { CHANGE_KINDS, type Change, type ChangeKind, type ComparedPart, type Fate } from '../model/comparison.ts';
import { SAME_WORDS } from './wording.ts';

export type Passage =
  | { readonly type: 'run'; readonly changes: readonly Change[] }
  | { readonly type: 'change'; readonly number: number; readonly change: Change }
  | { readonly type: 'left'; readonly number: number; readonly part: ComparedPart };

export const isMoved = ({ fate }: Change) => fate === 'moved' || fate === 'moved-changed';

/** Whether a change left every word, so that nothing in its text shows what changed: a paragraph may have become a quotation. */
export function keepsWords({ ops, kinds }: Change): boolean {
  return ops !== undefined && kinds.length > 0 && ops.every(({ op }) => op === 'keep');
}

const LIKE_THE_WHOLE = 'like the whole document';

/** What the words of a change do not show: "the same words, set differently", "marked OFFICIAL-SENSITIVE, before that OFFICIAL". */
export function unseenIn(change: Change): string | undefined {
  const { old, new: newer, kinds } = change;
  const same = keepsWords(change)
    ? kinds.every((kind) => kind === 'marking')
      ? 'the same words'
      : SAME_WORDS
    : undefined;
  const remarked =
    old && newer && old.marking !== newer.marking
      ? `marked ${newer.marking ?? LIKE_THE_WHOLE}, before that ${old.marking ?? LIKE_THE_WHOLE}`
      : undefined;
  const said = [same, remarked].filter((words) => words !== undefined);
  return said.length > 0 ? said.join('; ') : undefined;
}

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

/** Changes that are told of together, and the number of the first; the numbers of the groups before and behind it. */
export interface ChangeGroup {
  readonly type: 'group';
  readonly number: number;
  readonly changes: readonly Change[];
  readonly previous?: number | undefined;
  readonly next?: number | undefined;
}

/** Where a group of moved passages stood. */
export interface Left {
  readonly type: 'left';
  readonly group: ChangeGroup;
  readonly part: ComparedPart;
}

export type Told = Extract<Passage, { readonly type: 'run' }> | ChangeGroup | Left;

const TOGETHER: readonly Fate[] = ['added', 'removed', 'moved'];

/** What was added to a clause, removed from it or moved to it in one go is one group, however many passages it has. */
function continues(before: Change, change: Change): boolean {
  const same = (side: 'old' | 'new') => before[side]?.clause === change[side]?.clause;
  if (before.fate !== change.fate || !TOGETHER.includes(change.fate) || !same('old') || !same('new')) return false;
  const [from, to] = [oldParts(before)[0]?.index, oldParts(change)[0]?.index];
  return from === undefined || to === from + 1;
}

/** The groups, each known by the numbers of all its changes. */
function groupsByNumber(passages: readonly Passage[]): ReadonlyMap<number, ChangeGroup> {
  const groups: (readonly [number, readonly Change[]])[] = [];
  let last: Change | undefined;
  for (const passage of passages) {
    // Where something else stood in between does not tell the passages apart that now stand together.
    if (passage.type === 'run') last = undefined;
    if (passage.type !== 'change') continue;
    const { number, change } = passage;
    const open = groups.at(-1);
    if (open && last && continues(last, change)) groups[groups.length - 1] = [open[0], [...open[1], change]];
    else groups.push([number, [change]]);
    last = change;
  }
  return new Map(
    groups.flatMap(([number, changes], index) => {
      const neighbours = { previous: groups[index - 1]?.[0], next: groups[index + 1]?.[0] };
      const group: ChangeGroup = { type: 'group', number, changes, ...neighbours };
      return changes.map((_, place) => [number + place, group] as const);
    }),
  );
}

/** The same passages with neighbouring changes in groups. */
export function groupedPassages(passages: readonly Passage[]): readonly Told[] {
  const groups = groupsByNumber(passages);
  const groupOf = (number: number): ChangeGroup => {
    const group = groups.get(number);
    if (!group) throw new Error(`there is no change ${number}`);
    return group;
  };
  return passages.flatMap((one): readonly Told[] => {
    if (one.type === 'run') return [one];
    const group = groupOf(one.number);
    // The first of a group stands for all.
    if (one.number !== group.number) return [];
    return [one.type === 'left' ? { type: 'left', group, part: one.part } : group];
  });
}

/** The change by which a group is named and placed. */
export function firstOf({ changes }: ChangeGroup): Change {
  const [first] = changes;
  if (!first) throw new Error('a group without changes');
  return first;
}

/** For a list of the changes. */
export function groupsOf(told: readonly Told[]): readonly ChangeGroup[] {
  return told.flatMap((one) => (one.type === 'group' ? [one] : []));
}

/** The kinds of a group, each once, strongest first. */
export function kindsOfGroup({ changes }: ChangeGroup): readonly ChangeKind[] {
  const found = new Set(changes.flatMap(({ kinds }) => kinds));
  return CHANGE_KINDS.filter((kind) => found.has(kind));
}
