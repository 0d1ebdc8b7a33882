/** `press render`: one edition or any Markdown file in one format. */
import { hasError } from '../pipeline.ts';
import { FORMAT_NAMES, openPress, renderEdition } from '../render/render.ts';
import { type Command, type Options, textOption, type World } from './command.ts';
import { EXIT, type Exit } from './exit.ts';
import { output } from './output.ts';
import { report } from './report.ts';
import { editionsOfFiles } from './subject.ts';

async function run({ host, terminal }: World, [file = '']: readonly string[], options: Options): Promise<Exit> {
  const format = FORMAT_NAMES.find((name) => name === options['to']) ?? 'html';
  const { editions, around, findings } = editionsOfFiles(host, [file], textOption(options, 'classification'));
  const [edition] = editions;
  const rendered =
    edition && around ? await renderEdition(edition, around, openPress(host, 'alone'), [format]) : undefined;
  const all = [...findings, ...(rendered?.findings ?? []).map((one) => ({ ...one, file }))];
  terminal.error(report('text', all, terminal.colour));
  const [rendition] = rendered?.renditions ?? [];
  if (!rendition || hasError(all)) return EXIT.findings;
  output(host, terminal, textOption(options, 'output'), rendition.bytes, format !== 'pdf');
  return EXIT.fine;
}

export const render: Command = {
  name: 'render',
  summary: 'Render one Markdown file as HTML, PDF or JSON',
  arguments: '<file>',
  options: [
    { flags: '--to <format>', summary: 'the format', choices: FORMAT_NAMES, fallback: 'html' },
    { flags: '-o, --output <file>', summary: 'the file to write (default: standard output)' },
    { flags: '--classification <marking>', summary: 'the marking of a file that states none' },
  ],
  examples: [
    'press render content/guidance/NAME/2023.md --to pdf -o guidance.pdf',
    'press render notes.md --to html --classification OFFICIAL -o notes.html',
  ],
  run,
};
