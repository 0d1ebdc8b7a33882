/** What `schemes/bank-holidays.yaml` holds, to the table that working days are counted by. */
import { z } from 'zod';
import { parseDate } from '../model/date.ts';
import type { HolidayTable } from '../model/working-days.ts';
import { words } from './scheme-fields.ts';

const year = words.refine((text) => /^[12]\d{3}$/.test(text), { error: 'is no year' }).transform(Number);

const days = z.record(z.string(), words).superRefine((named, context) => {
  for (const day of Object.keys(named)) {
    if (parseDate(day)?.length !== 'yyyy-mm-dd'.length)
      context.addIssue({ code: 'custom', path: [day], message: 'is no day; write 2019-03-18' });
  }
});

const fields = z.strictObject({ first: year, last: year, days });

export const HOLIDAY_FIELDS = Object.keys(fields.shape);

export const holidayScheme = fields.transform((table): HolidayTable => {
  return { ...table, days: new Map(Object.entries(table.days)) };
});
