/** Working days, and the table of bank holidays that they rest on: derived here once more, from rules instead of rows. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { dayAfter, dateOfEpoch, type PartialDate, startOf } from '../../src/model/date.ts';
import { answerDue, type HolidayTable, isWorkingDay, workingDayAfter } from '../../src/model/working-days.ts';
import { date } from '../support/edition.ts';

const written = parse(readFileSync('content/schemes/bank-holidays.yaml', 'utf8'), { schema: 'failsafe' }) as {
  readonly first: string;
  readonly last: string;
  readonly days: Readonly<Record<string, string>>;
};
const TABLE: HolidayTable = {
  first: Number(written.first),
  last: Number(written.last),
  days: new Map(Object.entries(written.days)),
};

const SECONDS = 86_400;
const at = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day) / 1000;
const dayOf = (seconds: number) => new Date(seconds * 1000).getUTCDay();
const isoOf = (seconds: number) => dateOfEpoch(seconds) ?? '';
const isWeekend = (seconds: number) => dayOf(seconds) === 0 || dayOf(seconds) === 6;

/** Western Easter by the anonymous Gregorian computus. */
function easter(year: number): number {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const [d, e, f] = [Math.floor(b / 4), b % 4, Math.floor((b + 8) / 25)];
  const h = (19 * a + b - d - Math.floor((b - f + 1) / 3) + 15) % 30;
  const l = (32 + 2 * e + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return at(year, Math.floor(sum / 31), (sum % 31) + 1);
}

function monday(year: number, month: number, which: 'first' | 'last'): number {
  let day = which === 'first' ? at(year, month, 1) : at(year, month, 31);
  while (dayOf(day) !== 1) day += which === 'first' ? SECONDS : -SECONDS;
  return day;
}

/** Days that fall on a weekend move to the next working days, in order, past those that are taken. */
function substituted(...days: readonly number[]): readonly number[] {
  const taken = new Set(days.filter((day) => !isWeekend(day)));
  for (const day of days.filter(isWeekend)) {
    let next = day;
    while (isWeekend(next) || taken.has(next)) next += SECONDS;
    taken.add(next);
  }
  return [...taken];
}

const MOVED_MAY: Readonly<Record<number, number>> = { 2020: at(2020, 5, 8) };
const MOVED_SPRING: Readonly<Record<number, number>> = { 2012: at(2012, 6, 4), 2022: at(2022, 6, 2) };
const SINGLE = [
  at(2011, 4, 29),
  at(2012, 6, 5),
  at(2022, 6, 3),
  at(2022, 9, 19),
  at(2023, 5, 8),
  at(2026, 6, 15), // in Scotland
];

function holidaysOf(year: number): readonly string[] {
  const found = [
    ...substituted(at(year, 1, 1), at(year, 1, 2)),
    ...substituted(at(year, 3, 17)),
    easter(year) - 2 * SECONDS,
    easter(year) + SECONDS,
    MOVED_MAY[year] ?? monday(year, 5, 'first'),
    MOVED_SPRING[year] ?? monday(year, 5, 'last'),
    ...substituted(at(year, 7, 12)),
    monday(year, 8, 'first'),
    monday(year, 8, 'last'),
    ...(year >= 2007 ? substituted(at(year, 11, 30)) : []),
    ...substituted(at(year, 12, 25), at(year, 12, 26)),
    ...SINGLE.filter((day) => isoOf(day).startsWith(String(year))),
  ];
  return [...new Set(found.map(isoOf))].toSorted();
}

describe('the table of bank holidays', () => {
  const years = Array.from({ length: TABLE.last - TABLE.first + 1 }, (_, index) => TABLE.first + index);

  test.each(years)('%i has the days that follow from the rules', (year) => {
    const rows = [...TABLE.days.keys()].filter((day) => day.startsWith(String(year)));
    // Christmas Day stands in the table even on a weekend: the Act names it.
    const weekdays = rows.filter((day) => !isWeekend(startOf(date(day)) / 1000));
    expect(weekdays).toEqual(holidaysOf(year));
    expect(rows).toContain(`${year}-12-25`);
    expect(rows).toEqual(rows.toSorted());
  });

  test('Easter Sundays that can be looked up', () => {
    expect([2008, 2011, 2019, 2024, 2025].map((year) => isoOf(easter(year)))).toEqual([
      '2008-03-23',
      '2011-04-24',
      '2019-04-21',
      '2024-03-31',
      '2025-04-20',
    ]);
  });
});

describe('the twentieth working day following receipt', () => {
  test.each([
    // received, due, why
    ['2019-03-12', '2019-04-10', '18 March 2019 is a holiday in Northern Ireland, so the 12th is the earliest'],
    ['2019-03-11', '2019-04-09', 'a day earlier is due a day earlier'],
    ['2019-04-10', '2019-05-13', 'Good Friday, Easter Monday and early May lie between'],
    ['2019-03-09', '2019-04-08', 'received on a Saturday: that day is day 0 all the same'],
    ['2022-09-01', '2022-09-30', 'the state funeral of 19 September 2022'],
    ['2026-06-01', '2026-06-30', 'a holiday in Scotland on 15 June 2026'],
    ['2024-11-15', '2024-12-16', 'St Andrew’s Day fell on a Saturday, so Monday 2 December was the holiday'],
    ['2021-12-20', '2022-01-21', 'Christmas and New Year with four substitute days'],
  ])('%s → %s: %s', (received, due) => {
    expect(answerDue(date(received), TABLE)).toBe(due);
  });

  test('is not known for a month, or beyond the years that the table covers', () => {
    expect(answerDue(date('2019-03'), TABLE)).toBeUndefined();
    expect(answerDue(date('2004-12-20'), TABLE)).toBeUndefined();
    expect(answerDue(date('2028-12-20'), TABLE)).toBeUndefined();
    expect(answerDue(date('2028-11-15'), TABLE)).toBe('2028-12-14');
  });
});

test('for any day and count, just so many working days lie behind it', () => {
  const last = startOf(date('2028-01-01')) / 1000 / SECONDS;
  const anyDay = fc.integer({ min: startOf(date('2005-01-01')) / 1000 / SECONDS, max: last });
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (number, count) => {
      const from = date(isoOf(number * SECONDS));
      const to = workingDayAfter(from, count, TABLE);
      const between: PartialDate[] = [];
      for (let day = dayAfter(from); to !== undefined && day <= to; day = dayAfter(day)) between.push(day);
      expect(between.filter((day) => isWorkingDay(day, TABLE))).toHaveLength(count);
      expect(to && isWorkingDay(to, TABLE)).toBe(true);
    }),
  );
});
