/** Findings as people and machines read them. Files are named from where the user stands: `root` is put in front of each. */
import path from 'node:path';
import { type Finding, RULES } from '../model/finding.ts';
import type { Severity } from '../model/rule.ts';
import { excerpt } from './excerpt.ts';
import type { RulePage } from './rule-pages.ts';

/** What a report can say beside the findings. */
export interface Beside {
  readonly colour?: boolean | undefined;
  /** Columns of the terminal. */
  readonly columns?: number | undefined;
  /** The line that a finding is about, where it may be shown. */
  readonly lineOf?: ((finding: Finding) => string | undefined) | undefined;
  readonly pages?: ReadonlyMap<string, RulePage> | undefined;
}

type Format = (findings: readonly Finding[], beside: Beside) => string;

const COLOURS: Readonly<Record<Severity, string>> = { error: '\u001b[31m', warning: '\u001b[33m', note: '\u001b[36m' };
const PLAIN = '\u001b[0m';
const FAINT = '\u001b[2m';

/** "1 file", "2 files". */
export const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

/** "2 errors, 1 warning". */
export function countFindings(findings: readonly Finding[]): string {
  const count = (severity: Severity) => findings.filter((one) => one.severity === severity).length;
  const parts = (['error', 'warning', 'note'] as const).map((severity) => [count(severity), severity] as const);
  return (
    parts
      .filter(([number]) => number > 0)
      .map(([number, severity]) => counted(number, severity))
      .join(', ') || 'no findings'
  );
}

const where = ({ file, place }: Finding) => `${file}:${place.line}:${place.column}`;

function text(findings: readonly Finding[], { colour = false, columns = 100, lineOf }: Beside): string {
  const paint = (code: string, words: string) => (colour ? `${code}${words}${PLAIN}` : words);
  return findings
    .map((one, index) => {
      const { why, mend } = RULES[one.rule];
      // Forty blanks in a row are told what to do once.
      const advised = findings[index - 1]?.rule === one.rule;
      const advice = advised ? '' : `${paint(FAINT, `    ${mend} ${why}`)}\n`;
      const severity = paint(COLOURS[one.severity], one.severity);
      const line = lineOf?.(one);
      const shown = line === undefined ? '' : excerpt(line, one.place, columns);
      return `${where(one)} ${severity} ${one.rule} ${one.message}\n${shown}${advice}`;
    })
    .join('');
}

/** Findings as members of a JSON report. */
export const findingRows = (findings: readonly Finding[]) =>
  findings.map(({ rule, severity, file, place, message }) => {
    const { why, mend } = RULES[rule];
    return { rule, severity, file, line: place.line, column: place.column, message, why, mend };
  });

function json(findings: readonly Finding[]): string {
  const rows = findingRows(findings);
  return `${JSON.stringify({ version: 1, findings: rows }, undefined, 2)}\n`;
}

/** Workflow commands of GitHub Actions: `%`, line ends and, in properties, `:` and `,` are escaped. */
function github(findings: readonly Finding[]): string {
  const data = (words: string) => words.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const property = (words: string) => data(words).replaceAll(':', '%3A').replaceAll(',', '%2C');
  const kinds: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'notice' };
  return findings
    .map(({ rule, severity, file, place, message }) => {
      const at = `file=${property(file)},line=${place.line},col=${place.column},title=${property(rule)}`;
      return `::${kinds[severity]} ${at}::${data(`${message} ${RULES[rule].mend}`)}\n`;
    })
    .join('');
}

function sarif(findings: readonly Finding[], { pages }: Beside): string {
  const used = [...new Set(findings.map(({ rule }) => rule))].toSorted();
  const rules = used.map((id) => ({
    id,
    shortDescription: { text: pages?.get(id)?.meaning ?? RULES[id].why },
    fullDescription: { text: RULES[id].why },
    help: { text: `${RULES[id].mend} ${RULES[id].why}` },
    defaultConfiguration: { level: RULES[id].severity },
  }));
  const results = findings.map(({ rule, severity, file, place, message }) => ({
    ruleId: rule,
    ruleIndex: used.indexOf(rule),
    level: severity,
    message: { text: `${message} ${RULES[rule].mend}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
          region: { startLine: place.line, startColumn: place.column },
        },
      },
    ],
  }));
  const tool = { driver: { name: 'guidance-press', rules } };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool, columnKind: 'utf16CodeUnits', results }],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

const REPORTS = { text, json, github, sarif } satisfies Readonly<Record<string, Format>>;

export type ReportName = keyof typeof REPORTS;
export const REPORT_NAMES = Object.keys(REPORTS) as readonly ReportName[]; // keys() forgets the literal types

/** Findings with their files as seen from where the user stands. */
export function located(findings: readonly Finding[], root: string): readonly Finding[] {
  return findings.map((one) => ({ ...one, file: path.join(root, one.file).split(path.sep).join('/') }));
}

export function report(name: ReportName, findings: readonly Finding[], beside: Beside = {}): string {
  return REPORTS[name](findings, beside);
}
