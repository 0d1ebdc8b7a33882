/** MD: Markdown of a size and shape that stops parsers, and colons that they swallow. */
import { guidance } from '../support/inspected.ts';
import { body, type Case, FILE, whole } from './cases.ts';

const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, n) => line(n)).join('\n');
const MEBIBYTE = 1024 * 1024;
/** Nearly the largest document that is read, filled with one thing. */
const filled = (piece: string) => piece.repeat(Math.floor((MEBIBYTE - 200) / piece.length));

const LIMIT = '8:1 markdown-limit';

export const MARKDOWN: readonly Case[] = [
  body('MD-1', '10,000 nested block quotes', `${'>'.repeat(10_000)} a`, LIMIT),
  body('MD-1', '13 nested block quotes', `${'> '.repeat(13)}a`, LIMIT),
  body('MD-1', '12 nested block quotes', `${'> '.repeat(12)}a`),
  body(
    'MD-2',
    '1,000 nested lists, one a line',
    lines(1000, (n) => `${'  '.repeat(n)}- a`),
    '20:1 markdown-limit',
  ),
  body('MD-2', '3,000 nested lists in one line', `${'- '.repeat(3000)}a`, LIMIT),
  body('MD-2', 'numbered lists in one line', `${'1. '.repeat(3000)}a`, LIMIT),
  body('MD-3', '3,000 levels of emphasis', `${'*a '.repeat(3000)}${'b* '.repeat(3000)}`, LIMIT),
  body('MD-3', 'emphasis and strong that cross', '**a *b'.repeat(5000), LIMIT),
  body('MD-3', 'a million emphases in order', filled('*a* '), LIMIT),
  body('MD-4', '3,000 pictures that open', `${'!['.repeat(3000)}${'](b)'.repeat(3000)}`, LIMIT),
  body('MD-5', '10,000 link brackets', `${'['.repeat(10_000)}a${']'.repeat(10_000)}`, LIMIT),
  body('MD-5', 'links that never close', filled('[a](b '), LIMIT),
  body(
    'MD-6',
    'back-tick runs of growing length',
    lines(1000, (n) => '`'.repeat(n + 1)).replaceAll('\n', ' a '),
    LIMIT,
  ),
  body('MD-7', 'a table of 20,000 columns', `${'|a'.repeat(20_000)}|\n${'|-'.repeat(20_000)}|\n`, LIMIT),
  body('MD-7', 'a table of 5,000 rows', `|a|b|\n|-|-|\n${'|a|b|\n'.repeat(5000)}`, LIMIT),
  body(
    'MD-8',
    'directives five deep',
    `${lines(5, (n) => `${':'.repeat(8 - n)}note`)}\na\n${lines(5, (n) => ':'.repeat(4 + n))}`,
    '12:1 directive-fence',
  ),
  body('MD-8', '1,000 fences that open', ':::note\n\n'.repeat(1000), '16:1 directive-fence', '8:1 directive-fence'),
  whole('MD-9', 'more than a mebibyte', guidance('a '.repeat(MEBIBYTE)), '1:1 file-size'),
  body('MD-9', 'a word of a mebibyte', filled('a'), LIMIT),
  body('MD-9', 'a mebibyte of empty lines', filled('\n'), '20001:1 markdown-limit'),
  body('MD-9', 'a mebibyte of short paragraphs', filled('a\n\n'), '16008:1 markdown-limit'),
  body('MD-9', 'a mebibyte of list items', filled('- a\n'), '8008:1 markdown-limit'),
  body('MD-9', 'a mebibyte of quotations', filled('> a\n\n'), '4008:1 markdown-limit'),
  body('MD-9', 'a mebibyte of underlined headings', filled('a\n=\n\n'), '1509:1 markdown-limit'),
  body('MD-9', 'a mebibyte of footnotes', filled('[^a]: b\n\n'), '16008:1 markdown-limit'),
  ...[
    '<a ',
    '<',
    '&a',
    '&amp;',
    '$',
    '_',
    '_a ',
    ':',
    '{#',
    '[]',
    ']',
    '[^x',
    '\\',
    '`a',
    '~~a~~ ',
    ':a[',
    ':withheld[',
  ].map((piece) => body('MD-9', `a mebibyte of "${piece}"`, filled(piece), LIMIT)),
  body(
    'MD-9',
    'a mebibyte of includes',
    filled('::include{file="../../boilerplate/a/1.md"}\n'),
    '8008:1 markdown-limit',
  ),
  body('MD-9', 'hyphens that end in a letter', `a\n${'-'.repeat(500_000)}x`),
  body('MD-9', 'a brace and many ids', `{${'#a'.repeat(200_000)}`, '8:1 reading-hard'),
  {
    id: 'MD-9',
    what: 'passages that include one another ten times each',
    files: {
      [FILE]: guidance('::include{file="../../boilerplate/p0/1.md"}\n'),
      ...Object.fromEntries(
        Array.from({ length: 6 }, (_, n) => [
          `boilerplate/p${n}/1.md`,
          `---\ntitle: P\nclassification: OFFICIAL\ndate-created: 2019\ntext: full\n---\n${
            n === 5 ? 'End.\n' : `::include{file="../../boilerplate/p${n + 1}/1.md"}\n\n`.repeat(10)
          }`,
        ]),
      ),
    },
    expect: [
      'boilerplate/p0/1.md:7:1 include-depth',
      'boilerplate/p1/1.md:7:1 include-depth',
      'boilerplate/p2/1.md:7:1 include-depth',
      'boilerplate/p3/1.md:25:1 include-depth',
      `${FILE}:8:1 include-depth`,
    ],
  },
  body(
    'MD-11',
    'colons in running text',
    'Open at 10:30am, odds 3:1, ISO 27001:2022, (Admin):para 4, a::b, :smile:.\n',
  ),
  body('MD-12', '3,000 nested <div>', '<div>'.repeat(3000), LIMIT),
  body('MD-12', '30 nested <div>', '<div>\n'.repeat(30), '8:1 html-raw'),
];
