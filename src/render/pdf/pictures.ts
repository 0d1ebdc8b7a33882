/**
 * Pictures in the form in which a PDF holds them. What was read and found whole comes in; a drawable goes out. What the file has
 * packed is passed on as it is wherever a PDF can hold it so; pdfkit's own reader is not used.
 */
import { deflateSync } from 'node:zlib';
import type { Picture } from '../../model/edition.ts';
import {
  alphaOf,
  coloursOf,
  isPng,
  maskOf,
  opaque,
  type Orientation,
  plainRows,
  type Png,
  readJpeg,
  readPng,
  unpack,
  writeJpeg,
} from '../../pictures/pictures.ts';

export interface Drawable {
  /** From the content root; one picture is stored once however often it is drawn. */
  readonly file: string;
  /** Of the picture held upright. */
  readonly width: number;
  readonly height: number;
  /** How the stored picture has to be turned to stand upright. */
  readonly orientation: Orientation;
  readonly bits: number;
  readonly filter: 'DCTDecode' | 'FlateDecode';
  readonly colours: 'DeviceGray' | 'DeviceRGB';
  /** Red, green and blue of each colour by its number. */
  readonly palette?: Uint8Array | undefined;
  /** What the colours are, where they are not those of the web. */
  readonly profile?: Uint8Array | undefined;
  /** Set when the rows carry PNG's own filters: the number of samples in a pixel. */
  readonly predicted?: number | undefined;
  readonly bytes: Uint8Array;
  /** Transparency: eight bits a pixel, in rows with PNG's filters, deflated. */
  readonly mask?: Uint8Array | undefined;
}

/** Rows with their filters come out a tenth larger at this level than at the usual one, which takes three times as long. */
const pack = (rows: Uint8Array): Uint8Array => deflateSync(rows, { level: 4 });

type Packed = Pick<Drawable, 'bytes' | 'mask'>;

function packed(png: Png): Packed {
  const { type, transparency, interlaced } = png;
  const mixed = type === 4 || type === 6;
  if (!mixed && !transparency && !interlaced) return { bytes: png.packed };
  const rows = interlaced ? plainRows(png, unpack(png)) : unpack(png);
  const bytes = mixed ? pack(coloursOf(png, rows)) : interlaced ? pack(rows) : png.packed;
  const alpha = mixed ? alphaOf(png, rows) : transparency && maskOf(png, rows, transparency);
  return { bytes, mask: alpha && !opaque(png, alpha) ? pack(alpha) : undefined };
}

function drawPng(file: string, bytes: Uint8Array): Drawable {
  const png = readPng(bytes);
  const { width, height, bits, type, profile } = png;
  const colours = type === 0 || type === 4 ? 'DeviceGray' : 'DeviceRGB';
  return {
    file,
    width,
    height,
    orientation: 1,
    bits,
    filter: 'FlateDecode',
    colours,
    palette: type === 3 ? png.palette : undefined,
    profile,
    predicted: type === 2 || type === 6 ? 3 : 1,
    ...packed(png),
  };
}

function drawJpeg({ file, width, height, bytes }: Picture): Drawable {
  const jpeg = readJpeg(bytes);
  const { orientation, profile, frame } = jpeg;
  const colours = frame.components.length === 1 ? 'DeviceGray' : 'DeviceRGB';
  // The page turns the picture, so the file itself must not ask for it as well.
  const still = writeJpeg({ ...jpeg, profile: undefined }, false);
  return { file, width, height, orientation, bits: 8, filter: 'DCTDecode', colours, profile, bytes: still };
}

/** A picture ready to be drawn. */
export function drawableOf(picture: Picture): Drawable {
  return isPng(picture.bytes) ? drawPng(picture.file, picture.bytes) : drawJpeg(picture);
}
