/** Why a picture file is not published: thrown where it is noticed, turned into a finding where the picture was asked for. */

/** Beyond what is accepted; damaged; whole, but in a form that browsers and archives do not all show alike. */
export type Refusal = 'image-file' | 'image-damaged' | 'image-form';

export class Refused extends Error {
  readonly rule: Refusal;

  constructor(rule: Refusal, message: string) {
    super(message);
    this.rule = rule;
  }
}

export const damaged = (message: string): Refused => new Refused('image-damaged', message);
export const unfit = (message: string): Refused => new Refused('image-form', message);

/** Pixels. A picture of 12,000 by 12,000 pixels in half a megabyte of file takes gigabytes once unpacked. */
const MOST_PIXELS = 40_000_000;

/** Asked as soon as the header is read, before anything is unpacked. */
export function checkSize(width: number, height: number): void {
  if (width === 0 || height === 0 || width * height > MOST_PIXELS)
    throw new Refused('image-file', `The picture is ${width} by ${height} pixels.`);
}
