/** `press schemas`: the fields of press.yaml and of each family as JSON Schema, for editors; on request all that VS Code needs. */
import path from 'node:path';
import { schemaFiles } from '../draft/draft.ts';
import { type Command, CONTENT_OPTION, type Options, textOption, type World } from './command.ts';
import { writeEditorFiles } from './editor-files.ts';
import { EXIT, type Exit } from './exit.ts';
import { contentFolder } from './new-file.ts';
import { replaceFile } from '../host.ts';

async function run(world: World, _: readonly string[], options: Options): Promise<Exit> {
  const { host, terminal } = world;
  const folder = textOption(options, 'out') ?? path.join('.vscode', 'schemas');
  for (const [name, text] of Object.entries(schemaFiles())) {
    const file = path.join(folder, name);
    replaceFile(host, file, new TextEncoder().encode(text));
    terminal.out(`${file}\n`);
  }
  if (options['vscode'] === true) writeEditorFiles(world, contentFolder(host, options));
  return EXIT.fine;
}

export const schemas: Command = {
  options: [
    { flags: '-o, --out <folder>', summary: 'where to', fallback: '.vscode/schemas' },
    { flags: '--vscode', summary: 'also the settings, tasks and snippets for VS Code that are not there yet' },
    CONTENT_OPTION,
  ],
  examples: ['press schemas', 'press schemas -o schemas', 'press schemas --vscode --content texts'],
  run,
};
