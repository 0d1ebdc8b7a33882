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
  /** The number of the window that begins at each word; windows of the same letters have one number. */
  readonly windows: readonly number[];
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

/** The word in which a letter stands. */
function wordAt(words: readonly number[], at: number): number {
  let word = 0;
  for (let [low, high] = [0, words.length - 1]; low <= high;) {
    const middle = (low + high) >> 1;
    if ((words[middle] ?? 0) <= at) {
      word = middle;
      low = middle + 1;
    } else high = middle - 1;
  }
  return word;
}

/** From where to where windows reach that hold a letter of a word. */
function reachOf({ letters, words, size }: Phrase, word: number): readonly [least: number, most: number] {
  return [words[Math.max(0, word - size)] ?? 0, words[Math.min(words.length - 1, word + size)] ?? letters.length];
}

/** Two runs around which the same stands lead to the same windows: one of them is enough, however often a phrase repeats itself. */
function surroundingsOf(phrase: Phrase, at: number): string {
  const { letters, words, size } = phrase;
  const word = wordAt(words, at);
  const [least, most] = reachOf(phrase, word);
  const ends = words.slice(Math.max(0, word - size), word + size + 1).map((end) => end - least);
  return [at - least, ...ends, String.fromCharCode(...letters.subarray(least, most))].join(' ');
}

/** Compares the letters around a run, as far as windows that hold it can reach, and hands on the windows that stand there whole. */
function compare(text: Folded, position: number, { phrase, at }: Anchor, found: (window: number) => void): void {
  const { letters, words, size, windows } = phrase;
  const whole = words.length - 1 < WINDOW;
  const word = wordAt(words, at);
  const [least, most] = reachOf(phrase, word);
  let [from, to] = [at, at];
  const shift = position - at;
  while (from > least && from + shift > 0 && letters[from - 1] === text.letters[from + shift - 1]) from--;
  while (to < most && letters[to] === text.letters[to + shift]) to++;
  if (whole) {
    const stands = from === 0 && to === letters.length && text.starts[shift] === 1 && text.starts[to + shift] === 1;
    if (stands) found(windows[0] ?? 0);
    return;
  }
  for (let index = Math.max(0, word - size); index <= word && index + size < words.length; index++) {
    if ((words[index + size] ?? 0) > to) break;
    if ((words[index] ?? 0) >= from) found(windows[index] ?? 0);
  }
}

/** Phrases come as folded text. */
export function openMatcher(sources: readonly Folded[]): Matcher {
  const [long, short] = [openIndex(), openIndex()];
  const numbers = new Map<string, number>();
  const phrases = sources.map(({ letters, starts }): Phrase => {
    const words = Array.from(starts.keys()).filter((index) => starts[index] === 1);
    const size = Math.min(WINDOW, words.length - 1);
    const windows = words.slice(0, Math.max(0, words.length - size)).map((from, index) => {
      const window = String.fromCharCode(...letters.subarray(from, words[index + size]));
      // A short phrase stands between word ends only, so it is no window of a longer one.
      const key = size < WINDOW ? `${numbers.size}` : `=${window}`;
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      return number;
    });
    return { letters, words, size, windows };
  });
  const known = new Set<string>();
  for (const phrase of phrases) {
    const { letters, size } = phrase;
    if (size === 0) continue;
    if (letters.length < GRAM) addTo(short, hashOf(letters, 0, SHORT_GRAM), { phrase, at: 0 });
    else
      for (let at = 0, stride = strideOf(phrase); at + GRAM <= letters.length; at += stride) {
        const around = size < WINDOW ? '' : surroundingsOf(phrase, at);
        if (known.has(around)) continue;
        if (around !== '') known.add(around);
        addTo(long, hashOf(letters, at, GRAM), { phrase, at });
      }
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
    windowsOf: (index) => phrases[index]?.windows ?? [],
    find(text, withShort, found) {
      findLong(text, withShort, found);
      if (withShort && short.anchors.size > 0) findShort(text, found);
    },
  };
}
