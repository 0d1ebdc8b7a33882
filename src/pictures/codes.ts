/**
 * Whether the data of a JPEG's scans can be read to their end: every Huffman code is in its table, no block has more than its 64
 * coefficients, no data is missing. Nothing is kept but what the next scan needs; a photograph of 12 megapixels takes half a second.
 */
import { damaged } from './refused.ts';

/** The symbols of a table, by all the 16 bits that begin with their code: the length of the code in the upper byte. */
export type Codes = Uint16Array;

/** `counts`: how many codes there are of each length from 1 to 16; `symbols`: what they stand for (T.81, annex C). */
export function codesOf(counts: Uint8Array, symbols: Uint8Array): Codes {
  const codes = new Uint16Array(65_536);
  let [at, next] = [0, 0];
  for (let length = 1; length <= 16; length++) {
    for (let left = counts[length - 1] ?? 0; left > 0; left--) {
      const span = 1 << (16 - length);
      codes.fill((length << 8) | (symbols[at++] ?? 0), next, next + span);
      next += span;
    }
  }
  return codes;
}

/** A component in a scan. */
export interface ScanPart {
  /** Blocks of it in each unit of the scan. */
  readonly blocks: number;
  readonly dc: Codes | undefined;
  readonly ac: Codes | undefined;
  /** Progressive: which coefficients of each block are not zero so far, 32 to a number, two numbers a block. */
  readonly known: Uint32Array;
}

export interface ScanData {
  readonly bytes: Uint8Array;
  readonly parts: readonly ScanPart[];
  /** A unit is a block, or where components are interleaved some blocks of each. */
  readonly units: number;
  /** Units between restarts; 0: none. */
  readonly restart: number;
  readonly first: number;
  readonly last: number;
  readonly refining: boolean;
  readonly progressive: boolean;
}

const unreadable = () => damaged('The data of the picture cannot be unpacked.');

/** Bits of a scan, from marker to marker. */
class Bits {
  private readonly bytes: Uint8Array;
  private at = 0;
  private held = 0;
  private count = 0;
  /** Bits past the end that have been asked for. */
  private lent = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  private fill(): void {
    while (this.count <= 16) {
      let byte = this.bytes[this.at];
      if (byte === 0xff && this.bytes[this.at + 1] !== 0) byte = undefined;
      if (byte === undefined) this.lent += 8;
      else this.at += byte === 0xff ? 2 : 1;
      this.held = ((this.held << 8) | (byte ?? 0)) & 0xffffff;
      this.count += 8;
    }
  }

  symbol(codes: Codes): number {
    if (this.count < 16) this.fill();
    const found = codes[(this.held >>> (this.count - 16)) & 0xffff] ?? 0;
    const length = found >> 8;
    if (length === 0) throw unreadable();
    this.count -= length;
    if (this.count < this.lent) throw unreadable();
    return found & 0xff;
  }

  skip(length: number): void {
    if (this.count < 16) this.fill();
    this.count -= length;
    if (this.count < this.lent) throw unreadable();
  }

  take(length: number): number {
    if (this.count < 16) this.fill();
    const value = (this.held >>> (this.count - length)) & ((1 << length) - 1);
    this.count -= length;
    if (this.count < this.lent) throw unreadable();
    return value;
  }

  /** What is left before the next restart is dropped. */
  restart(): void {
    [this.held, this.count, this.lent] = [0, 0, 0];
    for (; this.at + 1 < this.bytes.length; this.at++) {
      const marker = this.bytes[this.at + 1] ?? 0;
      if (this.bytes[this.at] !== 0xff || marker < 0xd0 || marker > 0xd7) continue;
      this.at += 2;
      return;
    }
    throw unreadable();
  }
}

const NONE: Codes = new Uint16Array(65_536);

/** Bits of the difference between two means, at most, where samples have eight (T.81, table F.1). */
const MOST_DIFFERENT = 11;

/** The mean of a block, by its difference from the one before (T.81, F.2.2.1). */
function mean(bits: Bits, dc: Codes): void {
  const size = bits.symbol(dc);
  if (size > MOST_DIFFERENT) throw unreadable();
  bits.skip(size);
}

/** The mean of a block and all its coefficients (T.81, F.2.2). */
function wholeBlock(bits: Bits, dc: Codes, ac: Codes): void {
  mean(bits, dc);
  for (let k = 1; k < 64; k++) {
    const found = bits.symbol(ac);
    const size = found & 15;
    k += found >> 4;
    if (size > 0) {
      if (k > 63) throw unreadable();
      bits.skip(size);
    } else if (found !== 0xf0) return;
  }
}

/** The coefficients of a component's blocks from `first` to `last`, as a progressive picture brings them (T.81, G.1.2). */
class Coefficients {
  private readonly bits: Bits;
  private readonly scan: ScanData;
  private readonly codes: Codes;
  private readonly known: Uint32Array;
  /** Blocks that follow without any. */
  private empty = 0;

  constructor(bits: Bits, scan: ScanData, { ac = NONE, known }: ScanPart) {
    this.bits = bits;
    this.scan = scan;
    this.codes = ac;
    this.known = known;
  }

  restart(): void {
    this.empty = 0;
  }

  private has(block: number, k: number): boolean {
    return (((this.known[block * 2 + (k >> 5)] ?? 0) >>> (k & 31)) & 1) === 1;
  }

  private set(block: number, k: number): void {
    if (k > this.scan.last) throw unreadable();
    const at = block * 2 + (k >> 5);
    this.known[at] = (this.known[at] ?? 0) | (1 << (k & 31));
  }

  block(block: number): void {
    if (this.scan.refining) this.refine(block);
    else this.begin(block);
  }

  private begin(block: number): void {
    if (this.empty > 0) {
      this.empty--;
      return;
    }
    for (let k = this.scan.first; k <= this.scan.last; k++) {
      const found = this.bits.symbol(this.codes);
      const [run, size] = [found >> 4, found & 15];
      if (size === 0 && run < 15) {
        this.empty = (1 << run) - 1 + this.bits.take(run);
        return;
      }
      k += run;
      if (size === 0) continue;
      this.set(block, k);
      this.bits.skip(size);
    }
  }

  private refine(block: number): void {
    const { first, last } = this.scan;
    let k = first;
    while (this.empty === 0 && k <= last) {
      const found = this.bits.symbol(this.codes);
      const size = found & 15;
      let zeros = found >> 4;
      if (size === 0 && zeros < 15) {
        this.empty = (1 << zeros) + this.bits.take(zeros);
        break;
      }
      // What a refining scan brings for the first time is one bit, the last (T.81, G.1.2.3).
      if (size > 1) throw unreadable();
      if (size > 0) this.bits.skip(1);
      for (; k <= last; k++) {
        if (this.has(block, k)) this.bits.skip(1);
        else if (zeros-- === 0) break;
      }
      if (size > 0) this.set(block, k);
      k++;
    }
    if (this.empty === 0) return;
    for (; k <= last; k++) if (this.has(block, k)) this.bits.skip(1);
    this.empty--;
  }
}

/** Reads a scan to its end. Throws `Refused`. */
export function checkScan(scan: ScanData): void {
  const { bytes, parts, units, restart, first, refining, progressive } = scan;
  const bits = new Bits(bytes);
  const coefficients = parts.map((part) => new Coefficients(bits, scan, part));
  for (let unit = 0; unit < units; unit++) {
    if (restart > 0 && unit > 0 && unit % restart === 0) {
      bits.restart();
      for (const one of coefficients) one.restart();
    }
    for (const [index, { blocks, dc = NONE, ac = NONE }] of parts.entries()) {
      for (let block = 0; block < blocks; block++) {
        if (!progressive) wholeBlock(bits, dc, ac);
        else if (first > 0) coefficients[index]?.block(unit);
        else if (refining) bits.skip(1);
        else mean(bits, dc);
      }
    }
  }
}
