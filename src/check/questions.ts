/** Answers belong to questions, and where the family demands it every question has its answer. */
import { familyNamed } from '../families/families.ts';
import type { EditionEntry } from '../model/edition.ts';
import { type Finding, finding } from '../model/finding.ts';
import { suggestion } from '../model/suggest.ts';

export function checkQuestions({ clauses, family, file }: EditionEntry): readonly Finding[] {
  const questions = clauses.filter(({ kind }) => kind === 'question');
  const answered = new Set(clauses.flatMap(({ kind, to }) => (kind === 'answer' && to !== undefined ? [to] : [])));
  const astray = clauses.flatMap(({ kind, to, place }) => {
    const belongs = to === undefined || questions.some(({ id }) => id === to);
    if (belongs) return [];
    const near = suggestion(
      to,
      questions.map(({ id }) => id),
    );
    return [finding('answer-question', file, place, `There is no question "${to}" for this ${kind}${near}`)];
  });
  const open = familyNamed(family)?.everyQuestionAnswered ? questions.filter(({ id }) => !answered.has(id)) : [];
  const unanswered = open.map(({ id, number, place }) =>
    finding('question-unanswered', file, place, `Question "${number ?? id}" has no answer; add ":::answer{to=${id}}".`),
  );
  return [...astray, ...unanswered];
}
