/** Every family, one row each, in the order in which the site lists them. */
import { boilerplate } from './boilerplate.ts';
import { consultations } from './consultations.ts';
import type { Family } from './family.ts';
import { foi } from './foi.ts';
import { guidance } from './guidance.ts';

export { type Facet, STATE, stateValue } from './facets.ts';
export { type Current, type Family, type FamilyMatter, type Field, type FieldNotes, fieldsOf } from './family.ts';
export { date, yesOrNo } from './fields.ts';
export { type FieldTable, type JsonSchema, jsonSchemaOf } from './json-schema.ts';
export { lawfulDay, plain } from './plain.ts';

export const FAMILIES = [guidance, consultations, foi, boilerplate] as const satisfies readonly Family[];

/** Names that addresses of lists take, so that no work can have them: `guidance/state/in-force/`, `guidance/page-2/`. */
const LIST_NAMES = new Set(FAMILIES.flatMap(({ facets }) => facets.map(({ name }) => name)));

/** Whether a list of the site has, or may come to have, the address of a work of this name. */
export const isListName = (name: string): boolean => LIST_NAMES.has(name) || /^page-[0-9]+$/.test(name);

export function familyNamed(name: string): Family | undefined {
  return FAMILIES.find((family) => family.name === name);
}
