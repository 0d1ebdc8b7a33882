/** The JSON Schemas for editors are those of the checks, and the content of this repository is as they say. */
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { schemaFiles } from '../../src/cli/schemas.ts';

const FILES = schemaFiles();

test.each(Object.entries(FILES))('%s in .vscode/schemas is what "press schemas" writes', (name, text) => {
  expect(readFileSync(`.vscode/schemas/${name}`, 'utf8')).toBe(text);
});

const validators = Object.fromEntries(
  Object.entries(FILES).map(([name, text]) => [
    name.replace('.schema.json', ''),
    new Ajv2020({ strict: false }).compile(JSON.parse(text)),
  ]),
);

const documents = readdirSync('content', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'));

/** Front matter as an editor reads it: with guessed types. */
function frontOf(file: string): unknown {
  return parse(/^---\n(.*?)^---$/ms.exec(readFileSync(`content/${file}`, 'utf8'))?.[1] ?? '');
}

describe('front matter', () => {
  test.each(documents)('of %s is as its schema says', (file) => {
    const validate = validators[file.split('/')[0] ?? ''];
    expect(validate?.(frontOf(file)) ? [] : validate?.errors).toEqual([]);
  });

  test('with a misspelt or a missing field is not', () => {
    const good = {
      title: 'A',
      classification: 'OFFICIAL',
      'date-created': 2019,
      'effective-from': '2019-04',
      text: 'full',
    };
    expect(validators['guidance']?.(good)).toBe(true);
    expect(validators['guidance']?.({ ...good, titel: 'A' })).toBe(false);
    expect(validators['guidance']?.({ ...good, text: 'whole' })).toBe(false);
    expect(validators['guidance']?.({ title: 'A' })).toBe(false);
  });
});
