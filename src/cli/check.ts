/** `press check`: every finding; nothing is written but what `--fix` mends, and what the cache keeps for the next run. */
import path from 'node:path';
import { type Cache, cacheFolder, leaning, recalled } from '../cache/cache.ts';
import type { Host } from '../host.ts';
import { UsageFault } from '../model/fault.ts';
import type { CheckReport, CheckRequest } from './check-report.ts';
import {
  CACHE_OPTION,
  cacheFor,
  type Command,
  CONTENT_OPTION,
  JOBS_OPTION,
  jobsOption,
  type Options,
  OUT,
  textOption,
  WITHHELD_OPTION,
  withheldFolder,
  type World,
} from './command.ts';
import { EXIT, type Exit } from './exit.ts';
import { REPORT_NAMES } from './report.ts';

function checkPlaces(host: Host, content: string, places: readonly string[]): void {
  for (const place of places) {
    if (host.kind(place) === undefined) throw new UsageFault(`There is nothing at "${place}".`);
    const outside = path.relative(path.resolve(content), path.resolve(place)).split(path.sep)[0] === '..';
    if (outside)
      throw new UsageFault(`"${place}" lies outside the content folder "${content}"; say which with --content.`);
  }
}

/** What an earlier run said of the same content, or else what is found now. */
function reportOn(cache: Cache, request: CheckRequest, threads: number): Promise<CheckReport> {
  return recalled(cache, ['check', request], async (host, watched) => {
    const { checkReport } = await import('./check-report.ts');
    return checkReport(host, watched, request, threads);
  });
}

/** An author sees everything, so what is kept is for those who do. What a build for the public found is taken from its cache. */
function cacheBehindBuild(host: Host, options: Options): Cache {
  const own = cacheFor(host, options, OUT, 'internal');
  const isBuilt = host.kind(cacheFolder(OUT, 'public')) === 'folder';
  return isBuilt ? leaning(own, () => cacheFor(host, options, OUT, 'public')) : own;
}

async function run({ host, terminal }: World, places: readonly string[], options: Options): Promise<Exit> {
  const content = textOption(options, 'content') ?? 'content';
  checkPlaces(host, content, places);
  const folder = withheldFolder(host, content, options);
  const request: CheckRequest = {
    content,
    places,
    format: REPORT_NAMES.find((name) => name === options['format']) ?? 'text',
    joining: folder === undefined ? undefined : { folder },
    colour: terminal.colour,
    width: terminal.width,
  };
  if (options['fix']) (await import('./check-report.ts')).mendContent(host, terminal.error, request);
  const cache = cacheBehindBuild(host, options);
  const { words, count, failed } = await reportOn(cache, request, jobsOption(host, options));
  const unkept = cache.close();
  if (request.format === 'text') {
    terminal.error(words);
    terminal.out(`${count}\n`);
    if (failed && terminal.outIsScreen) terminal.error(`"press explain RULE" says more of a rule, with an example.\n`);
  } else terminal.out(words);
  if (unkept !== undefined) terminal.error(`${unkept}\n`);
  return failed ? EXIT.findings : EXIT.fine;
}

export const check: Command = {
  arguments: '[path...]',
  options: [
    CONTENT_OPTION,
    WITHHELD_OPTION,
    { flags: '--format <format>', summary: 'how to report', choices: REPORT_NAMES, fallback: 'text' },
    { flags: '--fix', summary: 'mend what can be mended without a choice, and report the rest' },
    JOBS_OPTION,
    CACHE_OPTION,
  ],
  examples: ['press check', 'press check content/foi --format github', 'press check --fix content/guidance'],
  run,
};
