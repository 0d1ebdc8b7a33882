/**
 * Case files: Markdown documents in which a source and what becomes of it stand side by side.
 *
 *     ## What the case is about
 *
 *     ````md guidance/a/2019.md
 *     source
 *     ````
 *     ````text
 *     what becomes of it
 *     ````
 *
 * A case may have several sources; those above the first case stand beside each of them. One without a name is `guidance/a/2019.md`. Where a source does not begin with front matter,
 * its family's is put in front, and places count from the first line that is shown.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface WrittenCase {
  readonly title: string;
  readonly sources: Readonly<Record<string, string>>;
  readonly expected: string;
}

const FENCED = /^(`{4,})(md|yaml|text)(?: +(\S+))?\n(.*?)^\1$/gms;

function caseOf(section: string, beside: WrittenCase['sources']): WrittenCase {
  const title = section.slice(0, section.indexOf('\n')).trim();
  const sources: Record<string, string> = {};
  let expected: string | undefined;
  for (const [, , kind, name = 'guidance/a/2019.md', content = ''] of section.matchAll(FENCED)) {
    if (kind === 'text') expected = content;
    else sources[name] = content;
  }
  if (expected === undefined) throw new Error(`The case "${title}" says not what is expected.`);
  return { title, sources: { ...sources, ...beside, ...sources }, expected };
}

/** The cases of every file in a folder of `tests/cases`, by file. */
export function casesIn(folder: string): readonly (readonly [file: string, cases: readonly WrittenCase[]])[] {
  const root = path.resolve('tests/cases', folder);
  return readdirSync(root).map((name) => {
    const [head = '', ...sections] = readFileSync(path.join(root, name), 'utf8').split(/^## (?=.*\n\n`{4})/m);
    const beside = Object.fromEntries(
      Array.from(head.matchAll(FENCED), ([, , , file = '', content = '']) => [file, content]),
    );
    return [name, sections.map((section) => caseOf(section, beside))];
  });
}
