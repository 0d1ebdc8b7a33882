/** How well moves, additions and removals are recognised on documents with known edits. The figures stand in the output. */
import { describe, expect, test } from 'vitest';
import { diff } from '../../src/diff/diff.ts';
import type { Change, Fate } from '../../src/model/comparison.ts';
import { edition, paragraph } from '../support/edition.ts';
import { knownEdits, type KnownEdits, type Mixture } from '../support/known-edits.ts';
import { emptyScores, precision, recall, scoreChanges } from '../support/quality.ts';

const MIXTURES: Readonly<Record<string, Mixture>> = {
  'blocks reworded and moved': { words: 12_000, reworded: 0.2 },
  'and whole sections': { words: 12_000, reworded: 0.2, sections: 0.06 },
  'and very many sections': { words: 12_000, reworded: 0.2, sections: 0.15 },
};

test.each(Object.entries(MIXTURES))('moves, additions and removals are recognised: %s', (name, mixture) => {
  const scores = emptyScores();
  const seeds = process.env['PRESS_LONG'] === '1' ? 40 : 8;
  for (let seed = 1; seed <= seeds; seed++) {
    const known = knownEdits(seed, mixture);
    scoreChanges(scores, known, diff(known.old, known.new).changes);
  }
  for (const figure of ['moved', 'strictlyMoved', 'added', 'removed'] as const) {
    const of = scores[figure];
    console.log(
      `${name}, ${figure}: recall ${recall(of).toFixed(4)} precision ${precision(of).toFixed(4)} of ${of.wanted}`,
    );
  }
  expect(recall(scores.moved)).toBeGreaterThanOrEqual(0.98);
  expect(precision(scores.moved)).toBeGreaterThanOrEqual(0.98);
  for (const figure of ['added', 'removed'] as const) {
    expect(recall(scores[figure])).toBeGreaterThanOrEqual(0.99);
    expect(precision(scores[figure])).toBeGreaterThanOrEqual(0.99);
  }
  expect(scores.falselyChanged).toBe(0);
});

describe('the measure, when two passages changed places and the generator moved the one of five words', () => {
  const [light, equal, heavy] = ['One two three four five.', 'Six seven eight nine ten.', 'A b c d e f.'] as const;
  const measured = (other: string, fates: Readonly<Record<string, Fate>>) => {
    const known: KnownEdits = {
      old: edition([paragraph(light), paragraph(other)]),
      new: edition([paragraph(other), paragraph(light)]),
      words: 10,
      truth: new Map([
        [other, { was: other, fate: 'unchanged' }],
        [light, { was: light, fate: 'moved' }],
      ]),
      removed: new Set(),
    };
    const changes = [other, light].map((text): Change => {
      const side = { clause: '', text };
      return { fate: fates[text] ?? 'unchanged', block: 'paragraph', kinds: [], old: side, new: side };
    });
    const scores = emptyScores();
    scoreChanges(scores, known, changes);
    return [scores.moved, scores.strictlyMoved].map((one) => [recall(one), precision(one)]);
  };

  test.each([
    ['the same one is told', heavy, { [light]: 'moved' }, [1, 1], [1, 1]],
    ['the other is told, which is as light', equal, { [equal]: 'moved' }, [1, 1], [0, 0]],
    ['the other is told, which is heavier', heavy, { [heavy]: 'moved' }, [0, 0], [0, 0]],
    ['neither is told', equal, {}, [0, 1], [0, 1]],
    ['both are told', equal, { [light]: 'moved', [equal]: 'moved' }, [1, 0.5], [1, 0.5]],
    ['neither is recognised as itself', equal, { [light]: 'added', [equal]: 'added' }, [0, 1], [0, 1]],
  ] as const)('%s', (_, other, fates, moved, strictly) => {
    expect(measured(other, fates)).toEqual([moved, strictly]);
  });
});
