/** `press changes`: change notes to go on from, for each change of an edition that no note speaks of yet. */
import path from 'node:path';
import { clear } from '../clear/clear.ts';
import { diff } from '../diff/diff.ts';
import { draftNotes, notesText, withNotes } from '../draft/draft.ts';
import type { Work } from '../model/edition.ts';
import { editionBefore } from '../model/editions.ts';
import { UsageFault } from '../model/fault.ts';
import { inspect } from '../examine.ts';
import { type Command, CONTENT_OPTION, type Options, textOption, type World } from './command.ts';
import { EXIT, type Exit } from './exit.ts';
import { replaceFile } from '../host.ts';
import { counted, located, report } from './report.ts';
import { editionNamed, workNamed } from './works.ts';

/** The edition named, or the newest, and the one before it. */
function neighbours(work: Work, name: string | undefined) {
  const entry = name === undefined ? work.editions.at(-1) : editionNamed(work, name);
  const before = entry && editionBefore(work.editions, entry);
  if (!entry || !before)
    throw new UsageFault(`Before ${work.identifier}@${entry?.edition} there is no edition to compare it with.`);
  return { entry, before };
}

async function run(
  { host, terminal }: World,
  [name = '', edition]: readonly string[],
  options: Options,
): Promise<Exit> {
  const content = textOption(options, 'content') ?? 'content';
  const { checked, findings } = inspect(host, content);
  if (!checked) {
    terminal.error(
      report(
        'text',
        located(
          findings.filter(({ severity }) => severity === 'error'),
          content,
        ),
        { colour: terminal.colour },
      ),
    );
    terminal.error('The editions are compared when these are mended.\n');
    return EXIT.findings;
  }
  const { entry, before } = neighbours(workNamed(host, content, checked, name), edition);
  if ([entry, before].some(({ matter }) => matter.text === 'not-held'))
    throw new UsageFault('Of a text that is not held nobody can say what changed.');
  const [old, newer] = [before, entry].map(({ identifier }) => clear(checked.load(identifier), 'public'));
  if (!old || !newer) throw new Error('two editions were cleared');
  const notes = draftNotes(diff(old, newer), old, newer);
  const there = entry.matter.changes.length;
  if (notes.length === 0) {
    terminal.error(`Every change since ${before.edition} has its note.\n`);
    return EXIT.fine;
  }
  if (!options['write']) {
    terminal.out(notesText(notes));
    if (there > 0)
      terminal.error(
        `To go behind the ${counted(there, 'note')} of ${path.join(content, entry.file)}; --write puts them there.\n`,
      );
    return EXIT.fine;
  }
  const file = path.join(content, entry.file);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(host.read(file));
  const written = withNotes(entry.file, text, notes);
  if (written === undefined)
    throw new UsageFault(
      `The "changes" of ${file} are not written as a list of lines that begin with "-"; paste the notes by hand.`,
    );
  replaceFile(host, file, new TextEncoder().encode(written));
  const behind =
    there > 0 ? `, behind the ${counted(there, 'note')} that ${there === 1 ? 'stands' : 'stand'} there` : '';
  terminal.out(
    `Wrote ${counted(notes.length, 'note')} into ${file}${behind}. Fill in what each means to readers, FILL-IN(…).\n`,
  );
  return EXIT.fine;
}

export const changes: Command = {
  arguments: '<work> [edition]',
  options: [CONTENT_OPTION, { flags: '--write', summary: 'put them into the file, behind the notes that stand there' }],
  examples: ['press changes guidance/NAME', 'press changes guidance/NAME 2023 --write'],
  run,
};
