/** A command as a row of a table: its usage text and its parser are made from it. */
import type { Host } from '../host.ts';
import { type PartialDate, parseDate } from '../model/date.ts';
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

export interface Command {
  readonly name: string;
  readonly summary: string;
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
