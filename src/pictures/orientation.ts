/**
 * Cameras store what their sensor saw and say in EXIF how to hold it: tag 0x0112, values 1 (upright) to 8, of a TIFF block. That
 * one number is all of EXIF that is ever read or published.
 */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const TAG = 0x0112;

const isOrientation = (value: number): value is Orientation => value >= 1 && value <= 8;

/** Of a TIFF block; a block that says nothing of it, or is not one, leaves the picture as it lies. */
export function orientationIn(tiff: Uint8Array): Orientation {
  if (tiff.length < 14) return 1;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const little = view.getUint16(0) === 0x4949;
  const start = view.getUint32(4, little);
  if (start + 2 > tiff.length) return 1;
  for (let at = start + 2, left = view.getUint16(start, little); left > 0 && at + 12 <= tiff.length; left--, at += 12) {
    if (view.getUint16(at, little) !== TAG) continue;
    const value = view.getUint16(at + 8, little);
    return isOrientation(value) ? value : 1;
  }
  return 1;
}

/** A TIFF block of big-endian numbers that says this and nothing else. */
export function tiffOf(orientation: Orientation): Uint8Array {
  const block = new DataView(new ArrayBuffer(26));
  block.setUint32(0, 0x4d4d002a);
  block.setUint32(4, 8);
  block.setUint16(8, 1);
  block.setUint16(10, TAG);
  block.setUint16(12, 3);
  block.setUint32(14, 1);
  block.setUint16(18, orientation);
  return new Uint8Array(block.buffer);
}

/** Whether the upright picture is as wide as the stored one is high. */
export const liesOnItsSide = (orientation: Orientation): boolean => orientation >= 5;
