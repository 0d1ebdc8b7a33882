/** `press check`: every finding, nothing written. */
import path from 'node:path';
import { UsageFault } from '../model/fault.ts';
import type { Finding } from '../model/finding.ts';
import { examine, hasError } from '../pipeline.ts';
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
import { countFindings, located, report, REPORT_NAMES } from './report.ts';

/** Findings in the named files and folders; all of them when none is named. */
function within(findings: readonly Finding[], places: readonly string[]): readonly Finding[] {
  if (places.length === 0) return findings;
  const named = places.map((place) => path.resolve(place));
  return findings.filter(({ file }) => {
    const absolute = path.resolve(file);
    return named.some((place) => absolute === place || absolute.startsWith(`${place}${path.sep}`));
  });
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
  const { findings: all } = examine(host, content, folder === undefined ? undefined : { folder });
  const findings = within(located(all, content), places);
  const words = report(format, findings, terminal.colour && format === 'text');
  if (format === 'text') {
    terminal.error(words);
    terminal.out(`${countFindings(findings)}\n`);
  } else terminal.out(words);
  return hasError(findings) ? EXIT.findings : EXIT.fine;
}

export const check: Command = {
  name: 'check',
  summary: 'Report everything that is wrong with a content folder; write nothing',
  arguments: '[path...]',
  options: [
    CONTENT_OPTION,
    WITHHELD_OPTION,
    { flags: '--format <format>', summary: 'how to report', choices: REPORT_NAMES, fallback: 'text' },
  ],
  examples: ['press check', 'press check content/foi --format github'],
  run,
};
