/**
 * How alike two blocks are, and which blocks are alike at all. Words and pairs of neighbouring words are numbered; an index of
 * the rarer ones proposes candidates, so that no block is ever held against every other.
 */
import type { Unit } from './blocks.ts';

/** The words of a block as sorted numbers, each as often as it occurs, and its pairs of neighbouring words, each once. */
export interface Profile {
  readonly unit: Unit;
  readonly words: readonly number[];
  readonly pairs: readonly number[];
}

const ascending = (a: number, b: number): number => a - b;

/** Numbers words and word pairs alike on both sides. One lexicon serves one comparison. */
export function lexicon(): (unit: Unit) => Profile {
  const numbers = new Map<string | number, number>();
  const numberOf = (name: string | number): number => {
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, numbers.size);
    return numbers.size - 1;
  };
  return (unit) => {
    const spoken = unit.tokens().filter(({ kind }) => kind === 'word');
    const words = spoken.map(({ text }) => numberOf(text.toLowerCase()));
    // Two word numbers as one: exact while a comparison has fewer than 2²⁶ words and pairs.
    const pairs = words.slice(1).map((word, index) => numberOf(-((words[index] ?? 0) * 0x4000000 + word) - 1));
    return { unit, words: words.toSorted(ascending), pairs: [...new Set(pairs)].toSorted(ascending) };
  };
}

/** How many numbers two sorted lists have in common. */
export function common(a: readonly number[], b: readonly number[]): number {
  let [i, j, count] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const [x, y] = [a[i] ?? 0, b[j] ?? 0];
    if (x === y) count++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return count;
}

const dice = (a: readonly number[], b: readonly number[]): number =>
  a.length + b.length === 0 ? 0 : (2 * common(a, b)) / (a.length + b.length);

/** From 0 for nothing in common to 1 for the same words in the same order. */
export function likeness(a: Profile, b: Profile): number {
  if (a.pairs.length === 0 || b.pairs.length === 0) return dice(a.words, b.words);
  return (dice(a.words, b.words) + dice(a.pairs, b.pairs)) / 2;
}

/** How much of `part` stands in `whole`, by pairs of words. */
export function containment(part: Profile, whole: Profile): number {
  return part.pairs.length === 0 ? 0 : common(part.pairs, whole.pairs) / part.pairs.length;
}

/** A word pair in more blocks than this on one side proposes nobody. It bounds the work to a constant for each word. */
const MOST_BLOCKS = 16;

function posted(profiles: readonly Profile[]): ReadonlyMap<number, readonly number[]> {
  const index = new Map<number, number[]>();
  for (const [at, { words, pairs }] of profiles.entries()) {
    // A very short block has too few pairs to be found by them.
    for (const feature of new Set(words.length < 6 ? [...pairs, ...words] : pairs)) {
      const list = index.get(feature);
      if (!list) index.set(feature, [at]);
      else if (list.length <= MOST_BLOCKS) list.push(at);
    }
  }
  return index;
}

/** Pairs of profiles that share some rare feature, as indexes; long blocks must share two. */
export function candidates(old: readonly Profile[], newer: readonly Profile[]): readonly (readonly [number, number])[] {
  const votes = new Map<number, number>();
  const there = posted(newer);
  for (const [feature, list] of posted(old)) {
    const others = there.get(feature);
    if (!others || list.length > MOST_BLOCKS || others.length > MOST_BLOCKS) continue;
    for (const a of list) {
      for (const b of others) votes.set(a * newer.length + b, (votes.get(a * newer.length + b) ?? 0) + 1);
    }
  }
  const found: (readonly [number, number])[] = [];
  for (const [key, count] of votes) {
    const [a, b] = [Math.floor(key / newer.length), key % newer.length];
    const shorter = Math.min(old[a]?.words.length ?? 0, newer[b]?.words.length ?? 0);
    if (count >= (shorter >= 20 ? 2 : 1)) found.push([a, b]);
  }
  return found;
}
