/** How well moves, additions and removals are recognised on documents with known edits. The figures stand in the output. */
import { expect, test } from 'vitest';
import { diff } from '../../src/diff/diff.ts';
import type { Change } from '../../src/model/comparison.ts';
import { knownEdits, type KnownEdits } from '../support/known-edits.ts';

interface Score {
  right: number;
  told: number;
  wanted: number;
}

const score = (): Score => ({ right: 0, told: 0, wanted: 0 });
const recall = ({ right, wanted }: Score): number => (wanted === 0 ? 1 : right / wanted);
const precision = ({ right, told }: Score): number => (told === 0 ? 1 : right / told);

interface Scores {
  readonly moved: Score;
  readonly added: Score;
  readonly removed: Score;
  falselyChanged: number;
}

const isMoved = (fate: string): boolean => fate === 'moved' || fate === 'moved-changed';

function count(scores: Scores, { truth, removed }: KnownEdits, changes: readonly Change[]): void {
  for (const { fate, block, old, new: newer } of changes) {
    if (block === 'heading') continue;
    const known = truth.get(newer?.text ?? '');
    if (isMoved(fate)) scores.moved.told++;
    if (isMoved(fate) && known && isMoved(known.fate) && known.was === old?.text) scores.moved.right++;
    if (fate === 'added') scores.added.told++;
    if (fate === 'added' && known?.fate === 'added') scores.added.right++;
    if (fate === 'removed') scores.removed.told++;
    if (fate === 'removed' && removed.has(old?.text ?? '')) scores.removed.right++;
    if (fate === 'changed' && (known?.fate === 'unchanged' || old?.text === newer?.text)) scores.falselyChanged++;
  }
  const wanted = [...truth.values()].map(({ fate }) => fate);
  scores.moved.wanted += wanted.filter(isMoved).length;
  scores.added.wanted += wanted.filter((fate) => fate === 'added').length;
  scores.removed.wanted += removed.size;
}

test('moves, additions and removals are recognised', () => {
  const scores: Scores = { moved: score(), added: score(), removed: score(), falselyChanged: 0 };
  const seeds = process.env['PRESS_LONG'] === '1' ? 40 : 8;
  for (let seed = 1; seed <= seeds; seed++) {
    const known = knownEdits(seed, { words: 12_000, reworded: 0.2 });
    count(scores, known, diff(known.old, known.new).changes);
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
