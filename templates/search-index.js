// Questions to the index that lies beside the search page. A list of all documents is read once, and for each word the one file that has
// it; nothing else. The form of these files is told in `src/site/search/`, which makes them.

import { BEGINNING, folded, placeOf, wordsOf } from './search-words.js';

const MARK = 'press search 1';
const PLACES = 256;
/** How fast further occurrences lose weight, and how much the length of a document counts: the usual values of Okapi BM25. */
const SATURATION = 1.2;
const LENGTH = 0.75;
/** What an occurrence counts of a word that only begins like the one that was asked for. */
const BEGUN = 0.4;

/** Numbers in groups of seven bits, and what stands behind a length. */
export class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }
  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  }
  framed() {
    const length = this.number();
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

const beginsWith = (bytes, start) => bytes.length >= start.length && start.every((byte, at) => bytes[at] === byte);

/**
 * What is asked for: words of which all must occur, and passages in quotation marks. The last word may be the beginning of a longer one, as
 * long as nothing stands behind it.
 */
export function questionOf(text, termOf) {
  const asked = [];
  for (const [index, piece] of text.split(/["“”„«»]/).entries()) {
    const words = wordsOf(piece).filter((word) => folded(word) !== '');
    const terms = words.map(termOf);
    if (index % 2 === 1 && terms.length > 0) asked.push({ terms });
    else asked.push(...words.map((word, at) => ({ terms: [terms[at]], start: undefined, word })));
  }
  const last = asked.at(-1);
  const start = last?.word && /[\p{L}\p{N}\p{M}]$/u.test(text) ? folded(last.word) : '';
  if (start.length >= BEGINNING) last.start = start;
  return asked;
}

/** `load` gives the unpacked bytes of a file of the index. */
export async function openIndex(load, termOf) {
  const list = JSON.parse(new TextDecoder().decode(await load('list.json')));
  const { addresses, lengths } = list;
  const count = addresses.length;
  const average = lengths.reduce((sum, length) => sum + length, 0) / count;
  const encoder = new TextEncoder();
  const files = new Map();

  function fileOf(kind, term) {
    const name = `${list.id}/${kind}-${Math.floor((placeOf(term) * list.files) / PLACES)}.bin`;
    if (!files.has(name)) files.set(name, load(name));
    return files.get(name);
  }

  /** Tells of each document that has a term, or one that begins with `start`. */
  async function visit(kind, term, start, tell) {
    const file = new Reader(await fileOf(kind, term));
    file.at = encoder.encode(`${MARK} ${kind}\n`).length;
    const [exact, begun] = [encoder.encode(term), start && encoder.encode(start)];
    let first = 0;
    for (const documents of list.runs) {
      const entries = new Reader(file.framed());
      while (entries.at < entries.bytes.length) {
        const own = entries.framed();
        const said = entries.framed();
        const same = own.length === exact.length && beginsWith(own, exact);
        if (!same && !(begun && beginsWith(own, begun))) continue;
        const reader = new Reader(said);
        let at = first;
        while (reader.at < said.length) {
          at += reader.number();
          tell(at, reader, same);
        }
      }
      first += documents;
    }
  }

  async function weightsOfWord({ terms: [term], start }) {
    const weights = new Float32Array(count);
    const tell = (at, reader, same) => (weights[at] += reader.number() * (same ? 1 : BEGUN));
    await visit('words', term, start, tell);
    // What begins alike stands in another file where its stem begins otherwise.
    if (start && placeOf(start) !== placeOf(term)) await visit('words', start, start, tell);
    return weights;
  }

  async function placesOf(term) {
    const places = new Map();
    await visit('phrases', term, undefined, (at, reader) => {
      const own = new Int32Array(reader.number());
      let place = 0;
      for (let index = 0; index < own.length; index++) own[index] = place += reader.number();
      places.set(at, own);
    });
    return places;
  }

  /** How often the words stand one behind the other. */
  async function weightsOfPassage({ terms }) {
    const weights = new Float32Array(count);
    const [first, ...others] = await Promise.all(terms.map(placesOf));
    for (const [at, places] of first) {
      let left = places;
      for (const [index, other] of others.entries()) {
        const next = other.get(at);
        if (!next) left = [];
        let cursor = 0;
        left = left.filter((place) => {
          while (next[cursor] < place + index + 1) cursor++;
          return next[cursor] === place + index + 1;
        });
        if (left.length === 0) break;
      }
      weights[at] = left.length;
    }
    return weights;
  }

  function scored(weights) {
    const having = weights.reduce((sum, weight) => sum + (weight > 0 ? 1 : 0), 0);
    const rarity = Math.log(1 + (count - having + 0.5) / (having + 0.5));
    return weights.map((weight, at) => {
      const length = SATURATION * (1 - LENGTH + (LENGTH * lengths[at]) / average);
      return (rarity * weight * (SATURATION + 1)) / (weight + length);
    });
  }

  function admits({ family, year, standing }, at) {
    const standings = Number(list.standings[at]);
    return (
      (!family || addresses[at].startsWith(`${family}/`)) &&
      (!year || String(list.years[at]) === year) &&
      (!standing || (standings & (standing === 'leading' ? 1 : 2)) > 0)
    );
  }

  return {
    /** The addresses of what is found, the best first, and how many documents have it whatever the filters. */
    async ask(question, filters) {
      if (question.length === 0) return { found: [], all: 0 };
      const weigh = (asked) => (asked.terms.length > 1 ? weightsOfPassage(asked) : weightsOfWord(asked));
      const parts = (await Promise.all(question.map(weigh))).map((weights) => [weights, scored(weights)]);
      const total = new Float32Array(count);
      const found = [];
      let all = 0;
      for (let at = 0; at < count; at++) {
        if (parts.some(([weights]) => weights[at] === 0)) continue;
        all++;
        if (!admits(filters, at)) continue;
        for (const [, scores] of parts) total[at] += scores[at];
        found.push(at);
      }
      found.sort((a, b) => total[b] - total[a] || a - b);
      return { found: found.map((at) => addresses[at]), all };
    },
  };
}
