/** `press.yaml` to what the site says of itself. */
import { z } from 'zod';
import { date, type FieldNotes, fieldsOf, type FieldTable, yesOrNo } from '../families/families.ts';
import type { Host } from '../host.ts';
import type { Publication } from '../model/edition.ts';
import { type Finding, finding, RULES } from '../model/finding.ts';
import { type Levels, LEVELS, levelProblem } from '../model/levels.ts';
import { accessibility, accessibleDocuments } from './accessibility.ts';
import { decode } from './decode.ts';
import { checkFields } from './fields.ts';
import { list, markingName } from './scheme-fields.ts';
import { readYaml } from './yaml.ts';

const FILE = 'press.yaml';

const words = z.string().trim().min(1, { error: 'is empty' });

const address = words.refine((text) => /^https?:\/\/[^\s?#]+$/.test(text), {
  error: 'must be an address that begins with https://, such as https://www.example.org/',
});

/** The levels of each rule, as JSON Schema. */
function ruleProperties() {
  return Object.fromEntries(
    Object.entries(RULES).map(([name, { why }]) => {
      const levels = LEVELS.filter((level) => levelProblem(name, level) === undefined);
      return [name, { description: why, enum: levels }];
    }),
  );
}

const fields = z.strictObject({
  title: words,
  publisher: words,
  'base-address': address.transform((text) => (text.endsWith('/') ? text : `${text}/`)).optional(),
  language: words.default('en-GB'),
  notice: words.optional(),
  'as-at': date.optional(),
  /** Descriptors of the body's own, beside those of the marking scheme. */
  descriptors: list(markingName).default([]),
  contacts: z.array(z.strictObject({ label: words, value: words })).default([]),
  search: yesOrNo.default(true),
  accessibility: accessibility.optional(),
  'accessible-documents': accessibleDocuments.optional(),
  /** Works that have another name now: from the former one, `family/work`, to the present one. */
  renamed: z.record(z.string(), words).default({}),
  /** Levels of rules, by their names; which a rule can have is told by `levelProblem`, and to editors beforehand. */
  rules: z
    .record(z.string(), z.enum(LEVELS, { error: `must be one of ${LEVELS.join(', ')}` }))
    .default({})
    .meta({ properties: ruleProperties(), additionalProperties: false }),
});

const notes: FieldNotes<typeof fields.shape> = {
  title: { hint: 'the name of the site' },
  publisher: { hint: 'the body that publishes it' },
  'base-address': { hint: 'the address at which the site will stand, such as https://www.example.org/guidance/' },
  language: { hint: 'the language of the site, if it is not English, such as cy for Welsh' },
  notice: { hint: 'a sentence for the head of every page' },
  'as-at': { hint: 'the day as at which the pages say what is in force, such as 2024-05-01' },
  descriptors: { hint: 'descriptors of markings that the body has of its own, as a list' },
  contacts: { hint: 'a list of label and value' },
  accessibility: { hint: 'what the body states of the accessibility of the site; the README lists its fields' },
  'accessible-documents': { hint: 'what the body states of its documents; the README lists its fields' },
  renamed: { hint: 'former names of documents, such as guidance/old-name, each with the present one' },
  search: { hint: 'no, if the site is to have no search page' },
  rules: { hint: 'levels of rules, each off, note, warning or error; press explain lists them' },
};

/** What press.yaml holds: for a new one, and for editors. */
export const PUBLICATION = {
  title: 'press.yaml',
  schema: fields,
  fields: fieldsOf(fields.shape, notes),
} satisfies FieldTable;

export interface PublicationRead {
  readonly publication?: Publication | undefined;
  /** Absent where there are none. */
  readonly descriptors?: readonly string[] | undefined;
  readonly levels?: Levels | undefined;
  readonly findings: readonly Finding[];
}

export function readPublication(host: Host, root: string): PublicationRead {
  if (host.kind(`${root}/${FILE}`) !== 'file') {
    return {
      findings: [finding('publication-missing', FILE, undefined, 'There is no press.yaml in the content folder.')],
    };
  }
  const { text, findings } = decode(FILE, host.read(`${root}/${FILE}`));
  if (text === undefined) return { findings };
  const yaml = readYaml(FILE, text, 1);
  const { checked: front, findings: mistakes } = checkFields(FILE, yaml, fields, PUBLICATION.fields);
  if (!front) return { findings: mistakes };
  const problems = Object.entries(front.rules).flatMap(([name, level]) => {
    const problem = levelProblem(name, level);
    return problem === undefined ? [] : [{ name, problem }];
  });
  const unlevelled = new Set(problems.map(({ name }) => name));
  return {
    findings: [
      ...mistakes,
      ...problems.map(({ name, problem }) => finding('rule-level', FILE, yaml.placeOfKey(['rules', name]), problem)),
    ],
    levels: Object.fromEntries(Object.entries(front.rules).filter(([name]) => !unlevelled.has(name))),
    descriptors: front.descriptors,
    publication: {
      title: front.title,
      publisher: front.publisher,
      baseAddress: front['base-address'] ?? '',
      language: front.language,
      notice: front.notice,
      asAt: front['as-at'],
      contacts: front.contacts,
      search: front.search,
      accessibility: front.accessibility,
      documents: front['accessible-documents'],
      renamed: Object.entries(front.renamed).map(([from, to]) => {
        return { from, to, place: yaml.placeOfKey(['renamed', from]) };
      }),
    },
  };
}
