/**
 * Recall and precision of what a comparison says about documents with known edits.
 *
 * Which of two passages moved when they changed places is a matter of telling: the generator moved one of them, but that the
 * other one did is as true. So moves are counted twice. `strictlyMoved` takes the generator at its word. `moved` takes another
 * account of the same moves as if it were the generator's, under three conditions: the blocks that it says have stayed are paired
 * with the right ones; each of them changed places with a block that it says has moved, so that a change of places of which
 * neither side is told is never recognised; and the blocks that it says have moved instead have no more words.
 */
import { unitsOf } from '../../src/diff/blocks.ts';
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
  readonly strictlyMoved: Score;
  readonly added: Score;
  readonly removed: Score;
  falselyChanged: number;
}

export const emptyScores = (): Scores => ({
  moved: score(),
  strictlyMoved: score(),
  added: score(),
  removed: score(),
  falselyChanged: 0,
});

const isMoved = (fate: string): boolean => fate === 'moved' || fate === 'moved-changed';
const stayed = (fate: string): boolean => fate === 'unchanged' || fate === 'changed';

/** A block of both editions: where it stands, and what the generator and the comparison say of it. */
interface Kept {
  readonly old: number;
  readonly new: number;
  readonly words: number;
  readonly moved: boolean;
  /** The fate told of the right two blocks; none when they are not paired. */
  readonly told: string;
}

function keptBlocks({ old, truth }: KnownEdits, changes: readonly Change[]): readonly Kept[] {
  const places = new Map(unitsOf(old).map(({ text, index }) => [text, index]));
  const told = new Map(changes.map((change) => [change.new?.text ?? '', change]));
  return [...truth].flatMap(([text, { was, fate }], place): readonly Kept[] => {
    if (was === undefined) return [];
    const change = told.get(text);
    const right = change?.old?.text === was ? change.fate : '';
    const words = text.split(' ').length;
    return [{ old: places.get(was) ?? -1, new: place, words, moved: isMoved(fate), told: right }];
  });
}

const changedPlaces = (a: Kept, b: Kept): boolean => (a.old - b.old) * (a.new - b.new) < 0;

/** The blocks in sets within which each changed places with another, directly or through others. */
function entangled(blocks: readonly Kept[]): readonly (readonly Kept[])[] {
  const left = new Set(blocks);
  const sets: Kept[][] = [];
  for (const first of left) {
    const set = [first];
    left.delete(first);
    // The set grows while it is walked.
    for (const one of set) {
      for (const other of left) {
        if (!changedPlaces(one, other)) continue;
        set.push(other);
        left.delete(other);
      }
    }
    sets.push(set);
  }
  return sets;
}

const wordsIn = (blocks: readonly Kept[]): number => blocks.reduce((sum, { words }) => sum + words, 0);

function scoreMoves({ moved, strictlyMoved }: Scores, known: KnownEdits, changes: readonly Change[]): void {
  const kept = keptBlocks(known, changes);
  const toldMoved = kept.filter(({ told }) => isMoved(told));
  const told = changes.filter(({ fate, block }) => isMoved(fate) && block !== 'heading').length;
  const right = toldMoved.filter((block) => block.moved).length;
  const wanted = [...known.truth.values()].filter(({ fate }) => isMoved(fate)).length;
  for (const one of [moved, strictlyMoved]) {
    one.told += told;
    one.right += right;
    one.wanted += wanted;
  }
  const otherwise = kept.filter((block) => (block.moved ? stayed(block.told) : isMoved(block.told)));
  for (const set of entangled(otherwise)) {
    const [theirs, ours] = [set.filter((block) => block.moved), set.filter((block) => !block.moved)];
    const seen = theirs.every((block) => toldMoved.some((other) => changedPlaces(block, other)));
    if (theirs.length === 0 || !seen || wordsIn(ours) > wordsIn(theirs)) continue;
    moved.right += theirs.length;
    moved.told += theirs.length - ours.length;
  }
}

/** Counts what a comparison told rightly, told, and should have told, block by block. */
export function scoreChanges(scores: Scores, known: KnownEdits, changes: readonly Change[]): void {
  const { truth, removed } = known;
  scoreMoves(scores, known, changes);
  for (const { fate, block, old, new: newer } of changes) {
    if (block === 'heading') continue;
    const entry = truth.get(newer?.text ?? '');
    if (fate === 'added') scores.added.told++;
    if (fate === 'added' && entry?.fate === 'added') scores.added.right++;
    if (fate === 'removed') scores.removed.told++;
    if (fate === 'removed' && removed.has(old?.text ?? '')) scores.removed.right++;
    if (fate === 'changed' && (entry?.fate === 'unchanged' || old?.text === newer?.text)) scores.falselyChanged++;
  }
  scores.added.wanted += [...truth.values()].filter(({ fate }) => fate === 'added').length;
  scores.removed.wanted += removed.size;
}
