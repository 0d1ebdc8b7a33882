/**
 * Where an edit starts and ends, when equal tokens leave a choice: "A. B. C." from "A. C." inserts " B." and not ". B". Matches
 * come in and go out; every one still joins equal tokens, and they still ascend.
 */
import type { Token } from './tokens.ts';
import type { Match } from './words.ts';

/** How well an edit that starts behind this token reads. */
function startScore(token: Token | undefined): number {
  if (!token || /^[.?!]$/.test(token.text)) return 3;
  return /^[,;:—–]$/.test(token.text) ? 2 : 1;
}

/** Tokens without spaces, and for each token its place among them. */
interface Words {
  readonly tokens: readonly Token[];
  readonly at: readonly number[];
  readonly rank: ReadonlyMap<number, number>;
}

function wordsOf(tokens: readonly Token[]): Words {
  const at = tokens.flatMap(({ kind }, index) => (kind === 'space' ? [] : [index]));
  return { tokens, at, rank: new Map(at.map((index, place) => [index, place])) };
}

const tokenAt = ({ tokens, at }: Words, place: number): Token | undefined => tokens[at[place] ?? -1];

/** Moves a pure insertion before match `m + 1` to the left while the token before it equals its last one. */
function slideLeft(own: Words, matches: Match[], m: number, first: number, end: number): void {
  let best = { shift: 0, score: startScore(tokenAt(own, first - 1)) };
  for (let shift = 1; m - shift + 1 >= 0; shift++) {
    const [here, there] = [tokenAt(own, first - shift), tokenAt(own, end - shift)];
    if (!here || here.key !== there?.key || matches[m - shift + 1]?.[1] !== own.at[first - shift]) break;
    const score = startScore(tokenAt(own, first - shift - 1));
    if (score > best.score) best = { shift, score };
  }
  for (let shift = 1; shift <= best.shift; shift++) {
    const at = m - shift + 1;
    matches[at] = [matches[at]?.[0] ?? -1, own.at[end - shift] ?? -1];
  }
}

/** A replacement that runs on into whole inserted sentences ends with its own sentence. */
function endSentence(own: Words, matches: Match[], m: number, first: number, end: number): void {
  const stop = tokenAt(own, end);
  if (!stop || !/^[.?!]$/.test(stop.text)) return;
  for (let place = first; place < end; place++) {
    if (tokenAt(own, place)?.key !== stop.key) continue;
    matches[m + 1] = [matches[m + 1]?.[0] ?? -1, own.at[place] ?? -1];
    return;
  }
}

/** Slides what only `own` has; a match is an index on the other side and one on this. */
function slideSide(own: Words, other: Words, matches: Match[]): void {
  for (let m = 0; m < matches.length - 1; m++) {
    const [a, b] = [matches[m], matches[m + 1]];
    if (!a || !b) continue;
    const [first, end] = [(own.rank.get(a[1]) ?? 0) + 1, own.rank.get(b[1]) ?? 0];
    if (end <= first) continue;
    if ((other.rank.get(b[0]) ?? 0) - (other.rank.get(a[0]) ?? 0) === 1) slideLeft(own, matches, m, first, end);
    else endSentence(own, matches, m, first, end);
  }
}

export function slide(old: readonly Token[], newer: readonly Token[], matches: readonly Match[]): readonly Match[] {
  const [left, right] = [wordsOf(old), wordsOf(newer)];
  const forward = [...matches];
  slideSide(right, left, forward);
  const turned = forward.map(([x, y]): Match => [y, x]);
  slideSide(left, right, turned);
  return turned.map(([y, x]): Match => [x, y]);
}
