/** The words of blocks, the clauses among them, and the word that was meant. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clausesOf, reachableFootnotes, walkBlocks } from '../../src/model/clauses.ts';
import type { Block, Inline } from '../../src/model/document.ts';
import { rewriteBlocks } from '../../src/model/rewrite.ts';
import { closest, suggestion } from '../../src/model/suggest.ts';
import { normaliseText, textOfBlocks } from '../../src/model/text.ts';

const words = (value: string): Inline => ({ type: 'text', value });
const paragraph = (value: string): Block => ({
  type: 'paragraph',
  children: [words(value)],
});
const heading = (depth: 2 | 3, id: string): Block => ({
  type: 'heading',
  depth,
  id,
  children: [words(id)],
});

describe('text', () => {
  test('is normalised once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(normaliseText(normaliseText(text))).toBe(normaliseText(text));
      }),
    );
  });

  const signs = fc.string({ unit: fc.constantFrom(...'aé\u0301 \n\t\r\u00a0\u2003\ufeff') });

  test('is what one rule says of all white space', () => {
    fc.assert(
      fc.property(signs, (text) => {
        expect(normaliseText(text)).toBe(text.normalize('NFC').replace(/\s+/gu, ' ').trim());
      }),
    );
  });

  test('of blocks is that of their texts one below the other', () => {
    const code = (value: string): Block => ({ type: 'code', value });
    fc.assert(
      fc.property(fc.array(signs), (texts) => {
        const blocks = texts.flatMap((text) => [paragraph(text), code(text)]);
        expect(textOfBlocks(blocks)).toBe(normaliseText(texts.flatMap((text) => [text, text]).join('\n')));
      }),
    );
  });

  test('has composed accents and single spaces', () => {
    expect(normaliseText(' Cafe\u0301 \n\t au\u00a0lait ')).toBe('Café au lait');
  });

  test('of a list is its words without the labels', () => {
    const list: Block = {
      type: 'list',
      ordered: true,
      spread: false,
      children: [
        { type: 'listItem', label: '3.', children: [paragraph('Three')] },
        { type: 'listItem', label: '7.', children: [paragraph('Seven')] },
      ],
    };
    expect(textOfBlocks([list, paragraph('End')])).toBe('Three Seven End');
  });
});

describe('clauses', () => {
  const body = [
    heading(2, 'a'),
    paragraph('One'),
    heading(3, 'b'),
    paragraph('Two'),
    heading(2, 'c'),
    paragraph('Three'),
  ];

  test('a section goes on to the next heading of its level or above', () => {
    expect(clausesOf(body).map(({ id, blocks }) => [id, textOfBlocks(blocks)])).toEqual([
      ['a', 'One b Two'],
      ['b', 'Two'],
      ['c', 'Three'],
    ]);
  });

  test('stand in reading order, outer before inner', () => {
    const principle: Block = {
      type: 'principle',
      id: 'p',
      children: [{ type: 'clause', id: 'q', children: [] }],
    };
    expect(clausesOf([principle, heading(2, 'r')]).map(({ id }) => id)).toEqual(['p', 'q', 'r']);
  });

  test('footnotes that refer to one another come once each', () => {
    const note = (identifier: string, to: string) => ({
      identifier,
      children: [
        {
          type: 'paragraph',
          children: [{ type: 'footnoteReference', identifier: to }],
        } as const,
      ],
    });
    const lead: Block = {
      type: 'paragraph',
      children: [{ type: 'footnoteReference', identifier: 'a' }],
    };
    expect(
      reachableFootnotes([lead], [note('b', 'a'), note('a', 'b'), note('c', 'a')]).map(({ identifier }) => identifier),
    ).toEqual(['a', 'b']);
  });

  test('rewriting with nothing to rewrite gives the same tree', () => {
    expect(rewriteBlocks(body, {})).toEqual(body);
    expect(walkBlocks(rewriteBlocks(body, { block: () => [] }))).toEqual([]);
  });
});

describe('the word that was meant', () => {
  const known = ['title', 'classification', 'effective-from', 'was'];

  test.each([
    ['titel', 'title'],
    ['clasification', 'classification'],
    ['effective-form', 'effective-from'],
    ['wsa', undefined],
    ['wos', 'was'],
    ['zebra', undefined],
    ['t'.repeat(1000), undefined],
  ])('%s: %s', (word, meant) => {
    expect(closest(word, known)).toBe(meant);
  });

  test('is asked for at the end of a sentence', () => {
    expect(`There is no "titel"${suggestion('titel', known)}`).toBe('There is no "titel"; did you mean “title”?');
    expect(`There is no "zebra"${suggestion('zebra', known)}`).toBe('There is no "zebra".');
  });

  test('is not looked for among very many', () => {
    expect(closest('titel', [...known, ...Array.from({ length: 500 }, (_, n) => `name-${n}`)])).toBeUndefined();
  });
});
