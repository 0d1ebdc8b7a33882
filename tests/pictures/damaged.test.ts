/** What is wrong with a picture file is said, rule and words; whatever happened to its bytes, it is said or the picture is sound. */
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Picture } from '../../src/model/edition.ts';
import { openPicture, Refused } from '../../src/pictures/pictures.ts';
import { editionPdf } from '../../src/render/pdf/pdf.ts';
import { PRESS } from '../pdf/press.ts';
import { JPEG } from '../pdf/torture.ts';
import { edition, paragraph, surroundings } from '../support/edition.ts';
import {
  chunk,
  exif,
  header,
  jpegWith,
  PLAIN,
  pngOf,
  rowsOf,
  segment,
  SIGNATURE,
  type Wanted,
} from '../support/picture-files.ts';
import { picturesInPdf } from '../support/read-pdf.ts';

const LONG = process.env['PRESS_LONG'] === '1';
const SEED = Number(process.env['PRESS_SEED'] ?? Date.now() % 1_000_000);

/** What is said of a file, or nothing. */
function said(bytes: Uint8Array): string | undefined {
  try {
    openPicture(bytes);
    return undefined;
  } catch (fault) {
    if (fault instanceof Refused) return `${fault.rule}: ${fault.message}`;
    throw fault;
  }
}

const numbers = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32BE(value, index * 4));
  return bytes;
};
const more = (...chunks: readonly Uint8Array[]) => pngOf({ ...PLAIN, more: chunks });
const grey: Wanted = { ...PLAIN, type: 0, pixel: (x) => [x] };
const indexed: Wanted = { ...PLAIN, type: 3, pixel: (x) => [x % 3], palette: [0, 0, 0, 9, 9, 9, 255, 0, 0] };
const sound = pngOf(PLAIN);
const packed = deflateSync(rowsOf(PLAIN));
const claiming = (width: number, height: number) =>
  new Uint8Array(Buffer.concat([SIGNATURE, header({ ...PLAIN, width, height }), sound.subarray(33)]));
const changed = (bytes: Uint8Array, at: number, ...values: number[]) => {
  const copy = bytes.slice();
  copy.set(values, at);
  return copy;
};

/** In the sample: the frame header, the codes, the scan's header, the scan's data. */
const [FRAME, CODES, SCAN] = [0xc0, 0xc4, 0xda].map((marker) =>
  JPEG.findIndex((byte, at) => byte === 0xff && JPEG[at + 1] === marker),
) as [number, number, number];
const DATA = SCAN + 14;

/** Two units wide, each read anew. */
const twoUnits = (between: string) =>
  new Uint8Array(
    Buffer.concat([
      changed(JPEG, FRAME + 7, 0, 24).subarray(0, SCAN),
      Buffer.from('ffdd00040001', 'hex'),
      JPEG.subarray(SCAN, -2),
      Buffer.from(between, 'hex'),
      JPEG.subarray(DATA),
    ]),
  );
const RESTARTING = twoUnits('ffd0');
/** Ten scans of 19 by 13 pixels. */
const PROGRESSIVE = new Uint8Array(
  Buffer.from(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJChQODwwQFxQYGBcUFhYaHSUfGhsjHBYWICwgIyYnKSopGR8tMC0oMCUoKSj/2wBDAQcHBwoIChMKChMoGhYaKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCj/wgARCAANABMDASIAAhEBAxEB/8QAGQAAAgMBAAAAAAAAAAAAAAAAAAUBAwQG/8QAFgEBAQEAAAAAAAAAAAAAAAAABAMG/9oADAMBAAIQAxAAAAHlJXXaF2oWi5f/xAAZEAACAwEAAAAAAAAAAAAAAAAAAQIREgP/2gAIAQEAAQUCXQuTGyy3jTP/xAAaEQACAgMAAAAAAAAAAAAAAAAAAQIDBRUh/9oACAEDAQE/AVlZvht7j//EABkRAAIDAQAAAAAAAAAAAAAAAAAVAQIDMf/aAAgBAgEBPwFNSeCXM//EABgQAAIDAAAAAAAAAAAAAAAAAAAQAUFh/9oACAEBAAY/AlZpK//EABoQAQADAQEBAAAAAAAAAAAAAAEAETEhQbH/2gAIAQEAAT8huzTCaA572It/EtxgJBqN2z//2gAMAwEAAgADAAAAEBMv/8QAGhEAAgIDAAAAAAAAAAAAAAAAABEBMVGh0f/aAAgBAwEBPxCOllhCbW+n/8QAGBEBAAMBAAAAAAAAAAAAAAAAAQARIcH/2gAIAQIBAT8QDmDYAVyf/8QAHBABAQEBAAIDAAAAAAAAAAAAASERADFRgaHw/9oACAEBAAE/EM6PEoR+/PTPqEX4efw3G65arhzd/e+mAOQOGgjv/9k=',
    'base64',
  ),
);
const without = (from: number, to: number) =>
  new Uint8Array(Buffer.concat([JPEG.subarray(0, from), JPEG.subarray(to)]));

describe.each<[what: string, bytes: Uint8Array, expected: string | undefined]>([
  ['a PNG', sound, undefined],
  ['a JPEG', JPEG, undefined],
  ['a JPEG with restarts', RESTARTING, undefined],
  ['a JPEG that lacks a restart', twoUnits(''), 'image-damaged: The data of the picture cannot be unpacked.'],
  ['a progressive JPEG', PROGRESSIVE, undefined],
  [
    'a progressive JPEG without its last scan',
    new Uint8Array(Buffer.concat([PROGRESSIVE.subarray(0, PROGRESSIVE.lastIndexOf(0xda) - 1), JPEG.subarray(-2)])),
    undefined,
  ],
  [
    'a progressive JPEG with a scan that was cut off',
    new Uint8Array(Buffer.concat([PROGRESSIVE.subarray(0, -6), JPEG.subarray(-2)])),
    'image-damaged: The data of the picture cannot be unpacked.',
  ],
  [
    'found-707943: a progressive JPEG with a refining scan whose codes bring two bits in the place of one',
    changed(PROGRESSIVE, 445, 50),
    'image-damaged: The data of the picture cannot be unpacked.',
  ],
  [
    'found-415921: a progressive JPEG with a mean of 35 bits, more than any has',
    changed(PROGRESSIVE, 225, 35),
    'image-damaged: The data of the picture cannot be unpacked.',
  ],
  [
    'a JPEG of very many scans',
    new Uint8Array(
      Buffer.concat([
        JPEG.subarray(0, SCAN),
        ...Array.from({ length: 300 }, () => JPEG.subarray(SCAN, -2)),
        JPEG.subarray(-2),
      ]),
    ),
    'image-form: The picture comes in more parts than any program writes.',
  ],
  ['no picture', Buffer.from('GIF89a'), 'image-file: The file is neither a PNG nor a JPEG picture.'],
  ['a PNG of 20,000 by 20,000 pixels', claiming(20_000, 20_000), 'image-file: The picture is 20000 by 20000 pixels.'],
  ['a PNG of no pixels', claiming(0, 7), 'image-file: The picture is 0 by 7 pixels.'],
  [
    'a JPEG of 20,000 by 20,000 pixels',
    changed(JPEG, FRAME + 5, 0x4e, 0x20, 0x4e, 0x20),
    'image-file: The picture is 20000 by 20000 pixels.',
  ],
  [
    'a PNG that was cut off',
    sound.subarray(0, sound.length - 20),
    'image-damaged: The file ends before the picture does.',
  ],
  [
    'a PNG without its end',
    sound.subarray(0, sound.length - 12),
    'image-damaged: The file ends before the picture does.',
  ],
  [
    'a PNG with a wrong bit',
    changed(sound, sound.length - 30, 1),
    'image-damaged: The bytes of the part “IDAT” do not agree with their checksum.',
  ],
  ['a PNG without data', pngOf(PLAIN, new Uint8Array()), 'image-damaged: The data of the picture cannot be unpacked.'],
  [
    'a PNG with half its data',
    pngOf(PLAIN, packed.subarray(0, packed.length >> 1)),
    'image-damaged: The data of the picture cannot be unpacked.',
  ],
  [
    'a PNG with fewer rows than it says',
    pngOf({ ...PLAIN, height: 40 }, packed),
    'image-damaged: The picture has not as many pixels as its header says.',
  ],
  [
    'a PNG with more rows than it says',
    pngOf({ ...PLAIN, height: 4 }, packed),
    'image-damaged: The data of the picture cannot be unpacked.',
  ],
  [
    'a PNG with something behind its data',
    pngOf(PLAIN, Buffer.concat([packed, Buffer.from('secret')])),
    'image-damaged: The picture has not as many pixels as its header says.',
  ],
  [
    'a PNG with a filter that there is not',
    pngOf({ ...PLAIN, filter: (row) => (row === 3 ? 255 : 0) }),
    'image-damaged: A row of the pixels cannot be read.',
  ],
  [
    'a PNG of a colour kind that there is not',
    changed(sound, 25, 5),
    'image-damaged: The bytes of the part “IHDR” do not agree with their checksum.',
  ],
  ['a PNG of 4 bits a colour', pngOf({ ...PLAIN, bits: 4 }), 'image-damaged: The header is not that of a PNG.'],
  [
    'a PNG without its palette',
    pngOf({ ...indexed, palette: [] }),
    'image-damaged: The table of colours is missing or does not fit.',
  ],
  [
    'a PNG with colours beyond its palette',
    pngOf({ ...indexed, pixel: (x) => [x % 4] }),
    'image-damaged: Pixels have colours that the table of colours lacks.',
  ],
  [
    'an interlaced one',
    pngOf({ ...indexed, interlaced: true, pixel: (x) => [x % 4] }),
    'image-damaged: Pixels have colours that the table of colours lacks.',
  ],
  [
    'a PNG with a palette that does not end',
    pngOf({ ...indexed, palette: [1, 2, 3, 4] }),
    'image-damaged: The table of colours is missing or does not fit.',
  ],
  [
    'a PNG with transparency that does not fit',
    pngOf({ ...grey, transparency: [1] }),
    'image-damaged: What the picture says of transparency does not fit its colours.',
  ],
  ['a PNG with two headers', more(header(PLAIN)), 'image-damaged: The parts of the file are not those of a PNG.'],
  [
    'a PNG with a part that must be understood',
    more(chunk('ABCD')),
    'image-damaged: The parts of the file are not those of a PNG.',
  ],
  ['a PNG with parts that need not', more(chunk('abCD'), chunk('teSt', 'x')), undefined],
  ['a PNG that moves', more(chunk('acTL', numbers(2, 0))), 'image-form: The picture moves.'],
  [
    'a PNG on its side',
    more(chunk('eXIf', exif(6))),
    'image-form: The PNG is stored on its side, with a note (EXIF) that says so.',
  ],
  ['a PNG that says that it is upright', more(chunk('eXIf', exif(1, true))), undefined],
  [
    'a PNG in the gamma of old screens',
    more(chunk('gAMA', numbers(55_556))),
    'image-form: The colours are not those of the web (gAMA, cHRM).',
  ],
  ['a PNG in the gamma of the web', more(chunk('gAMA', numbers(45_455))), undefined],
  [
    'a PNG in wider colours',
    more(chunk('cHRM', numbers(31_270, 32_900, 68_000, 32_000, 26_500, 69_000, 15_000, 6_000))),
    'image-form: The colours are not those of the web (gAMA, cHRM).',
  ],
  ['a PNG in the colours of the web', more(chunk('gAMA', numbers(55_556)), chunk('sRGB', '\0')), undefined],
  [
    'a PNG in the colours of television',
    more(chunk('cICP', Uint8Array.of(9, 16, 0, 1))),
    'image-form: The colours are those of film or television (cICP).',
  ],
  ['a PNG with a profile that is none', more(chunk('iCCP', 'x\0\0not deflated')), undefined],
  [
    'a JPEG that ends in its header',
    JPEG.subarray(0, FRAME + 6),
    'image-damaged: The file ends before the picture does.',
  ],
  [
    'a JPEG that was cut off',
    JPEG.subarray(0, JPEG.length - 2),
    'image-damaged: The file ends before the picture does.',
  ],
  ['a JPEG of headers only', without(SCAN, JPEG.length - 2), 'image-damaged: The file has a header and no picture.'],
  [
    'a JPEG with a scan of nothing',
    without(DATA, JPEG.length - 2),
    'image-damaged: The data of the picture cannot be unpacked.',
  ],
  [
    'a JPEG with far too little data',
    changed(JPEG, FRAME + 5, 4, 0, 4, 0),
    'image-damaged: The data of the picture cannot be unpacked.',
  ],
  [
    'a JPEG without codes',
    without(CODES, SCAN),
    'image-damaged: A part of the picture refers to codes that the file lacks.',
  ],
  ['a JPEG without its frame', without(FRAME, CODES), 'image-damaged: The header is missing.'],
  [
    'a JPEG with codes that overflow',
    changed(JPEG, CODES + 5, 3),
    'image-damaged: The codes of the picture cannot be read.',
  ],
  ['a JPEG of 12 bits', changed(JPEG, FRAME + 4, 12), 'image-form: The picture has 12 bits for each colour.'],
  [
    'a JPEG in printing inks',
    jpegWith(JPEG, segment(0xc0, Uint8Array.of(8, 0, 8, 0, 8, 4), new Uint8Array(12))),
    'image-form: The colours are those of printing inks (CMYK).',
  ],
  [
    'a JPEG without losses',
    changed(JPEG, FRAME + 1, 0xc3),
    'image-form: The picture is packed in a way that few programs read (lossless, layered or arithmetic).',
  ],
  [
    'a JPEG with arithmetic codes',
    jpegWith(JPEG, segment(0xcc, '\0\0')),
    'image-form: The picture is packed in a way that few programs read (arithmetic).',
  ],
  [
    'a JPEG with segments that have no length',
    new Uint8Array(4096).fill(0xff).fill(0xd8, 1, 2),
    'image-damaged: The file ends before the picture does.',
  ],
  [
    'a JPEG with something between its segments',
    jpegWith(JPEG, Buffer.from('text')),
    'image-damaged: Between the parts of the file stands what is none.',
  ],
])('%s', (_, bytes, expected) => {
  test(expected ?? 'is sound', () => expect(said(bytes)).toBe(expected));
});

test('a PNG cut off anywhere, and a JPEG, are damaged', () => {
  for (const whole of [sound, pngOf(indexed), JPEG, PROGRESSIVE])
    for (let length = 3; length < whole.length; length++)
      expect(said(whole.slice(0, length))).toMatch(/^image-(?:damaged|file): /);
});

test('a PNG with very many parts that say nothing, and one in very many parts', () => {
  const empty = Array.from({ length: 200_000 }, () => chunk('tEXt'));
  expect(said(pngOf({ ...PLAIN, more: empty }))).toBeUndefined();
  const data = deflateSync(rowsOf(PLAIN));
  const bytes = Array.from(data, (_, at) => [chunk('IDAT'), chunk('IDAT', data.subarray(at, at + 1))]).flat();
  const parts = [
    SIGNATURE,
    header(PLAIN),
    ...Array.from({ length: 100_000 }, () => chunk('IDAT')),
    ...bytes,
    chunk('IEND'),
  ];
  expect(said(new Uint8Array(Buffer.concat(parts)))).toBeUndefined();
});

test('a few kilobytes that unpack to gigabytes are given up at the size that the header says', () => {
  const bomb = deflateSync(Buffer.alloc(200_000_000), { level: 9 });
  expect(said(pngOf(PLAIN, bomb))).toBe('image-damaged: The data of the picture cannot be unpacked.');
  const profile = chunk('iCCP', Buffer.concat([Buffer.from('x\0\0'), bomb]));
  expect(said(more(profile))).toBeUndefined();
});

/* ---- whatever happened to the bytes ---- */

const files = [
  sound,
  pngOf(indexed),
  pngOf({ ...grey, bits: 16, interlaced: true, transparency: [0, 3] }),
  JPEG,
  RESTARTING,
  PROGRESSIVE,
];
const spoilt = fc
  .record({
    whole: fc.constantFrom(...files),
    flips: fc.array(fc.record({ at: fc.nat(100_000), to: fc.nat(255) }), { maxLength: 6 }),
    cut: fc.option(fc.nat(100_000)),
    twice: fc.boolean(),
  })
  .map(({ whole, flips, cut, twice }) => {
    const bytes = whole.slice();
    for (const { at, to } of flips) bytes[at % bytes.length] = to;
    const kept = cut === null ? bytes : bytes.slice(0, cut % bytes.length);
    return twice ? new Uint8Array(Buffer.concat([kept, bytes])) : kept;
  });
/** The same with checksums that agree, so that what lies behind them is met too. */
const forged = spoilt.map((bytes) => {
  const copy = Buffer.from(bytes);
  for (let at = 8; at + 12 <= copy.length;) {
    const length = copy.readUInt32BE(at);
    if (at + 12 + length > copy.length) break;
    chunk(copy.toString('latin1', at + 4, at + 8), copy.subarray(at + 8, at + 8 + length))
      .subarray(-4)
      .forEach((byte, i) => {
        copy[at + 8 + length + i] = byte;
      });
    at += 12 + length;
  }
  return new Uint8Array(copy);
});

test('any file is refused, or printed so that a reader can open it', async () => {
  const property = fc.asyncProperty(
    fc.array(fc.oneof(spoilt, forged), { minLength: 20, maxLength: 20 }),
    async (made) => {
      const kept = made.filter((bytes) => said(bytes) === undefined);
      const pictures = kept.map((bytes, index): Picture => ({ file: `${index}`, ...openPicture(bytes) }));
      for (const { bytes } of pictures) expect(openPicture(bytes).bytes).toEqual(bytes);
      const body = pictures.map(({ file }) => paragraph({ type: 'image', url: '', file, alt: 'A picture' }));
      const one = edition(body, { pictures });
      const { bytes } = await editionPdf(one, surroundings(one), PRESS);
      const shown = await picturesInPdf(bytes);
      expect(shown.length).toBe(pictures.length);
      expect(shown).not.toContain(undefined);
    },
  );
  await fc.assert(property, { seed: SEED, numRuns: LONG ? 200 : 10 });
});
