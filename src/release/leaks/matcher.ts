/**
 * Finds many phrases in much text at a cost that grows with the text alone. A phrase of eight words or more is found by any eight
 * words of it that stand together; a shorter one as a whole, between word ends. What is found are numbers of such windows.
 *
 * Every window holds a run of `GRAM` letters that begins at a multiple of the phrase's stride (Rabin and Karp's rolling hash finds
 * the runs); around each the letters are compared one by one. Where words end in the text does not matter inside a window, so
 * that words cut by tags, kerning or line ends are found all the same.
 */
import type { Folded } from './fold.ts';

/** Words of the shortest fragment that is looked for. */
export const WINDOW = 8;
/** Letters of the runs that lead to windows, and of the shorter runs that lead to short phrases. */
const GRAM = 8;
const SHORT_GRAM = 4;
const BASE = 0x01000193;

interface Phrase {
  readonly letters: Uint16Array;
  /** Where each word begins, and the end. */
  readonly words: readonly number[];
  /** Words of a window. */
  readonly size: number;
  /** The number of its first window; the others follow. */
  readonly first: number;
}

interface Anchor {
  readonly phrase: Phrase;
  readonly at: number;
}

export interface Matcher {
  /** The numbers of the windows of a phrase, by its place in the list. */
  readonly windowsOf: (phrase: number) => readonly number[];
  /** Hands on the number of each window that stands in the text, possibly several times. `short` asks for short phrases too. */
  readonly find: (text: Folded, short: boolean, found: (window: number) => void) => void;
}

function hashOf(letters: Uint16Array, at: number, length: number): number {
  let hash = 0;
  for (let index = at; index < at + length; index++) hash = (Math.imul(hash, BASE) + (letters[index] ?? 0)) | 0;
  return hash;
}

/** The greatest distance between the beginnings of two runs such that every window holds a whole one. */
function strideOf({ words, size }: Phrase): number {
  const lengths = words.slice(size).map((end, index) => end - (words[index] ?? 0));
  return lengths.reduce((least, length) => Math.min(least, length), Infinity) - GRAM + 1;
}

/** Runs of one length by their hash, with a filter in front that says no to nearly all text at once. */
interface Index {
  readonly anchors: Map<number, Anchor[]>;
  readonly filter: Uint8Array;
}

const openIndex = (): Index => ({ anchors: new Map(), filter: new Uint8Array(0x10000) });

const placeIn = (hash: number) => (hash ^ (hash >>> 16)) & 0xffff;

function addTo({ anchors, filter }: Index, hash: number, anchor: Anchor): void {
  filter[placeIn(hash)] = 1;
  const known = anchors.get(hash);
  if (known) known.push(anchor);
  else anchors.set(hash, [anchor]);
}

/** Compares the letters around a run, as far as windows that hold it can reach, and hands on the windows that stand there whole. */
function compare(text: Folded, position: number, { phrase, at }: Anchor, found: (window: number) => void): void {
  const { letters, words, size, first } = phrase;
  const whole = words.length - 1 < WINDOW;
  let word = 0;
  for (let [low, high] = [0, words.length - 1]; low <= high;) {
    const middle = (low + high) >> 1;
    if ((words[middle] ?? 0) <= at) {
      word = middle;
      low = middle + 1;
    } else high = middle - 1;
  }
  const least = words[Math.max(0, word - size)] ?? 0;
  const most = words[Math.min(words.length - 1, word + size)] ?? letters.length;
  let [from, to] = [at, at];
  const shift = position - at;
  while (from > least && from + shift > 0 && letters[from - 1] === text.letters[from + shift - 1]) from--;
  while (to < most && letters[to] === text.letters[to + shift]) to++;
  if (whole) {
    const stands = from === 0 && to === letters.length && text.starts[shift] === 1 && text.starts[to + shift] === 1;
    if (stands) found(first);
    return;
  }
  for (let index = Math.max(0, word - size); index <= word && index + size < words.length; index++) {
    if ((words[index + size] ?? 0) > to) break;
    if ((words[index] ?? 0) >= from) found(first + index);
  }
}

/** Phrases come as folded text. */
export function openMatcher(sources: readonly Folded[]): Matcher {
  const [long, short] = [openIndex(), openIndex()];
  let next = 0;
  const phrases = sources.map(({ letters, starts }): Phrase => {
    const words = Array.from(starts.keys()).filter((index) => starts[index] === 1);
    const size = Math.min(WINDOW, words.length - 1);
    const phrase = { letters, words, size, first: next };
    next += Math.max(0, words.length - size);
    return phrase;
  });
  for (const phrase of phrases) {
    const { letters, size } = phrase;
    if (size === 0) continue;
    if (letters.length < GRAM) addTo(short, hashOf(letters, 0, SHORT_GRAM), { phrase, at: 0 });
    else
      for (let at = 0, stride = strideOf(phrase); at + GRAM <= letters.length; at += stride)
        addTo(long, hashOf(letters, at, GRAM), { phrase, at });
  }
  const drop = Array.from({ length: GRAM }).reduce((power: number) => Math.imul(power, BASE), 1);

  function findLong(text: Folded, whole: boolean, found: (window: number) => void): void {
    const { letters } = text;
    const { anchors, filter } = long;
    let hash = hashOf(letters, 0, Math.min(GRAM, letters.length));
    for (let end = GRAM; end <= letters.length; end++) {
      if (filter[placeIn(hash)] === 1) {
        for (const anchor of anchors.get(hash) ?? [])
          if (whole || anchor.phrase.size === WINDOW) compare(text, end - GRAM, anchor, found);
      }
      hash = (Math.imul(hash, BASE) + (letters[end] ?? 0) - Math.imul(letters[end - GRAM] ?? 0, drop)) | 0;
    }
  }
  function findShort(text: Folded, found: (window: number) => void): void {
    for (let at = 0; at + SHORT_GRAM <= text.letters.length; at++) {
      if (text.starts[at] !== 1) continue;
      const hash = hashOf(text.letters, at, SHORT_GRAM);
      if (short.filter[placeIn(hash)] !== 1) continue;
      for (const anchor of short.anchors.get(hash) ?? []) compare(text, at, anchor, found);
    }
  }
  return {
    windowsOf(index) {
      const { words, size, first } = phrases[index] ?? { words: [], size: 0, first: 0 };
      return Array.from({ length: Math.max(0, words.length - size) }, (_, window) => first + window);
    },
    find(text, withShort, found) {
      findLong(text, withShort, found);
      if (withShort && short.anchors.size > 0) findShort(text, found);
    },
  };
}
