/**
 * Random content folders in which every word tells when it came: documents of all families with editions, links, quotations, passages that
 * are included, lineage, and facts that came about later. `contentBefore` is the same folder as it was before a day.
 */
import fc from 'fast-check';
import type { Files } from './folder.ts';

/** In the order of time; days that other dates are in are not among them, so that "before" and "after" are certain. */
export const DATES = [
  '2016',
  '2017-03',
  '2018-05-04',
  '2019-02-01',
  '2020-07',
  '2021-11-30',
  '2022-06-15',
  '2024-01-10',
];
/** The publication stands behind all of them. */
export const PRESENT = '2025-06-01';
export const DAYS = ['2016-01-02', '2018-05-03', '2019-02-01', '2020-12-31', '2022-06-14', '2023-03-03'];

type FamilyName = 'guidance' | 'consultations' | 'foi' | 'boilerplate';

interface Drawn {
  readonly family: FamilyName;
  readonly work: number;
  readonly date: number;
  /** Draws of the texts that it refers to, and whether it names their edition. */
  readonly refers: readonly number[];
  readonly pins: boolean;
  /** When it was withdrawn, superseded or had an outcome; behind the end of the dates it never was. */
  readonly ended: number;
}

export interface DatedEdition extends Drawn {
  readonly name: string;
  readonly file: string;
  /** A word that stands in no other edition, several times. */
  readonly canary: string;
}

const WORKS = 3;
const drawn: fc.Arbitrary<Drawn> = fc.record({
  family: fc.constantFrom<FamilyName>('guidance', 'guidance', 'consultations', 'foi', 'boilerplate'),
  work: fc.nat(WORKS - 1),
  date: fc.nat(DATES.length - 1),
  refers: fc.array(fc.nat(1000), { maxLength: 3 }),
  pins: fc.boolean(),
  ended: fc.nat(DATES.length + 2),
});

const LETTERS = 'abcdefghij';
const dateOf = (at: number) => DATES[at] ?? '';

/** In order of time. Two editions of a work never have one date. */
function named(all: readonly Drawn[]): readonly DatedEdition[] {
  const taken = new Set<string>();
  return all
    .toSorted((a, b) => a.date - b.date)
    .flatMap((one) => {
      const name = dateOf(one.date);
      const file = `${one.family}/${LETTERS[one.work]}/${name}.md`;
      if (taken.has(file)) return [];
      taken.add(file);
      return [{ ...one, name, file, canary: `zq${LETTERS[one.work]}${one.family.slice(0, 3)}x${one.date}` }];
    });
}

/** At least one document that has pages and is there on every day. */
export const datedCorpus: fc.Arbitrary<readonly DatedEdition[]> = fc
  .array(drawn, { minLength: 7, maxLength: 14 })
  .map((all) => named([{ family: 'guidance', work: 0, date: 0, refers: [], pins: true, ended: 99 }, ...all]));

const endedOn = ({ date, ended }: Drawn) => (ended > date ? DATES[ended] : undefined);

/** What an edition states of its later life, as far as `known` says that it had come about. */
function facts(one: DatedEdition, known: (date: string) => boolean): string {
  const date = dateOf(one.date);
  const end = endedOn(one);
  const came = end !== undefined && known(end);
  switch (one.family) {
    case 'guidance': {
      const ending =
        one.refers.length % 2 === 0
          ? `superseded-on: ${end}`
          : `withdrawn:\n  date: ${end}\n  reason: ${one.canary}late`;
      return `effective-from: ${date}\n${came ? `${ending}\n` : ''}`;
    }
    case 'consultations':
      return `opens: ${date}\ncloses: ${date}\n${came ? `outcome-published: ${end}\n` : ''}`;
    case 'foi':
      return `date-answered: ${date}\nreference: "${one.canary}"\noutcome: disclosed-in-full\n`;
    case 'boilerplate':
      return '';
  }
}

/** References lead to what was there when the text was written, so that the folder is sound at any time. */
function references(one: DatedEdition, before: readonly DatedEdition[]): string {
  return one.refers
    .flatMap((draw, index) => {
      const source = before[draw % Math.max(before.length, 1)];
      if (!source) return [];
      const [family, work] = source.file.split('/');
      if (source.family === 'boilerplate') return [`::include{file="../../${source.file}"}`];
      if (index === 1)
        return [`:::quote{from="../../${source.file}#scope"}\n${source.canary} is about the lanes.\n:::`];
      const to = one.pins ? `../../${source.file}#scope` : `../../${family}/${work}/#scope`;
      return [`See [${source.work} lanes](${to}) about that.`];
    })
    .join('\n\n');
}

function text(one: DatedEdition, before: readonly DatedEdition[], known: (date: string) => boolean): string {
  const date = dateOf(one.date);
  const own = before.findLast((other) => other.family === one.family && other.work === one.work);
  const end = endedOn(one);
  const outcome = one.family === 'consultations' && end !== undefined && known(end);
  // Passages have no ids: one may be included twice.
  const scope = one.family === 'boilerplate' ? '' : `## Scope ${one.canary} {#scope}`;
  return `---
title: Lanes ${one.canary}
summary: ${one.canary} in one sentence.
classification: OFFICIAL
date-created: ${date}
text: full
${facts(one, known)}${own && one.family !== 'boilerplate' ? `changes:\n  - note: ${one.canary} is new.\n    clauses: [scope, duty-${one.date}, duty-${own.date}]\nwas:\n  duty-${one.date}: [duty-${own.date}]\n` : ''}---

${scope}

${one.canary} is about the lanes.

${
  one.family === 'boilerplate'
    ? ''
    : `:::principle{#duty-${one.date} number=1}
The keeper must sweep ${one.canary}.
:::

${one.family === 'foi' || one.family === 'consultations' ? `:::question{#q1 number=1}\nWhat of ${one.canary}?\n:::\n` : ''}
${one.family === 'foi' ? `:::answer{to=q1}\nThe lanes ${one.canary}.\n:::\n` : ''}
${references(one, before)}

${outcome ? `:::outcome{to=q1}\nIt led to ${one.canary}late.\n:::\n` : ''}`
}
`;
}

function files(editions: readonly DatedEdition[], known: (date: string) => boolean): Files {
  const before = (one: DatedEdition) => editions.filter(({ date }) => date < one.date);
  return {
    'press.yaml': `title: Papers\npublisher: An office\nbase-address: https://office.example/\nas-at: ${PRESENT}\nsearch: no\n`,
    ...Object.fromEntries(editions.map((one) => [one.file, text(one, before(one), known)])),
  };
}

export const isThere = (one: Drawn, day: string): boolean => dateOf(one.date) <= day;

export const contentOf = (editions: readonly DatedEdition[]): Files => files(editions, () => true);

/** The folder as it was before anything that came after the day was written into it. */
export const contentBefore = (editions: readonly DatedEdition[], day: string): Files =>
  files(
    editions.filter((one) => isThere(one, day)),
    (date) => date <= day,
  );
