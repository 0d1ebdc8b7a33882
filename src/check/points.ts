/** The outcomes of a consultation: each belongs to a point that was put, every question has one, and the day of their publication is known. */
import { familyNamed } from '../families/families.ts';
import type { Corpus, EditionEntry } from '../model/edition.ts';
import { editionsUntil } from '../model/editions.ts';
import { finding, type Finding, said } from '../model/finding.ts';
import { suggestion } from '../model/suggest.ts';

export function checkPoints(entry: EditionEntry, corpus?: Pick<Corpus, 'works'>): readonly Finding[] {
  const outcomes = entry.clauses.filter(({ kind }) => kind === 'outcome');
  const [first] = outcomes;
  if (!first) return [];
  const editions = corpus?.works.get(`${entry.family}/${entry.work}`)?.editions ?? [entry];
  const put = editionsUntil(editions, entry).flatMap(({ clauses }) => clauses);
  const points = put.filter(({ kind }) => kind !== 'outcome');
  const ids = new Set(points.map(({ id }) => id));
  const astray = outcomes.flatMap(({ to = '', place }) =>
    ids.has(to)
      ? []
      : [
          finding(
            'outcome-point',
            entry.file,
            place,
            `There is no point ${said(to)} for this outcome${suggestion(to, [...ids])}`,
          ),
        ],
  );
  const told = new Set(outcomes.map(({ to }) => to));
  const questions = new Map(points.flatMap((one) => (one.kind === 'question' ? [[one.id, one]] : [])));
  const missing = [...questions.values()].filter(({ id }) => !told.has(id));
  const untold = missing.map(({ id, number }) =>
    finding('outcome-missing', entry.file, first.place, `Question ${said(number ?? id)} has no outcome here.`),
  );
  const dated = familyNamed(entry.family)?.fields.some(({ name }) => name === 'outcome-published');
  const undated =
    dated && entry.standing.outcome === undefined
      ? [
          finding(
            'outcome-undated',
            entry.file,
            first.place,
            'There is an outcome, and no day on which it was published.',
          ),
        ]
      : [];
  return [...astray, ...untold, ...undated];
}
