/** Thousands of works: lists and dates stay pages of a size that a phone can read, and each work is on some page. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { EditionEntry, Work } from '../../src/model/edition.ts';
import { sitePages } from '../../src/site/site.ts';
import { elements, hasClass, parse } from '../html/pages.ts';
import { INDEX } from '../html/sample.ts';
import { TEMPLATES } from '../html/templates.ts';
import { date } from '../support/edition.ts';

const MANY = 3000;
const AS_AT = date('2025-06-01');
const LONG = 'Straßenverkehrszulassungsordnungsänderungsbekanntmachung'.repeat(4);

const day = (index: number) =>
  date(
    `20${String(10 + (index % 15)).padStart(2, '0')}-${String((index % 12) + 1).padStart(2, '0')}-${String((index % 28) + 1).padStart(2, '0')}`,
  );

/** Copies of a sample work, one edition each, under names and dates of their own. */
function copies(family: string, work: Work | undefined, label: string): readonly Work[] {
  const [entry] = work?.editions ?? [];
  if (!entry) throw new Error('the sample has no such work');
  return Array.from({ length: MANY }, (_, index) => {
    const name = `title-${index + 1}`;
    const from = day(index);
    const own: EditionEntry = {
      ...entry,
      identifier: `${family}/${name}@1`,
      family,
      work: name,
      edition: '1',
      matter: { ...entry.matter, title: index % 500 === 0 ? LONG : `Title ${index + 1}` },
      standing: {
        ...entry.standing,
        date: from,
        phases: [
          { label: 'Not yet', kind: 'not-yet' },
          { label, kind: 'current', from },
        ],
        filed: { year: [{ name: from.slice(0, 4), words: from.slice(0, 4) }] },
      },
    };
    return { identifier: `${family}/${name}`, family, work: name, editions: [own] };
  });
}

let pages: ReturnType<typeof sitePages>;
beforeAll(() => {
  const sample = (family: string) => INDEX.works.find((work) => work.family === family);
  const works = [
    ...copies('guidance', sample('guidance'), 'In force'),
    ...copies('letters', sample('letters'), 'Answered'),
  ];
  const index = { publication: INDEX.publication, works };
  pages = sitePages(index, AS_AT, TEMPLATES);
});

const paths = (pattern: RegExp) => [...pages.keys()].filter((path) => pattern.test(path));
const bytesOf = (path: string) => pages.get(path)?.().bytes ?? new Uint8Array();
const tree = (path: string) => parse(new TextDecoder().decode(bytesOf(path)));

describe(`${MANY} works of each of two families`, () => {
  test('stand on sixty pages of fifty, each work on one of them', () => {
    const lists = paths(/^letters\/(?:page-\d+\/)?index\.html$/);
    expect(lists).toHaveLength(60);
    const some = [lists[0], lists[29], lists[59]].map(
      (path) => elements(tree(path ?? ''), hasClass('work-entry')).length,
    );
    expect(some).toEqual([50, 50, 50]);
    expect(paths(/^letters\/year\/2010\//)).toHaveLength(4);
  });

  test('no page of a list, a date or of home weighs more than 100 kB', () => {
    const shown = [
      'index.html',
      'letters/index.html',
      'letters/page-30/index.html',
      'guidance/state/in-force/page-7/index.html',
      'as-at/index.html',
      ...paths(/^as-at\/year\/2024\//).slice(0, 2),
    ];
    const heavy = shown.filter((path) => bytesOf(path).length > 100_000).map((path) => [path, bytesOf(path).length]);
    expect(heavy).toEqual([]);
  });

  test('where days and works are too many for a page a day, each year tells what stood in it, in pages', () => {
    expect(paths(/^as-at\/\d/)).toEqual([]);
    const year = paths(/^as-at\/year\/2012\//);
    // What came into force from 2010 to 2012 is a fifth of all.
    expect(year).toHaveLength(3);
    const stood = year.flatMap((path) => elements(tree(path), hasClass('stood')).flatMap((list) => list.children));
    expect(stood).toHaveLength(600);
  });

  test('the list as data has every work once', () => {
    const { entries } = JSON.parse(new TextDecoder().decode(bytesOf('letters/list.json')));
    expect(new Set(entries.map(({ address }: { address: string }) => address)).size).toBe(MANY);
  });
});
