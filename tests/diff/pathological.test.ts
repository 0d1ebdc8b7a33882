/** Pairs that make comparisons slow are compared exactly all the same. How long they take is told by `npm run bench`. */
import { describe, expect, test } from 'vitest';
import { diff } from '../../src/diff/diff.ts';
import { pathologicalPairs } from '../support/pathological-pairs.ts';

const PAIRS = pathologicalPairs(process.env['PRESS_LONG'] === '1' ? 60_000 : 12_000);

describe('pathological pairs', () => {
  test.each(Object.keys(PAIRS))('%s', (name) => {
    const [old, newer] = PAIRS[name]?.() ?? [];
    if (!old || !newer) throw new Error(name);
    for (const { ops, old: from, new: to } of diff(old, newer).changes) {
      if (!ops) continue;
      const side = (without: string) => ops.flatMap(({ op, text }) => (op === without ? [] : text)).join('');
      expect(side('insert')).toBe(from?.text ?? '');
      expect(side('delete')).toBe(to?.text ?? '');
    }
  });
});
