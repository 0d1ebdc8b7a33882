/** The values that a PDF is made of, and what reads them one after another from bytes (ISO 32000-1, 7.2 and 7.3). */
export class Unreadable extends Error {}

export interface PdfName {
  readonly name: string;
}
export interface PdfText {
  readonly bytes: Uint8Array;
}
export interface PdfReference {
  readonly to: number;
}
/** A word of the file that is no value: `obj`, `stream`, or an operator of page content. */
export interface PdfWord {
  readonly word: string;
}
export type PdfDictionary = ReadonlyMap<string, PdfValue>;
export interface PdfStream {
  readonly dictionary: PdfDictionary;
  readonly raw: Uint8Array;
}
export type PdfValue =
  number | PdfName | PdfText | PdfReference | PdfWord | PdfDictionary | readonly PdfValue[] | PdfStream;

export const isName = (value: PdfValue | undefined): value is PdfName => typeof value === 'object' && 'name' in value;
export const isText = (value: PdfValue | undefined): value is PdfText => typeof value === 'object' && 'bytes' in value;
export const isReference = (value: PdfValue | undefined): value is PdfReference =>
  typeof value === 'object' && 'to' in value;
export const isWord = (value: PdfValue | undefined): value is PdfWord => typeof value === 'object' && 'word' in value;
export const isDictionary = (value: PdfValue | undefined): value is PdfDictionary => value instanceof Map;
export const isStream = (value: PdfValue | undefined): value is PdfStream =>
  typeof value === 'object' && 'raw' in value;
export const isArray = (value: PdfValue | undefined): value is readonly PdfValue[] => Array.isArray(value);

/* Character classes of 7.2.2: 1 white space, 2 delimiter. */
const CLASS = new Uint8Array(256);
for (const code of [0, 9, 10, 12, 13, 32]) CLASS[code] = 1;
for (const sign of '()<>[]{}/%') CLASS[sign.charCodeAt(0)] = 2;

const DEEPEST = 200;
const code = (sign: string) => sign.charCodeAt(0);
const [OPEN, CLOSE, LESS, MORE, LEFT, RIGHT, SLASH, PERCENT, BACKSLASH] = [...'()<>[]/%\\'].map(code);
const STARTS_NUMBER = new Uint8Array(256);
for (const sign of '0123456789+-.') STARTS_NUMBER[code(sign)] = 1;
const ESCAPES: Readonly<Record<number, number>> = {
  [code('n')]: 10,
  [code('r')]: 13,
  [code('t')]: 9,
  [code('b')]: 8,
  [code('f')]: 12,
};

export const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

/** The value of each hexadecimal digit; the end of a string of them, and everything else. */
const [END, OTHER] = [16, 17];
const HEX = new Uint8Array(256).fill(OTHER);
HEX[code('>')] = END;
for (const [value, digit] of [...'0123456789abcdef'].entries()) {
  HEX[code(digit)] = value;
  HEX[code(digit.toUpperCase())] = value;
}

/** Operators and keywords are few and short: each is made once. The key holds up to four bytes. */
const WORDS = new Map<number, PdfWord>();

function wordOf(bytes: Uint8Array, from: number, to: number): PdfWord {
  if (to - from > 4) return { word: latin1(bytes.subarray(from, to)) };
  let key = 0;
  for (let at = from; at < to; at++) key = key * 256 + (bytes[at] ?? 0);
  const known = WORDS.get(key);
  if (known) return known;
  const made = { word: latin1(bytes.subarray(from, to)) };
  WORDS.set(key, made);
  return made;
}

/** Names come again and again: each is made once. The key is a hash of the bytes. */
const NAMES = new Map<number, PdfName>();
const MOST_NAMES = 4096;

function isWritten(name: string, bytes: Uint8Array, from: number, to: number): boolean {
  if (name.length !== to - from) return false;
  for (let at = from; at < to; at++) if (name.charCodeAt(at - from) !== bytes[at]) return false;
  return true;
}

/** Reads values one after another. */
export class Lexer {
  readonly bytes: Uint8Array;
  at: number;
  /** Parentheses that are open inside a literal string. */
  private inner = 0;
  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  private space(): void {
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === undefined) return;
      if (byte === PERCENT) while (this.at < this.bytes.length && !this.atLineEnd()) this.at++;
      else if (CLASS[byte] !== 1) return;
      this.at++;
    }
  }

  private atLineEnd(): boolean {
    return this.bytes[this.at] === 10 || this.bytes[this.at] === 13;
  }

  /** The next value; `undefined` at the end. */
  next(depth = 0): PdfValue | undefined {
    if (depth > DEEPEST) throw new Unreadable('its objects are nested too deeply');
    this.space();
    const byte = this.bytes[this.at];
    if (byte === undefined) return undefined;
    if (byte === SLASH) return this.name();
    if (byte === OPEN) return this.literal();
    if (byte === LEFT) return this.array(depth);
    if (byte === LESS) return this.bytes[this.at + 1] === LESS ? this.dictionary(depth) : this.hexadecimal();
    if (byte === MORE && this.bytes[this.at + 1] === MORE) {
      this.at += 2;
      return { word: '>>' };
    }
    if (CLASS[byte] === 2) {
      this.at++;
      return wordOf(this.bytes, this.at - 1, this.at);
    }
    return STARTS_NUMBER[byte] === 1 ? this.number() : this.word();
  }

  /** What stands next, for those who read much of one kind. */
  kind(): 'end' | 'number' | 'hexadecimal' | 'literal' | 'bracket' | 'other' {
    this.space();
    const byte = this.bytes[this.at];
    if (byte === undefined) return 'end';
    if (byte === OPEN) return 'literal';
    if (byte === LEFT || byte === RIGHT) return 'bracket';
    if (byte === LESS) return this.bytes[this.at + 1] === LESS ? 'other' : 'hexadecimal';
    return STARTS_NUMBER[byte] === 1 ? 'number' : 'other';
  }

  /** A number: a sign, digits, a point; what else stands there is passed over and counts as nothing. */
  number(): number {
    let [value, scale, negative] = [0, 0, false];
    for (; this.at < this.bytes.length; this.at++) {
      const byte = this.bytes[this.at] ?? 0;
      if (byte >= 48 && byte <= 57) {
        value = value * 10 + byte - 48;
        scale *= 10;
      } else if (byte === 46) scale = 1;
      else if (byte === 45) negative = true;
      else if (CLASS[byte] !== 0) break;
    }
    const size = scale > 1 ? value / scale : value;
    return negative ? -size : size;
  }

  private word(): PdfWord {
    const from = this.at;
    while (this.at < this.bytes.length && CLASS[this.bytes[this.at] ?? 0] === 0) this.at++;
    return wordOf(this.bytes, from, this.at);
  }

  private name(): PdfName {
    const from = ++this.at;
    let hash = 0;
    for (; this.at < this.bytes.length; this.at++) {
      const byte = this.bytes[this.at] ?? 0;
      if (CLASS[byte] !== 0) break;
      hash = (Math.imul(hash, 31) + byte) | 0;
    }
    const known = NAMES.get(hash);
    if (known && isWritten(known.name, this.bytes, from, this.at)) return known;
    const written = latin1(this.bytes.subarray(from, this.at));
    const name = written.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    const made = { name };
    // A name with escapes is not what is written, so it would never be found again.
    if (name === written && NAMES.size < MOST_NAMES) NAMES.set(hash, made);
    return made;
  }

  private literal(): PdfText {
    const out: number[] = [];
    this.at++;
    for (let byte = this.byte(); byte >= 0; byte = this.byte()) out.push(byte);
    return { bytes: Uint8Array.from(out) };
  }

  /** The next byte of a literal string whose parenthesis is open; -1 behind its end. Brackets inside come in pairs. */
  byte(): number {
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === undefined) return -1;
      this.at++;
      if (byte === BACKSLASH) {
        const escaped = this.escape();
        if (escaped >= 0) return escaped;
      } else {
        if (byte === OPEN) this.inner++;
        else if (byte === CLOSE && this.inner-- === 0) {
          this.inner = 0;
          return -1;
        }
        return byte;
      }
    }
  }

  /** The next code of so many bytes in a literal string; -1 behind its end. */
  bytesCode(width: number): number {
    let value = this.byte();
    for (let count = 1; count < width && value >= 0; count++) {
      const byte = this.byte();
      value = byte < 0 ? byte : value * 256 + byte;
    }
    return value;
  }

  /** What stands behind a backslash; -1 for a line end, which is not part of the string. */
  private escape(): number {
    const byte = this.bytes[this.at] ?? 0;
    if (byte >= 48 && byte <= 55) {
      let value = 0;
      for (let digits = 0; digits < 3; digits++) {
        const digit = (this.bytes[this.at] ?? 0) - 48;
        if (digit < 0 || digit > 7) break;
        value = value * 8 + digit;
        this.at++;
      }
      return value & 0xff;
    }
    this.at += byte === 13 && this.bytes[this.at + 1] === 10 ? 2 : 1;
    return byte === 10 || byte === 13 ? -1 : (ESCAPES[byte] ?? byte);
  }

  private hexadecimal(): PdfText {
    const out: number[] = [];
    // The last digit of an odd number of them stands for its sixteenfold (7.3.4.3).
    for (let value = this.code(1); value >= 0; value = this.code(1)) out.push(value);
    return { bytes: Uint8Array.from(out) };
  }

  /** The next code of so many bytes in a hexadecimal string that stands here; -1 behind its end. */
  code(width: number): number {
    if (this.bytes[this.at] === LESS) this.at++;
    let [value, digits] = [0, 0];
    while (digits < 2 * width) {
      const byte = this.bytes[this.at++];
      const digit = byte === undefined ? END : (HEX[byte] ?? 0);
      if (digit < END) {
        value = value * 16 + digit;
        digits++;
      } else if (digit === END) {
        if (digits === 0) return -1;
        this.at--;
        return value * 16 ** (2 * width - digits);
      }
    }
    return value;
  }

  private array(depth: number): readonly PdfValue[] {
    this.at++;
    const items: PdfValue[] = [];
    for (;;) {
      const value = this.next(depth + 1);
      if (value === undefined || (isWord(value) && value.word === ']')) return items;
      if (isWord(value) && value.word === 'R') reference(items);
      else items.push(value);
    }
  }

  private dictionary(depth: number): PdfDictionary {
    this.at += 2;
    const items: PdfValue[] = [];
    for (;;) {
      const value = this.next(depth + 1);
      if (value === undefined || (isWord(value) && value.word === '>>')) break;
      if (isWord(value) && value.word === 'R') reference(items);
      else items.push(value);
    }
    const entries = new Map<string, PdfValue>();
    for (let index = 0; index + 1 < items.length; index += 2) {
      const [key, value] = [items[index], items[index + 1]];
      // A key given twice: the other value is kept under a name that no reader looks for, but that is looked at.
      if (isName(key) && value !== undefined)
        entries.set(entries.has(key.name) ? `${key.name} ${index}` : key.name, value);
    }
    return entries;
  }
}

/** `12 0 R`: the two numbers have been read as values. */
function reference(items: PdfValue[]): void {
  items.pop();
  const to = items.pop();
  items.push(typeof to === 'number' ? { to } : { word: 'R' });
}
