/**
 * The shortest edit between two lists of tokens: which tokens stay, as pairs of indexes that ascend on both sides. Spaces take
 * no part. Beyond a named number of edits the answer is still exact but no longer the shortest.
 */
import type { Token } from './tokens.ts';

/** An index on the old side and one on the new. */
export type Match = readonly [number, number];

/** Edits up to which the shortest way is sought. Memory and time grow with its square: 2,000 cost about 16 MB and 10 ms. */
const MOST_EDITS = 2000;
/** The same inside a gap between anchors, of which there may be thousands. */
const MOST_EDITS_IN_GAP = 200;

interface Sequence {
  /** The key of each token as a number. */
  readonly ids: readonly number[];
  /** Where the token stands in the full list. */
  readonly at: readonly number[];
}

/** The places of tokens that are no spaces. */
function solid(tokens: readonly Token[]): readonly number[] {
  const at: number[] = [];
  for (let index = 0; index < tokens.length; index++) if (tokens[index]?.kind !== 'space') at.push(index);
  return at;
}

/** Tokens that the other side does not have can match nothing: without them the shortest edit is the same and found sooner. */
function shared(side: Sequence, other: Sequence): Sequence {
  const known = new Set(other.ids);
  const out = { ids: [] as number[], at: [] as number[] };
  for (let index = 0; index < side.ids.length; index++) {
    const id = side.ids[index] ?? -1;
    if (!known.has(id)) continue;
    out.ids.push(id);
    out.at.push(side.at[index] ?? -1);
  }
  return out;
}

/** Walks the recorded frontiers back from the end and collects the diagonal steps. */
function retrace(trace: readonly Int32Array[], n: number, m: number): readonly Match[] {
  const matches: Match[] = [];
  let [x, y] = [n, m];
  for (let d = trace.length - 1; d >= 0; d--) {
    const before = trace[d] ?? new Int32Array();
    const reach = (k: number) => before[k + d] ?? -1;
    const k = x - y;
    const down = d > 0 && (k === -d || (k !== d && reach(k - 1) < reach(k + 1)));
    const from = d === 0 ? 0 : down ? reach(k + 1) : reach(k - 1) + 1;
    while (x > from) matches.push([--x, --y]);
    if (d > 0 && down) y--;
    else if (d > 0) x--;
  }
  return matches.toReversed();
}

/** Myers' greedy algorithm (1986). `undefined` when more than `most` edits are needed. */
function shortest(a: readonly number[], b: readonly number[], most: number): readonly Match[] | undefined {
  const [n, m] = [a.length, b.length];
  if (n === 0 || m === 0) return [];
  // trace[d][k + d] is the furthest x on diagonal k before step d was taken.
  const trace: Int32Array[] = [];
  let frontier = new Int32Array(1);
  for (let d = 0; d <= Math.min(most, n + m); d++) {
    trace.push(frontier);
    const next = new Int32Array(2 * d + 3);
    for (let k = -d; k <= d; k += 2) {
      const [left, right] = [frontier[k - 1 + d] ?? -1, frontier[k + 1 + d] ?? -1];
      let x = d === 0 ? 0 : k === -d || (k !== d && left < right) ? right : left + 1;
      while (x < n && x - k < m && a[x] === b[x - k]) x++;
      next[k + d + 1] = x;
      if (x >= n && x - k >= m) return retrace(trace, n, m);
    }
    frontier = next;
  }
  return undefined;
}

/** Pairs of indexes ascending on both sides, as many as possible: patience sorting over the new index. */
function ascending(pairs: readonly Match[]): readonly Match[] {
  const tops: number[] = [];
  const before: number[] = [];
  const value = (pile: number) => pairs[tops[pile] ?? -1]?.[1] ?? -1;
  for (const [index, [, y]] of pairs.entries()) {
    let [low, high] = [0, tops.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (value(middle) < y) low = middle + 1;
      else high = middle;
    }
    before[index] = tops[low - 1] ?? -1;
    tops[low] = index;
  }
  const chain: Match[] = [];
  for (let index = tops.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) chain.push(pairs[index] ?? [0, 0]);
  return chain.toReversed();
}

/** Groups of three tokens that occur exactly once on each side. */
function anchors(a: readonly number[], b: readonly number[]): readonly Match[] {
  const places = (ids: readonly number[]) => {
    const seen = new Map<string, number>();
    for (let i = 0; i + 2 < ids.length; i++) {
      const key = `${ids[i]},${ids[i + 1]},${ids[i + 2]}`;
      seen.set(key, seen.has(key) ? -1 : i);
    }
    return seen;
  };
  const there = places(b);
  const pairs: Match[] = [];
  for (const [key, x] of places(a)) {
    const y = there.get(key);
    if (x >= 0 && y !== undefined && y >= 0) pairs.push([x, y]);
  }
  return ascending(pairs);
}

/** For texts too different for the shortest way: unique groups hold, and each gap between them is searched by itself. */
function coarse(a: readonly number[], b: readonly number[]): readonly Match[] {
  const matches: Match[] = [];
  let [x, y] = [0, 0];
  for (const [ax, by] of [...anchors(a, b), [a.length, b.length] as const]) {
    if (ax < x || by < y) continue;
    const gap = shortest(a.slice(x, ax), b.slice(y, by), MOST_EDITS_IN_GAP) ?? [];
    for (const [i, j] of gap) matches.push([x + i, y + j]);
    [x, y] = [ax, by];
    if (ax < a.length && by < b.length) {
      matches.push([x, y]);
      [x, y] = [x + 1, y + 1];
    }
  }
  return matches;
}

/** The tokens that stay. */
export function matchWords(old: readonly Token[], newer: readonly Token[]): readonly Match[] {
  const [left, right] = [solid(old), solid(newer)];
  const [n, m] = [left.length, right.length];
  const same = (i: number, j: number) => old[left[i] ?? -1]?.key === newer[right[j] ?? -1]?.key;
  let head = 0;
  while (head < n && head < m && same(head, head)) head++;
  let tail = 0;
  while (tail < n - head && tail < m - head && same(n - 1 - tail, m - 1 - tail)) tail++;
  const numbers = new Map<string, number>();
  const numberOf = (key: string): number => {
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  };
  const numbered = (tokens: readonly Token[], at: readonly number[]): Sequence => ({
    at,
    ids: at.map((index) => numberOf(tokens[index]?.key ?? '')),
  });
  const leftRest = numbered(old, left.slice(head, n - tail));
  const rightRest = numbered(newer, right.slice(head, m - tail));
  const [a, b] = [shared(leftRest, rightRest), shared(rightRest, leftRest)];
  const middle = shortest(a.ids, b.ids, MOST_EDITS) ?? coarse(a.ids, b.ids);
  const matches: Match[] = [];
  const at = (list: readonly number[], index: number) => list[index] ?? -1;
  for (let i = 0; i < head; i++) matches.push([at(left, i), at(right, i)]);
  for (const [x, y] of middle) matches.push([at(a.at, x), at(b.at, y)]);
  for (let i = tail; i > 0; i--) matches.push([at(left, n - i), at(right, m - i)]);
  return matches;
}
