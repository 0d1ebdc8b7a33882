/** Lineage on pages: since when the words of a clause stand, where each clause went, and which addresses are gone. */
import { expect, test } from 'vitest';
import { diff, history, outlineOf, transition } from '../../src/diff/diff.ts';
import type { Block } from '../../src/model/document.ts';
import type { Cleared, EditionEntry } from '../../src/model/edition.ts';
import { layoutEdition, textOfStructure } from '../../src/render/pdf/pdf.ts';
import { PRESS } from '../pdf/press.ts';
import { comparisonPage, editionPage } from '../../src/render/html/html.ts';
import { editionJson } from '../../src/render/json/json.ts';
import { sitePages } from '../../src/site/site.ts';
import { date, edition, heading, paragraph, PUBLICATION, surroundings } from '../support/edition.ts';
import { elements, hasClass, parse, wordsOf } from './pages.ts';
import { TEMPLATES } from './templates.ts';

const principle = (id: string, number: string, words: string): Block => ({
  type: 'principle',
  id,
  number,
  children: [paragraph(words)],
});

const VISITS =
  'Officers visit every licensed place of work at least twice a year and write down what they found there.';
const RECORDS =
  'A record of each visit is kept for six years, and is shown to the person visited whenever they ask. Nobody else may read it.';
const TRUST = 'Those who work at night are met with respect, so that crimes against them are reported early.';
const MONEY = 'Grants to charities are decided by the board in March, after a public call for proposals.';

const at = (year: string, body: readonly Block[]): Cleared =>
  edition(body, {
    edition: year,
    standing: {
      date: date(year),
      phases: [
        { label: 'Not yet in force', kind: 'not-yet' },
        { from: date(year), label: 'In force', kind: 'current' },
      ],
      control: [],
      facts: [],
    },
  });

const EDITIONS = [
  at('2015', [
    heading(2, 'aims', 'Aims'),
    paragraph('What this is for.'),
    heading(2, 'principles', 'Principles'),
    principle('visits', '1', VISITS),
    principle('records', '2', RECORDS),
    principle('money', '3', MONEY),
  ]),
  at('2019', [
    heading(2, 'aims', 'Aims'),
    paragraph('What this is for.'),
    heading(2, 'principles', 'Principles'),
    principle('visits', '1', VISITS),
    principle('records', '2', RECORDS.replace('six', 'ten')),
    principle('money', '3', MONEY),
  ]),
  at('2023', [
    heading(2, 'aims', 'Aims'),
    paragraph('What this is for.'),
    heading(2, 'thanks', 'Thanks'),
    paragraph('The board thanks all who helped in writing this edition.'),
    principle('helpers', '9', 'Helpers are named in the minutes of the board meeting.'),
    heading(2, 'principles', 'Principles'),
    principle('records', '1', RECORDS.replace('six', 'ten')),
    principle('trust', '2', TRUST),
    principle('inspections', '3', VISITS),
  ]),
] as const;

const PAIRS = EDITIONS.flatMap((old, index) =>
  EDITIONS.slice(index + 1).map((newer) => {
    const comparison = diff(old, newer);
    return { comparison, transition: transition(comparison, old, newer) };
  }),
);
const HISTORY = history(
  EDITIONS.map(outlineOf),
  PAIRS.map((pair) => pair.transition),
  '2023',
);
const AROUND = { ...surroundings(...EDITIONS), history: HISTORY };

const isTag = (name: string) => (element: { tagName: string }) => element.tagName === name;
const notesOf = (page: string) =>
  elements(parse(page), hasClass('since')).map((note) => {
    const [link] = elements(note, isTag('a'));
    return link ? `${wordsOf(note)} > ${String(link.properties['href'])}` : wordsOf(note);
  });

test('each clause says since when its words stand, and leads to the change', () => {
  expect(notesOf(editionPage(EDITIONS[2], AROUND, TEMPLATES))).toEqual([
    'Unchanged since 2015',
    'Added in this edition > ../2019..2023/#change_1',
    'Unchanged since 2019, when it was reworded > ../2015..2019/#change_1',
    'Added in this edition > ../2019..2023/#change_5',
    'Moved in this edition, its words unchanged since 2015 > ../2019..2023/#change_6',
  ]);
});

test('the PDF says the same behind each clause', () => {
  const heard = ({ structure, pages }: ReturnType<typeof layoutEdition>) => textOfStructure(structure, pages);
  const text = heard(layoutEdition(EDITIONS[2], AROUND, PRESS));
  expect(text).toContain('Aims Unchanged since 2015 What this is for. Thanks Added in this edition The board');
  expect(text).toContain('Nobody else may read it. Unchanged since 2019, when it was reworded 2 ');
  expect(text).toContain('Moved in this edition, its words unchanged since 2015');
  expect(heard(layoutEdition(EDITIONS[0], AROUND, PRESS))).not.toMatch(/since|this edition/);
});

test('each clause of an edition that is superseded leads to where its words stand in the one in force', () => {
  expect(notesOf(editionPage(EDITIONS[1], AROUND, TEMPLATES))).toEqual([
    'Unchanged since 2015. In force now: “Aims” > ../2023/#aims',
    'In force now: “Principles” > ../2023/#principles',
    'Unchanged since 2015. In force now: principle 3 > ../2023/#inspections',
    'Reworded in this edition. In force now: principle 1 > ../2015..2019/#change_1',
    'Unchanged since 2015. Not in the 2023 edition',
  ]);
});

test('where the edition in force is an extract or not held, nothing is said to be gone from it', () => {
  const partly = (text: 'extract' | 'not-held') => {
    const work = { ...AROUND.work, editions: AROUND.work.editions.map((card) => ({ ...card, text })) };
    return notesOf(editionPage(EDITIONS[1], { ...AROUND, work }, TEMPLATES)).join();
  };
  expect(partly('extract')).toContain('In force now: principle 3');
  expect(partly('extract')).not.toContain('Not in');
});

test('before its day an edition leads to what its clauses replace', () => {
  const early = { ...AROUND, work: { ...AROUND.work, inForce: '2019' } };
  const known = history(
    EDITIONS.map(outlineOf),
    PAIRS.map((pair) => pair.transition),
    '2019',
  );
  const notes = notesOf(editionPage(EDITIONS[2], { ...early, history: known }, TEMPLATES));
  expect(notes.at(-1)).toMatch(/: principle 1/);
  expect(notes[1]).toContain('Not in the 2019 edition');
});

test('a first edition, and a file of its own, say nothing of what was before', () => {
  expect(notesOf(editionPage(EDITIONS[0], AROUND, TEMPLATES)).join()).not.toMatch(/since|this edition/);
  expect(notesOf(editionPage(EDITIONS[2], surroundings(...EDITIONS), TEMPLATES))).toEqual([]);
});

test('the data says the same of every clause', () => {
  const { clauses } = JSON.parse(editionJson(EDITIONS[2], AROUND)) as { clauses: { id: string; since?: object }[] };
  expect(Object.fromEntries(clauses.map(({ id, since }) => [id, since]))).toMatchObject({
    aims: { edition: '2015', how: 'first' },
    thanks: { edition: '2023', how: 'added' },
    principles: { edition: '2023', how: 'reworded' },
    records: { edition: '2019', how: 'reworded' },
    inspections: { edition: '2015', how: 'first', moved: '2023' },
  });
});

test('the page of a comparison says where each clause went, with ways to both sides and to the change', () => {
  const pair = PAIRS.find((one) => one.transition.old === '2019');
  const page = parse(pair ? comparisonPage(pair.comparison, AROUND, TEMPLATES, pair.transition) : '');
  const [table] = elements(page, hasClass('destinations'));
  const rows = table
    ? elements(table, isTag('tr')).map((row) => elements(row, (one) => /^t[hd]$/.test(one.tagName)).map(wordsOf))
    : [];
  expect(rows).toEqual([
    ['In 2019', 'What became of it', 'In 2023'],
    ['“Aims”', 'Unchanged', '“Aims”'],
    ['“Principles”', 'Unchanged', '“Principles”'],
    ['Principle 1', 'Moved', 'Principle 3'],
    ['Principle 2', 'Unchanged', 'Principle 1'],
    ['Principle 3', 'Removed', 'Not in 2023'],
  ]);
  const hrefs = table ? elements(table, isTag('a')).map(({ properties }) => properties['href']) : [];
  expect(hrefs).toEqual(expect.arrayContaining(['../2019/#visits', '../2023/#inspections', '#change_6']));
  expect(wordsOf(page)).toContain('New in 2023: “Thanks”, Principle 9, Principle 2.');
});

test('what was added to one clause is one line of the list and one article; the numbers stay those of the changes', () => {
  const pair = PAIRS.find((one) => one.transition.old === '2019');
  const page = parse(pair ? comparisonPage(pair.comparison, AROUND, TEMPLATES, pair.transition) : '');
  const [list] = elements(page, hasClass('change-list'));
  const items = list ? elements(list, (one) => one.tagName === 'li' && 'value' in one.properties) : [];
  expect(
    items.map((item) => `${String(item.properties['value'])} ${elements(item, isTag('a')).map(wordsOf).join()}`),
  ).toEqual([
    '1 Added: “Thanks”, 2 passages',
    '3 Added: principle 9, paragraph',
    '4 Removed: principle 3, paragraph',
    '5 Added: principle 2, paragraph',
    '6 Moved: principle 3, paragraph',
  ]);
  const ids = elements(page, (one) => /^change_\d+$/.test(String(one.properties['id']))).map(
    ({ properties }) => properties['id'],
  );
  expect(ids).toEqual(['change_1', 'change_2', 'change_3', 'change_4', 'change_5', 'change_6']);
});

test('the page of the work names the addresses that are gone', () => {
  const entries: readonly EditionEntry[] = EDITIONS.map((one) => ({
    ...one,
    identifier: `guidance/a-work@${one.edition}`,
    clauses: [],
    links: [],
    quotations: [],
    withholds: false,
  }));
  const work = { identifier: 'guidance/a-work', family: 'guidance', work: 'a-work', editions: entries };
  const index = { publication: PUBLICATION, works: [work], histories: new Map([[work.identifier, HISTORY]]) };
  const made = sitePages(index, date('2026-01-01'), TEMPLATES).get('guidance/a-work/index.html')?.();
  const [gone] = elements(parse(new TextDecoder().decode(made?.bytes)), hasClass('gone'));
  const words = gone ? elements(gone, isTag('tr')).map(wordsOf) : [];
  expect(words.slice(1)).toEqual(['Principle 1 #visitsMovedPrinciple 3', 'Principle 3 #moneyRemovedNot in 2023']);
  const hrefs = gone ? elements(gone, isTag('a')).map(({ properties }) => properties['href']) : [];
  expect(hrefs).toEqual(
    expect.arrayContaining(['2019/#visits', '2019..2023/#change_6', '2023/#inspections', '2019/#money']),
  );
});
