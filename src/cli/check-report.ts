/** A content folder examined, and what `press check` says of it. Loaded only when it is not known from a run before. */
import path from 'node:path';
import type { Cache } from '../cache/cache.ts';
import type { Host } from '../host.ts';
import type { Finding } from '../model/finding.ts';
import { examine, examineSharing, hasError } from '../examine.ts';
import { type Joining, shownLines } from '../read/read.ts';
import type { Terminal } from './terminal.ts';
import { mendFiles, remembering } from './mend.ts';
import { countFindings, located, report, type ReportName } from './report.ts';
import { rulePages } from './rule-pages.ts';

/** All that a report goes by, beside the content itself. */
export interface CheckRequest extends Pick<Terminal, 'colour' | 'width'> {
  readonly content: string;
  /** Files and folders that findings are wanted of; all of them when none is named. */
  readonly places: readonly string[];
  readonly format: ReportName;
  readonly joining: Joining | undefined;
}

export interface CheckReport {
  readonly words: string;
  readonly count: string;
  readonly failed: boolean;
}

function within(findings: readonly Finding[], places: readonly string[]): readonly Finding[] {
  if (places.length === 0) return findings;
  const named = places.map((place) => path.resolve(place));
  return findings.filter(({ file }) => {
    const absolute = path.resolve(file);
    return named.some((place) => absolute === place || absolute.startsWith(`${place}${path.sep}`));
  });
}

/** Rules that are off and have something to mend all the same. */
const LOUDER = { 'heading-id': 'note' } as const;

/** A mend may uncover what another can mend: a misspelt field that holds a misspelt date. */
const MOST_ROUNDS = 8;

/** Mends what can be mended without a choice, says what was changed, and never writes over what somebody else wrote meanwhile. */
export function mendContent(host: Host, say: (words: string) => void, request: CheckRequest): void {
  const { content, places, joining } = request;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { host: reader, isAsRead } = remembering(host);
    const found = within(located(examine(reader, content, joining, LOUDER).findings, content), places);
    const { mended, changed } = mendFiles(host, isAsRead, found);
    for (const { finding, fix: made } of mended) {
      const { file, rule } = finding;
      const what = made.words === '' ? `added "${made.instead.trim()}"` : `"${made.words}" is now "${made.instead}"`;
      say(`${file}:${made.place.line}:${made.place.column} mended ${rule} ${what}\n`);
    }
    for (const file of changed)
      say(`${file} changed while it was being read and was left as it is; run the command again.\n`);
    if (mended.length === 0) return;
  }
}

/** The line of a finding, unless it could tell what is withheld. A finding about a whole file has none. */
function lineFinder(host: Host): (finding: Finding) => string | undefined {
  const known = new Map<string, readonly string[]>();
  return ({ file, place, rule }) => {
    const whole = place.line === 1 && place.column === 1;
    if (whole || rule.startsWith('withheld-') || host.kind(file) !== 'file') return undefined;
    const lines = known.get(file) ?? shownLines(host.read(file));
    known.set(file, lines);
    return lines[place.line - 1];
  };
}

export async function checkReport(
  host: Host,
  cache: Cache,
  request: CheckRequest,
  threads: number,
): Promise<CheckReport> {
  const { content, places, format, joining, colour, width } = request;
  const { findings: all } = await examineSharing({ threads }, { host, cache }, content, joining);
  const findings = within(located(all, content), places);
  const words = report(format, findings, {
    colour,
    columns: width,
    lineOf: lineFinder(host),
    pages: format === 'sarif' ? rulePages(host) : undefined,
  });
  return { words, count: countFindings(findings), failed: hasError(findings) };
}
