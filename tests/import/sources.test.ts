/**
 * The two real documents, imported from their source texts, against the documents that editors made of the same texts: kind and
 * nesting of each paragraph, and every word. The committed content is the reference; how often it is met is held as a number.
 */
import { describe, expect, test } from 'vitest';
import { machine } from '../../src/host.ts';
import { read } from '../../src/read/read.ts';
import {
  CARRIED,
  frontMatterOf,
  readSource,
  SOURCES,
  sourceControlRows,
  sourceParagraphs,
} from '../content/source-words.ts';
import { editionOf, imported, unitsOf } from '../support/imported.ts';

const corpus = read(machine, 'content').corpus;

const BLANKS = { classification: 'OFFICIAL' };

/** Every run of letters and digits, however joined or marked. */
const wordsIn = (text: string) => (text.match(/[\p{L}\p{N}]+/gu) ?? []).toSorted();

describe.each(SOURCES)('%s', async (name) => {
  const [family = ''] = CARRIED[name].split('/');
  const made = await imported(`${name}.txt`, readSource(name));
  const { edition, findings } = editionOf(family, made.markdown, BLANKS);
  const units = unitsOf(edition?.body ?? []);
  const reference = unitsOf(corpus?.load(CARRIED[name].replace(/\/([^/]*)\.md$/, '@$1')).body ?? []);

  test('is taken for its family, and read back without a finding once its blanks are filled in', () => {
    expect(made.account.family).toBe(family);
    expect(made.account.blanks.map(({ field }) => field)).toEqual(family === 'foi' ? ['classification'] : []);
    expect(findings).toEqual([]);
  });

  test('has at least 95 % of its paragraphs with the kind and nesting that editors gave them', () => {
    const left = units.map(({ kind, words }) => `${kind}: ${words}`);
    const missed = reference.filter(({ kind, words }) => {
      const at = left.indexOf(`${kind}: ${words}`);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
    const share = 1 - missed.length / reference.length;
    // What is missed is a quotation that editors set apart from its paragraph, knowing where the words are from.
    expect({ share: share >= 0.95, missed: missed.map(({ words }) => words.slice(0, 40)) }).toEqual({
      share: true,
      missed:
        family === 'foi'
          ? ['This guidance highlights indicators of s', 'The police focus will be on reducing vul']
          : [],
    });
  });

  test('keeps every word of the text, in order, and invents none', () => {
    const source = sourceParagraphs(name).join(' ');
    // Printed numbers of items are labels, and those of questions attributes.
    const printed = units.map(({ kind, words }) => `${/item (\d+\.)/.exec(kind)?.[1] ?? ''} ${words}`).join(' ');
    const numbers = edition?.body.flatMap((block) => (block.type === 'question' ? [block.number ?? ''] : [])) ?? [];
    expect(wordsIn(`${printed} ${numbers.join(' ')}`)).toEqual(wordsIn(source));
    const inOrder = (text: string) => (text.match(/\p{L}+/gu) ?? []).join(' ');
    expect(inOrder(printed)).toBe(inOrder(source));
  });

  test('takes the words that are not in the text into the front matter: those of the table and of the page', () => {
    for (const { label, value } of sourceControlRows(name))
      expect(edition?.standing.control.map((row) => [row.label, row.value])).toContainEqual([label, value]);
    const written = new Set(wordsIn(made.markdown));
    const source = readSource(name).replace(/<\/?u>/g, '');
    expect(wordsIn(source).filter((word) => !written.has(word))).toEqual([]);
  });

  test('records the facts that editors recorded', () => {
    const facts = frontMatterOf(CARRIED[name]);
    const own = made.markdown;
    const same = [
      'classification-as-printed',
      'date-created',
      'reference',
      'outcome',
      'date-answered',
      'opens',
      'closes',
      'closes-as-printed',
      'respond-by-email',
      'from',
      'author',
      'decision-maker',
      'coordination-committee',
      'foi-disclosable',
    ];
    for (const field of same)
      if (facts[field] !== undefined) expect(own).toContain(`\n${field}: ${String(facts[field])}\n`);
  });
});

describe('doubts', () => {
  test('of the letter: the label that may be a tail, the lost bullet, the year that is not printed', async () => {
    const { account } = await imported('letter.txt', readSource('consultation-letter-2024-04-29'));
    const texts = account.doubts.map(({ text }) => text).join('\n');
    expect(texts).toContain('The label "Fol Requests on rationale" of the document-control table is not known');
    expect(texts).toContain('whose bullet was lost');
    expect(texts).toContain('"the 22nd of July" has no year');
  });

  test('of the answer: no classification, which is never guessed, and a date that could be of October', async () => {
    const { account, markdown } = await imported('answer.txt', readSource('foi-response-059-19'));
    const texts = account.doubts.map(({ text }) => text).join('\n');
    expect(texts).toContain('prints no classification');
    expect(texts).toContain('"10/04/2019" is read with the day first');
    expect(markdown).toMatch(/^classification: FILL-IN\(The source prints no classification/m);
  });
});
