/** Dates as documents print them, with what had to be taken for granted. */
import { expect, test } from 'vitest';
import { dateIn, isDateAlone } from '../../src/import/dates.ts';
import { parseDate } from '../../src/model/date.ts';

const SINCE = parseDate('2024-04-29');

test.each([
  ['29 th April 2024', '2024-04-29', undefined],
  ['24th of January 2020', '2020-01-24', undefined],
  ['Monday, 1st July 2019', '2019-07-01', undefined],
  ['3 Sept. 2018', '2018-09-03', undefined],
  ['April 10, 2019', '2019-04-10', undefined],
  ['2019-04-10', '2019-04-10', undefined],
  ['19/11/2018', '2018-11-19', undefined],
  ['18.02.2016', '2016-02-18', undefined],
  ['10/04/2019', '2019-04-10', 'order'],
  ['07/07/2019', '2019-07-07', undefined],
  ['in effect since June 2023', '2023-06', undefined],
  ['the 22nd of July', '2024-07-22', 'year'],
  ['14 February', '2025-02-14', 'year'],
])('%s', (printed, date, assumed) => {
  expect(dateIn(printed, SINCE)).toMatchObject({ date, ...(assumed ? { assumed } : {}) });
  expect(dateIn(printed, SINCE)?.assumed).toBe(assumed);
});

test.each(['30 February 2024', '31/02/2019', 'section 12', '10:30', 'the 22nd of July'])('no date: %s', (text) => {
  expect(dateIn(text)).toBeUndefined();
});

test('a line is a date where nothing else stands in it', () => {
  expect(isDateAlone('Date: 10 April 2019')).toBe(true);
  expect(isDateAlone('Published on 10 April 2019')).toBe(false);
});
