/**
 * A PDF's bytes to its objects, read as a stranger would: whatever looks like an object counts, wherever it stands and whether or
 * not anything refers to it, so that earlier revisions and forgotten objects are seen too. Shares nothing with what writes PDFs.
 * Throws `Unreadable` on what it cannot decode: what cannot be read cannot be proved clean.
 */
import { dataOf } from './streams.ts';
import {
  isDictionary,
  isName,
  latin1,
  Lexer,
  type PdfDictionary,
  type PdfStream,
  type PdfValue,
  Unreadable,
} from './values.ts';

export interface PdfObject {
  readonly number: number;
  readonly value: PdfValue;
}

const OBJECT = /(\d{1,10})[ \t\r\n]+\d{1,5}[ \t\r\n]+obj\b|\btrailer\b/g;

/** Where the data of a stream ends: its length where that is right, else the word that ends it. */
function streamOf(text: string, bytes: Uint8Array, dictionary: PdfDictionary, after: number): PdfStream {
  const from = after + (text.startsWith('\r\n', after) ? 2 : 1);
  const length = dictionary.get('Length');
  const stated = typeof length === 'number' ? from + length : undefined;
  const right = stated !== undefined && /^[\r\n]{0,2}endstream/.test(text.slice(stated, stated + 11));
  const found = text.indexOf('endstream', from);
  const to = right ? stated : found === -1 ? bytes.length : found;
  return { dictionary, raw: bytes.subarray(from, to) };
}

/** Objects that are packed into a stream (7.5.7). */
function packedIn(stream: PdfStream): readonly PdfObject[] {
  const first = stream.dictionary.get('First');
  const count = stream.dictionary.get('N');
  if (typeof first !== 'number' || typeof count !== 'number') return [];
  const lexer = new Lexer(dataOf(stream));
  const heads = Array.from({ length: Math.min(count, lexer.bytes.length) }, () => [lexer.next(), lexer.next()]);
  return heads.flatMap(([number, offset]) => {
    if (typeof number !== 'number' || typeof offset !== 'number') return [];
    lexer.at = first + offset;
    const value = lexer.next();
    return value === undefined ? [] : [{ number, value }];
  });
}

export interface PdfFile {
  /** Later objects of the same number beside earlier ones; trailers have the number 0. */
  readonly objects: readonly PdfObject[];
  /** The file without the data of its streams. */
  readonly skeleton: string;
}

export function objectsOf(bytes: Uint8Array): PdfFile {
  const text = latin1(bytes);
  const objects: PdfObject[] = [];
  let skeleton = '';
  let copied = 0;
  const lexer = new Lexer(bytes);
  OBJECT.lastIndex = 0;
  for (let head = OBJECT.exec(text); head; head = OBJECT.exec(text)) {
    lexer.at = head.index + head[0].length;
    const value = lexer.next();
    if (value === undefined) continue;
    const number = Number(head[1] ?? 0);
    const follows = isDictionary(value) ? /^\s*stream(?=[\r\n])/.exec(text.slice(lexer.at, lexer.at + 20)) : null;
    if (isDictionary(value) && value.has('Encrypt')) throw new Unreadable('it is encrypted');
    if (!isDictionary(value) || !follows) objects.push({ number, value });
    else {
      const stream = streamOf(text, bytes, value, lexer.at + follows[0].length);
      objects.push({ number, value: stream });
      const type = value.get('Type');
      if (isName(type) && type.name === 'ObjStm') objects.push(...packedIn(stream));
      const from = stream.raw.byteOffset - bytes.byteOffset;
      skeleton += text.slice(copied, from);
      copied = lexer.at = from + stream.raw.length;
    }
    OBJECT.lastIndex = lexer.at;
  }
  return { objects, skeleton: skeleton + text.slice(copied) };
}
