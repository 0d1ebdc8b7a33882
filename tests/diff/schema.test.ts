/** The JSON of a comparison is what its schema says: of random editions, of those in content/, and nothing beyond it. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clear } from '../../src/clear/clear.ts';
import { diff } from '../../src/diff/diff.ts';
import { machine } from '../../src/host.ts';
import { CHANGE_KINDS, FATES } from '../../src/model/comparison.ts';
import { TEXT_STATUSES, type Cleared } from '../../src/model/edition.ts';
import { inspect } from '../../src/examine.ts';
import { comparisonJson } from '../../src/render/json/json.ts';
import { anyTwoEditions } from '../support/random-edition.ts';

const SCHEMA = JSON.parse(readFileSync('templates/comparison.schema.json', 'utf8'));
const validate = new Ajv2020({ strict: true, strictRequired: false, allErrors: true }).compile(SCHEMA);

function wrongIn(value: unknown): readonly string[] {
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const jsonOf = (old: Cleared, newer: Cleared): unknown => JSON.parse(comparisonJson(diff(old, newer)));

/** Every schema of an object within a schema, with the way to it. */
function objectSchemas(schema: unknown, way = '#'): readonly (readonly [string, Record<string, unknown>])[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const inside = Object.entries(schema).flatMap(([name, inner]) => objectSchemas(inner, `${way}/${name}`));
  return 'type' in schema && schema.type === 'object' ? [[way, { ...schema }], ...inside] : inside;
}

describe('the schema of comparisons', () => {
  test('random comparisons are as it says', () => {
    fc.assert(
      fc.property(anyTwoEditions, ([old, newer]) => {
        expect(wrongIn(jsonOf(old, newer))).toEqual([]);
      }),
      { numRuns: process.env['PRESS_LONG'] === '1' ? 2000 : 100 },
    );
  });

  test('comparisons of the content of this repository are as it says', () => {
    const { checked } = inspect(machine, 'content');
    const editions = [...(checked?.entries.keys() ?? [])].map((name) => clear(checked!.load(name), 'public'));
    expect(editions.length).toBeGreaterThan(1);
    for (const [at, newer] of editions.entries()) {
      expect(wrongIn(jsonOf(editions[Math.max(0, at - 1)] as Cleared, newer))).toEqual([]);
    }
  });

  test('no object may have a property that it does not describe', () => {
    for (const [way, schema] of objectSchemas(SCHEMA)) {
      expect(schema['additionalProperties'] ?? true, way).not.toBe(true);
    }
  });

  test('an unknown property, fate or kind is refused', () => {
    const change = { fate: 'moved', block: 'paragraph', kinds: [] };
    const side = { clause: 'a', text: 'b' };
    const edition = { identifier: 'a/b@c', title: '', marking: 'OFFICIAL', text: 'full' };
    const zeros = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 0]));
    const summary = { fates: zeros(FATES), kinds: zeros(CHANGE_KINDS) };
    const value = (...changes: readonly object[]) => ({ old: edition, new: edition, summary, changes });
    expect(wrongIn(value({ ...change, fate: 'unchanged', old: side, new: side }))).toEqual([]);
    expect(wrongIn({ ...value(), more: 1 })).not.toEqual([]);
    expect(wrongIn(value({ ...change, fate: 'unchanged', old: { ...side, more: 1 }, new: side }))).not.toEqual([]);
    expect(wrongIn(value({ ...change, fate: 'gone', old: side, new: side }))).not.toEqual([]);
    expect(wrongIn(value({ ...change, fate: 'added', old: side, new: side }))).not.toEqual([]);
    expect(wrongIn({ ...value(), summary: { ...summary, fates: { ...summary.fates, gone: 1 } } })).not.toEqual([]);
  });

  test('its lists are those of the model', () => {
    expect(SCHEMA.$defs.fate.enum).toEqual([...FATES]);
    expect(SCHEMA.$defs.kind.enum).toEqual([...CHANGE_KINDS]);
    expect(SCHEMA.$defs.edition.properties.text.enum).toEqual([...TEXT_STATUSES]);
    expect(SCHEMA.properties.summary.properties.fates.minProperties).toBe(FATES.length);
    expect(SCHEMA.properties.summary.properties.kinds.minProperties).toBe(CHANGE_KINDS.length);
  });
});
