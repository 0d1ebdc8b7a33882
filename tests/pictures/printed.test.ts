/** Pictures of every kind that a PNG can be come out of a PDF pixel for pixel, as an independent reader decodes them. */
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Picture } from '../../src/model/edition.ts';
import { openPicture } from '../../src/pictures/pictures.ts';
import { editionPdf } from '../../src/render/pdf/pdf.ts';
import { PRESS } from '../pdf/press.ts';
import { JPEG } from '../pdf/torture.ts';
import { edition, paragraph, surroundings } from '../support/edition.ts';
import { chunk, exif, jpegWith, PLAIN, pngOf, profile, segment, type Wanted } from '../support/picture-files.ts';
import { matricesInPdf, picturesInPdf } from '../support/read-pdf.ts';

const LONG = process.env['PRESS_LONG'] === '1';
const SEED = Number(process.env['PRESS_SEED'] ?? Date.now() % 1_000_000);

/** A PDF that shows the files, one below the other. */
async function printed(files: readonly Uint8Array[]) {
  const pictures = files.map((bytes, index): Picture => ({ file: `${index}`, ...openPicture(bytes) }));
  const body = pictures.map(({ file }) => paragraph({ type: 'image', url: '', file, alt: 'A picture' }));
  const one = edition(body, { pictures });
  return (await editionPdf(one, surroundings(one), PRESS)).bytes;
}

const kinds = fc.constantFrom<Pick<Wanted, 'type' | 'bits'>>(
  ...([1, 2, 4, 8, 16] as const).map((bits) => ({ type: 0 as const, bits })),
  ...([8, 16] as const).flatMap((bits) => ([2, 4, 6] as const).map((type) => ({ type, bits }))),
  ...([1, 2, 4, 8] as const).map((bits) => ({ type: 3 as const, bits })),
);

/** A PNG, and what an eye is to see of it: red, green, blue and opacity of each pixel. */
const pictures = fc
  .record({
    kind: kinds,
    width: fc.integer({ min: 1, max: 20 }),
    height: fc.integer({ min: 1, max: 20 }),
    interlaced: fc.boolean(),
    clear: fc.boolean(),
    solid: fc.boolean(),
    seeds: fc.array(fc.nat(65_535), { minLength: 31, maxLength: 31 }),
  })
  .map(({ kind: { type, bits }, width, height, interlaced, clear, solid, seeds }) => {
    const most = 2 ** bits - 1;
    const seed = (n: number) => seeds[n % seeds.length] ?? 0;
    const count = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }[type];
    const colours = Math.min(most + 1, 200);
    const palette = type === 3 ? Array.from({ length: colours * 3 }, (_, i) => seed(i * 7) & 255) : undefined;
    const transparency = !clear
      ? undefined
      : type === 3
        ? Array.from({ length: Math.ceil(colours / 2) }, (_, i) => seed(i * 3) & 255)
        : type === 0 || type === 2
          ? Array.from({ length: count }, (_, i) => [(seed(i) & most) >> 8, seed(i) & most & 255]).flat()
          : undefined;
    const pixel = (x: number, y: number) =>
      Array.from({ length: count }, (_, c) => {
        if (solid && c === count - 1 && (type === 4 || type === 6)) return most;
        // Now and then the colour that is clear.
        const n = (x * 5 + y * 11) % 13 === 0 ? c : x * count + y * 17 + c;
        return type === 3 ? seed(n) % colours : seed(n) & most;
      });
    const eye = (x: number, y: number): readonly number[] => {
      const samples = pixel(x, y);
      const eight = samples.map((value) => (value * 255) / most);
      const clearColour = type !== 3 && transparency;
      const hidden =
        clearColour && samples.every((v, c) => v === (clearColour[c * 2] ?? 0) * 256 + (clearColour[c * 2 + 1] ?? 0));
      const [first = 0, second = 0] = eight;
      if (type === 3) {
        const index = samples[0] ?? 0;
        return [...(palette?.slice(index * 3, index * 3 + 3) ?? []), transparency?.[index] ?? 255];
      }
      if (type === 0) return [first, first, first, hidden ? 0 : 255];
      if (type === 4) return [first, first, first, second];
      return type === 6 ? eight : [...eight, hidden ? 0 : 255];
    };
    const wanted: Wanted = {
      ...{ width, height, type, bits, interlaced, pixel },
      filter: (row) => seed(row) % 5,
      ...(palette ? { palette } : {}),
      ...(transparency ? { transparency } : {}),
    };
    const seen = Array.from({ length: width * height }, (_, at) => eye(at % width, Math.floor(at / width))).flat();
    return { wanted, seen };
  });

test('every kind of PNG is printed pixel for pixel', async () => {
  const property = fc.asyncProperty(fc.array(pictures, { minLength: 8, maxLength: 8 }), async (made) => {
    const read = await picturesInPdf(await printed(made.map(({ wanted }) => pngOf(wanted))));
    expect(read.length).toBe(made.length);
    for (const [index, { wanted, seen }] of made.entries()) {
      const { width = 0, height = 0, pixels = [] } = read[index] ?? {};
      expect({ width, height }).toEqual({ width: wanted.width, height: wanted.height });
      // Nobody sees the colour of a clear pixel; 16 bits are rounded to 8.
      const far = seen.filter((value, at) => {
        const hidden = (seen[at - (at % 4) + 3] ?? 0) < 1 && at % 4 !== 3;
        return !hidden && Math.abs(value - (pixels[at] ?? -9)) > 1.01;
      });
      expect({ kind: `${wanted.type}/${wanted.bits} interlaced ${wanted.interlaced}`, far: far.length }).toMatchObject({
        far: 0,
      });
    }
  });
  await fc.assert(property, { seed: SEED, numRuns: LONG ? 100 : 6 });
});

test('pictures with colour profiles are printed with them, in colours, grey and a palette', async () => {
  const packed = chunk('iCCP', Buffer.concat([Buffer.from('x\0\0'), deflateSync(profile())]));
  const parts = segment(0xe2, 'ICC_PROFILE\0', Uint8Array.of(1, 1), profile());
  const indexed: Wanted = { ...PLAIN, type: 3, pixel: (x) => [x % 2], palette: [0, 0, 0, 250, 9, 9], more: [packed] };
  const files = [pngOf({ ...PLAIN, more: [packed] }), pngOf(indexed), jpegWith(JPEG, parts)];
  const plain = await printed([pngOf(PLAIN), pngOf({ ...indexed, more: [] }), JPEG]);
  const bytes = await printed(files);
  expect(bytes.length - plain.length).toBeGreaterThan(300);
  expect((await picturesInPdf(bytes)).map((picture) => picture?.pixels.length)).toEqual([432, 432, 256]);
});

/** Where the upper left and the upper right corner of the stored picture are when it is held upright (EXIF 2.3, 4.6.4). */
test.each([
  [1, 'upper left', 'upper right'],
  [2, 'upper right', 'upper left'],
  [3, 'lower right', 'lower left'],
  [4, 'lower left', 'lower right'],
  [5, 'upper left', 'lower left'],
  [6, 'upper right', 'lower right'],
  [7, 'lower right', 'upper right'],
  [8, 'lower left', 'upper left'],
])('a photograph whose camera says %i is held upright', async (orientation, left, right) => {
  const wide = JPEG.slice();
  // Eight pixels high, five wide.
  wide[wide.indexOf(0xc0) + 7] = 5;
  const bytes = await printed([jpegWith(wide, segment(0xe1, 'Exif\0\0', exif(orientation)))]);
  const [matrix = []] = await matricesInPdf(bytes);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = matrix;
  const corner = (u: number, v: number) => {
    const [x, y] = [a * u + c * v + e, b * u + d * v + f];
    const middle = [(a + c) / 2 + e, (b + d) / 2 + f];
    return `${y < (middle[1] ?? 0) ? 'upper' : 'lower'} ${x < (middle[0] ?? 0) ? 'left' : 'right'}`;
  };
  expect([corner(0, 1), corner(1, 1)]).toEqual([left, right]);
  const [width, height] = [Math.abs(a + c), Math.abs(b + d)];
  expect(width < height).toBe(orientation < 5);
});
