/** What a rule is made of, for the parts of the catalogue in `finding.ts`. */

export type Severity = 'error' | 'warning' | 'note';

/** What stands behind a rule: why it matters, and what to do. */
export interface RuleText {
  readonly severity: Severity;
  readonly why: string;
  readonly mend: string;
}

export const error = (why: string, mend: string): RuleText => ({ severity: 'error', why, mend });
export const warning = (why: string, mend: string): RuleText => ({ severity: 'warning', why, mend });
