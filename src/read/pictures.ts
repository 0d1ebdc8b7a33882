/** The pictures that an edition shows: read once, known by what their first bytes say and not by their names. */
import type { Host } from '../host.ts';
import { inlinesWithin } from '../model/clauses.ts';
import type { Block, Image } from '../model/document.ts';
import type { Picture } from '../model/edition.ts';
import { finding, type Finding, said } from '../model/finding.ts';
import { suggestion } from '../model/suggest.ts';
import { placeOf } from './reading.ts';

/** Pixels. A picture of 12,000 by 12,000 pixels in half a megabyte of file takes gigabytes once unpacked. */
const MOST_PIXELS = 40_000_000;
const LARGEST_PICTURE = 16 * 1024 * 1024;

type Header = Pick<Picture, 'mediaType' | 'width' | 'height'>;

function pngHeader(bytes: DataView): Header | undefined {
  const isPng = bytes.byteLength >= 33 && bytes.getUint32(0) === 0x89504e47 && bytes.getUint32(12) === 0x49484452;
  return isPng ? { mediaType: 'image/png', width: bytes.getUint32(16), height: bytes.getUint32(20) } : undefined;
}

/** Walks the segments of a JPEG to its frame header (ITU-T T.81, B.2.2). */
function jpegHeader(bytes: DataView): Header | undefined {
  if (bytes.byteLength < 4 || bytes.getUint16(0) !== 0xffd8) return undefined;
  let at = 2;
  while (at + 9 < bytes.byteLength && bytes.getUint8(at) === 0xff) {
    const marker = bytes.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { mediaType: 'image/jpeg', height: bytes.getUint16(at + 5), width: bytes.getUint16(at + 7) };
    at += 2 + bytes.getUint16(at + 2);
  }
  return undefined;
}

function pictureOf(file: string, bytes: Uint8Array): Picture | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = pngHeader(view) ?? jpegHeader(view);
  if (!header) return 'The file is neither a PNG nor a JPEG picture.';
  if (header.width * header.height > MOST_PIXELS || header.width === 0 || header.height === 0) {
    return `The picture is ${header.width} by ${header.height} pixels.`;
  }
  return { file, ...header, bytes };
}

interface PicturesRead {
  readonly pictures: readonly Picture[];
  readonly findings: readonly Finding[];
}

/** Loads the pictures of `blocks` from below `root`; `known` are the files that the walk found and their sizes. */
export function readPictures(
  host: Host,
  root: string,
  document: string,
  blocks: readonly Block[],
  known: ReadonlyMap<string, { readonly size: number; readonly identity: string }>,
): PicturesRead {
  const images = [...inlinesWithin(blocks)].filter((inline): inline is Image => inline.type === 'image');
  const pictures = new Map<string, Picture>();
  const findings: Finding[] = [];
  for (const image of images) {
    if (pictures.has(image.file)) continue;
    const found = known.get(image.file);
    const refuse = (message: string) => void findings.push(finding('image-file', document, placeOf(image), message));
    if (!found) refuse(`There is no picture ${said(image.file)}${suggestion(image.file, [...known.keys()])}`);
    else if (found.size > LARGEST_PICTURE) refuse('The file is larger than 16 MiB.');
    else {
      const picture = pictureOf(image.file, host.read(`${root}/${image.file}`, found.identity));
      if (typeof picture === 'string') refuse(picture);
      else pictures.set(image.file, picture);
    }
  }
  return { pictures: [...pictures.values()], findings };
}
