/** The screen, keyboard or pipes of the process. */
import { UsageFault } from '../model/fault.ts';
import { type Ask, asker } from './ask.ts';

/** Where a command's words go. Results to `out`, findings and everything else to `error`. */
export interface Terminal {
  readonly out: (text: string | Uint8Array) => void;
  readonly error: (text: string) => void;
  /** Whether `out` is a screen that a person looks at, so that bytes have no place on it. */
  readonly outIsScreen: boolean;
  /** Whether a person looks at `error`. */
  readonly errorIsScreen: boolean;
  readonly colour: boolean;
  /** Columns. */
  readonly width: number;
  /** All of standard input; absent where there is none but a person's keyboard. */
  readonly input?: (() => Promise<Uint8Array>) | undefined;
  /** Absent where no person looks on. */
  readonly ask?: Ask | undefined;
}

const NO_COLOUR = process.env['NO_COLOR'];

/** More than any passage of a document. */
const MOST_INPUT = 4 * 1024 * 1024;

async function input(): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of process.stdin as AsyncIterable<Uint8Array>) {
    parts.push(part);
    length += part.length;
    if (length > MOST_INPUT) throw new UsageFault('There are more than 4 MiB of text on standard input.');
  }
  return Buffer.concat(parts);
}

/** The terminal of the process. Colour follows the NO_COLOR convention: any value but the empty one turns it off. */
export const terminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
  outIsScreen: process.stdout.isTTY === true,
  errorIsScreen: process.stderr.isTTY === true,
  colour: process.stderr.isTTY === true && (NO_COLOUR === undefined || NO_COLOUR === ''),
  width: process.stdout.columns || 100,
  input: process.stdin.isTTY === true ? undefined : input,
  ask: process.stdin.isTTY === true && process.stderr.isTTY === true ? asker(process.stdin, process.stderr) : undefined,
};
