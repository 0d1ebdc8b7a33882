/**
 * The fields of front matter come in, and go out as snippets for VS Code: no language server looks into the front matter of
 * Markdown there, so what a schema does for YAML files, these do as far as typing goes.
 */
import { FAMILIES, type FieldTable, type JsonSchema, jsonSchemaOf } from '../families/families.ts';

export interface Snippet {
  readonly scope: 'markdown';
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

/** What a snippet would take for a sign of its own. */
const escaped = (text: string) => text.replace(/[\\$}]/g, '\\$&');
const escapedChoice = (text: string) => escaped(text).replace(/[,|]/g, '\\$&');

const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null;

/** The properties of a mapping, or of the items of a list of them. */
function partsOf(schema: JsonSchema): readonly string[] {
  const { items, properties } = schema;
  if (isSchema(items)) return partsOf(items);
  return isSchema(properties) ? Object.keys(properties) : [];
}

function bodyOf(name: string, schema: JsonSchema, hint: string): readonly string[] {
  const { enum: choices, type } = schema;
  if (Array.isArray(choices)) return [`${name}: \${1|${choices.map(String).map(escapedChoice).join(',')}|}`];
  const parts = partsOf(schema);
  if (parts.length === 0) return [`${name}: \${1:${escaped(hint)}}`];
  const lead = (index: number) => (type !== 'array' ? '  ' : index === 0 ? '  - ' : '    ');
  return [`${name}:`, ...parts.map((part, index) => `${lead(index)}${part}: $${index + 1}`)];
}

function snippetsOf(table: FieldTable, families: readonly string[]): readonly (readonly [string, Snippet])[] {
  const { properties } = jsonSchemaOf(table);
  const schemas = isSchema(properties) ? properties : {};
  return table.fields.map(({ name, hint }) => {
    const schema = schemas[name];
    const description = families.length === FAMILIES.length ? hint : `${hint} (${families.join(', ')})`;
    return [
      name,
      { scope: 'markdown', prefix: name, description, body: bodyOf(name, isSchema(schema) ? schema : {}, hint) },
    ];
  });
}

/** One for each field; those of several families are told once, with the families that have them. */
export function fieldSnippets(): Readonly<Record<string, Snippet>> {
  const all = FAMILIES.flatMap((family) => {
    const having = (name: string) =>
      FAMILIES.filter(({ fields }) => fields.some((field) => field.name === name)).map((one) => one.name);
    return family.fields.flatMap((field) => snippetsOf({ ...family, fields: [field] }, having(field.name)));
  });
  const first = new Map<string, Snippet>();
  for (const [name, snippet] of all) if (!first.has(name)) first.set(name, snippet);
  return Object.fromEntries(first);
}
