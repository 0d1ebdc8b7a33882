/** Findings as people and machines read them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnsOf, excerpt } from '../../src/cli/excerpt.ts';
import { report } from '../../src/cli/report.ts';
import { rulePages } from '../../src/cli/rule-pages.ts';
import { machine } from '../../src/host.ts';
import { finding, type Rule, RULES } from '../../src/model/finding.ts';
import { shownLines } from '../../src/read/read.ts';
import { press } from '../support/command.ts';
import { folderOf } from '../support/folder.ts';
import { guidance, PRESS } from '../support/inspected.ts';

const lines = (text: string) => shownLines(new TextEncoder().encode(text));

describe('the line of a finding', () => {
  test('has a caret under the place', () => {
    expect(excerpt('classification: Official', { line: 3, column: 17 }, 80)).toBe(
      '      3 | classification: Official\n        |                 ^\n',
    );
  });

  test('with tabs, letters of double width and letters without', () => {
    expect(excerpt('\ta<b>', { line: 1, column: 3 }, 80)).toBe('      1 |     a<b>\n        |      ^\n');
    expect(excerpt('日本<b>', { line: 1, column: 3 }, 80)).toBe('      1 | 日本<b>\n        |     ^\n');
    expect(excerpt('e\u0301<b>', { line: 1, column: 3 }, 80)).toBe('      1 | e\u0301<b>\n        |  ^\n');
  });

  test('is cut around the place where it is long', () => {
    const long = `${'a'.repeat(300)}X${'b'.repeat(300)}`;
    expect(excerpt(long, { line: 12, column: 301 }, 50)).toBe(
      `     12 | …${'a'.repeat(19)}X${'b'.repeat(18)}…\n        | ${' '.repeat(20)}^\n`,
    );
    expect(excerpt(long, { line: 12, column: 1 }, 50)).toBe(`     12 | ${'a'.repeat(39)}…\n        | ^\n`);
  });

  test('is never wider than the terminal, and the caret never outside it (any line)', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.nat(),
        fc.integer({ min: 40, max: 120 }),
        (text, at, columns) => {
          const line = text.replace(/[\r\n]/g, ' ');
          const [source = '', caret = ''] = excerpt(
            line,
            { line: 1, column: 1 + (at % (line.length + 1)) },
            columns,
          ).split('\n');
          expect(columnsOf(source)).toBeLessThanOrEqual(columns + 1);
          expect(columnsOf(caret)).toBeLessThanOrEqual(columns + 1);
        },
      ),
      { numRuns: process.env['PRESS_LONG'] ? 5000 : 250 },
    );
  });

  test.each([
    ['something withheld', ':::withheld{ground="s.40(2)"}\nA\n:::'],
    ['a misspelt fence', ':::witheld{ground="s.40(2)"}\nA\n:::'],
    ['a fence of an unknown name', ':::secret\nA\n:::'],
    ['a broken fence', ':::note\nA'],
    ['a misspelt directive in a line', 'A :wihtheld[b]{ground="s.40(2)"} c'],
    ['a word like it', 'Some of it is whitheld'],
    ['letters that are no UTF-8', '\ud800\u0000'],
  ])('is not shown of a file with %s', (_, text) => {
    expect(lines(text)).toEqual([]);
  });

  test('is shown of any other', () => {
    expect(lines('---\ntitle: A\n---\n:::note\nWithin, without and with.\n:::')[1]).toBe('title: A');
  });

  test('press check shows it, but not what a broken fence may hide', () => {
    const folder = folderOf({
      'content/press.yaml': PRESS,
      'content/guidance/a/2019.md': guidance('Press <b>stop.\n'),
      'content/guidance/b/2019.md': guidance(':::witheld\nPress <b>secret.\n:::\n'),
    });
    const { error } = press(['check'], { in: folder });
    expect(error).toContain('      8 | Press <b>stop.\n        |       ^\n');
    expect(error).toContain('guidance/b/2019.md:9:7 error html-raw');
    expect(error).not.toContain('secret');
  });
});

/** The whole schema of SARIF 2.1.0, as its editors publish it with a package of theirs. */
function sarifValidator() {
  const file = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const ajv = new AjvDraft04.default({ strict: false, unicodeRegExp: false });
  addFormats.default(ajv);
  return ajv.compile(JSON.parse(readFileSync(file, 'utf8')));
}

describe('for machines', () => {
  const findings = (Object.keys(RULES) as Rule[]).map((rule, index) =>
    finding(rule, `content/a b/ü#${index}.md`, { line: index + 1, column: 3 }, 'What, “100 %”: it\nis.'),
  );

  test('SARIF is as version 2.1.0 says, for every rule, with the words of its page', () => {
    const validate = sarifValidator();
    const log = JSON.parse(report('sarif', findings, { pages: rulePages(machine) }));
    expect(validate(log) ? [] : validate.errors).toEqual([]);
    const [{ tool, results }] = log.runs;
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
    const cells = tool.driver.rules.find(({ id }: { id: string }) => id === 'table-cells');
    expect(cells.shortDescription.text).toBe('A row of a table has more cells than its header.');
    expect(results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('content/a%20b/%C3%BC%230.md');
    expect(validate(JSON.parse(report('sarif', [])))).toBe(true);
    expect(validate({ ...log, runs: [{ ...log.runs[0], invented: true }] })).toBe(false);
  });

  test('JSON and GitHub annotations hold no mend of the author’s words', () => {
    const fix = { place: { line: 1, column: 1 }, words: 'Private', instead: 'Public' };
    const found = [finding('field-unknown', 'a.md', undefined, 'What.', fix)];
    for (const format of ['json', 'github', 'sarif', 'text'] as const)
      expect(report(format, found)).not.toContain('Private');
  });

  test('annotations escape what would end them', () => {
    expect(report('github', [finding('html-raw', 'a,b:c.md', undefined, '100 %\nis')])).toMatch(
      /^::error file=a%2Cb%3Ac\.md,line=1,col=1,title=html-raw::100 %25%0Ais /,
    );
  });
});
