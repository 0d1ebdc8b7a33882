/**
 * What of a corpus stands on a day of the past, case by case, and that the pages of such a day agree with what the site itself tells of it. That
 * nothing later is in a view, whatever the corpus, is a law: `tests/laws/as-at.test.ts`.
 */
import { describe, expect, test } from 'vitest';
import { openDesk } from '../../src/dev/desk.ts';
import { machine } from '../../src/host.ts';
import { ledgerOf } from '../../src/ledger/ledger.ts';
import { walkBlocks } from '../../src/model/clauses.ts';
import type { Checked } from '../../src/model/edition.ts';
import { textOfBlocks } from '../../src/model/text.ts';
import { hasPages } from '../../src/examine.ts';
import { openPress } from '../../src/render/render.ts';
import { pastDay, rewind } from '../../src/rewind/rewind.ts';
import { sitePages } from '../../src/site/site.ts';
import { elements, hasClass, parse, wordsOf } from '../html/pages.ts';
import { date } from '../support/edition.ts';
import { type Files, folderOf } from '../support/folder.ts';
import { documentOf, guidance, inspected, PRESS } from '../support/inspected.ts';
import { sampleCorpus } from '../support/sample-corpus.ts';

function soundOf(files: Files): Checked {
  const { checked, findings } = inspected(files);
  if (!checked) throw new Error(findings.map(({ file, message }) => `${file}: ${message}`).join('\n'));
  return checked;
}

const NO_LEDGER = ledgerOf([]);
const then = (files: Files, day: string) => rewind(soundOf(files), NO_LEDGER, date(day)).corpus;
const editionsOf = (files: Files, day: string) => [...then(files, day).entries.keys()].sort();

const dated = (from: string, more = '') =>
  guidance('## Scope {#scope}\n\nWords.\n')
    .replace('created: 2019', `created: ${from}`)
    .replace('from: 2019', `from: ${from}`)
    .replace('text: full\n', `text: full\n${more}`);
const notes = (more = '') => `changes:\n  - note: New.\n    clauses: [scope]\n${more}`;

describe('an edition is there', () => {
  const letter = (fields: string) =>
    documentOf('consultations', 'We ask.\n').replace(/date-created: .*\nopens: .*\ncloses: .*\n/, fields);
  const answer = documentOf('foi', ':::question{#q1}\nHow many?\n:::\n\n:::answer{to=q1}\nNone.\n:::\n');

  test.each([
    [
      'from when it was written, though it takes effect later',
      '2019-05-01',
      dated('2019-05-01').replace('from: 2019-05-01', 'from: 2020-01-01'),
    ],
    [
      'from when it took effect, though it was written down later',
      '2019-05-01',
      dated('2019-05-01').replace('created: 2019-05-01', 'created: 2020-01-01'),
    ],
    ['from the beginning of a month that is all that is known', '2019-05', dated('2019-05')],
  ])('%s', (_, from, text) => {
    const files = { 'guidance/a/first.md': dated('2000'), 'guidance/b/one.md': text };
    expect(editionsOf(files, '2019-04-30')).toEqual(['guidance/a@first']);
    expect(editionsOf(files, from.padEnd(10, '-01'))).toEqual(['guidance/a@first', 'guidance/b@one']);
  });

  test('a letter from when it was written, an answer from when it was given', () => {
    const files = {
      'consultations/a/one.md': letter('date-created: 2019-03-01\nopens: 2019-04-01\ncloses: 2019-05-01\n'),
      'foi/b/one.md': answer
        .replace('answered: 2019', 'answered: 2019-06-01')
        .replace('created: 2019', 'created: 2019-02-01'),
    };
    expect(editionsOf(files, '2019-03-01')).toEqual(['consultations/a@one']);
    expect(editionsOf(files, '2019-06-01')).toEqual(['consultations/a@one', 'foi/b@one']);
  });

  test('and a date that leaves open whether it was is told of', () => {
    const corpus = then({ 'guidance/a/one.md': dated('2019') }, '2019-06-15');
    expect(corpus.load('guidance/a@one').matter.pastNotes).toEqual([
      'This edition gives a date as 2019 and no more. It counts here from the beginning of 2019; whether it did on 15 June 2019 is not known.',
    ]);
    expect(then({ 'guidance/a/one.md': dated('2019') }, '2020-01-01').load('guidance/a@one').matter.pastNotes).toEqual(
      [],
    );
  });
});

describe('what became of an edition later', () => {
  const labels = (files: Files, day: string, identifier = 'guidance/a@one') =>
    then(files, day)
      .entries.get(identifier)
      ?.standing.phases.map(({ label }) => label);

  test('is not known before: a withdrawal, an end', () => {
    const files = {
      'guidance/a/one.md': dated(
        '2019',
        'superseded-on: 2021-01-01\nwithdrawn:\n  date: 2022-01-01\n  reason: It rained.\n',
      ),
    };
    expect(labels(files, '2020-06-01')).toEqual(['Not yet in force', 'In force']);
    expect(labels(files, '2021-06-01')).toEqual(['Not yet in force', 'In force', 'Superseded']);
    expect(labels(files, '2022-06-01')).toEqual(['Not yet in force', 'In force', 'Superseded', 'Withdrawn']);
  });

  test('is known where it says so itself: when a letter closes; its outcome is not, nor are the words of it', () => {
    const body = ':::question{#q1 number=1}\nWhy?\n:::\n\n:::outcome{to=q1}\nBecause.\n:::\n';
    const fields = 'opens: 2019-01-01\ncloses: 2019-03-01\noutcome-published: 2019-09-01\n';
    const files = {
      'consultations/a/one.md': documentOf('consultations', body).replace(/opens: .*\ncloses: .*\n/, fields),
    };
    expect(labels(files, '2019-02-01', 'consultations/a@one')).toEqual(['Not yet open', 'Open', 'Closed']);
    const before = then(files, '2019-02-01');
    expect(textOfBlocks(before.load('consultations/a@one').body)).toBe('Why?');
    const entry = before.entries.get('consultations/a@one');
    expect(entry?.clauses.map(({ id }) => id)).toEqual(['q1']);
    expect(entry?.standing.facts.map(({ label }) => label)).not.toContain('Outcome published');
    expect(textOfBlocks(then(files, '2019-09-01').load('consultations/a@one').body)).toBe('Why? Because.');
  });

  test('is not told of a marking while its scheme was in use', () => {
    const old = dated('2013').replace('classification: OFFICIAL', 'classification: NOT PROTECTIVELY MARKED');
    const notesOn = (day: string) =>
      then({ 'guidance/a/one.md': old }, day).load('guidance/a@one').matter.classificationNotes;
    expect(notesOn('2014-04-01')).toEqual([]);
    expect(notesOn('2014-04-02')).toHaveLength(1);
  });
});

describe('what a text refers to', () => {
  const files = (text: string): Files => ({
    'guidance/a/2019.md': guidance(text),
    'guidance/b/2019.md': dated('2019'),
    'guidance/b/2022.md': dated('2022', notes()),
    'guidance/c/2022.md': dated('2022'),
    'boilerplate/d/2022.md': documentOf('boilerplate', 'Shared zqlater words.\n').replace(
      'created: 2019',
      'created: 2022',
    ),
  });
  const textOn = (text: string, day: string) => then(files(text), day).load('guidance/a@2019');
  const kinds = ({ body }: { body: Parameters<typeof walkBlocks>[0] }) => walkBlocks(body).map(({ type }) => type);

  test.each([
    ['a later edition', '[the words](../b/2022.md#scope)'],
    ['a work that came later', '[the words](../c/)'],
  ])('a link to %s keeps its words and says so', (_, link) => {
    const { body, matter } = textOn(`See ${link}.\n`, '2020-01-01');
    expect(textOfBlocks(body)).toBe('See the words.');
    expect(JSON.stringify(body)).not.toContain('"link"');
    expect(matter.pastNotes).toEqual(['Links of this edition to what came later are left out; their words are kept.']);
    expect(JSON.stringify(textOn(`See ${link}.\n`, '2023-01-01').body)).toContain('"link"');
  });

  test('a link to a work leads to what was in force', () => {
    const corpus = then(files('See [the words](../b/).\n'), '2020-01-01');
    expect(corpus.works.get('guidance/b')?.editions.map(({ edition }) => edition)).toEqual(['2019']);
    expect(corpus.entries.get('guidance/a@2019')?.references).toHaveLength(1);
  });

  test.each([
    ['a quotation', ':::quote{from="../b/2022.md#scope"}\nWords.\n:::\n', 'A quotation from a later text stands here.'],
    ['a passage', '::include{file="../../boilerplate/d/2022.md"}\n', 'A passage of a later date stands here.'],
  ])('%s of a later edition is not there, which is said in its place', (_, text, said) => {
    const before = textOn(text, '2020-01-01');
    expect(textOfBlocks(before.body)).toBe(`[${said} It is not in this view of the past.]`);
    expect(kinds(before)).toEqual(['paragraph']);
    expect(kinds(textOn(text, '2023-01-01'))).toHaveLength(2);
  });

  test('a former name leads on only to what was there', () => {
    const press = `${PRESS}renamed:\n  guidance/old-b: guidance/b\n  guidance/old-c: guidance/c\n`;
    const { publication } = then({ 'press.yaml': press, ...files('Words.\n') }, '2020-01-01');
    expect(publication.renamed?.map(({ from }) => from)).toEqual(['guidance/old-b']);
  });
});

describe('a day is one of the past', () => {
  const host = (epoch?: string) => ({
    ...machine,
    environment: (name: string) => (name === 'SOURCE_DATE_EPOCH' ? epoch : undefined),
  });
  const undated = { 'press.yaml': PRESS.replace('as-at: 2025\n', ''), 'guidance/a/one.md': dated('2019-05-01') };
  const known = { 'press.yaml': PRESS.replace('2025', '2025-06-01'), 'guidance/a/one.md': dated('2019-05-01') };
  const dayOf = (asked: string | undefined, files: Files, epoch?: string) =>
    pastDay(host(epoch), asked === undefined ? undefined : date(asked), soundOf(files), NO_LEDGER)?.day;

  test.each([
    ['none asked for', undefined, known, undefined],
    ['the day of press.yaml', '2025-06-01', known, undefined],
    ['one before it', '2025-05-31', known, '2025-05-31'],
    ['one behind it', '2026-01-01', known, undefined],
    ['one before the newest document, where no other day is known', '2019-04-30', undated, '2019-04-30'],
    ['one behind that', '2019-05-01', undated, undefined],
  ])('%s', (_, asked, files, day) => expect(dayOf(asked, files)).toBe(day));

  test('by the date of the source too', () => {
    expect(dayOf('2025-06-02', known, String(Date.UTC(2025, 6, 1) / 1000))).toBe('2025-06-02');
    expect(dayOf(undefined, known, '0')).toBeUndefined();
  });
});

describe('the sample of all kinds of document', () => {
  const sound = soundOf(sampleCorpus());
  const { templates } = openPress(machine, 'site');
  const present = date('2025-06-01');
  const pagesOf = (corpus: Checked, day: typeof present) =>
    sitePages({ ...corpus, works: [...corpus.works.values()].filter(hasPages) }, day, templates);
  const site = pagesOf(sound, present);
  const textAt = (pages: typeof site, path: string) => new TextDecoder().decode(pages.get(path)?.().bytes);
  const days = [...site.keys()].flatMap((path) => /^as-at\/(\d[\d-]*)\/index/.exec(path)?.[1] ?? []);
  const past = days.filter((day) => day < present);

  test('on each day on which something changed its own list is the one that the site has of that day', () => {
    expect(past.length).toBeGreaterThan(15);
    for (const day of past) {
      const view = pagesOf(rewind(sound, NO_LEDGER, date(day)).corpus, date(day));
      const listed = (pages: typeof site) =>
        elements(parse(textAt(pages, `as-at/${day}/index.html`)), hasClass('stood')).map(wordsOf);
      // The site may know the end of what stood; a view does not, before it came.
      const withoutEnd = (all: readonly string[]) =>
        all.map((words) => words.replace(/ until [^A-Z]*(?:[A-Z][a-z]+ \d{4})?/g, ''));
      expect(withoutEnd(listed(view)), day).toEqual(withoutEnd(listed(site)));
    }
  });

  test('there are more editions on each day than on the day before, and on the last all of them', () => {
    const sets = [...past, present].map((day) => new Set(rewind(sound, NO_LEDGER, date(day)).corpus.entries.keys()));
    for (const [at, set] of sets.entries())
      expect([...(sets[at - 1] ?? [])].filter((one) => !set.has(one))).toEqual([]);
    expect([...(sets.at(-1) ?? [])]).toEqual([...sound.entries.keys()]);
  });

  test('as at a day behind all its dates it is as it is', () => {
    const end = date('2040-01-01');
    const { corpus } = rewind(sound, NO_LEDGER, end);
    expect({ ...corpus.publication, pastDay: undefined }).toEqual({ ...sound.publication, pastDay: undefined });
    expect([...corpus.entries.values()].map(({ standing }) => standing)).toEqual(
      [...sound.entries.values()].map(({ standing }) => standing),
    );
    for (const identifier of sound.entries.keys()) {
      const { matter, ...text } = corpus.load(identifier);
      const whole = sound.load(identifier);
      expect({ ...text, matter: { ...matter, pastNotes: undefined } }, identifier).toEqual({
        ...whole,
        matter: { ...whole.matter, pastNotes: undefined },
      });
      expect(matter.pastNotes).toEqual([]);
    }
  });
});

test('the preview of such a day shows it as a build does', async () => {
  const content = folderOf({
    'press.yaml': PRESS.replace('2025', '2025-06-01'),
    'guidance/a/2019.md': dated('2019'),
    'guidance/a/2022.md': dated('2022', notes()),
  });
  const request = { content, audience: 'public', asAt: date('2020-06-01'), link: () => undefined } as const;
  const desk = openDesk(machine, openPress(machine, 'site'), request, () => undefined);
  const shown = async (path: string) => new TextDecoder().decode((await desk.page(path)).rendition?.bytes);
  expect(await shown('guidance/a/2019/index.html')).toContain('This shows the site as it stood on 1 June 2020.');
  expect((await desk.page('guidance/a/2022/index.html')).how).not.toBe('current');
  expect(await shown('guidance/a/index.html')).not.toContain('2022');
});
