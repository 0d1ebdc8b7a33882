/**
 * A part of a TrueType font that holds only the glyphs a document draws. Glyphs are copied byte for byte; the parts of composite
 * glyphs come along. One glyph that stands for two characters (a hyphen and a non-breaking hyphen) is put in twice, so that
 * each keeps its own character when text is searched or copied.
 */
import type { Face } from './typography.ts';

export interface Subset {
  /** The number under which a glyph is drawn: that of its character where this is ASCII, else in order of first use. */
  readonly include: (glyph: number, code: number) => number;
  /** The font file, the width of each glyph and the character it stands for (absent for parts of composites). */
  readonly finish: () => {
    readonly file: Uint8Array;
    readonly widths: readonly number[];
    readonly codes: readonly (number | undefined)[];
  };
}

interface Table {
  readonly tag: string;
  readonly bytes: Uint8Array;
}

/** What a PDF reader needs of a TrueType font whose glyphs are named by number (ISO 32000-1, 9.9). */
const COPIED = ['head', 'hhea', 'maxp', 'cvt ', 'fpgm', 'prep'] as const;

/** The last character that keeps its own number. */
const ASCII = 0x7e;
/** The glyph of the font under each number, where there is one. */
type Kept = readonly (number | undefined)[];
const NOTHING = new Uint8Array();

const WORDS = 0x0001;
const SCALE = 0x0008;
const MORE = 0x0020;
const TWO_SCALES = 0x0040;
const MATRIX = 0x0080;

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function readTables(file: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const view = viewOf(file);
  const tables = new Map<string, Uint8Array>();
  for (let i = 0; i < view.getUint16(4); i++) {
    const at = 12 + i * 16;
    const tag = String.fromCharCode(...file.subarray(at, at + 4));
    tables.set(tag, file.subarray(view.getUint32(at + 8), view.getUint32(at + 8) + view.getUint32(at + 12)));
  }
  return tables;
}

function tableOf(tables: ReadonlyMap<string, Uint8Array>, tag: string): Uint8Array {
  const table = tables.get(tag);
  if (!table) throw new Error(`the font has no table "${tag}"; only TrueType outlines can be embedded`);
  return table;
}

/** Rewrites the glyph numbers inside a composite glyph. */
function renumber(glyph: Uint8Array, include: (glyph: number) => number): Uint8Array {
  if (glyph.length < 10 || viewOf(glyph).getInt16(0) >= 0) return glyph;
  const copy = Uint8Array.from(glyph);
  const view = viewOf(copy);
  for (let at = 10, flags = MORE; flags & MORE;) {
    flags = view.getUint16(at);
    view.setUint16(at + 2, include(view.getUint16(at + 2)));
    at += 4 + (flags & WORDS ? 4 : 2) + (flags & MATRIX ? 8 : flags & TWO_SCALES ? 4 : flags & SCALE ? 2 : 0);
  }
  return copy;
}

function checksum(bytes: Uint8Array): number {
  const view = viewOf(bytes);
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) {
    sum = (sum + (at + 4 <= bytes.length ? view.getUint32(at) : lastWord(bytes, at))) >>> 0;
  }
  return sum;
}

function lastWord(bytes: Uint8Array, at: number): number {
  let word = 0;
  for (let i = 0; i < 4; i++) word = word * 256 + (bytes[at + i] ?? 0);
  return word;
}

function writeFile(tables: readonly Table[]): Uint8Array {
  const sorted = tables.toSorted((a, b) => (a.tag < b.tag ? -1 : 1));
  const start = 12 + sorted.length * 16;
  const padded = (length: number) => (length + 3) & ~3;
  const file = new Uint8Array(start + sorted.reduce((sum, { bytes }) => sum + padded(bytes.length), 0));
  const view = viewOf(file);
  const power = Math.floor(Math.log2(sorted.length));
  view.setUint32(0, 0x00010000);
  view.setUint16(4, sorted.length);
  view.setUint16(6, 16 * 2 ** power);
  view.setUint16(8, power);
  view.setUint16(10, sorted.length * 16 - 16 * 2 ** power);
  let offset = start;
  for (const [i, { tag, bytes }] of sorted.entries()) {
    const at = 12 + i * 16;
    for (let c = 0; c < 4; c++) file[at + c] = tag.charCodeAt(c);
    view.setUint32(at + 4, checksum(bytes));
    view.setUint32(at + 8, offset);
    view.setUint32(at + 12, bytes.length);
    file.set(bytes, offset);
    offset += padded(bytes.length);
  }
  return file;
}

function assemble(tables: ReadonlyMap<string, Uint8Array>, glyphs: readonly Uint8Array[], kept: Kept) {
  const metrics = viewOf(tableOf(tables, 'hmtx'));
  const count = viewOf(tableOf(tables, 'hhea')).getUint16(34);
  const places = new Uint8Array((glyphs.length + 1) * 4);
  const horizontal = new Uint8Array(kept.length * 4);
  const padded = glyphs.map((glyph) => (glyph.length + 3) & ~3);
  const outlines = new Uint8Array(padded.reduce((a, b) => a + b, 0));
  const [offsets, widths] = [viewOf(places), viewOf(horizontal)];
  let at = 0;
  for (const [i, glyph] of glyphs.entries()) {
    offsets.setUint32(i * 4, at);
    outlines.set(glyph, at);
    at += padded[i] ?? 0;
    const id = kept[i];
    if (id === undefined) continue;
    widths.setUint16(i * 4, metrics.getUint16(id < count ? id * 4 : (count - 1) * 4));
    const bearing = id < count ? id * 4 + 2 : count * 4 + (id - count) * 2;
    widths.setInt16(i * 4 + 2, metrics.getInt16(bearing));
  }
  offsets.setUint32(glyphs.length * 4, at);
  const copied = COPIED.flatMap((tag) => {
    const bytes = tables.get(tag);
    return bytes ? [{ tag, bytes: Uint8Array.from(bytes) }] : [];
  });
  for (const { tag, bytes } of copied) {
    if (tag === 'head') viewOf(bytes).setInt16(50, 1); // glyph offsets of 32 bits
    if (tag === 'hhea') viewOf(bytes).setUint16(34, glyphs.length);
    if (tag === 'maxp') viewOf(bytes).setUint16(4, glyphs.length);
  }
  return writeFile([
    ...copied,
    { tag: 'loca', bytes: places },
    { tag: 'glyf', bytes: outlines },
    { tag: 'hmtx', bytes: horizontal },
  ]);
}

/** An empty subset of a face; glyph 0, for "not defined", is always in it. */
export function openSubset(face: Face): Subset {
  const tables = readTables(face.bytes);
  // Whole tables of numbers: the place of a character that is not used has neither outline nor width.
  const kept: (number | undefined)[] = [0, ...Array.from({ length: ASCII }, () => undefined)];
  const codes: (number | undefined)[] = kept.map(() => undefined);
  const known = new Map<number, number>();
  const add = (glyph: number, code: number | undefined): number => {
    const key = glyph * 0x200000 + (code ?? 0x1fffff);
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, kept.length);
    codes.push(code);
    return kept.push(glyph) - 1;
  };
  const include = (glyph: number, code: number): number => {
    if (kept[code] === glyph && codes[code] === code) return code;
    if (code === 0 || code > ASCII || kept[code] !== undefined) return add(glyph, code);
    kept[code] = glyph;
    codes[code] = code;
    return code;
  };
  const long = viewOf(tableOf(tables, 'head')).getInt16(50) === 1;
  const offsets = viewOf(tableOf(tables, 'loca'));
  const at = (glyph: number) => (long ? offsets.getUint32(glyph * 4) : offsets.getUint16(glyph * 2) * 2);
  const outline = (glyph: number) => tableOf(tables, 'glyf').subarray(at(glyph), at(glyph + 1));
  return {
    include,
    finish: () => {
      const glyphs: Uint8Array[] = [];
      // `kept` grows while composites bring their parts.
      for (let i = 0; i < kept.length; i++) {
        const glyph = kept[i];
        glyphs.push(glyph === undefined ? NOTHING : renumber(outline(glyph), (part) => add(part, undefined)));
      }
      const widths = kept.map((glyph) => (glyph === undefined ? 0 : face.advance(glyph)));
      return { file: assemble(tables, glyphs, kept), widths, codes };
    },
  };
}
