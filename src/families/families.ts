/** Every family, one row each, in the order in which the site lists them. */
import { boilerplate } from './boilerplate.ts';
import { consultations } from './consultations.ts';
import type { Family } from './family.ts';
import { foi } from './foi.ts';
import { guidance } from './guidance.ts';

export { type Family, type FamilyMatter, type Field, type FieldNotes, fieldsOf } from './family.ts';
export { jsonSchemaOf } from './json-schema.ts';
export { lawfulDay, plain } from './plain.ts';

export const FAMILIES = [guidance, consultations, foi, boilerplate] as const satisfies readonly Family[];

export function familyNamed(name: string): Family | undefined {
  return FAMILIES.find((family) => family.name === name);
}
