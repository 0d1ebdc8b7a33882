/**
 * Answers under the Freedom of Information Act 2000. Every question has its answer in the same document. Those who asked are
 * never recorded: the Act looks at the request and not at who makes it, and a disclosure log names nobody.
 */
import { z } from 'zod';
import { blank } from '../model/blank.ts';
import { parseCitation } from '../model/citation.ts';
import { dayAfter, formatDate } from '../model/date.ts';
import { DISCLOSURE_OUTCOMES, type DisclosureOutcome } from '../model/edition.ts';
import { controlRows, factRows } from './control.ts';
import { filedByYear, filedUnder, yearFacet } from './facets.ts';
import { type Family, type FieldNotes, fieldsOf } from './family.ts';
import { commonFields, commonMatter, commonNotes, date, list, slug, words } from './fields.ts';

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

const notes: FieldNotes<typeof fields.shape> = {
  ...commonNotes,
  reference: { hint: 'the reference number of the request' },
  'date-received': { hint: 'the day the request came in, such as 2024-04-02', fresh: true },
  'date-answered': { hint: 'the day of the answer, such as 2024-05-01', fresh: true },
  outcome: { hint: `what became of the request, one of ${DISCLOSURE_OUTCOMES.join(', ')}` },
  exemptions: { hint: 'the grounds of what is refused or left out, as a list' },
  schedule: { hint: 'each passage that is left out, a list of clause and ground' },
  'decision-maker': { hint: 'who decided, with their role' },
  'internal-review': { hint: 'where and until when a review can be asked for' },
};

const SAMPLE = `${blank('what was asked about, in one sentence. Never name whoever asked')}

## Request {#request}

:::question{#q1 number=1}
${blank('the first question as it was asked')}
:::

## Answer {#answer}

:::answer{to=q1}
${blank('the answer to the first question. Every question has an answer, even if nothing is held')}
:::

:::review-rights
## If you are not content with this answer {#review}

${blank('how to ask for an internal review, until when, and how to complain to the Information Commissioner after it')}
:::
`;

const LISTED = { listed: true } as const;

/** The sections of the Act that grounds are of: `s.31(1)(a)` and `section 31(3)` are of section 31. */
const sectionsOf = (grounds: readonly string[]): readonly string[] =>
  grounds.flatMap((ground) => {
    const citation = parseCitation(ground);
    return citation === undefined ? [] : [`Section ${citation.section}`];
  });

export const foi: Family = {
  name: 'foi',
  title: 'Freedom of Information answers',
  summary: 'The disclosure log: what was asked, what was answered, and on which grounds anything was refused.',
  published: true,
  facets: [
    { name: 'outcome', title: 'Outcome', order: DISCLOSURE_OUTCOMES },
    { name: 'exemption', title: 'Exemption' },
    yearFacet('Answered in'),
  ],
  everyQuestionAnswered: true,
  dated: 'date-answered',
  fields: fieldsOf(fields.shape, notes),
  sample: SAMPLE,
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
          ['Reference', front.reference, LISTED],
          ['Received', front['date-received'] ? formatDate(front['date-received']) : 'Not recorded', LISTED],
          ['Answered', formatDate(front['date-answered']), LISTED],
          ['Outcome', OUTCOME_WORDS[front.outcome], LISTED],
          ['Exemptions', front.exemptions.join(', '), LISTED],
          ['Decision maker', front['decision-maker']],
          ['Internal review', front['internal-review']],
        ]),
        filed: {
          outcome: [{ name: front.outcome, words: OUTCOME_WORDS[front.outcome] }],
          exemption: filedUnder(sectionsOf(front.exemptions)),
          year: filedByYear(front['date-answered']),
        },
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
