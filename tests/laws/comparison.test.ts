/** Law 2: a comparison is exact. On random editions and random edits; a failure prints its seed. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { align } from '../../src/diff/align.ts';
import { unitsOf } from '../../src/diff/blocks.ts';
import { diff } from '../../src/diff/diff.ts';
import { lineageOf } from '../../src/diff/lineage.ts';
import { operationsOf } from '../../src/diff/operations.ts';
import { readable } from '../../src/diff/readable.ts';
import { boundaries, tokensOf, type Token } from '../../src/diff/tokens.ts';
import { matchWords, type Match } from '../../src/diff/words.ts';
import type { Change, Operation } from '../../src/model/comparison.ts';
import { normaliseText } from '../../src/model/text.ts';
import { anyEdition, anyTwoEditions } from '../support/random-edition.ts';

const numRuns = process.env['PRESS_LONG'] === '1' ? Number(process.env['PRESS_RUNS'] ?? 4000) : 150;

const told = (ops: readonly Operation[], without: 'delete' | 'insert'): string =>
  ops.flatMap(({ op, text }) => (op === without ? [] : text)).join('');

/** The blocks of one side that a change accounts for, as their texts. */
function blocksOf(change: Change, side: 'old' | 'new'): readonly string[] {
  const divided = change.fate === (side === 'old' ? 'merged' : 'split');
  if (divided) return (change.parts ?? []).filter((part) => part.side === side).map(({ text }) => text);
  return change[side] ? [change[side].text] : [];
}

test('the operations of every change replay the old block into the new one', () => {
  fc.assert(
    fc.property(anyTwoEditions, ([old, newer]) => {
      for (const { ops, old: from, new: to } of diff(old, newer).changes) {
        if (!ops) {
          expect(from?.text).toBe(to?.text);
          continue;
        }
        expect(told(ops, 'insert')).toBe(from?.text ?? '');
        expect(told(ops, 'delete')).toBe(to?.text ?? '');
      }
    }),
    { numRuns },
  );
});

test('every old block has one fate and every new block appears once', () => {
  fc.assert(
    fc.property(anyTwoEditions, ([old, newer]) => {
      const { changes } = diff(old, newer);
      const texts = (side: 'old' | 'new') => changes.flatMap((change) => blocksOf(change, side));
      expect(texts('old').toSorted()).toEqual(
        unitsOf(old)
          .map(({ text }) => text)
          .toSorted(),
      );
      expect(texts('new')).toHaveLength(unitsOf(newer).length);
      // Pieces of a split stand with their first; everything else is in reading order.
      const whole = changes.filter(({ fate }) => fate !== 'split').flatMap((change) => blocksOf(change, 'new'));
      const pieces = changes.filter(({ fate }) => fate === 'split').flatMap((change) => blocksOf(change, 'new'));
      expect([...whole, ...pieces].toSorted()).toEqual(
        unitsOf(newer)
          .map(({ text }) => text)
          .toSorted(),
      );
      if (pieces.length === 0) expect(texts('new')).toEqual(unitsOf(newer).map(({ text }) => text));
    }),
    { numRuns },
  );
});

test('an edition compared with itself is unchanged', () => {
  fc.assert(
    fc.property(anyEdition, (one) => {
      const { changes } = diff(one, one);
      expect(changes.filter(({ fate }) => fate !== 'unchanged')).toEqual([]);
    }),
    { numRuns },
  );
});

test('exchanging the editions exchanges added and removed, split and merged', () => {
  fc.assert(
    fc.property(anyTwoEditions, ([old, newer]) => {
      const [there, back] = [diff(old, newer), diff(newer, old)];
      const texts = (changes: readonly Change[], fate: Change['fate'], side: 'old' | 'new') =>
        changes.flatMap((change) => (change.fate === fate ? blocksOf(change, side) : [])).toSorted();
      expect(texts(back.changes, 'removed', 'old')).toEqual(texts(there.changes, 'added', 'new'));
      expect(texts(back.changes, 'added', 'new')).toEqual(texts(there.changes, 'removed', 'old'));
      expect(texts(back.changes, 'merged', 'old')).toEqual(texts(there.changes, 'split', 'new'));
    }),
    { numRuns },
  );
});

test('text is NFC with single spaces', () => {
  fc.assert(
    fc.property(anyTwoEditions, ([old, newer]) => {
      for (const change of diff(old, newer).changes) {
        for (const { text } of [change.old, change.new, ...(change.parts ?? [])].filter((side) => side !== undefined)) {
          expect(text).toBe(normaliseText(text));
        }
      }
    }),
    { numRuns },
  );
});

test('equal blocks are never paired crosswise', () => {
  fc.assert(
    fc.property(anyTwoEditions, ([old, newer]) => {
      const [from, to] = [unitsOf(old), unitsOf(newer)];
      const last = new Map<string, number>();
      const { pairs } = align(from, to, lineageOf(old, newer));
      for (const pair of pairs.toSorted((a, b) => a.old - b.old)) {
        const key = from[pair.old]?.key ?? '';
        if (key !== to[pair.new]?.key) continue;
        expect(pair.new).toBeGreaterThan(last.get(key) ?? -1);
        last.set(key, pair.new);
      }
    }),
    { numRuns },
  );
});

const few = fc.array(fc.constantFrom('a', 'b', 'the', 'of', 'and', 'must', '3', '10 April 2019', '.', 'C'), {
  maxLength: 30,
});
const tokens = (words: readonly string[]): readonly Token[] =>
  tokensOf(words.length === 0 ? [] : [{ text: words.join(' '), style: {} }]);

/** The length of the longest common subsequence, the slow way. */
function longest(a: readonly Token[], b: readonly Token[]): number {
  let row = Array.from({ length: b.length + 1 }, () => 0);
  for (const x of a) {
    const next = [0];
    for (const [j, y] of b.entries())
      next.push(x.key === y.key ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0));
    row = next;
  }
  return row.at(-1) ?? 0;
}

const spoken = (list: readonly Token[]): readonly Token[] => list.filter(({ kind }) => kind !== 'space');

test('the first pass keeps as many words as any edit can', () => {
  fc.assert(
    fc.property(few, few, (a, b) => {
      const [old, newer] = [tokens(a), tokens(b)];
      expect(matchWords(old, newer)).toHaveLength(longest(spoken(old), spoken(newer)));
    }),
    { numRuns: numRuns * 3 },
  );
});

test('the readable pass only gives up or shifts matches, and replays as well', () => {
  fc.assert(
    fc.property(few, few, (a, b) => {
      const [old, newer] = [tokens(a), tokens(b)];
      const exact = matchWords(old, newer);
      const matches = readable(old, newer, exact);
      expect(matches.length).toBeLessThanOrEqual(exact.length);
      const rises = (list: readonly Match[]) =>
        list.every(([x, y], at) => at === 0 || (x > (list[at - 1]?.[0] ?? 0) && y > (list[at - 1]?.[1] ?? 0)));
      expect(rises(matches)).toBe(true);
      const ops = operationsOf(old, newer, matches);
      expect(told(ops, 'insert')).toBe(old.map(({ text }) => text).join(''));
      expect(told(ops, 'delete')).toBe(newer.map(({ text }) => text).join(''));
    }),
    { numRuns: numRuns * 3 },
  );
});

test('words end where Unicode says, however the text is cut for the segmenter', () => {
  const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
  const part = fc.oneof(
    fc.string({ maxLength: 4, unit: 'grapheme' }),
    fc.constantFrom(
      ' ',
      '.',
      'a',
      '1',
      "'",
      '\u0301',
      '\u200d',
      '_',
      'days.',
      '3.5',
      's.31(1)(a)',
      ')',
      ',',
      ':',
      'カ',
    ),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const text = normaliseText(parts.join(''));
      const ends = [...segmenter.segment(text)].map(({ segment, index }) => index + segment.length);
      expect(boundaries(text)).toEqual(ends);
    }),
    { numRuns: numRuns * 20 },
  );
});

test('a long text without spaces has the same words as a short one', () => {
  const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
  const mark = fc.constantFrom('a', 'b1', '.', ',', "'", '(', '_', '3', '\u0301', '👩\u200d👧', '🇬🇧', 'é', '-');
  fc.assert(
    fc.property(fc.array(mark, { minLength: 300, maxLength: 1500 }), (parts) => {
      const text = normaliseText(parts.join(''));
      const ends = [...segmenter.segment(text)].map(({ segment, index }) => index + segment.length);
      expect(boundaries(text)).toEqual(ends);
    }),
    { numRuns: Math.ceil(numRuns / 5) },
  );
});
