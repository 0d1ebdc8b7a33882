/** Copies of folders with the links in them as they are. */
import { cpSync } from 'node:fs';
import path from 'node:path';
import { folderOf } from './folder.ts';

export function copyOf(folder: string): string {
  const copy = path.join(folderOf(), 'copy');
  cpSync(folder, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}
