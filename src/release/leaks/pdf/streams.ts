/** The data of a stream with its filters undone (ISO 32000-1, 7.4). Throws `Unreadable` on a filter that it does not know. */
import { inflateSync } from 'node:zlib';
import {
  isArray,
  isDictionary,
  isName,
  isText,
  Lexer,
  type PdfDictionary,
  type PdfStream,
  type PdfValue,
  Unreadable,
} from './values.ts';

/** Rows of a predictor (7.4.4.4, the filters of PNG) undone. */
function unpredicted(bytes: Uint8Array, parms: PdfDictionary): Uint8Array {
  const number = (key: string, fallback: number) => {
    const value = parms.get(key);
    return typeof value === 'number' ? value : fallback;
  };
  const predictor = number('Predictor', 1);
  if (predictor === 1) return bytes;
  if (predictor < 10) throw new Unreadable('a stream has a predictor that is not known');
  const size = Math.max(1, (number('Colors', 1) * number('BitsPerComponent', 8)) >> 3);
  const row = Math.ceil((number('Colors', 1) * number('BitsPerComponent', 8) * number('Columns', 1)) / 8);
  const out = new Uint8Array(Math.ceil(bytes.length / (row + 1)) * row);
  for (let from = 0, to = 0; from < bytes.length; from += row + 1, to += row) {
    const kind = bytes[from] ?? 0;
    for (let index = 0; index < row; index++) {
      const left = index >= size ? (out[to + index - size] ?? 0) : 0;
      const up = to > 0 ? (out[to + index - row] ?? 0) : 0;
      const corner = to > 0 && index >= size ? (out[to + index - row - size] ?? 0) : 0;
      const paeth = () => {
        const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
        return a <= b && a <= c ? left : b <= c ? up : corner;
      };
      const guess = [0, left, up, (left + up) >> 1][kind] ?? paeth();
      out[to + index] = ((bytes[from + 1 + index] ?? 0) + guess) & 0xff;
    }
  }
  return out;
}

const [TILDE, SMALL_Z] = [0x7e, 0x7a];

function ascii85(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  let group: number[] = [];
  const flush = (count: number) => {
    const value = group.reduce((sum, digit) => sum * 85 + digit, 0);
    for (let index = 0; index < count; index++) out.push(Math.floor(value / 256 ** (3 - index)) & 0xff);
    group = [];
  };
  for (const byte of bytes) {
    if (byte === TILDE) break;
    if (byte === SMALL_Z && group.length === 0) out.push(0, 0, 0, 0);
    else if (byte >= 33 && byte <= 117) group.push(byte - 33);
    if (group.length === 5) flush(4);
  }
  const rest = group.length;
  while (rest > 0 && group.length < 5) group.push(84);
  if (rest > 1) flush(rest - 1);
  return Uint8Array.from(out);
}

function inflated(bytes: Uint8Array): Uint8Array {
  try {
    return inflateSync(bytes);
  } catch {
    throw new Unreadable('a compressed stream is damaged');
  }
}

/** Pictures keep their own compression: there are no words in them to be read. */
const PICTURE_FILTERS = ['DCTDecode', 'JPXDecode', 'CCITTFaxDecode', 'JBIG2Decode'];

const FILTERS: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  FlateDecode: inflated,
  Fl: inflated,
  ASCIIHexDecode: (bytes) => {
    const text = new Lexer(Buffer.concat([Buffer.from('<'), bytes, Buffer.from('>')])).next();
    return isText(text) ? text.bytes : bytes;
  },
  ASCII85Decode: ascii85,
};

const listed = (value: PdfValue | undefined): readonly PdfValue[] =>
  value === undefined ? [] : isArray(value) ? value : [value];

/** The data of a stream with its filters undone, up to those of pictures. */
export function dataOf({ dictionary, raw }: PdfStream): Uint8Array {
  const parms = listed(dictionary.get('DecodeParms'));
  let data = raw;
  for (const [index, filter] of listed(dictionary.get('Filter')).entries()) {
    const name = isName(filter) ? filter.name : '';
    if (PICTURE_FILTERS.includes(name)) return data;
    const decode = FILTERS[name];
    if (!decode) throw new Unreadable('a stream has a filter that is not known');
    data = decode(data);
    const own = parms[index];
    if (isDictionary(own)) data = unpredicted(data, own);
  }
  return data;
}
