/** Recall and precision of what a comparison says about documents with known edits. */
import type { Change } from '../../src/model/comparison.ts';
import type { KnownEdits } from './known-edits.ts';

export interface Score {
  right: number;
  told: number;
  wanted: number;
}

const score = (): Score => ({ right: 0, told: 0, wanted: 0 });
export const recall = ({ right, wanted }: Score): number => (wanted === 0 ? 1 : right / wanted);
export const precision = ({ right, told }: Score): number => (told === 0 ? 1 : right / told);

export interface Scores {
  readonly moved: Score;
  readonly added: Score;
  readonly removed: Score;
  falselyChanged: number;
}

export const emptyScores = (): Scores => ({ moved: score(), added: score(), removed: score(), falselyChanged: 0 });

const isMoved = (fate: string): boolean => fate === 'moved' || fate === 'moved-changed';

/** Counts what a comparison told rightly, told, and should have told, block by block. */
export function scoreChanges(scores: Scores, { truth, removed }: KnownEdits, changes: readonly Change[]): void {
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
