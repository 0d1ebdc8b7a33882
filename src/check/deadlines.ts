/** When an answer was due, where the day of receipt is known: section 10(1) of the Freedom of Information Act 2000. */
import { formatDate } from '../model/date.ts';
import type { Corpus, EditionEntry } from '../model/edition.ts';
import { type Finding, finding } from '../model/finding.ts';
import { answerDue } from '../model/working-days.ts';
import { placeIn } from '../model/places.ts';

export function checkDeadlines({ standing, file, places }: EditionEntry, corpus: Corpus): readonly Finding[] {
  const { received, answered } = standing.disclosure ?? {};
  // Of a month or a year nobody can say when the answer was due.
  if (!received || !answered || received.length < 'yyyy-mm-dd'.length) return [];
  const { holidays } = corpus.schemes;
  const due = answerDue(received, holidays);
  if (due === undefined) {
    const message = `The bank holidays are known for ${holidays.first} to ${holidays.last} only.`;
    return [finding('answer-due-unknown', file, placeIn(places, ['date-received']), message)];
  }
  if (answered <= due) return [];
  const message = `A request received on ${formatDate(received)} was to be answered by ${formatDate(due)}.`;
  return [finding('answer-late', file, placeIn(places, ['date-answered']), message)];
}
