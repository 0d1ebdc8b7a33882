/** Guidance: editions replace one another on the day they take effect. */
import { z } from 'zod';
import { formatDate } from '../model/date.ts';
import type { Phase } from '../model/edition.ts';
import { controlRows, factRows } from './control.ts';
import { commonFields, commonMatter, date, list, words } from './fields.ts';
import type { Family } from './family.ts';

const STATUS_WORDS = {
  advice: 'Advice, neither policy nor procedure',
  policy: 'Policy',
  statutory: 'Statutory guidance',
} as const;

const statuses = Object.keys(STATUS_WORDS) as (keyof typeof STATUS_WORDS)[]; // keys() forgets the literal types

const fields = z.strictObject({
  ...commonFields,
  'effective-from': date,
  'superseded-on': date.optional(),
  'review-date': date.optional(),
  'applies-to': list(words).default([]),
  'status-of-guidance': z.enum(statuses, { error: `must be one of ${statuses.join(', ')}` }).optional(),
  withdrawn: z.strictObject({ date, reason: words }).optional(),
});

function phases(front: z.infer<typeof fields>): readonly Phase[] {
  const { withdrawn } = front;
  const superseded = front['superseded-on'];
  return [
    { label: 'Not yet in force', kind: 'not-yet' },
    { from: front['effective-from'], label: 'In force', kind: 'current' },
    ...(superseded ? [{ from: superseded, label: 'Superseded', kind: 'ended' } as const] : []),
    ...(withdrawn ? [{ from: withdrawn.date, label: `Withdrawn: ${withdrawn.reason}`, kind: 'ended' } as const] : []),
  ];
}

export const guidance: Family = {
  name: 'guidance',
  title: 'Guidance',
  summary: 'Guidance, edition by edition, with what changed between them.',
  published: true,
  everyQuestionAnswered: false,
  dated: 'effective-from',
  fields: Object.keys(fields.shape),
  schema: fields
    .refine((front) => !front['superseded-on'] || front['superseded-on'] >= front['effective-from'], {
      path: ['superseded-on'],
      error: 'lies before "effective-from"',
    })
    .refine((front) => !front.withdrawn || front.withdrawn.date >= front['effective-from'], {
      path: ['withdrawn', 'date'],
      error: 'lies before "effective-from"',
    })
    .transform((front) => ({
      matter: commonMatter(front),
      standing: {
        date: front['effective-from'],
        phases: phases(front),
        control: controlRows(front),
        facts: factRows(front, [
          ['In effect from', formatDate(front['effective-from'])],
          ['Status', front['status-of-guidance'] && STATUS_WORDS[front['status-of-guidance']]],
          ['Applies to', front['applies-to'].join(', ')],
          ['To be reviewed', front['review-date'] && formatDate(front['review-date'])],
        ]),
      },
    })),
};
