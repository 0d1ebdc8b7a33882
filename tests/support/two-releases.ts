/** Two releases of one small site: the second adds an edition, changes pages, and no longer has the addresses of a former name. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { filesIn } from './folder.ts';
import { pressHere } from './press-here.ts';
import { copyOfSite, LAMPS_2023, smallRelease } from './released.ts';

export interface TwoReleases {
  /** Has the content, `press.key`, `press.pub` and `dist`, which shows the second. */
  readonly folder: string;
  readonly first: string;
  readonly second: string;
  readonly firstFiles: Readonly<Record<string, Buffer>>;
  readonly secondFiles: Readonly<Record<string, Buffer>>;
}

export async function twoReleases(): Promise<TwoReleases> {
  const folder = await smallRelease({ 'content/press.yaml': 'renamed:\n  guidance/lights: guidance/lamps\n' });
  const first = copyOfSite(folder);
  const yaml = path.join(folder, 'content/press.yaml');
  writeFileSync(yaml, readFileSync(yaml, 'utf8').replace(/renamed:[^]*$/, ''));
  const more = LAMPS_2023.replaceAll('2023', '2025').replace('twice a day', 'thrice a day');
  writeFileSync(path.join(folder, 'content/guidance/lamps/2025.md'), more);
  const { exit, error } = await pressHere(['release', '--key', 'press.key'], { in: folder });
  if (exit !== 0) throw new Error(error);
  const second = copyOfSite(folder);
  return { folder, first, second, firstFiles: filesIn(first), secondFiles: filesIn(second) };
}
