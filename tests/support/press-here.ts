/** Runs a command line as the program does, in this process: much faster than a program of its own, and with somebody to ask. */
import { main } from '../../src/cli/cli.ts';
import { machine } from '../../src/host.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import type { Ran } from './command.ts';

/** Where to go back to: of two commands at once, the second begins in the folder of the first. */
const PROJECT = process.cwd();

/** `answers` are typed one after the other by whoever sits at the terminal; without them nobody does. */
export async function pressHere(
  words: readonly string[],
  options: { readonly in: string; readonly answers?: readonly string[]; readonly input?: string },
): Promise<Ran & { readonly asked: string }> {
  let [out, error, asked] = ['', '', ''];
  const answers = [...(options.answers ?? [])];
  const terminal: Terminal = {
    out: (text) => void (out += typeof text === 'string' ? text : new TextDecoder().decode(text)),
    error: (text) => void (error += text),
    outIsScreen: false,
    errorIsScreen: false,
    colour: false,
    width: 100,
    input: () => Promise.resolve(new TextEncoder().encode(options.input ?? '')),
    ask: options.answers && ((question) => ((asked += question), Promise.resolve(answers.shift()))),
  };
  process.chdir(options.in);
  try {
    return { exit: await main(words, { host: machine, terminal }), out, error, asked };
  } finally {
    process.chdir(PROJECT);
  }
}
