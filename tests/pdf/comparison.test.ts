/** A comparison on paper: its bookmarks, the ways between a moved passage and the place it left, where each clause went. */
import { expect, test } from 'vitest';
import { diff, transition } from '../../src/diff/diff.ts';
import type { Block } from '../../src/model/document.ts';
import { layoutComparison, printPages } from '../../src/render/pdf/pdf.ts';
import { date, edition, heading, paragraph, surroundings } from '../support/edition.ts';
import { PRESS } from './press.ts';

const principle = (id: string, number: string, words: string): Block => ({
  type: 'principle',
  id,
  number,
  children: [paragraph(words)],
});

const VISITS =
  'Officers visit every licensed place of work at least twice a year and write down what they found there.';
const RECORDS = 'A record of each visit is kept for six years, and is shown to the person visited whenever they ask.';
const TRUST = 'Those who work at night are met with respect, so that crimes against them are reported early.';
const MONEY = 'Grants to charities are decided by the board in March, after a public call for proposals.';

const OLD = edition([
  principle('visits', '1', VISITS),
  principle('records', '2', RECORDS),
  principle('trust', '3', TRUST),
  principle('money', '4', MONEY),
]);
const NEWER = edition(
  [
    heading(2, 'thanks', 'Thanks'),
    paragraph('The board thanks all who helped in writing this edition.'),
    principle('records', '1', RECORDS.replace('six', 'ten')),
    principle('trust', '2', TRUST),
    principle('inspections', '3', VISITS),
  ],
  {
    edition: '2023',
    standing: { date: date('2023-06'), phases: [{ label: 'In force', kind: 'current' }], control: [], facts: [] },
  },
);

const COMPARISON = diff(OLD, NEWER);
const { pages } = layoutComparison(COMPARISON, surroundings(OLD, NEWER), PRESS, transition(COMPARISON, OLD, NEWER));
const printed = printPages(pages);

test('one bookmark leads to each change, and a changed heading has its own besides', () => {
  const all = pages.flatMap(({ bookmarks }) => bookmarks);
  const changes = all.filter(({ to }) => to?.startsWith('change.'));
  expect(changes.map(({ title }) => title.replace(/:.*/, ''))).toEqual([
    '“Thanks” – Added',
    'The board thanks all who helped in writing … – Added',
    'Principle 1 – Changed',
    'Principle 4 – Removed',
    'Principle 3 – Moved',
  ]);
  expect(all.map(({ title }) => title)).toContain('Thanks');
});

test('a moved passage says from where and to where, and leads to the place it left and back', () => {
  expect(printed).toContain('Moved from principle 1 (2019) to principle 3 (2023)');
  expect(printed).toContain('A passage of principle 1 stood here. It moved to principle 3.');
  const places = new Set(pages.flatMap(({ destinations }) => destinations.map(({ name }) => name)));
  const links = pages.flatMap(({ frames }) =>
    frames.flatMap((frame) => (frame.kind === 'link' ? [frame.link.to] : [])),
  );
  expect(links.some((to) => to.startsWith('left.'))).toBe(true);
  expect(links.filter((to) => !places.has(to))).toEqual([]);
});

/** The lines of a comparison's pages, without what is drawn. */
function linesOf(before: readonly Block[], after: readonly Block[]): string {
  const [old, newer] = [edition(before), edition(after, { edition: '2023' })];
  const comparison = diff(old, newer);
  return printPages(
    layoutComparison(comparison, surroundings(old, newer), PRESS, transition(comparison, old, newer)).pages,
  )
    .replace(/^.*(?:rect|link) .*\n/gm, '')
    .replace(/^ *[\d.]+ +[\d.]+ +\S+ [\d.]+ +/gm, '');
}

test('tables say what changed, with pages, and where each clause went', () => {
  const words = printed.replace(/^.*(?:rect|link) .*\n/gm, '').replace(/^ *[\d.]+ +[\d.]+ +\S+ [\d.]+ +/gm, '');
  expect(words).toMatch(/^“Thanks”\nAdded \(2 passages\) .* 1$/m);
  expect(words).toMatch(/^Principle 3\nMoved none in the words 2$/m);
  expect(words).toMatch(/^Where each clause went$/m);
  expect(words).toMatch(/^Principle 4\s+Removed\s+Not in 2023$/m);
  expect(words).toMatch(/^New in 2023: “Thanks”\.$/m);
});

test('a numbered item bears its own label and no bullet; an item without one bears a bullet', () => {
  const list = (words: string, ...labels: (string | undefined)[]): Block => ({
    type: 'list',
    ordered: labels[0] !== undefined,
    spread: false,
    children: labels.map((label) => ({ type: 'listItem', label, children: [paragraph(words)] })),
  });
  const words = linesOf(
    [list(VISITS, '1.', '2.'), list(TRUST, undefined)],
    [list(VISITS, '3.'), list(TRUST, undefined)],
  );
  expect(words).toMatch(/^• Those who work at night/m);
  expect(words).toMatch(/^2\. 3\. Officers visit/m);
  expect(words.match(/•/g)).toHaveLength(1);
});

test('a passage that only became a quotation says that its words are the same', () => {
  const words = linesOf([paragraph(TRUST)], [{ type: 'blockquote', children: [paragraph(TRUST)] }]);
  expect(words).toContain('Changed (the same words, set differently): punctuation');
  expect(linesOf([paragraph(TRUST)], [paragraph(TRUST), paragraph(MONEY)])).not.toContain('set differently');
});

test('what moved with its whole section says behind which clauses it stood and stands; what moved in its clause says so', () => {
  const section = (id: string, title: string, ...words: string[]) => [
    heading(2, id, title),
    ...words.map((one) => paragraph(one)),
  ];
  const [a, b, c] = [
    section('visits', 'Visits', VISITS),
    section('records', 'Records', RECORDS, TRUST),
    section('money', 'Money', MONEY),
  ];
  const told = (...bodies: (readonly Block[])[]) => {
    const [old, newer] = [edition([a, b, c].flat()), edition(bodies.flat(), { edition: '2023' })];
    const comparison = diff(old, newer);
    return printPages(
      layoutComparison(comparison, surroundings(old, newer), PRESS, transition(comparison, old, newer)).pages,
    );
  };
  expect(told(b, c, a)).toContain('Moved from the start (2019) to behind “Money” (2023)');
  expect(told(b, c, a)).toContain('2 passages of “Visits” stood here. They moved to behind “Money”.');
  expect(told(a, section('records', 'Records', TRUST, RECORDS), c)).toContain('Moved within “Records”');
});
