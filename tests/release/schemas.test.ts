/** The forms of a release's files as JSON Schema, in `templates/`: made from the forms that the program itself reads them by. */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { entryForm, headForm } from '../../src/ledger/ledger.ts';
import { manifestForm } from '../../src/release/manifest.ts';

/** What the program checks beyond a type: dates of this form. */
const DATE = '^\\d{4}(-\\d{2}(-\\d{2})?)?$';

test.each([
  ['manifest', 'The list of all that a release holds', manifestForm],
  ['ledger-entry', 'What was published of an edition', entryForm],
  ['ledger', 'Where the ledger ends', headForm],
] as const)('%s.schema.json', async (name, title, form) => {
  const schema = z.toJSONSchema(form, {
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'custom') Object.assign(jsonSchema, { type: 'string', pattern: DATE });
    },
  });
  const text = JSON.stringify({ ...schema, $id: `${name}.schema.json`, title }, undefined, 2);
  await expect(`${text}\n`).toMatchFileSnapshot(`../../templates/${name}.schema.json`);
});
