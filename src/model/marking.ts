/**
 * Security markings as values: a grade, and what stands before and behind it. `parse-marking.ts` makes them of text by a scheme. The order
 * of two markings is that of what they protect; `joinMarkings` is its least upper bound. Grades of different policies are never
 * turned into one another: a page that shows both carries both.
 */

/** A tier with its additional marking: `OFFICIAL-SENSITIVE`. `rank` orders the grades of one policy. */
export interface Grade {
  readonly policy: string;
  readonly name: string;
  readonly rank: number;
  /** Whether what carries it may be shown to the public. */
  readonly public: boolean;
  /** Whether it is of a scheme that is kept for historic records only. */
  readonly legacy: boolean;
}

/** In the order in which they are written; a prefix stands before the grade. */
export const ADDITION_KINDS = ['prefix', 'handling-instruction', 'descriptor', 'code-word', 'national-caveat'] as const;
export type AdditionKind = (typeof ADDITION_KINDS)[number];

export interface Addition {
  readonly kind: AdditionKind;
  readonly words: string;
  /** Whether it widens who may see it, while all others narrow it. */
  readonly permits: boolean;
}

/** Always in one form: one grade of each policy, those of historic records last; additions in order of kind and words, none twice. */
export interface Marking {
  readonly grades: readonly Grade[];
  readonly additions: readonly Addition[];
}

const orderOf = ({ kind, words }: Addition) => `${ADDITION_KINDS.indexOf(kind)} ${words}`;
const compareAdditions = (a: Addition, b: Addition) => (orderOf(a) < orderOf(b) ? -1 : 1);

const sameAddition = (a: Addition) => (b: Addition) => a.kind === b.kind && a.words === b.words;

/** The marking of one grade with these additions, in any order. */
export function markingOf(grade: Grade, additions: readonly Addition[]): Marking {
  return { grades: [grade], additions: additions.toSorted(compareAdditions) };
}

/** Of several grades the first takes the additions; grades of one name are written once. */
export function formatMarking({ grades, additions }: Marking): string {
  const wordsOf = (prefixes: boolean) =>
    additions.filter(({ kind }) => (kind === 'prefix') === prefixes).map(({ words }) => words);
  const [first = '', ...others] = new Set(grades.map(({ name }) => name));
  const marking = [[...wordsOf(true), first].join(' '), ...wordsOf(false)].join(' - ');
  return [marking, ...others].join(' / ');
}

/** Whether everything that `b` protects is protected by `a` as well. */
export function dominates(a: Marking, b: Marking): boolean {
  const covers = (grade: Grade) => a.grades.some(({ policy, rank }) => policy === grade.policy && rank >= grade.rank);
  const holds = (marking: Marking) => (one: Addition) => marking.additions.some(sameAddition(one));
  return (
    b.grades.every(covers) &&
    b.additions.filter(({ permits }) => !permits).every(holds(a)) &&
    a.additions.filter(({ permits }) => permits).every(holds(b))
  );
}

export const sameMarking = (a: Marking, b: Marking): boolean => dominates(a, b) && dominates(b, a);

const gradeOrder = ({ legacy, policy }: Grade) => `${legacy ? 1 : 0} ${policy}`;

function joinGrades(a: readonly Grade[], b: readonly Grade[]): readonly Grade[] {
  const highest = new Map<string, Grade>();
  for (const grade of [...a, ...b]) {
    const known = highest.get(grade.policy);
    if (!known || grade.rank > known.rank) highest.set(grade.policy, grade);
  }
  return [...highest.values()].toSorted((left, right) => (gradeOrder(left) < gradeOrder(right) ? -1 : 1));
}

/** The grade of a marking that is nothing else. */
const bareGrade = ({ grades, additions }: Marking): Grade | undefined =>
  grades.length === 1 && additions.length === 0 ? grades[0] : undefined;

/**
 * The lowest marking that dominates both. It may hold what no author could write in one marking (LEGAL from OFFICIAL beside SECRET):
 * what it sums up is several passages.
 */
export function joinMarkings(a: Marking, b: Marking): Marking {
  const [bare, other] = [bareGrade(a), bareGrade(b)];
  // Nearly all are, and those of all documents are joined.
  if (bare && other && bare.policy === other.policy) return bare.rank >= other.rank ? a : b;
  const narrowing = [...a.additions, ...b.additions.filter((one) => !a.additions.some(sameAddition(one)))];
  const common = (one: Addition) => !one.permits || [a, b].every(({ additions }) => additions.some(sameAddition(one)));
  return {
    grades: joinGrades(a.grades, b.grades),
    additions: narrowing.filter(common).toSorted(compareAdditions),
  };
}

/** Whether what carries it may be shown to the public. */
export const isPublic = ({ grades }: Marking): boolean => grades.every((grade) => grade.public);
