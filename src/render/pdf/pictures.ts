/**
 * Pictures in the form in which a PDF holds them. Bytes come in; a drawable goes out, or `undefined` when they are corrupt, too
 * large, or in colours that the archival standard does not take: the page then shows the alternative text. pdfkit's own reader
 * is not used because a corrupt picture ends its process from a callback.
 */
import { deflateSync, inflateSync } from 'node:zlib';
import type { Picture } from '../../model/edition.ts';

export interface Drawable {
  /** From the content root; one picture is stored once however often it is drawn. */
  readonly file: string;
  readonly width: number;
  readonly height: number;
  /** Degrees clockwise by which the stored picture has to be turned to stand upright; `width` and `height` are those of the upright one. */
  readonly turn?: 90 | 180 | 270 | undefined;
  readonly bits: number;
  readonly filter: 'DCTDecode' | 'FlateDecode';
  readonly colours: 'DeviceGray' | 'DeviceRGB' | { readonly palette: Uint8Array };
  /** Set when the rows carry PNG's own predictors: the number of samples in a pixel. */
  readonly predicted?: number | undefined;
  readonly bytes: Uint8Array;
  /** Eight bits a pixel, deflated. */
  readonly alpha?: Uint8Array | undefined;
}

/** Pixels of the largest picture that is shown: 40 million take about 160 MB to decode. */
const LARGEST = 40_000_000;

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};
/** The seven passes of an interlaced PNG: first column, first row, step across, step down. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

interface Png {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly type: number;
  readonly samples: number;
  readonly interlaced: boolean;
  readonly palette: Uint8Array;
  readonly transparency: Uint8Array | undefined;
  readonly packed: Uint8Array;
}

/** The chunks that make the picture; a file may hold a million others. */
const READ = ['IHDR', 'PLTE', 'tRNS', 'IDAT'];

function readChunks(bytes: Uint8Array): ReadonlyMap<string, readonly Uint8Array[]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks = new Map<string, Uint8Array[]>();
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (at + 12 + length > bytes.length) break;
    if (READ.includes(name)) {
      const parts = chunks.get(name) ?? [];
      parts.push(bytes.subarray(at + 8, at + 8 + length));
      chunks.set(name, parts);
    }
    at += 12 + length;
  }
  return chunks;
}

function readPng(bytes: Uint8Array): Png | undefined {
  const chunks = readChunks(bytes);
  const header = chunks.get('IHDR')?.[0];
  if (!header || header.length < 13) return undefined;
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const [width, height, bits, type] = [view.getUint32(0), view.getUint32(4), view.getUint8(8), view.getUint8(9)];
  const samples = SAMPLES[type];
  if (!samples || !DEPTHS[type]?.includes(bits) || width * height === 0 || width * height > LARGEST) return undefined;
  const palette = chunks.get('PLTE')?.[0] ?? new Uint8Array();
  if (type === 3 && (palette.length === 0 || palette.length % 3 !== 0 || palette.length > 768)) return undefined;
  const transparency = chunks.get('tRNS')?.[0];
  const packed = Buffer.concat(chunks.get('IDAT') ?? []);
  return { width, height, bits, type, samples, interlaced: view.getUint8(12) === 1, palette, transparency, packed };
}

function paeth(a: number, b: number, c: number): number {
  const p = a + b - c;
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/** Undoes PNG's filters in place for `rows` rows of `length` bytes, each behind its filter byte. */
function unfilter(bytes: Uint8Array, rows: number, length: number, step: number): void {
  for (let row = 0; row < rows; row++) {
    const start = row * (length + 1) + 1;
    const filter = bytes[start - 1] ?? 0;
    for (let i = 0; i < length; i++) {
      const left = i >= step ? (bytes[start + i - step] ?? 0) : 0;
      const up = row > 0 ? (bytes[start + i - length - 1] ?? 0) : 0;
      const corner = row > 0 && i >= step ? (bytes[start + i - length - 1 - step] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      bytes[start + i] = (bytes[start + i] ?? 0) + guess;
    }
  }
}

/** Every sample of every pixel, in reading order; 16 bits are cut to the upper 8, fewer than 8 stay as they are. */
function samplesOf(png: Png, raw: Uint8Array): Uint8Array {
  const { width, height, bits, samples } = png;
  const all = new Uint8Array(width * height * samples);
  const passes = png.interlaced ? PASSES : ([[0, 0, 1, 1]] as const);
  let at = 0;
  for (const [x0, y0, dx, dy] of passes) {
    const [columns, rows] = [Math.ceil((width - x0) / dx), Math.ceil((height - y0) / dy)];
    if (columns <= 0 || rows <= 0) continue;
    const length = Math.ceil((columns * samples * bits) / 8);
    const part = raw.subarray(at, at + rows * (length + 1));
    unfilter(part, rows, length, Math.max(1, (samples * bits) >> 3));
    at += part.length;
    for (let i = 0; i < rows * columns * samples; i++) {
      const [row, place] = [Math.floor(i / (columns * samples)), i % (columns * samples)];
      const bit = place * bits;
      const byte = part[row * (length + 1) + 1 + (bit >> 3)] ?? 0;
      const value = bits >= 8 ? byte : (byte >> (8 - bits - (bit & 7))) & ((1 << bits) - 1);
      const pixel = (y0 + row * dy) * width + x0 + Math.floor(place / samples) * dx;
      all[pixel * samples + (place % samples)] = value;
    }
  }
  return all;
}

function sizeOfRaw({ width, height, bits, samples, interlaced }: Png): number {
  const passes = interlaced ? PASSES : ([[0, 0, 1, 1]] as const);
  return passes.reduce((sum, [x0, y0, dx, dy]) => {
    const [columns, rows] = [Math.ceil((width - x0) / dx), Math.ceil((height - y0) / dy)];
    return columns > 0 && rows > 0 ? sum + rows * (1 + Math.ceil((columns * samples * bits) / 8)) : sum;
  }, 0);
}

/** Colours and transparency apart, eight bits a sample. */
function split(png: Png, raw: Uint8Array): Pick<Drawable, 'colours' | 'bytes' | 'alpha' | 'bits'> {
  const { type, samples, palette, transparency, bits } = png;
  const values = samplesOf(png, raw);
  const count = png.width * png.height;
  const shown = type === 0 || type === 4 ? 1 : 3;
  const colour = new Uint8Array(count * shown);
  const alpha = new Uint8Array(count).fill(255);
  const stretch = bits < 8 && type !== 3 ? 255 / ((1 << bits) - 1) : 1;
  const clear = transparency && type !== 3 ? [1, 3, 5].map((i) => transparency[bits === 16 ? i - 1 : i]) : [];
  for (let pixel = 0; pixel < count; pixel++) {
    const from = pixel * samples;
    const index = values[from] ?? 0;
    for (let c = 0; c < shown; c++) {
      colour[pixel * shown + c] = type === 3 ? (palette[index * 3 + c] ?? 0) : (values[from + c] ?? 0) * stretch;
    }
    if (type === 4 || type === 6) alpha[pixel] = values[from + shown] ?? 255;
    if (type === 3) alpha[pixel] = transparency?.[index] ?? 255;
    const cleared =
      clear.length > 0 && Array.from({ length: shown }, (_, c) => values[from + c]).every((v, c) => v === clear[c]);
    if (cleared) alpha[pixel] = 0;
  }
  const see = alpha.some((value) => value !== 255);
  const colours = shown === 1 ? 'DeviceGray' : 'DeviceRGB';
  return { colours, bits: 8, bytes: deflateSync(colour), alpha: see ? deflateSync(alpha) : undefined };
}

function drawPng(file: string, bytes: Uint8Array): Drawable | undefined {
  const png = readPng(bytes);
  if (!png) return undefined;
  const { width, height, bits, samples, type, palette } = png;
  const expected = sizeOfRaw(png);
  const raw = inflateSync(png.packed, { maxOutputLength: expected + 64 });
  if (raw.length < expected) return undefined;
  const base = { file, width, height, filter: 'FlateDecode' as const };
  if (type === 4 || type === 6 || png.transparency || png.interlaced) return { ...base, ...split(png, raw) };
  const colours = type === 3 ? { palette } : type === 0 ? 'DeviceGray' : 'DeviceRGB';
  return { ...base, bits, colours, predicted: samples, bytes: png.packed };
}

/** Cameras store what their sensor saw and say in EXIF how to hold it (TIFF tag 0x0112); mirrored pictures are left as they are. */
function turnOf(segment: Uint8Array): Drawable['turn'] {
  const view = new DataView(segment.buffer, segment.byteOffset, segment.byteLength);
  if (segment.length < 20 || String.fromCharCode(...segment.subarray(0, 4)) !== 'Exif') return undefined;
  const little = segment[6] === 0x49;
  const start = 6 + view.getUint32(10, little);
  for (let i = 0; i < view.getUint16(start, little); i++) {
    const at = start + 2 + i * 12;
    if (view.getUint16(at, little) !== 0x0112) continue;
    const turns: Readonly<Record<number, Drawable['turn']>> = { 3: 180, 6: 90, 8: 270 };
    return turns[view.getUint16(at + 8, little)];
  }
  return undefined;
}

/** Walks the segments up to the frame header (ITU T.81, B.2.2), which has the size and the number of components. */
function drawJpeg(file: string, bytes: Uint8Array): Drawable | undefined {
  let turn: Drawable['turn'];
  for (let at = 2; at + 9 < bytes.length;) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) return undefined;
    if (marker === 0xff || (marker >= 0xd0 && marker <= 0xd7)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    const two = (i: number) => (bytes[at + i] ?? 0) * 256 + (bytes[at + i + 1] ?? 0);
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const [bits, height, width, components] = [bytes[at + 4] ?? 0, two(5), two(7), bytes[at + 9]];
      // Four components would be CMYK, which an sRGB output intent does not cover (ISO 19005-2, 6.2.4.3).
      const colours = components === 1 ? 'DeviceGray' : components === 3 ? 'DeviceRGB' : undefined;
      if (!colours || bits !== 8 || width * height === 0 || width * height > LARGEST) return undefined;
      const lies = turn === 90 || turn === 270;
      const upright = lies ? { width: height, height: width } : { width, height };
      return { file, ...upright, turn, bits, filter: 'DCTDecode', colours, bytes };
    }
    if (marker === 0xe1) turn ??= turnOf(bytes.subarray(at + 4, at + 2 + two(2)));
    at += 2 + two(2);
  }
  return undefined;
}

/** A picture ready to be drawn. */
export function drawableOf({ file, bytes }: Picture): Drawable | undefined {
  try {
    if (SIGNATURE.every((byte, i) => bytes[i] === byte)) return drawPng(file, bytes);
    // Without the mark at its end a JPEG was cut off.
    const end = bytes.lastIndexOf(0xd9);
    if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[end - 1] === 0xff) return drawJpeg(file, bytes);
    return undefined;
  } catch {
    return undefined; // zlib throws on corrupt data
  }
}
