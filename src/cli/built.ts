/** What a build or a release tells: findings, and what there is to know of files that withhold and of runs before. */
import path from 'node:path';
import type { Built } from '../pipeline.ts';
import { counted, located, report } from './report.ts';
import type { Terminal } from './terminal.ts';

/** A path as the user would type it. */
export const asTyped = (place: string) => path.relative('', place) || place;

export const whatWasBuilt = ({ editions, comparisons }: Built) =>
  `${counted(editions, 'edition')} and ${counted(comparisons, 'comparison')}`;

export function tellBuilt(terminal: Terminal, { findings, unspoken, told }: Built, content: string): void {
  for (const sentence of told) terminal.error(`${sentence}\n`);
  terminal.error(report('text', located(findings, content), { colour: terminal.colour }));
  if (unspoken === 0) return;
  const files = unspoken === 1 ? '1 file withholds' : `${unspoken} files withhold`;
  terminal.error(`${files} something. Warnings about such files are told by "press check" only.\n`);
}
