/** A command: its usage text and its parser are made from it. Its name stands in the table in `cli.ts`. */
import path from 'node:path';
import { type Cache, cacheFolder, noCache, openCache } from '../cache/cache.ts';
import { type Host, isOutside } from '../host.ts';
import { type PartialDate, parseDate } from '../model/date.ts';
import type { Audience } from '../model/edition.ts';
import { UsageFault } from '../model/fault.ts';
import type { Exit } from './exit.ts';
import type { Terminal } from './terminal.ts';

export interface World {
  readonly host: Host;
  readonly terminal: Terminal;
}

/** Options as the parser gives them: text, or `true` and `false` for those without a value. */
export type Options = Readonly<Record<string, string | boolean | undefined>>;

export interface CommandOption {
  /** As in usage text: `--content <folder>`. */
  readonly flags: string;
  readonly summary: string;
  readonly choices?: readonly string[];
  readonly fallback?: string;
}

/** What is loaded when the command is called for. */
export interface Command {
  /** As in usage text: `<work> [old] [new]`. */
  readonly arguments?: string;
  readonly options: readonly CommandOption[];
  readonly examples: readonly string[];
  readonly run: (world: World, words: readonly string[], options: Options) => Promise<Exit>;
}

export const CONTENT_OPTION: CommandOption = {
  flags: '--content <folder>',
  summary: 'the content folder',
  fallback: 'content',
};

export const CACHE_OPTION: CommandOption = {
  flags: '--no-cache',
  summary: 'do everything anew, and leave nothing for the next run',
};

/** The cache beside an output, unless the user wants none. */
export const cacheFor = (host: Host, options: Options, out: string, audience: Audience): Cache =>
  options['cache'] === false ? noCache(host) : openCache(host, cacheFolder(out, audience), audience);

export const WITHHELD_OPTION: CommandOption = {
  flags: '--withheld <folder>',
  summary: 'the folder of withheld passages that stand outside the content',
};

export const FORMAT_OPTION: CommandOption = {
  flags: '--format <format>',
  summary: 'how to tell what was done, with json also where the time went',
  choices: ['text', 'json'],
  fallback: 'text',
};

export const JOBS_OPTION: CommandOption = {
  flags: '--jobs <n>',
  summary: 'threads that share the work (default: as many as there are cores)',
};

const MOST_JOBS = 256;

export function jobsOption(host: Host, options: Options): number {
  const text = textOption(options, 'jobs');
  if (text === undefined) return host.process.cores;
  const jobs = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (jobs < 1 || jobs > MOST_JOBS)
    throw new UsageFault(`"${text}" is no number of threads; write --jobs 1 to --jobs ${MOST_JOBS}.`);
  return jobs;
}

/** The text of an option, or its absence. */
export function textOption(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

export function dateOption(options: Options, name: string): PartialDate | undefined {
  const text = textOption(options, name);
  const date = text === undefined ? undefined : parseDate(text);
  if (text !== undefined && !date) throw new UsageFault(`"${text}" is no date; write 2019, 2019-04 or 2019-04-10.`);
  return date;
}

/** The folder of withheld passages, if one is named. It stands apart from the content, so that either can be given away alone. */
export function withheldFolder(host: Host, content: string, options: Options): string | undefined {
  const folder = textOption(options, 'withheld');
  if (folder === undefined) return undefined;
  if (host.kind(folder) !== 'folder') throw new UsageFault(`There is no folder "${folder}" of withheld passages.`);
  const [outer, inner] = [path.resolve(content), path.resolve(folder)];
  if (!isOutside(outer, inner) || !isOutside(inner, outer))
    throw new UsageFault(`The folder "${folder}" of withheld passages and the content folder must stand apart.`);
  return folder;
}

/** Where a site stands if nobody says otherwise. */
export const OUT = 'dist';

/** Where a site is to stand, as an absolute path: `OUT`, unless another place is asked for. */
export function siteFolder(content: string, asked: string | undefined): string {
  const out = path.resolve(asked ?? OUT);
  if (!isOutside(path.resolve(content), out))
    throw new UsageFault(`The site cannot stand inside the content folder "${content}": say where with --out.`);
  return out;
}

export function programVersion(host: Host): string {
  const parsed: unknown = JSON.parse(new TextDecoder().decode(host.program('package.json')));
  const version = typeof parsed === 'object' && parsed !== null && 'version' in parsed ? parsed.version : undefined;
  return String(version);
}
