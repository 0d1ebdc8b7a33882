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

/** Put between texts that do not read on from one to the next: it stands in no text and is taken for a letter, so nothing reaches across. */
export const APART = '\uffff';

/* What a code unit folds to, where that is no letter. No letter has a code as small as these. */
const [UNKNOWN, SEPARATOR, IGNORED, SEVERAL] = [0, 1, 2, 3];
const COMMA = 0x2c;

/** The letter that each code unit folds to, or one of the above; looked up on first use, because most are never met. */
const FOLDS = new Uint16Array(0x10000);
FOLDS[APART.charCodeAt(0)] = APART.charCodeAt(0);

/** Signs inside words: apostrophes, marks, soft hyphens and what else takes no room. */
const INSIDE = /['‘’ʼ\p{M}\p{Cf}]/u;

function foldOf(code: number): number {
  const sign = String.fromCharCode(code);
  const forms = sign.normalize('NFKD').toLowerCase().normalize('NFKD');
  const letters = forms.replace(/[^\p{L}\p{N}]/gu, '');
  if (letters.length === 1) return letters.charCodeAt(0);
  if (letters.length > 1 || /\p{Cs}/u.test(sign)) return SEVERAL;
  return INSIDE.test(sign) ? IGNORED : SEPARATOR;
}

/** What stands at `index`, of which several letters come: a ligature, or a sign of two code units. */
function lettersAt(text: string, index: number): { readonly letters: string; readonly units: number } {
  const sign = String.fromCodePoint(text.codePointAt(index) ?? 0);
  const letters = sign
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '');
  return { letters, units: sign.length };
}

const isDigit = (code: number) => code >= 0x30 && code <= 0x39;

/** Room for what is folded next; it grows with the longest text. */
let room = { letters: new Uint16Array(1 << 16), starts: new Uint8Array((1 << 16) + 1) };

let units = new Uint16Array(1 << 16);

/** The code units of a text in an array: much quicker to read than a string that was put together of many. */
function unitsOf(text: string): Uint16Array {
  if (text.length > units.length) units = new Uint16Array(2 * text.length);
  Buffer.from(units.buffer).write(text, 'utf16le');
  return units;
}

function makeRoom(units: number): typeof room {
  if (units > room.letters.length) {
    const before = room;
    room = { letters: new Uint16Array(2 * units), starts: new Uint8Array(2 * units + 1) };
    room.letters.set(before.letters);
    room.starts.set(before.starts);
  }
  return room;
}

/** Text folded to be looked at before anything else is folded: the next call writes over it. */
export function foldOnce(text: string): Folded {
  let { letters, starts } = makeRoom(text.length);
  const codes = unitsOf(text);
  const { length } = text;
  let count = 0;
  let apart = 1;
  for (let index = 0; index < length; index++) {
    const code = codes[index] ?? 0;
    let found = FOLDS[code] ?? UNKNOWN;
    if (found === UNKNOWN) found = FOLDS[code] = foldOf(code);
    if (found > SEVERAL) {
      letters[count] = found;
      starts[count++] = apart;
      apart = 0;
    } else if (found === SEPARATOR) {
      // "45,000" is one number, as "45000" is.
      if (code !== COMMA || !isDigit(text.charCodeAt(index - 1)) || !isDigit(text.charCodeAt(index + 1))) apart = 1;
    } else if (found === SEVERAL) {
      const { letters: several, units } = lettersAt(text, index);
      ({ letters, starts } = makeRoom(count + several.length + text.length - index));
      for (let at = 0; at < several.length; at++) {
        letters[count] = several.charCodeAt(at);
        starts[count++] = apart;
        apart = 0;
      }
      index += units - 1;
    }
  }
  starts[count] = 1;
  return { letters: letters.subarray(0, count), starts: starts.subarray(0, count + 1) };
}

export function fold(text: string): Folded {
  const folded = foldOnce(text);
  return { letters: folded.letters.slice(), starts: folded.starts.slice() };
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
