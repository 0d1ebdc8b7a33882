/** Nothing in the program knows the documents of this repository: thirty unrelated works build as they are. */
import path from 'node:path';
import { describe, expect, test, beforeAll } from 'vitest';
import { press } from '../support/command.ts';
import { townCorpus } from '../support/corpus.ts';
import { filesIn, folderOf } from '../support/folder.ts';
import { parseHtml, wordsOf } from '../support/read-html.ts';
import { readPdf } from '../support/read-pdf.ts';

let files: Readonly<Record<string, Buffer>> = {};

beforeAll(() => {
  const corpus = Object.fromEntries(Object.entries(townCorpus()).map(([file, text]) => [`content/${file}`, text]));
  const folder = folderOf(corpus);
  const { exit, error, out } = press(['build'], { in: folder });
  expect({ exit, error }).toEqual({ exit: 0, error: '' });
  expect(out).toMatch(/^Published 38 editions and 11 comparisons/);
  files = filesIn(path.join(folder, 'dist'));
});

const pages = () => Object.entries(files).filter(([file]) => file.endsWith('.html'));

describe('thirty works about other things', () => {
  test('each work has a page, each edition and comparison three renditions', () => {
    const names = Object.keys(files);
    expect(names.filter((file) => /^\w+\/[\w-]+\/index\.html$/.test(file))).toHaveLength(30);
    for (const kind of ['index.html', 'edition.json'])
      expect(names.filter((file) => /^\w+\/(?!year\/)[\w-]+\/[\d-]+\//.test(file) && file.endsWith(kind))).toHaveLength(
        38,
      );
    for (const kind of ['index.html', 'comparison.json', '.pdf'])
      expect(names.filter((file) => file.includes('..') && file.endsWith(kind))).toHaveLength(11);
  });

  test('passages that others include have no page of their own, and stand where they are included', () => {
    expect(Object.keys(files).filter((file) => file.startsWith('boilerplate'))).toEqual([]);
    expect(wordsOf(parseHtml(String(files['foi/elms-costs/2025-02-10/index.html'])))).toContain(
      'You may ask for a review.',
    );
  });

  test('every page is marked at top and bottom', () => {
    for (const [file, bytes] of pages()) {
      const words = wordsOf(parseHtml(String(bytes)));
      expect(words.match(/\bOFFICIAL\b/g)?.length ?? 0, file).toBeGreaterThanOrEqual(2);
    }
  });

  test('the author’s list numbers stay in HTML and PDF', async () => {
    expect(wordsOf(parseHtml(String(files['guidance/elms/2019/index.html'])))).toContain(
      '3. Walk the whole length. 7. Write down what was found at 10:30.',
    );
    const { pages: sheets } = await readPdf(files['guidance/elms/2019/elms-2019.pdf'] ?? Buffer.alloc(0));
    expect(sheets.map(({ text }) => text).join(' ')).toMatch(
      /3\. ?Walk the whole length\. 7\. ?Write down what was found at 10:30\./,
    );
  });
});
