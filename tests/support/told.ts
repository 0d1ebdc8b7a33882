/** What reading and checking make of the sources of a case, as text. */
import { check } from '../../src/check/check.ts';
import { machine } from '../../src/host.ts';
import { compareFindings, type Finding } from '../../src/model/finding.ts';
import { read } from '../../src/read/read.ts';
import type { WrittenCase } from './cases.ts';
import { folderOf } from './folder.ts';
import { documentOf, PRESS } from './inspected.ts';
import { outlineOf } from './outline.ts';

const FAMILY = /^(guidance|consultations|foi|boilerplate)\//;

/** The whole of a source and how many lines were put above it. */
function whole(file: string, source: string): { readonly text: string; readonly above: number } {
  const family = FAMILY.exec(file)?.[1];
  if (!family || source.startsWith('---') || source.startsWith('\\---'))
    return { text: source.replace(/^\\---/, '---'), above: 0 };
  const text = documentOf(family as Parameters<typeof documentOf>[0], source); // the pattern names the families
  return { text, above: text.slice(0, text.length - source.length).split('\n').length - 1 };
}

/** The trees of all documents that were read, and all findings. The name of the first source is left out everywhere. */
export function told({ sources }: WrittenCase): string {
  const wholes = new Map(Object.entries(sources).map(([file, source]) => [file, whole(file, source)]));
  const [first = ''] = wholes.keys();
  const texts = Object.fromEntries([...wholes].map(([file, { text }]) => [file, text]));
  const { corpus, findings: unread } = read(machine, folderOf({ 'press.yaml': PRESS, ...texts }));
  const found = [...unread, ...(corpus ? check(corpus, unread).findings : [])].toSorted(compareFindings);
  const main = [...(corpus?.entries.values() ?? [])].find(({ file }) => file === first);
  const place = ({ file, place: { line, column } }: Finding) =>
    `${file === first ? '' : `${file}:`}${line - (wholes.get(file)?.above ?? 0)}:${column}`;
  return [
    ...(main && corpus ? outlineOf(corpus.load(main.identifier)) : []),
    ...found.map((one) => `${place(one)} ${one.severity} ${one.rule}: ${one.message}`),
    '',
  ].join('\n');
}
