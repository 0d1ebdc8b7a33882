/**
 * Short withheld passages are looked for only if they hold a word that the program itself never prints. Documents of invented
 * words are published in every format: whatever other word stands in the output must be listed as common.
 */
import path from 'node:path';
import { expect, test } from 'vitest';
import { COMMON_WORDS } from '../../src/release/leaks/common-words.ts';
import { channelsOf } from '../../src/release/leaks/decode.ts';
import { fold, wordsOf } from '../../src/release/leaks/fold.ts';
import { press } from '../support/command.ts';
import { filesIn, folderOf } from '../support/folder.ts';
import { mediaTypeOf } from '../support/media-type.ts';

let count = 0;
/** Invented words: all begin alike. */
const invented = (words = 1) => Array.from({ length: words }, () => `qx${(count++).toString(36)}qx`).join(' ');

const front = (fields: string) =>
  `---\ntitle: ${invented(3)}\nsummary: ${invented(4)}\nclassification: OFFICIAL-SENSITIVE\ndate-created: 2019-02-03\nauthor: ${invented()}\nforce-organisation: ${invented()}\ncoordination-committee: ${invented()}\nfoi-disclosable: in-part\n${fields}---\n`;

const BODY = `## ${invented()} {#qxa}

${invented(30)} **${invented()}** [${invented()}](https://qx.qx/) \`${invented()}\`[^qx]

:::principle{#qxp number=1 title="${invented()}"}
${invented(12)}
:::

- ${invented()}
- [x] ${invented()}

1. ${invented()}

> ${invented()}

| ${invented()} | ${invented()} |
|---|---|
| ${invented()} | :withheld[${invented()}]{ground="s.40(2)"} |

:::definition{#qxd term="${invented()}"}
${invented(3)}
:::

:::question{#qxq number=1}
${invented(5)}
:::

::::answer{to=qxq outcome=disclosed-in-part}
${invented(5)}

:::withheld{ground="s.31(1)(a)"}
${invented(5)}
:::
::::

:::note{title="${invented()}"}
${invented(4)}
:::

:::public-interest
${invented(4)}
:::

:::harm
${invented(4)}
:::

[^qx]: ${invented(4)}
`;

const CHANGED = BODY.replace(/^> .*$/m, '').replace(/^- \[x\].*$/m, `- ${invented(3)} must not\n- ${invented(9)}`);

test('whatever the program prints of its own is a common word', () => {
  const changes = 'changes:\n  - note: Qx.\n    clauses: [qxa, qxp]\n  - note: Qx.\n    minor: yes\n';
  const folder = folderOf({
    'content/press.yaml': `title: ${invented()}\npublisher: ${invented()}\nbase-address: https://qx.qx/\nas-at: 2025-01-01\nnotice: ${invented()}\n`,
    'content/guidance/qxw/2019.md': `${front('effective-from: 2019\ntext: full\ninterventions:\n  - Qx\ntext-source: Qx\nreview-date: 2020\n')}${BODY}`,
    'content/guidance/qxw/2021.md': `${front(`effective-from: 2021\ntext: illustrative\nstatus-of-guidance: policy\n${changes}`)}${CHANGED}`,
    'content/guidance/qxv/2019.md': `${front('effective-from: 2019\ntext: extract\nwithdrawn:\n  date: 2020\n  reason: Qx\n')}${BODY}`,
    'content/guidance/qxu/2019.md': front('effective-from: 2019\ntext: not-held\n'),
    'content/consultations/qxc/2019.md': `${front('opens: 2019\ncloses: 2020\ntext: full\nto: Qx\nfrom: Qx\nrespond-by-post: Qx\nanalysed-by: Qx\n')}${BODY}`,
    'content/foi/qxf/2019.md': `${front('reference: qx\ndate-received: 2019\ndate-answered: 2019\noutcome: disclosed-in-part\ntext: full\ndecision-maker: Qx\ninternal-review: Qx\nexemptions: [s.40(2), s.31(1)(a)]\n')}${BODY}\n:::review-rights\nQx review, qx Information Commissioner.\n:::\n`,
  });
  const { exit, error } = press(['release'], { in: folder });
  expect(error.replace(/^.* warning [^]*?$/gm, ''), error).not.toContain(' error ');
  expect(exit).toBe(0);
  const printed = new Map<string, Set<string>>();
  for (const [file, bytes] of Object.entries(filesIn(path.join(folder, 'dist')))) {
    for (const { text, prose } of channelsOf({ path: file, mediaType: mediaTypeOf(file), bytes })) {
      if (prose) for (const word of wordsOf(fold(text))) printed.set(word, (printed.get(word) ?? new Set()).add(file));
    }
  }
  // Digests and the like are no words, nobody withholds them: four letters that one PDF alone has are part of its identity.
  const byChance = (files: ReadonlySet<string>) =>
    files.size === 1 && [...files].every((file) => file.endsWith('.pdf'));
  const words = [...printed].flatMap(([word, files]) =>
    /^[a-z]{4,20}$/.test(word) && !/qx/.test(word) && !byChance(files) ? [word] : [],
  );
  expect(words.filter((word) => !COMMON_WORDS.has(word)).toSorted()).toEqual([]);
});
