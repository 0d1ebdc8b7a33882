/**
 * Texts in a row to their part of the index: where each of their words stands. The index knows a text by its number in the row, and a word
 * by its term. What comes out depends on these texts alone, so that it can be kept when others change.
 *
 * All numbers are written in groups of seven bits, the lowest first, the eighth telling that more follow (LEB128). A term is written as
 * length and UTF-8, then the length of what is said of it; numbers that rise as differences.
 */
import { placeOf, wordsOf } from '../../../templates/search-words.js';
import type { SearchText } from '../../model/search-text.ts';

/** How many places a part has; `placeOf` says which term stands in which. */
export const PLACES = 256;

/** A word of a title weighs as much as so many in the text. */
const TITLE = 5;
const NAME = 2;

/** What is said of terms, place behind place. */
export interface Placed {
  readonly bytes: Uint8Array;
  /** By place where it begins; behind the last where it ends. */
  readonly starts: readonly number[];
}

/** What is said of the terms of the places from `from` until `to`. */
export const placesOf = ({ bytes, starts }: Placed, from: number, to: number): Uint8Array =>
  bytes.subarray(starts[from], starts[to]);

export interface Postings {
  /** Words of each text. */
  readonly lengths: readonly number[];
  /** For each term: the texts that have it, each with its weight. */
  readonly words: Placed;
  /** For each term: the texts that have it, each with how often and where. Paragraphs are one word apart. */
  readonly phrases: Placed;
}

/** Bytes that grow. */
class Bytes {
  private held = new Uint8Array(1024);
  length = 0;

  private room(more: number): void {
    if (this.length + more <= this.held.length) return;
    const grown = new Uint8Array(Math.max(this.held.length * 2, this.length + more));
    grown.set(this.view());
    this.held = grown;
  }
  number(value: number): this {
    this.room(5);
    let rest = value;
    while (rest > 127) {
      this.held[this.length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.held[this.length++] = rest;
    return this;
  }
  put(value: Uint8Array): this {
    this.room(value.length);
    this.held.set(value, this.length);
    this.length += value.length;
    return this;
  }
  /** Bytes with their length before them. */
  framed(value: Uint8Array): this {
    return this.number(value.length).put(value);
  }
  /** What is written so far, until more is. */
  view(): Uint8Array {
    return this.held.subarray(0, this.length);
  }
  taken(): Uint8Array {
    return Uint8Array.from(this.view());
  }
}

/** Bytes with their length before them. */
export const framed = (bytes: Uint8Array): Uint8Array => new Bytes().framed(bytes).taken();

/** Of words in names of clauses, which stand outside the text. */
const NOWHERE = -1;

/** What there is to know of an occurrence of a word, in this order. `PLACE` is the number of words and ends of paragraphs before it. */
const [TERM, TEXT, WEIGHT, PLACE] = [0, 1, 2, 3];
const FIELDS = 4;

/** Occurrences of words, each a row of numbers and no object: there are as many as words in all texts. */
class Occurrences {
  private held = new Int32Array(FIELDS * 4096);
  length = 0;

  add(term: number, text: number, weight: number, place: number): void {
    let at = FIELDS * this.length++;
    if (at === this.held.length) {
      const grown = new Int32Array(2 * at);
      grown.set(this.held);
      this.held = grown;
    }
    this.held[at++] = term;
    this.held[at++] = text;
    this.held[at++] = weight;
    this.held[at++] = place;
  }
  /** A number of the row. */
  of(row: number | undefined, field: number): number {
    return this.held[FIELDS * (row ?? 0) + field] ?? 0;
  }
}

/** Puts the words of a text among all occurrences; their number. */
function count(all: Occurrences, text: number, { title, parts }: SearchText, termOf: (word: string) => number): number {
  const before = all.length;
  let at = 0;
  function put(words: string, weight: number, isText: boolean): void {
    for (const word of wordsOf(words)) all.add(termOf(word), text, weight, isText ? at++ : NOWHERE);
    at++;
  }
  put(title, TITLE, true);
  for (const { id, name, words } of parts) {
    if (id !== undefined) put(name, NAME, false);
    for (const paragraph of words.split('\n')) put(paragraph, 1, true);
  }
  return all.length - before;
}

interface Sorted {
  /** The occurrences of each term together, in the order in which they came. */
  readonly rows: Int32Array;
  /** By term where they end. */
  readonly ends: Int32Array;
}

function sortByTerm(all: Occurrences, terms: number): Sorted {
  const ends = new Int32Array(terms + 1);
  for (let row = 0; row < all.length; row++) {
    const next = all.of(row, TERM) + 1;
    ends[next] = (ends[next] ?? 0) + 1;
  }
  for (let term = 1; term < terms; term++) ends[term] = (ends[term] ?? 0) + (ends[term - 1] ?? 0);
  const rows = new Int32Array(all.length);
  for (let row = 0; row < all.length; row++) {
    const term = all.of(row, TERM);
    const at = ends[term] ?? 0;
    rows[at] = row;
    ends[term] = at + 1;
  }
  return { rows, ends };
}

/** Terms with their numbers, place behind place. */
type Numbered = readonly (readonly (readonly [term: string, number: number])[])[];

function numbered(terms: ReadonlyMap<string, number>): Numbered {
  const places = Array.from({ length: PLACES }, (): [string, number][] => []);
  for (const entry of terms) if (entry[0] !== '') places[placeOf(entry[0])]?.push(entry);
  return places.map((entries) => entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What one kind says of terms. */
export class Saying {
  private readonly bytes = new Bytes();
  private readonly starts = [0];
  /** Of the term that comes next. */
  readonly said = new Bytes();

  endTerm(name: Uint8Array): void {
    this.bytes.framed(name).framed(this.said.view());
    this.said.length = 0;
  }
  endPlace(): void {
    this.starts.push(this.bytes.length);
  }
  placed(): Placed {
    return { bytes: this.bytes.taken(), starts: this.starts };
  }
}

function written(all: Occurrences, { rows, ends }: Sorted, terms: Numbered) {
  const [words, phrases] = [new Saying(), new Saying()];

  function sayPlaces(from: number, to: number): void {
    let before = 0;
    for (let at = from; at < to; at++) {
      const place = all.of(rows[at], PLACE);
      if (place === NOWHERE) continue;
      phrases.said.number(place - before);
      before = place;
    }
  }
  function say(term: number): void {
    const end = ends[term] ?? 0;
    let before = 0;
    for (let from = ends[term - 1] ?? 0, to = from; from < end; from = to) {
      const text = all.of(rows[from], TEXT);
      let weight = 0;
      let placed = 0;
      for (; to < end && all.of(rows[to], TEXT) === text; to++) {
        weight += all.of(rows[to], WEIGHT);
        if (all.of(rows[to], PLACE) !== NOWHERE) placed++;
      }
      words.said.number(text - before).number(weight);
      phrases.said.number(text - before).number(placed);
      sayPlaces(from, to);
      before = text;
    }
  }

  for (const entries of terms) {
    for (const [term, number] of entries) {
      say(number);
      const name = Buffer.from(term);
      words.endTerm(name);
      phrases.endTerm(name);
    }
    words.endPlace();
    phrases.endPlace();
  }
  return { words: words.placed(), phrases: phrases.placed() };
}

/** `termOf` gives the term of a word. Of a text that is left out nothing is said but that it has no words. */
export function postings(texts: readonly (SearchText | undefined)[], termOf: (word: string) => string): Postings {
  const all = new Occurrences();
  const terms = new Map<string, number>();
  const known = new Map<string, number>();
  function numberOf(word: string): number {
    const found = known.get(word);
    if (found !== undefined) return found;
    const term = termOf(word);
    const number = terms.get(term) ?? terms.size;
    terms.set(term, number);
    known.set(word, number);
    return number;
  }
  const lengths = texts.map((text, index) => (text ? count(all, index, text, numberOf) : 0));
  return { lengths, ...written(all, sortByTerm(all, terms.size), numbered(terms)) };
}
