/**
 * PNG files (W3C PNG, third edition): the chunks that make the picture, whether they are whole, and the file without all others.
 * Pictures in other colours than those of the web carry an ICC profile; older ways to say so are refused.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { orientationIn } from './orientation.ts';
import { colourProfile } from './profile.ts';
import { checkSize, damaged, unfit } from './refused.ts';
import { checkRows, type Raster, sizeOfRows } from './rows.ts';

export interface Png extends Raster {
  /** Red, green and blue of each entry; empty unless `type` is 3. */
  readonly palette: Uint8Array;
  readonly transparency: Uint8Array | undefined;
  readonly profile: Uint8Array | undefined;
  /** The rows with their filters, deflated. */
  readonly packed: Uint8Array;
}

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const SAMPLES: Readonly<Record<number, 1 | 2 | 3 | 4>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};
const CRITICAL = ['IHDR', 'PLTE', 'IDAT', 'IEND'];
/** Those that say what the picture's numbers mean; a file may hold a million others, which are not kept. */
const READ = [...CRITICAL, 'tRNS', 'iCCP', 'sRGB', 'gAMA', 'cHRM', 'cICP', 'eXIf', 'acTL'];
const LARGEST_PROFILE = 4 * 1024 * 1024;

export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, index) => bytes[index] === byte);
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

type Chunks = ReadonlyMap<string, readonly Uint8Array[]>;

const headerOf = (header: Uint8Array) => {
  const view = viewOf(header);
  return { width: view.getUint32(0), height: view.getUint32(4) };
};

/** Every chunk up to the last one; what stands behind that is no part of the picture. */
function readChunks(bytes: Uint8Array): Chunks {
  const view = viewOf(bytes);
  const chunks = new Map<string, Uint8Array[]>();
  let before = '';
  for (let at = SIGNATURE.length; ;) {
    if (at + 12 > bytes.length) throw damaged('The file ends before the picture does.');
    const length = view.getUint32(at);
    const end = at + 12 + length;
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (at === SIGNATURE.length && (name !== 'IHDR' || length !== 13))
      throw damaged('The file does not begin with the header of a PNG.');
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (name === 'IHDR' && data.length === 13) checkSize(headerOf(data).width, headerOf(data).height);
    if (end > bytes.length) throw damaged('The file ends before the picture does.');
    if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4))
      throw damaged(`The bytes of the part “${name.replace(/[^A-Za-z]/g, '?')}” do not agree with their checksum.`);
    const critical = (bytes[at + 4] ?? 0) < 0x60;
    const known = chunks.get(name);
    const again = known && (name !== 'IDAT' || before !== 'IDAT');
    if (critical && (!CRITICAL.includes(name) || again)) throw damaged('The parts of the file are not those of a PNG.');
    if (name === 'IEND') return chunks;
    if (known && !again && length > 0) known.push(data);
    else if (READ.includes(name) && !known) chunks.set(name, [data]);
    before = name;
    at = end;
  }
}

/** The colours of the web, as a PNG could say it without a profile: gamma 1/2.2, and the primaries of sRGB. */
const GAMMA = 45455;
const PRIMARIES = [31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000];

function checkColours(chunks: Chunks): void {
  const one = (name: string) => chunks.get(name)?.[0];
  const [coded, gamma, primaries] = [one('cICP'), one('gAMA'), one('cHRM')];
  const web = coded && coded[0] === 1 && coded[1] === 13;
  if (coded && !web) throw unfit('The colours are those of film or television (cICP).');
  if (coded || one('iCCP') || one('sRGB')) return;
  const far = (value: number, wanted: number) => Math.abs(value - wanted) > 1000;
  const off =
    primaries?.length === 32 && PRIMARIES.some((wanted, i) => far(viewOf(primaries).getUint32(i * 4), wanted));
  if (off || (gamma?.length === 4 && far(viewOf(gamma).getUint32(0), GAMMA)))
    throw unfit('The colours are not those of the web (gAMA, cHRM).');
}

/** Name, method, deflated profile. A profile that cannot be unpacked is none, as for browsers. */
function profileIn(chunk: Uint8Array | undefined, samples: number): Uint8Array | undefined {
  const at = chunk?.indexOf(0) ?? -1;
  if (!chunk || at < 0) return undefined;
  try {
    const profile = inflateSync(chunk.subarray(at + 2), { maxOutputLength: LARGEST_PROFILE });
    return colourProfile(profile, samples <= 2 ? 1 : 3);
  } catch {
    return undefined;
  }
}

function checkTransparency(type: number, transparency: Uint8Array | undefined, palette: Uint8Array): void {
  if (!transparency) return;
  const { length } = transparency;
  const fits = type === 0 ? length === 2 : type === 2 ? length === 6 : type === 3 && length <= palette.length / 3;
  if (!fits) throw damaged('What the picture says of transparency does not fit its colours.');
}

/** The parts of the picture; nothing is unpacked. Throws `Refused`. */
export function readPng(bytes: Uint8Array): Png {
  const chunks = readChunks(bytes);
  const one = (name: string) => chunks.get(name)?.[0];
  const header = one('IHDR') ?? new Uint8Array(13);
  const { width, height } = headerOf(header);
  const [bits = 0, type = 0, packing, filtering, interlaced = 0] = header.subarray(8);
  const samples = SAMPLES[type];
  if (!samples || !DEPTHS[type]?.includes(bits) || packing !== 0 || filtering !== 0 || interlaced > 1)
    throw damaged('The header is not that of a PNG.');
  if (one('acTL')) throw unfit('The picture moves.');
  if (orientationIn(one('eXIf') ?? new Uint8Array()) !== 1)
    throw unfit('The PNG is stored on its side, with a note (EXIF) that says so.');
  checkColours(chunks);
  const palette = type === 3 ? (one('PLTE') ?? new Uint8Array()) : new Uint8Array();
  if (type === 3 && (palette.length === 0 || palette.length % 3 !== 0 || palette.length > 3 << bits))
    throw damaged('The table of colours is missing or does not fit.');
  const transparency = one('tRNS');
  checkTransparency(type, transparency, palette);
  const profile = profileIn(one('iCCP'), type === 3 ? 3 : samples);
  const packed = Buffer.concat(chunks.get('IDAT') ?? []);
  return { width, height, bits, type, samples, interlaced: interlaced === 1, palette, transparency, profile, packed };
}

/** The rows with their filters, exactly as many bytes as the header asks for: one buffer, however much the data would give. */
export function unpack(png: Png): Uint8Array {
  const size = sizeOfRows(png);
  let found: { readonly buffer: Uint8Array; readonly engine: { readonly bytesWritten: number } };
  try {
    // `info` is typed as if it changed nothing.
    found = inflateSync(png.packed, { maxOutputLength: size, chunkSize: size + 64, info: true }) as never;
  } catch {
    throw damaged('The data of the picture cannot be unpacked.');
  }
  if (found.buffer.length !== size || found.engine.bytesWritten !== png.packed.length)
    throw damaged('The picture has not as many pixels as its header says.');
  return found.buffer;
}

/** Unpacks the picture and looks at every row. Throws `Refused`. */
export function checkPng(png: Png): void {
  checkRows(png, unpack(png), png.type === 3 ? png.palette.length / 3 : undefined);
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(name, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}

/** The file with the picture and nothing else. */
export function writePng({ width, height, bits, type, interlaced, palette, transparency, profile, packed }: Png) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bits, type, 0, 0, interlaced ? 1 : 0], 8);
  return new Uint8Array(
    Buffer.concat([
      SIGNATURE,
      chunk('IHDR', header),
      ...(profile ? [chunk('iCCP', Buffer.concat([Buffer.from('profile\0\0', 'latin1'), deflateSync(profile)]))] : []),
      ...(palette.length > 0 ? [chunk('PLTE', palette)] : []),
      ...(transparency ? [chunk('tRNS', transparency)] : []),
      chunk('IDAT', packed),
      chunk('IEND', new Uint8Array()),
    ]),
  );
}
