/** How well moves, additions and removals are recognised on documents with known edits. The figures stand in the output. */
import { expect, test } from 'vitest';
import { diff } from '../../src/diff/diff.ts';
import { knownEdits } from '../support/known-edits.ts';
import { emptyScores, precision, recall, scoreChanges } from '../support/quality.ts';

test('moves, additions and removals are recognised', () => {
  const scores = emptyScores();
  const seeds = process.env['PRESS_LONG'] === '1' ? 40 : 8;
  for (let seed = 1; seed <= seeds; seed++) {
    const known = knownEdits(seed, { words: 12_000, reworded: 0.2 });
    scoreChanges(scores, known, diff(known.old, known.new).changes);
  }
  for (const name of ['moved', 'added', 'removed'] as const) {
    const of = scores[name];
    console.log(`${name}: recall ${recall(of).toFixed(4)} precision ${precision(of).toFixed(4)} of ${of.wanted}`);
  }
  expect(recall(scores.moved)).toBeGreaterThanOrEqual(0.98);
  expect(precision(scores.moved)).toBeGreaterThanOrEqual(0.98);
  for (const name of ['added', 'removed'] as const) {
    expect(recall(scores[name])).toBeGreaterThanOrEqual(0.99);
    expect(precision(scores[name])).toBeGreaterThanOrEqual(0.99);
  }
  expect(scores.falselyChanged).toBe(0);
});
