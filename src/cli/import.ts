/** `press import`: a .docx file, a PDF or plain text as a Markdown file, and an account of what was made of it. */
import { UsageFault } from '../model/fault.ts';
import { type Command, type Options, textOption, type World } from './command.ts';
import { EXIT, type Exit } from './exit.ts';
import { replaceFile } from '../host.ts';
import { report } from './report.ts';

/** Named here so that the command line starts without the libraries for other programs' files. */
const FAMILIES = ['guidance', 'consultations', 'foi'] as const;

async function run({ host, terminal }: World, [file = '']: readonly string[], options: Options): Promise<Exit> {
  const output = textOption(options, 'output');
  if (output === undefined) throw new UsageFault('Say which file to write with -o.');
  const isThere = host.kind(output);
  if (isThere === 'folder') throw new UsageFault(`"${output}" is a folder; name a file with -o.`);
  if (isThere !== undefined && options['force'] !== true)
    throw new UsageFault(`"${output}" exists already; write to another file, or over it with --force.`);
  const family = FAMILIES.find((name) => name === options['family']);
  const { accountJson, accountText, importFile } = await import('../import/import.ts');
  const { made, findings } = await importFile(host, { file, output, family });
  terminal.error(report('text', findings, { colour: terminal.colour }));
  if (!made) return EXIT.findings;
  replaceFile(host, output, new TextEncoder().encode(made.markdown));
  terminal.out(options['format'] === 'json' ? accountJson(made.account) : accountText(made.account));
  return EXIT.fine;
}

export const importCommand: Command = {
  arguments: '<file>',
  options: [
    { flags: '-o, --output <file>', summary: 'the Markdown file to write' },
    { flags: '--family <family>', summary: 'the family of the document (default: the likeliest)', choices: FAMILIES },
    { flags: '--format <format>', summary: 'how to tell what was done', choices: ['text', 'json'], fallback: 'text' },
    { flags: '--force', summary: 'write over a file that exists' },
  ],
  examples: [
    'press import letter.docx -o content/consultations/NAME/2024-04-29.md',
    'press import answer.pdf --family foi -o content/foi/NAME/2024-05-01.md',
  ],
  run,
};
