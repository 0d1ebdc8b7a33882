/**
 * Finds blocks whose words were divided among two or more blocks of the other side. The same search finds a split (one old
 * block, several new ones) and, with the sides exchanged, a merge.
 */
import { common, containment, type Profile } from './likeness.ts';

export interface Division {
  readonly whole: Profile;
  /** In reading order. */
  readonly parts: readonly Profile[];
  /** The share of the whole that its parts account for. */
  readonly covered: number;
}

/** At least half of a part comes from the whole. */
const OF_PART = 0.5;
/** Each part brings at least this share of the whole, all parts together most of it, and no part nearly all. */
const OF_WHOLE = 0.12;
const TOGETHER = 0.55;
const ALONE = 0.88;
const FEWEST_WORDS = 8;

function division(whole: Profile, parts: readonly Profile[]): Division | undefined {
  const ranked = parts
    .map((part) => ({ part, share: common(part.pairs, whole.pairs) }))
    .toSorted((a, b) => b.share - a.share || a.part.unit.index - b.part.unit.index);
  let left: Int32Array = whole.pairs;
  const chosen: Profile[] = [];
  for (const { part } of ranked) {
    const share = common(part.pairs, left) / whole.pairs.length;
    if (share > ALONE) return undefined;
    if (share < OF_WHOLE) continue;
    const theirs = new Set(part.pairs);
    left = left.filter((feature) => !theirs.has(feature));
    chosen.push(part);
  }
  const covered = 1 - left.length / whole.pairs.length;
  if (chosen.length < 2 || covered < TOGETHER) return undefined;
  return { whole, parts: chosen.toSorted((a, b) => a.unit.index - b.unit.index), covered };
}

/** `near[i]` lists the possible parts of `wholes[i]`; a part goes to the whole that holds most of it. */
export function divisions(wholes: readonly Profile[], near: readonly (readonly Profile[])[]): readonly Division[] {
  const best = new Map<Profile, number>();
  const held = wholes.map((whole, at) =>
    (near[at] ?? []).map((part) => {
      const share = whole.words.length < FEWEST_WORDS ? 0 : containment(part, whole);
      best.set(part, Math.max(share, best.get(part) ?? 0));
      return { part, share };
    }),
  );
  return wholes.flatMap((whole, at) => {
    const own = (held[at] ?? []).filter(({ part, share }) => share >= OF_PART && share === best.get(part));
    const found =
      own.length < 2
        ? undefined
        : division(
            whole,
            own.map(({ part }) => part),
          );
    return found ?? [];
  });
}
