/**
 * What an editor needs, in the folder that an author opens: the one that holds the content folder, or the content folder itself where
 * the command is given in it. What stands there is an author's own and stays.
 */
import path from 'node:path';
import { editorFiles, modeline, schemaPath } from '../draft/draft.ts';
import type { Host } from '../host.ts';
import type { World } from './command.ts';
import { replaceFile } from '../host.ts';
import { counted } from './report.ts';

/** The folder that an editor opens, as the user would type it, and the content folder seen from there. */
function openedFor(content: string): { readonly folder: string; readonly content: string } {
  const [place, here] = [path.resolve(content), path.resolve()];
  if (place === here) return { folder: '.', content: '.' };
  return { folder: path.relative(here, path.dirname(place)) || '.', content: path.basename(place) };
}

/** The line that leads an editor to the schema of a file in the content folder. */
export function schemaLine(content: string, file: string, name: string): string {
  return modeline(path.posix.join(openedFor(content).content, file), name);
}

export function hasSchema(host: Host, content: string, name: string): boolean {
  return host.kind(path.join(openedFor(content).folder, schemaPath(name))) === 'file';
}

/** Writes those files that are not there yet, and says so. */
export function writeEditorFiles({ host, terminal }: World, content: string): void {
  const opened = openedFor(content);
  const files = Object.entries(editorFiles(host, { content: opened.content, command: ['press'] }));
  const missing = files.filter(([file]) => host.kind(path.join(opened.folder, file)) === undefined);
  for (const [file, text] of missing) replaceFile(host, path.join(opened.folder, file), new TextEncoder().encode(text));
  const left = files.length - missing.length;
  const kept =
    left === 0 ? '' : ` ${counted(left, 'file')} stood there and stayed as ${left === 1 ? 'it was' : 'they were'}.`;
  const folder = path.join(opened.folder, '.vscode');
  terminal.out(`Wrote ${counted(missing.length, 'file')} into ${folder} for editors.${kept}\n`);
}
