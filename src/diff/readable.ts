/**
 * Makes an exact edit pleasant to read by giving up matches: numbers and dates stay whole, a lone common word between two edits
 * goes with them, a sentence of which little survives is replaced as one, and an insertion starts where a sentence starts. Any
 * subset of matches, and any shift along equal tokens, is as exact as the shortest edit.
 */
import { wholeSpans, type Span } from './phrases.ts';
import { slide } from './slide.ts';
import type { Token } from './tokens.ts';
import type { Match } from './words.ts';

/** A sentence is replaced as one when less than this share of its words stays, on both sides. */
const LITTLE = 0.34;
/** Passes over the islands: each may join edits and so uncover another island. */
const MOST_PASSES = 4;

const COMMON = new Set(
  (
    'a an and are as at be been but by for from had has have he her his if in into is it its no not of on or our own she so ' +
    'such than that the their them then there these they this those to up was we were when where which while who whom whose ' +
    'will with would you your any all also do does did can may must should shall'
  ).split(' '),
);

/** A mutable view of the matches: for each token its partner, or -1. */
interface Draft {
  readonly old: readonly Token[];
  readonly new: readonly Token[];
  readonly toNew: Int32Array;
  readonly toOld: Int32Array;
}

function unmatch({ toNew, toOld }: Draft, x: number): void {
  const y = toNew[x] ?? -1;
  if (y < 0) return;
  toNew[x] = -1;
  toOld[y] = -1;
}

/* ---- numbers and dates ---- */

/** For each token the number of the date, number or reference it belongs to, or -1. */
function spanNumbers(tokens: readonly Token[], spans: readonly Span[]): Int32Array {
  const numbers = new Int32Array(tokens.length).fill(-1);
  let at = 0;
  for (const [number, { start, end }] of spans.entries()) {
    while (at < tokens.length && endOf(tokens[at] as Token) <= start) at++;
    for (; at < tokens.length && (tokens[at]?.start ?? end) < end; at++) if (numbers[at] === -1) numbers[at] = number;
    // The token at the end of one span may be where the next one begins.
    if (at > 0) at--;
  }
  return numbers;
}

const endOf = ({ start, text }: Token): number => start + text.length;

/** The spans of which any token is not kept. */
function brokenSpans(numbers: Int32Array, tokens: readonly Token[], partner: Int32Array): ReadonlySet<number> {
  const broken = new Set<number>();
  for (let at = 0; at < numbers.length; at++) {
    const span = numbers[at] ?? -1;
    if (span >= 0 && (partner[at] ?? -1) < 0 && tokens[at]?.kind !== 'space') broken.add(span);
  }
  return broken;
}

/** A span of which any token is not kept is given up whole. */
function keepSpansWhole(draft: Draft, [old, newer]: SpansOfBoth): void {
  if (old.length + newer.length === 0) return;
  const [oldSpans, newSpans] = [spanNumbers(draft.old, old), spanNumbers(draft.new, newer)];
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const a = brokenSpans(oldSpans, draft.old, draft.toNew);
    const b = brokenSpans(newSpans, draft.new, draft.toOld);
    if (a.size + b.size === 0) return;
    let changed = false;
    for (let x = 0; x < oldSpans.length; x++) {
      const y = draft.toNew[x] ?? -1;
      if (y < 0 || draft.old[x]?.kind === 'space') continue;
      if (a.has(oldSpans[x] ?? -1) || b.has(newSpans[y] ?? -1)) {
        unmatch(draft, x);
        changed = true;
      }
    }
    if (!changed) return;
  }
}

/* ---- sentences ---- */

const ENDS = new Set(['.', '?', '!']);

function sentenceNumbers(tokens: readonly Token[]): Int32Array {
  const numbers = new Int32Array(tokens.length);
  let number = 0;
  for (let at = 0; at < tokens.length; at++) {
    numbers[at] = number;
    if (!ENDS.has(tokens[at]?.text ?? '') || tokens[at + 1]?.kind !== 'space') continue;
    if (/^[\p{Lu}\p{N}“‘"'(]/u.test(tokens[at + 2]?.text ?? '')) number++;
  }
  return numbers;
}

/** The share of each sentence's words that is kept. */
function survival(sentences: Int32Array, tokens: readonly Token[], partner: Int32Array): Float64Array {
  const count = (sentences.at(-1) ?? 0) + 1;
  const [words, kept] = [new Float64Array(count), new Float64Array(count)];
  for (let at = 0; at < sentences.length; at++) {
    if (tokens[at]?.kind !== 'word') continue;
    const sentence = sentences[at] ?? 0;
    words[sentence] = (words[sentence] ?? 0) + 1;
    if ((partner[at] ?? -1) >= 0) kept[sentence] = (kept[sentence] ?? 0) + 1;
  }
  return kept.map((share, sentence) => share / Math.max(1, words[sentence] ?? 0));
}

function replaceSentences(draft: Draft): void {
  const [oldOf, newOf] = [sentenceNumbers(draft.old), sentenceNumbers(draft.new)];
  const [before, after] = [survival(oldOf, draft.old, draft.toNew), survival(newOf, draft.new, draft.toOld)];
  if (before.every((share) => share >= LITTLE) || after.every((share) => share >= LITTLE)) return;
  for (let x = 0; x < oldOf.length; x++) {
    const y = draft.toNew[x] ?? -1;
    if (y < 0) continue;
    if ((before[oldOf[x] ?? 0] ?? 1) < LITTLE && (after[newOf[y] ?? 0] ?? 1) < LITTLE) unmatch(draft, x);
  }
}

/* ---- islands ---- */

/** A run of kept tokens, from its first to its last on the old side, and how many words are edited right before it. */
interface Island {
  readonly from: number;
  to: number;
  readonly before: number;
}

/** For each place in a list how many tokens before it are of the kind asked for. */
function countsBefore(tokens: readonly Token[], counted: (kind: Token['kind']) => boolean): Int32Array {
  const counts = new Int32Array(tokens.length + 1);
  for (let at = 0; at < tokens.length; at++) {
    counts[at + 1] = (counts[at] ?? 0) + (counted(tokens[at]?.kind ?? 'space') ? 1 : 0);
  }
  return counts;
}

interface Counts {
  /** How many words, and how many tokens that are not spaces, stand from one place to another. */
  readonly words: (from: number, to: number) => number;
  readonly solid: (from: number, to: number) => number;
}

function countsOf(tokens: readonly Token[]): Counts {
  const words = countsBefore(tokens, (kind) => kind === 'word');
  const solid = countsBefore(tokens, (kind) => kind !== 'space');
  return {
    words: (from, to) => (words[to] ?? 0) - (words[from] ?? 0),
    solid: (from, to) => (solid[to] ?? 0) - (solid[from] ?? 0),
  };
}

function islands(draft: Draft, a: Counts, b: Counts): { readonly list: readonly Island[]; readonly after: number } {
  const { old, new: newer, toNew } = draft;
  const list: Island[] = [];
  let [i, j] = [0, 0];
  for (let x = 0; x < old.length; x++) {
    const y = toNew[x] ?? -1;
    if (y < 0 || old[x]?.kind === 'space') continue;
    const island = list.at(-1);
    if (island && a.solid(i, x) + b.solid(j, y) === 0) island.to = x;
    else list.push({ from: x, to: x, before: a.words(i, x) + b.words(j, y) });
    [i, j] = [x + 1, y + 1];
  }
  return { list, after: a.words(i, old.length) + b.words(j, newer.length) };
}

/** Whether so little stands between two edits that it only breaks them up. */
function isConfetti({ old }: Draft, { from, to, before }: Island, after: number): boolean {
  if (before === 0 || after === 0) return false;
  let [words, weighty] = [0, 0];
  for (let at = from; at <= to; at++) {
    if (old[at]?.kind !== 'word') continue;
    words++;
    if (!COMMON.has(old[at]?.text.toLowerCase() ?? '')) weighty++;
    if (weighty > 1) return false;
  }
  if (weighty === 0) return before + after > 2 * words;
  return words <= 2 && before >= 4 && after >= 4;
}

function dropConfetti(draft: Draft): void {
  const [a, b] = [countsOf(draft.old), countsOf(draft.new)];
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const { list, after } = islands(draft, a, b);
    let changed = false;
    for (const [place, island] of list.entries()) {
      if (!isConfetti(draft, island, list[place + 1]?.before ?? after)) continue;
      for (let at = island.from; at <= island.to; at++) if (draft.old[at]?.kind !== 'space') unmatch(draft, at);
      changed = true;
    }
    if (!changed) return;
  }
}

type SpansOfBoth = readonly [readonly Span[], readonly Span[]];

function spansOf(tokens: readonly Token[]): readonly Span[] {
  const base = tokens[0]?.start ?? 0;
  const spans = wholeSpans(tokens.map(({ text }) => text).join(''));
  return spans.map(({ kind, start, end }) => ({ kind, start: start + base, end: end + base }));
}

/** Matches that read well, from those of the shortest edit; `whole` are the dates, numbers and references of both sides. */
export function readable(
  old: readonly Token[],
  newer: readonly Token[],
  exact: readonly Match[],
  whole: SpansOfBoth = [spansOf(old), spansOf(newer)],
): readonly Match[] {
  const draft: Draft = {
    old,
    new: newer,
    toNew: new Int32Array(old.length).fill(-1),
    toOld: new Int32Array(newer.length).fill(-1),
  };
  for (const [x, y] of exact) {
    draft.toNew[x] = y;
    draft.toOld[y] = x;
  }
  keepSpansWhole(draft, whole);
  replaceSentences(draft);
  dropConfetti(draft);
  const matches: Match[] = [];
  for (let x = 0; x < old.length; x++) {
    const y = draft.toNew[x] ?? -1;
    if (y >= 0) matches.push([x, y]);
  }
  return slide(old, newer, matches);
}
