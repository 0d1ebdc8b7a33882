/**
 * The faces that the press sets type in, and how wide words are. Font bytes come in; faces that shape words go out, to be used
 * by any number of documents. What a word becomes depends on the word and the face alone, so the caches cannot make one
 * document's bytes depend on another.
 */
import PDFDocument from 'pdfkit';
import { RIGHT_TO_LEFT } from '../../model/text.ts';
import type { FaceName, Shaped, TextStyle } from './layout.ts';

/** One TrueType file for each face. */
export type FontFiles = Readonly<Record<FaceName, Uint8Array>>;

export interface Face {
  readonly name: FaceName;
  readonly postscriptName: string;
  readonly bytes: Uint8Array;
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly xHeight: number;
  readonly italicAngle: number;
  readonly box: readonly [number, number, number, number];
  readonly fixedPitch: boolean;
  readonly has: (code: number) => boolean;
  /** The advance of a glyph in thousandths of the type size, before kerning. */
  readonly advance: (glyph: number) => number;
  readonly shape: (word: string) => Shaped;
}

/** A part of a word in one face. */
export interface Piece {
  readonly face: FaceName;
  readonly text: string;
  readonly shaped: Shaped;
}

/** A word cut into the faces that have its characters; a character that no face has becomes U+FFFD. */
export interface CutWord {
  readonly pieces: readonly Piece[];
  /** In thousandths of the type size. */
  readonly width: number;
}

export interface Fonts {
  readonly faces: Readonly<Record<FaceName, Face>>;
  readonly cut: (word: string, face: FaceName) => CutWord;
  /** Whether any face that may stand in for `face` has the character. */
  readonly covers: (code: number, face: FaceName) => boolean;
  readonly width: (word: string, face: FaceName, size: number) => number;
  /** By face, what was known beforehand included. */
  readonly measured: () => ReadonlyMap<FaceName, Measured>;
}

/**
 * What was asked of the tables of a font. To look one thing up there takes as long as to set some words, and a process asks for the same as
 * the one before.
 */
export interface Measured {
  /** What is added between two characters in Latin text, in thousandths of the type size, for pairs `first * 0x10000 + second`. */
  readonly kerns: ReadonlyMap<number, number>;
  /** Words that are shaped as a whole: figures, and what is not Latin. */
  readonly words: ReadonlyMap<string, Shaped>;
}

/** What we use of a fontkit font. */
interface FontkitGlyph {
  readonly id: number;
  readonly advanceWidth: number;
}
interface FontkitFont {
  readonly postscriptName: string;
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly xHeight: number;
  readonly italicAngle: number;
  readonly bbox: { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number };
  readonly post: { readonly isFixedPitch: number };
  hasGlyphForCodePoint(code: number): boolean;
  glyphForCodePoint(code: number): FontkitGlyph;
  getGlyph(id: number): FontkitGlyph;
  layout(
    text: string,
    features: Readonly<Record<string, boolean>>,
    script?: string,
  ): {
    readonly glyphs: readonly FontkitGlyph[];
    readonly positions: readonly { readonly xAdvance: number; readonly xOffset: number }[];
  };
}

/** Words that are shaped as a whole and kept beside what they are cut into: there are few in Latin text. */
const MOST_WHOLE = 4_000;

/**
 * Words remembered for each face, and up to as many that were asked for before them: each takes some 800 bytes, and one that is asked for
 * again takes a few microseconds. Most of a text are a few thousand words.
 */
const REMEMBERED = 4_000;

/**
 * No ligatures: each glyph then stands for one character, so that text can always be searched, copied and read aloud.
 * Marks stay apart for the same reason; text is NFC, so few are left.
 */
const FEATURES = { liga: false, clig: false, ccmp: false, locl: false, calt: false, rlig: false } as const;

function remembering<Value>(make: (key: string) => Value): (key: string) => Value {
  let [known, before] = [new Map<string, Value>(), new Map<string, Value>()];
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= REMEMBERED) [known, before] = [new Map(), known];
    const made = before.get(key) ?? make(key);
    known.set(key, made);
    return made;
  };
}

/** pdfkit brings the font reader, and hands it out only through a document: this one is opened for the purpose and dropped. */
function parseFont(bytes: Uint8Array): FontkitFont {
  const document = new PDFDocument({ font: null, autoFirstPage: false } as unknown as PDFKit.PDFDocumentOptions); // types lag
  document.registerFont('face', bytes as unknown as PDFKit.Mixins.PDFFontSource);
  document.font('face');
  return (document as unknown as { readonly _font: { readonly font: FontkitFont } })['_font'].font;
}

interface Measuring extends Measured {
  readonly kerns: Map<number, number>;
  readonly words: Map<string, Shaped>;
}

interface Metrics {
  readonly glyph: (code: number) => number;
  readonly advance: (glyph: number) => number;
  /** What the font adds to the advance of a character in front of another, in Latin text. */
  readonly kern: (code: number, next: number) => number;
}

/** Latin letters and what stands between them, without marks that combine and the fraction slash. */
const LATIN = /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u024f\u2013-\u2022\u2026\u20ac]*$/;
const LETTER = /[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]/;

function kept<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}

function metricsOf(font: FontkitFont, scale: number, kerns: Measuring['kerns']): Metrics {
  const glyphs = new Map<number, number>();
  const advances = new Map<number, number>();
  const advance = (glyph: number) => kept(advances, glyph, () => font.getGlyph(glyph).advanceWidth * scale);
  const measure = (code: number, next: number): number => {
    const { glyphs, positions } = font.layout(String.fromCodePoint(code, next), FEATURES, 'latn');
    const [first, second] = glyphs;
    if (!first || !second || glyphs.length !== 2) return 0;
    return (positions[0]?.xAdvance ?? 0) * scale - advance(first.id);
  };
  return {
    glyph: (code) => kept(glyphs, code, () => font.glyphForCodePoint(code).id),
    advance,
    kern: (code, next) => kept(kerns, code * 0x10000 + next, () => measure(code, next)),
  };
}

/** Without the ligatures, which are not used, a Latin word is its characters and the kerning of each pair. */
function shapeLatin(word: string, { glyph, advance, kern }: Metrics): Shaped {
  const [glyphs, codes, kerns]: [number[], number[], number[]] = [[], [], []];
  let width = 0;
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    const id = glyph(code);
    const more = i + 1 < word.length ? kern(code, word.charCodeAt(i + 1)) : 0;
    glyphs.push(id);
    codes.push(code);
    kerns.push(Math.round(-more) || 0);
    width += advance(id) + more;
  }
  return { glyphs, codes, kerns, width };
}

function shapeWhole(font: FontkitFont, word: string, metrics: Metrics): Shaped {
  const codes = Array.from(word, (character) => character.codePointAt(0) ?? 0);
  const scale = 1000 / font.unitsPerEm;
  const run = RIGHT_TO_LEFT.test(word) ? undefined : font.layout(word, FEATURES);
  const shaped = run?.glyphs.length === codes.length ? run : undefined;
  const glyphs = shaped ? shaped.glyphs.map(({ id }) => id) : codes.map(metrics.glyph);
  const advances = glyphs.map((id, i) => (shaped ? (shaped.positions[i]?.xAdvance ?? 0) * scale : metrics.advance(id)));
  const kerns = glyphs.map((id, i) => Math.round(metrics.advance(id) - (advances[i] ?? 0)));
  return { glyphs, codes, kerns, width: advances.reduce((a, b) => a + b, 0) };
}

function shapeWith(font: FontkitFont, word: string, metrics: Metrics, words: Measuring['words']): Shaped {
  if (LATIN.test(word) && LETTER.test(word)) return shapeLatin(word, metrics);
  const make = () => shapeWhole(font, word, metrics);
  return words.size < MOST_WHOLE ? kept(words, word, make) : (words.get(word) ?? make());
}

/** Nobody knows what these characters mean, so a level A file may not show them (ISO 19005-2, 6.2.11.7.3). */
function isPrivate(code: number): boolean {
  return /^\p{Co}$/u.test(String.fromCodePoint(code));
}

function openFace(name: FaceName, bytes: Uint8Array, { kerns, words }: Measuring): Face {
  const font = parseFont(bytes);
  const scale = 1000 / font.unitsPerEm;
  const { minX, minY, maxX, maxY } = font.bbox;
  const covered = new Map<number, boolean>();
  const metrics = metricsOf(font, scale, kerns);
  return {
    name,
    postscriptName: font.postscriptName.replaceAll(' ', '_'),
    bytes,
    unitsPerEm: font.unitsPerEm,
    ascent: font.ascent * scale,
    descent: font.descent * scale,
    capHeight: (font.capHeight || font.ascent) * scale,
    // Older fonts do not say.
    xHeight: (font.xHeight || 0) * scale,
    italicAngle: font.italicAngle,
    box: [minX * scale, minY * scale, maxX * scale, maxY * scale],
    fixedPitch: Boolean(font.post.isFixedPitch),
    has: (code) => {
      const known = covered.get(code) ?? (!isPrivate(code) && font.hasGlyphForCodePoint(code));
      covered.set(code, known);
      return known;
    },
    advance: metrics.advance,
    shape: (word) => shapeWith(font, word, metrics, words),
  };
}

const STAND_INS: Readonly<Record<FaceName, readonly FaceName[]>> = {
  regular: ['fallback'],
  bold: ['fallbackBold', 'fallback'],
  italic: ['regular', 'fallback'],
  boldItalic: ['bold', 'fallbackBold', 'fallback'],
  mono: ['regular', 'fallback'],
  monoBold: ['bold', 'fallbackBold', 'fallback'],
  fallback: [],
  fallbackBold: ['fallback'],
};

function cutWith(faces: Fonts['faces'], name: FaceName, word: string): CutWord {
  const parts: { face: FaceName; text: string }[] = [];
  for (const character of word) {
    const code = character.codePointAt(0) ?? 0;
    const found = [name, ...STAND_INS[name]].find((candidate) => faces[candidate].has(code));
    const face = found ?? 'fallback';
    const last = parts.at(-1);
    const text = found ? character : '\ufffd';
    if (last?.face === face) last.text += text;
    else parts.push({ face, text });
  }
  const pieces = parts.map(({ face, text }) => ({ face, text, shaped: faces[face].shape(text) }));
  return { pieces, width: pieces.reduce((sum, { shaped }) => sum + shaped.width, 0) };
}

/** Faces are opened when they are first used, which takes some hundredths of a second each: once for a process. `known` is of the same files. */
export function openFonts(files: FontFiles, known: ReadonlyMap<FaceName, Measured> = new Map()): Fonts {
  const names = Object.keys(STAND_INS) as FaceName[]; // the keys of a Record over FaceName
  const opened = new Map<FaceName, Face>();
  const measured = new Map(
    names.map((name): [FaceName, Measuring] => {
      const before = known.get(name);
      return [name, { kerns: new Map(before?.kerns), words: new Map(before?.words) }];
    }),
  );
  const open = (name: FaceName): Face => {
    const face =
      opened.get(name) ?? openFace(name, files[name], measured.get(name) ?? { kerns: new Map(), words: new Map() });
    opened.set(name, face);
    return face;
  };
  const faces = {} as Fonts['faces'];
  for (const name of names) Object.defineProperty(faces, name, { enumerable: true, get: () => open(name) });
  const cuts = Object.fromEntries(names.map((name) => [name, remembering((word) => cutWith(faces, name, word))]));
  const cut: Fonts['cut'] = (word, face) => (cuts as Record<FaceName, (word: string) => CutWord>)[face](word);
  return {
    faces,
    cut,
    covers: (code, face) => faces[face].has(code) || STAND_INS[face].some((name) => faces[name].has(code)),
    width: (word, face, size) => (cut(word, face).width * size) / 1000,
    measured: () => measured,
  };
}

/** The base line's distance from the top of a line of type, so that ascent and descent stand centred in the leading. */
export function baseline(fonts: Fonts, style: TextStyle, leading: number): number {
  const { ascent, descent } = fonts.faces[style.face];
  const height = ((ascent - descent) * style.size) / 1000;
  return (leading - height) / 2 + (ascent * style.size) / 1000;
}
