/** Answers belong to questions, and where the family demands it every question has its answer. */
import { familyNamed } from '../families/families.ts';
import type { EditionEntry } from '../model/edition.ts';
import { finding, type Finding, said } from '../model/finding.ts';
import { suggestion } from '../model/suggest.ts';

export function checkQuestions({ clauses, family, file }: EditionEntry): readonly Finding[] {
  const questions = clauses.filter(({ kind }) => kind === 'question');
  const answered = new Set(clauses.flatMap(({ kind, to }) => (kind === 'answer' && to !== undefined ? [to] : [])));
  const astray = clauses.flatMap(({ kind, to, place }) => {
    const belongs = to === undefined || kind !== 'answer' || questions.some(({ id }) => id === to);
    if (belongs) return [];
    const near = suggestion(
      to,
      questions.map(({ id }) => id),
    );
    return [finding('answer-question', file, place, `There is no question ${said(to)} for this ${kind}${near}`)];
  });
  const open = familyNamed(family)?.everyQuestionAnswered ? questions.filter(({ id }) => !answered.has(id)) : [];
  const unanswered = open.map(({ id, number, place }) =>
    finding(
      'question-unanswered',
      file,
      place,
      `Question ${said(number ?? id)} has no answer; write one that begins ${said(`::::answer{to=${id}}`)}.`,
    ),
  );
  return [...astray, ...unanswered];
}
