/**
 * The objects of a PDF, read from its bytes by its own table of places: numbers, names, texts, lists, dictionaries, streams.
 * It knows the forms that a modern file has (object streams, a table that is a stream) and shares no code with what writes them.
 */
import { inflateSync } from 'node:zlib';

export interface Reference {
  readonly number: number;
}
/** Text of a string object, decoded; `bytes` is as it stands in the file. */
export interface Text {
  readonly text: string;
  readonly bytes: string;
}
export type Dictionary = { readonly [key: string]: Value };
export interface Stream {
  readonly dictionary: Dictionary;
  readonly data: Buffer;
}
/** A name stands as a string with its slash, an operator of a content stream as `{ operator }`. */
export type Value =
  null | boolean | number | string | Text | Reference | Stream | Dictionary | readonly Value[] | Operator;

export interface Operator {
  readonly operator: string;
}

export const isText = (value: Value | undefined): value is Text =>
  typeof value === 'object' && value !== null && 'bytes' in value && 'text' in value;
export const isReference = (value: Value | undefined): value is Reference =>
  typeof value === 'object' && value !== null && 'number' in value && Object.keys(value).length === 1;
export const isStream = (value: Value | undefined): value is Stream =>
  typeof value === 'object' && value !== null && 'data' in value;
export const isOperator = (value: Value | undefined): value is Operator =>
  typeof value === 'object' && value !== null && 'operator' in value;
/** What is none of the others. */
export const isDictionary = (value: Value | undefined): value is Dictionary =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !isText(value) &&
  !isReference(value) &&
  !isStream(value) &&
  !isOperator(value);

const SPACE = /[\0\t\n\f\r ]/;
const DELIMITER = /[\0\t\n\f\r ()<>[\]{}/%]/;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function decoded(bytes: string): string {
  if (!bytes.startsWith('\xfe\xff')) return bytes;
  return Buffer.from(bytes.slice(2), 'latin1').swap16().toString('utf16le');
}

/** Reads values one after the other; `undefined` at the end. */
export class Tokens {
  private readonly source: string;
  at: number;

  constructor(source: string, at = 0) {
    this.source = source;
    this.at = at;
  }

  private skip(): void {
    for (; this.at < this.source.length; this.at++) {
      const c = this.source.charAt(this.at);
      if (c === '%') while (this.at < this.source.length && !/[\r\n]/.test(this.source.charAt(this.at))) this.at++;
      else if (!SPACE.test(c)) return;
    }
  }

  private word(): string {
    const start = this.at;
    while (this.at < this.source.length && !DELIMITER.test(this.source.charAt(this.at))) this.at++;
    return this.source.slice(start, this.at);
  }

  private literal(): Text {
    let bytes = '';
    for (let depth = 1; depth > 0;) {
      const c = this.source.charAt(this.at++);
      if (c === '') throw new Error('a string does not end');
      if (c === '(') depth++;
      if (c === ')' && --depth === 0) break;
      if (c !== '\\') {
        bytes += c;
        continue;
      }
      const octal = /^[0-7]{1,3}/.exec(this.source.slice(this.at, this.at + 3))?.[0];
      const next = this.source.charAt(this.at);
      this.at += octal?.length ?? 1;
      bytes += octal ? String.fromCharCode(parseInt(octal, 8) & 255) : (ESCAPES[next] ?? next);
    }
    return { bytes, text: decoded(bytes) };
  }

  private list(end: ']' | '>>'): Value[] {
    const values: Value[] = [];
    for (;;) {
      this.skip();
      if (this.source.startsWith(end, this.at)) {
        this.at += end.length;
        return values;
      }
      const value = this.next();
      if (value === undefined) throw new Error(`no ${end}`);
      values.push(value);
    }
  }

  next(): Value | undefined {
    this.skip();
    const { source } = this;
    const c = source.charAt(this.at);
    if (c === '') return undefined;
    if (c === '/') {
      this.at++;
      return `/${this.word().replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))}`;
    }
    if (c === '(') {
      this.at++;
      return this.literal();
    }
    if (c === '[') {
      this.at++;
      return this.list(']');
    }
    if (source.startsWith('<<', this.at)) {
      this.at += 2;
      const values = this.list('>>');
      const entries = values.flatMap((key, i) => (i % 2 === 0 ? [[String(key).slice(1), values[i + 1] ?? null]] : []));
      return Object.fromEntries(entries) as Dictionary;
    }
    if (c === '<') {
      const end = source.indexOf('>', this.at);
      const hex = source.slice(this.at + 1, end).replace(/\s/g, '');
      if (hex.length % 2 !== 0) throw new Error('half a byte in a hexadecimal string (ISO 19005-2, 6.1.6)');
      this.at = end + 1;
      const bytes = Buffer.from(hex, 'hex').toString('latin1');
      return { bytes, text: decoded(bytes) };
    }
    const reference = /^(\d+) (\d+) R(?![\w])/.exec(source.slice(this.at, this.at + 24));
    if (reference) {
      this.at += reference[0].length;
      return { number: Number(reference[1]) };
    }
    const word = this.word();
    if (word === '') throw new Error(`a stray "${c}" at ${this.at}`);
    if (/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(word)) return Number(word);
    if (word === 'true' || word === 'false') return word === 'true';
    return word === 'null' ? null : { operator: word };
  }
}

/** PNG's filter "Up" is all that tables of places use. */
function unfiltered(data: Buffer, columns: number): Buffer {
  const rows = data.length / (columns + 1);
  const out = Buffer.alloc(rows * columns);
  for (let row = 0; row < rows; row++) {
    if (data[row * (columns + 1)] !== 2) throw new Error('another filter than Up');
    for (let c = 0; c < columns; c++) {
      const above = row > 0 ? (out[(row - 1) * columns + c] ?? 0) : 0;
      out[row * columns + c] = (data[row * (columns + 1) + 1 + c] ?? 0) + above;
    }
  }
  return out;
}

export class PdfObjects {
  readonly source: string;
  readonly trailer: Dictionary;
  private readonly bytes: Buffer;
  private readonly known = new Map<number, Value>();
  private readonly holders = new Map<number, readonly Value[]>();

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes);
    this.source = this.bytes.toString('latin1');
    const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(this.source)?.[1]);
    const table = this.readAt(start).value;
    if (!isStream(table)) throw new Error('the table of places is no stream');
    this.trailer = table.dictionary;
    const [a = 0, b = 0, c = 0] = table.dictionary['W'] as readonly number[];
    const rows = unfiltered(table.data, a + b + c);
    const packed: { readonly number: number; readonly holder: number; readonly index: number }[] = [];
    for (let number = 0; number * (a + b + c) < rows.length; number++) {
      const at = number * (a + b + c);
      const [kind, place, index] = [rows.readUIntBE(at, a), rows.readUIntBE(at + a, b), rows.readUIntBE(at + a + b, c)];
      if (kind === 1) this.place(number, place);
      if (kind === 2) packed.push({ number, holder: place, index });
    }
    for (const one of packed) this.known.set(one.number, this.unpacked(one.holder)[one.index] ?? null);
  }

  private place(number: number, offset: number): void {
    const read = this.readAt(offset);
    if (read.number !== number) throw new Error(`object ${read.number} stands where ${number} should`);
    this.known.set(number, read.value);
  }

  private unpacked(holder: number): readonly Value[] {
    const known = this.holders.get(holder);
    if (known) return known;
    const stream = this.known.get(holder);
    if (!isStream(stream)) throw new Error(`object ${holder} packs no others`);
    const tokens = new Tokens(stream.data.toString('latin1'), Number(stream.dictionary['First']));
    const values = Array.from({ length: Number(stream.dictionary['N']) }, () => tokens.next() ?? null);
    this.holders.set(holder, values);
    return values;
  }

  private readAt(offset: number): { readonly number: number; readonly value: Value } {
    const head = /^(\d+) 0 obj\n/.exec(this.source.slice(offset, offset + 24));
    if (!head) throw new Error(`no object at ${offset}`);
    const tokens = new Tokens(this.source, offset + head[0].length);
    const value = tokens.next() ?? null;
    const dictionary = isDictionary(value) ? (value as Dictionary) : undefined;
    const stream = /^\s*stream\r?\n/.exec(this.source.slice(tokens.at, tokens.at + 12));
    if (!stream || !dictionary) return { number: Number(head[1]), value };
    const from = tokens.at + stream[0].length;
    const raw = this.bytes.subarray(from, from + Number(dictionary['Length']));
    if (!/^\r?\nendstream\s/.test(this.source.slice(from + raw.length, from + raw.length + 12)))
      throw new Error(`the stream of object ${head[1]} is not as long as it says (ISO 19005-2, 6.1.7.1)`);
    const data = dictionary['Filter'] === '/FlateDecode' ? inflateSync(raw) : raw;
    return { number: Number(head[1]), value: { dictionary, data } };
  }

  /** What a reference stands for; any other value is itself. */
  get(value: Value | undefined): Value | undefined {
    return isReference(value) ? this.known.get(value.number) : value;
  }

  dictionary(value: Value | undefined): Dictionary {
    const found = this.get(value);
    if (isStream(found)) return found.dictionary;
    return isDictionary(found) ? found : {};
  }

  list(value: Value | undefined): readonly Value[] {
    const found = this.get(value);
    return Array.isArray(found) ? (found as readonly Value[]) : [];
  }

  text(value: Value | undefined): string | undefined {
    const found = this.get(value);
    return isText(found) ? found.text : undefined;
  }

  all(): ReadonlyMap<number, Value> {
    return this.known;
  }

  get catalogue(): Dictionary {
    return this.dictionary(this.trailer['Root']);
  }

  pages(): readonly Dictionary[] {
    const below = (node: Dictionary): readonly Dictionary[] =>
      node['Type'] === '/Pages' ? this.list(node['Kids']).flatMap((kid) => below(this.dictionary(kid))) : [node];
    return below(this.dictionary(this.catalogue['Pages']));
  }
}
