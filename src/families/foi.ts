/**
 * Answers under the Freedom of Information Act 2000. Every question has its answer in the same document. Those who asked are
 * never recorded: the Act looks at the request and not at who makes it, and a disclosure log names nobody.
 */
import { z } from 'zod';
import { dayAfter, formatDate } from '../model/date.ts';
import { DISCLOSURE_OUTCOMES, type DisclosureOutcome } from '../model/edition.ts';
import { controlRows, factRows } from './control.ts';
import { commonFields, commonMatter, date, list, slug, words } from './fields.ts';
import type { Family } from './family.ts';

const OUTCOME_WORDS: Readonly<Record<DisclosureOutcome, string>> = {
  'disclosed-in-full': 'Disclosed in full',
  'disclosed-in-part': 'Disclosed in part',
  refused: 'Refused: exempt',
  'refused-cost': 'Refused: cost limit (section 12)',
  'refused-vexatious': 'Refused: vexatious or repeated (section 14)',
  'not-held': 'Information not held',
  'not-held-provided-outside-the-act': 'Information not held; information given outside the Act',
  'neither-confirmed-nor-denied': 'Neither confirmed nor denied',
  transferred: 'Transferred',
  withdrawn: 'Withdrawn',
};

/** A row of the author's own schedule of what is withheld. */
const scheduleRow = z.strictObject({ clause: slug.optional(), ground: words });

const fields = z.strictObject({
  ...commonFields,
  reference: words,
  'date-received': date.optional(),
  'date-answered': date,
  outcome: z.enum(DISCLOSURE_OUTCOMES, { error: `must be one of ${DISCLOSURE_OUTCOMES.join(', ')}` }),
  exemptions: list(words).default([]),
  schedule: z.array(scheduleRow).optional(),
  'decision-maker': words.optional(),
  'internal-review': words.optional(),
});

export const foi: Family = {
  name: 'foi',
  title: 'Freedom of Information answers',
  summary: 'The disclosure log: what was asked, what was answered, and on which grounds anything was refused.',
  published: true,
  everyQuestionAnswered: true,
  dated: 'date-answered',
  fields: Object.keys(fields.shape),
  schema: fields
    .refine((front) => !front['date-received'] || front['date-received'] < dayAfter(front['date-answered']), {
      path: ['date-received'],
      error: 'lies behind "date-answered"; an answer follows its request',
    })
    .transform((front) => ({
      matter: commonMatter(front),
      standing: {
        date: front['date-answered'],
        phases: [
          { label: 'Not yet answered', kind: 'not-yet' as const },
          { from: front['date-answered'], label: 'Answered', kind: 'current' as const },
        ],
        control: controlRows(front),
        facts: factRows(front, [
          ['Reference', front.reference],
          ['Request received', front['date-received'] ? formatDate(front['date-received']) : 'Not recorded'],
          ['Answered', formatDate(front['date-answered'])],
          ['Outcome', OUTCOME_WORDS[front.outcome]],
          ['Exemptions', front.exemptions.join(', ')],
          ['Decision maker', front['decision-maker']],
          ['Internal review', front['internal-review']],
        ]),
        disclosure: {
          received: front['date-received'],
          answered: front['date-answered'],
          outcome: front.outcome,
          exemptions: front.exemptions,
          schedule: front.schedule,
        },
      },
    })),
};
