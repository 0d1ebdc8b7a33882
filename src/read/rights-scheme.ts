/** What `schemes/review-rights.yaml` holds: what an answer tells those who are not content with it, by its date. */
import { z } from 'zod';
import type { ReviewRights } from '../model/schemes.ts';
import { compareText } from '../model/text.ts';
import { date, trueOrFalse, words } from './scheme-fields.ts';

const confirmed = trueOrFalse.default(true);

const fields = z.strictObject({
  rights: z
    .array(
      z.strictObject({
        from: date,
        'working-days': words.refine((text) => /^\d{1,3}$/.test(text), { error: 'is no number' }).optional(),
        commissioner: words,
        confirmed,
      }),
    )
    .default([]),
  outdated: z.array(z.strictObject({ text: words, from: date, now: words, confirmed })).default([]),
});

export const RIGHTS_FIELDS = Object.keys(fields.shape);

export const rightsScheme = fields.transform(({ rights, outdated }): ReviewRights => ({
  rights: rights
    .map(({ from, 'working-days': days, commissioner }) => ({
      from,
      workingDays: days === undefined ? undefined : Number(days),
      commissioner,
    }))
    .toSorted((a, b) => compareText(a.from, b.from)),
  outdated: outdated.map(({ text, from, now }) => ({ text, from, now })),
}));
