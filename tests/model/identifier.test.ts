/** Identifiers: what is formatted is parsed again, and nothing else is. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addressOf,
  addressOfComparison,
  formatComparisonIdentifier,
  formatIdentifier,
  isSlug,
  LONGEST_SLUG,
  parseComparisonIdentifier,
  parseIdentifier,
} from '../../src/model/identifier.ts';

const slug = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}$/);

describe('an identifier', () => {
  test('parsed after it was formatted is itself', () => {
    const identifier = fc.oneof(
      fc.record({ family: slug, work: slug }),
      fc.record({ family: slug, work: slug, edition: slug }),
      fc.record({ family: slug, work: slug, edition: slug, clause: slug }),
    );
    fc.assert(
      fc.property(identifier, (id) => {
        expect(parseIdentifier(formatIdentifier(id))).toEqual(id);
      }),
    );
  });

  test('of a comparison parsed after it was formatted is itself', () => {
    const identifier = fc.record({
      family: slug,
      work: slug,
      old: slug,
      new: slug,
    });
    fc.assert(
      fc.property(identifier, (id) => {
        expect(parseComparisonIdentifier(formatComparisonIdentifier(id))).toEqual(id);
      }),
    );
  });

  test('formatted after it was parsed is the same text, whatever the text', () => {
    const text = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[a-z0-9-]{0,5}\/[a-z0-9-]{0,5}(@[a-z0-9-]{0,5}(#[a-z0-9-]{0,5})?)?$/),
    );
    fc.assert(
      fc.property(text, (written) => {
        const id = parseIdentifier(written);
        if (id) expect(formatIdentifier(id)).toBe(written);
      }),
    );
  });

  test.each([
    '',
    'guidance',
    'guidance/',
    '/a',
    'a/b/c',
    'a/b@',
    'a/b#c',
    'a/b@c#',
    'A/b',
    'a/b@c..d',
    'a/b@c ',
    'a/../b',
  ])('%j is none', (text) => {
    expect(parseIdentifier(text)).toBeUndefined();
  });

  test('leads to an address that follows it', () => {
    expect(addressOf({ family: 'guidance', work: 'a' })).toBe('guidance/a/');
    expect(
      addressOf({
        family: 'guidance',
        work: 'a',
        edition: '2019',
        clause: 'aim',
      }),
    ).toBe('guidance/a/2019/#aim');
    expect(
      addressOfComparison({
        family: 'guidance',
        work: 'a',
        old: '1',
        new: '2',
      }),
    ).toBe('guidance/a/1..2/');
  });
});

describe('a slug', () => {
  test.each(['a', '0', 'a-b', '2019-04-10', 'a'.repeat(LONGEST_SLUG)])('%s is one', (text) => {
    expect(isSlug(text)).toBe(true);
  });

  test.each(['', '-a', 'a-', 'a--b', 'A', 'a_b', 'a b', 'é', 'a\n', 'a'.repeat(LONGEST_SLUG + 1)])(
    '%j is none',
    (text) => {
      expect(isSlug(text)).toBe(false);
    },
  );
});
