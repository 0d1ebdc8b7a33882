/** The catalogue of rules: every rule can be raised, is shown by a test, and tells its reader what to do. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareFindings, finding, RULES, type Rule, said, withoutWords } from '../../src/model/finding.ts';

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    return statSync(file).isDirectory() ? filesBelow(file) : [file];
  });
}

const textOf = (folder: string) =>
  filesBelow(folder)
    .filter((file) => /\.(?:ts|md|yaml|txt)$/.test(file) && !file.endsWith(path.join('model', 'finding.ts')))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');

const SOURCE = textOf('src');
const TESTS = textOf('tests');

describe.each(Object.entries(RULES))('%s', (rule, { why, mend }) => {
  const named = new RegExp(`(?<![\\w-])${rule}(?![\\w-])`);

  test('can be raised', () => {
    expect(SOURCE).toMatch(new RegExp(`'${rule}'`));
  });

  test('is shown by a test', () => {
    expect(TESTS).toMatch(named);
  });

  test('says why and what to do, in sentences', () => {
    for (const sentence of [why, mend]) {
      expect(sentence).toMatch(/^[A-Z].*\.$/);
      expect(sentence.length).toBeLessThan(160);
    }
  });
});

describe('findings', () => {
  test('come by file, line, column and rule', () => {
    const at = (file: string, line: number, column: number, rule: Rule = 'html-raw') =>
      finding(rule, file, { line, column }, 'What.');
    const sorted = [
      at('a.md', 1, 2),
      at('a.md', 2, 1),
      at('a.md', 10, 1, 'clause-id'),
      at('a.md', 10, 1),
      at('b.md', 1, 1),
    ];
    expect(sorted.toReversed().toSorted(compareFindings)).toEqual(sorted);
  });

  test('about a whole file stand at its head', () => {
    expect(finding('file-size', 'a.md', undefined, 'What.').place).toEqual({
      line: 1,
      column: 1,
    });
  });

  test('lose every word of the author’s where a file withholds something, and keep the program’s own', () => {
    const told = (message: string) => withoutWords(finding('clause-id', 'a.md', undefined, message)).message;
    const why = ' Words are not shown, because the file withholds something or may be meant to.';
    expect(told(`The id ${said('jane-doe')} is no plain name.`)).toBe(`The id “…” is no plain name.${why}`);
    expect(told(`${said('a')} has no clause ${said('b “c” d')}; did you mean "e"?`)).toBe(
      `“…” has no clause “…”; did you mean "e"?${why}`,
    );
    expect(told('The fence closes nothing.')).toBe('The fence closes nothing.');
  });
});
