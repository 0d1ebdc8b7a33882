/**
 * Documents that are hard to set, through the real program: each is refused with its place, or printed whole. Whole means that an
 * independent reader finds every word, in the order of reading, and that nothing reaches over the edge of a page.
 */
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { press } from '../support/command.ts';
import { filesIn, folderOf } from '../support/folder.ts';
import { guidance, PRESS } from '../support/inspected.ts';
import { readPdf } from '../support/read-pdf.ts';

const GUARD = 120_000;
const SENTENCE = 'Policing starts from consent, and says what it does and why. ';
const LONG = 'pneumonoultramicroscopicsilicovolcanoconiosis'.repeat(7).slice(0, 300);
const numbered = (count: number, word: string) => Array.from({ length: count }, (_, i) => `${word}${i + 1}`);

/** What the document is, its text, and words that the PDF must hold in this order; white space does not count. */
const PRINTED: Readonly<Record<string, readonly [text: string, ...words: readonly string[]]>> = {
  'an unbreakable line': [`${'x'.repeat(5000)} end.\n`, 'x'.repeat(5000), 'end.'],
  'a word of 300 letters in a table cell': [`| a | b |\n|---|---|\n| ${LONG} | c |\n`, LONG],
  'a word of 300 letters in a table head': [`| ${LONG} | b |\n|---|---|\n| a | c |\n`, LONG],
  'a word of 300 letters in a heading': [`## ${LONG}\n\nText.\n`, LONG, 'Text.'],
  'a word of 300 letters in an item': [`- ${LONG}\n- Text.\n`, LONG, 'Text.'],
  'a word of 300 letters in a footnote': [`Text.[^1]\n\n[^1]: ${LONG} end.\n`, 'Text.', LONG, 'end.'],
  'a word of 300 letters in emphasis and links': [`*${LONG}* [${LONG}](https://a.example/)\n`, LONG, LONG],
  'a line of code of 5,000 characters': [`\`\`\`\n${'code;'.repeat(1000)}\n\`\`\`\n`, 'code;'.repeat(1000)],
  'a footnote of a page': [`Text.[^1]\n\n[^1]: ${SENTENCE.repeat(60)}\n`, SENTENCE.repeat(60)],
  'a footnote of more than two pages': [
    `Text.[^1] ${SENTENCE.repeat(90)}\n\n[^1]: ${SENTENCE.repeat(160)} end.\n`,
    'Text.',
    'end.',
  ],
  'a footnote on every line': [
    `${numbered(120, 'line')
      .map((line) => `${line}[^${line}]\\\n`)
      .join('')}last.\n\n${numbered(120, 'line')
      .map((line) => `[^${line}]: Note of ${line}.\n`)
      .join('\n')}`,
    'line1',
    'Note of line1.',
    'line120',
    'Note of line120.',
  ],
  'items without words': ['-\n- a\n-\n- b\n\n1.\n2. c\n3.\n', 'a', 'b', 'c'],
  '2,000 headings': [
    numbered(2000, 'Heading ')
      .map((title) => `## ${title}\n`)
      .join('\n'),
    'Heading 1',
    'Heading 2000',
  ],
  'a heading of 2,000 words': [
    `## ${numbered(2000, 'w').join(' ')}\n\nText.\n`,
    numbered(2000, 'w').join(' '),
    'Text.',
  ],
  'marks that combine': [
    'Cafe\u0301, o\u0323\u0302, z\u0335 and e' + '\u0301'.repeat(40) + ' end.\n',
    'Café, ộ',
    'end.',
  ],
  'a table of one row of three pages': [
    `| a | b |\n|---|---|\n| ${SENTENCE.repeat(90)} | |\n`,
    SENTENCE.repeat(90).trim(),
  ],
  'a table of fifty columns': [
    `|${'h|'.repeat(50)}\n|${'-|'.repeat(50)}\n|${numbered(50, 'c').join('|')}|\n`,
    'c1',
    'c50',
  ],
  'quotations in quotations': [`${'> '.repeat(12)}Deep.\n`, 'Deep.'],
  'a paragraph of 30,000 words': [`${'word '.repeat(30_000)}end.\n`, 'word '.repeat(30_000), 'end.'],
};

/** Likewise, and what is said of it. */
const REFUSED: Readonly<Record<string, readonly [text: string, ...found: readonly string[]]>> = {
  '500 lists in lists': [`${'- '.repeat(500)}a\n`, '8:1 markdown-limit'],
  '40 quotations in quotations': [`${'> '.repeat(40)}a\n`, '8:1 markdown-limit'],
  'a table of 60 columns': [`|${'h|'.repeat(60)}\n|${'-|'.repeat(60)}\n`, '8:1 markdown-limit'],
  'Chinese, which no font of the PDF has': ['A word: \u6f22\u5b57.\n', '8:1 glyph-missing', '8:1 glyph-missing'],
  'an emoji of three joined ones': [
    'A family: \u{1f469}\u200d\u{1f469}\u200d\u{1f467}.\n',
    '8:1 glyph-missing',
    '8:1 glyph-missing',
  ],
  'Hebrew, which would be printed backwards': ['Peace: \u05e9.\n', '8:1 text-direction'],
};

const bare = (text: string) => text.normalize('NFC').replace(/\s+/gu, '');
const slug = (index: number) => `case-${index}`;

describe('is printed whole', () => {
  let built: ReturnType<typeof filesIn> = {};

  beforeAll(() => {
    const documents = Object.values(PRINTED).map(([text], index) => [
      `guidance/${slug(index)}/2019.md`,
      guidance(text),
    ]);
    const content = folderOf({
      'press.yaml': `${PRESS}rules:\n  sentence-long: off\n  reading-hard: off\n`,
      ...Object.fromEntries(documents),
    });
    const out = path.join(folderOf(), 'dist');
    expect(press(['build', '--content', content, '--out', out, '--only', 'pdf'])).toMatchObject({ exit: 0, error: '' });
    built = filesIn(out);
  }, GUARD);

  test.each(Object.entries(PRINTED).map(([what, [, ...words]], index) => [what, words, index] as const))(
    '%s',
    async (_, words, index) => {
      const [file] = Object.keys(built).filter(
        (name) => name.startsWith(`guidance/${slug(index)}/`) && name.endsWith('.pdf'),
      );
      const { pages } = await readPdf(built[file ?? ''] ?? new Uint8Array());
      expect(pages.filter(({ within }) => !within)).toEqual([]);
      const text = bare(pages.map((page) => page.heard).join(' '));
      let from = 0;
      for (const word of words) {
        const at = text.indexOf(bare(word), from);
        expect({ word: word.slice(0, 40), found: at >= 0 }).toEqual({ word: word.slice(0, 40), found: true });
        from = at;
      }
    },
    GUARD,
  );
});

describe('is refused with its place', () => {
  test.each(Object.entries(REFUSED))(
    '%s',
    (_, [text, ...expected]) => {
      const content = folderOf({
        'press.yaml': `${PRESS}rules:\n  sentence-long: off\n  reading-hard: off\n`,
        'guidance/a/2019.md': guidance(text),
      });
      const out = path.join(folderOf(), 'dist');
      const { exit, error } = press(['build', '--content', content, '--out', out]);
      const found = error
        .split('\n')
        .flatMap((line) => /2019\.md:(\d+:\d+) error (\S+)/.exec(line)?.slice(1).join(' ') ?? []);
      expect({ exit, found }).toEqual({ exit: 1, found: expected });
    },
    GUARD,
  );
});
