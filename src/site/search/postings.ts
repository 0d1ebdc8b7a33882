/**
 * Texts in a row to their part of the index: where each of their words stands. The index knows a text by its number in the row, and a word
 * by its term. What comes out depends on these texts alone, so that it can be kept when others change; when some of them did, what it says
 * of the others is taken out of it again, which takes a fraction of the time that it takes to look for their words.
 *
 * All numbers are written in groups of seven bits, the lowest first, the eighth telling that more follow (LEB128). A term is written as
 * length and UTF-8, then the length of what is said of it; numbers that rise as differences.
 */
import { Reader } from '../../../templates/search-index.js';
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
  private held = Buffer.alloc(1024);
  length = 0;

  private room(more: number): void {
    if (this.length + more <= this.held.length) return;
    this.held = Buffer.concat([this.held], Math.max(this.held.length * 2, this.length + more));
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
  bytes(value: Uint8Array): this {
    this.room(value.length);
    this.held.set(value, this.length);
    this.length += value.length;
    return this;
  }
  /** Bytes with their length before them. */
  framed(value: Uint8Array): this {
    return this.number(value.length).bytes(value);
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

/** What one text has of a term. */
interface Standing {
  readonly text: number;
  weight: number;
  /** Where it stands; of a text that was indexed before as it is written. */
  readonly at: number[] | Uint8Array;
}

interface Counted extends Standing {
  readonly at: number[];
}

type Terms = Map<string, Standing[]>;

function add(terms: Terms, term: string, standing: Standing): void {
  const known = terms.get(term);
  if (known) known.push(standing);
  else terms.set(term, [standing]);
}

/** Puts the words of a text under their terms; the number of its words. */
function count(terms: Terms, text: number, { title, parts }: SearchText, termOf: (word: string) => string): number {
  const own = new Map<string, Counted>();
  let at = 0;
  let length = 0;
  function standingOf(term: string): Counted {
    const known = own.get(term);
    if (known) return known;
    const begun = { text, weight: 0, at: [] };
    own.set(term, begun);
    add(terms, term, begun);
    return begun;
  }
  function put(words: string, weight: number, isText: boolean): void {
    for (const word of wordsOf(words)) {
      const standing = standingOf(termOf(word));
      standing.weight += weight;
      if (isText) standing.at.push(at++);
      length++;
    }
    at++;
  }
  put(title, TITLE, true);
  for (const { id, name, words } of parts) {
    if (id !== undefined) put(name, NAME, false);
    for (const paragraph of words.split('\n')) put(paragraph, 1, true);
  }
  return length;
}

/** What is said of one term, text by text: its number, and what `read` reads behind that. */
function* saidIn<Said>(said: Uint8Array, read: (reader: Reader) => Said): Generator<readonly [text: number, Said]> {
  const reader = new Reader(said);
  let text = 0;
  while (reader.at < said.length) {
    text += reader.number();
    yield [text, read(reader)];
  }
}

function writtenPlaces(reader: Reader): Uint8Array {
  const from = reader.at;
  for (let left = reader.number(); left > 0; left--) reader.number();
  return reader.bytes.subarray(from, reader.at);
}

/** Puts under their terms what was said of texts that are in the row again. Both kinds tell of the same terms and texts, in one order. */
function takeOver(terms: Terms, { words, phrases }: Postings, numbers: ReadonlyMap<number, number>): void {
  const [weights, places] = [new Reader(words.bytes), new Reader(phrases.bytes)];
  while (weights.at < words.bytes.length) {
    const term = Buffer.from(weights.framed()).toString('utf8');
    places.framed();
    const at = saidIn(places.framed(), writtenPlaces);
    for (const [before, weight] of saidIn(weights.framed(), (reader) => reader.number())) {
      const [, written] = at.next().value ?? [];
      const text = numbers.get(before);
      if (text !== undefined && written) add(terms, term, { text, weight, at: written });
    }
  }
}

type Entries = readonly (readonly [string, readonly Standing[]])[];

function written(places: readonly Entries[], body: (one: Standing, bytes: Bytes) => void): Placed {
  const [bytes, said] = [new Bytes(), new Bytes()];
  const starts = [0];
  for (const entries of places) {
    for (const [term, standings] of entries) {
      said.length = 0;
      let before = 0;
      for (const one of standings) {
        said.number(one.text - before);
        body(one, said);
        before = one.text;
      }
      bytes.framed(Buffer.from(term)).framed(said.view());
    }
    starts.push(bytes.length);
  }
  return { bytes: bytes.taken(), starts };
}

const weighed = ({ weight }: Standing, bytes: Bytes) => bytes.number(weight);

function placed({ at }: Standing, bytes: Bytes): void {
  if (at instanceof Uint8Array) return void bytes.bytes(at);
  bytes.number(at.length);
  let before = 0;
  for (const place of at) {
    bytes.number(place - before);
    before = place;
  }
}

/** `termOf` gives the term of a word. A number in place of a text is that of a text of `before`, and the same text. */
export function postings(
  texts: readonly (SearchText | number)[],
  termOf: (word: string) => string,
  before?: Postings,
): Postings {
  const terms: Terms = new Map();
  const numbers = new Map(texts.flatMap((text, index) => (typeof text === 'number' ? [[text, index] as const] : [])));
  if (before) takeOver(terms, before, numbers);
  const lengths = texts.map((text, index) =>
    typeof text === 'number' ? (before?.lengths[text] ?? 0) : count(terms, index, text, termOf),
  );
  // Else they came in their order.
  if (before) for (const standings of terms.values()) standings.sort((a, b) => a.text - b.text);
  const byPlace = Array.from({ length: PLACES }, (): [string, Standing[]][] => []);
  for (const [term, standings] of terms) if (term !== '') byPlace[placeOf(term)]?.push([term, standings]);
  const sorted = byPlace.map((entries) => entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return {
    lengths,
    words: written(sorted, weighed),
    phrases: written(sorted, placed),
  };
}
