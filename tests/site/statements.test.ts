/** The accessibility statement and the policy on documents: what `press.yaml` states, and nothing else. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { machine } from '../../src/host.ts';
import { build } from '../../src/pipeline.ts';
import { filesIn, folderOf } from '../support/folder.ts';
import { guidance, inspected, PRESS, where } from '../support/inspected.ts';
import { elementsOf, parseHtml, wordsOf } from '../support/read-html.ts';

const STATED = `${PRESS}accessibility:
  compliance: partial
  prepared: 2024-04-01
  tested: 2024-03
  problems:
    - what: Maps have no description.
      criterion: 1.1.1 Non-text Content
      reason: not-compliant
      plan: They will have one in May 2024.
  contact:
    email: access@office.example
    reply-within: five working days
  enforcement: great-britain
accessible-documents:
  prepared: 2024-04-01
  practice: Every document is a page first.
  contact: {post: 1 Long Street}
`;

async function pagesWith(press: string) {
  const content = folderOf({ 'press.yaml': press, 'guidance/a/2019.md': guidance('Text.\n') });
  const out = path.join(folderOf(), 'dist');
  await build(machine, { content, out, audience: 'public', formats: ['html'] });
  const files = filesIn(out);
  const main = (file: string) => {
    const found = elementsOf(parseHtml(String(files[file]))).find(({ tagName }) => tagName === 'main');
    return found ? wordsOf(found) : '';
  };
  return { statement: main('accessibility/index.html'), policy: main('accessible-documents/index.html') };
}

test('what is stated stands on the pages, in the order of the model statement', async () => {
  const { statement, policy } = await pagesWith(STATED);
  const order = [
    'This site meets a part of the Web Content Accessibility Guidelines version 2.2, level AA;',
    'Not in line with the Regulations',
    'Maps have no description. Success criterion 1.1.1 Non-text Content. They will have one in May 2024.',
    'access@office.example',
    'five working days',
    'The Equality and Human Rights Commission',
    'This statement was prepared on 1 April 2024.',
    'This site was last tested in March 2024.',
  ];
  const places = order.map((words) => statement.indexOf(words));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(statement).not.toMatch(/Disproportionate|reviewed|What we are doing/);
  expect(policy).toContain('Every document is a page first.');
  expect(policy).toContain('1 Long Street');
});

test('of what is not stated nothing is claimed', async () => {
  const { statement, policy } = await pagesWith(PRESS);
  expect(statement).toBe(
    'Accessibility statement An office has not published an accessibility statement for this site.',
  );
  expect(policy).toBe(
    'Accessible documents Every document of this site is a web page. An office has not published a policy on accessible documents for this site.',
  );
});

test.each([
  ['a compliance that is none', 'compliance: nearly\n  prepared: 2024\n  contact: {email: a@b.example}', 'field-value'],
  ['no day', 'compliance: full\n  contact: {email: a@b.example}', 'field-missing'],
  ['nobody to ask', 'compliance: full\n  prepared: 2024\n  contact: {reply-within: a week}', 'field-value'],
])('%s is a finding', (_, fields, rule) => {
  const { findings } = inspected({
    'press.yaml': `${PRESS}accessibility:\n  ${fields}\n`,
    'guidance/a/2019.md': guidance('Text.\n'),
  });
  expect(findings.map((one) => where(one).replace(/^press.yaml:\d+:\d+ /, ''))).toEqual([rule]);
});
