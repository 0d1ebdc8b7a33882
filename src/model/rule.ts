/** What a rule is made of, for the parts of the catalogue in `finding.ts`. */

export type Severity = 'error' | 'warning' | 'note';

/** What stands behind a rule: why it matters, and what to do. What it means stands, with examples, in `templates/rules/`. */
export interface RuleText {
  readonly severity: Severity;
  /** Whether a law of the program, or a later stage, relies on it: `press.yaml` can then raise its level and not lower it. */
  readonly firm: boolean;
  /** Whether it is off unless `press.yaml` gives it a level. */
  readonly quiet?: true;
  readonly why: string;
  readonly mend: string;
}

export const error = (why: string, mend: string): RuleText => ({ severity: 'error', firm: true, why, mend });
/** An error unless `press.yaml` says otherwise: what the law or good practice asks of an author, and no stage relies on. */
export const duty = (why: string, mend: string): RuleText => ({ severity: 'error', firm: false, why, mend });
export const warning = (why: string, mend: string): RuleText => ({ severity: 'warning', firm: false, why, mend });
/** A warning that cannot be switched off. */
export const alarm = (why: string, mend: string): RuleText => ({ severity: 'warning', firm: true, why, mend });
export const note = (why: string, mend: string): RuleText => ({ severity: 'note', firm: false, why, mend });
export const quiet = (why: string, mend: string): RuleText => ({ ...note(why, mend), quiet: true });
