/**
 * The rows of a PNG: each a filter byte and the bytes that the filter left. Filters work on each byte of a pixel by itself, so
 * rows can be cut into colours and transparency without undoing them; only those that must be looked at are undone. Loops here
 * run over up to 320 million bytes, hence their shape.
 */
import { damaged } from './refused.ts';

export interface Raster {
  readonly width: number;
  readonly height: number;
  /** Of a sample. */
  readonly bits: number;
  /** 0 grey, 2 colours, 3 palette, 4 grey and transparency, 6 colours and transparency. */
  readonly type: number;
  readonly samples: number;
  readonly interlaced: boolean;
}

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
const WHOLE = [[0, 0, 1, 1]] as const;

interface Pass {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly columns: number;
  readonly rows: number;
  /** Bytes in a row, without its filter byte. */
  readonly length: number;
  /** Where the pass begins among all rows. */
  readonly start: number;
}

function passesOf({ width, height, bits, samples, interlaced }: Raster): readonly Pass[] {
  let start = 0;
  return (interlaced ? PASSES : WHOLE).flatMap(([x, y, dx, dy]) => {
    const [columns, rows] = [Math.ceil((width - x) / dx), Math.ceil((height - y) / dy)];
    if (columns <= 0 || rows <= 0) return [];
    const length = Math.ceil((columns * samples * bits) / 8);
    const pass = { x, y, dx, dy, columns, rows, length, start };
    start += rows * (length + 1);
    return [pass];
  });
}

export function sizeOfRows(raster: Raster): number {
  const last = passesOf(raster).at(-1);
  return last ? last.start + last.rows * (last.length + 1) : 0;
}

/** Bytes from a byte to the same byte of the pixel before it. */
const stepOf = ({ bits, samples }: Raster) => Math.max(1, (samples * bits) >> 3);

/** Undoes the filter of one row in place; `back` bytes before each stands the byte above it, or nothing in a first row. */
function unfilterRow(bytes: Uint8Array, at: number, length: number, step: number, back: number | undefined): void {
  const filter = bytes[at - 1];
  const end = at + length;
  const far = back ?? 0;
  bytes[at - 1] = 0;
  if (filter === 1 || (filter === 4 && back === undefined)) {
    for (let i = at + step; i < end; i++) bytes[i] = (bytes[i] ?? 0) + (bytes[i - step] ?? 0);
  } else if (filter === 2 && back !== undefined) {
    for (let i = at; i < end; i++) bytes[i] = (bytes[i] ?? 0) + (bytes[i - far] ?? 0);
  } else if (filter === 3) {
    for (let i = at; i < end; i++) {
      const left = i < at + step ? 0 : (bytes[i - step] ?? 0);
      const up = back === undefined ? 0 : (bytes[i - far] ?? 0);
      bytes[i] = (bytes[i] ?? 0) + ((left + up) >> 1);
    }
  } else if (filter === 4) {
    for (let i = at; i < end; i++) {
      const left = i < at + step ? 0 : (bytes[i - step] ?? 0);
      const corner = i < at + step ? 0 : (bytes[i - step - far] ?? 0);
      const up = bytes[i - far] ?? 0;
      const pa = Math.abs(up - corner);
      const pb = Math.abs(left - corner);
      const pc = Math.abs(left + up - corner - corner);
      bytes[i] = (bytes[i] ?? 0) + (pa <= pb && pa <= pc ? left : pb <= pc ? up : corner);
    }
  }
}

function unfilterPass(bytes: Uint8Array, { rows, length, start }: Pass, step: number): void {
  for (let row = 0; row < rows; row++) {
    const at = start + row * (length + 1) + 1;
    unfilterRow(bytes, at, length, step, row > 0 ? length + 1 : undefined);
  }
}

/** `entries` is the number of colours in the palette. Throws `Refused`; the rows are used up. */
export function checkRows(raster: Raster, bytes: Uint8Array, entries: number | undefined): void {
  const passes = passesOf(raster);
  for (const { start, rows, length } of passes)
    for (let row = 0; row < rows; row++)
      if ((bytes[start + row * (length + 1)] ?? 0) > 4) throw damaged('A row of the pixels cannot be read.');
  const { bits } = raster;
  if (entries === undefined || entries >= 1 << bits) return;
  const mask = (1 << bits) - 1;
  for (const pass of passes) {
    unfilterPass(bytes, pass, 1);
    for (let row = 0; row < pass.rows; row++) {
      const at = pass.start + row * (pass.length + 1) + 1;
      for (let column = 0; column < pass.columns; column++) {
        const bit = column * bits;
        const value = ((bytes[at + (bit >> 3)] ?? 0) >> (8 - bits - (bit & 7))) & mask;
        if (value >= entries) throw damaged('Pixels have colours that the table of colours lacks.');
      }
    }
  }
}

/** Interlaced rows as rows from top to bottom, their filters undone. */
export function plainRows(raster: Raster, bytes: Uint8Array): Uint8Array {
  const { width, height, bits, samples } = raster;
  const depth = bits * samples;
  const length = Math.ceil((width * depth) / 8);
  const out = new Uint8Array(height * (length + 1));
  const step = stepOf(raster);
  for (const pass of passesOf(raster)) {
    unfilterPass(bytes, pass, step);
    for (let row = 0; row < pass.rows; row++) {
      const from = pass.start + row * (pass.length + 1) + 1;
      const to = (pass.y + row * pass.dy) * (length + 1) + 1;
      for (let column = 0; column < pass.columns; column++) {
        const place = pass.x + column * pass.dx;
        if (depth >= 8) {
          for (let b = 0; b < step; b++) out[to + place * step + b] = bytes[from + column * step + b] ?? 0;
          continue;
        }
        const [bit, put] = [column * depth, place * depth];
        const value = ((bytes[from + (bit >> 3)] ?? 0) >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
        const byte = to + (put >> 3);
        out[byte] = (out[byte] ?? 0) | (value << (8 - depth - (put & 7)));
      }
    }
  }
  return out;
}

/** Rows of the bytes from `first` to `last` of each pixel, under the filters that the whole rows have. */
function cut({ width, height, bits, samples }: Raster, rows: Uint8Array, first: number, last: number): Uint8Array {
  const step = (samples * bits) >> 3;
  const count = last - first;
  const [whole, part] = [width * step + 1, width * count + 1];
  const out = new Uint8Array(height * part);
  for (let row = 0; row < height; row++) {
    out[row * part] = rows[row * whole] ?? 0;
    for (let b = 0; b < count; b++) {
      let from = row * whole + 1 + first + b;
      for (let to = row * part + 1 + b; to < (row + 1) * part; to += count, from += step) out[to] = rows[from] ?? 0;
    }
  }
  return out;
}

/** The colours of rows that hold transparency too. */
export function coloursOf(raster: Raster, rows: Uint8Array): Uint8Array {
  return cut(raster, rows, 0, ((raster.samples - 1) * raster.bits) >> 3);
}

/** The upper byte of their transparency: eight bits are more than an eye can tell apart. */
export function alphaOf(raster: Raster, rows: Uint8Array): Uint8Array {
  const first = ((raster.samples - 1) * raster.bits) >> 3;
  return cut(raster, rows, first, first + 1);
}

/** Whether transparency of one byte a pixel hides nothing anywhere; stops at the first row that does. */
export function opaque({ width, height }: Raster, alpha: Uint8Array): boolean {
  const bytes = alpha.slice();
  for (let row = 0; row < height; row++) {
    const at = row * (width + 1) + 1;
    unfilterRow(bytes, at, width, 1, row > 0 ? width + 1 : undefined);
    for (let i = at; i < at + width; i++) if (bytes[i] !== 255) return false;
  }
  return true;
}

/** One byte of transparency a pixel, from colours that are to be clear or from the palette's own list; no filters. */
export function maskOf(raster: Raster, rows: Uint8Array, transparency: Uint8Array): Uint8Array {
  const { width, height, bits, type, samples } = raster;
  const [pass] = passesOf({ ...raster, interlaced: false });
  const bytes = rows.slice();
  const out = new Uint8Array(height * (width + 1)).fill(255);
  if (!pass) return out;
  unfilterPass(bytes, pass, stepOf(raster));
  const step = stepOf(raster);
  // A clear colour is written with 16 bits a sample, whatever the depth of the picture.
  const clear = transparency.filter((_, i) => bits === 16 || i % 2 === 1).subarray(0, samples * (bits === 16 ? 2 : 1));
  for (let row = 0; row < height; row++) {
    const at = row * (pass.length + 1) + 1;
    const to = row * (width + 1) + 1;
    out[to - 1] = 0;
    for (let column = 0; column < width; column++) {
      if (bits < 8 || type === 3) {
        const bit = column * bits;
        const value = ((bytes[at + (bit >> 3)] ?? 0) >> (8 - bits - (bit & 7))) & ((1 << bits) - 1);
        if (type === 3) out[to + column] = transparency[value] ?? 255;
        else if (value === clear[0]) out[to + column] = 0;
        continue;
      }
      let same = true;
      for (let b = 0; b < step && same; b++) same = bytes[at + column * step + b] === clear[b];
      if (same) out[to + column] = 0;
    }
  }
  return out;
}
