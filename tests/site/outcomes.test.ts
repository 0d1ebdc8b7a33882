/** "You said, we did": each point that was put leads to its outcome, and each outcome to what changed in the clause that it led to. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { machine } from '../../src/host.ts';
import { build } from '../../src/pipeline.ts';
import { elements, hasClass, parse, wordsOf } from '../html/pages.ts';
import { date } from '../support/edition.ts';
import { folderOf } from '../support/folder.ts';

const FRONT = 'classification: OFFICIAL\ntext: full\n';
const guidance = (year: string, words: string) =>
  `---\ntitle: Visits\ndate-created: ${year}-01-10\neffective-from: ${year}-01-10\n${year === '2025' ? 'changes:\n  - note: Officers must now listen first.\n    clauses: [listen]\n' : ''}${FRONT}---
## Principles {#principles}

:::principle{#record number=1}
A record is made at the time of each visit to a home, and is kept for six years.
:::

:::principle{#listen number=2}
${words}
:::
`;
const letter = (title: string, created: string, more: string, body: string) =>
  `---\ntitle: "${title}"\ndate-created: ${created}\nopens: 2024-04-29\ncloses: 2024-07-22\n${more}${FRONT}---\n${body}`;

const CONTENT = {
  'press.yaml':
    'title: Papers\npublisher: An office\nbase-address: https://office.example/papers/\nas-at: 2025-06-01\n',
  'guidance/visits/2019.md': guidance('2019', 'Officers may listen before they speak to those who live there.'),
  'guidance/visits/2025.md': guidance('2025', 'Officers must listen before they speak to those who live there.'),
  'consultations/views/2024-04-29.md': letter(
    'Views on visits',
    '2024-04-29',
    'subject: guidance/visits@2019\nrespond-by-email: views@office.example\n',
    ':::question{#q1 number=1}\nShould officers listen first?\n:::\n\n:::question{#q2 number=2}\nShould records be kept for longer?\n:::\n',
  ),
  'consultations/views/2025-01-10.md': letter(
    'Views on visits: outcome',
    '2025-01-10',
    'outcome-published: 2025-01-10\n',
    ':::outcome{to=q1 led-to="../../guidance/visits/2025.md#listen"}\nMost said yes.\n:::\n\n:::outcome{to=q2}\nNothing changes.\n:::\n',
  ),
};

async function siteAt(asAt: string) {
  const root = folderOf(CONTENT);
  const out = path.join(root, '..', `site-${path.basename(root)}`);
  const formats = ['html', 'json'] as const;
  const { findings } = await build(machine, { content: root, out, audience: 'public', formats, asAt: date(asAt) });
  expect(findings).toEqual([]);
  return (file: string) => readFileSync(path.join(out, file), 'utf8');
}

type Links = readonly (readonly [words: string, href: unknown])[];
const linksOf = (page: string, className: string): readonly Links[] =>
  elements(parse(page), hasClass(className)).map((block) =>
    elements(
      block,
      ({ tagName, properties }) => tagName === 'a' && !hasClass('permalink')({ properties } as never),
    ).map((link) => [wordsOf(link), link.properties['href']] as const),
  );

describe('as at a day behind the outcome', () => {
  let file: (name: string) => string;
  beforeAll(async () => {
    file = await siteAt('2025-06-01');
  });

  test('the work keeps the name of the letter', () => {
    const titled = (name: string) => elements(parse(file(name)), ({ tagName }) => tagName === 'h1').map(wordsOf);
    expect(titled('consultations/views/index.html')).toEqual(['Views on visits']);
    expect(titled('consultations/views/2025-01-10/index.html')).toEqual(['Views on visits: outcome']);
  });

  test('what the letter is about is named and leads to it', () => {
    const facts = linksOf(file('consultations/views/2024-04-29/index.html'), 'facts');
    expect(facts[0]).toEqual([['Visits, 2019 edition', '../../../guidance/visits/2019/']]);
  });

  test('an outcome names the point in the letter, the clause that it led to, and the change of that clause', () => {
    const [first, second] = linksOf(file('consultations/views/2025-01-10/index.html'), 'outcome');
    expect(first).toEqual([
      ['question 1, edition of 29 April 2024', '../2024-04-29/#q1'],
      ['Visits, 2025 edition, principle 2', '../../../guidance/visits/2025/#listen'],
      ['what changed from 2019 to 2025', '../../../guidance/visits/2019..2025/#change_1'],
    ]);
    expect(second).toEqual([['question 2, edition of 29 April 2024', '../2024-04-29/#q2']]);
    const compared = parse(file('guidance/visits/2019..2025/index.html'));
    const change = elements(compared, ({ properties }) => properties.id === 'change_1');
    expect(change.map(wordsOf).join()).toMatch(/principle 2/);
  });

  test('a question of the letter leads to its outcome', () => {
    const [first] = linksOf(file('consultations/views/2024-04-29/index.html'), 'question');
    expect(first).toEqual([['What followed from question 1', '../2025-01-10/#q1-outcome']]);
  });

  test('the letter offers no way to respond any more, in any form', () => {
    for (const name of ['2024-04-29/index.html', '2024-04-29/edition.json', 'index.html'])
      expect(file(`consultations/views/${name}`)).not.toContain('views@office.example');
  });

  test('data names point and results', () => {
    const { clauses } = JSON.parse(file('consultations/views/2025-01-10/edition.json'));
    expect(clauses[0]).toMatchObject({ kind: 'outcome', to: 'q1', ledTo: ['guidance/visits@2025#listen'] });
  });
});

test('as at a day before the outcome no question leads to it, and the letter says how to respond', async () => {
  const file = await siteAt('2024-05-01');
  const page = file('consultations/views/2024-04-29/index.html');
  expect(linksOf(page, 'question')[0]).toEqual([]);
  expect(page).toContain('<a href="mailto:views@office.example">');
});
