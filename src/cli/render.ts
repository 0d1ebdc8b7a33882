/** `press render`: one edition or any Markdown file in one format. */
import { FORMAT_NAMES } from '../model/rendition.ts';
import { openPress, renderEdition } from '../render/render.ts';
import { type Command, type Options, textOption, type World } from './command.ts';
import type { Exit } from './exit.ts';
import { deliver } from './output.ts';
import { editionsOfFiles } from './subject.ts';

async function run(world: World, [file = '']: readonly string[], options: Options): Promise<Exit> {
  const { host } = world;
  const format = FORMAT_NAMES.find((name) => name === options['to']) ?? 'html';
  const { editions, around, findings } = editionsOfFiles(host, [file], textOption(options, 'classification'));
  const [edition] = editions;
  const rendered =
    edition && around ? await renderEdition(edition, around, openPress(host, 'alone'), [format]) : undefined;
  const rendering = (rendered?.findings ?? []).map((one) => ({ ...one, file }));
  return deliver(world, rendered, [...findings, ...rendering], textOption(options, 'output'));
}

export const render: Command = {
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
