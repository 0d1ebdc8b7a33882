/**
 * A withheld passage to the phrases that are looked for: the whole, and each of its blocks. What cannot be told from words that
 * stand everywhere is not looked for, and the author is warned: its absence proves nothing and its presence neither.
 */
import { COMMON_WORDS } from './common-words.ts';
import { type Folded, fold, lettersOf, wordsOf } from './fold.ts';
import { WINDOW } from './matcher.ts';

/** A word that would hardly stand anywhere by chance. */
function isTelling(word: string): boolean {
  if (/^\p{N}+$/u.test(word)) return word.length >= 5;
  return word.length >= 4 && !COMMON_WORDS.has(word);
}

function isProvable(words: readonly string[]): boolean {
  return words.length >= WINDOW || words.some(isTelling);
}

/** The phrases of texts that can be looked for, by their letters. */
export function phrasesOf(texts: readonly string[]): ReadonlyMap<string, Folded> {
  const folded = texts.map(fold).filter((phrase) => isProvable(wordsOf(phrase)));
  return new Map(folded.map((phrase) => [lettersOf(phrase), phrase]));
}
