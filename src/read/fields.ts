/**
 * Fields to checked values: a schema is run over the strings, and each of its complaints becomes a finding at the line and
 * column of the field. Values are never repeated in messages: the file may withhold them.
 */
import type { z } from 'zod';
import { hasBlank } from '../model/blank.ts';
import { finding, type Finding, type Fix, said } from '../model/finding.ts';
import { closest, onlyClosest } from '../model/suggest.ts';
import { fieldBlanks } from './blanks.ts';
import { isMapping } from './matter.ts';
import type { YamlText } from './yaml.ts';

export interface Fields<Value> {
  readonly checked?: Value | undefined;
  readonly findings: readonly Finding[];
}

type Issue = z.core.$ZodIssue;
type Front = Omit<YamlText, 'value'> & { readonly value?: unknown };

/** `"changes"`, `item 2 of "changes"`, `"note" in item 2 of "changes"`: the innermost first. */
function fieldName(path: readonly PropertyKey[]): string {
  const [last, ...outer] = path.toReversed();
  const [own, link] = typeof last === 'number' ? [`item ${last + 1}`, 'of'] : [`"${String(last)}"`, 'in'];
  return outer.length === 0 ? own : `${own} ${link} ${fieldName(outer.toReversed())}`;
}

/** The same at the head of a sentence. */
const subject = (path: readonly PropertyKey[]) =>
  typeof path.at(-1) === 'number' ? fieldName(path).replace(/^i/, 'I') : `The field ${fieldName(path)}`;

function unknownField(
  file: string,
  front: Front,
  path: readonly PropertyKey[],
  key: string,
  known: readonly string[],
): Finding {
  const place = front.placeOfKey([...path, key]);
  if (/^(?:applicant|requester|requestor|requested-by|request-from|enquirer|complainant)/.test(key)) {
    return finding('applicant-named', file, place, 'The field names the person who asked.');
  }
  const near = closest(key, known);
  const only = onlyClosest(key, known);
  const free = only !== undefined && !(isMapping(front.value) && Object.hasOwn(front.value, only));
  // The names of fields are the program's own words and may be told whatever the file holds.
  return finding(
    'field-unknown',
    file,
    place,
    `There is no field ${said(key)} here${near ? `; did you mean "${near}"?` : '.'}`,
    free ? { place, words: `${key}:`, instead: `${only}:` } : undefined,
  );
}

/** The same complaint of each branch of a union says nothing more; the branch that got furthest says what to mend. */
function flattened(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const deeper = issue.errors
    .map((branch) => branch.flatMap(flattened))
    .find((branch) => branch.some(({ path }) => path.length > 0));
  return deeper ? deeper.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })) : [issue];
}

/** What a schema says can be written in the place of a value. */
function insteadOf(front: Front, { path, ...issue }: Issue): Fix | undefined {
  const instead: unknown = issue.code === 'custom' ? issue.params?.['instead'] : undefined;
  const written = valueAt(front.value, path);
  return typeof instead === 'string' && typeof written === 'string'
    ? { place: front.placeOf(path), words: written.trim(), instead }
    : undefined;
}

function complaint(
  file: string,
  front: Front,
  issue: Issue,
  known: readonly string[],
  isMissing: boolean,
): readonly Finding[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownField(file, front, path, key, path.length === 0 ? known : []));
  }
  if (isMissing) {
    const rule = path.join('.') === 'classification' ? 'classification-missing' : 'field-missing';
    return [finding(rule, file, front.placeOf(path.slice(0, -1)), `${subject(path)} is missing.`)];
  }
  const shape =
    issue.code === 'invalid_type'
      ? `must be ${issue.expected === 'array' ? 'a list' : issue.expected === 'string' ? 'text' : 'a group of fields, each on a line of its own below it'}`
      : issue.message;
  return [finding('field-value', file, front.placeOf(path), `${subject(path)} ${shape}.`, insteadOf(front, issue))];
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null
        ? Object.entries(at).find(([name]) => name === String(key))?.[1]
        : undefined,
    value,
  );
}

/** What stands in the place of a value says nothing of the value. */
const isBlank = (value: unknown) => typeof value === 'string' && hasBlank(value);

/** Checks the fields of a YAML text against `schema`, which knows the fields named `known`. */
export function checkFields<Value>(
  file: string,
  front: Front,
  schema: z.ZodType<Value>,
  known: readonly string[],
): Fields<Value> {
  if (front.findings.length > 0) return { findings: front.findings };
  const { value } = front;
  if (!isMapping(value)) {
    return {
      findings: [finding('matter-yaml', file, front.placeOf([]), 'Fields are written "name: value", one a line.')],
    };
  }
  const blanks = fieldBlanks(file, value, front);
  const result = schema.safeParse(value);
  if (result.success) return { checked: result.data, findings: blanks };
  const findings = result.error.issues
    .flatMap(flattened)
    .filter(({ path }) => !isBlank(valueAt(value, path)))
    .flatMap((issue) =>
      complaint(file, front, issue, known, valueAt(value, issue.path) === undefined && issue.path.length > 0),
    );
  return { findings: [...blanks, ...findings] };
}
