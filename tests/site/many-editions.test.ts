/** The page of a work with many editions stays one that can be read: what is old is folded, and every comparison is one link away. */
import { expect, test } from 'vitest';
import { comparedPairs } from '../../src/model/surroundings.ts';
import { sitePages } from '../../src/site/site.ts';
import { elements, hasClass, parse, wordsOf } from '../html/pages.ts';
import { AS_AT, CORPUS, INDEX } from '../html/sample.ts';
import { TEMPLATES } from '../html/templates.ts';
import { date } from '../support/edition.ts';

const [SAMPLE] = [...CORPUS.works.values()];

/** A work of the sample with this many editions, one a year up to 2024. */
function workOf(count: number) {
  const [first] = SAMPLE?.editions ?? [];
  if (!SAMPLE || !first) throw new Error('the sample has no work');
  const editions = Array.from({ length: count }, (_, index) => {
    const year = String(2025 - count + index);
    const phases = [
      { label: 'Not yet in force', kind: 'not-yet' as const },
      { from: date(year), label: 'In force', kind: 'current' as const },
    ];
    const identifier = `${SAMPLE.identifier}@${year}`;
    const standing = { date: date(year), phases, control: [], facts: [] };
    return { ...first, identifier, edition: year, standing, matter: { ...first.matter, changes: [] } };
  });
  return { ...SAMPLE, editions };
}

function pageOf(count: number) {
  const work = workOf(count);
  const path = `${work.identifier}/index.html`;
  const page = sitePages({ ...INDEX, works: [work] }, AS_AT, TEMPLATES).get(path)?.();
  const tree = parse(new TextDecoder().decode(page?.bytes));
  const [choice] = elements(tree, hasClass('pairs'));
  const links = choice ? elements(choice, ({ tagName }) => tagName === 'a') : [];
  const folded = elements(tree, hasClass('older'));
  return {
    pairs: comparedPairs(work, AS_AT).map(([old, newer]) => `${old.edition}..${newer.edition}/`),
    chosen: links.map(({ properties }) => String(properties['href'])),
    stops: elements(tree, hasClass('stop')).length,
    older: folded.flatMap((one) => elements(one, hasClass('stop'))).length,
    summaries: elements(tree, ({ tagName }) => tagName === 'summary').map(wordsOf),
    rows: choice ? elements(choice, ({ tagName }) => tagName === 'tr').map(wordsOf) : [],
  };
}

test.each([3, 6, 7, 12, 13, 60])('of %i editions all are on the page, and each comparison is in the table', (count) => {
  const { stops, chosen, pairs } = pageOf(count);
  expect(stops).toBe(count);
  expect([...new Set(chosen)].toSorted()).toEqual(pairs.toSorted());
});

test('two editions have one comparison and nothing to choose', () => {
  expect(pageOf(2).chosen).toEqual([]);
});

test('few editions stand in a square, old against new', () => {
  expect(pageOf(3).rows).toEqual([
    'With 2023With 2024',
    '2022 edition2022 to 20232022 to 2024',
    '2023 edition2023 to 2024',
  ]);
});

test('many stand in a row each, with the one before and the one in force', () => {
  const [head, newest, next] = pageOf(7).rows;
  expect(head).toBe('With the edition before itWith 2024 (in force now)');
  expect(newest).toBe('2024 edition2023 to 2024');
  expect(next).toBe('2023 edition2022 to 20232023 to 2024');
});

test('of sixty the newest are shown and the others folded', () => {
  const { older, summaries } = pageOf(60);
  expect(older).toBe(55);
  expect(summaries).toEqual(['55 older editions, 1965 to 2019', 'All 117 comparisons of 60 editions']);
  expect(pageOf(8).older).toBe(0);
});
