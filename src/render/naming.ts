/**
 * How editions, clauses and documents are called in running text, in every format alike: "2019 edition", "principle 2",
 * "A title, 2019 edition, principle 2".
 */
import type { Clause } from '../model/clauses.ts';
import type { Change, ComparedSide, Comparison, Fate } from '../model/comparison.ts';
import { formatDate, parseDate } from '../model/date.ts';
import type { Target } from '../model/document.ts';
import type { ClauseKind } from '../model/edition.ts';
import { type NamedClause, namedClause, type Transition } from '../model/history.ts';
import { parseIdentifier } from '../model/identifier.ts';
import type { Surroundings } from '../model/surroundings.ts';
import type { EditionTold } from '../model/told.ts';

export const capitalised = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** An identifier made readable where no better words are known: `provided-outside-the-act`. */
export const spelledOut = (slug: string) => capitalised(slug.replaceAll('-', ' '));

/** An edition is called by its name; one whose name is a date, by the date in words. */
export function editionName(name: string): string {
  const date = parseDate(name);
  return date ? formatDate(date) : name;
}

/** "2019 edition", "edition of 29 April 2024". */
export function editionTitle(name: string): string {
  const shown = editionName(name);
  return shown === name ? `${name} edition` : `edition of ${shown}`;
}

const KIND_WORD: Readonly<Record<ClauseKind, string>> = {
  section: 'section',
  principle: 'principle',
  clause: 'paragraph',
  definition: 'definition',
  question: 'question',
  answer: 'answer',
  outcome: 'outcome',
};

/** "principle 2"; a clause without a number goes by its title or, where that is not known, its id. */
export function clauseName({ id, kind, number, title = spelledOut(id) }: NamedClause): string {
  if (kind === 'section') return `“${title}”`;
  return number === undefined ? `${KIND_WORD[kind]} “${title}”` : `${KIND_WORD[kind]} ${number}`;
}

/** The same, for a clause whose words are at hand. */
export function nameOfClause(clause: Clause): string {
  return clauseName(namedClause(clause));
}

/** A clause of an edition as the index knows it. An answer goes by its question: "the answer to question 5". */
export function indexedName(told: EditionTold | undefined, clause: string): string {
  const named = told?.clauses.find(({ id }) => id === clause);
  if (named?.kind === 'answer' && named.to !== undefined) return `the answer to ${indexedName(told, named.to)}`;
  return clauseName(named ?? { id: clause, kind: 'section' });
}

/** The words of a reference to an edition, or to a clause of it. */
export function referenceName(around: Surroundings, { work, edition, clause }: Target): string {
  const told = around.told?.({ work, edition });
  return [
    told?.title ?? work,
    edition === undefined ? undefined : editionTitle(edition),
    clause ? indexedName(told, clause) : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

/* ---- in a comparison ---- */

/** One of two compared editions and its clauses by id. Files from outside a content folder have no work. */
export interface EditionNames {
  readonly work?: string | undefined;
  readonly edition: string;
  readonly named: ReadonlyMap<string, NamedClause>;
}

/** By clause: the words of its heading, as far as the comparison shows them. */
function titlesIn({ changes }: Comparison, side: 'old' | 'new'): ReadonlyMap<string, string> {
  const headings = changes.flatMap(({ block, [side]: stands }) =>
    block === 'heading' && stands ? [[stands.clause, stands.text] as const] : [],
  );
  // The first heading of a clause is its own; one of a call-out inside may follow.
  return new Map(headings.toReversed());
}

/** The transition knows every clause; without it clauses are known by headings and by the index of the corpus. */
export function editionNames(
  comparison: Comparison,
  side: 'old' | 'new',
  around: Surroundings,
  transition?: Transition,
): EditionNames {
  const { identifier } = comparison[side];
  const parsed = parseIdentifier(identifier);
  const edition = parsed?.edition ?? identifier;
  const work = parsed?.edition ? `${parsed.family}/${parsed.work}` : undefined;
  const titles = titlesIn(comparison, side);
  const indexed = work === undefined ? [] : (around.told?.({ work, edition })?.clauses ?? []);
  const told = side === 'old' ? transition?.destinations : transition?.arrivals;
  const clauses: readonly NamedClause[] = told?.map(({ clause }) => clause) ?? [
    ...[...titles].map(([id, title]): NamedClause => ({ id, kind: 'section', title })),
    ...indexed.map(({ id, kind, number }) => ({ id, kind, number, title: titles.get(id) })),
  ];
  return { work, edition, named: new Map(clauses.map((clause) => [clause.id, clause])) };
}

/** The clause that a passage stands in, in words. */
export function placeName({ clause, number }: ComparedSide, { named }: EditionNames): string {
  if (clause === '') return 'opening words';
  const name = clauseName(named.get(clause) ?? { id: clause, kind: 'section' });
  return number !== undefined && !name.includes(number) ? `${number} ${name}` : name;
}

/** Both editions of a comparison, and what became of their clauses where that is known. */
export interface BothNames {
  readonly old: EditionNames;
  readonly new: EditionNames;
  readonly transition?: Transition | undefined;
}

/** Where a change stands. A passage that was split is known by where it stood; every other one by where it stands, if it does. */
export function changePlace({ fate, old, new: newer }: Change, names: BothNames): string {
  const now = fate === 'split' && old ? undefined : newer;
  return now ? placeName(now, names.new) : old ? placeName(old, names.old) : '';
}

const MOVED: readonly Fate[] = ['moved', 'moved-changed'];

/** "behind principle 2", "the start". */
function position(clause: string, { named }: EditionNames): string {
  const clauses = [...named.values()];
  const before = clauses[clauses.findIndex(({ id }) => id === clause) - 1];
  return before ? `behind ${clauseName(before)}` : 'the start';
}

/**
 * From where and to where a passage moved: from clause to clause or, where it moved with its clause, from behind one clause to
 * behind another; a passage that stayed in its clause has one place for both.
 */
export function movedWords(
  { old, new: newer }: Pick<Change, 'old' | 'new'>,
  names: BothNames,
): readonly [string, string] {
  const [from, to] = [old ? placeName(old, names.old) : '', newer ? placeName(newer, names.new) : ''];
  if (from !== to || !old || !newer) return [from, to];
  const clause = names.transition?.destinations.find(({ clause: { id } }) => id === old.clause);
  const whole = clause !== undefined && MOVED.includes(clause.fate) && clause.to.some(({ id }) => id === newer.clause);
  return whole ? [position(old.clause, names.old), position(newer.clause, names.new)] : [from, to];
}
