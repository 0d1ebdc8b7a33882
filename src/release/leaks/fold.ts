/**
 * Text to the letters and digits that are left of it when all that a leak could differ in is folded away: case, accents and
 * compatibility forms (NFKD), ligatures, space, punctuation, hyphens of every kind, soft hyphens and zero-width signs. Where a
 * word may begin is kept beside the letters, because a short passage is looked for as whole words.
 */

export interface Folded {
  /** UTF-16 code units. */
  readonly letters: Uint16Array;
  /** 1 at a letter that something else than a letter stands before; one more entry than letters, the last always 1. */
  readonly starts: Uint8Array;
}

const [SEPARATOR, LETTER, IGNORED, UNKNOWN] = [0, 1, 2, 3];
const COMMA = 0x2c;

/** Put between texts that do not read on from one to the next: it stands in no text and is taken for a letter, so nothing reaches across. */
export const APART = '\uffff';

/** What each code unit counts as; looked up on first use, because most are never met. */
const CLASSES = new Uint8Array(0x10000).fill(UNKNOWN);
CLASSES[APART.charCodeAt(0)] = LETTER;

/** Signs inside words: apostrophes, marks, soft hyphens and what else takes no room. */
const INSIDE = /['‘’ʼ\p{M}\p{Cf}]/u;

function classOf(code: number): number {
  const known = CLASSES[code];
  if (known !== undefined && known !== UNKNOWN) return known;
  const sign = String.fromCharCode(code);
  // Half of a pair: letters of rare scripts count, and so do picture signs, which stand between words anyway.
  const isLetter = /[\p{L}\p{N}\p{Cs}]/u.test(sign);
  const found = isLetter ? LETTER : INSIDE.test(sign) ? IGNORED : SEPARATOR;
  CLASSES[code] = found;
  return found;
}

const isDigit = (code: number) => code >= 0x30 && code <= 0x39;

/** Nothing but ASCII: such text has one form only. */
// biome-ignore format: one class
const PLAIN = /^[\u0000-\u007f]*$/;

export function fold(text: string): Folded {
  const folded = (PLAIN.test(text) ? text : text.normalize('NFKD')).toLowerCase();
  const letters = new Uint16Array(folded.length);
  const starts = new Uint8Array(folded.length + 1);
  let count = 0;
  let apart = 1;
  for (let index = 0; index < folded.length; index++) {
    const code = folded.charCodeAt(index);
    const found = CLASSES[code] === UNKNOWN ? classOf(code) : CLASSES[code];
    if (found === LETTER) {
      letters[count] = code;
      starts[count] = apart;
      apart = 0;
      count++;
    } else if (found === SEPARATOR) {
      // "45,000" is one number, as "45000" is.
      const inNumber = code === COMMA && isDigit(folded.charCodeAt(index - 1)) && isDigit(folded.charCodeAt(index + 1));
      if (!inNumber) apart = 1;
    }
  }
  starts[count] = 1;
  return { letters: letters.subarray(0, count), starts: starts.subarray(0, count + 1) };
}

/** Folded text as a string, without its words' ends. */
export function lettersOf({ letters }: Folded, from = 0, to = letters.length): string {
  const part = letters.subarray(from, to);
  return Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('utf16le');
}

export function wordsOf(text: Folded): readonly string[] {
  const ends = Array.from(text.starts.keys()).filter((index) => text.starts[index] === 1);
  return ends.slice(1).map((end, index) => lettersOf(text, ends[index], end));
}
