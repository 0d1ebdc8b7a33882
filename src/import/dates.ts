/**
 * Dates as people write them: "29 th April 2024", "10/04/2019", "the 22nd of July", "April 2019". Out comes what is certain, and what
 * had to be taken for granted: the order of day and month, or the year.
 */
import { type PartialDate, parseDate } from '../model/date.ts';

export interface FoundDate {
  readonly printed: string;
  readonly date: PartialDate;
  /** `order`: day and month could be the other way round; `year`: none is printed, and that of another date is taken. */
  readonly assumed?: 'order' | 'year' | undefined;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(?<month>January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.?';
const DAY = '(?<day>\\d{1,2})\\s?(?:st|nd|rd|th)?';
const WEEKDAY = '(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\\s+)?';

/** Full dates before those with less, so that the longest reading wins. */
const FORMS: readonly RegExp[] = [
  /\b(?<iso>\d{4})-(?<number>\d{2})-(?<day>\d{2})\b/,
  new RegExp(`\\b${WEEKDAY}(?:the\\s+)?${DAY}\\s+(?:of\\s+)?${MONTH},?\\s+(?<year>\\d{4})\\b`, 'i'),
  new RegExp(`\\b${MONTH}\\s+${DAY},?\\s+(?<year>\\d{4})\\b`, 'i'),
  /\b(?<day>\d{1,2})[/.](?<number>\d{1,2})[/.](?<year>\d{4})\b/,
  new RegExp(`\\b${WEEKDAY}(?:the\\s+)?${DAY}\\s+(?:of\\s+)?${MONTH}(?![\\w])`, 'i'),
  // A day that the month does not have makes no date of the month.
  new RegExp(`(?<!\\d\\s?(?:st|nd|rd|th)?\\s+(?:of\\s+)?)\\b${MONTH}\\s+(?<year>\\d{4})\\b`, 'i'),
];

const two = (number: number) => String(number).padStart(2, '0');

/** The first date in `text` in the fullest form that occurs. Where no year is printed, the first such day from `since` on is meant. */
export function dateIn(text: string, since?: PartialDate): FoundDate | undefined {
  for (const form of FORMS) {
    const match = form.exec(text);
    const found = match?.groups && read(match.groups, since);
    if (match && found) return { printed: match[0], ...found };
  }
  return undefined;
}

function read(
  groups: Readonly<Record<string, string | undefined>>,
  since: PartialDate | undefined,
): Omit<FoundDate, 'printed'> | undefined {
  const { iso, year = iso, month, number, day } = groups;
  const name = month?.slice(0, 3).toLowerCase() ?? '';
  const at = number === undefined ? MONTHS.indexOf(name) + 1 : Number(number);
  const monthAndDay = day === undefined ? two(at) : `${two(at)}-${two(Number(day))}`;
  if (year !== undefined) {
    const date = parseDate(`${year}-${monthAndDay}`);
    if (!date) return undefined;
    const swappable = number !== undefined && iso === undefined && Number(day) <= 12 && Number(day) !== at;
    return swappable ? { date, assumed: 'order' } : { date };
  }
  const [from = ''] = since?.split('-') ?? [];
  const date = parseDate(`${from}-${monthAndDay}`);
  if (!since || !date) return undefined;
  const later = date >= since ? date : parseDate(`${Number(from) + 1}-${monthAndDay}`);
  return later ? { date: later, assumed: 'year' } : undefined;
}

/** Whether a text is a date and nothing else. */
export function isDateAlone(text: string): boolean {
  const found = dateIn(text);
  return (
    found !== undefined &&
    text
      .replace(/^Date:?\s*/i, '')
      .replace(/[.\s]+$/, '')
      .trim() === found.printed.trim()
  );
}
