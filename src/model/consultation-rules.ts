/** The part of the catalogue of `finding.ts` that is about consultations and what became of what they asked. */
import { duty, error, type RuleText, warning } from './rule.ts';

export const CONSULTATION_RULES = {
  'outcome-point': error(
    'An outcome belongs to a point of its consultation, and leads readers to it.',
    'Correct "to": the id of a question or another clause of this edition or an earlier one of the same document.',
  ),
  'outcome-result': error(
    'Readers are shown what changed in the clause that an outcome led to, so its edition must be named.',
    'Write led-to="…/EDITION.md#CLAUSE", several with commas between.',
  ),
  'outcome-missing': warning(
    'Those who replied want to know of each question what came of it, if only that nothing changes.',
    'Add ":::outcome{to=…}".',
  ),
  'outcome-undated': duty(
    'Lists tell readers by its date that the outcome is there; without it they say that the consultation is closed.',
    'Add "outcome-published" to the front matter.',
  ),
} as const satisfies Readonly<Record<string, RuleText>>;
