/** `press new`: a new publication, document or edition to go on from. Nothing that stands is touched, and no classification is guessed. */
import { FAMILIES, familyNamed } from '../families/families.ts';
import { UsageFault } from '../model/fault.ts';
import { closest } from '../model/suggest.ts';
import { type Command, CONTENT_OPTION, type Options, type World } from './command.ts';
import type { Exit } from './exit.ts';
import { beginDocument, beginPublication } from './new-document.ts';
import { beginEdition } from './new-edition.ts';

const KINDS = [...FAMILIES.map(({ name }) => name), 'edition', 'publication'];

async function run(asking: World, [kind = '', ...words]: readonly string[], options: Options): Promise<Exit> {
  const world = options['yes'] ? { ...asking, terminal: { ...asking.terminal, ask: undefined } } : asking;
  const family = familyNamed(kind);
  if (family) return beginDocument(world, family, words, options);
  if (kind === 'edition') return beginEdition(world, words, options);
  if (kind === 'publication') return beginPublication(world, words, options);
  const near = closest(kind, KINDS);
  const known = near ? `did you mean "${near}"?` : `there are ${KINDS.join(', ')}.`;
  throw new UsageFault(`There is no new "${kind}"; ${known}`);
}

export const newCommand: Command = {
  arguments: '<what> [name] [edition]',
  options: [
    CONTENT_OPTION,
    { flags: '--title <text>', summary: 'the title' },
    { flags: '--classification <marking>', summary: 'the marking of the public text' },
    { flags: '--date <date>', summary: 'the day from which it stands' },
    { flags: '--edition <name>', summary: 'the name of the edition (default: its date)' },
    { flags: '--from <edition>', summary: 'the edition to copy (default: the one in force, else the newest)' },
    { flags: '--no-editor', summary: 'with a publication, no settings for editors' },
    { flags: '--yes', summary: 'ask nothing' },
  ],
  examples: [
    'press new publication',
    'press new guidance lone-working --edition 2024',
    'press new edition guidance/lone-working 2025',
  ],
  run,
};
