/** What is published of a picture is the picture: no place, name, date or comment, in HTML or PDF, and the same bytes each time. */
import { inflateSync } from 'node:zlib';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openPicture } from '../../src/pictures/pictures.ts';
import { JPEG } from '../pdf/torture.ts';
import { press } from '../support/command.ts';
import { filesIn, folderOf } from '../support/folder.ts';
import { guidance, PRESS } from '../support/inspected.ts';
import { chunk, exif, jpegWith, PLAIN, pngOf, profile, segment } from '../support/picture-files.ts';
import { picturesInPdf } from '../support/read-pdf.ts';

const SECRET = 'Quixotic';
const inside = Buffer.from(`Location of ${SECRET}`);

const OF_A_SCREEN = profile(['desc', inside], ['mmod', inside]);

const PNG = pngOf({
  ...PLAIN,
  more: [
    chunk('tEXt', `Author\0${SECRET}`),
    chunk('zTXt', `Comment\0\0${SECRET}`),
    chunk('iTXt', `XML:com.adobe.xmp\0\0\0\0\0<x>${SECRET}</x>`),
    chunk('eXIf', Buffer.concat([exif(1), inside])),
    chunk('tIME', '\x07\xe9\x01\x02\x03\x04\x05'),
    chunk('prIv', inside),
  ],
});
const PHOTOGRAPH = Buffer.concat([
  jpegWith(
    JPEG,
    segment(0xe1, 'Exif\0\0', exif(6), inside),
    segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', `<x>${SECRET}</x>`),
    segment(0xe2, 'MPF\0', inside),
    segment(0xed, 'Photoshop 3.0\0', inside),
    segment(0xef, inside),
    segment(0xfe, inside),
  ),
  Buffer.from(`behind the end: ${SECRET}`),
]);

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const published = (bytes: Uint8Array) => openPicture(new Uint8Array(bytes)).bytes;

describe('nothing but the picture is left', () => {
  test.each([
    ['a PNG', PNG, /tEXt|zTXt|iTXt|eXIf|tIME|prIv/],
    ['a photograph', PHOTOGRAPH, /adobe|Photoshop|MPF|GPS/],
  ])('of %s', (_, bytes, marks) => {
    expect(text(bytes)).toContain(SECRET);
    expect(text(published(bytes))).not.toContain(SECRET);
    expect(text(published(bytes))).not.toMatch(marks);
    expect(published(published(bytes))).toEqual(published(bytes));
  });

  test('of a PNG with a colour profile: the colours, without the name and number of the screen', () => {
    const bytes = published(
      pngOf({ ...PLAIN, more: [chunk('iCCP', Buffer.concat([Buffer.from('x\0\0'), zip(OF_A_SCREEN)]))] }),
    );
    const at = text(bytes).indexOf('iCCP');
    const kept = text(inflateSync(bytes.subarray(at + 'iCCPprofile\0\0'.length)));
    expect(kept).toContain('acsp');
    expect(kept).toContain('rTRC');
    expect(kept).not.toMatch(/Quixotic|mmod/);
  });

  test('of a photograph with a colour profile in two parts', () => {
    const half = OF_A_SCREEN.length >> 1;
    const parts = [OF_A_SCREEN.subarray(0, half), OF_A_SCREEN.subarray(half)];
    const segments = parts.map((part, index) => segment(0xe2, 'ICC_PROFILE\0', Uint8Array.of(index + 1, 2), part));
    const kept = text(published(jpegWith(JPEG, ...segments.toReversed())));
    expect(kept).toContain('acsp');
    expect(kept).not.toMatch(/Quixotic|mmod/);
  });
});

function zip(bytes: Uint8Array): Uint8Array {
  // Stored, so that what it holds can be seen in the file.
  const head = Buffer.from([
    0x78,
    1,
    1,
    bytes.length & 255,
    bytes.length >> 8,
    ~bytes.length & 255,
    (~bytes.length >> 8) & 255,
  ]);
  let [a, b] = [1, 0];
  for (const byte of bytes) [a, b] = [(a + byte) % 65521, (b + a + byte) % 65521];
  return Buffer.concat([head, bytes, Buffer.from([b >> 8, b & 255, a >> 8, a & 255])]);
}

describe.each([1, 2, 3, 4, 5, 6, 7, 8])('a photograph whose camera says %i', (orientation) => {
  const bytes = jpegWith(JPEG, segment(0xe1, 'Exif\0\0', exif(orientation, orientation % 2 === 0)));

  test('still says so, and no more', () => {
    const kept = text(published(bytes));
    expect(kept.includes('Exif')).toBe(orientation !== 1);
    expect(kept).not.toContain('GPS');
    expect(published(published(bytes))).toEqual(published(bytes));
  });
});

test('a site tells nothing of who took its pictures and where, and is the same when it is built again', async () => {
  const content = folderOf({
    'press.yaml': PRESS,
    'guidance/a/2019.md': guidance('A map:\n\n![A map](map.png)\n\n![A hall](hall.jpg)\n'),
    'guidance/a/map.png': PNG,
    'guidance/a/hall.jpg': PHOTOGRAPH,
  });
  const builds = ['one', 'two'].map((name) => {
    const out = path.join(folderOf(), name);
    expect(press(['build', '--content', content, '--out', out])).toMatchObject({ exit: 0, error: '' });
    return filesIn(out);
  });
  expect(builds[0]).toEqual(builds[1]);
  const files = builds[0] ?? {};
  for (const [file, bytes] of Object.entries(files)) {
    expect(`${file} ${text(bytes).includes(SECRET)}`).toBe(`${file} false`);
    for (const [, packed = ''] of text(bytes).matchAll(/stream\r?\n([\s\S]*?)endstream/g)) {
      const stream = Buffer.from(packed, 'latin1');
      expect(text(stream)).not.toMatch(/Quixotic|Exif/);
    }
  }
  const pdf = Object.entries(files).find(([file]) => file.endsWith('.pdf'))?.[1] ?? new Uint8Array();
  const shown = await picturesInPdf(pdf);
  expect(shown.map((picture) => picture && { width: picture.width, height: picture.height })).toEqual([
    { width: 12, height: 9 },
    { width: 8, height: 8 },
  ]);
});
