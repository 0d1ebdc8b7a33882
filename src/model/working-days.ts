/**
 * Time as section 10 of the Freedom of Information Act 2000 counts it: the day of receipt is day 0, and a working day is any but
 * a Saturday, a Sunday and a bank holiday in any part of the United Kingdom (section 10(6)), Christmas Day and Good Friday among them.
 */
import { dayAfter, type PartialDate, startOf } from './date.ts';

/** Bank holidays of any part of the United Kingdom, by date; complete for the years `first` to `last`. */
export interface HolidayTable {
  readonly first: number;
  readonly last: number;
  readonly days: ReadonlyMap<string, string>;
}

/** Working days within which a request is answered: section 10(1). */
export const WORKING_DAYS_TO_ANSWER = 20;

const DAY = 86_400_000;
/** 1 January 1970 was a Thursday. */
const weekday = (date: PartialDate) => (Math.floor(startOf(date) / DAY) + 4) % 7;

const isWhole = (date: PartialDate) => date.length === 'yyyy-mm-dd'.length;

export function isWorkingDay(date: PartialDate, { days }: HolidayTable): boolean {
  const day = weekday(date);
  return day !== 0 && day !== 6 && !days.has(date);
}

const covers = ({ first, last }: HolidayTable, date: PartialDate) => {
  const year = Number(date.slice(0, 4));
  return year >= first && year <= last;
};

/** The `count`th working day following `date`; `undefined` where the day is not known or the table does not reach so far. */
export function workingDayAfter(date: PartialDate, count: number, table: HolidayTable): PartialDate | undefined {
  if (!isWhole(date)) return undefined;
  let day = date;
  for (let left = count; left > 0;) {
    day = dayAfter(day);
    if (!covers(table, day)) return undefined;
    if (isWorkingDay(day, table)) left--;
  }
  return covers(table, date) ? day : undefined;
}

/** The last day for an answer to a request received on `date`. */
export function answerDue(date: PartialDate, table: HolidayTable): PartialDate | undefined {
  return workingDayAfter(date, WORKING_DAYS_TO_ANSWER, table);
}
