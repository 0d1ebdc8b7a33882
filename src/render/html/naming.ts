/** How clauses and documents are called in running text: "principle 2", "A title, 2019 edition, principle 2". */
import type { Clause } from '../../model/clauses.ts';
import type { Target } from '../../model/document.ts';
import type { ClauseKind } from '../../model/edition.ts';
import type { Surroundings } from '../../model/surroundings.ts';
import { textOfInlines } from '../../model/text.ts';
import { editionTitle } from './standing.ts';

const KIND_WORD: Readonly<Record<ClauseKind, string>> = {
  section: 'section',
  principle: 'principle',
  clause: 'paragraph',
  definition: 'definition',
  question: 'question',
  answer: 'answer',
  outcome: 'outcome',
};

export const capitalised = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** An identifier made readable where no better words are known: `provided-outside-the-act`. */
export const spelledOut = (slug: string) => capitalised(slug.replaceAll('-', ' '));

interface Named {
  readonly id: string;
  readonly kind: ClauseKind;
  readonly number?: string | undefined;
}

/** "principle 2"; a clause without a number goes by its title or, where that is not known, its id. */
export function clauseName({ id, kind, number }: Named, title = spelledOut(id)): string {
  if (kind === 'section') return `“${title}”`;
  return number === undefined ? `${KIND_WORD[kind]} “${title}”` : `${KIND_WORD[kind]} ${number}`;
}

/** The same, for a clause whose words are at hand. */
export function nameOfClause(clause: Clause): string {
  const { node } = clause;
  const title =
    node.type === 'heading' ? textOfInlines(node.children) : node.type === 'definition' ? node.term : undefined;
  return clauseName(clause, title);
}

/** What a clause of an edition is called; an id that the edition does not have goes as it is. */
export function clauseNameIn(around: Surroundings, target: Target, title?: string): string | undefined {
  const { clause } = target;
  if (clause === undefined || clause === '') return undefined;
  const entry = around.entryOf?.(target)?.clauses.find(({ id }) => id === clause);
  return clauseName(entry ?? { id: clause, kind: 'section' }, title);
}

/** The words of a reference to an edition, or to a clause of it. */
export function referenceName(around: Surroundings, target: Target): string {
  const title = around.entryOf?.(target)?.matter.title ?? target.work;
  const edition = target.edition === undefined ? undefined : editionTitle(target.edition);
  return [title, edition, clauseNameIn(around, target)].filter((part) => part !== undefined).join(', ');
}
