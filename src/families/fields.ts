/**
 * The kinds of field that front matter is made of, and the fields that every family has. Scalars arrive as strings, because a
 * YAML engine that guesses types turns edition 1.10 into 1.1; each field here decides its own type. Messages never repeat a value.
 */
import { z } from 'zod';
import { clearDate, formatDate, type PartialDate, parseDate } from '../model/date.ts';
import { DISCLOSABLE, type Disclosable, type Matter, TEXT_STATUSES } from '../model/edition.ts';
import { isSlug } from '../model/identifier.ts';
import type { Marking } from '../model/marking.ts';
import type { FieldNotes } from './family.ts';

export const words = z
  .string()
  .trim()
  .min(1, { error: 'is empty' })
  .refine((text) => !/^[“‘].*[”’]$/u.test(text), {
    error: 'stands in curly quotation marks, which would be printed; write straight ones, or none',
  });

/** A language tag (BCP 47), such as en-GB or cy. */
const language = words.refine((text) => /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(text), {
  error: 'is no language tag; write for instance en-GB or cy',
});

function dateAdvice(text: string): string {
  const [, day = '', month = '', year] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text) ?? [];
  const meant = year && parseDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  if (meant) return `write ${meant} if ${formatDate(meant)} is meant`;
  const clear = clearDate(text);
  if (clear) return `write ${clear}`;
  const [, , wrong] = /^(\d{4})-(\d{2})-\d{2}$/.exec(text) ?? [];
  if (wrong === undefined) return 'write 2019, 2019-04 or 2019-04-10';
  return Number(wrong) >= 1 && Number(wrong) <= 12 ? 'the month has no such day' : `there is no month ${wrong}`;
}

export const date = z
  .string()
  // Editors are told the form of a date alone; whether there is such a day, the check knows.
  .meta({ pattern: '^\\d{4}(-\\d{2}){0,2}$', patternErrorMessage: 'is no date; write 2019, 2019-04 or 2019-04-10' })
  .transform((text, context): PartialDate => {
    const parsed = parseDate(text.trim());
    if (parsed) return parsed;
    const instead = clearDate(text.trim());
    context.addIssue({ code: 'custom', message: `is no date; ${dateAdvice(text.trim())}`, params: { instead } });
    return z.NEVER;
  });

export const yesOrNo = z.enum(['yes', 'no'], { error: 'must be yes or no' }).transform((text) => text === 'yes');

export const slug = z.string().refine(isSlug, { error: 'must be lower-case letters, digits and single hyphens' });

/** A list, or one item without the dash. */
export const list = <Item extends z.ZodType>(item: Item) =>
  z.union([z.array(item), item.transform((one) => [one])], { error: 'must be a list of text' });

/** Judged before, by the scheme of the document's date; see `read/markings.ts`. */
const marking = z.custom<Marking>((value) => value instanceof Object && 'grades' in value, { error: 'must be text' });

const controlRow = z.strictObject({ label: words, value: z.string().trim().default('') });
const changeNote = z.strictObject({
  note: words,
  clauses: list(slug).default([]),
  minor: yesOrNo.default(false),
});

const correction = z.strictObject({ date, reason: words, clauses: list(slug) });

/** `author-name` style keys as authors write them; see `commonMatter` for the values that later stages read. */
export const commonFields = {
  title: words,
  summary: words.optional(),
  language: language.optional(),
  classification: marking,
  'classification-as-printed': words.optional(),
  'classification-original': marking.optional(),
  'foi-disclosable': z.enum(DISCLOSABLE, { error: `must be one of ${DISCLOSABLE.join(', ')}` }).default('not-stated'),
  'foi-disclosable-as-printed': words.optional(),
  author: list(words).default([]),
  'force-organisation': words.optional(),
  'coordination-committee': words.optional(),
  'date-created': date,
  'date-as-printed': words.optional(),
  /** The table of the document itself, label by label, where a historic record prints one. */
  'document-control': z.array(controlRow).optional(),
  text: z.enum(TEXT_STATUSES, { error: `must be one of ${TEXT_STATUSES.join(', ')}` }),
  'text-source': list(words).default([]),
  interventions: list(words).default([]),
  changes: z.array(changeNote).default([]),
  corrections: z.array(correction).default([]),
  was: z.record(slug, list(slug)).default({}),
};

export const commonNotes: FieldNotes<typeof commonFields> = {
  title: { hint: 'the title, as readers see it' },
  summary: { hint: 'what it is about, in one sentence for lists and search' },
  language: { hint: 'the language, if it is not English, such as cy for Welsh' },
  classification: { hint: 'the marking of the public text, as its owner has decided it', fresh: true },
  'classification-as-printed': { hint: 'the marking as a historic record prints it', fresh: true },
  'classification-original': { hint: 'the marking before it was cleared for publication', fresh: true },
  'foi-disclosable': { hint: `whether it can be disclosed, one of ${DISCLOSABLE.join(', ')}`, fresh: true },
  'foi-disclosable-as-printed': { hint: 'the same as a historic record prints it', fresh: true },
  author: { hint: 'who wrote it, or a list of them' },
  'force-organisation': { hint: 'the force or organisation that it comes from' },
  'coordination-committee': { hint: 'the committee that it comes from' },
  'date-created': { hint: 'the day it was written, such as 2024-05-01', fresh: true },
  'date-as-printed': { hint: 'the date as a historic record prints it', fresh: true },
  'document-control': { hint: 'the table that a record prints, a list of label and value', fresh: true },
  text: { hint: `what the words are, one of ${TEXT_STATUSES.join(', ')}`, fresh: true },
  'text-source': { hint: 'where the words are from, or a list of places', fresh: true },
  interventions: { hint: 'each editorial change to the structure of a historic record, as a list', fresh: true },
  changes: { hint: 'what is new in this edition, which press changes drafts', fresh: true },
  corrections: {
    hint: 'changes of this edition since it was published, each with date, reason and clauses',
    fresh: true,
  },
  was: { hint: 'for the id of a clause the ids that it had in the edition before', fresh: true },
};

export type CommonFields = z.infer<z.ZodObject<typeof commonFields>>;

export function commonMatter(fields: CommonFields): Matter {
  return {
    title: fields.title,
    summary: fields.summary,
    language: fields.language ?? 'en-GB',
    classification: fields.classification,
    classificationAsPrinted: fields['classification-as-printed'],
    classificationOriginal: fields['classification-original'],
    classificationNotes: [],
    disclosable: fields['foi-disclosable'] satisfies Disclosable,
    disclosableAsPrinted: fields['foi-disclosable-as-printed'],
    author: fields.author,
    forceOrganisation: fields['force-organisation'],
    coordinationCommittee: fields['coordination-committee'],
    dateCreated: fields['date-created'],
    dateAsPrinted: fields['date-as-printed'],
    text: fields.text,
    textSource: fields['text-source'],
    interventions: fields.interventions,
    changes: fields.changes,
    corrections: fields.corrections,
    was: fields.was,
  };
}
