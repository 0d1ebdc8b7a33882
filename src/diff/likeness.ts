/**
 * How alike two blocks are, and which blocks are alike at all. Words and pairs of neighbouring words are numbered; an index of
 * the rarer ones proposes candidates, so that no block is ever held against every other.
 */
import type { Unit } from './blocks.ts';

/** The words of a block without its label as sorted numbers, each as often as it occurs, and its pairs of neighbours, each once. */
export interface Profile {
  readonly unit: Unit;
  readonly words: Int32Array;
  readonly pairs: Int32Array;
}

/** Two word numbers as one below 2³⁰. Two pairs that fall together make blocks look alike by one pair more, and no more. */
const pairNumber = (a: number, b: number): number =>
  (Math.imul(Math.imul(a + 1, 0x9e3779b1) ^ b, 0x85ebca6b) >>> 2) | 0x20000000;

function unique(sorted: Int32Array): Int32Array {
  let count = 0;
  for (const value of sorted) if (count === 0 || sorted[count - 1] !== value) sorted[count++] = value;
  return sorted.subarray(0, count);
}

/** Numbers words and word pairs alike on both sides, capitals aside. One lexicon serves one comparison. */
export function lexicon(): (unit: Unit) => Profile {
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    const lower = text.toLowerCase();
    const number = numbers.get(lower) ?? numbers.size;
    numbers.set(lower, number);
    numbers.set(text, number);
    return number;
  };
  return (unit) => {
    const tokens = unit.tokens();
    const words = new Int32Array(tokens.length);
    const from = unit.text.length - unit.words.length;
    let count = 0;
    for (const { kind, text, start } of tokens) if (kind === 'word' && start >= from) words[count++] = numberOf(text);
    const pairs = new Int32Array(Math.max(0, count - 1));
    for (let at = 0; at + 1 < count; at++) pairs[at] = pairNumber(words[at] ?? 0, words[at + 1] ?? 0);
    return { unit, words: words.subarray(0, count).toSorted(), pairs: unique(pairs.toSorted()) };
  };
}

/** How many numbers two sorted lists have in common. */
export function common(a: Int32Array, b: Int32Array): number {
  let [i, j, count] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const [x, y] = [a[i] ?? 0, b[j] ?? 0];
    if (x === y) count++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return count;
}

const dice = (a: Int32Array, b: Int32Array): number =>
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
/** In long texts any two long blocks share some pair of common words: so many for each word of the shorter one are asked. */
const LEAST_SHARED = 1 / 16;
/** A block of fewer words than this has too few pairs to be found by them. */
const SHORT = 6;
/** More blocks than any edition that can be read has. */
const BLOCKS = 2 ** 21;

/** Features of blocks as sorted numbers: the feature above 2²¹, the block below. A very short block also has its words. */
function posted(profiles: readonly Profile[]): Float64Array {
  const featuresOf = ({ words, pairs }: Profile) =>
    words.length < SHORT ? [...pairs, ...unique(words.slice())] : pairs;
  const out = new Float64Array(profiles.reduce((sum, profile) => sum + featuresOf(profile).length, 0));
  let end = 0;
  for (const [at, profile] of profiles.entries()) {
    for (const feature of featuresOf(profile)) out[end++] = feature * BLOCKS + at;
  }
  return out.toSorted();
}

/** Where the entries of the feature at `from` end. */
function runEnd(list: Float64Array, from: number): number {
  const limit = (Math.floor((list[from] ?? 0) / BLOCKS) + 1) * BLOCKS;
  let end = from + 1;
  while (end < list.length && (list[end] ?? 0) < limit) end++;
  return end;
}

/** How many rare features each two blocks share, under `old place * number of new blocks + new place`. */
function votesOf(there: Float64Array, here: Float64Array, width: number): ReadonlyMap<number, number> {
  const votes = new Map<number, number>();
  for (let [i, j] = [0, 0]; i < there.length && j < here.length;) {
    const [a, b] = [Math.floor((there[i] ?? 0) / BLOCKS), Math.floor((here[j] ?? 0) / BLOCKS)];
    const [endA, endB] = [a <= b ? runEnd(there, i) : i, b <= a ? runEnd(here, j) : j];
    if (a === b && endA - i <= MOST_BLOCKS && endB - j <= MOST_BLOCKS) {
      for (let x = i; x < endA; x++) {
        for (let y = j; y < endB; y++) {
          const key = ((there[x] ?? 0) % BLOCKS) * width + ((here[y] ?? 0) % BLOCKS);
          votes.set(key, (votes.get(key) ?? 0) + 1);
        }
      }
    }
    [i, j] = [endA, endB];
  }
  return votes;
}

/** Pairs of profiles that share some rare feature, as indexes; long blocks must share more. */
export function candidates(old: readonly Profile[], newer: readonly Profile[]): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  for (const [key, count] of votesOf(posted(old), posted(newer), newer.length)) {
    const [a, b] = [Math.floor(key / newer.length), key % newer.length];
    const shorter = Math.min(old[a]?.words.length ?? 0, newer[b]?.words.length ?? 0);
    if (count >= Math.max(shorter >= 20 ? 2 : 1, shorter * LEAST_SHARED)) found.push([a, b]);
  }
  return found;
}
