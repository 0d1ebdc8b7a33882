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
/** Its keys and values in turn, as they stand: a file has tens of thousands, most of them small and never asked for anything. */
export class PdfDictionary {
  readonly items: readonly PdfValue[];
  constructor(items: readonly PdfValue[]) {
    this.items = items;
  }
  /** Of a key given twice the first value. */
  get(key: string): PdfValue | undefined {
    for (let index = 0; index + 1 < this.items.length; index += 2) {
      const item = this.items[index];
      if (isName(item) && item.name === key) return this.items[index + 1];
    }
    return undefined;
  }
  has(key: string): boolean {
    return this.get(key) !== undefined;
  }
}
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
export const isDictionary = (value: PdfValue | undefined): value is PdfDictionary => value instanceof PdfDictionary;
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

const [END_OF_ARRAY, END_OF_DICTIONARY, REFERENCE] = [']', '>>', 'R'].map((word) =>
  wordOf(Buffer.from(word), 0, word.length),
);

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
  /** The bytes of the string that was read last, for those who need them no longer than until the next. */
  string: Uint8Array = new Uint8Array(1024);
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
    if (byte === OPEN) return this.text();
    if (byte === LEFT) return this.array(depth);
    if (byte === LESS) return this.bytes[this.at + 1] === LESS ? this.dictionary(depth) : this.text();
    if (byte === MORE && this.bytes[this.at + 1] === MORE) {
      this.at += 2;
      return wordOf(this.bytes, this.at - 2, this.at);
    }
    if (CLASS[byte] === 2) {
      this.at++;
      return wordOf(this.bytes, this.at - 1, this.at);
    }
    return STARTS_NUMBER[byte] === 1 ? this.number() : this.word();
  }

  /** What stands next, for those who read much of one kind. */
  kind(): 'end' | 'number' | 'string' | 'bracket' | 'other' {
    this.space();
    const byte = this.bytes[this.at];
    if (byte === undefined) return 'end';
    if (byte === OPEN) return 'string';
    if (byte === LEFT || byte === RIGHT) return 'bracket';
    if (byte === LESS) return this.bytes[this.at + 1] === LESS ? 'other' : 'string';
    return STARTS_NUMBER[byte] === 1 ? 'number' : 'other';
  }

  /** A number: a sign, digits, a point; what else stands there is passed over and counts as nothing. */
  number(): number {
    let value = 0;
    let scale = 0;
    let negative = false;
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

  private text(): PdfText {
    return { bytes: this.string.slice(0, this.readString()) };
  }

  /** Reads a string that stands here into `string`, and says how many bytes it has. Behind them are zeros, should a code be cut off. */
  readString(): number {
    const count = this.bytes[this.at] === LESS ? this.hexadecimal() : this.literal();
    for (let at = count; at < count + 4; at++) this.string[at] = 0;
    return count;
  }

  private makeRoom(count: number): Uint8Array {
    const before = this.string;
    if (count + 4 < before.length) return before;
    this.string = new Uint8Array(2 * before.length);
    this.string.set(before);
    return this.string;
  }

  /** Brackets inside come in pairs. */
  private literal(): number {
    const { bytes } = this;
    let out = this.string;
    let count = 0;
    let inner = 0;
    this.at++;
    while (this.at < bytes.length) {
      let byte = bytes[this.at++] ?? 0;
      if (byte === BACKSLASH) {
        byte = this.escape();
        if (byte < 0) continue;
      } else if (byte === OPEN) inner++;
      else if (byte === CLOSE && inner-- === 0) break;
      out = this.makeRoom(count);
      out[count++] = byte;
    }
    return count;
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

  private hexadecimal(): number {
    let digits = 0;
    let high = 0;
    this.at++;
    while (this.at < this.bytes.length) {
      const digit = HEX[this.bytes[this.at++] ?? 0] ?? OTHER;
      if (digit === END) break;
      if (digit === OTHER) continue;
      if (digits % 2 === 0) high = digit;
      else this.makeRoom(digits >> 1)[digits >> 1] = high * 16 + digit;
      digits++;
    }
    // The last digit of an odd number of them stands for its sixteenfold (7.3.4.3).
    if (digits % 2 === 1) this.makeRoom(digits >> 1)[digits >> 1] = high * 16;
    return (digits + 1) >> 1;
  }

  private array(depth: number): readonly PdfValue[] {
    this.at++;
    return this.itemsUntil(END_OF_ARRAY, depth);
  }

  private dictionary(depth: number): PdfDictionary {
    this.at += 2;
    return new PdfDictionary(this.itemsUntil(END_OF_DICTIONARY, depth));
  }

  private itemsUntil(end: PdfWord | undefined, depth: number): readonly PdfValue[] {
    const items: PdfValue[] = [];
    for (let value = this.next(depth + 1); value !== undefined && value !== end; value = this.next(depth + 1)) {
      if (value === REFERENCE) reference(items);
      else items.push(value);
    }
    return items;
  }
}

/** `12 0 R`: the two numbers have been read as values. */
function reference(items: PdfValue[]): void {
  items.pop();
  const to = items.pop();
  items.push(typeof to === 'number' ? { to } : { word: 'R' });
}
