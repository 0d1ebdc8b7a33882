/**
 * The schedule of withheld passages that an edition's pages end with: a cleared edition comes in, the rows that every rendition prints
 * alike go out. It knows of a passage what its notice says, where it stands, and whether reasons of public interest are given;
 * for an audience that sees the passages, their markings too. It is made of the text, so it cannot disagree with it.
 */
import { citingPassages, type CitingPassage, isWithheld } from '../model/citing.ts';
import { type Clause, clausesOf } from '../model/clauses.ts';
import type { Cleared } from '../model/edition.ts';
import { type CitedGround, groundWords } from '../model/ground.ts';
import { formatMarking } from '../model/marking.ts';
import { capitalised, nameOfClause } from './naming.ts';

export const SCHEDULE_TITLE = 'Schedule of withheld passages';

export interface ScheduleRow {
  readonly number: number;
  readonly place: string;
  /** The clause that it stands in, if it stands in one. */
  readonly clause?: string | undefined;
  readonly ground: string;
  readonly kind: string;
  readonly publicInterest: string;
  /** Only for an audience that sees the passage. */
  readonly marking?: string | undefined;
}

const KIND_WORDS = { absolute: 'Absolute', qualified: 'Qualified', none: 'Not under the Act' } as const;

const distinct = (words: readonly string[]) => [...new Set(words)].join(', ');

function placeOf({ clause, footnote }: CitingPassage, clauses: ReadonlyMap<string, Clause>): string {
  if (footnote !== undefined) return `Footnote ${footnote}`;
  const found = clauses.get(clause);
  if (!found) return 'Opening text';
  const asked = found.node.type === 'answer' ? clauses.get(found.node.to) : undefined;
  return asked ? `Answer to ${nameOfClause(asked)}` : capitalised(nameOfClause(found));
}

/** The grounds on which the public interest is weighed somewhere in the text; a passage that names none speaks of them all. */
function weighedGrounds(passages: readonly CitingPassage[]): (ground: CitedGround) => boolean {
  const weighing = passages.flatMap(({ node }) => (node.type === 'publicInterest' ? [node] : []));
  const named = new Set(weighing.flatMap(({ grounds = [] }) => grounds.map(({ cited }) => cited)));
  const all = weighing.some(({ ground }) => ground === undefined);
  return ({ cited }) => all || named.has(cited);
}

function publicInterestWords(grounds: readonly CitedGround[], weighed: (ground: CitedGround) => boolean): string {
  const qualified = grounds.filter(({ kind }) => kind === 'qualified');
  if (qualified.length === 0) return 'Not required';
  return qualified.every(weighed) ? 'Considered' : 'Not stated';
}

export function scheduleOf(edition: Cleared): readonly ScheduleRow[] {
  const passages = citingPassages(edition);
  const clauses = new Map(clausesOf(edition.body).map((clause) => [clause.id, clause]));
  const weighed = weighedGrounds(passages);
  return passages.filter(isWithheld).map((passage, index): ScheduleRow => {
    const { node } = passage;
    const { ground = '', grounds = [] } = node;
    const marking = 'marking' in node ? node.marking : undefined;
    return {
      number: index + 1,
      place: placeOf(passage, clauses),
      clause: clauses.has(passage.clause) && passage.footnote === undefined ? passage.clause : undefined,
      ground: grounds.length > 0 ? capitalised(groundWords(grounds)) : ground,
      kind: distinct(grounds.map(({ kind }) => KIND_WORDS[kind])),
      publicInterest: publicInterestWords(grounds, weighed),
      marking: marking && formatMarking(marking),
    };
  });
}

/** The columns of the table, each with what a row has in it; that of markings only where some row has one. */
export function scheduleColumns(
  rows: readonly ScheduleRow[],
): readonly (readonly [name: string, cell: (row: ScheduleRow) => string])[] {
  const marked = rows.some(({ marking }) => marking !== undefined);
  return [
    ['Number', ({ number }) => String(number)],
    ['Place', ({ place }) => place],
    ['Ground', ({ ground }) => ground],
    ['Exemption', ({ kind }) => kind],
    ['Public interest', ({ publicInterest }) => publicInterest],
    ...(marked ? [['Marking', ({ marking }: ScheduleRow) => marking ?? ''] as const] : []),
  ];
}
