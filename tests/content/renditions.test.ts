/** The words of the two real documents, whole and in order, in what is published: the page and the text extracted from the PDF. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { press } from '../support/command.ts';
import { folderOf } from '../support/folder.ts';
import { parseHtml, wordsOf } from '../support/read-html.ts';
import { readPdf } from '../support/read-pdf.ts';
import { CARRIED, SOURCES, sourceControlRows, sourceParagraphs, withoutListNumber } from './source-words.ts';

let site = '';

beforeAll(() => {
  const folder = folderOf();
  site = path.join(folder, 'dist');
  const { exit, error } = press(['build', '--out', site]);
  expect({ exit, error }).toEqual({ exit: 0, error: '' });
});

/** Finds each paragraph behind the one before; gives those that are not there. */
function missingFrom(text: string, paragraphs: readonly string[]): readonly string[] {
  let from = 0;
  return paragraphs.filter((paragraph) => {
    const at = text.indexOf(paragraph, from);
    if (at !== -1) from = at + paragraph.length;
    return at === -1;
  });
}

const folderFor = (file: string) => path.join(site, file.replace(/\.md$/, ''));

describe.each(SOURCES)('%s', (name) => {
  const file = CARRIED[name];
  const [, work, edition] = file.replace(/\.md$/, '').split('/');
  const paragraphs = () => sourceParagraphs(name).map(withoutListNumber);

  test('in HTML', () => {
    const text = wordsOf(parseHtml(readFileSync(path.join(folderFor(file), 'index.html'), 'utf8')));
    expect(missingFrom(text, paragraphs())).toEqual([]);
    for (const { label, value } of sourceControlRows(name)) expect(text).toContain(`${label} ${value}`.trim());
  });

  test('in PDF', async () => {
    const { pages } = await readPdf(readFileSync(path.join(folderFor(file), `${work}-${edition}.pdf`)));
    // A long address is broken between two of its letters, and a reader cannot tell such a line end from a space.
    const closed = (text: string) => text.replaceAll(' ', '');
    const text = pages.map((page) => closed(page.text)).join('');
    expect(missingFrom(text, paragraphs().map(closed))).toEqual([]);
  });
});
