/** Words are shaped pair by pair; that must come to what the font's own tables make of the whole word. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import PDFDocument from 'pdfkit';
import { expect, test } from 'vitest';
import type { Shaped } from '../../src/render/pdf/layout.ts';
import { fontsKnowing, PRESS } from './press.ts';

const FILES = {
  regular: '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf',
  boldItalic: '@expo-google-fonts/source-sans-3/600SemiBold_Italic/SourceSans3_600SemiBold_Italic.ttf',
  mono: '@expo-google-fonts/source-code-pro/400Regular/SourceCodePro_400Regular.ttf',
  fallback: 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
} as const;
const FEATURES = { liga: false, clig: false, ccmp: false, locl: false, calt: false, rlig: false };

/** Letters that kern much, letters with marks, digits, and what stands between words. */
const character = fc.constantFrom(...'AVTWYLPofaevyrtŵŷłżéü019.,:;-/()"\'’“”–…•£€@ ');
const word = fc.string({ unit: character, minLength: 1, maxLength: 14 });

test.each(Object.entries(FILES))('the width of any word in %s', (face, file) => {
  const document = new PDFDocument({ autoFirstPage: false });
  document.registerFont('face', readFileSync(new URL(`../../node_modules/${file}`, import.meta.url)));
  document.font('face').fontSize(1000);
  const options = { features: FEATURES } as unknown as PDFKit.Mixins.TextOptions; // the types know a list of names only
  const name = face as keyof typeof FILES;
  fc.assert(
    fc.property(word, (text) => {
      fc.pre([...text].every((one) => PRESS.fonts.faces[name].has(one.codePointAt(0) ?? 0)));
      expect(PRESS.fonts.width(text, name, 1000)).toBeCloseTo(document.widthOfString(text, options), 6);
    }),
    { numRuns: process.env['PRESS_LONG'] === '1' ? 4000 : 200 },
  );
});

test('what was measured before is taken as it was, and gives the same words', () => {
  const words = ['AVATAR', 'Tom', 'Ŵaŷ', '“Yes”', '2019'];
  const first = fontsKnowing();
  const shaped = words.map((one) => first.cut(one, 'regular'));
  const known = structuredClone(first.measured());
  expect(words.map((one) => fontsKnowing(known).cut(one, 'regular'))).toEqual(shaped);
  const { kerns = new Map<number, number>(), words: whole } = known.get('regular') ?? {};
  expect([...(whole?.keys() ?? [])]).toEqual(['2019']);
  const wide = { kerns: new Map([...kerns.keys()].map((pair) => [pair, 1000])), words: new Map<string, Shaped>() };
  const wider = fontsKnowing(new Map([['regular', wide]]));
  const bare = [...'AVATAR'].reduce((sum, letter) => sum + first.width(letter, 'regular', 1000), 0);
  expect(wider.width('AVATAR', 'regular', 1000)).toBeCloseTo(bare + 5 * 1000, 6);
});
