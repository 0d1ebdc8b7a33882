/**
 * Fields as JSON Schema, made from the schema that the checks use, for editors that know YAML. Draft 7, which every one of them
 * understands.
 */
import { z } from 'zod';
import type { FieldNote } from './family.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a table of fields is: the front matter of a family, or press.yaml. */
export interface FieldTable {
  readonly title: string;
  readonly schema: z.ZodType;
  readonly fields: readonly (FieldNote & { readonly name: string })[];
}

/** Editors guess types that the program does not: a year is a number to them, and every text may look like one. */
function asEditorsSee(schema: Record<string, unknown>): void {
  if (schema['type'] === 'string' && !('enum' in schema)) schema['type'] = ['string', 'number'];
}

export function jsonSchemaOf({ title, schema, fields }: FieldTable): JsonSchema {
  const { properties = {}, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      // A marking is text to its author; the scheme of the document's date judges it.
      if (zodSchema._zod.def.type === 'custom') jsonSchema.type = 'string';
      asEditorsSee(jsonSchema);
    },
  });
  const hints = new Map(fields.map(({ name, hint }) => [name, hint]));
  const described = Object.entries(properties).map(([name, property]) => {
    const description = hints.get(name);
    return [name, typeof property === 'object' && description ? { description, ...property } : property] as const;
  });
  return { ...rest, title, properties: Object.fromEntries(described) };
}
