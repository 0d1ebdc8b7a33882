/** Consultation letters: open from one date to another; what they are follows from the dates alone. */
import { z } from 'zod';
import { dayAfter, formatDate } from '../model/date.ts';
import type { Phase } from '../model/edition.ts';
import { controlRows, factRows } from './control.ts';
import { commonFields, commonMatter, date, list, words } from './fields.ts';
import type { Family } from './family.ts';

const fields = z.strictObject({
  ...commonFields,
  reference: words.optional(),
  to: list(words).default([]),
  from: words.optional(),
  /** The document consulted on, as `family/work@edition`. */
  subject: words.optional(),
  opens: date,
  closes: date,
  'closes-as-printed': words.optional(),
  'respond-by-email': words.optional(),
  'respond-by-post': words.optional(),
  'respond-online': words.optional(),
  'analysed-by': words.optional(),
  'response-due': date.optional(),
  'outcome-published': date.optional(),
});

function phases(front: z.infer<typeof fields>): readonly Phase[] {
  const outcome = front['outcome-published'];
  return [
    { label: 'Not yet open', kind: 'not-yet' },
    { from: front.opens, label: 'Open', kind: 'current' },
    { from: dayAfter(front.closes), on: front.closes, label: 'Closed', kind: 'ended' },
    ...(outcome ? [{ from: outcome, label: 'Outcome published', kind: 'ended' } as const] : []),
  ];
}

function closing(front: z.infer<typeof fields>): string {
  const printed = front['closes-as-printed'];
  return `${formatDate(front.closes)}${printed ? ` (as printed: ${printed})` : ''}`;
}

export const consultations: Family = {
  name: 'consultations',
  title: 'Consultations',
  summary: 'Letters that ask for evidence and views, with the dates between which they are open.',
  published: true,
  everyQuestionAnswered: false,
  dated: 'date-created',
  fields: Object.keys(fields.shape),
  schema: fields
    .refine((front) => front.opens <= front.closes, { path: ['closes'], error: 'lies before "opens"' })
    .transform((front) => ({
      matter: commonMatter(front),
      standing: {
        date: front['date-created'],
        phases: phases(front),
        control: controlRows(front),
        facts: factRows(front, [
          ['Reference', front.reference],
          ['Open from', formatDate(front.opens)],
          ['Closes', closing(front)],
          ['To', front.to.join('; ')],
          ['From', front.from],
          ['About', front.subject],
          ['Reply by e-mail', front['respond-by-email']],
          ['Reply by post', front['respond-by-post']],
          ['Reply online', front['respond-online']],
          ['Submissions analysed by', front['analysed-by']],
          ['Response due', front['response-due'] && formatDate(front['response-due'])],
        ]),
      },
    })),
};
