/**
 * Two cleared editions come in, an account of every block and word goes out: what stayed, changed, moved, was split, merged,
 * added or removed. It is exact (its operations turn the old text into the new one) and depends on nothing but its arguments.
 */
import {
  CHANGE_KINDS,
  FATES,
  type Change,
  type ComparedEdition,
  type ComparedPart,
  type ComparedSide,
  type Comparison,
  type Fate,
} from '../model/comparison.ts';
import type { Cleared } from '../model/edition.ts';
import { formatIdentifier } from '../model/identifier.ts';
import { align, type Division } from './align.ts';
import { unitsOf, type Unit } from './blocks.ts';
import { kindsOf } from './kinds.ts';
import { lineageOf } from './lineage.ts';
import { operationsOf } from './operations.ts';
import { inPlace, type Pair } from './order.ts';
import { phrasesOf, type PhrasesOf } from './phrases.ts';
import { readable } from './readable.ts';
import { joinTokens, type Token } from './tokens.ts';
import { matchWords, type Match } from './words.ts';

export { history, type Outline, outlineOf, transition } from './history.ts';
export { accountFor, type ChangedClause, unspoken } from './notes.ts';
export { comparePlainWords } from './plain-words.ts';

/** A change with its place in the reading order of the new edition; removed blocks stand behind their old neighbour. */
interface Placed {
  readonly change: Change;
  readonly at: number;
  readonly after: number;
}

function sideOf({ clause, number, marking, text }: Unit): ComparedSide {
  return { clause, ...(number === undefined ? {} : { number }), ...(marking === undefined ? {} : { marking }), text };
}

function partOf(side: 'old' | 'new', unit: Unit): ComparedPart {
  return { side, index: unit.index, ...sideOf(unit) };
}

function cellsOf(side: 'old' | 'new', unit: Unit): readonly ComparedPart[] {
  return (unit.cells ?? []).map((text, index) => ({ ...partOf(side, unit), index, text }));
}

/** The matches of two rows of equally many cells never leave their column. */
function matchRows(old: readonly Token[], newer: readonly Token[], columns: number): readonly Match[] {
  return Array.from({ length: columns }, (_, column) => {
    const [a, b] = [old, newer].map((tokens) => tokens.findIndex(({ piece }) => piece === column)) as [number, number];
    if (a < 0 || b < 0) return [];
    const cell = (tokens: readonly Token[]) => tokens.filter(({ piece }) => piece === column);
    return matchWords(cell(old), cell(newer)).map(([x, y]): Match => [x + a, y + b]);
  }).flat();
}

interface Words {
  readonly ops: NonNullable<Change['ops']>;
  readonly kinds: Change['kinds'];
}

function compareWords(old: Unit, newer: Unit, phrases: PhrasesOf): Words {
  const [a, b] = [old.tokens(), newer.tokens()];
  const columns = old.cells?.length ?? 0;
  const rows = columns > 0 && columns === newer.cells?.length;
  const exact = rows ? matchRows(a, b, columns) : matchWords(a, b);
  const matches = readable(a, b, exact, [phrases(old).whole, phrases(newer).whole]);
  return { ops: operationsOf(a, b, matches), kinds: kindsOf(old, newer, exact, phrases) };
}

function joined(units: readonly Unit[]): Unit {
  const [first] = units;
  if (!first) throw new Error('a division without blocks');
  if (units.length === 1) return first;
  const tokens = joinTokens(units.map((unit) => unit.tokens()));
  const pieces = units.map(({ text }) => text);
  return { ...first, text: pieces.join(' '), cells: undefined, pieces, tokens: () => tokens };
}

function pairChange(old: Unit, newer: Unit, stays: boolean, phrases: PhrasesOf): Change {
  const sides = { old: sideOf(old), new: sideOf(newer) };
  const stood = stays ? [] : [partOf('old', old)];
  if (old.key === newer.key) {
    const fate: Fate = stays ? 'unchanged' : 'moved';
    return { fate, block: newer.block, kinds: [], ...sides, ...(stays ? {} : { parts: stood }) };
  }
  const parts = [...stood, ...cellsOf('old', old), ...cellsOf('new', newer)];
  const fate: Fate = stays ? 'changed' : 'moved-changed';
  const { ops, kinds } = compareWords(old, newer, phrases);
  return { fate, block: newer.block, kinds, ...sides, ops, ...(parts.length > 0 ? { parts } : {}) };
}

function divisionChange(old: readonly Unit[], newer: readonly Unit[], phrases: PhrasesOf): Change {
  const split = newer.length > 1;
  const [a, b] = [joined(old), joined(newer)];
  const { ops, kinds: found } = compareWords(a, b, phrases);
  const kinds = ops.every(({ op }) => op === 'keep') ? [] : found;
  const parts = (split ? newer : old).map((unit) => partOf(split ? 'new' : 'old', unit));
  return { fate: split ? 'split' : 'merged', block: b.block, kinds, old: sideOf(a), new: sideOf(b), ops, parts };
}

function loneChange(unit: Unit, side: 'old' | 'new', phrases: PhrasesOf): Change {
  const tokens = unit.tokens();
  const [old, newer] = side === 'old' ? [unit, undefined] : [undefined, unit];
  const ops = operationsOf(old ? tokens : [], newer ? tokens : [], []);
  const kinds = kindsOf(old, newer, [], phrases);
  const fate: Fate = old ? 'removed' : 'added';
  const parts = cellsOf(side, unit);
  return { fate, block: unit.block, kinds, [side]: sideOf(unit), ops, ...(parts.length > 0 ? { parts } : {}) };
}

function pick(units: readonly Unit[], indexes: readonly number[]): readonly Unit[] {
  return indexes.flatMap((index) => units[index] ?? []);
}

/** For each old block where it stands among the new ones: at its own place, or behind the nearest before it that kept its. */
function placesOf(old: readonly Unit[], stay: ReadonlySet<Pair>, divided: readonly Division[]): readonly number[] {
  const own = new Map([...stay].map((pair) => [pair.old, pair.new]));
  for (const division of divided) own.set(division.old[0] ?? -1, division.new[0] ?? -1);
  let last = -1;
  return old.map(({ index }) => (last = own.get(index) ?? last));
}

function placedChanges(old: readonly Unit[], newer: readonly Unit[], a: Cleared, b: Cleared): readonly Placed[] {
  const phrases = phrasesOf([a, b], [...old, ...newer]);
  const { pairs, divisions } = align(old, newer, lineageOf(a, b));
  const ends = divisions.map((division): Pair => ({ old: division.old[0] ?? -1, new: division.new[0] ?? -1 }));
  const stay = inPlace(
    [...pairs, ...ends],
    (pair) => (old[pair.old]?.text.length ?? 0) + (newer[pair.new]?.text.length ?? 0),
  );
  const places = placesOf(old, stay, divisions);
  const goneOld = new Set([...pairs.map((pair) => pair.old), ...divisions.flatMap((division) => division.old)]);
  const goneNew = new Set([...pairs.map((pair) => pair.new), ...divisions.flatMap((division) => division.new)]);
  return [
    ...pairs.flatMap((pair) => {
      const [from, to] = [old[pair.old], newer[pair.new]];
      if (!from || !to) throw new Error(`no such pair: ${pair.old}, ${pair.new}`);
      return { change: pairChange(from, to, stay.has(pair), phrases), at: pair.new, after: -1 };
    }),
    ...divisions.map((division) => ({
      change: divisionChange(pick(old, division.old), pick(newer, division.new), phrases),
      at: division.new[0] ?? -1,
      after: -1,
    })),
    ...newer
      .filter(({ index }) => !goneNew.has(index))
      .map((unit) => ({ change: loneChange(unit, 'new', phrases), at: unit.index, after: -1 })),
    ...old
      .filter(({ index }) => !goneOld.has(index))
      .map((unit) => ({ change: loneChange(unit, 'old', phrases), at: places[unit.index] ?? -1, after: unit.index })),
  ];
}

function comparedEdition(edition: Cleared): ComparedEdition {
  const { title, classification, text } = edition.matter;
  return { identifier: formatIdentifier(edition), title, marking: classification, text };
}

function counts<K extends string>(names: readonly K[], found: readonly K[]): Readonly<Record<K, number>> {
  const record = Object.fromEntries(names.map((name) => [name, 0])) as Record<K, number>; // every name has its entry
  for (const name of found) record[name]++;
  return record;
}

/** What became of every block and word of `old` in `newer`. */
export function diff(old: Cleared, newer: Cleared): Comparison {
  const placed = placedChanges(unitsOf(old), unitsOf(newer), old, newer);
  const changes = [...placed].toSorted((a, b) => a.at - b.at || a.after - b.after).map(({ change }) => change);
  return {
    old: comparedEdition(old),
    new: comparedEdition(newer),
    summary: {
      fates: counts(
        FATES,
        changes.map(({ fate }) => fate),
      ),
      kinds: counts(
        CHANGE_KINDS,
        changes.flatMap(({ kinds }) => kinds),
      ),
    },
    changes,
  };
}
