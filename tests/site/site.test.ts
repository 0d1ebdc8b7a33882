/** The pages that lead to documents: which there are, what they show, and how they are marked. */
import { describe, expect, test } from 'vitest';
import { openTemplates } from '../../src/render/html/html.ts';
import { openTemplate } from '../../src/render/html/template.ts';
import { site } from '../../src/site/site.ts';
import { elements, hasClass, PAGES, parse, SITE, wordsOf } from '../html/pages.ts';
import { AS_AT, INDEX } from '../html/sample.ts';
import { FAMILIES, TEMPLATES } from '../html/templates.ts';
import { date } from '../support/edition.ts';

const treeAt = (path: string) => parse(PAGES.get(path) ?? '');
const ASSETS = [
  'assets/style.css',
  'assets/reader.js',
  'assets/list.js',
  'assets/moved.js',
  'assets/verify.js',
  'assets/search.js',
  'assets/search-site.js',
  'assets/search-index.js',
  'assets/search-excerpts.js',
  'assets/search-words.js',
];
const isTag = (name: string) => (element: { tagName: string }) => element.tagName === name;

test('a page for each work, each list and each date of a change, home, search, "not found", and what pages are made with', () => {
  expect(SITE.map(({ path }) => path)).toEqual([
    'index.html',
    'guidance/index.html',
    'guidance/state/in-force/index.html',
    'guidance/list.json',
    'letters/index.html',
    'letters/list.json',
    'empty/index.html',
    ...ASSETS,
    'as-at/index.html',
    'as-at/year/2021/index.html',
    'as-at/year/2019/index.html',
    'as-at/year/2018/index.html',
    'as-at/year/2015/index.html',
    'as-at/2015/index.html',
    'as-at/2018-02/index.html',
    'as-at/2019-04-10/index.html',
    'as-at/2021-03-12/index.html',
    'search/index.html',
    'verify/index.html',
    'accessibility/index.html',
    'accessible-documents/index.html',
    'robots.txt',
    'sitemap.xml',
    'feed.atom',
    'guidance/feed.atom',
    'letters/feed.atom',
    'empty/feed.atom',
    '404.html',
    'register.json',
    'guidance/visits/index.html',
    'guidance/visits/feed.atom',
    'letters/ref-7-19/index.html',
    'letters/ref-7-19/feed.atom',
  ]);
});

test('every page states its marking beside its bytes', () => {
  const unmarked = SITE.filter(({ marking }) => marking === undefined).map(({ path }) => path);
  expect(unmarked).toEqual([...ASSETS, 'robots.txt']);
  expect(SITE.find(({ path }) => path === 'guidance/visits/index.html')?.identifier).toBe('guidance/visits');
});

test('a page that shows editions bears the join of their markings', () => {
  const marking = (path: string) => elements(treeAt(path), hasClass('bar-marking')).map(wordsOf)[0];
  expect(marking('guidance/index.html')).toBe('OFFICIAL');
  expect(marking('letters/index.html')).toBe('OFFICIAL-SENSITIVE - COMMERCIAL');
  expect(marking('index.html')).toBe('OFFICIAL-SENSITIVE - COMMERCIAL');
});

describe('the page of a work', () => {
  const tree = treeAt('guidance/visits/index.html');

  test('shows its editions newest first, each with the span for which it stood', () => {
    expect(elements(tree, hasClass('stop')).map((stop) => elements(stop, isTag('h3')).map(wordsOf).join())).toEqual([
      '2021 edition',
      '2018 edition',
      '2015 edition',
    ]);
    expect(elements(tree, hasClass('span')).map(wordsOf)).toEqual([
      '12 March 2021 to date',
      'February 2018 to 12 March 2021',
      '2015 to February 2018',
    ]);
    expect(elements(tree, hasClass('stop')).map((stop) => elements(stop, hasClass('badge')).map(wordsOf)[0])).toEqual([
      'In force',
      'Superseded',
      'Superseded',
    ]);
  });

  test('states the change notes and leads to comparisons', () => {
    expect(elements(tree, hasClass('change-notes')).map(wordsOf).join()).toContain(
      'Officers must now complete the record within 24 hours. Principle 2',
    );
    expect(elements(tree, hasClass('change-notes')).map(wordsOf).join()).toContain(
      'The list of officers is gone. Principle 3, 2018 edition',
    );
    const links = elements(tree, hasClass('comparisons')).flatMap((list) => elements(list, isTag('a')));
    // Each edition with the one before it and with the one in force.
    expect(links.map(({ properties }) => properties['href'])).toEqual([
      '2018..2021/',
      '2015..2018/',
      '2018..2021/',
      '2015..2021/',
    ]);
  });

  test('leads to each edition as page, PDF and data', () => {
    const [files] = elements(tree, hasClass('downloads'));
    expect(files && elements(files, isTag('a')).map(({ properties }) => properties['href'])).toEqual([
      '2021/',
      '2021/visits-2021.pdf',
      '2021/edition.json',
    ]);
  });
});

test('states are as at the date that is given', () => {
  const [home] = site(INDEX, date('2019-06-01'), TEMPLATES);
  const words = wordsOf(parse(new TextDecoder().decode(home?.bytes)));
  expect(words).toContain('In force from February 2018');
  expect(words).toContain('States are as at 1 June 2019.');
});

test('an empty family says that there is nothing yet', () => {
  expect(wordsOf(treeAt('empty/index.html'))).toContain('Nothing has been published here yet.');
});

test('passages that exist to be included are named on no page of the site', () => {
  const pages = SITE.map(({ bytes }) => new TextDecoder().decode(bytes)).join();
  expect(pages).not.toContain('passages/');
});

test('"not found" works at whatever address a server shows it', () => {
  const links = elements(treeAt('404.html'), isTag('a')).map(({ properties }) => String(properties['href']));
  expect(links.filter((href) => !href.startsWith('/press/') && !href.startsWith('#'))).toEqual([]);
});

test('the style sheet holds every colour token, light and dark, and asks for no other file', () => {
  const css = new TextDecoder().decode(SITE.find(({ path }) => path === 'assets/style.css')?.bytes);
  for (const [name, value] of Object.entries(TEMPLATES.style.colour.dark))
    expect(css).toContain(`--${name}: ${value};`);
  expect(css).toMatch(/@media screen and \(prefers-color-scheme: dark\)/);
  expect(css).not.toMatch(/url\(|@import/);
});

describe('templates', () => {
  test('that are missing are named', () => {
    expect(() => openTemplates({}, TEMPLATES.style, FAMILIES)).toThrow('page.html is missing');
  });

  test('with a slot that nothing fills are refused', () => {
    const shells = new Map([
      ...TEMPLATES.shells,
      ['home.html', openTemplate('<slot name="nothing"></slot>', false)] as const,
    ]);
    expect(() => [...site(INDEX, AS_AT, { ...TEMPLATES, shells })]).toThrow('nothing fills the slot "nothing"');
  });
});
