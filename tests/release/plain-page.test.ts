/**
 * The quick reader of HTML against the tokenizer of the standard: where it does read a page, both come to the same, letter for
 * letter. Pages are pieces thrown together, most of them such as a quick reader gets wrong.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, lettersOf } from '../../src/release/leaks/fold.ts';
import { tokenizedPage } from '../../src/release/leaks/html.ts';
import type { Page } from '../../src/release/leaks/page.ts';
import { plainPage } from '../../src/release/leaks/plain-page.ts';

const PIECES = [
  ...[
    'one',
    'Two ',
    '\n',
    '\r\n',
    '"',
    "'",
    '=',
    '/',
    '>',
    '<',
    '-',
    '--',
    '!',
    '&',
    ';',
    '\u00e9',
    '\u0000',
    '\u017f',
  ],
  ...['&amp;', '&lt;', '&#x26;', '&#x3C;', '&#x80;', '&aacute;', '&amp', '&ampx;', '&#38;', '&notit;'],
  ...[
    '<p>',
    '<p class="a">',
    '<p title="b > c" lang="d">',
    '<br/>',
    '<a href="e&amp;f">',
    '<a href=g>',
    "<a id='h'>",
    '<P ID="I">',
  ],
  ...[
    '<p j k="l">',
    '<p m = "n">',
    '<p o="q"r="s">',
    '<p t="u" t="v">',
    '</p>',
    '</p w="x">',
    '</ y>',
    '<1>',
    '<p',
    '<p z="',
  ],
  ...[
    '<!doctype html>',
    '<!doctype svg>',
    '<!--a-->',
    '<!-->',
    '<!--->',
    '<!--b--!>',
    '<!--c--d-->',
    '<!-- -e -->',
    '<!-- <!--f-->',
  ],
  ...['<!--', '-->', '<!g>', '<?h>', '<![CDATA[', ']]>'],
  ...[
    '<script>',
    '</script>',
    '<style>',
    '</style>',
    '<title>',
    '</title>',
    '<textarea>',
    '</textarea>',
    '<xmp>',
    '<SCRIPT>',
  ],
  ...['</Script >', '</scripts>', '<title/>', '<svg>', '<noscript>', '<plaintext>', '<template>'],
];

const runs = process.env.PRESS_LONG ? 200_000 : 10_000;

const letters = (text: string) => lettersOf(fold(text));
const told = ({ text, comments, styles, scripts }: Page) => [text, comments, styles, scripts.join(' ')].map(letters);
const inTags = ({ attributes, markup }: Page) => [attributes, markup].map(letters);

test('what the quick reader reads, the tokenizer reads too', () => {
  const page = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(page, (source) => {
      const plain = plainPage(source);
      if (!plain) return;
      const { page: tokenized, sound } = tokenizedPage(source);
      expect(told(plain)).toEqual(told(tokenized));
      // The tokenizer drops attributes of end tags and those given twice.
      if (sound) expect(inTags(plain)).toEqual(inTags(tokenized));
    }),
    { numRuns: runs },
  );
});

test.each([
  ['<p class="a" hidden>x &amp; y<br></p>', 'plain'],
  ['<title>x</title><style>a > b {}</style><script>a && b;</script>', 'not'],
  ['<title>x</title><style>a > b {}</style><script>{"a":"b"}</script>', 'plain'],
  ['<script>"<b>"</script>', 'not'],
  ['<p>x &aacute;', 'not'],
  ['<p title=x>', 'not'],
  ['<p', 'not'],
  ['<textarea>x</textarea>', 'not'],
])('%s is %s', (source, expected) => expect(plainPage(source) ? 'plain' : 'not').toBe(expected));
