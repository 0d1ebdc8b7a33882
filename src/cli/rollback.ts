/** `press rollback`: readers see the release before the current one again. */
import path from 'node:path';
import { rollBack } from '../release/release.ts';
import { asTyped } from './built.ts';
import { type Command, type Options, OUT, textOption, type World } from './command.ts';
import { EXIT, type Exit } from './exit.ts';

async function run({ host, terminal }: World, _: readonly string[], options: Options): Promise<Exit> {
  const out = path.resolve(textOption(options, 'out') ?? OUT);
  const { release, told } = rollBack(host, out);
  for (const sentence of told) terminal.error(`${sentence}\n`);
  terminal.out(
    `${asTyped(out)}/ shows release ${release} again. Whoever verified a newer one will be told that this one is older: make the next release soon.\n`,
  );
  return EXIT.fine;
}

export const rollback: Command = {
  options: [{ flags: '--out <folder>', summary: 'where the site stands', fallback: OUT }],
  examples: ['press rollback'],
  run,
};
