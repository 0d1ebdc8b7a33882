/** Passages that other documents include: dated like any edition, without pages of their own. */
import { z } from 'zod';
import { blank } from '../model/blank.ts';
import { controlRows } from './control.ts';
import { type Family, fieldsOf } from './family.ts';
import { commonFields, commonMatter, commonNotes } from './fields.ts';

export const boilerplate: Family = {
  name: 'boilerplate',
  title: 'Included passages',
  summary: 'Passages that stand in several documents.',
  published: false,
  facets: [],
  everyQuestionAnswered: false,
  dated: 'date-created',
  fields: fieldsOf(commonFields, commonNotes),
  sample: `${blank('the passage that other documents include with ::include, and nothing around it')}\n`,
  schema: z.strictObject(commonFields).transform((front) => ({
    matter: commonMatter(front),
    standing: {
      date: front['date-created'],
      phases: [
        { label: 'Not yet in use', kind: 'not-yet' as const },
        { from: front['date-created'], label: 'In use', kind: 'current' as const },
      ],
      control: controlRows(front),
      facts: [],
    },
  })),
};
