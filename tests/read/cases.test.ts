/** What becomes of a source: the cases of `tests/cases/read` and `tests/cases/check`. */
import { describe, expect, test } from 'vitest';
import { casesIn } from '../support/cases.ts';
import { told } from '../support/told.ts';

describe.each([...casesIn('read'), ...casesIn('check')])('%s', (_, cases) => {
  test.each(cases.map((one) => [one.title, one] as const))('%s', (_, one) => {
    expect(told(one)).toBe(one.expected);
  });
});
