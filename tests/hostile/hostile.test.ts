/** Every hostile input meets its finding at its place, in time, and stops what would publish it. */
import { describe, expect, test } from 'vitest';
import { inspected, where } from '../support/inspected.ts';
import { ACTIVE_CONTENT } from './active-content.ts';
import type { Case } from './cases.ts';
import { FRONT_MATTER } from './front-matter.ts';
import { MARKDOWN } from './markdown.ts';
import { PATHS } from './paths.ts';
import { TEXT } from './text.ts';
import { WITHHELD } from './withheld.ts';

/** Milliseconds for one case: far more than any takes, far less than an attack costs where a wall is missing. */
const GUARD = 10_000;

const GROUPS: Readonly<Record<string, readonly Case[]>> = {
  'front matter': FRONT_MATTER,
  'size and shape of Markdown': MARKDOWN,
  'active content': ACTIVE_CONTENT,
  'paths and names': PATHS,
  letters: TEXT,
  'withheld passages': WITHHELD,
};

describe.each(Object.entries(GROUPS))('%s', (_, cases) => {
  test.each(cases.map((one) => [`${one.id} ${one.what}`, one] as const))(
    '%s',
    (_, { files, expect: expected }) => {
      const { findings, checked } = inspected(files);
      expect(findings.map(where)).toEqual(expected.toSorted(byPlace));
      const stops = findings.some(({ severity }) => severity === 'error');
      expect(checked === undefined).toBe(stops);
    },
    GUARD,
  );
});

/** The order of findings: file, line, column, rule. */
function byPlace(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => /^(.*):(\d+):(\d+) (.*)$/s.exec(text)?.slice(1) ?? []);
  const [file = '', line, column, rule = ''] = left ?? [];
  const [otherFile = '', otherLine, otherColumn, otherRule = ''] = right ?? [];
  const text = (x: string, y: string) => (x < y ? -1 : x > y ? 1 : 0);
  return (
    text(file, otherFile) ||
    Number(line) - Number(otherLine) ||
    Number(column) - Number(otherColumn) ||
    text(rule, otherRule)
  );
}
