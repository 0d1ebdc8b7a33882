/**
 * JPEG files (ITU-T T.81): the segments that make the picture, whether they are whole, and the file without all others. Accepted
 * is what cameras and programs write and every browser and archive shows alike: grey or three colours of eight bits, baseline,
 * extended or progressive, with Huffman codes.
 */
import { checkScan, type Codes, codesOf, type ScanPart } from './codes.ts';
import { type Orientation, orientationIn, tiffOf } from './orientation.ts';
import { colourProfile } from './profile.ts';
import { checkSize, damaged, unfit } from './refused.ts';

interface Component {
  readonly id: number;
  /** Samples for each of the frame's smallest units. */
  readonly across: number;
  readonly down: number;
  readonly table: number;
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly progressive: boolean;
  readonly components: readonly Component[];
}

interface ScanComponent {
  /** Among those of the frame. */
  readonly index: number;
  readonly dc: Table | undefined;
  readonly ac: Table | undefined;
}

interface Scan {
  readonly components: readonly ScanComponent[];
  /** Of coefficients: 0 is the mean of a block, without which there is no picture. */
  readonly first: number;
  readonly last: number;
  /** Whether it adds to the precision of what is known. */
  readonly refining: boolean;
  /** Units between restarts; 0: none. */
  readonly restart: number;
  readonly bytes: Uint8Array;
}

export interface Jpeg {
  readonly frame: Frame;
  readonly orientation: Orientation;
  readonly profile: Uint8Array | undefined;
  /** What Adobe's segment says of three components: 0 red, green and blue themselves, 1 as JFIF has them; `undefined`: it is JFIF. */
  readonly transform: number | undefined;
  readonly scans: readonly Scan[];
  /** The segments and scans that are kept, in order. */
  readonly kept: readonly Uint8Array[];
}

const SOI = Uint8Array.of(0xff, 0xd8);
const EOI = Uint8Array.of(0xff, 0xd9);
/** Programs write ten or so; each costs a pass over all blocks, however little it holds. */
const MOST_SCANS = 200;
const EXIF = 'Exif\0\0';
const ICC = 'ICC_PROFILE\0';

const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const startsWith = (bytes: Uint8Array, text: string) =>
  Buffer.from(bytes.subarray(0, text.length)).toString('latin1') === text;
const two = (bytes: Uint8Array, at: number) => (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);

function readFrame(marker: number, data: Uint8Array): Frame {
  const [bits = 0, count = 0] = [data[0], data[5]];
  const [height, width] = [two(data, 1), two(data, 3)];
  if (data.length < 6 || data.length !== 6 + count * 3) throw damaged('The header is not that of a JPEG.');
  checkSize(width, height);
  if (marker > 0xc2)
    throw unfit('The picture is packed in a way that few programs read (lossless, layered or arithmetic).');
  if (bits !== 8) throw unfit(`The picture has ${bits} bits for each colour.`);
  if (count === 4) throw unfit('The colours are those of printing inks (CMYK).');
  if (count !== 1 && count !== 3) throw unfit(`The picture has ${count} colours.`);
  const components = Array.from({ length: count }, (_, index): Component => {
    const [id = 0, sampling = 0, table = 0] = data.subarray(6 + index * 3);
    return { id, across: sampling >> 4, down: sampling & 15, table };
  });
  const sound = components.every(({ across, down }) => across >= 1 && across <= 4 && down >= 1 && down <= 4);
  if (!sound || new Set(components.map(({ id }) => id)).size !== count)
    throw damaged('The header is not that of a JPEG.');
  return { width, height, progressive: marker === 0xc2, components };
}

/** Huffman codes: how many there are of each length, and what they stand for. */
interface Table {
  readonly counts: Uint8Array;
  readonly symbols: Uint8Array;
}

/** Codes must fit into a tree (T.81, C.2). */
function readHuffman(data: Uint8Array, known: Map<number, Table>): void {
  for (let at = 0; at < data.length;) {
    const counts = data.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const used = counts.reduce((sum, count, index) => sum + count * 2 ** (15 - index), 0);
    const table = data[at] ?? 0;
    const symbols = data.subarray(at + 17, at + 17 + total);
    if (counts.length < 16 || symbols.length < total || used > 65535 || table >> 4 > 1 || (table & 15) > 3)
      throw damaged('The codes of the picture cannot be read.');
    known.set(table, { counts, symbols });
    at += 17 + total;
  }
}

function readQuantisation(data: Uint8Array, known: Set<number>): void {
  for (let at = 0; at < data.length;) {
    const table = data[at] ?? 0;
    const size = table >> 4 === 0 ? 64 : 128;
    if (table >> 4 > 1 || (table & 15) > 3 || at + 1 + size > data.length)
      throw damaged('The codes of the picture cannot be read.');
    known.add(table & 15);
    at += 1 + size;
  }
}

/** Where the data of a scan ends: at the first marker that is neither a filler nor a restart. */
function endOfScan(bytes: Uint8Array, start: number): number {
  for (let at = start; ;) {
    at = bytes.indexOf(0xff, at);
    const next = at < 0 ? undefined : bytes[at + 1];
    if (next === undefined) throw damaged('The file ends before the picture does.');
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
    at += next === 0xff ? 1 : 2;
  }
}

interface Tables {
  readonly huffman: Map<number, Table>;
  readonly quantisation: Set<number>;
  restart: number;
}

function readScan(data: Uint8Array, bytes: Uint8Array, { progressive, components }: Frame, tables: Tables): Scan {
  const count = data[0] ?? 0;
  if (count < 1 || data.length !== 4 + count * 2) throw damaged('The header is not that of a JPEG.');
  const [first = 0, last = 0, approximation = 0] = data.subarray(1 + count * 2);
  const refining = progressive && approximation >> 4 > 0;
  const found = Array.from({ length: count }, (_, place): ScanComponent => {
    const [id, codes = 0] = data.subarray(1 + place * 2);
    const index = components.findIndex((component) => component.id === id);
    const dc = tables.huffman.get(codes >> 4);
    const ac = tables.huffman.get(0x10 | (codes & 15));
    const coded = (first > 0 || refining || dc) && ((progressive && first === 0) || ac);
    if (index < 0 || !coded || !tables.quantisation.has(components[index]?.table ?? 0))
      throw damaged('A part of the picture refers to codes that the file lacks.');
    return { index, dc, ac };
  });
  const range = progressive ? first <= last && last <= 63 && (first > 0 || last === 0) : first === 0;
  if (!range || new Set(found.map(({ index }) => index)).size !== count || (first > 0 && count > 1))
    throw damaged('A part of the picture cannot be read.');
  return { components: found, first, last, refining, restart: tables.restart, bytes };
}

function profileIn(parts: ReadonlyMap<number, Uint8Array>, samples: 1 | 3): Uint8Array | undefined {
  const ordered = [...parts].toSorted(([a], [b]) => a - b).map(([, part]) => part);
  return ordered.length > 0 ? colourProfile(Buffer.concat(ordered), samples) : undefined;
}

/** Walks every segment and scan of the file to the mark of its end; what stands behind that is no part of the picture. */
export function readJpeg(bytes: Uint8Array): Jpeg {
  const tables: Tables = { huffman: new Map(), quantisation: new Set(), restart: 0 };
  const profile = new Map<number, Uint8Array>();
  const [kept, scans]: [Uint8Array[], Scan[]] = [[], []];
  let frame: Frame | undefined;
  let orientation: Orientation = 1;
  let [jfif, adobe]: [boolean, number | undefined] = [false, undefined];
  for (let at = SOI.length; ;) {
    if (at + 1 >= bytes.length) throw damaged('The file ends before the picture does.');
    if (bytes[at] !== 0xff) throw damaged('Between the parts of the file stands what is none.');
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) break;
    if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd8))
      throw damaged('Between the parts of the file stands what is none.');
    const length = two(bytes, at + 2);
    let end = at + 2 + length;
    if (end > bytes.length) throw damaged('The file ends before the picture does.');
    if (length < 2) throw damaged('Between the parts of the file stands what is none.');
    const data = bytes.subarray(at + 4, end);
    if (isFrame(marker)) {
      if (frame) throw damaged('The file has two headers.');
      frame = readFrame(marker, data);
    } else if (marker === 0xc4) readHuffman(data, tables.huffman);
    else if (marker === 0xdb) readQuantisation(data, tables.quantisation);
    else if (marker === 0xda) {
      if (!frame) throw damaged('The header is missing.');
      const start = end;
      end = endOfScan(bytes, start);
      scans.push(readScan(data, bytes.subarray(start, end), frame, tables));
      if (scans.length > MOST_SCANS) throw unfit('The picture comes in more parts than any program writes.');
    } else if (marker === 0xdd) tables.restart = two(data, 0);
    else if (marker === 0xe0) jfif ||= startsWith(data, 'JFIF\0');
    else if (marker === 0xe1 && startsWith(data, EXIF)) orientation = orientationIn(data.subarray(EXIF.length));
    else if (marker === 0xe2 && startsWith(data, ICC))
      profile.set(data[ICC.length] ?? 0, data.subarray(ICC.length + 2));
    else if (marker === 0xee && startsWith(data, 'Adobe') && data.length >= 12) adobe = data[11];
    else if (marker === 0xcc) throw unfit('The picture is packed in a way that few programs read (arithmetic).');
    else if (marker < 0xe0) throw unfit('The picture is packed in a way that few programs read (layered).');
    if (marker < 0xe0) kept.push(bytes.subarray(at, end));
    at = end;
  }
  if (!frame) throw damaged('The header is missing.');
  const three = frame.components.length === 3;
  // Browsers go by the names of the components where neither JFIF nor Adobe's segment says how they were made.
  const named = frame.components.map(({ id }) => String.fromCharCode(id)).join('') === 'RGB' ? 0 : undefined;
  const said = adobe === undefined ? named : Math.min(adobe, 1);
  const transform = three && !jfif ? said : undefined;
  return { frame, orientation, profile: profileIn(profile, three ? 3 : 1), transform, scans, kept };
}

/** Blocks of a component across and down, without those that only fill up a unit of an interleaved scan (T.81, A.2). */
function blocksOf({ width, height, components }: Frame, { across, down }: Component): readonly [number, number] {
  const widest = Math.max(...components.map((one) => one.across));
  const tallest = Math.max(...components.map((one) => one.down));
  const blocks = (length: number, share: number) => Math.ceil(Math.ceil(length * share) / 8);
  return [blocks(width, across / widest), blocks(height, down / tallest)];
}

function unitsOf(frame: Frame, { components }: Scan): number {
  const [only, ...others] = components.flatMap(({ index }) => frame.components[index] ?? []);
  if (only && others.length === 0) {
    const [across, down] = blocksOf(frame, only);
    return across * down;
  }
  const widest = Math.max(...frame.components.map((one) => one.across));
  const tallest = Math.max(...frame.components.map((one) => one.down));
  return Math.ceil(frame.width / (8 * widest)) * Math.ceil(frame.height / (8 * tallest));
}

/** Whether there is a picture behind the headers: each component has the means of its blocks, and every scan can be read. */
export function checkJpeg({ frame, scans }: Jpeg): void {
  const means = scans.filter(({ first }) => first === 0);
  const shown = new Set(means.flatMap(({ components }) => components.map(({ index }) => index)));
  if (shown.size < frame.components.length) throw damaged('The file has a header and no picture.');
  const codes = new Map<Table, Codes>();
  const codesIn = (table: Table | undefined): Codes | undefined => {
    const made = table && (codes.get(table) ?? codesOf(table.counts, table.symbols));
    if (table && made) codes.set(table, made);
    return made;
  };
  const known = frame.components.map((component) => {
    const [across, down] = blocksOf(frame, component);
    return new Uint32Array(frame.progressive ? across * down * 2 : 0);
  });
  for (const scan of scans) {
    const alone = scan.components.length === 1;
    const parts = scan.components.map(({ index, dc, ac }): ScanPart => {
      const { across = 1, down = 1 } = frame.components[index] ?? {};
      const blocks = alone ? 1 : across * down;
      return { blocks, dc: codesIn(dc), ac: codesIn(ac), known: known[index] ?? new Uint32Array() };
    });
    checkScan({ ...scan, parts, units: unitsOf(frame, scan), progressive: frame.progressive });
  }
}

function segment(marker: number, ...parts: readonly (Uint8Array | string)[]): Uint8Array {
  const data = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));
  return Buffer.concat([Uint8Array.of(0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255), data]);
}

/** More does not fit into a segment with the name and numbers of its part. */
const PROFILE_PART = 65_500;

function profileSegments(profile: Uint8Array): readonly Uint8Array[] {
  const count = Math.ceil(profile.length / PROFILE_PART);
  return Array.from({ length: count }, (_, index) => {
    const part = profile.subarray(index * PROFILE_PART, (index + 1) * PROFILE_PART);
    return segment(0xe2, ICC, Uint8Array.of(index + 1, count), part);
  });
}

/** The file with the picture and nothing else; `turned`: with how to hold it, for readers that ask the file itself. */
export function writeJpeg({ orientation, profile, transform, kept }: Jpeg, turned: boolean): Uint8Array {
  return new Uint8Array(
    Buffer.concat([
      SOI,
      transform === undefined
        ? segment(0xe0, 'JFIF\0', Uint8Array.of(1, 1, 0, 0, 1, 0, 1, 0, 0))
        : segment(0xee, 'Adobe', Uint8Array.of(0, 100, 0, 0, 0, 0, transform)),
      ...(turned && orientation !== 1 ? [segment(0xe1, EXIF, tiffOf(orientation))] : []),
      ...(profile ? profileSegments(profile) : []),
      ...kept,
      EOI,
    ]),
  );
}
