/**
 * An edition that was published, corrected twice and published in between, as files of a content folder: the document as it stands now, and the
 * ledger of two releases. The second correction is declared and not released yet. The releases are real ones, of this document alone.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { machine } from '../../src/host.ts';
import { build } from '../../src/pipeline.ts';
import { witness } from '../../src/release/release.ts';
import { type Files, filesIn, folderOf } from './folder.ts';

const FILE = 'guidance/corrected/2022.md';
/** Each release is made on its own day: a day before would be a view of the past. */
const pressOn = (day: string) =>
  `title: A town\npublisher: A town\nbase-address: https://town.example/\nas-at: ${day}\n`;

const FIRST = `  - date: 2023-05-04
    reason: The hours in principle 1 were those of winter, and the title named one lane of three.
    clauses: [facts, hours]
`;
const SECOND = `  - date: 2024-11-12
    reason: The table named a keeper who had left, and clause 4.2 had been repealed before the edition was published.
    clauses: [keepers, c-4-2, c-4-3]
`;

interface State {
  readonly title: string;
  readonly hours: string;
  readonly keeper: string;
  readonly repealed: string;
  readonly corrections: string;
}

const documentAs = ({ title, hours, keeper, repealed, corrections }: State) => `---
title: ${title}
summary: Was corrected twice since it was published.
classification: OFFICIAL
author: The clerk
force-organisation: The town
text: full
date-created: 2022-05-01
effective-from: 2022-06-01
${corrections === '' ? '' : `corrections:\n${corrections}`}---

## Lamps {#lamps}

Lanes are lit by those who live there.

:::principle{#hours number=1}
Lamps **must** be lit ${hours}, and their glass is cleaned on the first day of each month. [The keepers](#keepers) see to it.
:::

## Keepers {#keepers}

| Lane | Keeper |
|------|--------|
| Mill Lane | ${keeper} |
| Church Lane | The verger |

## Fees {#fees}

:::clause{#c-4-1 number=4.1}
Nobody pays for light.
:::

${repealed}`;

const REPEALED = ':::clause{#c-4-2 number=4.2}\nA lamp that is broken is paid for by whoever lives next to it.\n:::\n';
const INSTEAD = ':::clause{#c-4-3 number=4.3}\nThe town pays for lamps that are broken.\n:::\n';

const ORIGINAL: State = {
  title: 'The lighting of Mill Lane',
  hours: 'from four in the afternoon until eight in the morning',
  keeper: 'The miller',
  repealed: REPEALED,
  corrections: '',
};
const BETWEEN = {
  ...ORIGINAL,
  title: 'The lighting of lanes',
  hours: 'from dusk until ten, and from six until dawn',
  corrections: FIRST,
};
const NOW = { ...BETWEEN, keeper: 'The baker', repealed: INSTEAD, corrections: FIRST + SECOND };

async function publish(folder: string, state: State, asAt: string): Promise<void> {
  const content = path.join(folder, 'content');
  writeFileSync(path.join(content, 'press.yaml'), pressOn(asAt));
  writeFileSync(path.join(content, FILE), documentAs(state));
  const { published, findings } = await build(machine, {
    content,
    out: path.join(folder, 'dist'),
    audience: 'public',
    formats: ['json'],
    seal: { content, witness: witness(machine, content), parameters: {}, version: '1' },
  });
  if (!published) throw new Error(findings.map(({ message }) => message).join('\n'));
}

/** By path from the content folder. */
export async function correctedEdition(): Promise<Files> {
  const folder = folderOf();
  mkdirSync(path.join(folder, 'content', path.dirname(FILE)), { recursive: true });
  await publish(folder, ORIGINAL, '2022-06-01');
  await publish(folder, BETWEEN, '2023-06-01');
  const ledger = Object.entries(filesIn(path.join(folder, 'content/published')));
  return {
    [FILE]: documentAs(NOW),
    ...Object.fromEntries(ledger.map(([file, bytes]) => [`published/${file}`, bytes.toString()])),
  };
}
