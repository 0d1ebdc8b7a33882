/** What a site tells programs: feeds, site map, register, data in pages, and the ways on from former names. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { machine } from '../../src/host.ts';
import { build } from '../../src/pipeline.ts';
import { newsDate } from '../../src/site/data/feeds.ts';
import { partsOf, siteMap } from '../../src/site/data/sitemap.ts';
import { ATOM, atomFaults } from '../support/atom-rules.ts';
import { townCorpus } from '../support/corpus.ts';
import { date } from '../support/edition.ts';
import { type Files, filesIn, folderOf } from '../support/folder.ts';
import { elements as elementsOf, parse as parseHtml, wordsOf } from '../html/pages.ts';
import { parseXml } from '../support/xml.ts';

const press = (fields: string) => `title: A town's papers & <letters>
publisher: A town
as-at: 2025-06-01
${fields}`;

const RENAMED = 'renamed:\n  guidance/old-elms: guidance/elms\n';

type Site = Readonly<Record<string, Buffer>>;

async function built(fields: string): Promise<Site> {
  const folder = folderOf();
  const corpus: Files = { ...townCorpus(), 'press.yaml': press(fields) };
  const out = path.join(folder, 'dist');
  const request = { content: folderOf(corpus), out, audience: 'public', formats: ['html', 'json'] } as const;
  const { findings, published } = await build(machine, request);
  expect([findings.filter(({ severity }) => severity === 'error'), published === undefined]).toEqual([[], false]);
  return filesIn(out);
}

let placed: Site = {};
let unplaced: Site = {};
const BASE = 'https://town.example/papers/';

beforeAll(async () => {
  placed = await built(`base-address: ${BASE}\n${RENAMED}`);
  unplaced = await built(RENAMED);
});

const feedOf = (file: string) => parseXml(String(placed[file]));
const entriesOf = (file: string) => feedOf(file).children.filter(({ name }) => name === 'entry');
const textOf = (element: ReturnType<typeof parseXml>, name: string) =>
  element.children.find((child) => child.name === name)?.text ?? '';

describe('feeds', () => {
  test('there is one of everything, one of each family and one of each work, and all keep the rules of Atom', () => {
    const feeds = Object.keys(placed).filter((file) => file.endsWith('.atom'));
    expect(feeds).toContain('feed.atom');
    expect(feeds).toContain('guidance/feed.atom');
    expect(feeds).toContain('guidance/elms/feed.atom');
    expect(feeds.length).toBe(1 + 3 + 30);
    expect(feeds.flatMap((file) => atomFaults(feedOf(file)).map((fault) => `${file}: ${fault}`))).toEqual([]);
  });

  test('the rules find what is wrong', () => {
    const bad = parseXml(
      `<feed xmlns="${ATOM}"><id>x</id><title>T</title><entry><id>x y</id><updated>2019</updated></entry></feed>`,
    );
    expect(atomFaults(bad)).toEqual([
      'feed: 0 of "updated" (4.1)',
      'feed: an id that is no address (4.2.6)',
      'feed: no link to itself (4.1.1)',
      'no author (4.1.1)',
      'entry 1: 0 of "title" (4.1)',
      'entry 1: an id that is no address (4.2.6)',
      'entry 1: "2019" is no date (3.3)',
    ]);
  });

  test('the newest editions come first, and no feed has more than fifty', () => {
    const updated = entriesOf('feed.atom').map((entry) => textOf(entry, 'updated'));
    expect(updated).toEqual(updated.toSorted().toReversed());
    expect(updated.length).toBeLessThanOrEqual(50);
    expect(textOf(feedOf('feed.atom'), 'updated')).toBe(updated[0]);
  });

  test('an entry has the address of its edition, its dates and its change notes', () => {
    const [entry] = entriesOf('guidance/elms/feed.atom');
    expect(entry && ['id', 'updated', 'published'].map((name) => textOf(entry, name))).toEqual([
      `${BASE}guidance/elms/2025/`,
      '2025-04-01T00:00:00Z',
      '2025-03-01T00:00:00Z',
    ]);
    expect(entry && textOf(entry, 'content')).toContain('<li>The duties and the numbers of visits change.</li>');
  });

  test.each([
    ['when it was made', '2019-01-01', '2018-12-20'],
    ['when it came into force', '2019-06-01', '2019-03-01'],
    ['when it was corrected', '2024-06-01', '2024-02-03'],
    ['never before it was made', '2018-01-01', '2018-12-20'],
  ])('an edition is news %s', (_, asAt, news) => {
    const corrections = [{ date: date('2024-02-03'), reason: 'A name was misspelt.', clauses: ['purpose'] }];
    const matter = { dateCreated: date('2018-12-20'), corrections };
    expect(newsDate({ matter, standing: { date: date('2019-03-01') } }, date(asAt))).toBe(news);
  });

  test('pages lead to the feed of everything and to their own', () => {
    const page = parseHtml(String(placed['guidance/elms/2025/index.html']));
    const links = elementsOf(page).filter(({ properties }) => properties['type'] === 'application/atom+xml');
    expect(links.map(({ properties }) => properties['href'])).toEqual(['../../../feed.atom', '../feed.atom']);
  });
});

describe('the site map', () => {
  const addresses = () => parseXml(String(placed['sitemap.xml'])).children.map((url) => textOf(url, 'loc'));

  test('has every page but those that lead on or say that there is none, each once, below the base address', () => {
    const pages = Object.keys(placed).filter((file) => file.endsWith('index.html') && !file.includes('old-elms'));
    const wanted = pages.map((file) => BASE + file.slice(0, -'index.html'.length));
    expect(addresses().toSorted()).toEqual(wanted.toSorted());
    expect(String(placed['robots.txt'])).toContain(`Sitemap: ${BASE}sitemap.xml`);
  });

  test('is cut into parts with an index where it grows too long', () => {
    const pages = Array.from({ length: 5 }, (_, at) => ({ address: `${BASE}${at}/` }));
    const parts = partsOf(5, 2);
    const map = (file: string) => parseXml(siteMap(file, parts, pages, (address) => BASE + address, 2));
    expect(map('sitemap.xml').children.map((part) => textOf(part, 'loc'))).toEqual(parts.map((part) => BASE + part));
    expect(parts.flatMap((part) => map(part).children.map((url) => textOf(url, 'loc')))).toEqual(
      pages.map(({ address }) => address),
    );
  });
});

describe('the register', () => {
  test('is what its schema says, and has every edition with the digests of its files', () => {
    const schema: unknown = JSON.parse(readFileSync('templates/register.schema.json', 'utf8'));
    const register = JSON.parse(String(placed['register.json']));
    const validate = new Ajv2020({ allErrors: true, strict: true }).compile(schema as object);
    expect([validate(register), validate.errors]).toEqual([true, null]);
    const editions = register.works.flatMap((work: { editions: object[] }) => work.editions);
    expect(editions.length).toBe(38);
    const files = editions.flatMap(
      ({ renditions }: { renditions: { address: string; sha256: string }[] }) => renditions,
    );
    for (const { address, sha256 } of files) {
      const file = address.slice(BASE.length).replace(/\/$/, '/index.html');
      expect([file, sha256]).toEqual([
        file,
        createHash('sha256')
          .update(placed[file] ?? '')
          .digest('hex'),
      ]);
    }
    expect(editions.every(({ digest }: { digest?: string }) => /^[0-9a-f]{64}$/.test(digest ?? ''))).toBe(true);
  });
});

describe('data in pages', () => {
  const dataIn = (file: string) =>
    elementsOf(parseHtml(String(placed[file])))
      .filter(({ properties }) => properties['type'] === 'application/ld+json')
      .map((script) => JSON.parse(wordsOf(script)));

  test('an edition is a document with its version, its state and its files', () => {
    const [trail, edition] = dataIn('guidance/elms/2019/index.html');
    expect(trail['@type']).toBe('BreadcrumbList');
    expect(trail.itemListElement.at(-1).item).toBe(`${BASE}guidance/elms/2019/`);
    expect(edition).toMatchObject({
      '@type': 'DigitalDocument',
      '@id': `${BASE}guidance/elms/2019/`,
      version: '2019',
      creativeWorkStatus: 'Superseded',
      encoding: [{ contentUrl: `${BASE}guidance/elms/2019/edition.json` }],
    });
  });

  test('the title of the site cannot end the script', () => {
    const source = String(placed['index.html']);
    expect(source).toContain('\\u003cletters>');
    expect(dataIn('index.html')[0]).toMatchObject({ '@type': 'WebSite', name: "A town's papers & <letters>" });
  });
});

describe('a document that was renamed', () => {
  test('has at each former address a page that leads on and is not listed', () => {
    const former = Object.keys(placed).filter((file) => file.startsWith('guidance/old-elms/'));
    expect(former.toSorted()).toEqual([
      'guidance/old-elms/2019..2023/index.html',
      'guidance/old-elms/2019..2025/index.html',
      'guidance/old-elms/2019/index.html',
      'guidance/old-elms/2023..2025/index.html',
      'guidance/old-elms/2023/index.html',
      'guidance/old-elms/2025/index.html',
      'guidance/old-elms/index.html',
    ]);
    const page = String(placed['guidance/old-elms/2019/index.html']);
    expect(page).toContain('<meta http-equiv="refresh" content="0; url=../../elms/2019/">');
    expect(page).toContain(`<link rel="canonical" href="${BASE}guidance/elms/2019/">`);
    expect(page).toContain('<meta name="robots" content="noindex">');
  });

  test('is in the list for servers, below the path of the site', () => {
    expect(String(placed['_redirects'])).toBe('/papers/guidance/old-elms/* /papers/guidance/elms/:splat 301\n');
    expect(String(unplaced['_redirects'])).toBe('/guidance/old-elms/* /guidance/elms/:splat 301\n');
  });
});

describe('a site without a base address', () => {
  test('has no feed and no site map, and no page that speaks of a permanent address', () => {
    expect(Object.keys(unplaced).filter((file) => /\.atom$|^sitemap/.test(file))).toEqual([]);
    expect(String(unplaced['robots.txt'])).toBe('User-agent: *\nDisallow:\n');
    const pages = Object.entries(unplaced).filter(([file]) => file.endsWith('.html'));
    expect(pages.filter(([, page]) => /rel="canonical"|og:url|ld\+json|atom/.test(String(page)))).toEqual([]);
  });

  test('has the register, with addresses from its root', () => {
    const register = JSON.parse(String(unplaced['register.json']));
    expect(register.works[0].editions[0].renditions[0].address).toBe(
      `${register.works[0].address}${register.works[0].editions[0].edition}/`,
    );
    expect(register.works[0].address).toMatch(/^consultations\//);
  });
});
