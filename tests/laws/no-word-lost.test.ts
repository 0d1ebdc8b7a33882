/** Law 6: the words of the pages, in the order in which they are read, are the words of the edition. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { walkBlocks } from '../../src/model/clauses.ts';
import type { Block } from '../../src/model/document.ts';
import { INVISIBLES } from '../../src/render/pdf/collection.ts';
import { editionPdf, layoutComparison, layoutEdition, textOfStructure } from '../../src/render/pdf/pdf.ts';
import { edition, surroundings } from '../support/edition.ts';
import { readPdfFile, wordsOf } from '../support/pdf-file.ts';
import { faultsIn } from '../support/pdf-rules.ts';
import { anyPaper } from '../support/random-paper.ts';
import { wordsInOrder } from '../support/words-in-order.ts';
import { PRESS } from '../pdf/press.ts';
import { comparison } from '../pdf/sample-comparison.ts';
import { PICTURES } from '../pdf/torture.ts';

const LONG = process.env['PRESS_LONG'] === '1';
const SEED = Number(process.env['PRESS_SEED'] ?? Date.now() % 1_000_000);

/** The folding that layout is allowed: invisible characters, spaces and hyphens that look alike, characters without a glyph. */
function folded(value: string): string {
  const seen = value.replace(INVISIBLES, '').normalize('NFC').replaceAll('\u2011', '-');
  const shown = Array.from(seen, (c) =>
    /\s/u.test(c) || PRESS.fonts.covers(c.codePointAt(0) ?? 0, 'regular') ? c : '\ufffd',
  );
  return shown.join('').replace(/\s+/gu, ' ').trim();
}

test('no word is lost, none is added, none is out of order', () => {
  const property = fc.property(anyPaper(PICTURES), (edited) => {
    const { structure, pages } = layoutEdition(edited, surroundings(edited), PRESS);
    const [read, written] = [folded(textOfStructure(structure, pages, false)), folded(wordsInOrder(edited))];
    // Numbers and notices of the press's own, left out here, take the space behind them along.
    const parted = JSON.stringify(edited.body).match(/footnoteReference|withheldText/);
    if (parted) expect(read.replaceAll(' ', '')).toBe(written.replaceAll(' ', ''));
    else expect(read).toBe(written);
  });
  fc.assert(property, { seed: SEED, numRuns: LONG ? 2000 : 80 });
});

test('what is drawn says the same by its glyphs, and breaks no rule of the standards', async () => {
  const property = fc.asyncProperty(anyPaper(PICTURES), async (edited) => {
    const around = surroundings(edited);
    const { structure, pages } = layoutEdition(edited, around, PRESS);
    const file = readPdfFile((await editionPdf(edited, around, PRESS)).bytes);
    expect(wordsOf(file)).toBe(textOfStructure(structure, pages));
    expect(faultsIn(file)).toEqual([]);
  });
  await fc.assert(property, { seed: SEED, numRuns: LONG ? 500 : 25 });
});

test('random editions have every kind of block', () => {
  const kinds = fc
    .sample(anyPaper(PICTURES), { numRuns: 300, seed: 1 })
    .flatMap(({ body }) => walkBlocks(body).map(({ type }) => type));
  // Compiled from the union, so that a new kind cannot be forgotten.
  const every: Readonly<Record<Block['type'], true>> = {
    heading: true,
    paragraph: true,
    list: true,
    blockquote: true,
    code: true,
    thematicBreak: true,
    table: true,
    principle: true,
    clause: true,
    definition: true,
    question: true,
    answer: true,
    quote: true,
    note: true,
    withheld: true,
    withheldNotice: true,
    include: true,
    publicInterest: true,
    harm: true,
    reviewRights: true,
    outcome: true,
  };
  expect([...new Set(kinds)].toSorted()).toEqual(Object.keys(every).toSorted());
});

test('every word of every operation of a comparison is there', () => {
  const sample = comparison(3);
  const { structure, pages } = layoutComparison(sample, surroundings(edition([])), PRESS);
  const all = sample.changes.map(({ ops, new: newer }) =>
    ops ? ops.map((one) => one.text).join(' ') : (newer?.text ?? ''),
  );
  const bare = (value: string) => folded(value).replaceAll(' ', '');
  expect(bare(textOfStructure(structure, pages, false))).toBe(bare(all.join(' ')));
});
