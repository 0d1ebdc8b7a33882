/** `press schemas`: the front matter of each family as JSON Schema, one file a family, for editors. */
import path from 'node:path';
import { FAMILIES, jsonSchemaOf } from '../families/families.ts';
import { type Command, type Options, textOption, type World } from './command.ts';
import { EXIT, type Exit } from './exit.ts';
import { replaceFile } from './output.ts';

/** Files by name. */
export function schemaFiles(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    FAMILIES.map((family) => [`${family.name}.schema.json`, `${JSON.stringify(jsonSchemaOf(family), undefined, 2)}\n`]),
  );
}

async function run({ host, terminal }: World, _: readonly string[], options: Options): Promise<Exit> {
  const folder = textOption(options, 'out') ?? path.join('.vscode', 'schemas');
  for (const [name, text] of Object.entries(schemaFiles())) {
    const file = path.join(folder, name);
    replaceFile(host, file, new TextEncoder().encode(text));
    terminal.out(`${file}\n`);
  }
  return EXIT.fine;
}

export const schemas: Command = {
  options: [{ flags: '-o, --out <folder>', summary: 'where to', fallback: '.vscode/schemas' }],
  examples: ['press schemas', 'press schemas -o schemas'],
  run,
};
