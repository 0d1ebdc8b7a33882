/**
 * Makes an exact edit pleasant to read by giving up matches: numbers and dates stay whole, a lone common word between two edits
 * goes with them, a sentence of which little survives is replaced as one, and an insertion starts where a sentence starts. Any
 * subset of matches, and any shift along equal tokens, is as exact as the shortest edit.
 */
import { wholeSpans } from './phrases.ts';
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
function spanNumbers(tokens: readonly Token[]): Int32Array {
  const text = tokens.map((token) => token.text).join('');
  const base = tokens[0]?.start ?? 0;
  const numbers = new Int32Array(tokens.length).fill(-1);
  const spans = wholeSpans(text);
  let next = 0;
  for (const [at, { start, text: own }] of tokens.entries()) {
    while ((spans[next]?.end ?? Infinity) <= start - base) next++;
    const span = spans[next];
    if (span && start - base + own.length > span.start) numbers[at] = next;
  }
  return numbers;
}

/** A span of which any token is not kept is given up whole. */
function keepSpansWhole(draft: Draft): void {
  const [oldSpans, newSpans] = [spanNumbers(draft.old), spanNumbers(draft.new)];
  const broken = (spans: Int32Array, tokens: readonly Token[], partner: Int32Array) => {
    const out = new Set<number>();
    for (const [at, span] of spans.entries()) {
      if (span >= 0 && tokens[at]?.kind !== 'space' && (partner[at] ?? -1) < 0) out.add(span);
    }
    return out;
  };
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const [a, b] = [broken(oldSpans, draft.old, draft.toNew), broken(newSpans, draft.new, draft.toOld)];
    let changed = false;
    for (const [x, y] of draft.toNew.entries()) {
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

function sentenceNumbers(tokens: readonly Token[]): Int32Array {
  const numbers = new Int32Array(tokens.length);
  let number = 0;
  for (const [at, { text }] of tokens.entries()) {
    numbers[at] = number;
    const [space, next] = [tokens[at + 1], tokens[at + 2]];
    if (/^[.?!]$/.test(text) && space?.kind === 'space' && /^[\p{Lu}\p{N}“‘"'(]/u.test(next?.text ?? '')) number++;
  }
  return numbers;
}

/** The share of each sentence's words that is kept. */
function survival(sentences: Int32Array, tokens: readonly Token[], partner: Int32Array): readonly number[] {
  const all: { words: number; kept: number }[] = [];
  for (const [at, sentence] of sentences.entries()) {
    const entry = (all[sentence] ??= { words: 0, kept: 0 });
    if (tokens[at]?.kind !== 'word') continue;
    entry.words++;
    if ((partner[at] ?? -1) >= 0) entry.kept++;
  }
  return all.map(({ words, kept }) => (words === 0 ? 0 : kept / words));
}

function replaceSentences(draft: Draft): void {
  const [oldOf, newOf] = [sentenceNumbers(draft.old), sentenceNumbers(draft.new)];
  const [before, after] = [survival(oldOf, draft.old, draft.toNew), survival(newOf, draft.new, draft.toOld)];
  for (const [x, y] of draft.toNew.entries()) {
    if (y < 0) continue;
    if ((before[oldOf[x] ?? 0] ?? 1) < LITTLE && (after[newOf[y] ?? 0] ?? 1) < LITTLE) unmatch(draft, x);
  }
}

/* ---- islands ---- */

interface Island {
  readonly at: readonly number[];
  /** Words deleted and inserted right before it. */
  readonly before: number;
}

/** For each place in a list how many tokens before it are of the kind asked for. */
function countsBefore(tokens: readonly Token[], counted: (kind: Token['kind']) => boolean): Int32Array {
  const counts = new Int32Array(tokens.length + 1);
  for (const [at, { kind }] of tokens.entries()) counts[at + 1] = (counts[at] ?? 0) + (counted(kind) ? 1 : 0);
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
  const list: { at: number[]; before: number }[] = [];
  let [i, j] = [0, 0];
  for (const [x, y] of toNew.entries()) {
    if (y < 0 || old[x]?.kind === 'space') continue;
    const island = list.at(-1);
    if (island && a.solid(i, x) + b.solid(j, y) === 0) island.at.push(x);
    else list.push({ at: [x], before: a.words(i, x) + b.words(j, y) });
    [i, j] = [x + 1, y + 1];
  }
  return { list, after: a.words(i, old.length) + b.words(j, newer.length) };
}

/** Whether so little stands between two edits that it only breaks them up. */
function isConfetti(tokens: readonly Token[], before: number, after: number): boolean {
  const words = tokens.filter(({ kind }) => kind === 'word');
  const weighty = words.filter(({ text }) => !COMMON.has(text.toLowerCase()));
  if (before === 0 || after === 0) return false;
  if (weighty.length === 0) return before + after > 2 * words.length;
  return weighty.length === 1 && words.length <= 2 && before >= 4 && after >= 4;
}

function dropConfetti(draft: Draft): void {
  const [a, b] = [countsOf(draft.old), countsOf(draft.new)];
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const { list, after } = islands(draft, a, b);
    let changed = false;
    for (const [place, island] of list.entries()) {
      const tokens = island.at.flatMap((at) => draft.old[at] ?? []);
      if (!isConfetti(tokens, island.before, list[place + 1]?.before ?? after)) continue;
      for (const at of island.at) unmatch(draft, at);
      changed = true;
    }
    if (!changed) return;
  }
}

/** Matches that read well, from those of the shortest edit. */
export function readable(old: readonly Token[], newer: readonly Token[], exact: readonly Match[]): readonly Match[] {
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
  keepSpansWhole(draft);
  replaceSentences(draft);
  dropConfetti(draft);
  const matches: Match[] = [];
  for (const [x, y] of draft.toNew.entries()) if (y >= 0) matches.push([x, y]);
  return slide(old, newer, matches);
}
