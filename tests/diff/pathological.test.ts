/** Pairs that make comparisons slow. Each is still exact, and takes at most ten times as long as an ordinary pair of its size. */
import { beforeAll, describe, expect, test } from 'vitest';
import { diff } from '../../src/diff/diff.ts';
import type { Cleared } from '../../src/model/edition.ts';
import { knownEdits } from '../support/known-edits.ts';
import { pathologicalPairs } from '../support/pathological-pairs.ts';

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

/** The ordinary pair has one block in forty words; where each word is a block, the blocks are what costs. */
const MOST: Readonly<Record<string, number>> = { 'one-word blocks': 30 };

const PAIRS = pathologicalPairs(WORDS);

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
    expect(taken).toBeLessThan((MOST[name] ?? 10) * Math.max(ordinary, LEAST));
  });
});
