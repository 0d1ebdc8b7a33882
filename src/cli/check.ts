/** `press check`: every finding; nothing is written but what `--fix` mends. */
import path from 'node:path';
import type { Host } from '../host.ts';
import { UsageFault } from '../model/fault.ts';
import type { Finding } from '../model/finding.ts';
import { examine, hasError } from '../pipeline.ts';
import { type Joining, shownLines } from '../read/read.ts';
import {
  type Command,
  CONTENT_OPTION,
  type Options,
  textOption,
  WITHHELD_OPTION,
  withheldFolder,
  type World,
} from './command.ts';
import { EXIT, type Exit } from './exit.ts';
import { mendFiles, remembering } from './mend.ts';
import { countFindings, located, report, REPORT_NAMES } from './report.ts';
import { rulePages } from './rule-pages.ts';

/** Findings in the named files and folders; all of them when none is named. */
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
function fix(
  { host, terminal }: World,
  content: string,
  places: readonly string[],
  joining: Joining | undefined,
): void {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { host: reader, isAsRead } = remembering(host);
    const found = within(located(examine(reader, content, joining, LOUDER).findings, content), places);
    const { mended, changed } = mendFiles(host, isAsRead, found);
    for (const { finding, fix: made } of mended) {
      const { file, rule } = finding;
      const what = made.words === '' ? `added "${made.instead.trim()}"` : `"${made.words}" is now "${made.instead}"`;
      terminal.error(`${file}:${made.place.line}:${made.place.column} mended ${rule} ${what}\n`);
    }
    for (const file of changed)
      terminal.error(`${file} changed while it was being read and was left as it is; run the command again.\n`);
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

async function run({ host, terminal }: World, places: readonly string[], options: Options): Promise<Exit> {
  const content = textOption(options, 'content') ?? 'content';
  for (const place of places) {
    if (host.kind(place) === undefined) throw new UsageFault(`There is nothing at "${place}".`);
    const outside = path.relative(path.resolve(content), path.resolve(place)).split(path.sep)[0] === '..';
    if (outside)
      throw new UsageFault(`"${place}" lies outside the content folder "${content}"; say which with --content.`);
  }
  const format = REPORT_NAMES.find((name) => name === options['format']) ?? 'text';
  const folder = withheldFolder(host, content, options);
  const joining = folder === undefined ? undefined : { folder };
  if (options['fix']) fix({ host, terminal }, content, places, joining);
  const { findings: all } = examine(host, content, joining);
  const findings = within(located(all, content), places);
  const words = report(format, findings, {
    colour: terminal.colour,
    columns: terminal.width,
    lineOf: lineFinder(host),
    pages: format === 'sarif' ? rulePages(host) : undefined,
  });
  if (format === 'text') {
    terminal.error(words);
    terminal.out(`${countFindings(findings)}\n`);
  } else terminal.out(words);
  return hasError(findings) ? EXIT.findings : EXIT.fine;
}

export const check: Command = {
  name: 'check',
  summary: 'Report everything that is wrong with a content folder',
  arguments: '[path...]',
  options: [
    CONTENT_OPTION,
    WITHHELD_OPTION,
    { flags: '--format <format>', summary: 'how to report', choices: REPORT_NAMES, fallback: 'text' },
    { flags: '--fix', summary: 'mend what can be mended without a choice, and report the rest' },
  ],
  examples: ['press check', 'press check content/foi --format github', 'press check --fix content/guidance'],
  run,
};
