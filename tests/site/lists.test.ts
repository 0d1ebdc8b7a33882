/** Lists, their facets and pages, and what was in force on a date, over a folder of content whose states can be read off its dates. */
import { beforeAll, describe, expect, test } from 'vitest';
import { machine } from '../../src/host.ts';
import { clearIndex } from '../../src/clear/clear.ts';
import { examine, hasPages } from '../../src/examine.ts';
import { sitePages } from '../../src/site/site.ts';
import { openPress } from '../../src/render/render.ts';
import { elements, hasClass, parse, wordsOf } from '../html/pages.ts';
import { date } from '../support/edition.ts';
import { type Files, folderOf } from '../support/folder.ts';
import { elementsOf } from '../support/read-html.ts';

const PRESS_YAML = 'title: Papers\npublisher: An office\nbase-address: https://office.example/papers/\n';
const COMMON = 'classification: OFFICIAL\ntext: full\n';
const isTag = (name: string) => (element: { tagName: string }) => element.tagName === name;

const guidance = (title: string, from: string, more = '') =>
  `---\ntitle: ${title}\ndate-created: ${from}\neffective-from: ${from}\n${COMMON}${more}---\n## Purpose {#purpose}\n\nVisits are made by two officers in ${from.slice(0, 4)}.\n`;

const letter = (title: string, created: string, dates: string, body = 'We ask.\n') =>
  `---\ntitle: ${title}\ndate-created: ${created}\n${dates}respond-by-email: views@office.example\n${COMMON}---\n${body}`;

const answer = (number: number, day: string, outcome = 'not-held') =>
  `---\ntitle: Title ${number}\nreference: ${number}/20\ndate-created: ${day}\ndate-answered: ${day}\noutcome: ${outcome}\n${COMMON}---\n:::question{#q1}\nHow many?\n:::\n\n::::answer{to=q1}\nNone.\n::::\n`;

/** Without the answers, of which there are many. */
const FEW: Files = {
  'press.yaml': PRESS_YAML,
  'guidance/visits/2019.md': guidance('Visits', '2019-01-10', 'status-of-guidance: advice\n'),
  'guidance/visits/2023.md': guidance('Visits, new', '2023-06', 'status-of-guidance: advice\n'),
  'guidance/books/2020.md': guidance(
    'Books',
    '2020-02-01',
    'applies-to: [England, Côte d’Or]\nsuperseded-on: 2022-05-01\n',
  ),
  'guidance/lamps/2021.md': guidance(
    'Lamps',
    '2021-03-01',
    'withdrawn:\n  date: 2024-02-02\n  reason: no lamp is left\n',
  ),
  'guidance/to-come/2030.md': guidance('To come', '2030-01-01'),
  'consultations/views/2024-04-29.md': letter('Views', '2024-04-29', 'opens: 2024-04-29\ncloses: 2024-07-22\n'),
  'consultations/views/2024-10-01.md': letter(
    '"Views: outcome"',
    '2024-10-01',
    'opens: 2024-04-29\ncloses: 2024-07-22\noutcome-published: 2024-10-01\n',
  ),
};

const CONTENT: Files = {
  ...FEW,
  ...Object.fromEntries(
    Array.from({ length: 112 }, (_, index) => {
      const day = `20${20 + (index % 4)}-05-${String((index % 28) + 1).padStart(2, '0')}`;
      return [`foi/title-${index + 1}/${day}.md`, answer(index + 1, day)] as const;
    }),
  ),
};

type Pages = ReadonlyMap<string, string>;

const press = openPress(machine, 'site');

function siteOf(files: Files, asAt: string): Pages {
  const { checked, findings } = examine(machine, folderOf(files));
  if (!checked) throw new Error(findings.map(({ message }) => message).join('\n'));
  const index = clearIndex(checked, 'public');
  const works = [...index.works.values()].filter(hasPages);
  const made = [...sitePages({ ...index, works }, date(asAt), press.templates)];
  return new Map(
    made.flatMap(([path, make]) => (path.endsWith('.html') ? [[path, new TextDecoder().decode(make().bytes)]] : [])),
  );
}

let PAGES: Pages = new Map();
beforeAll(() => {
  PAGES = siteOf(CONTENT, '2024-05-01');
});

const tree = (path: string, pages = PAGES) => {
  const page = pages.get(path);
  if (page === undefined) throw new Error(`no page ${path}; there are ${[...pages.keys()].join(' ')}`);
  return parse(page);
};
const titles = (path: string, pages = PAGES) =>
  elements(tree(path, pages), hasClass('work-entry')).map((entry) => elements(entry, isTag('h3')).map(wordsOf).join());
const words = (path: string, pages = PAGES) => wordsOf(tree(path, pages)).replace(/\s+/g, ' ');
const facets = (path: string) =>
  elements(tree(path), hasClass('facet')).map((facet) => wordsOf(facet).replace(/\s+/g, ' ').trim());

describe('the list of a family', () => {
  test('has what stands first, then what is to come, then what is over, each with its state', () => {
    expect(titles('guidance/index.html')).toEqual(['Visits, new', 'To come', 'Lamps', 'Books']);
    expect(words('guidance/index.html')).toContain('Superseded 1 May 2022');
  });

  test('has a page for each value of each facet, with the number of its documents, and marks the one that is chosen', () => {
    expect(facets('guidance/index.html')).toEqual([
      'StateIn force 1 documentNot yet in force 1 documentWithdrawn 1 documentSuperseded 1 document',
      'StatusAdvice, neither policy nor procedure 1 document',
      'Applies toCôte d’Or 1 documentEngland 1 document',
      'In effect from2030 1 document2023 1 document2021 1 document2020 1 document',
    ]);
    expect(titles('guidance/state/in-force/index.html')).toEqual(['Visits, new']);
    expect(titles('guidance/place/cote-d-or/index.html')).toEqual(['Books']);
    const marked = elements(
      tree('guidance/year/2021/index.html'),
      ({ properties }) => properties.ariaCurrent === 'page',
    );
    expect(marked.map(wordsOf)).toContain('2021');
  });

  test('is paged when it is long, facets too, and every page leads to its neighbours', () => {
    const names = [...PAGES.keys()].filter((path) => /^foi\/(?!title)/.test(path));
    expect(names).toEqual([
      'foi/index.html',
      'foi/page-2/index.html',
      'foi/page-3/index.html',
      'foi/outcome/not-held/index.html',
      'foi/outcome/not-held/page-2/index.html',
      'foi/outcome/not-held/page-3/index.html',
      'foi/year/2023/index.html',
      'foi/year/2022/index.html',
      'foi/year/2021/index.html',
      'foi/year/2020/index.html',
    ]);
    expect(words('foi/page-2/index.html')).toContain('Documents 51 to 100 of 112');
    expect(titles('foi/page-3/index.html')).toHaveLength(12);
    const nav = elements(tree('foi/outcome/not-held/page-2/index.html'), hasClass('paging')).flatMap((one) =>
      elements(one, isTag('a')).map(({ properties }) => properties['href']),
    );
    expect(nav).toEqual(['../', '../', './', '../page-3/', '../page-3/']);
    const all = ['foi/index.html', 'foi/page-2/index.html', 'foi/page-3/index.html'].flatMap((path) => titles(path));
    expect(new Set(all).size).toBe(112);
  });

  test('of answers tells reference, days, outcome and files of each, newest first', () => {
    const [first] = elements(tree('foi/index.html'), hasClass('work-entry'));
    expect(first && elements(first, isTag('div')).map(wordsOf)).toEqual([
      'Reference112/20',
      'ReceivedNot recorded',
      'Answered28 May 2023',
      'OutcomeInformation not held',
    ]);
    expect(first && elements(first, isTag('a')).map(({ properties }) => properties['href'])).toEqual([
      'title-112/2023-05-28/',
      'title-112/2023-05-28/title-112-2023-05-28.pdf',
      'title-112/2023-05-28/edition.json',
    ]);
  });

  test('that is empty says so, and has no facets', () => {
    const { 'consultations/views/2024-04-29.md': _, 'consultations/views/2024-10-01.md': __, ...rest } = FEW;
    const pages = siteOf(rest, '2024-05-01');
    expect(words('consultations/index.html', pages)).toContain('Nothing has been published here yet.');
    expect(elements(tree('consultations/index.html', pages), hasClass('narrowing'))).toEqual([]);
    expect(words('index.html', pages)).toContain('Nothing has been published here yet.');
  });

  test('every link of every list and date leads to a page that is there', () => {
    const documents = new Set(Object.keys(CONTENT).map((file) => file.replace(/\.md$/, '/index.html')));
    const broken = [...PAGES].flatMap(([path, page]) =>
      elementsOf(parse(page)).flatMap(({ tagName, properties }) => {
        const href = tagName === 'a' ? String(properties.href) : '#';
        const elsewhere = /^(?:#|[a-z]+:)|\.(?:pdf|json|atom)$|\d\.\.\d/.test(href);
        if (elsewhere) return [];
        const to = new URL(href, `https://office.example/papers/${path}`).pathname.replace(/^\/papers\//, '');
        const file = `${to.replace(/#.*/, '')}${to === '' || to.endsWith('/') ? 'index.html' : ''}`;
        return PAGES.has(file) || documents.has(file) ? [] : [`${path}: ${href}`];
      }),
    );
    expect(broken).toEqual([]);
  });
});

describe('a consultation', () => {
  const state = (asAt: string) => {
    const pages = siteOf(FEW, asAt);
    const [entry] = elements(tree('consultations/index.html', pages), hasClass('work-entry'));
    const home = words('index.html', pages)
      .replace(/.*Open for consultation/, '')
      .replace(/Freedom of.*/, '');
    return {
      entry: entry ? wordsOf(entry).replace(/\s+/g, ' ') : '',
      home,
      work: words('consultations/views/index.html', pages),
    };
  };

  test('not yet open: says when it opens, and no way to respond', () => {
    const { entry, work } = state('2024-04-19');
    expect(entry).toContain('Not yet open');
    expect(entry).toContain('Opens on Monday 29 April 2024. As at 19 April 2024, that is in 10 days.');
    expect(entry + work).not.toContain('views@office.example');
  });

  test('open: says until when in words, how many days are left, and how to respond', () => {
    const { entry, home, work } = state('2024-05-01');
    for (const place of [entry, home, work]) {
      expect(place).toContain('Closes on Monday 22 July 2024. As at 1 May 2024, 82 days are left.');
      expect(place).toContain('views@office.example');
    }
  });

  test('open on its last day', () => {
    expect(state('2024-07-22').entry).toContain('As at 22 July 2024, this is the last day.');
  });

  test('closed: the day, and no way to respond', () => {
    const { entry, home, work } = state('2024-07-23');
    expect(entry).toContain('Closed 22 July 2024');
    expect(home).toContain('No consultation is open.');
    expect(entry + home + work).not.toContain('views@office.example');
  });

  test('with its outcome published: the edition with the outcome stands for it from that day, not before', () => {
    expect(state('2024-09-30').entry).not.toContain('outcome');
    // The work keeps the name of the letter; its state tells of the outcome.
    expect(state('2024-10-01').entry).toMatch(/^Views\s*Outcome published/);
    expect(state('2024-10-01').entry).toContain('Outcome published 1 October 2024');
  });
});

describe('what was in force on a date', () => {
  const standing = (path: string) =>
    elements(tree(path), hasClass('stood')).flatMap((list) => elements(list, isTag('a')).map(wordsOf));

  test('each day of a change has a page with what stood then and what changed', () => {
    expect(standing('as-at/2020-02-01/index.html')).toEqual(['Books, 2020 edition', 'Visits, 2019 edition']);
    expect(standing('as-at/2023-06/index.html')).toEqual(['Visits, new, 2023 edition', 'Lamps, 2021 edition']);
    expect(words('as-at/2023-06/index.html')).toMatch(
      /What changed on this dateIn force Visits, new, 2023 editionSuperseded Visits, 2019 edition/,
    );
    expect(standing('as-at/2024-04-29/index.html')).toEqual([
      'Visits, new, 2023 edition',
      'Views, edition of 29 April 2024',
    ]);
  });

  test('a day to come says that it is one', () => {
    expect(words('as-at/2030-01-01/index.html')).toContain('This day is still to come.');
    expect(words('as-at/2023-06/index.html')).not.toContain('still to come');
  });

  test('agrees on every date with a site that is built as at that date', () => {
    for (const path of [...PAGES.keys()].filter((name) => /^as-at\/\d/.test(name) && !name.includes('-05-'))) {
      const then = path.split('/')[1] ?? '';
      const pages = siteOf(FEW, then);
      const inForce = pages.has('guidance/state/in-force/index.html')
        ? elements(tree('guidance/state/in-force/index.html', pages), hasClass('work-entry')).length
        : 0;
      const listed = standing(path).filter((name) => !name.startsWith('Views')).length;
      expect([then, listed]).toEqual([then, inForce]);
    }
  });

  test('every year has its days, and the first page has every year', () => {
    expect(
      elements(tree('as-at/index.html'), hasClass('year')).map((year) =>
        elements(year, isTag('h2')).map(wordsOf).join(),
      ),
    ).toEqual(['2030', '2024', '2023', '2022', '2021', '2020', '2019']);
    expect(words('as-at/year/2024/index.html')).toMatch(/22 July 2024|23 July 2024/);
  });
});
