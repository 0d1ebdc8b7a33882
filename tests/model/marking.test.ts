/** Markings: what a scheme lets be written, its near-misses, and an order in which any two have a lowest marking above both. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dominates,
  formatMarking,
  joinMarkings,
  type Marking,
  markingOf,
  sameMarking,
} from '../../src/model/marking.ts';
import { gradesOf, parseMarking } from '../../src/model/parse-marking.ts';
import { type MarkingScheme, PART_KINDS, schemeAt } from '../../src/model/schemes.ts';
import { date } from '../support/edition.ts';
import { SCHEMES, scheme } from '../support/schemes.ts';

const upper = fc.stringMatching(/^[A-Z][A-Z0-9]{2,6}$/);

/** A text of any grade with any parts of the scheme that stand with it by its rules. */
function written(of: MarkingScheme): fc.Arbitrary<string> {
  return fc.constantFrom(...gradesOf(of)).chain((grade) => {
    const allowed = PART_KINDS.map((kind) =>
      of.parts[kind].filter((part) => part.with?.includes(grade.name) ?? true).map(({ name }) => name),
    );
    const codeWords = of.codeWords?.with?.includes(grade.name) ? ['GREYHEN', 'THISTLE'] : [];
    const [prefixes = [], handling = [], descriptors = [], caveats = []] = allowed;
    return fc
      .record({
        prefix: fc.option(fc.constantFrom(...prefixes, ''), { nil: '' }),
        handling: fc.subarray(handling),
        descriptors: fc.subarray(descriptors),
        codeWords: fc.subarray(codeWords),
        caveats: fc.subarray(caveats),
        free: upper,
      })
      .map(({ prefix, free, ...behind }) => {
        const permits = behind.handling.some((name) => name === 'FOR PUBLIC RELEASE');
        const chosen = permits ? ['FOR PUBLIC RELEASE'] : behind.handling;
        const parts = [...chosen, ...behind.descriptors, ...behind.codeWords, ...behind.caveats];
        const filled = parts.map((part) => part.replace(/\[[^\]]*\]/, free));
        return [`${prefix}${prefix && ' '}${grade.name}`, ...filled].join(' - ');
      });
  });
}

const parsed = (of: MarkingScheme) => written(of).map((text) => parseMarking(text, of).marking);
const some = <Value>(value: Value | undefined): value is Value => value !== undefined;

/** Every marking that a scheme can make, and whatever several passages of any schemes sum up to. */
const single: fc.Arbitrary<Marking> = fc.oneof(...SCHEMES.markings.map((of) => parsed(of).filter(some)));
const marking: fc.Arbitrary<Marking> = fc
  .array(single, { minLength: 1, maxLength: 3 })
  .map((all) => all.reduce(joinMarkings));

describe.each(SCHEMES.markings.map((of) => [of.title, of] as const))('a marking of the %s', (_, of) => {
  test('that its rules allow is read without a fault, and written as it is read', () => {
    fc.assert(
      fc.property(written(of), (text) => {
        const { marking: read, faults } = parseMarking(text, of);
        expect(faults.filter(({ rule }) => rule !== 'classification-spelling')).toEqual([]);
        const canonical = formatMarking(read ?? { grades: [], additions: [] });
        expect(parseMarking(canonical, of)).toEqual({ marking: read, scheme: of, faults: [] });
      }),
    );
  });

  test('is read from its near-misses, which are told of', () => {
    const nearMiss: fc.Arbitrary<(text: string) => string> = fc.constantFrom(
      (text: string) => text.toLowerCase(),
      (text: string) => text.replaceAll(' - ', ' – '),
      (text: string) => text.replace(/ - ([A-Z/ ]+)$/, ' [$1]'),
      (text: string) => text.replace('-SENSITIVE', ' SENSITIVE'),
      (text: string) => text.replace('-SENSITIVE', ' - SENSITIVE'),
      (text: string) => text.replace('-SENSITIVE', ': SENSITIVE'),
      (text: string) => text.replaceAll(' ', '  '),
    );
    // REL-EU carries a hyphen of its own, which a near-miss cannot be told from.
    const plain = written(of).filter((text) => !text.includes('REL-EU'));
    fc.assert(
      fc.property(plain, nearMiss, (text, miss) => {
        const { marking: meant } = parseMarking(text, of);
        const near = parseMarking(miss(text), of);
        expect(near.marking).toEqual(meant);
        if (meant && miss(text) !== formatMarking(meant))
          expect(near.faults.map(({ rule }) => rule)).toEqual(['classification-spelling']);
      }),
    );
  });

  test('is never a crash, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[Oo]fficial[ –:-]{0,3}[a-zA-Z []{0,12}$/)), (text) => {
        const { marking: read, faults } = parseMarking(text, of);
        expect(read !== undefined || faults.length > 0).toBe(true);
      }),
    );
  });
});

describe('the scheme of 2023', () => {
  const told = (text: string) =>
    parseMarking(text, scheme('2023')).faults.map(
      ({ rule, message }) => `${rule}: ${message.split(/ It stands| \(Gov/)[0]}`,
    );

  test.each([
    ['Official', 'classification-spelling: is read as "OFFICIAL"; write it so.'],
    ['OFFICIAL SENSITIVE', 'classification-spelling: is read as "OFFICIAL-SENSITIVE"; write it so.'],
    ['OFFICIAL – SENSITIVE', 'classification-spelling: is read as "OFFICIAL-SENSITIVE"; write it so.'],
    [
      'Official: Sensitive [Commercial]',
      'classification-spelling: is read as "OFFICIAL-SENSITIVE - COMMERCIAL"; write it so.',
    ],
    [
      'official-sensitive-commercial',
      'classification-spelling: is read as "OFFICIAL-SENSITIVE - COMMERCIAL"; write it so.',
    ],
    [
      'OFFICIAL-SENSITIVE - COMMERCIAL - RECIPIENTS ONLY',
      'classification-spelling: is read as "OFFICIAL-SENSITIVE - RECIPIENTS ONLY - COMMERCIAL"; write it so.',
    ],
    [
      'SECRET-SENSITIVE',
      'classification-combination: joins "-SENSITIVE" to "SECRET". -SENSITIVE is no tier but an additional marking, which only OFFICIAL takes.',
    ],
    [
      'OFFICIAL-SENSITIVE - FOR PUBLIC RELEASE',
      'classification-combination: joins "FOR PUBLIC RELEASE" to "OFFICIAL-SENSITIVE". FOR PUBLIC RELEASE says that everyone may see it, so it stands with plain OFFICIAL and with no handling instruction that restricts.',
    ],
    [
      'OFFICIAL - FOR PUBLIC RELEASE - HMG USE ONLY',
      'classification-combination: joins "FOR PUBLIC RELEASE" to "HMG USE ONLY". FOR PUBLIC RELEASE says that everyone may see it, so it stands with plain OFFICIAL and with no handling instruction that restricts.',
    ],
    [
      'OFFICIAL - RECIPIENTS ONLY',
      'classification-combination: joins "RECIPIENTS ONLY" to "OFFICIAL". At OFFICIAL, RECIPIENTS ONLY needs -SENSITIVE.',
    ],
    [
      'TOP SECRET - EMBARGOED UNTIL 0930 12 MAY 2026',
      'classification-combination: joins "EMBARGOED UNTIL 0930 12 MAY 2026" to "TOP SECRET". The date and time stand next to EMBARGOED, which TOP SECRET does not take.',
    ],
    [
      'OFFICIAL - UK EYES ONLY',
      'classification-combination: joins "UK EYES ONLY" to "OFFICIAL". National caveats stand with SECRET and TOP SECRET only.',
    ],
    [
      'SECRET - HMG USE ONLY',
      'classification-unconfirmed: joins "HMG USE ONLY" to "SECRET". Sources disagree whether HMG USE ONLY is for OFFICIAL alone or for SECRET as well.',
    ],
    [
      'OFFICIAL-SENSITIVE - COMERCIAL',
      'classification-invalid: has the part “COMERCIAL”, which the scheme does not know',
    ],
    ['OFFICIAL - COMMERCIAL - COMMERCIAL', 'classification-combination: names "COMMERCIAL" twice.'],
    [
      'OFICIAL',
      'classification-invalid: is no marking of the scheme in force at the date of the document; did you mean "OFFICIAL"?',
    ],
  ])('answers %j with a reason', (text, answer) => {
    expect(told(text)).toContain(answer);
  });

  test.each(['', 'RESTRICTED', 'OFFICIAL -', 'OFFICIAL - EMBARGOED', 'officially'])(
    '%j is no marking of it',
    (text) => {
      expect(parseMarking(text, scheme('2023')).marking).toBeUndefined();
    },
  );

  test.each([
    'OFFICIAL',
    'UK SECRET',
    'TOP SECRET - THISTLE - UK EYES ONLY',
    'OFFICIAL - FOR PUBLIC RELEASE',
    'OFFICIAL-SENSITIVE - PARISH COUNCIL USE ONLY - PERSONAL DATA',
    'OFFICIAL - EMBARGOED UNTIL 09:30 12 MAY 2026',
  ])('%s is one', (text) => {
    expect(told(text)).toEqual([]);
  });
});

test.each([' '.repeat(60_000), '['.repeat(60_000), 'OFFICIAL' + ' - A'.repeat(15_000)])(
  'a text of thousands of characters is no marking, and is not pondered',
  (text) => {
    expect(parseMarking(text, scheme('2023')).faults).toHaveLength(1);
  },
);

describe('the scheme in force', () => {
  test.each([
    ['1998', 'legacy'],
    ['2014-04-01', 'legacy'],
    ['2014-04-02', '2014'],
    ['2014', '2014'],
    ['2023-06-29', '2014'],
    ['2023-06', '2023'],
    ['2026-01-01', '2023'],
  ])('at %s is that of %s', (at, name) => {
    expect(schemeAt(SCHEMES, date(at))).toBe(scheme(name));
  });

  test('at no date is the newest', () => {
    expect(schemeAt(SCHEMES, undefined)).toBe(scheme('2023'));
  });
});

describe('the order of markings', () => {
  const assert = (holds: (a: Marking, b: Marking, c: Marking) => void) =>
    fc.assert(fc.property(marking, marking, marking, holds), { numRuns: 300 });

  test('is a partial order: reflexive, antisymmetric, transitive', () => {
    assert((a, b, c) => {
      expect(dominates(a, a)).toBe(true);
      if (dominates(a, b) && dominates(b, a)) expect(a).toEqual(b);
      if (dominates(a, b) && dominates(b, c)) expect(dominates(a, c)).toBe(true);
    });
  });

  test('has for any two a least upper bound', () => {
    assert((a, b, c) => {
      const joined = joinMarkings(a, b);
      expect(dominates(joined, a) && dominates(joined, b)).toBe(true);
      if (dominates(c, a) && dominates(c, b)) expect(dominates(c, joined)).toBe(true);
      // A bound that is surely above both, so that the line before is put to the test.
      const above = joinMarkings(joined, c);
      expect(dominates(above, joined)).toBe(true);
    });
  });

  test('joins idempotently, commutatively and associatively', () => {
    assert((a, b, c) => {
      expect(joinMarkings(a, a)).toEqual(a);
      expect(joinMarkings(a, b)).toEqual(joinMarkings(b, a));
      expect(joinMarkings(a, joinMarkings(b, c))).toEqual(joinMarkings(joinMarkings(a, b), c));
    });
  });

  test('absorbs: what dominates another is what the two join to', () => {
    assert((a, b) => {
      expect(sameMarking(joinMarkings(a, b), a)).toBe(dominates(a, b));
      expect(joinMarkings(joinMarkings(a, b), b)).toEqual(joinMarkings(a, b));
    });
  });

  test('takes the permission to release from what is joined to something without it', () => {
    const [released, plain] = ['OFFICIAL - FOR PUBLIC RELEASE', 'OFFICIAL'].map(
      (text) => parseMarking(text, scheme('2023')).marking,
    );
    if (!released || !plain) throw new Error('markings of the scheme');
    expect(dominates(plain, released)).toBe(true);
    expect(dominates(released, plain)).toBe(false);
    expect(formatMarking(joinMarkings(released, plain))).toBe('OFFICIAL');
    expect(formatMarking(joinMarkings(released, released))).toBe('OFFICIAL - FOR PUBLIC RELEASE');
  });

  test('never turns a marking of one policy into one of another: a page that shows both carries both', () => {
    const old = parseMarking('RESTRICTED', scheme('legacy')).marking;
    const grade = gradesOf(scheme('2023'))[0];
    if (!old || !grade) throw new Error('markings of the schemes');
    expect(dominates(old, markingOf(grade, [])) || dominates(markingOf(grade, []), old)).toBe(false);
    expect(formatMarking(joinMarkings(old, markingOf(grade, [])))).toBe('OFFICIAL / RESTRICTED');
  });
});
