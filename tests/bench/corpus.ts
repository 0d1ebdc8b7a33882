/**
 * A content folder of any size for the benchmarks: guidance of about 1,500 words a document with sections, numbered principles, lists
 * inside lists, a table, a quotation, links to other works, emphasis and footnotes; the second edition of a work edits a tenth of
 * the first. A seed makes the same folder everywhere.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Random, random, sentence, vocabulary } from '../support/known-edits.ts';

export interface CorpusSize {
  readonly works: number;
  readonly editions: readonly number[];
  /** Words of a document. */
  readonly words: number;
}

const WORDS = vocabulary(random(1), 4000);
/** Words of one section, about. */
const SECTION = 190;

const capital = (words: string) => words.replace(/\.$/, '');

/** One section of Markdown. What it says depends on `next` alone, so that an edition can repeat it. */
function section(next: Random, work: number, index: number, size: CorpusSize): string {
  const say = (words: number) => sentence(next, WORDS, words);
  const prose = (sentences: number) =>
    Array.from({ length: sentences }, () => say(8 + Math.floor(next() * 14))).join(' ');
  // Never its own work: from another edition such a link would be another reference.
  const other = (work + 1 + Math.floor(next() * (size.works - 1))) % size.works;
  const link = `[${capital(say(3))}](../work-${other}/${size.editions[0]}.md#part-1)`;
  const turns = [
    () => `1. ${say(9)}\n2. ${say(9)}\n\n   - ${say(7)}\n   - ${say(7)}\n3. ${say(9)}`,
    () =>
      ['No.', '---', ...Array.from({ length: 4 }, (_, row) => String(row + 1))]
        .map((first, row) =>
          row === 1 ? '| --- | --- | --- |' : `| ${first} | ${capital(say(2))} | ${capital(say(6))} |`,
        )
        .join('\n'),
    () => `> ${prose(2)}`,
    () => `### ${capital(say(3))} {#inside-${index}}\n\n${prose(2)}`,
  ];
  return `## ${capital(say(4))} {#part-${index}}

${prose(3)}

:::principle{#principle-${index} number=${index} title="${capital(say(4))}"}
${prose(2)}
:::

${say(8)} **${capital(say(2))}**, see ${link} and *${capital(say(3))}*.[^n${index}] ${say(9)}

${turns[index % turns.length]?.() ?? ''}

${prose(2)}

[^n${index}]: ${say(10)}
`;
}

/** Every tenth section of a later edition is another. */
export function documentOf(work: number, edition: number, size: CorpusSize): string {
  const parts = Array.from({ length: Math.max(1, Math.round(size.words / SECTION)) }, (_, index) => index + 1);
  const first = size.editions[0] ?? edition;
  const edited = (index: number) => edition !== first && (index + work) % 10 === 0;
  const sections = parts.map((index) =>
    section(random((work + 1) * 7919 + index * 104729 + (edited(index) ? edition : 0)), work, index, size),
  );
  const changed = parts.filter(edited).map((index) => `part-${index}`);
  const changes =
    changed.length === 0
      ? ''
      : `changes:\n  - note: Sections were written anew.\n    clauses: [${changed.join(', ')}]\n`;
  return `---
title: Work ${work}
classification: OFFICIAL
date-created: ${edition}-01-01
effective-from: ${edition}-02-01
text: full
author: A clerk
force-organisation: An office
${changes}---
${sections.join('\n')}`;
}

export const PRESS = 'title: Papers\npublisher: An office\nbase-address: https://office.example/\nas-at: 2025-06-01\n';

/** Writes the folder and gives back the files of its documents. */
export function writeCorpus(content: string, size: CorpusSize): readonly string[] {
  mkdirSync(content, { recursive: true });
  writeFileSync(path.join(content, 'press.yaml'), PRESS);
  return Array.from({ length: size.works }, (_, work) => {
    const folder = path.join(content, 'guidance', `work-${work}`);
    mkdirSync(folder, { recursive: true });
    return size.editions.map((edition) => {
      const file = path.join(folder, `${edition}.md`);
      writeFileSync(file, documentOf(work, edition, size));
      return file;
    });
  }).flat();
}
