/** Pairs that make comparisons slow. Each is still exact, and takes at most ten times as long as an ordinary pair of its size. */
import { beforeAll, describe, expect, test } from 'vitest';
import { diff } from '../../src/diff/diff.ts';
import type { Block } from '../../src/model/document.ts';
import type { Cleared } from '../../src/model/edition.ts';
import { edition, paragraph } from '../support/edition.ts';
import { knownEdits, random } from '../support/known-edits.ts';

/** Seconds below which a measurement says little. */
const LEAST = 0.1;
const WORDS = process.env['PRESS_LONG'] === '1' ? 60_000 : 12_000;

/** Processor time, since others may use the machine: the best of three counts. */
function seconds(old: Cleared, newer: Cleared): number {
  const runs = Array.from({ length: 3 }, () => {
    const start = process.cpuUsage();
    diff(old, newer);
    return process.cpuUsage(start).user / 1e6;
  });
  return Math.min(...runs);
}

function exact(old: Cleared, newer: Cleared): void {
  for (const { ops, old: from, new: to } of diff(old, newer).changes) {
    const side = (without: string) => (ops ?? []).flatMap(({ op, text }) => (op === without ? [] : text)).join('');
    if (!ops) continue;
    expect(side('insert')).toBe(from?.text ?? '');
    expect(side('delete')).toBe(to?.text ?? '');
  }
}

const numbered = (count: number, words: (index: number) => string): Cleared =>
  edition(Array.from({ length: count }, (_, index): Block => paragraph(words(index))));

/** Words in any order, from a small or a large stock. */
function jumble(seed: number, count: number, stock: number, prefix = 'w'): string {
  const next = random(seed);
  return Array.from({ length: count }, () => `${prefix}${Math.floor(next() * stock)}`).join(' ');
}

const reversed = ({ body, ...rest }: Cleared): Cleared => ({ ...rest, body: body.toReversed() });

const SAME = 'Officers should record every visit, and review the record with their partners before the next.';
const blocks = Math.floor(WORDS / 15);

const PAIRS: Readonly<Record<string, () => readonly [Cleared, Cleared]>> = {
  'all paragraphs equal': () => [numbered(blocks, () => SAME), numbered(blocks + 7, () => SAME)],
  'all paragraphs equal but for a number': () => [
    numbered(blocks, (index) => `${SAME} See item ${index}.`),
    numbered(blocks, (index) => `${SAME} See item ${index + 5 * blocks}.`),
  ],
  'nothing in common': () => [
    numbered(blocks, (index) => jumble(index + 1, 15, 5000, 'a')),
    numbered(blocks, (index) => jumble(index + 1, 15, 5000, 'b')),
  ],
  'few words in any order': () => [
    numbered(blocks, (index) => jumble(index + 1, 15, 30)),
    numbered(blocks, (index) => jumble(index + 99_991, 15, 30)),
  ],
  'one paragraph, reworded': () => {
    const words = jumble(7, WORDS, 3000).split(' ');
    const changed = words.map((word, index) => (index % 9 === 0 ? `${word}x` : word));
    return [numbered(1, () => words.join(' ')), numbered(1, () => changed.join(' '))];
  },
  'one paragraph of few words in any order': () => [
    numbered(1, () => jumble(3, WORDS, 40)),
    numbered(1, () => jumble(4, WORDS, 40)),
  ],
  'every block moved': () => {
    const { old } = knownEdits(5, { words: WORDS, reworded: 0.2 });
    return [old, reversed(old)];
  },
  'capitals and numbers that might begin a name or a reference': () => [
    numbered(1, () => `${'Aa of '.repeat(WORDS / 4)}${'1 '.repeat(WORDS / 4)}`),
    numbered(1, () => `Bb ${'Aa of '.repeat(WORDS / 4)}${'A. '.repeat(WORDS / 4)}`),
  ],
  'no space anywhere': () => [numbered(1, () => 's.1('.repeat(WORDS / 2)), numbered(1, () => 's.2('.repeat(WORDS / 2))],
  'one-word blocks': () => [
    numbered(WORDS, (index) => `w${index % 977}`),
    numbered(WORDS, (index) => `w${(index * 7) % 983}`),
  ],
};

describe('pathological pairs', () => {
  let ordinary = 0;
  beforeAll(() => {
    const known = knownEdits(3, { words: WORDS, reworded: 0.2 });
    ordinary = seconds(known.old, known.new);
    console.log(`ordinary: ${(ordinary * 1000).toFixed(0)} ms for ${WORDS} words`);
  });
  test.each(Object.keys(PAIRS))('%s', (name) => {
    const [old, newer] = PAIRS[name]?.() ?? [];
    if (!old || !newer) throw new Error(name);
    const taken = seconds(old, newer);
    console.log(`${name}: ${(taken * 1000).toFixed(0)} ms, ${(taken / ordinary).toFixed(1)} times the ordinary pair`);
    exact(old, newer);
    expect(taken).toBeLessThan(10 * Math.max(ordinary, LEAST));
  });
});
