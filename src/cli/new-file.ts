/** A file that begins something: names and places looked at before, blanks counted after. */
import path from 'node:path';
import type { Host } from '../host.ts';
import { blanksIn } from '../model/blank.ts';
import { UsageFault } from '../model/fault.ts';
import { addressProblem, workProblem } from '../read/read.ts';
import { type Options, textOption, type World } from './command.ts';
import { EXIT, type Exit } from './exit.ts';
import { replaceFile } from '../host.ts';
import { counted } from './report.ts';

export const PUBLICATION_FILE = 'press.yaml';

/** The content folder, which need not be there yet. */
export function contentFolder(host: Host, options: Options): string {
  const content = textOption(options, 'content') ?? 'content';
  const kind = host.kind(content);
  if (kind === 'link') throw new UsageFault(`"${content}" is a symbolic link; name the folder itself.`);
  if (kind !== undefined && kind !== 'folder') throw new UsageFault(`"${content}" is no folder.`);
  return content;
}

/** How a content folder is named on a command line: not at all where it is the usual one. */
export const contentWords = (content: string) => (content === 'content' ? '' : ` --content ${content}`);

/** The same, with its press.yaml. */
export function begunContent(host: Host, options: Options): string {
  const content = contentFolder(host, options);
  const file = path.join(content, PUBLICATION_FILE);
  if (host.kind(file) === 'file') return content;
  throw new UsageFault(`There is no ${file} yet. Begin with: press new publication${contentWords(content)}`);
}

export function soundName(what: 'a document' | 'an edition', name: string): void {
  const problem = what === 'a document' ? workProblem(name) : addressProblem(name);
  if (problem !== undefined) throw new UsageFault(`This is no name for ${what}: ${problem}`);
}

/** Comments are not published, nor are the blanks in them. */
const withoutComments = (text: string) => text.replace(/^#(?!#).*$/gm, '');

/** Writes a file that must not be there yet, and says what is left to do. */
export function begin(
  { host, terminal }: World,
  content: string,
  file: string,
  text: string,
  more: readonly string[],
): Exit {
  if (host.kind(file) !== undefined) throw new UsageFault(`There is a ${file} already; nothing was written.`);
  replaceFile(host, file, new TextEncoder().encode(text));
  const count = blanksIn(withoutComments(text)).length;
  const lists = `"press check${contentWords(content)}" lists them.`;
  const left = count === 0 ? '' : ` Fill in its ${counted(count, 'blank')}, FILL-IN(…); ${lists}`;
  terminal.out([`Wrote ${file}.${left}`, ...more].map((line) => `${line}\n`).join(''));
  return EXIT.fine;
}
