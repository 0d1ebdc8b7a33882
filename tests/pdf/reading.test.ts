/** The finished file as other programs read it: an independent reader, and a syntax checker where one is installed. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { marking as markingOf } from '../support/schemes.ts';
import { comparisonPdf, editionPdf, type Pdf } from '../../src/render/pdf/pdf.ts';
import { edition, heading, paragraph, surroundings, text } from '../support/edition.ts';
import { PRESS } from './press.ts';
import { comparison } from './sample-comparison.ts';
import { torture } from './torture.ts';

type Read = Awaited<ReturnType<typeof getDocument>['promise']>;

const open = (bytes: Uint8Array): Promise<Read> => getDocument({ data: Uint8Array.from(bytes), verbosity: 0 }).promise;

async function textOfPage(document: Read, number: number): Promise<string> {
  const { items } = await (await document.getPage(number)).getTextContent({ disableNormalization: true });
  return items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('');
}

async function textOf(document: Read): Promise<string> {
  const pages = await Promise.all(Array.from({ length: document.numPages }, (_, i) => textOfPage(document, i + 1)));
  return pages.join('\n').replace(/\s+/g, ' ');
}

const count = (text: string, part: string) => text.split(part).length - 1;

interface Node {
  readonly role?: string;
  readonly alt?: string;
  readonly children?: readonly Node[];
}
const rolesOf = ({ role, children = [] }: Node): readonly string[] => [role ?? '', ...children.flatMap(rolesOf)];

const edited = torture(2);
let pdf: Pdf;
let document: Read;

beforeAll(async () => {
  pdf = await editionPdf(edited, surroundings(edited), PRESS);
  document = await open(pdf.bytes);
});
afterAll(() => document.loadingTask.destroy());

describe('an edition', () => {
  test('has as many pages as the press says', () => expect(document.numPages).toBe(pdf.pages));

  test('says what it is, with characters that XML and PDF write specially', async () => {
    const { info, metadata } = (await document.getMetadata()) as unknown as {
      info: Record<string, unknown>;
      metadata: { get: (name: string) => unknown };
    };
    expect(info).toMatchObject({
      Title: edited.matter.title,
      Language: 'en-GB',
      Keywords: 'OFFICIAL, guidance/a-work@2019',
    });
    expect(metadata.get('dc:title')).toBe(edited.matter.title);
    expect(metadata.get('pdfuaid:part')).toBe('1');
    expect(metadata.get('pdfaid:part')).toBe('2');
    expect(metadata.get('pdfaid:conformance')).toBe('A');
  });

  test('bears its marking at head and foot, its label and its notice on every page', async () => {
    for (let page = 1; page <= document.numPages; page++) {
      const text = await textOfPage(document, page);
      expect(count(text, 'OFFICIAL'), `page ${page}`).toBeGreaterThanOrEqual(2);
      expect(text).toContain('Illustrative text: not the words of the published edition');
      expect(text).toContain('A notice for every page.');
      expect(text).toContain(`Page ${page} of ${document.numPages}`);
    }
  });

  test('can be searched: accents, hyphens and spaces are what they were', async () => {
    const text = await textOf(document);
    for (const words of [
      'zażółć gęślą jaźń',
      'καλημέρα κόσμε',
      'ŵyl, tŷ, Llŷr',
      'well-known 2024-25 and a b, µ and μ',
      'softhyphen, co-operate',
    ]) {
      expect(text).toContain(words);
    }
  });

  test('has bookmarks that nest as its headings do', async () => {
    const outline = await document.getOutline();
    const titles = outline.map(({ title }) => title);
    expect(titles[0]).toBe(edited.matter.title);
    expect(titles.slice(1, 5)).toEqual(['Contents', 'Words of many kinds', 'Lists', 'Tables']);
    expect(outline[4]?.items.map(({ title }) => title)).toEqual(['A row taller than a page']);
    expect(outline[5]?.items.map(({ title }) => title)).toContain('2 Vulnerability');
  });

  test('names its clauses, so that a link can lead to each', async () => {
    const names = Object.keys(await document.getDestinations());
    for (const id of ['vulnerability', 'c-1-2', 'd-harm', 'q5', 'a5', 'o5', 'tables']) expect(names).toContain(id);
  });

  test('links out only by schemes that are harmless, with words for every link', async () => {
    const pages = await Promise.all(Array.from({ length: document.numPages }, (_, i) => document.getPage(i + 1)));
    const links = (await Promise.all(pages.map((page) => page.getAnnotations()))).flat();
    expect(links.length).toBeGreaterThan(20);
    for (const link of links) {
      expect(link.subtype).toBe('Link');
      expect(link.contentsObj.str).not.toBe('');
      expect(link.unsafeUrl ?? 'https:').toMatch(/^https:/);
    }
    expect(links.map(({ unsafeUrl }) => unsafeUrl)).toContain(
      'https://example.org/guidance/sex-work/2019/#vulnerability',
    );
  });

  test('is tagged on every page', async () => {
    expect(await document.getMarkInfo()).toMatchObject({ Marked: true });
    const trees = await Promise.all(
      Array.from({ length: document.numPages }, async (_, i) => (await document.getPage(i + 1)).getStructTree()),
    );
    const roles = new Set(trees.flatMap((tree) => rolesOf(tree as Node)));
    for (const role of [
      'H1',
      'H2',
      'H3',
      'P',
      'L',
      'LI',
      'Lbl',
      'LBody',
      'Table',
      'TH',
      'TD',
      'Link',
      'Note',
      'Figure',
      'BlockQuote',
      'TOC',
    ]) {
      expect(roles).toContain(role);
    }
  });
});

describe('a comparison', () => {
  test('bears the joined marking and both labels on every page, and a bookmark for each change', async () => {
    const sample = comparison(4);
    const made = await comparisonPdf(sample, surroundings(edition([])), PRESS);
    const read = await open(made.bytes);
    for (let page = 1; page <= read.numPages; page++) {
      const text = await textOfPage(read, page);
      expect(count(text, 'OFFICIAL-SENSITIVE')).toBeGreaterThanOrEqual(2);
      expect(text).toContain('Edition 2019: Extract');
      expect(text).toContain('Edition 2023: Illustrative text');
    }
    const flat = (items: Awaited<ReturnType<Read['getOutline']>>): readonly string[] =>
      items.flatMap(({ title, items }) => [title, ...flat(items as typeof items & [])]);
    const bookmarks = flat(await read.getOutline()).filter((title) => title.includes(' – '));
    expect(bookmarks).toHaveLength(sample.changes.filter(({ fate }) => fate !== 'unchanged').length);
    await read.loadingTask.destroy();
  });
});

test('a page that shows a withheld passage bears that passage’s marking', async () => {
  const marking = markingOf('OFFICIAL-SENSITIVE - RECIPIENTS ONLY');
  const filler = Array.from({ length: 60 }, () => paragraph('Public words.'));
  const inside = edition([
    ...filler,
    heading(2, 'h', 'Held back'),
    { type: 'withheld', ground: 's.31', children: [paragraph('Names.')] },
    paragraph({ type: 'withheldText', ground: 's.40', marking, children: [text('A name')] }),
  ]);
  const made = await editionPdf(inside, surroundings(inside), PRESS);
  const read = await open(made.bytes);
  expect(count(await textOfPage(read, 1), 'RECIPIENTS ONLY')).toBe(1); // "Classification: …" speaks for the whole document
  expect(count(await textOfPage(read, read.numPages), 'OFFICIAL-SENSITIVE - RECIPIENTS ONLY')).toBe(4); // head, foot, the passage, its row of the schedule
  await read.loadingTask.destroy();
});

test('the same document gives the same bytes, in any time zone and after any other document', async () => {
  const zone = process.env['TZ'];
  process.env['TZ'] = 'Pacific/Kiritimati';
  await editionPdf(
    edition([paragraph('Another document ‑ with ­hyphens and no-break spaces.')]),
    surroundings(edited),
    PRESS,
  );
  const again = await editionPdf(edited, surroundings(edited), PRESS);
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
  expect(Buffer.compare(again.bytes, pdf.bytes)).toBe(0);
});

const qpdf = spawnSync('qpdf', ['--version']).status === 0;

test.skipIf(!qpdf)('qpdf finds no fault in the file (skipped where qpdf is not installed)', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'press-pdf-'));
  try {
    const compared = await comparisonPdf(comparison(2), surroundings(edition([])), PRESS);
    for (const [name, bytes] of [
      ['edition', pdf.bytes],
      ['comparison', compared.bytes],
    ] as const) {
      const file = join(folder, `${name}.pdf`);
      writeFileSync(file, bytes);
      const { status, stderr, stdout } = spawnSync('qpdf', ['--check', file], { encoding: 'utf8' });
      expect(`${stdout}${stderr}`).not.toMatch(/WARNING|error:/);
      expect(status).toBe(0);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
