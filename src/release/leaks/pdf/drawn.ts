/**
 * The words that page content draws: codes to characters by the ToUnicode map of the font in use (ISO 32000-1, 9.10), pieces of
 * shown text joined as kerning has cut them, strings in marked content (ActualText, Alt) beside them.
 */
import {
  isArray,
  isDictionary,
  isName,
  isStream,
  isText,
  isWord,
  Lexer,
  type PdfDictionary,
  type PdfStream,
  type PdfValue,
  Unreadable,
} from './values.ts';
import { dataOf } from './streams.ts';

/** What the codes of a font mean. */
export interface Encoding {
  /** Bytes of a code. */
  readonly width: number;
  /** The character of each code up to the last that has one; 0 where it is none, or several. */
  readonly units: Uint16Array;
  readonly several: ReadonlyMap<number, string>;
}

export type Resolve = (value: PdfValue | undefined) => PdfValue | undefined;

/** PDFDocEncoding where it differs from Latin-1 (D.3): codes 0x18 to 0x1f, then 0x80 to 0xa0. */
const DOC_LOW = '˘ˇˆ˙˝˛˚˜';
const DOC_HIGH = '•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\u009f€';

/** A text string (7.9.2.2). */
export function textOf(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16(bytes.subarray(2));
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return buffer.toString('utf16le', 2);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return buffer.toString('utf8', 3);
  return buffer
    .toString('latin1')
    .replace(/[\u0018-\u001f]/g, (sign) => DOC_LOW.charAt(sign.charCodeAt(0) - 0x18))
    .replace(/[\u0080-\u00a0]/g, (sign) => DOC_HIGH.charAt(sign.charCodeAt(0) - 0x80));
}

const valueOf = (bytes: Uint8Array) => bytes.reduce((sum, byte) => sum * 256 + byte, 0);

function utf16(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at + 1 < bytes.length; at += 2)
    text += String.fromCharCode(((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
  return text;
}

/** The last unit raised by `by`, as a range of a map counts on. */
function raised(text: string, by: number): string {
  const last = text.charCodeAt(text.length - 1);
  return text.slice(0, -1) + String.fromCharCode(last + by);
}

function encodingOf(width: number, characters: ReadonlyMap<number, string>): Encoding {
  const single = [...characters].filter(([code, text]) => text.length === 1 && code < 0x10000);
  const units = new Uint16Array(single.reduce((most, [code]) => Math.max(most, code + 1), 0));
  for (const [code, text] of single) units[code] = text.charCodeAt(0);
  return { width, units, several: new Map([...characters].filter(([code]) => !units[code])) };
}

/** A ToUnicode map: the lists of `beginbfchar` and `beginbfrange`, and how many bytes a code has. */
function mapOf(stream: PdfStream): Encoding {
  const lexer = new Lexer(dataOf(stream));
  const characters = new Map<number, string>();
  let width = 2;
  let pending: PdfValue[] = [];
  function addRange([low, high, to]: readonly (PdfValue | undefined)[]): void {
    if (!isText(low) || !isText(high)) return;
    const from = valueOf(low.bytes);
    const count = Math.min(valueOf(high.bytes) - from + 1, 0x10000);
    for (let index = 0; index < count; index++) {
      const own = isArray(to) ? to[index] : to;
      if (isText(own)) characters.set(from + index, isArray(to) ? utf16(own.bytes) : raised(utf16(own.bytes), index));
    }
  }
  for (let value = lexer.next(); value !== undefined; value = lexer.next()) {
    if (!isWord(value)) {
      pending.push(value);
      continue;
    }
    const [first] = pending;
    if (value.word === 'endcodespacerange' && isText(first)) width = Math.max(1, first.bytes.length);
    if (value.word === 'endbfchar') {
      for (let index = 0; index + 1 < pending.length; index += 2) {
        const [from, to] = [pending[index], pending[index + 1]];
        if (isText(from) && isText(to)) characters.set(valueOf(from.bytes), utf16(to.bytes));
      }
    }
    if (value.word === 'endbfrange')
      for (let index = 0; index + 2 < pending.length; index += 3) addRange(pending.slice(index, index + 3));
    pending = [];
  }
  return encodingOf(width, characters);
}

/** A font with codes of one byte and no map of its own is taken to have the usual letters. */
const usualEncoding = () =>
  (usual ??= encodingOf(1, new Map(Array.from({ length: 256 }, (_, value) => [value, textOf(Uint8Array.of(value))]))));
let usual: Encoding | undefined;

function lettersOf(font: PdfDictionary, resolve: Resolve): Encoding {
  const map = resolve(font.get('ToUnicode'));
  if (isStream(map)) return mapOf(map);
  const subtype = font.get('Subtype');
  if (isName(subtype) && subtype.name === 'Type0') throw new Unreadable('a font does not say which letters it draws');
  return usualEncoding();
}

/** Fonts by their names in the resources of a page or form. */
export function openFonts(resolve: Resolve): (resources: PdfValue | undefined) => ReadonlyMap<string, Encoding> {
  const known = new Map<PdfValue, Encoding>();
  return (resources) => {
    const held = resolve(resources);
    const fonts = isDictionary(held) ? resolve(held.get('Font')) : undefined;
    const found = new Map<string, Encoding>();
    const items = isDictionary(fonts) ? fonts.items : [];
    for (let index = 0; index < items.length; index += 2) {
      const [name, font] = [items[index], resolve(items[index + 1])];
      if (!isName(name) || !isDictionary(font)) continue;
      const encoding = known.get(font) ?? lettersOf(font, resolve);
      known.set(font, encoding);
      if (!found.has(name.name)) found.set(name.name, encoding);
    }
    return found;
  };
}

/** A gap in a TJ array, in thousandths of the type size, from which on it is a space. Kerning is smaller. */
const GAP = -180;

/** Every string in a value; keys and names, which are mostly the format's own words, go to `names`. */
export function collectStrings(value: PdfValue | undefined, strings: Set<string>, names: Set<string>, depth = 0): void {
  if (typeof value !== 'object' || depth > 100) return;
  if (isName(value)) names.add(value.name);
  else if (isText(value)) strings.add(textOf(value.bytes));
  else if (isDictionary(value)) for (const item of value.items) collectStrings(item, strings, names, depth + 1);
  else if (isArray(value)) for (const item of value) collectStrings(item, strings, names, depth + 1);
  else if (isStream(value)) collectStrings(value.dictionary, strings, names, depth);
}

const [SPACE, NEW_LINE] = [0x20, 0x0a];

/** Text that comes letter by letter: as a growing string it would cost more than all else that is done with it. */
class Drawn {
  private units = new Uint16Array(8192);
  private count = 0;

  private makeRoom(more: number): void {
    if (this.count + more <= this.units.length) return;
    const before = this.units;
    this.units = new Uint16Array(2 * (this.count + more));
    this.units.set(before);
  }

  add(unit: number): void {
    this.makeRoom(1);
    this.units[this.count++] = unit;
  }

  /** The characters of codes; those that have none count as space. */
  addCodes(bytes: Uint8Array, count: number, { width, units, several }: Encoding): void {
    this.makeRoom(count);
    for (let at = 0; at < count; at += width) {
      let code = bytes[at] ?? 0;
      for (let next = 1; next < width; next++) code = code * 256 + (bytes[at + next] ?? 0);
      const unit = units[code] ?? 0;
      if (unit !== 0) this.units[this.count++] = unit;
      else {
        const text = several.get(code) ?? ' ';
        this.makeRoom(count + text.length);
        for (let index = 0; index < text.length; index++) this.units[this.count++] = text.charCodeAt(index);
      }
    }
  }

  read(): string {
    return Buffer.from(this.units.buffer, 0, this.count * 2).toString('utf16le');
  }
}

/** Operators that begin a line, or may. */
const LINES = new Set(['BT', 'ET', 'Td', 'TD', 'Tm', 'T*', "'", '"']);

/**
 * What a content stream draws, as text: every string in it, whatever operator it is for. Operands of other kinds, such as the
 * properties of marked content, go to `marks`. Strings and numbers are not made into values: they are nearly all of a stream.
 */
export function drawnBy(
  content: Uint8Array,
  fonts: ReadonlyMap<string, Encoding>,
  marks: (value: PdfValue) => void,
): string {
  const lexer = new Lexer(content);
  const states: Encoding[] = [];
  const [first = usualEncoding()] = fonts.values();
  let encoding = first;
  let name = '';
  const text = new Drawn();
  let others: PdfValue[] = [];

  function perform(operator: string): void {
    if (LINES.has(operator)) text.add(NEW_LINE);
    switch (operator) {
      case 'Tf':
        encoding = fonts.get(name) ?? first;
        break;
      case 'q':
        states.push(encoding);
        break;
      case 'Q':
        encoding = states.pop() ?? encoding;
        break;
      case 'ID':
        // An inline picture: its data ends before EI between white space (8.9.7).
        lexer.at = endOfPicture(content, lexer.at);
        break;
      default:
        others.forEach(marks);
    }
    if (others.length > 0) others = [];
  }

  for (let kind = lexer.kind(); kind !== 'end'; kind = lexer.kind()) {
    if (kind === 'string') {
      const count = lexer.readString();
      text.addCodes(lexer.string, count, encoding);
    } else if (kind === 'number') {
      if (lexer.number() < GAP) text.add(SPACE);
    } else if (kind === 'bracket') lexer.at++;
    else {
      const value = lexer.next();
      if (isWord(value)) perform(value.word);
      else if (isName(value)) name = value.name;
      else if (value !== undefined) others.push(value);
    }
  }
  return text.read();
}

function endOfPicture(content: Uint8Array, from: number): number {
  const isSpace = (byte: number | undefined) => byte === undefined || byte === 10 || byte === 13 || byte === 32;
  for (let at = from; at + 2 < content.length; at++) {
    if (isSpace(content[at]) && content[at + 1] === 69 && content[at + 2] === 73 && isSpace(content[at + 3]))
      return at + 3;
  }
  return content.length;
}
