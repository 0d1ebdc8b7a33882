/** Guidance: editions replace one another on the day they take effect. */
import { z } from 'zod';
import { blank } from '../model/blank.ts';
import { earlier, formatDate } from '../model/date.ts';
import type { FacetValue, Phase } from '../model/edition.ts';
import { controlRows, factRows } from './control.ts';
import { filedByYear, filedUnder, STATE, yearFacet } from './facets.ts';
import { type Family, type FieldNotes, fieldsOf } from './family.ts';
import { commonFields, commonMatter, commonNotes, date, list, words } from './fields.ts';

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

const notes: FieldNotes<typeof fields.shape> = {
  ...commonNotes,
  'effective-from': { hint: 'the day from which it is in force, such as 2024-06-01', fresh: true },
  'superseded-on': { hint: 'the day it ends, if no later edition here takes its place', fresh: true },
  'review-date': { hint: 'the day by which it is to be reviewed', fresh: true },
  'applies-to': { hint: 'where it applies, such as England, or a list of places' },
  'status-of-guidance': { hint: `one of ${statuses.join(', ')}` },
  withdrawn: { hint: 'the date and the reason of its withdrawal, each on a line of its own', fresh: true },
};

const SAMPLE = `## Purpose {#purpose}

${blank('what this guidance is for and who follows it')}

:::definition{#first-term term="${blank('a word that has a meaning of its own here')}"}
${blank('what it means. Remove the definition if there is none')}
:::

## Principles {#principles}

:::principle{#first-principle number=1}
${blank('the first principle. Call it by a word of its own in place of first-principle, which is its address for good')}
:::

## What to do {#what-to-do}

:::clause{#first-step number=1.1}
${blank('what must, should or may be done, one duty in one sentence')}
:::

:::note{title="Further reading"}
${blank('what helps readers and binds nobody. Remove the note if there is nothing')}
:::
`;

function phases(front: z.infer<typeof fields>): readonly Phase[] {
  const { withdrawn } = front;
  const superseded = front['superseded-on'];
  return [
    { label: 'Not yet in force', kind: 'not-yet' },
    { from: front['effective-from'], label: 'In force', kind: 'current', foreseen: true },
    ...(superseded ? [{ from: superseded, label: 'Superseded', kind: 'ended' } as const] : []),
    ...(withdrawn
      ? [{ from: withdrawn.date, label: 'Withdrawn', kind: 'ended', reason: withdrawn.reason } as const]
      : []),
  ];
}

const statusValue = (status: keyof typeof STATUS_WORDS | undefined): readonly FacetValue[] =>
  status === undefined ? [] : [{ name: status, words: STATUS_WORDS[status] }];

export const guidance: Family = {
  name: 'guidance',
  title: 'Guidance',
  summary: 'Guidance, edition by edition, with what changed between them.',
  published: true,
  facets: [
    STATE,
    { name: 'status', title: 'Status', order: statuses.toReversed() },
    { name: 'place', title: 'Applies to' },
    yearFacet('In effect from'),
  ],
  current: { title: 'In force', none: 'No guidance is in force.' },
  everyQuestionAnswered: false,
  dated: 'effective-from',
  fields: fieldsOf(fields.shape, notes),
  sample: SAMPLE,
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
        made: earlier(front['date-created'], front['effective-from']),
        phases: phases(front),
        control: controlRows(front),
        facts: factRows(front, [
          ['In effect from', formatDate(front['effective-from'])],
          ['Status', front['status-of-guidance'] && STATUS_WORDS[front['status-of-guidance']]],
          ['Applies to', front['applies-to'].join(', ')],
          ['To be reviewed', front['review-date'] && formatDate(front['review-date'])],
        ]),
        filed: {
          status: statusValue(front['status-of-guidance']),
          place: filedUnder(front['applies-to']),
          year: filedByYear(front['effective-from']),
        },
      },
    })),
};
