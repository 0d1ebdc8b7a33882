/**
 * The second stage: what no file can know alone. Each rule group looks at one edition within the corpus and is one file and one
 * row; a corpus without an error becomes `Checked`, here and nowhere else.
 */
import type { Cache } from '../cache/cache.ts';
import { lawfulDay } from '../families/families.ts';
import type { Audience, Checked, Corpus, EditionEntry } from '../model/edition.ts';
import { type Finding, withoutWords } from '../model/finding.ts';
import { levelled } from '../model/levels.ts';
import { checkApplicants } from './applicants.ts';
import { checkClauses } from './clauses.ts';
import { checkDeadlines } from './deadlines.ts';
import { checkEditions } from './editions.ts';
import { checkExemptions } from './exemptions.ts';
import { checkGrounds } from './grounds.ts';
import { checkHeadings } from './headings.ts';
import { keptFindings } from './kept-findings.ts';
import { checkMarkings } from './markings.ts';
import { checkOutcomes } from './outcomes.ts';
import { checkPoints } from './points.ts';
import { checkQuestions } from './questions.ts';
import { checkQuotations } from './quotations.ts';
import { checkReasons } from './reasons.ts';
import { checkReferences } from './references.ts';
import { checkRenamed } from './renamed.ts';
import { checkRights } from './rights.ts';
import { checkWithholding } from './withholding.ts';
import { checkWording } from './wording.ts';

/** `unread` holds the files that could not be read: nothing is missing that stands in one of them. */
export type Check = (
  entry: EditionEntry,
  corpus: Corpus,
  unread: ReadonlySet<string>,
  audience: Audience,
) => readonly Finding[];

const CHECKS: readonly Check[] = [
  checkEditions,
  checkClauses,
  checkHeadings,
  (entry, _, __, audience) => checkMarkings(entry, audience),
  checkReferences,
  checkQuestions,
  checkPoints,
  checkQuotations,
  checkGrounds,
  checkExemptions,
  checkOutcomes,
  checkReasons,
  checkRights,
  checkDeadlines,
  checkApplicants,
  checkWithholding,
  checkWording,
];

export interface CheckResult {
  /** Absent when any finding, of this stage or of `earlier`, is an error. */
  readonly checked?: Checked | undefined;
  readonly findings: readonly Finding[];
}

/**
 * Checks every edition of a corpus that `audience` is to see; `earlier` are the findings of the stage before. What a `cache` keeps of works
 * that are as they were is not looked for again.
 */
export function check(
  corpus: Corpus,
  earlier: readonly Finding[],
  audience: Audience = 'public',
  cache?: Cache,
): CheckResult {
  const unread = unreadFiles(corpus, earlier);
  const found = [...checkRenamed(corpus, unread)];
  const editionFindings = (entry: EditionEntry, seen: Corpus) => {
    const own = CHECKS.flatMap((rules) => rules(entry, seen, unread, audience));
    return entry.withholds ? own.map(withoutWords) : own;
  };
  // What is missing may stand in a file that could not be read: that holds for this run only.
  const known = cache && unread.size === 0 ? keptFindings(corpus, audience, cache) : undefined;
  // One by one: all entries of a large corpus are not held at once.
  for (const work of corpus.works.values()) {
    const find = (seen: Corpus) => work.editions.flatMap((entry) => editionFindings(entry, seen));
    found.push(...(known ? known(work, find) : find(corpus)));
  }
  const findings = levelled(found, corpus.levels);
  const sound = [...earlier, ...findings].every(({ severity }) => severity !== 'error');
  return { checked: sound ? (corpus as Checked) : undefined, findings };
}

/** The files of which something was found that are no editions. */
function unreadFiles({ entries }: Corpus, earlier: readonly Finding[]): ReadonlySet<string> {
  if (earlier.length === 0) return new Set();
  const files = new Set<string>();
  for (const { file } of entries.values()) files.add(file);
  return new Set(earlier.flatMap(({ file }) => (files.has(file) ? [] : [file])));
}

/** What can be checked of a file that stands in no corpus; whoever reads it counts as the public. */
export function checkAlone(entry: EditionEntry, schemes: Corpus['schemes']): readonly Finding[] {
  const standing = { ...entry.standing, date: lawfulDay(entry.standing.date) };
  const own = [checkClauses, checkHeadings, checkQuestions].flatMap((rules) => rules(entry));
  const found = [...own, ...checkMarkings(entry, 'public'), ...checkGrounds({ ...entry, standing }, { schemes })];
  return entry.withholds ? found.map(withoutWords) : found;
}
