/**
 * A content folder that has nothing to do with the one of this repository: thirty works on town matters in all families, with
 * two or three editions of some, links, quotations, questions, tables and footnotes. Made of counters, so always the same.
 */
import type { Files } from './folder.ts';

export const PRESS_YAML = `title: A town's papers
publisher: A town
base-address: https://town.example/papers/
as-at: 2025-06-01
notice: Written for tests.
`;

const front = (fields: Readonly<Record<string, string>>) =>
  `---\n${Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')}---\n`;

const COMMON = { classification: 'OFFICIAL', text: 'full', author: 'The clerk', 'force-organisation': 'The town' };

const TOPICS = [
  'allotments',
  'bridges',
  'cycling',
  'drains',
  'elms',
  'ferries',
  'gritting',
  'hedges',
  'inns',
  'jetties',
];

function guidance(topic: string, year: number, index: number): string {
  const duty = year > 2020 ? 'must' : 'should';
  const notes = '\n  - note: The duties and the numbers of visits change.\n    clauses: [purpose, care, inspection]';
  const fields = { title: `Care of ${topic}`, 'date-created': `${year}-03`, 'effective-from': `${year}-04-01` };
  return `${front({ ...COMMON, ...fields, ...(year > 2019 ? { changes: notes } : {}) })}
## Purpose {#purpose}

This guidance is about ${topic}. It was written in ${year}[^source] and replaces what stood before.

## Principles {#principles}

:::principle{#care number=1}
Those who look after ${topic} ${duty} inspect them ${index + 2} times a year and keep a record.
:::

:::principle{#neighbours number=2}
Neighbours are told before work begins.
:::

## Inspection {#inspection}

| Month | Visits |
|-------|-------:|
| March | ${index + 1} |
| October | ${year % 7} |

3. Walk the whole length.
7. Write down what was found at 10:30.

- Bring a lamp.
  - And a spare one.

[^source]: Minutes of the town meeting, ${year}.
`;
}

function consultation(topic: string, index: number): string {
  return `${front({
    ...COMMON,
    title: `Your views on ${topic}`,
    'date-created': '2025-05-01',
    opens: '2025-05-01',
    closes: index % 2 === 0 ? '2025-07-31' : '2025-05-20',
  })}
We ask for views on ${topic}, as described in [the guidance](../../guidance/${topic}/2019.md#care).

:::question{#q1 number=1}
Are the ${topic} well kept?
:::
`;
}

function answer(topic: string, index: number): string {
  return `${front({
    ...COMMON,
    title: `Costs of ${topic}`,
    'date-created': '2025-02-10',
    'date-answered': '2025-02-10',
    reference: `2025/${index + 1}`,
    outcome: 'disclosed-in-full',
  })}
:::question{#q1 number=1}
What did the ${topic} cost?
:::

::::answer{to=q1}
The rule is:

:::quote{from="../../guidance/${topic}/2019.md#neighbours"}
"Neighbours are told before work begins."
:::

They cost £${(index + 1) * 1000}.
::::

::include{file="../../boilerplate/review/2020.md"}
`;
}

const REVIEW = `${front({ ...COMMON, title: 'Review', 'date-created': '2020-01-01' })}
:::review-rights
## Your rights {#your-rights}

You may ask for a review.
:::
`;

/** Thirty works and a passage that ten of them include. */
export function townCorpus(): Files {
  const works = TOPICS.flatMap((topic, index): (readonly [string, string])[] => [
    [`guidance/${topic}/2019.md`, guidance(topic, 2019, index)],
    ...(index % 2 === 0 ? [[`guidance/${topic}/2023.md`, guidance(topic, 2023, index)] as const] : []),
    ...(index % 4 === 0 ? [[`guidance/${topic}/2025.md`, guidance(topic, 2025, index)] as const] : []),
    [`consultations/${topic}/2025-05-01.md`, consultation(topic, index)],
    [`foi/${topic}-costs/2025-02-10.md`, answer(topic, index)],
  ]);
  return { 'press.yaml': PRESS_YAML, 'boilerplate/review/2020.md': REVIEW, ...Object.fromEntries(works) };
}
