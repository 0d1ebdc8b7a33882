/** Picture files made to measure, sound or not, by code that shares nothing with what reads them. */
import { crc32, deflateSync } from 'node:zlib';

export interface Wanted {
  readonly width: number;
  readonly height: number;
  /** 0 grey, 2 colours, 3 palette, 4 grey and transparency, 6 colours and transparency. */
  readonly type: 0 | 2 | 3 | 4 | 6;
  readonly bits: 1 | 2 | 4 | 8 | 16;
  readonly interlaced?: boolean;
  /** The samples of the pixel at this place. */
  readonly pixel: (x: number, y: number) => readonly number[];
  /** The filter of each row. */
  readonly filter?: (row: number) => number;
  readonly palette?: readonly number[];
  readonly transparency?: readonly number[];
  /** Chunks before the picture's data. */
  readonly more?: readonly Uint8Array[];
}

const SAMPLES = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

export function chunk(name: string, data: Uint8Array | string = ''): Uint8Array {
  const body = Buffer.concat([
    Buffer.from(name, 'latin1'),
    typeof data === 'string' ? Buffer.from(data, 'latin1') : data,
  ]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length - 4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** Samples as a row of bytes. */
function rowOf(samples: readonly number[], bits: number): number[] {
  const digits = samples.map((sample) => sample.toString(2).padStart(bits, '0')).join('');
  return (digits.match(/.{1,8}/g) ?? []).map((byte) => parseInt(byte.padEnd(8, '0'), 2));
}

/** As the PNG standard defines it, section 9. */
function filtered(row: readonly number[], above: readonly number[], step: number, filter: number): number[] {
  return row.map((value, i) => {
    const [a, b, c] = [row[i - step] ?? 0, above[i] ?? 0, (i >= step && above[i - step]) || 0];
    const p = a + b - c;
    const near = [a, b, c].toSorted((m, n) => Math.abs(p - m) - Math.abs(p - n))[0] ?? 0;
    const guess = [0, a, b, Math.floor((a + b) / 2), near][filter] ?? 0;
    return (value - guess) & 255;
  });
}

/** The rows with their filters. */
export function rowsOf({ width, height, type, bits, interlaced, pixel, filter = () => 0 }: Wanted): Uint8Array {
  const step = Math.max(1, (SAMPLES[type] * bits) / 8);
  const bytes: number[] = [];
  for (const [x0, y0, dx, dy] of interlaced ? PASSES : [[0, 0, 1, 1] as const]) {
    let above: number[] = [];
    for (let y = y0; y < height && x0 < width; y += dy) {
      const samples: number[] = [];
      for (let x = x0; x < width; x += dx) samples.push(...pixel(x, y));
      const row = rowOf(samples, bits);
      const kind = filter(y);
      bytes.push(kind, ...filtered(row, above, step, kind));
      above = row;
    }
  }
  return Uint8Array.from(bytes);
}

export function header({ width, height, type, bits, interlaced }: Omit<Wanted, 'pixel'>): Uint8Array {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([bits, type, 0, 0, interlaced ? 1 : 0], 8);
  return chunk('IHDR', data);
}

export const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

export function pngOf(wanted: Wanted, data: Uint8Array = deflateSync(rowsOf(wanted))): Uint8Array {
  const { palette, transparency, more = [] } = wanted;
  return new Uint8Array(
    Buffer.concat([
      SIGNATURE,
      header(wanted),
      ...more,
      ...(palette ? [chunk('PLTE', Uint8Array.from(palette))] : []),
      ...(transparency ? [chunk('tRNS', Uint8Array.from(transparency))] : []),
      // In two parts, as large files have it.
      chunk('IDAT', data.subarray(0, data.length >> 1)),
      chunk('IDAT', data.subarray(data.length >> 1)),
      chunk('IEND'),
    ]),
  );
}

/** A small sound picture of colours. */
export const PLAIN: Wanted = { width: 12, height: 9, type: 2, bits: 8, pixel: (x, y) => [x * 20, y * 28, 128] };

export function segment(marker: number, ...parts: readonly (Uint8Array | string)[]): Uint8Array {
  const data = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));
  return Buffer.concat([Uint8Array.of(0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255), data]);
}

/** A baseline JPEG with these segments behind its first two bytes. */
export function jpegWith(jpeg: Uint8Array, ...segments: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]));
}

/** EXIF as cameras write it, in either order of bytes: how to hold the picture, and where it was taken. */
export function exif(orientation: number, little = false): Uint8Array {
  const place = 'GPS 53.4808 N 2.2426 W';
  const block = Buffer.alloc(26 + 12 + place.length);
  const two = (value: number, at: number) => (little ? block.writeUInt16LE(value, at) : block.writeUInt16BE(value, at));
  const four = (value: number, at: number) =>
    little ? block.writeUInt32LE(value, at) : block.writeUInt32BE(value, at);
  block.write(little ? 'II' : 'MM', 0);
  two(42, 2);
  four(8, 4);
  two(2, 8);
  [0x010e, 2, 0, 38, 0x0112, 3].forEach((value, i) => two(value, [10, 12, 14, 18, 22, 24][i] ?? 0));
  four(place.length, 14);
  four(38, 18);
  four(1, 26);
  two(orientation, 30);
  block.write(place, 38);
  return block;
}

/** A colour profile of version 2, of three colours and whatever else a screen's own profile names. */
export function profile(...more: readonly (readonly [name: string, data: Buffer])[]): Uint8Array {
  const xyz = Buffer.concat([Buffer.from('XYZ \0\0\0\0'), Buffer.from('0000f6d6000100000000d32d', 'hex')]);
  const curve = Buffer.from('637572760000000000000001023300', 'hex');
  const tags = [
    ...['wtpt', 'rXYZ', 'gXYZ', 'bXYZ'].map((name) => [name, xyz] as const),
    ...['rTRC', 'gTRC', 'bTRC'].map((name) => [name, curve] as const),
    ...more,
  ];
  const head = Buffer.alloc(132 + tags.length * 12);
  head.write('\x02\x40\0\0mntrRGB XYZ ', 8, 'latin1');
  head.write('acsp', 36);
  head.writeUInt32BE(tags.length, 128);
  let offset = head.length;
  tags.forEach(([name, data], index) => {
    head.write(name, 132 + index * 12);
    head.writeUInt32BE(offset, 136 + index * 12);
    head.writeUInt32BE(data.length, 140 + index * 12);
    offset += data.length;
  });
  head.writeUInt32BE(offset, 0);
  return Buffer.concat([head, ...tags.map(([, data]) => data)]);
}
