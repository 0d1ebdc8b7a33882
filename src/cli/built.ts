/** What a build or a release tells: findings, and what there is to know of files that withhold and of runs before. */
import path from 'node:path';
import { formatDate } from '../model/date.ts';
import type { Built } from '../pipeline.ts';
import type { Progress } from './progress.ts';
import { counted, findingRows, located, report } from './report.ts';
import type { Terminal } from './terminal.ts';

/** A path as the user would type it. */
export const asTyped = (place: string) => path.relative('', place) || place;

export const whatWasBuilt = ({ editions, comparisons }: Built) =>
  `${counted(editions, 'edition')} and ${counted(comparisons, 'comparison')}`;

const seconds = (milliseconds: number) => Math.round(milliseconds) / 1000;

/** The same for a program, with where the time of this run went. */
export function builtJson(built: Built, content: string, times: ReturnType<Progress['times']>): string {
  const { published, findings, editions, comparisons, unspoken, told, past } = built;
  const summary = {
    version: 1,
    published: published && {
      files: published.files,
      bytes: published.bytes,
      release: published.release,
      recorded: published.recorded,
      unchanged: published.unchanged,
    },
    editions,
    comparisons,
    past,
    findings: findingRows(located(findings, content)),
    unspoken,
    told,
    stages: times.stages.map(([stage, took]) => ({ stage, seconds: seconds(took) })),
    slowest: times.slowest.map(([identifier, took]) => ({ identifier, seconds: seconds(took) })),
  };
  return `${JSON.stringify(summary, undefined, 2)}\n`;
}

export function tellBuilt(terminal: Terminal, { findings, unspoken, told, past }: Built, content: string): void {
  for (const sentence of told) terminal.error(`${sentence}\n`);
  terminal.error(report('text', located(findings, content), { colour: terminal.colour }));
  if (past) {
    const verb = past.later === 1 ? 'is' : 'are';
    const left =
      past.later === 0 ? 'No edition came later' : `${counted(past.later, 'edition')} that came later ${verb} left out`;
    terminal.error(`This is a view of the past, as at ${formatDate(past.day)}. ${left}.\n`);
  }
  if (unspoken === 0) return;
  const files = unspoken === 1 ? '1 file withholds' : `${unspoken} files withhold`;
  terminal.error(`${files} something. Warnings about such files are told by "press check" only.\n`);
}
