/** Markings: one spelling, and an order in which any two have a lowest marking above both. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dominates,
  formatMarking,
  joinMarkings,
  type Marking,
  parseMarking,
  suggestMarking,
  TIERS,
} from '../../src/model/marking.ts';

const additions = fc.subarray(['COMMERCIAL', 'LOCSEN', 'PERSONAL DATA', 'RECIPIENTS ONLY']);
const marking: fc.Arbitrary<Marking> = fc
  .record({
    tier: fc.constantFrom(...TIERS),
    sensitive: fc.boolean(),
    prefix: fc.constantFrom(undefined, 'UK' as const),
    additions,
  })
  .map((one) => ({
    ...one,
    sensitive: one.sensitive && one.tier === 'OFFICIAL',
  }));

/** Two markings protect the same when each dominates the other. */
const same = (a: Marking, b: Marking) => dominates(a, b) && dominates(b, a);

describe('a marking', () => {
  test('parsed after it was formatted is itself', () => {
    fc.assert(
      fc.property(marking, (one) => {
        expect(parseMarking(formatMarking(one))).toEqual(one);
      }),
    );
  });

  test.each([
    'OFFICIAL',
    'OFFICIAL-SENSITIVE',
    'UK SECRET',
    'TOP SECRET - EYES ONLY',
    'OFFICIAL-SENSITIVE - RECIPIENTS ONLY - COMMERCIAL',
  ])('%s is one', (text) => {
    const parsed = parseMarking(text);
    expect(parsed && formatMarking(parsed)).toBe(text);
  });

  test.each([
    '',
    'official',
    'OFFICIAL SENSITIVE',
    'SECRET-SENSITIVE',
    'OFFICIAL–SENSITIVE',
    'OFFICIAL-',
    'OFFICIAL - ',
    'RESTRICTED',
    'OFFICIAL\n',
    'OFFICIAL - a',
  ])('%j is none', (text) => {
    expect(parseMarking(text)).toBeUndefined();
  });

  test.each([
    ['Official', 'OFFICIAL'],
    ['OFFICIAL SENSITIVE', 'OFFICIAL-SENSITIVE'],
    ['OFFICIAL – SENSITIVE', 'OFFICIAL-SENSITIVE'],
    ['Official: Sensitive [Commercial]', 'OFFICIAL-SENSITIVE - COMMERCIAL'],
    ['official-sensitive-commercial', 'OFFICIAL-SENSITIVE - COMMERCIAL'],
    ['  top   secret ', 'TOP SECRET'],
  ])('%j is answered with %s', (text, suggestion) => {
    expect(suggestMarking(text)).toBe(suggestion);
  });

  test.each(['RESTRICTED', 'PROTECT', '', 'officially'])('%j is answered with nothing', (text) => {
    expect(suggestMarking(text)).toBeUndefined();
  });

  test('that is suggested can be parsed, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^(uk )?[Oo]fficial[ –:-]{0,3}[a-zA-Z []{0,12}$/)),
        (text) => {
          const suggestion = suggestMarking(text);
          if (suggestion !== undefined) expect(parseMarking(suggestion)).toBeDefined();
        },
      ),
    );
  });
});

describe('the order of markings', () => {
  test('is an order: each above itself, and above what is below what it is above', () => {
    fc.assert(
      fc.property(marking, marking, marking, (a, b, c) => {
        expect(dominates(a, a)).toBe(true);
        if (dominates(a, b) && dominates(b, c)) expect(dominates(a, c)).toBe(true);
      }),
    );
  });

  test('has for any two one that is above both and below all that are above both', () => {
    fc.assert(
      fc.property(marking, marking, marking, (a, b, c) => {
        const joined = joinMarkings(a, b);
        expect(dominates(joined, a) && dominates(joined, b)).toBe(true);
        if (dominates(c, a) && dominates(c, b)) expect(dominates(c, joined)).toBe(true);
      }),
    );
  });

  test('joins alike in any order and grouping', () => {
    fc.assert(
      fc.property(marking, marking, marking, (a, b, c) => {
        expect(joinMarkings(a, a)).toEqual(a);
        expect(same(joinMarkings(a, b), joinMarkings(b, a))).toBe(true);
        expect(same(joinMarkings(a, joinMarkings(b, c)), joinMarkings(joinMarkings(a, b), c))).toBe(true);
      }),
    );
  });

  test('makes markings that can be written and read', () => {
    fc.assert(
      fc.property(marking, marking, (a, b) => {
        const joined = joinMarkings(a, b);
        expect(parseMarking(formatMarking(joined))).toEqual(joined);
      }),
    );
  });
});
