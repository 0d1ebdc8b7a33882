/** What `schemes/bank-holidays.yaml` holds, to the table that working days are counted by. */
import { z } from 'zod';
import type { HolidayTable } from '../model/working-days.ts';
import { words } from './scheme-fields.ts';

const year = words
  .refine((text) => /^[12]\d{3}$/.test(text), { error: 'is no year' })
  .transform((text) => Number(text));

const day = words.refine((text) => /^\d{4}-\d{2}-\d{2}$/.test(text), { error: 'is no day; write 2019-03-18' });

const fields = z.strictObject({ first: year, last: year, days: z.record(day, words) });

export const HOLIDAY_FIELDS = Object.keys(fields.shape);

export const holidayScheme = fields.transform(({ first, last, days }): HolidayTable => ({
  first,
  last,
  days: new Map(Object.entries(days)),
}));
