/**
 * Which of the paired blocks stay in place: of all runs of pairs that ascend on both sides the one with the most words. So no
 * other account of the moves has fewer words, and of two passages that changed places the shorter one is said to have moved.
 */

export interface Pair {
  readonly old: number;
  readonly new: number;
}

/** The pairs that keep their order; `words` weighs a pair: a whole number above 0. */
export function inPlace(pairs: readonly Pair[], words: (pair: Pair) => number): ReadonlySet<Pair> {
  const sorted = [...pairs].toSorted((a, b) => a.old - b.old);
  const size = sorted.reduce((most, pair) => Math.max(most, pair.new), -1) + 2;
  // A Fenwick tree over new indexes: the heaviest run that ends at or before an index, and the place of its last pair, from 1.
  // Whole numbers only, hence exact.
  const weights = new Float64Array(size + 1);
  const ends = new Int32Array(size + 1);
  const heaviest = (from: number): number => {
    let best = 0;
    for (let i = from; i > 0; i -= i & -i) if ((weights[i] ?? 0) > (weights[best] ?? 0)) best = i;
    return best;
  };
  const before = new Int32Array(sorted.length + 1);
  for (let at = 1; at <= sorted.length; at++) {
    const pair = sorted[at - 1] as Pair;
    const best = heaviest(pair.new);
    before[at] = ends[best] ?? 0;
    const weight = (weights[best] ?? 0) + words(pair);
    for (let i = pair.new + 1; i <= size; i += i & -i) {
      if (weight <= (weights[i] ?? 0)) continue;
      weights[i] = weight;
      ends[i] = at;
    }
  }
  const stay = new Set<Pair>();
  for (let at = ends[heaviest(size)] ?? 0; at > 0; at = before[at] ?? 0) stay.add(sorted[at - 1] as Pair);
  return stay;
}
