/**
 * The command line: a table of commands, and the one place where faults become a sentence and an exit code. 0 fine, 1 findings
 * of severity error, 2 wrong usage or configuration, 3 a fault of the machine or of the program, 130 interrupted.
 */
import { Command as Parser, CommanderError, Option } from 'commander';
import { HostFault } from '../host.ts';
import { UsageFault } from '../model/fault.ts';
import { build } from './build.ts';
import { changes } from './changes.ts';
import { check } from './check.ts';
import type { Command, Options, World } from './command.ts';
import { dev } from './dev.ts';
import { diff } from './diff.ts';
import { EXIT, type Exit } from './exit.ts';
import { explain } from './explain.ts';
import { importCommand } from './import.ts';
import { newCommand } from './new.ts';
import { render } from './render.ts';
import { schemas } from './schemas.ts';

const COMMANDS: readonly Command[] = [
  build,
  check,
  dev,
  diff,
  render,
  newCommand,
  importCommand,
  changes,
  explain,
  schemas,
];

function parserFor(command: Command, world: World, done: (exit: Exit) => void): Parser {
  const parser = new Parser(command.name).summary(command.summary).description(command.summary);
  for (const words of command.arguments?.split(' ') ?? []) parser.argument(words);
  for (const { flags, summary, choices, fallback } of command.options) {
    const option = new Option(flags, summary);
    if (choices) option.choices(choices);
    if (fallback !== undefined) option.default(fallback);
    parser.addOption(option);
  }
  parser.addHelpText('after', `\nExamples:\n${command.examples.map((example) => `  ${example}\n`).join('')}`);
  return parser.exitOverride().action(async () => {
    done(await command.run(world, parser.args, parser.opts<Options>()));
  });
}

function faultOf(cause: unknown): { readonly exit: Exit; readonly sentence: string } {
  if (cause instanceof UsageFault) return { exit: EXIT.usage, sentence: cause.message };
  if (cause instanceof HostFault) return { exit: EXIT.fault, sentence: cause.message };
  const detail = cause instanceof Error ? cause.message : String(cause);
  return {
    exit: EXIT.fault,
    sentence: `guidance-press has a fault of its own: ${detail}. Please report it; set PRESS_DEBUG=1 for its trace.`,
  };
}

/** Runs one command line, without the program's own name. */
export async function main(words: readonly string[], world: World): Promise<Exit> {
  let exit: Exit = EXIT.fine;
  const program = new Parser('press')
    .description('Publishes guidance, consultation letters and FOI answers as a web site and archival PDFs.')
    .version(packageVersion(world), '-V, --version')
    .configureOutput({
      writeOut: world.terminal.out,
      writeErr: world.terminal.error,
      outputError: (words, write) => write(words.replace(/^error: /, 'press: ')),
    })
    .showHelpAfterError('(press --help shows what there is)')
    .exitOverride();
  for (const command of COMMANDS) {
    const parser = parserFor(command, world, (result) => {
      exit = result;
    });
    program.addCommand(parser.copyInheritedSettings(program));
  }
  try {
    await program.parseAsync([...words], { from: 'user' });
    return exit;
  } catch (cause) {
    if (cause instanceof CommanderError) return cause.exitCode === 0 ? EXIT.fine : EXIT.usage;
    const fault = faultOf(cause);
    world.terminal.error(`press: ${fault.sentence}\n`);
    if (world.host.environment('PRESS_DEBUG') && cause instanceof Error) world.terminal.error(`${cause.stack}\n`);
    return fault.exit;
  }
}

function packageVersion({ host }: World): string {
  const parsed: unknown = JSON.parse(new TextDecoder().decode(host.program('package.json')));
  const version = typeof parsed === 'object' && parsed !== null && 'version' in parsed ? parsed.version : undefined;
  return String(version);
}
