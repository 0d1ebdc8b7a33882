/**
 * What a part of the index says of texts that stand in a row again, and what is said of those that are new in it, to the part that all of
 * them have: the same bytes as if it had been made of the texts. Nothing is looked for in the old texts, and what stands behind their
 * numbers goes over as it is.
 */
import { Reader } from '../../../templates/search-index.js';
import { type Placed, PLACES, placesOf, type Postings, Saying } from './postings.ts';

/** Goes past what stands behind the number of a text. */
type Pass = (reader: Reader) => void;

const passWeight: Pass = (reader) => void reader.number();

function passPlaces(reader: Reader): void {
  for (let left = reader.number(); left > 0; left--) reader.number();
}

/** A text by its number, with the bytes behind that. */
type Said = readonly [text: number, behind: Uint8Array];

/** What is said of one term, text by text. */
function saidIn(said: Uint8Array, pass: Pass): readonly Said[] {
  const reader = new Reader(said);
  const found: Said[] = [];
  for (let text = 0; reader.at < said.length;) {
    text += reader.number();
    const from = reader.at;
    pass(reader);
    found.push([text, said.subarray(from, reader.at)]);
  }
  return found;
}

/** What is said of the terms of one place, by term. */
function termsIn(placed: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const reader = new Reader(placed);
  const found = new Map<string, Uint8Array>();
  while (reader.at < placed.length) found.set(Buffer.from(reader.framed()).toString('utf8'), reader.framed());
  return found;
}

const NOTHING = new Uint8Array();

function mergePlaced(before: Placed, fresh: Placed, numbers: readonly (number | undefined)[], pass: Pass): Placed {
  const saying = new Saying();
  const inPlace = numbers.every((number, text) => number === undefined || number === text);

  /** Whether all of these texts stand where they stood: what is said of them is then the same. */
  function stays(said: Uint8Array): boolean {
    if (!inPlace) return false;
    const reader = new Reader(said);
    for (let text = 0; reader.at < said.length; pass(reader)) {
      text += reader.number();
      if (numbers[text] === undefined) return false;
    }
    return true;
  }

  function sayTerm(term: string, old: Uint8Array = NOTHING, added: Uint8Array = NOTHING): void {
    if (added.length === 0 && stays(old)) {
      saying.said.put(old);
      saying.endTerm(Buffer.from(term));
      return;
    }
    const again = saidIn(old, pass).flatMap(([text, behind]): readonly Said[] => {
      const number = numbers[text];
      return number === undefined ? [] : [[number, behind]];
    });
    const all = [...again, ...saidIn(added, pass)].sort(([a], [b]) => a - b);
    if (all.length === 0) return;
    let last = 0;
    for (const [text, behind] of all) {
      saying.said.number(text - last).put(behind);
      last = text;
    }
    saying.endTerm(Buffer.from(term));
  }

  for (let place = 0; place < PLACES; place++) {
    const old = termsIn(placesOf(before, place, place + 1));
    const added = termsIn(placesOf(fresh, place, place + 1));
    const terms = new Set([...old.keys(), ...added.keys()]);
    for (const term of [...terms].sort()) sayTerm(term, old.get(term), added.get(term));
    saying.endPlace();
  }
  return saying.placed();
}

/** `numbers` gives the number in the new row of each text of `before` that stands in it again. `fresh` speaks of the others there. */
export function mergePostings(before: Postings, fresh: Postings, numbers: readonly (number | undefined)[]): Postings {
  const lengths = [...fresh.lengths];
  numbers.forEach((number, text) => {
    if (number !== undefined) lengths[number] = before.lengths[text] ?? 0;
  });
  return {
    lengths,
    words: mergePlaced(before.words, fresh.words, numbers, passWeight),
    phrases: mergePlaced(before.phrases, fresh.phrases, numbers, passPlaces),
  };
}
