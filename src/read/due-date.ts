/** The facts of an answer to a request, with the day on which it was due, where that can be known: no author has to count days. */
import type { FamilyMatter } from '../families/families.ts';
import { formatDate } from '../model/date.ts';
import { answerDue, type HolidayTable } from '../model/working-days.ts';

export function withDueDate(fields: FamilyMatter, holidays: HolidayTable): FamilyMatter {
  const { standing } = fields;
  const received = standing.disclosure?.received;
  const due = received && answerDue(received, holidays);
  if (!due) return fields;
  const row = { label: 'Answer due by', value: formatDate(due) };
  return { ...fields, standing: { ...standing, facts: [...standing.facts, row] } };
}
