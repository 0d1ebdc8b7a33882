/**
 * Which of the paired blocks stay in place: the longest run of pairs that ascends on both sides. Of runs equally long the one
 * with more words stays, so that the shorter passage is the one that is said to have moved. The other pairs are moves.
 */

export interface Pair {
  readonly old: number;
  readonly new: number;
}

interface Best {
  readonly weight: number;
  /** The pair at the end of the best run, as an index. */
  readonly at: number;
}

const NONE: Best = { weight: 0, at: -1 };

/** The pairs that keep their order; `words` weighs a pair and must be below 2³². */
export function inPlace(pairs: readonly Pair[], words: (pair: Pair) => number): ReadonlySet<Pair> {
  const sorted = [...pairs].toSorted((a, b) => a.old - b.old);
  const size = sorted.reduce((most, pair) => Math.max(most, pair.new), -1) + 2;
  const total = sorted.reduce((sum, pair) => sum + words(pair), 0) + 1;
  // A Fenwick tree over new indexes: the heaviest run that ends at or before an index. Whole numbers only, hence exact.
  const tree: Best[] = Array.from({ length: size + 1 }, () => NONE);
  const before: number[] = [];
  for (const [at, pair] of sorted.entries()) {
    let best = NONE;
    for (let i = pair.new; i > 0; i -= i & -i) if ((tree[i] ?? NONE).weight > best.weight) best = tree[i] ?? NONE;
    before.push(best.at);
    const own: Best = { weight: best.weight + total + words(pair), at };
    for (let i = pair.new + 1; i <= size; i += i & -i) if (own.weight > (tree[i] ?? NONE).weight) tree[i] = own;
  }
  let best = NONE;
  for (let i = size; i > 0; i -= i & -i) if ((tree[i] ?? NONE).weight > best.weight) best = tree[i] ?? NONE;
  const stay = new Set<Pair>();
  for (let at = best.at; at >= 0; at = before[at] ?? -1) {
    const pair = sorted[at];
    if (pair) stay.add(pair);
  }
  return stay;
}
