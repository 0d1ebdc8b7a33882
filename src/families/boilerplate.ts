/** Passages that other documents include: dated like any edition, without pages of their own. */
import { z } from 'zod';
import { controlRows } from './control.ts';
import { commonFields, commonMatter } from './fields.ts';
import type { Family } from './family.ts';

export const boilerplate: Family = {
  name: 'boilerplate',
  title: 'Included passages',
  summary: 'Passages that stand in several documents.',
  published: false,
  everyQuestionAnswered: false,
  dated: 'date-created',
  fields: Object.keys(commonFields),
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
