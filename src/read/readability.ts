/**
 * How hard the sections of a document are to read: the reading ease of Flesch (1948), from words a sentence and syllables a word.
 * The formula and the syllables are libraries'. It is rough, so short sections are left alone and only the hardest are told of.
 */
import { flesch } from 'flesch';
import { syllable } from 'syllable';

/** The sentences of one section, its withheld words left out. */
export interface Section<Place> {
  readonly place: Place;
  readonly sentences: readonly string[];
}

/** Below it stands what Flesch calls very difficult; plain English begins at 60. */
const VERY_HARD = 30;
/** With fewer words the figure says more of one name than of the section. */
const FEWEST_WORDS = 80;

/** In lower case. */
const WORD = /[\p{L}\p{M}’']*\p{L}[\p{L}\p{M}’']*/gu;
/** The same for ASCII, in which most sentences are written: it takes a quarter of the time. */
const ASCII = /^[\0-\x7f]*$/;
const ASCII_WORD = /'*[a-z][a-z']*/g;

/** Words return, and counting their syllables is slow. */
const known = new Map<string, number>();
const MOST_KNOWN = 20_000;

function syllablesOf(word: string): number {
  const before = known.get(word);
  if (before !== undefined) return before;
  const count = Math.max(1, syllable(word));
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(word, count);
  return count;
}

/** What makes a section very hard to read, in a sentence; `undefined` where it is not. */
export function hardness({ sentences }: Pick<Section<unknown>, 'sentences'>): string | undefined {
  const worded = sentences
    .map((sentence) => sentence.toLowerCase().match(ASCII.test(sentence) ? ASCII_WORD : WORD) ?? [])
    .filter(({ length }) => length > 0);
  const count = worded.reduce((sum, { length }) => sum + length, 0);
  if (count < FEWEST_WORDS) return undefined;
  let syllables = 0;
  for (const words of worded) for (const word of words) syllables += syllablesOf(word);
  const ease = flesch({ sentence: worded.length, word: count, syllable: syllables });
  if (ease >= VERY_HARD) return undefined;
  const [long, heavy] = [(count / worded.length).toFixed(0), (syllables / count).toFixed(1)];
  const scale = `${Math.max(0, Math.round(ease))} on the scale of Flesch, where 60 is plain English`;
  return `The section reads at ${scale}: ${long} words a sentence, ${heavy} syllables a word.`;
}
