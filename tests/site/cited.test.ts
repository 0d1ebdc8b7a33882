/** What quotes or cites a clause is told on the page of the clause: from all documents, and never from what they withhold. */
import path from 'node:path';
import type { Root } from 'hast';
import { beforeAll, describe, expect, test } from 'vitest';
import { machine } from '../../src/host.ts';
import { build } from '../../src/pipeline.ts';
import { elements, hasClass, parse, wordsOf } from '../html/pages.ts';
import { filesIn, folderOf } from '../support/folder.ts';
import { documentOf, guidance, PRESS } from '../support/inspected.ts';

const RULES = guidance(`## Scope {#scope}

Of these rules.

:::principle{#care number=1}
Care is taken of every tree.
:::

:::principle{#quiet number=2}
Quiet is kept near nests.
:::

:::principle{#open number=3}
Paths are kept open.
:::
`);

/** Quotes principle 1 twice in one answer, cites it in a footnote, and withholds references to principle 3. */
const ANSWER = documentOf(
  'foi',
  `:::question{#q1 number=1}
What of trees?
:::

::::answer{to=q1 #a1}
They are cared for, see [principle 1](../../guidance/rules/2019.md#care).

:::quote{from="../../guidance/rules/2019.md#care"}
Care is taken of every tree.
:::
::::

:::question{#q2 number=2}
What of paths?
:::

::::answer{to=q2 #a2}
Nothing is held[^note]. :withheld[But see [principle 3](../../guidance/rules/2019.md#open).[^hidden]]{ground="s.31(1)(a)"}

:::withheld{ground="s.31(1)(a)"}
And once more [principle 3](../../guidance/rules/2019.md#open).
:::

:::harm{ground="s.31(1)(a)"}
It would do harm.
:::

:::public-interest{ground="s.31(1)(a)"}
It was weighed.
:::

:::review-rights
You may ask for a review and complain to the Information Commissioner.
:::
::::

[^note]: As [principle 2](../../guidance/rules/2019.md#quiet) has it.
[^hidden]: A note of [the scope](../../guidance/rules/2019.md#scope) for few.
`,
).replace('outcome: not-held', 'outcome: disclosed-in-part\nexemptions: ["s.31(1)(a)"]');

const MANUAL = guidance(
  `## Use {#use}

As [the rules](../rules/) say, and [the rules of 2019](../rules/2019.md) said, [here](#use) and [in 2018](2018.md#use).
`,
  'changes:\n  - note: Of these links.\n    clauses: [use]\n',
).replace('title: A title', 'title: A manual');

const FILES = {
  'press.yaml': PRESS,
  'guidance/rules/2019.md': RULES,
  'guidance/manual/2018.md': MANUAL.replace(', [here](#use) and [in 2018](2018.md#use)', '').replaceAll(
    '2019\n',
    '2018\n',
  ),
  'guidance/manual/2019.md': MANUAL,
  'foi/1-19/2019.md': ANSWER,
};

async function siteFor(audience: 'public' | 'internal'): Promise<(page: string) => Root> {
  const content = folderOf(FILES);
  const out = path.join(content, '..', `cited-${audience}-${path.basename(content)}`);
  const { findings, published } = await build(machine, { content, out, audience, formats: ['html'] });
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(published).toBeDefined();
  const files = filesIn(out);
  return (page) => parse(String(files[`${page}index.html`]));
}

let page: (page: string) => Root;
let internal: (page: string) => Root;
beforeAll(async () => {
  page = await siteFor('public');
  internal = await siteFor('internal');
});

const citedAt = (tree: Root, id: string) =>
  elements(tree, ({ properties }) => properties['id'] === id).flatMap((clause) =>
    elements(clause, hasClass('cited')).map(wordsOf),
  );
const citing = (tree: Root) =>
  elements(tree, hasClass('citing')).flatMap((list) => elements(list, ({ tagName }) => tagName === 'li').map(wordsOf));

describe('below a clause', () => {
  test('stands what quotes it; a place that quotes and links is told once', () => {
    expect(citedAt(page('guidance/rules/2019/'), 'care')).toEqual([
      'Quoted in the answer to question 1, A title, 2019 edition',
    ]);
  });

  test('stands what cites it in a footnote, as the clause that leads to the footnote', () => {
    expect(citedAt(page('guidance/rules/2019/'), 'quiet')).toEqual([
      'Cited in the answer to question 2, A title, 2019 edition',
    ]);
  });

  test('the way leads to the citing clause', () => {
    const links = elements(page('guidance/rules/2019/'), hasClass('cited')).flatMap((note) =>
      elements(note, ({ tagName }) => tagName === 'a').map(({ properties }) => properties['href']),
    );
    expect(links).toEqual(['../../../foi/1-19/2019/#a1', '../../../foi/1-19/2019/#a2']);
  });

  test('nothing that a withheld passage refers to is told to the public', () => {
    expect(citedAt(page('guidance/rules/2019/'), 'open')).toEqual([]);
    expect(citedAt(internal('guidance/rules/2019/'), 'open')).toEqual([
      'Cited in the answer to question 2, A title, 2019 edition',
    ]);
    expect(citing(page('guidance/rules/2019/')).join()).not.toContain('Scope');
    expect(citing(internal('guidance/rules/2019/')).join()).toContain('“Scope”');
  });
});

describe('at the end of an edition', () => {
  test('stand the documents that cite it, a link to the work counting for the edition in force', () => {
    expect(citing(page('guidance/rules/2019/'))).toEqual([
      'A title, 2019 edition: quotes or cites principle 1, principle 2',
      'A manual, 2019 edition',
      'A manual, 2018 edition',
    ]);
  });

  test('stand other editions of its work, and not itself', () => {
    expect(citing(page('guidance/manual/2018/'))).toEqual(['A manual, 2019 edition: cites “Use”']);
    expect(citing(page('guidance/manual/2019/'))).toEqual([]);
  });
});
