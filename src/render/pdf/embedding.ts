/**
 * Fonts and pictures as objects of a PDF. Faces get a name when a page first uses them and are written at the end, when it is
 * known which glyphs the document draws.
 */
import { liesOnItsSide } from '../../pictures/pictures.ts';
import type { Content } from './content.ts';
import type { FaceName, Shaped } from './layout.ts';
import { type DrawnPage, type Objects, type Ref, textString } from './objects.ts';
import type { Drawable } from './pictures.ts';
import { stream } from './streams.ts';
import { openSubset, type Subset } from './subset.ts';
import type { Face, Fonts } from './typography.ts';

interface Used {
  readonly name: string;
  readonly face: Face;
  readonly ref: Ref;
  readonly subset: Subset;
}

export interface Embedding {
  /** The resource name of a face on this page. */
  readonly font: (face: FaceName, page: DrawnPage) => string;
  /** Words as the inside of a TJ array: glyph numbers and kerning. */
  readonly show: (words: readonly Shaped[], face: FaceName, content: Content) => void;
  readonly picture: (drawable: Drawable, page: DrawnPage) => string;
  readonly finish: () => void;
}

const hex = (value: number) => value.toString(16).padStart(4, '0');

/** One word. A number in a TJ array moves back by thousandths of the type size. */
function show({ glyphs, codes, kerns }: Shaped, { subset }: Used, content: Content): void {
  let open = false;
  for (let i = 0; i < glyphs.length; i++) {
    if (!open) content.put('(');
    content.glyph(subset.include(glyphs[i] ?? 0, codes[i] ?? 0));
    const kern = kerns[i] ?? 0;
    open = kern === 0;
    if (!open) content.put(`)${kern}`);
  }
  if (open) content.put(')');
}

function utf16(code: number): string {
  return [...String.fromCodePoint(code)]
    .flatMap((c) => Array.from({ length: c.length }, (_, i) => hex(c.charCodeAt(i))))
    .join('');
}

/** Glyphs of one character after another; the last byte of neither may overflow inside a range (ISO 32000-1, 9.10.3). */
function ranges(codes: readonly (number | undefined)[]): readonly string[] {
  const found: { first: number; last: number; code: number }[] = [];
  for (const [glyph, code] of codes.entries()) {
    const open = found.at(-1);
    const follows = open?.last === glyph - 1 && code === open.code + glyph - open.first;
    if (code === undefined) continue;
    if (open && follows && glyph % 256 !== 0 && code % 256 !== 0) open.last = glyph;
    else found.push({ first: glyph, last: glyph, code });
  }
  return found.map(({ first, last, code }) => `<${hex(first)}> <${hex(last)}> <${utf16(code)}>`);
}

/** Which character each glyph stands for. */
function toUnicode(codes: readonly (number | undefined)[]): string {
  const entries = ranges(codes);
  const blocks: string[] = [];
  for (let at = 0; at < entries.length; at += 100) {
    const block = entries.slice(at, at + 100);
    blocks.push(`${block.length} beginbfrange\n${block.join('\n')}\nendbfrange`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
}

function embedFace(objects: Objects, { face, ref, subset }: Used, index: number): void {
  const { file, widths, codes } = subset.finish();
  const letters = [0, 1, 2, 3, 4, 5].map((place) => String.fromCharCode(65 + (place === 5 ? index : 6)));
  const name = `${letters.join('')}+${face.postscriptName}`;
  const program = stream(objects, file, { Length1: file.length });
  const descriptor = objects.ref({
    Type: 'FontDescriptor',
    FontName: name,
    Flags: 4 | (face.fixedPitch ? 1 : 0) | (face.italicAngle === 0 ? 0 : 64),
    FontBBox: face.box,
    ItalicAngle: face.italicAngle,
    Ascent: face.ascent,
    Descent: face.descent,
    CapHeight: face.capHeight,
    XHeight: face.xHeight,
    StemV: 80,
    FontFile2: program,
  });
  descriptor.end();
  const descendant = objects.ref({
    Type: 'Font',
    Subtype: 'CIDFontType2',
    BaseFont: name,
    CIDSystemInfo: { Registry: textString('Adobe'), Ordering: textString('Identity'), Supplement: 0 },
    FontDescriptor: descriptor,
    DW: 0,
    W: [0, widths],
    CIDToGIDMap: 'Identity',
  });
  descendant.end();
  const cmap = stream(objects, toUnicode(codes));
  Object.assign(ref.data, {
    Type: 'Font',
    Subtype: 'Type0',
    BaseFont: name,
    Encoding: 'Identity-H',
    DescendantFonts: [descendant],
    ToUnicode: cmap,
  });
  ref.end();
}

function colourSpace(objects: Objects, { colours, profile, palette }: Drawable): unknown {
  const count = colours === 'DeviceGray' ? 1 : 3;
  const base = profile ? ['ICCBased', stream(objects, profile, { N: count, Alternate: colours })] : colours;
  return palette ? ['Indexed', base, palette.length / 3 - 1, stream(objects, palette)] : base;
}

function embedPicture(objects: Objects, drawable: Drawable): Ref {
  const { bits, filter, predicted, bytes, mask, orientation } = drawable;
  const { width, height } = drawable;
  const [Width, Height] = liesOnItsSide(orientation) ? [height, width] : [width, height];
  const base = { Type: 'XObject', Subtype: 'Image', Width, Height };
  const parms = (Colors: number, BitsPerComponent: number) => ({
    Predictor: 15,
    Colors,
    BitsPerComponent,
    Columns: Width,
  });
  const eight = { BitsPerComponent: 8, ColorSpace: 'DeviceGray', Filter: 'FlateDecode' };
  return stream(objects, bytes, {
    ...base,
    BitsPerComponent: bits,
    ColorSpace: colourSpace(objects, drawable),
    Filter: filter,
    DecodeParms: predicted && parms(predicted, bits),
    SMask: mask && stream(objects, mask, { ...base, ...eight, DecodeParms: parms(1, 8) }),
  });
}

export function openEmbedding(objects: Objects, fonts: Fonts): Embedding {
  const used = new Map<FaceName, Used>();
  const pictures = new Map<string, { readonly name: string; readonly ref: Ref }>();
  const useFace = (name: FaceName): Used => {
    const known = used.get(name);
    if (known) return known;
    const face = fonts.faces[name];
    const made = { name: `F${used.size + 1}`, face, ref: objects.ref(), subset: openSubset(face) };
    used.set(name, made);
    return made;
  };
  return {
    font: (name, page) => {
      const face = useFace(name);
      page.fonts[face.name] = face.ref;
      return face.name;
    },
    show: (words, name, content) => {
      const face = useFace(name);
      for (const word of words) show(word, face, content);
    },
    picture: (drawable, page) => {
      const known = pictures.get(drawable.file) ?? {
        name: `I${pictures.size + 1}`,
        ref: embedPicture(objects, drawable),
      };
      pictures.set(drawable.file, known);
      page.xobjects[known.name] = known.ref;
      return known.name;
    },
    finish: () => {
      for (const [index, face] of [...used.values()].entries()) embedFace(objects, face, index);
    },
  };
}
