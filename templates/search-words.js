// What counts as a word, and under which name the index knows it. The program that makes the index and the page that asks it both go
// by this file, so that they cannot disagree.

const WORD = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]+)*/gu;
/** The same for ASCII, in which most texts are: it takes a third of the time. */
const ASCII_WORD = /[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*/g;
const ASCII = /^[\0-\x7f]*$/;
const LATIN = /\p{Script=Latin}/u;

/** How many letters of a word decide where the index keeps it: the beginning of a word is found by as many. */
export const BEGINNING = 3;

const wordOf = (text) => (ASCII.test(text) ? ASCII_WORD : WORD);

/** Words of a text. */
export const wordsOf = (text) => text.match(wordOf(text)) ?? [];

/** Words of a text with their places in it. */
export function* wordsIn(text) {
  for (const { 0: word, index } of text.matchAll(wordOf(text))) yield { word, from: index, to: index + word.length };
}

/** Without capitals, apostrophes and, in Latin script, accents: as people type. */
export function folded(word) {
  const plain = word.normalize('NFKD').toLowerCase();
  const bare = LATIN.test(plain) ? plain.replace(/\p{M}/gu, '') : plain.normalize('NFC');
  return bare.replace(/['’]s$|['’]/g, '');
}

/** Words to the names that the index has for them, by the rules of a language: `stem` brings a folded word to its stem. */
export function openTerms(stem) {
  const known = new Map();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const term = stem(folded(word));
    known.set(word, term);
    return term;
  };
}

/** Which of 256 places of the index a term stands in. Terms that begin alike stand in one. */
export function placeOf(term) {
  let hash = 0x811c9dc5;
  for (let at = 0; at < Math.min(term.length, BEGINNING); at++)
    hash = Math.imul(hash ^ term.charCodeAt(at), 0x01000193);
  return ((hash >>> 24) ^ (hash >>> 12) ^ hash) & 255;
}
