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
  readonly rank: Int32Array;
}

function wordsOf(tokens: readonly Token[]): Words {
  const at: number[] = [];
  const rank = new Int32Array(tokens.length);
  for (let index = 0; index < tokens.length; index++) {
    if (tokens[index]?.kind === 'space') continue;
    rank[index] = at.length;
    at.push(index);
  }
  return { tokens, at, rank };
}

interface Shift {
  readonly by: number;
  readonly score: number;
}

const tokenAt = ({ tokens, at }: Words, place: number): Token | undefined => tokens[at[place] ?? -1];

/** How far a pure insertion from `first` up to `end` may move by `step` (-1 left, 1 right), and where it starts best. */
function bestShift(own: Words, matches: readonly Match[], m: number, first: number, end: number, step: 1 | -1): Shift {
  let best: Shift = { by: 0, score: startScore(tokenAt(own, first - 1)) };
  for (let by = step; ; by += step) {
    // To the left the token before the insertion must equal its last one; to the right its first must equal the one behind.
    const [leaving, joining] = step < 0 ? [first + by, end + by] : [end + by - 1, first + by - 1];
    const match = matches[step < 0 ? m + by + 1 : m + by];
    const [a, b] = [tokenAt(own, leaving), tokenAt(own, joining)];
    if (!match || !a || a.key !== b?.key || match[1] !== own.at[leaving]) return best;
    const score = startScore(tokenAt(own, first + by - 1));
    if (score > best.score) best = { by, score };
  }
}

/** Moves a pure insertion between the matches `m` and `m + 1` to where it reads best. */
function slideRun(own: Words, matches: Match[], m: number, first: number, end: number): void {
  const [left, right] = [bestShift(own, matches, m, first, end, -1), bestShift(own, matches, m, first, end, 1)];
  const { by } = right.score > left.score ? right : left;
  for (let shift = Math.sign(by); shift !== 0 && Math.abs(shift) <= Math.abs(by); shift += Math.sign(by)) {
    const [at, joining] = by < 0 ? [m + shift + 1, end + shift] : [m + shift, first + shift - 1];
    matches[at] = [matches[at]?.[0] ?? -1, own.at[joining] ?? -1];
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
    const [first, end] = [(own.rank[a[1]] ?? 0) + 1, own.rank[b[1]] ?? 0];
    if (end <= first) continue;
    if ((other.rank[b[0]] ?? 0) - (other.rank[a[0]] ?? 0) === 1) slideRun(own, matches, m, first, end);
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
