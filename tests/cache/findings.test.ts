/**
 * Findings of a work are kept as long as everything is as it was that was looked at to find them. What that is no rule says: it is what the
 * corpus was asked for. Each row: what the rules of guidance/a ask, what changes, and whether they are asked again.
 */
import { describe, expect, test } from 'vitest';
import { cacheFolder, openCache } from '../../src/cache/cache.ts';
import { keptFindings } from '../../src/check/kept-findings.ts';
import { machine } from '../../src/host.ts';
import type { Audience, Corpus, Work } from '../../src/model/edition.ts';
import { type Finding, finding } from '../../src/model/finding.ts';
import { type Files, folderOf } from '../support/folder.ts';
import { guidance, inspected } from '../support/inspected.ts';

const text = (words: string) => guidance(`## Aim {#aim}\n\n${words}\n`);
const SECRET = guidance('## Aim {#aim}\n\n:::withheld{ground="s.31(1)(a)"}\nA secret.\n:::\n\nBe kind.\n');
const START: Files = { 'guidance/a/2019.md': text('One.'), 'guidance/b/2019.md': text('Two.') };
const FOUND = [finding('quote-stale', 'guidance/a/2019.md', undefined, 'Found.')];

function corpusOf(files: Files): Corpus {
  const { corpus } = inspected(files);
  if (!corpus) throw new Error('the files are no corpus');
  return corpus;
}

/** Whether rules that ask this are asked again, when the corpus became another between two runs with the same cache. */
function askedAgain(
  ask: (corpus: Corpus) => unknown,
  before: Files,
  after: Files,
  { audience = 'public', found = FOUND }: { audience?: Audience; found?: readonly Finding[] } = {},
): boolean {
  const folder = cacheFolder(`${folderOf()}/dist`, audience);
  let times = 0;
  for (const files of [before, after]) {
    const cache = openCache(machine, folder, audience);
    const corpus = corpusOf(files);
    const find = (seen: Corpus) => {
      times += 1;
      ask(seen);
      return found;
    };
    const work = corpus.works.get('guidance/a') as Work; // both have it
    expect(keptFindings(corpus, audience, cache)(work, find)).toEqual(found);
    cache.close();
  }
  return times === 2;
}

const b = 'guidance/b';
const OTHER_A: Files = { ...START, 'guidance/a/2019.md': text('One more.') };
const OTHER_B: Files = { ...START, 'guidance/b/2019.md': text('Two more.') };
const NEWER_B: Files = { ...START, 'guidance/b/2023.md': text('Newer.') };
const WITHHOLDING: Files = { ...START, 'guidance/b/2019.md': SECRET };

describe('rules are asked again about guidance/a', () => {
  test.each<readonly [what: string, ask: (corpus: Corpus) => unknown, before: Files, after: Files, again: boolean]>([
    ['not, when nothing changed', ({ works }) => works.get(b), START, START, false],
    ['when its own text changed', () => undefined, START, OTHER_A, true],
    ['not, when a work changed that they did not ask about', () => undefined, START, OTHER_B, false],
    ['when a work changed that they asked for', ({ works }) => works.get(b), START, OTHER_B, true],
    [
      'when a work changed of which they asked for an edition',
      ({ entries }) => entries.get(`${b}@2019`),
      START,
      OTHER_B,
      true,
    ],
    ['when a work changed of which they loaded an edition', ({ load }) => load(`${b}@2019`), START, OTHER_B, true],
    ['when a work has one edition more', ({ works }) => works.has(b), START, NEWER_B, true],
    ['when an edition came that they looked for', ({ entries }) => entries.has(`${b}@2023`), START, NEWER_B, true],
    [
      'when a work came that they looked for',
      ({ works }) => works.get('guidance/c'),
      START,
      { ...START, 'guidance/c/1.md': text('Three.') },
      true,
    ],
    ['in every run, where they went through all names', ({ works }) => [...works.keys()], START, START, true],
    ['in every run, where they went through all entries', ({ entries }) => [...entries], START, START, true],
    [
      'when the publication says something else of itself',
      () => undefined,
      START,
      {
        ...START,
        'press.yaml': 'title: Letters\npublisher: An office\nbase-address: https://office.example/\nas-at: 2025\n',
      },
      true,
    ],
  ])('%s', (_, ask, before, after, again) => {
    expect(askedAgain(ask, before, after)).toBe(again);
  });

  test('in every run for the public, where they found something in what withholds, or in what leads to it', () => {
    const ask = ({ works }: Corpus) => works.get(b);
    expect(askedAgain(ask, WITHHOLDING, WITHHOLDING)).toBe(true);
    expect(askedAgain(ask, WITHHOLDING, WITHHOLDING, { audience: 'internal' })).toBe(false);
    expect(askedAgain(ask, WITHHOLDING, WITHHOLDING, { found: [] })).toBe(false);
  });
});
