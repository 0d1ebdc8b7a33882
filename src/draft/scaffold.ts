/**
 * A new document or press.yaml: every field of the table that the checks go by, those that are required as blanks, the others as
 * comments that become blanks when the "#" is taken away; and the parts that a document of its family is made of.
 */
import type { Family, Field } from '../families/families.ts';
import { blank } from '../model/blank.ts';
import { PUBLICATION } from '../read/read.ts';
import { yamlText } from './yaml-text.ts';

/** What is known of a new document, by field. */
export type Values = Readonly<Record<string, string | undefined>>;

const ADVICE = [
  '# Write in the place of every FILL-IN(…); "press check" tells which are left. A line that begins with "#" does not count:',
  '# take the "#" away to use its field, or remove the line.',
];

/** The line of a field that has no value yet: a blank, or a comment where none is required. */
export function blankLine({ name, hint, required }: Field): string {
  return `${required ? '' : '# '}${name}: ${blank(hint)}`;
}

function lines(fields: readonly Field[], values: Values): readonly string[] {
  const ordered = [...fields.filter(({ required }) => required), ...fields.filter(({ required }) => !required)];
  return ordered.map((field) => {
    const value = values[field.name];
    return value === undefined ? blankLine(field) : `${field.name}: ${yamlText(value)}`;
  });
}

const joined = (all: readonly string[]) => all.map((line) => `${line}\n`).join('');

/** `first` are lines for the head of the front matter. */
export function scaffold({ fields, sample }: Family, values: Values, first: readonly string[] = []): string {
  return `${joined(['---', ...first, ...ADVICE, ...lines(fields, values), '---'])}\n${sample}`;
}

/** Nothing can be published without a day as at which states are told, so a new press.yaml asks for it. */
export const publicationFields: readonly Field[] = PUBLICATION.fields.map((field) =>
  ['as-at', 'base-address'].includes(field.name) ? { ...field, required: true } : field,
);

export function publicationScaffold(values: Values, first: readonly string[] = []): string {
  return joined([...first, ...ADVICE, ...lines(publicationFields, values)]);
}
