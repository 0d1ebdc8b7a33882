/** How grave the findings of each rule are to one publication: its own choice, within what the catalogue allows. */
import { type Finding, type Rule, RULES, said } from './finding.ts';
import type { RuleText } from './rule.ts';
import { suggestion } from './suggest.ts';

export const LEVELS = ['off', 'note', 'warning', 'error'] as const;
export type Level = (typeof LEVELS)[number];
export type Levels = Readonly<Partial<Record<Rule, Level>>>;

const isRule = (name: string): name is Rule => Object.hasOwn(RULES, name);

/** Why a rule cannot have a level; `undefined` where it can. */
export function levelProblem(name: string, level: Level): string | undefined {
  if (!isRule(name)) return `There is no rule ${said(name)}${suggestion(name, Object.keys(RULES))}`;
  const { firm, severity } = RULES[name];
  const lower = LEVELS.indexOf(level) < LEVELS.indexOf(severity);
  return firm && lower ? `"${name}" guards what readers rely on: it can be no less than "${severity}".` : undefined;
}

/** Findings at the levels that a publication gives them; those that it has switched off are gone. */
export function levelled(findings: readonly Finding[], levels: Levels = {}): readonly Finding[] {
  return findings.flatMap((found) => {
    const { quiet }: RuleText = RULES[found.rule];
    const level = levels[found.rule] ?? (quiet ? 'off' : found.severity);
    return level === 'off' ? [] : [level === found.severity ? found : { ...found, severity: level }];
  });
}
