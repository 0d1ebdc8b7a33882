/**
 * Markdown files from outside any content folder: no family requires anything of them but a classification. Fields that our
 * families know are checked; others belong to another tool and are left alone. Not a row of the table: it has no folder.
 */
import { z } from 'zod';
import type { PartialDate } from '../model/date.ts';
import { controlRows } from './control.ts';
import { type Family, fieldsOf } from './family.ts';
import { commonFields, commonMatter, commonNotes, date, type CommonFields } from './fields.ts';

/** What stands where a plain file states no date. It is printed nowhere; a PDF has to hold some date and the clock is no source. */
const UNDATED = date.parse('2000-01-01');

/** By which the Act is cited in a file that states no date: as it stands now, whenever that is. */
const NOW = date.parse('9999-01-01');

/** The day whose law a plain file is held against. */
export const lawfulDay = (dated: PartialDate): PartialDate => (dated === UNDATED ? NOW : dated);

const fields = z.looseObject({
  ...commonFields,
  'date-created': date.default(UNDATED),
  text: commonFields.text.default('full'),
});

/** The rows that the file itself has facts for. */
function knownRows(front: CommonFields) {
  const stated = front['document-control'] !== undefined || front['date-created'] !== UNDATED;
  const classificationRow = controlRows(front).slice(0, 1);
  return stated ? controlRows(front).filter(({ value }) => value !== 'Not stated') : classificationRow;
}

export const plain: Family = {
  name: 'file',
  title: 'Files',
  summary: '',
  published: true,
  facets: [],
  everyQuestionAnswered: false,
  dated: 'date-created',
  fields: fieldsOf(commonFields, commonNotes),
  sample: '',
  schema: fields.transform((front) => ({
    matter: commonMatter(front),
    standing: {
      date: front['date-created'],
      phases: [{ label: 'Not published', kind: 'current' as const }],
      control: knownRows(front),
      facts: [],
    },
  })),
};
