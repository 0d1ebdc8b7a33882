/** Every id leads to one clause. */
import type { EditionEntry } from '../model/edition.ts';
import { finding, type Finding, said } from '../model/finding.ts';

export function checkClauses({ clauses, taken = [], file }: EditionEntry): readonly Finding[] {
  const first = new Map<string, number>();
  return [...clauses, ...taken].flatMap(({ id, place }) => {
    const line = first.get(id);
    if (line === undefined) first.set(id, place.line);
    const repeated = id !== '' && line !== undefined;
    return repeated
      ? [finding('clause-duplicate', file, place, `The id ${said(id)} stands already on line ${line}.`)]
      : [];
  });
}
