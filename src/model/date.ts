/**
 * Calendar dates as precise as they are known: `2019`, `2019-01`, `2019-04-10`. ISO 8601 text comes in and is kept, so that
 * dates compare as text and carry no time zone. A year stands before each of its months, a month before each of its days.
 */

declare const dateBrand: unique symbol;
export type PartialDate = string & { readonly [dateBrand]: true };

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const SHAPE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

/** The date that `text` names, or `undefined` when it names none (2019-02-30, 10/04/2019). */
export function parseDate(text: string): PartialDate | undefined {
  const match = SHAPE.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), match[2] && Number(match[2]), match[3] && Number(match[3])];
  if (year < 1000) return undefined;
  if (month !== undefined && month !== '' && (month < 1 || month > 12)) return undefined;
  if (month && day !== undefined && day !== '' && (day < 1 || day > daysIn(year, month))) return undefined;
  return text as PartialDate; // the only place that makes one: its shape was checked above
}

/** "2019", "January 2019", "10 April 2019". */
export function formatDate(date: PartialDate): string {
  const [year, month, day] = date.split('-');
  const name = MONTHS[Number(month) - 1];
  return [day && String(Number(day)), name, year].filter(Boolean).join(' ');
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const DAY_LENGTH = 86_400_000;

/** Whether the day is known, and not only the month or the year. */
export const isDay = (date: PartialDate) => date.length === 'YYYY-MM-DD'.length;

/** With the day of the week, where the day is known: "Wednesday 10 April 2019". */
export function formatWeekday(date: PartialDate): string {
  // 1 January 1970 was a Thursday.
  const weekday = (((startOf(date) / DAY_LENGTH + 4) % 7) + 7) % 7;
  return isDay(date) ? `${WEEKDAYS[weekday]} ${formatDate(date)}` : formatDate(date);
}

/** "on 10 April 2019", "in April 2019", "in 2019"; with the day of the week if `words` is `formatWeekday`. */
export const atDate = (date: PartialDate, words = formatDate): string => `${isDay(date) ? 'on' : 'in'} ${words(date)}`;

/** How many days lie between two days, the second one counted; unknown where one of them is a month or a year. */
export function daysBetween(from: PartialDate, to: PartialDate): number | undefined {
  return isDay(from) && isDay(to) ? (startOf(to) - startOf(from)) / DAY_LENGTH : undefined;
}

/** The date that words or figures mean beyond doubt: "10 April 2019", "April 2019", 25/04/2019; of 10/04/2019 nobody knows. */
export function clearDate(text: string): PartialDate | undefined {
  const two = (digits: string) => digits.padStart(2, '0');
  const monthOf = (name: string) => MONTHS.findIndex((month) => month.toLowerCase() === name.toLowerCase()) + 1;
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  if (year !== '') return Number(day) > 12 ? parseDate(`${year}-${two(month)}-${two(day)}`) : undefined;
  const [, y = '', m = '', d = ''] = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/.exec(text) ?? [];
  if (y !== '') return parseDate(`${y}-${two(m)}-${two(d)}`);
  const [, on, name = '', of = ''] =
    /^(?:(\d{1,2})(?:st|nd|rd|th)? (?:of )?)?([A-Z][a-z]+),? (\d{4})$/.exec(text) ?? [];
  const number = monthOf(name);
  if (number === 0) return undefined;
  return parseDate([of, two(String(number)), ...(on === undefined ? [] : [two(on)])].join('-'));
}

/** The latest of some dates, of which any may be unknown. */
export const latestOf = (dates: readonly (PartialDate | undefined)[]): PartialDate | undefined =>
  dates
    .flatMap((date) => date ?? [])
    .toSorted()
    .at(-1);

export const earlier = (a: PartialDate, b: PartialDate): PartialDate => (b < a ? b : a);

/** Whether `day` lies in a month or year of which no more is known: whether before the day or behind it, nobody knows. */
export const isWithin = (day: PartialDate, date: PartialDate): boolean => day !== date && day.startsWith(`${date}-`);

/** Midnight UTC at the start of the date, in milliseconds since 1970: for formats that demand an instant. */
export function startOf(date: PartialDate): number {
  const [year, month, day] = date.split('-').map(Number);
  return Date.UTC(year ?? 1970, (month ?? 1) - 1, day ?? 1);
}

/** The UTC day on which an instant falls. `seconds` since 1970, as in SOURCE_DATE_EPOCH. */
export function dateOfEpoch(seconds: number): PartialDate | undefined {
  const days = Math.floor(seconds / 86400);
  // Civil-from-days by counting years and months: no Date object, hence no time zone, can creep in.
  let [year, rest] = [1970, days];
  const length = (y: number) => 337 + daysIn(y, 2);
  while (rest < 0) rest += length(--year);
  while (rest >= length(year)) rest -= length(year++);
  let month = 1;
  while (rest >= daysIn(year, month)) rest -= daysIn(year, month++);
  const two = (n: number) => String(n).padStart(2, '0');
  return parseDate(`${String(year).padStart(4, '0')}-${two(month)}-${two(rest + 1)}`);
}

/** The first day that is certainly behind the date: 2024-07-23 for 2024-07-22, 2024-08-01 for 2024-07, 2025-01-01 for 2024. */
export function dayAfter(date: PartialDate): PartialDate {
  const [year = 0, month, day] = date.split('-').map(Number);
  const last = day ?? daysIn(year, month ?? 12);
  const instant = Date.UTC(year, (month ?? 12) - 1, last) + DAY_LENGTH;
  const after = dateOfEpoch(instant / 1000);
  if (!after) throw new Error(`no day after ${date}`);
  return after;
}

/** Whether some day of `date`, which may be a month or a year, lies from `from` to `until`, both days included. */
export function within(date: PartialDate, from: PartialDate, until: PartialDate | undefined): boolean {
  return from < dayAfter(date) && (until === undefined || date <= until);
}
