/**
 * Picture files. Bytes of unknown worth come in; a picture that is whole, that browsers and archives show alike, and that holds
 * nothing but the picture goes out: no place, name, date, comment, thumbnail or text that a camera or a program wrote beside it.
 * The same file always gives the same bytes.
 */
import { checkJpeg, readJpeg, writeJpeg } from './jpeg.ts';
import { liesOnItsSide } from './orientation.ts';
import { checkPng, isPng, readPng, writePng } from './png.ts';
import { Refused } from './refused.ts';

export { type Jpeg, readJpeg, writeJpeg } from './jpeg.ts';
export { liesOnItsSide, type Orientation } from './orientation.ts';
export { isPng, type Png, readPng, unpack } from './png.ts';
export { Refused } from './refused.ts';
export { alphaOf, coloursOf, maskOf, opaque, plainRows } from './rows.ts';

export interface OpenedPicture {
  readonly mediaType: 'image/png' | 'image/jpeg';
  /** Of the picture held upright. */
  readonly width: number;
  readonly height: number;
  /** The file as it is published. */
  readonly bytes: Uint8Array;
}

function openPng(bytes: Uint8Array, known: boolean): OpenedPicture {
  const png = readPng(bytes);
  if (!known) checkPng(png);
  return { mediaType: 'image/png', width: png.width, height: png.height, bytes: writePng(png) };
}

function openJpeg(bytes: Uint8Array, known: boolean): OpenedPicture {
  const jpeg = readJpeg(bytes);
  if (!known) checkJpeg(jpeg);
  const { width, height } = jpeg.frame;
  const upright = liesOnItsSide(jpeg.orientation) ? { width: height, height: width } : { width, height };
  return { mediaType: 'image/jpeg', ...upright, bytes: writeJpeg(jpeg, true) };
}

/** Throws `Refused`. Pictures that are known to be whole are not unpacked again. */
export function openPicture(bytes: Uint8Array, known = false): OpenedPicture {
  if (isPng(bytes)) return openPng(bytes, known);
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return openJpeg(bytes, known);
  throw new Refused('image-file', 'The file is neither a PNG nor a JPEG picture.');
}
