/** AC: scripts, links that run programs, and pictures that swell. Links in PDFs (AC-4) are tested where PDFs are. */
import { JPEG } from '../pdf/torture.ts';
import { guidance } from '../support/inspected.ts';
import { header, PLAIN, pngOf, SIGNATURE } from '../support/picture-files.ts';
import { body, type Case, FILE } from './cases.ts';

/** A PNG that says it is this large. */
const png = (width: number, height: number): Uint8Array => {
  const whole = pngOf(PLAIN);
  return Buffer.concat([SIGNATURE, header({ ...PLAIN, width, height }), whole.subarray(33)]);
};

const picture = (what: string, name: string, bytes: Uint8Array | string, ...expect: readonly string[]): Case => ({
  id: 'AC-8',
  what,
  files: { [FILE]: guidance(`![A map](${name})\n`), [`guidance/a/${name}`]: bytes },
  expect: expect.map((place) => `${FILE}:${place}`),
});

const HTML = [
  '<script>alert(1)</script>',
  '<iframe src="https://a.example"></iframe>',
  '<form action="https://a.example"><input></form>',
  '<style>body{display:none}</style>',
  '<meta http-equiv="refresh" content="0;url=https://a.example">',
  '<!-- a note to myself -->',
  '<?php echo 1 ?>',
  '<!DOCTYPE html>',
  '<![CDATA[a]]>',
];

const LINKS = [
  ['script', 'javascript:alert(1)'],
  ['mixed case', 'JaVaScRiPt:alert(1)'],
  ['an entity inside', 'java&#10;script:alert(1)'],
  ['an entity for the colon', 'javascript&colon;alert(1)'],
  ['a leading control character', '&#1;javascript:alert(1)'],
  ['vbscript', 'vbscript:msgbox(1)'],
  ['data', 'data:text/html,a'],
  ['a file of the reader', 'file:///etc/passwd'],
  ['no scheme', '//a.example/x'],
  ['backslashes', '<\\\\a.example\\x>'],
] as const;

export const ACTIVE_CONTENT: readonly Case[] = [
  ...HTML.map((html) => body('AC-1', html, `${html}\n`, '8:1 html-raw')),
  body('AC-1', 'a picture that runs', '<svg onload="alert(1)"></svg>\n', '8:1 html-raw', '8:24 html-raw'),
  body(
    'AC-1',
    'markup that changes its meaning when it is read twice',
    '<math><mtext><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">\n',
    ...['8:1', '8:7', '8:14', '8:22', '8:33', '8:41'].map((place) => `${place} html-raw`),
  ),
  body('AC-1', 'tags in running text', 'A <b onclick="x()">word</b>.\n', '8:3 html-raw', '8:24 html-raw'),
  body(
    'AC-1',
    'HTML in a list, a quotation and a table',
    '- <u>a\n\n> <hr>\n\n|<i>a|\n|-|\n',
    '8:3 html-raw',
    '10:3 html-raw',
    '12:2 html-raw',
  ),
  ...LINKS.map(([what, url]) => body('AC-2', `a link: ${what}`, `Read [laws](${url}).\n`, '8:6 link-scheme')),
  body('AC-2', 'a reference', 'Read [laws][a].\n\n[a]: javascript:alert(1)\n', '8:6 link-scheme'),
  body('AC-2', 'an address in angle brackets', 'Read <javascript:alert(1)>.\n', '8:6 link-scheme'),
  body('AC-3', 'a picture of another host', '![A map](//a.example/a.png)\n', '8:1 image-file'),
  body('AC-5', 'headings that are names in browsers', '## location\n\n## constructor\n\n## __proto__\n'),
  body('AC-5', 'a heading of signs only', '## !!!\n\nText.\n'),
  body('AC-5', 'two clauses with one id', '## A {#a}\n\n## B {#a}\n', '10:1 clause-duplicate'),
  body('AC-5', 'an empty id', '## A {#}\n', '8:1 clause-id'),
  body('AC-5', 'an id that ends an attribute', '## A {#a"onclick="x}\n', '8:1 clause-id'),
  body('AC-6', 'a footnote with two texts', 'A.[^a]\n\n[^a]: One.\n\n[^a]: Two.\n', '12:1 footnote-duplicate'),
  body('AC-7', 'an SVG picture', '![A map](a.svg)\n', '8:1 image-file'),
  picture('an SVG that is called PNG', 'a.png', '<svg onload="alert(1)"/>', '8:1 image-file'),
  picture('12,000 by 12,000 pixels', 'a.png', png(12_000, 12_000), '8:1 image-file'),
  picture('no pixels', 'a.png', png(0, 10), '8:1 image-file'),
  picture('an empty file', 'a.png', '', '8:1 image-file'),
  picture('20,000 by 20,000 pixels', 'a.png', png(20_000, 20_000), '8:1 image-file'),
  picture('fewer pixels than it says', 'a.png', png(12, 10), '8:1 image-damaged'),
  picture('a picture that was cut off', 'a.png', pngOf(PLAIN).subarray(0, 90), '8:1 image-damaged'),
  picture('a filter that there is not', 'a.png', pngOf({ ...PLAIN, filter: () => 255 }), '8:1 image-damaged'),
  picture('a photograph that was cut off', 'a.jpg', JPEG.subarray(0, -2), '8:1 image-damaged'),
  picture('a photograph in 12 bits', 'a.jpg', JPEG.with(JPEG.indexOf(0xc0) + 3, 12), '8:1 image-form'),
  picture(
    'a JPEG that ends in its header',
    'a.jpg',
    new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0xff]),
    '8:1 image-damaged',
  ),
  picture(
    'a JPEG whose segments have no length',
    'a.jpg',
    new Uint8Array(4096).fill(0xff).fill(0xd8, 1, 2),
    '8:1 image-damaged',
  ),
  picture('a small picture', 'a.png', pngOf(PLAIN)),
  {
    id: 'AC-9',
    what: 'a title that ends an element is a title',
    files: { [FILE]: guidance('Text.\n').replace('A title', '"</title><script>alert(1)</script>"') },
    expect: [],
  },
  body('AC-10', 'a picture from elsewhere', '![A map](https://a.example/a.png)\n', '8:1 image-file'),
  body(
    'AC-10',
    'a picture in the text of a link definition',
    '![A map][a]\n\n[a]: https://a.example/a.png\n',
    '8:1 image-file',
  ),
];
