/** Grounds: one grammar, the table of the Act, and what a near-miss is told. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readGrounds } from '../../src/model/citation.ts';
import { groundWords, withheldNotice } from '../../src/model/ground.ts';
import { date } from '../support/edition.ts';
import { SCHEMES } from '../support/schemes.ts';

const TABLE = SCHEMES.grounds;
const read = (text: string, on = '2019-04-10') => readGrounds(text, TABLE, date(on));
const notice = (text: string, on?: string) => withheldNotice({ ground: text, grounds: read(text, on).grounds });
const problem = (text: string, on?: string) =>
  read(text, on).problems.map(({ rule, message }) => `${rule}: ${message}`);

describe('the notice names section, limb and title', () => {
  test.each([
    ['s.31(1)(a)', '[Withheld under section 31(1)(a): Law enforcement]'],
    ['section 31(1)(a)', '[Withheld under section 31(1)(a): Law enforcement]'],
    ['Section 36(2)(b)(i)', '[Withheld under section 36(2)(b)(i): Prejudice to effective conduct of public affairs]'],
    ['s.21', '[Withheld under section 21: Information accessible to applicant by other means]'],
    [
      's.40(2), s.38(1)(b)',
      '[Withheld under section 40(2): Personal information; section 38(1)(b): Health and safety]',
    ],
    ['operational-sensitivity', '[Withheld: Operational sensitivity]'],
  ])('%s', (text, words) => {
    expect(problem(text)).toEqual([]);
    expect(notice(text)).toBe(words);
  });
});

describe('what names no ground', () => {
  test.each([
    ['S31(1)(A)', 'This names no ground; did you mean "s.31(1)(a)"?'],
    ['31 (1)(a)', 'This names no ground; did you mean "s.31(1)(a)"?'],
    ['FOIA s. 31(1)(a)', 'This names no ground; did you mean "s.31(1)(a)"?'],
    ['sec. 40 2', 'This names no ground; did you mean "s.40(2)"?'],
    ['operational-sensitivty', 'This names no ground; did you mean "operational-sensitivity"?'],
    ['because we say so', 'This names no ground.'],
    ['', 'This names no ground.'],
    ['s.99', 'There is no exemption "s.99".'],
    ['s.31(1)(z)', 'Section 31 has no limb "(1)(z)"; did you mean "s.31(1)(a)"?'],
    ['s.31(2)(a)', 'Section 31 has no limb "(2)(a)"; did you mean "s.31(1)(a)"?'],
    ['s.25', 'Section 25 exempts nothing by itself; cite the exemption that it serves.'],
  ])('%s', (text, message) => {
    expect(problem(text)).toEqual([`ground-unknown: ${message}`]);
  });

  test.each([
    ['s.36(2)(b)', '"s.36(2)(b)" names no limb; write "s.36(2)(b)(i)" or "s.36(2)(b)(ii)".'],
    ['s.42', '"s.42" names no limb; write "s.42(1)" or "s.42(2)".'],
  ])('%s names no limb', (text, message) => {
    expect(problem(text)).toEqual([`ground-limb: ${message}`]);
  });
});

describe('each limb stands in the Act from a day and until a day', () => {
  test.each([
    ['s.40(5)', '2019-04-10', '"s.40(5)" was in force until 24 May 2018; did you mean "s.40(5B)(a)(i)"?'],
    ['s.40(5A)', '2018-05-24', '"s.40(5A)" is in force from 25 May 2018 only.'],
    ['s.22A', '2013', '"s.22A" is in force from 1 October 2014 only.'],
  ])('%s in a document of %s', (text, on, message) => {
    expect(problem(text, on)).toEqual([`ground-date: ${message}`]);
  });

  test.each([
    ['s.40(5)', '2018-05-24'],
    ['s.40(5A)', '2018-05-25'],
    ['s.40(5)', '2018'], // some day of that year
    ['s.40(5A)', '2018'],
    ['s.22A(1)', '2014-10'],
  ])('%s may be cited in %s', (text, on) => {
    expect(problem(text, on)).toEqual([]);
  });

  test('section 37(1)(a) became absolute', () => {
    const kind = (on: string) => read('s.37(1)(a)', on).grounds[0]?.kind;
    expect([kind('2011-01-18'), kind('2011-01-19')]).toEqual(['qualified', 'absolute']);
  });
});

describe('the table of the Act', () => {
  const numbers = TABLE.sections.map(({ section }) => section);

  test('has every section of Part II, and those on which whole requests are refused', () => {
    const part = Array.from({ length: 24 }, (_, index) => String(21 + index));
    expect(numbers).toEqual(['12', '14', '21', '22', '22A', ...part.slice(2)]);
  });

  test('knows which are absolute on 10 April 2019: section 2(3)', () => {
    const absolute = TABLE.sections.filter(
      ({ part, limbs }) => part === 'exemption' && limbs.every(({ kind }) => kind === 'absolute'),
    );
    const mixed = TABLE.sections.filter(({ limbs }) => new Set(limbs.map(({ kind }) => kind)).size > 1);
    expect(absolute.map(({ section }) => section)).toEqual(['21', '23', '32', '34', '40', '41', '44']);
    expect(mixed.map(({ section }) => section)).toEqual(['37']);
  });

  test('says of no limb twice that it is in force on one day', () => {
    for (const { section, limbs } of TABLE.sections) {
      for (const on of ['2005-01-01', '2010-12-31', '2014-10-01', '2018-05-24', '2018-05-25', '2026-01-01']) {
        const inForce = limbs.filter(({ from, until }) => from <= on && (until === undefined || on <= until));
        expect(new Set(inForce.map(({ limb }) => limb)).size, `section ${section} on ${on}`).toBe(inForce.length);
      }
    }
  });

  test('is cited and read back', () => {
    for (const { section, part, limbs } of TABLE.sections) {
      for (const { limb, from, title } of limbs.map((row) => ({ ...row, title: section }))) {
        const { grounds, problems } = readGrounds(`s.${section}${limb}`, TABLE, from);
        expect(problems, `s.${title}${limb}`).toEqual([]);
        expect(grounds.map(({ cited }) => cited)).toEqual([`s.${section}${limb}`]);
        expect(part).not.toBe('supplementary');
      }
    }
  });
});

test('any text at all is grounds or problems, and neither repeats it', () => {
  const piece = fc.constantFrom('s.', 'section ', '31', '22A', '(1)', '(a)', '(5B)', ' ', ',', 'QUIXOTIC', '[', '٣');
  const text = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(text, (source) => {
      const { grounds, problems } = read(source);
      expect(grounds.length + problems.length).toBe(source.split(/[,;]/).length);
      expect(problems.map(({ message }) => message).join()).not.toContain('QUIXOTIC');
      expect(groundWords(grounds)).not.toContain('QUIXOTIC');
    }),
  );
});
