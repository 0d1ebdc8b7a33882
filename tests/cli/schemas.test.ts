/** What editors are given: schemas that are those of the checks, settings, tasks and snippets. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { editorFiles, schemaFiles } from '../../src/draft/draft.ts';
import { machine } from '../../src/host.ts';
import { LEVELS, levelProblem } from '../../src/model/levels.ts';
import { folderOf } from '../support/folder.ts';
import { guidance, PRESS } from '../support/inspected.ts';
import { pressHere } from '../support/press-here.ts';

/** Of this repository, where the program is not installed. */
const HERE = { content: 'content', command: ['npm', 'run', '--silent', 'press', '--'] };

test.each(Object.entries(editorFiles(machine, HERE)))('%s is what the program writes', async (file, text) => {
  await expect(text).toMatchFileSnapshot(path.resolve(file));
});

test('nothing else stands in .vscode', () => {
  const there = readdirSync('.vscode', { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = there.map(({ parentPath, name }) => path.relative('.', path.join(parentPath, name)));
  expect(files.toSorted()).toEqual(Object.keys(editorFiles(machine, HERE)).toSorted());
});

const validators = Object.fromEntries(
  Object.entries(schemaFiles()).map(([name, text]) => [
    name.replace('.schema.json', ''),
    new Ajv({ strict: false }).compile(JSON.parse(text)),
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
    expect(validators['guidance']?.({ ...good, 'effective-from': '1 April 2019' })).toBe(false);
    expect(validators['guidance']?.({ title: 'A' })).toBe(false);
  });
});

describe('press.yaml', () => {
  const validate = (press: object) => validators['press']?.(press);
  const good = parse(PRESS);

  test('of this repository is as its schema says', () => {
    expect(validate(parse(readFileSync('content/press.yaml', 'utf8')))).toBe(true);
  });

  test('with a misspelt field is not', () => {
    expect(validate(good)).toBe(true);
    expect(validate({ ...good, publsher: 'A' })).toBe(false);
  });

  test('may give a rule exactly the levels that the check lets it have', () => {
    for (const rule of ['plain-english', 'link-broken', 'withheld-ground', 'edition-order', 'no-rule'])
      for (const level of LEVELS)
        expect(validate({ ...good, rules: { [rule]: level } }), `${rule}: ${level}`).toBe(
          levelProblem(rule, level) === undefined,
        );
  });
});

interface Matcher {
  readonly pattern: { readonly regexp: string };
  readonly background?: { readonly beginsPattern: string; readonly endsPattern: string };
}
interface Task {
  readonly label: string;
  readonly args: readonly string[];
  readonly problemMatcher: Matcher;
}

const tasks: readonly Task[] = JSON.parse(editorFiles(machine, HERE)['.vscode/tasks.json'] ?? '').tasks;

describe('the list of problems', () => {
  const [check, preview] = tasks;
  const matches = (pattern = '', line = '') => new RegExp(pattern).exec(line)?.slice(1);

  test('has every finding of press check', async () => {
    const folder = folderOf({
      'content/press.yaml': PRESS,
      'content/guidance/a b/2019.md': '',
      'content/guidance/a/2019.md': guidance('See [here](../b/2019.md): 1:2 error.\n').replace('title:', 'titel:'),
    });
    const { error } = await pressHere(['check'], { in: folder });
    const found = error.split('\n').flatMap((line) => {
      const [file, at, column, severity, rule] = matches(check?.problemMatcher.pattern.regexp, line) ?? [];
      return file === undefined ? [] : [`${file} ${at} ${column} ${severity} ${rule}`];
    });
    const told = await pressHere(['check', '--format', 'json'], { in: folder });
    const findings: readonly Record<string, string>[] = JSON.parse(told.error || told.out).findings;
    expect(found).toEqual(
      findings.map(({ file, line, column, severity, rule }) => `${file} ${line} ${column} ${severity} ${rule}`),
    );
    expect(found.length).toBeGreaterThan(2);
  });

  test('begins and ends with each reading of press dev', () => {
    const { beginsPattern, endsPattern } = preview?.problemMatcher.background ?? {};
    expect(matches(beginsPattern, 'Reading content …')).toBeDefined();
    for (const end of ['no findings', '1 error', '2 errors, 1 warning'])
      expect(matches(endsPattern, end)).toBeDefined();
    expect(matches(endsPattern, 'content/a.md:1:1 error field-missing 1 error')).toBeUndefined();
  });
});
