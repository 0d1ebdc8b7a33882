/**
 * The command line: a table of commands, and the one place where faults become a sentence and an exit code. 0 fine, 1 findings
 * of severity error, 2 wrong usage or configuration, 3 a fault of the machine or of the program, 4 not genuine, 130 interrupted.
 */
import { Command as Parser, CommanderError, Option } from 'commander';
import { HostFault } from '../host.ts';
import { UsageFault } from '../model/fault.ts';
import { type Command, type Options, programVersion, type World } from './command.ts';
import { EXIT, type Exit } from './exit.ts';

/** A command as the table has it; the rest of it is loaded when it is called for, because some take long to load. */
interface Listed {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

const COMMANDS: readonly Listed[] = [
  {
    name: 'build',
    summary: 'Publish a content folder as a site with PDFs',
    load: async () => (await import('./build.ts')).build,
  },
  {
    name: 'check',
    summary: 'Report everything that is wrong with a content folder',
    load: async () => (await import('./check.ts')).check,
  },
  {
    name: 'dev',
    summary: 'Show the site as it will be published and follow every change',
    load: async () => (await import('./dev.ts')).dev,
  },
  {
    name: 'diff',
    summary: 'Compare two editions of a work, or any two Markdown files',
    load: async () => (await import('./diff.ts')).diff,
  },
  {
    name: 'render',
    summary: 'Render one Markdown file as HTML, PDF or JSON',
    load: async () => (await import('./render.ts')).render,
  },
  {
    name: 'new',
    summary: 'Begin a document, a new edition of one, or a publication',
    load: async () => (await import('./new.ts')).newCommand,
  },
  {
    name: 'import',
    summary: 'Make a Markdown document of a .docx file, a PDF or plain text',
    load: async () => (await import('./import.ts')).importCommand,
  },
  {
    name: 'changes',
    summary: 'Draft the change notes of an edition from the comparison with the one before it',
    load: async () => (await import('./changes.ts')).changes,
  },
  {
    name: 'release',
    summary: 'Publish a content folder as a numbered, signed release',
    load: async () => (await import('./release.ts')).release,
  },
  {
    name: 'rollback',
    summary: 'Show the release before the current one again',
    load: async () => (await import('./rollback.ts')).rollback,
  },
  {
    name: 'publish',
    summary: 'Put a release on a web server or into S3-compatible storage',
    load: async () => (await import('./publish.ts')).publishCommand,
  },
  {
    name: 'verify',
    summary: 'Tell whether a release, a file or a passage is genuine',
    load: async () => (await import('./verify.ts')).verify,
  },
  {
    name: 'keys',
    summary: 'Make keys to sign releases with, and the list of those that count',
    load: async () => (await import('./keys.ts')).keys,
  },
  {
    name: 'explain',
    summary: 'Say what a rule means, why it matters and what to do; without a rule, list all',
    load: async () => (await import('./explain.ts')).explain,
  },
  {
    name: 'schemas',
    summary: 'Write the fields of press.yaml and of each family as JSON Schema, for editors',
    load: async () => (await import('./schemas.ts')).schemas,
  },
];

function fill(parser: Parser, command: Command, world: World, done: (exit: Exit) => void): void {
  for (const words of command.arguments?.split(' ') ?? []) parser.argument(words);
  for (const { flags, summary, choices, fallback } of command.options) {
    const option = new Option(flags, summary);
    if (choices) option.choices(choices);
    if (fallback !== undefined) option.default(fallback);
    parser.addOption(option);
  }
  const [example = ''] = command.examples;
  parser.showHelpAfterError(`For example: ${example}\n(press ${parser.name()} --help shows what there is)`);
  parser.addHelpText('after', `\nExamples:\n${command.examples.map((example) => `  ${example}\n`).join('')}`);
  parser.exitOverride().action(async () => {
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
    .version(programVersion(world.host), '-V, --version')
    .configureOutput({
      writeOut: world.terminal.out,
      writeErr: world.terminal.error,
      outputError: (words, write) => write(words.replace(/^error: /, 'press: ')),
    })
    .showHelpAfterError('(press --help shows what there is)')
    .exitOverride();
  for (const { name, summary, load } of COMMANDS) {
    const parser = new Parser(name).summary(summary).description(summary).copyInheritedSettings(program);
    if (words.includes(name)) fill(parser, await load(), world, (result) => (exit = result));
    program.addCommand(parser);
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
