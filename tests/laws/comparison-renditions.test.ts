/** Law 2, last part: the words of a comparison in HTML and in the PDF are those of its operations. A failure prints its seed. */
import type { Element } from 'hast';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diff } from '../../src/diff/diff.ts';
import type { Change } from '../../src/model/comparison.ts';
import { comparisonPage } from '../../src/render/html/html.ts';
import { layoutComparison, textOfStructure } from '../../src/render/pdf/pdf.ts';
import { TEMPLATES } from '../html/templates.ts';
import { PRESS } from '../pdf/press.ts';
import { surroundings } from '../support/edition.ts';
import { anyTwoEditions } from '../support/random-edition.ts';
import { elementsOf, parseHtml, wordsOf } from '../support/read-html.ts';

const numRuns = process.env['PRESS_LONG'] === '1' ? 1000 : 40;

/** Words without spaces: lines end where they will, and blocks are set apart by space. */
const bare = (text: string) =>
  text
    .replace(/[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]+/gu, '')
    .replaceAll('\u2011', '-')
    .normalize('NFC'); // last: a mark may follow a letter only once the space between them is gone

const spoken = ({ ops, old, new: newer }: Change) =>
  ops?.map(({ text }) => text).join('') ?? newer?.text ?? old?.text ?? '';

const classes = ({ properties }: Element): readonly unknown[] => [properties['className'] ?? []].flat();

test('in HTML, the one-text view', () => {
  fc.assert(
    fc.property(anyTwoEditions, ([old, newer]) => {
      const comparison = diff(old, newer);
      const page = parseHtml(comparisonPage(comparison, surroundings(old, newer), TEMPLATES));
      const views = elementsOf(page).filter((element) => classes(element).includes('view-inline'));
      const own = (element: Element) =>
        classes(element).some((name) => ['hidden', 'place', 'link-address'].includes(String(name)));
      const shown = views.map((view) => wordsOf(view, own)).join('');
      const changed = comparison.changes.filter(({ fate }) => fate !== 'unchanged');
      expect(bare(shown)).toBe(bare(changed.map(spoken).join('')));
    }),
    { numRuns },
  );
});

test('in the PDF, all of them in order', () => {
  fc.assert(
    fc.property(anyTwoEditions, ([old, newer]) => {
      const comparison = diff(old, newer);
      const { structure, pages, missing } = layoutComparison(comparison, surroundings(old, newer), PRESS);
      fc.pre(missing.length === 0); // such a character is a finding, and nothing is published
      expect(bare(textOfStructure(structure, pages, false))).toBe(bare(comparison.changes.map(spoken).join('')));
    }),
    { numRuns },
  );
});
