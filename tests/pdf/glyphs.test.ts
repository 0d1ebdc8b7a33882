/** Every glyph number a document can use, and every byte of it inside the page, comes back as the character that was written. */
import { expect, test } from 'vitest';
import { editionPdf } from '../../src/render/pdf/pdf.ts';
import { edition, paragraph, surroundings } from '../support/edition.ts';
import { readPdf } from '../support/read-pdf.ts';
import { PRESS } from './press.ts';

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index));

/** ASCII, three hundred letters beyond it, then ASCII again: numbers beyond 255, with each low byte that has to be escaped. */
const letters = [...range(0x21, 0x7e), ...range(0xc0, 0x17f), ...range(0x391, 0x3a1), ...range(0x3b1, 0x44f)];
const words = letters
  .filter((letter) => PRESS.fonts.faces.regular.has(letter.codePointAt(0) ?? 0) && letter.normalize('NFC') === letter)
  .map((letter, index) => `${letter}${index % 10}`);

test('characters that a PDF has to escape, and glyph numbers of every size', async () => {
  const one = edition([paragraph(words.join(' ')), paragraph(String.raw`C:\new (copy) [draft] <old> \\ )(`)]);
  const { bytes } = await editionPdf(one, surroundings(one), PRESS);
  const { pages } = await readPdf(bytes);
  const text = pages.map((page) => page.text).join(' ');
  expect(words.length).toBeGreaterThan(350);
  expect(text).toContain(words.join(' '));
  expect(text).toContain(String.raw`C:\new (copy) [draft] <old> \\ )(`);
});
