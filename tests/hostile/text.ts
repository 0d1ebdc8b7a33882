/** TX: letters that are lost, hidden or turned round. Characters without a glyph (TX-7) are found when a PDF is made. */
import { guidance } from '../support/inspected.ts';
import { body, type Case, whole } from './cases.ts';

const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));

const INVISIBLE = [
  ['NUL', '\u0000'],
  ['a control character', '\u0001'],
  ['DEL', '\u007f'],
  ['a C1 control', '\u0085'],
  ['a lone replacement character', '\ufffd'],
  ['right-to-left override', '\u202e'],
  ['an isolate', '\u2066'],
  ['a zero-width space', '\u200b'],
  ['a zero-width joiner between Latin letters', 'a\u200db'],
  ['a byte order mark inside', '\ufeff'],
  ['an invisible tag', '\u{e0041}'],
] as const;

export const TEXT: readonly Case[] = [
  whole('TX-1', 'Latin-1', latin1(guidance('Costs.\nIt costs £5.\n')), '9:10 file-encoding'),
  whole('TX-1', 'UTF-16', utf16(guidance('Text.\n')), '1:1 file-encoding'),
  whole('TX-1', 'UTF-16 without its mark', utf16(guidance('Text.\n')).subarray(2), '1:1 file-encoding'),
  whole(
    'TX-1',
    'a lone surrogate',
    new Uint8Array([...Buffer.from(guidance('A ')), 0xed, 0xa0, 0x80]),
    '8:3 file-encoding',
  ),
  whole(
    'TX-1',
    'a letter cut off at the end',
    new Uint8Array([...Buffer.from(guidance('A ')), 0xe2, 0x82]),
    '8:3 file-encoding',
  ),
  whole(
    'TX-1',
    'bytes of a picture',
    new Uint8Array(2048).map((_, index) => (index * 7 + 137) % 256),
    '1:1 file-encoding',
  ),
  whole('TX-2', 'two byte order marks', `\ufeff\ufeff${guidance('Text.\n')}`, '1:1 file-character'),
  whole('TX-2', 'old Macintosh line ends', guidance('Text.\n').replaceAll('\n', '\r')),
  ...INVISIBLE.map(([what, character]) =>
    body('TX-3', what, `One ${character}two.\n`, `8:${character.startsWith('a') ? 6 : 5} file-character`),
  ),
  ...['&#x202E;', '&#8238;', '&#x200B;', '&#xE0041;', '&ZeroWidthSpace;'].map((entity) =>
    body(
      'TX-4',
      `${entity}, written as an entity`,
      `One ${entity}two.\n`,
      `8:${entity.startsWith('&#') ? 5 : 1} file-character`,
    ),
  ),
  body('TX-4', 'an entity in a code block', '```\na &#x202E; b\n```\n'),
  body(
    'TX-4',
    'an entity in the title of a link',
    'Read [laws](https://a.example "a&#x202E;b").\n',
    '8:33 file-character',
  ),
  body('TX-4', 'an entity in a description', '![a&#x200B;b](a.png)\n', '8:4 file-character', '8:1 image-file'),
  body('TX-4', 'NUL as an entity', 'One &#0;two.\n', '8:1 file-character'),
  body('TX-4', 'joiners where a script needs them', 'می‌خواهم and 👩‍👧.\n'),
  body('TX-6', 'decomposed accents', 'Cafe\u0301 and café.\n'),
];
