/**
 * Fields to checked values: a schema is run over the strings, and each of its complaints becomes a finding at the line and
 * column of the field. Values are never repeated in messages: the file may withhold them.
 */
import { z } from 'zod';
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

/** A field as far as messages name it. */
export interface KnownField {
  readonly name: string;
  /** What to write, as words that can stand in brackets. */
  readonly hint?: string | undefined;
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
  const where = path.length === 0 ? 'here' : `in ${fieldName(path)}`;
  if (/^(?:applicant|requester|requestor|requested-by|request-from|enquirer|complainant)/.test(key)) {
    return finding('applicant-named', file, place, 'The field names the person who asked.');
  }
  const near = closest(key, known);
  const only = onlyClosest(key, known);
  const around = valueAt(front.value, path);
  const free = only !== undefined && !(isMapping(around) && Object.hasOwn(around, only));
  // The names of fields are the program's own words and may be told whatever the file holds.
  return finding(
    'field-unknown',
    file,
    place,
    `There is no field ${said(key)} ${where}${near ? `; did you mean "${near}"?` : '.'}`,
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

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** The names of the fields inside a group or the items of a list, which only whoever misspells one asks for. */
function namesAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  const whole: unknown = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const within = (node: unknown, key: string) => (isNode(node) ? node[key] : undefined);
  const inner = path.reduce(
    (node, key) => (typeof key === 'number' ? within(node, 'items') : within(within(node, 'properties'), String(key))),
    whole,
  );
  const properties = within(inner, 'properties');
  return isNode(properties) ? Object.keys(properties) : [];
}

/** The likely word of a closed list; the words of such a list are the program's own. */
function meant(issue: Issue, written: unknown): string {
  if (issue.code !== 'invalid_value' || typeof written !== 'string') return '.';
  const near = closest(written.trim(), issue.values.map(String));
  return near === undefined ? '.' : `; did you mean "${near}"?`;
}

/** What a value must be, where it is not even of the right kind. */
function shapeOf(expected: string, hint: string | undefined): string {
  const told = hint === undefined ? '' : ` (${hint})`;
  if (expected === 'array') return `must be a list, each item on a line of its own behind a "-"${told}`;
  if (expected === 'string') return `must be text${told}`;
  return `must be a group of fields, each on a line of its own below it${told}`;
}

interface Table {
  readonly schema: z.ZodType;
  readonly known: readonly KnownField[];
}

function complaint(file: string, front: Front, issue: Issue, { schema, known }: Table): readonly Finding[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const names = path.length === 0 ? known.map(({ name }) => name) : namesAt(schema, path);
    return issue.keys.map((key) => unknownField(file, front, path, key, names));
  }
  const written = valueAt(front.value, path);
  const hint = path.length === 1 ? known.find(({ name }) => name === path[0])?.hint : undefined;
  if (written === undefined && path.length > 0) {
    const rule = path.join('.') === 'classification' ? 'classification-missing' : 'field-missing';
    const told = hint === undefined ? '.' : `: ${hint}.`;
    return [finding(rule, file, front.placeOf(path.slice(0, -1)), `${subject(path)} is missing${told}`)];
  }
  const shape = issue.code === 'invalid_type' ? shapeOf(issue.expected, hint) : issue.message;
  const message = `${subject(path)} ${shape}${meant(issue, written)}`;
  return [finding('field-value', file, front.placeOf(path), message, insteadOf(front, issue))];
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

/** Checks the fields of a YAML text against `schema`, which has the fields `known`. */
export function checkFields<Value>(
  file: string,
  front: Front,
  schema: z.ZodType<Value>,
  known: readonly KnownField[],
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
    .flatMap((issue) => complaint(file, front, issue, { schema, known }));
  return { findings: [...blanks, ...findings] };
}
