/** Dates as precise as they are known, without a clock or a time zone. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateOfEpoch, dayAfter, formatDate, parseDate, type PartialDate, startOf } from '../../src/model/date.ts';

const date = (text: string): PartialDate => {
  const parsed = parseDate(text);
  if (!parsed) throw new Error(`${text} is no date`);
  return parsed;
};

const day = fc
  .date({
    min: new Date('1000-01-01'),
    max: new Date('9998-12-31'),
    noInvalidDate: true,
  })
  .map((instant) => date(instant.toISOString().slice(0, 10)));

describe('a date', () => {
  test.each([
    ['2019', '2019'],
    ['2019-01', 'January 2019'],
    ['2019-04-10', '10 April 2019'],
    ['2020-02-29', '29 February 2020'],
    ['2000-02-29', '29 February 2000'],
  ])('%s reads "%s"', (text, words) => {
    expect(formatDate(date(text))).toBe(words);
  });

  test.each([
    '',
    '19',
    '0999',
    '2019-13',
    '2019-00',
    '2019-02-29',
    '1900-02-29',
    '2019-04-31',
    '2019-4-1',
    '10/04/2019',
    '2019-04-10T00:00',
    ' 2019',
  ])('%j is none', (text) => {
    expect(parseDate(text)).toBeUndefined();
  });

  test('is any day that the calendar has', () => {
    fc.assert(
      fc.property(day, (one) => {
        expect(dateOfEpoch(startOf(one) / 1000)).toBe(one);
      }),
    );
  });

  test('is every second of its day and none of the next', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 86_399 }), (one, second) => {
        expect(dateOfEpoch(startOf(one) / 1000 + second)).toBe(one);
      }),
    );
  });

  test('before 1970 has a day too', () => {
    expect(dateOfEpoch(-1)).toBe('1969-12-31');
    expect(dateOfEpoch(0)).toBe('1970-01-01');
  });

  test('is followed by the first day that is certainly behind it', () => {
    expect(dayAfter(date('2024-07-22'))).toBe('2024-07-23');
    expect(dayAfter(date('2024-07'))).toBe('2024-08-01');
    expect(dayAfter(date('2024-02'))).toBe('2024-03-01');
    expect(dayAfter(date('2024'))).toBe('2025-01-01');
    fc.assert(
      fc.property(day, (one) => {
        expect(dayAfter(one) > one).toBe(true);
      }),
    );
  });
});
