/** Consultation letters: open from one date to another; what they are follows from the dates alone. */
import { z } from 'zod';
import { blank } from '../model/blank.ts';
import { dayAfter, formatDate, type PartialDate } from '../model/date.ts';
import type { Phase } from '../model/edition.ts';
import { controlRows, factRows } from './control.ts';
import { filedByYear, STATE, yearFacet } from './facets.ts';
import { type Family, type FieldNotes, fieldsOf } from './family.ts';
import { commonFields, commonMatter, commonNotes, date, list, words } from './fields.ts';

/** What can stand behind `mailto:` as it is. */
const email = words.refine((text) => /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/.test(text), {
  error: 'is no e-mail address, such as replies@office.example',
});
const address = words.refine((text) => /^https?:\/\/[^\s/]+(?:\/\S*)?$/.test(text), {
  error: 'is no address, such as https://office.example/replies',
});

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
  'respond-by-email': email.optional(),
  'respond-by-post': words.optional(),
  'respond-online': address.optional(),
  'analysed-by': words.optional(),
  'response-due': date.optional(),
  'outcome-published': date.optional(),
});

const notes: FieldNotes<typeof fields.shape> = {
  ...commonNotes,
  reference: { hint: 'the reference of the letter' },
  to: { hint: 'who is asked, or a list of them' },
  from: { hint: 'who asks, with their role' },
  subject: { hint: 'the document asked about, such as guidance/lone-working@2019' },
  opens: { hint: 'the first day for replies, such as 2024-05-01', fresh: true },
  closes: { hint: 'the last day for replies, such as 2024-07-24', fresh: true },
  'closes-as-printed': { hint: 'the last day as a historic record prints it', fresh: true },
  'respond-by-email': { hint: 'the e-mail address for replies' },
  'respond-by-post': { hint: 'the postal address for replies' },
  'respond-online': { hint: 'the address of the page for replies' },
  'analysed-by': { hint: 'who reads and analyses the replies' },
  'response-due': { hint: 'the day by which the outcome is to be published', fresh: true },
  'outcome-published': { hint: 'the day on which the outcome was published', fresh: true },
};

const SAMPLE = `${blank('what this consultation is about, who it is for and why it is held now')}

## What we propose {#proposals}

${blank('what is proposed and the reasons for it, with links to the texts')}

## Questions {#questions}

:::question{#q1 number=1}
${blank('the first question. Copy these three lines for each further one, with q2, q3 and so on')}
:::

## How to reply {#how-to-reply}

${blank('how to reply by e-mail, by post and in another format')}

:::note{title="What happens next"}
${blank('what becomes of the replies, and when the outcome is published')}
:::
`;

/**
 * A text that was written while its consultation was open, or behind that, is not there before it is written, and finds the state of
 * that day: so a letter that puts the closing date off takes the place of the first one, and an outcome follows both.
 */
function phases(front: z.infer<typeof fields>): readonly Phase[] {
  const { opens, closes, 'date-created': written, 'outcome-published': outcome } = front;
  const states: readonly (Phase & { readonly from: PartialDate })[] = [
    { from: opens, label: 'Open', kind: 'current', foreseen: true },
    { from: dayAfter(closes), on: closes, label: 'Closed', kind: 'ended', foreseen: true },
    ...(outcome ? [{ from: outcome, label: 'Outcome published', kind: 'ended' } as const] : []),
  ];
  const found = states.findLastIndex(({ from }) => from <= written);
  const joined = states.slice(Math.max(found, 0)).map((state, index) => {
    return index === 0 && state.from < written ? { ...state, on: state.on ?? state.from, from: written } : state;
  });
  return [{ label: opens < written ? 'Not yet published' : 'Not yet open', kind: 'not-yet' }, ...joined];
}

function closing(front: z.infer<typeof fields>): string {
  const printed = front['closes-as-printed'];
  return `${formatDate(front.closes)}${printed ? ` (as printed: ${printed})` : ''}`;
}

/** Told while replies are taken, and no longer. */
function waysToRespond(front: z.infer<typeof fields>) {
  const { 'respond-by-email': email, 'respond-by-post': post, 'respond-online': online } = front;
  const during = 'current';
  return [
    ['Reply by e-mail', email, { during, href: email && `mailto:${email}` }],
    ['Reply by post', post, { during }],
    ['Reply online', online, { during, href: online }],
  ] as const;
}

export const consultations: Family = {
  name: 'consultations',
  title: 'Consultations',
  summary: 'Letters that ask for evidence and views, with the dates between which they are open.',
  published: true,
  facets: [STATE, yearFacet('Opened in')],
  current: { title: 'Open for consultation', none: 'No consultation is open.', deadline: true },
  everyQuestionAnswered: false,
  dated: 'date-created',
  fields: fieldsOf(fields.shape, notes),
  sample: SAMPLE,
  schema: fields
    .refine((front) => front.opens <= front.closes, { path: ['closes'], error: 'lies before "opens"' })
    .refine((front) => !front['outcome-published'] || front['outcome-published'] >= front.closes, {
      path: ['outcome-published'],
      error: 'lies before "closes"; an outcome follows the last day for replies',
    })
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
          ...waysToRespond(front),
          ['Submissions analysed by', front['analysed-by']],
          ['Response due', front['response-due'] && formatDate(front['response-due'])],
          [
            'Outcome published',
            front['outcome-published'] && formatDate(front['outcome-published']),
            { since: front['outcome-published'] },
          ],
        ]),
        outcome: front['outcome-published'],
        filed: { year: filedByYear(front.opens) },
      },
    })),
};
