/** What became of clauses, and since when the words of each stand: read off comparisons of two and of three editions. */
import { describe, expect, test } from 'vitest';
import { diff, history, outlineOf, transition } from '../../src/diff/diff.ts';
import type { Block } from '../../src/model/document.ts';
import type { Cleared, Matter } from '../../src/model/edition.ts';
import type { History, NamedClause, Transition } from '../../src/model/history.ts';
import { date, edition, heading, paragraph } from '../support/edition.ts';

const principle = (id: string, number: string, ...words: string[]): Block => ({
  type: 'principle',
  id,
  number,
  children: words.map((one) => paragraph(one)),
});

const VISITS =
  'Officers visit every licensed place of work at least twice a year and write down what they found there.';
const RECORDS = 'A record of each visit is kept for six years, and is shown to the person visited whenever they ask.';
const TRUST = 'Those who work at night are met with respect, so that crimes against them are reported early.';
const MONEY = 'Grants to charities are decided by the board in March, after a public call for proposals.';
const STAFF = 'New members of staff read this guidance in their first week and sign that they have done so.';

const at = (year: string, body: readonly Block[], matter: Partial<Matter> = {}): Cleared =>
  edition(body, { edition: year, matter, standing: { date: date(year), phases: [], control: [], facts: [] } });

const step = (old: Cleared, newer: Cleared): Transition => transition(diff(old, newer), old, newer);

const called = ({ id, number }: NamedClause) => (number === undefined ? id : `${id} ${number}`);

/** "records 2: moved > notes 3". */
const went = ({ destinations }: Pick<Transition, 'destinations'>) =>
  destinations.map(
    ({ clause, fate, to }) => `${called(clause)}: ${fate}${to.length > 0 ? ` > ${to.map(called).join(', ')}` : ''}`,
  );

const came = ({ arrivals }: Transition) => arrivals.map(({ clause, how }) => `${called(clause)}: ${how}`);

function whole(editions: readonly Cleared[], current = editions.at(-1)): History {
  const pairs = editions.flatMap((old, index) => editions.slice(index + 1).map((newer) => step(old, newer)));
  return history(editions.map(outlineOf), pairs, current?.edition);
}

/** By edition: "records: first 2019". */
const stands = (of: History) =>
  Object.fromEntries(
    of.editions.map(({ edition: name, clauses }) => [
      name,
      clauses.map(
        ({ clause, since }) => `${clause}: ${since.how} ${since.edition}${since.moved ? `, moved ${since.moved}` : ''}`,
      ),
    ]),
  );

describe('from one edition to the next', () => {
  test('a clause is unchanged, reworded, added or removed', () => {
    const { destinations, arrivals, ...names } = step(
      at('2019', [
        principle('visits', '1', VISITS),
        principle('records', '2', RECORDS),
        principle('money', '3', MONEY),
      ]),
      at('2023', [
        principle('visits', '1', VISITS),
        principle('records', '2', RECORDS.replace('six', 'ten')),
        principle('staff', '3', STAFF),
      ]),
    );
    expect(names).toEqual({ old: '2019', new: '2023' });
    expect(went({ destinations })).toEqual([
      'visits 1: unchanged > visits 1',
      'records 2: changed > records 2',
      'money 3: removed',
    ]);
    expect(arrivals.map(({ clause, how, change }) => [clause.id, how, change])).toEqual([
      ['visits', 'kept', undefined],
      ['records', 'reworded', 1],
      ['staff', 'added', 3],
    ]);
    expect(destinations.map(({ change }) => change)).toEqual([undefined, 1, 2]);
  });

  test('a clause that moved and took another id and number is itself', () => {
    const one = step(
      at('2019', [
        principle('visits', '1', VISITS),
        principle('records', '2', RECORDS),
        principle('trust', '3', TRUST),
        principle('money', '4', MONEY),
      ]),
      at('2023', [
        principle('records', '1', RECORDS),
        principle('trust', '2', TRUST),
        principle('money', '3', MONEY),
        principle('inspection', '4', VISITS),
      ]),
    );
    expect(went(one)).toEqual([
      'visits 1: moved > inspection 4',
      'records 2: unchanged > records 1',
      'trust 3: unchanged > trust 2',
      'money 4: unchanged > money 3',
    ]);
    expect(came(one)).toEqual(['records 1: kept', 'trust 2: kept', 'money 3: kept', 'inspection 4: moved']);
  });

  test('front matter says what a rewritten clause was', () => {
    const one = step(
      at('2019', [principle('visits', '1', VISITS), principle('money', '2', MONEY)]),
      at('2023', [principle('calls', '1', 'Inspectors call without notice.'), principle('money', '2', MONEY)], {
        was: { calls: ['visits'] },
      }),
    );
    expect(went(one)).toEqual(['visits 1: changed > calls 1', 'money 2: unchanged > money 2']);
    expect(came(one)).toEqual(['calls 1: reworded', 'money 2: kept']);
  });

  test.each([
    ['one paragraph was divided', [`${VISITS} ${RECORDS}`]],
    ['its paragraphs went apart', [VISITS, RECORDS]],
  ])('a clause is split: %s', (_, words) => {
    const one = step(
      at('2019', [principle('visits', '1', ...words), principle('money', '2', MONEY)]),
      at('2023', [
        principle('visits', '1', VISITS),
        principle('records', '2', RECORDS),
        principle('money', '3', MONEY),
      ]),
    );
    expect(went(one)).toEqual(['visits 1: split > visits 1, records 2', 'money 2: unchanged > money 3']);
    expect(came(one)).toEqual(['visits 1: split', 'records 2: split', 'money 3: kept']);
  });

  test.each([
    ['their paragraphs became one', [`${VISITS} ${RECORDS}`]],
    ['their paragraphs stand together', [VISITS, RECORDS]],
  ])('two clauses are merged: %s', (_, words) => {
    const one = step(
      at('2019', [
        principle('visits', '1', VISITS),
        principle('records', '2', RECORDS),
        principle('money', '3', MONEY),
      ]),
      at('2023', [principle('visits', '1', ...words), principle('money', '2', MONEY)]),
    );
    expect(went(one)).toEqual([
      'visits 1: merged > visits 1',
      'records 2: merged > visits 1',
      'money 3: unchanged > money 2',
    ]);
    expect(came(one)).toEqual(['visits 1: merged', 'money 2: kept']);
  });

  test('a paragraph that went elsewhere changes both clauses and splits none', () => {
    const one = step(
      at('2019', [principle('visits', '1', VISITS, RECORDS, STAFF), principle('money', '2', MONEY, TRUST)]),
      at('2023', [principle('visits', '1', VISITS, RECORDS), principle('money', '2', MONEY, TRUST, STAFF)]),
    );
    expect(went(one)).toEqual(['visits 1: changed > visits 1, money 2', 'money 2: changed > money 2']);
    expect(came(one)).toEqual(['visits 1: reworded', 'money 2: reworded']);
  });

  test('a new order of paragraphs is a change of the clause', () => {
    const one = step(
      at('2019', [principle('visits', '1', VISITS, RECORDS, TRUST)]),
      at('2023', [principle('visits', '1', RECORDS, TRUST, VISITS)]),
    );
    expect(went(one)).toEqual(['visits 1: changed > visits 1']);
  });

  test('the words of a section are those of the clauses inside it too; its fate is that of its own', () => {
    const one = step(
      at('2019', [heading(2, 'work', 'How we work'), principle('visits', '1', VISITS)]),
      at('2023', [heading(2, 'work', 'How we work'), principle('visits', '1', VISITS.replace('twice', 'once'))]),
    );
    expect(went(one)).toEqual(['work: unchanged > work', 'visits 1: changed > visits 1']);
    expect(came(one)).toEqual(['work: reworded', 'visits 1: reworded']);
  });

  test('a clause without words stays while its id does', () => {
    const one = step(
      at('2019', [principle('a', '1'), principle('b', '2')]),
      at('2023', [principle('a', '1'), principle('c', '2')]),
    );
    expect(went(one)).toEqual(['a 1: unchanged > a 1', 'b 2: removed']);
    expect(came(one)).toEqual(['a 1: kept', 'c 2: added']);
  });
});

describe('through three editions', () => {
  const first = at('2019', [
    principle('visits', '1', VISITS),
    principle('records', '2', RECORDS),
    principle('trust', '3', TRUST),
    principle('money', '4', MONEY),
  ]);
  const second = at('2021', [
    principle('visits', '1', VISITS),
    principle('records', '2', RECORDS.replace('six', 'ten')),
    principle('money', '3', MONEY),
  ]);
  const third = at('2023', [
    principle('records', '1', RECORDS.replace('six', 'ten')),
    principle('funds', '2', MONEY),
    principle('trust', '3', TRUST),
    principle('visits', '4', VISITS),
  ]);

  test('each clause says since which edition its words stand and how they came', () => {
    expect(stands(whole([first, second, third]))).toEqual({
      2019: ['visits: first 2019', 'records: first 2019', 'trust: first 2019', 'money: first 2019'],
      2021: ['visits: first 2019', 'records: reworded 2021', 'money: first 2019'],
      2023: ['records: reworded 2021', 'funds: first 2019', 'trust: added 2023', 'visits: first 2019, moved 2023'],
    });
  });

  test('the change that brought the words is known by its comparison and number', () => {
    const { editions } = whole([first, second, third]);
    const seen = editions
      .at(-1)
      ?.clauses.map(({ since }) => since.seen && `${since.seen.old}..${since.seen.new} ${since.seen.number}`);
    expect(seen).toEqual(['2019..2021 1', undefined, '2021..2023 1', '2021..2023 2']);
  });

  test('ids that the current edition does not have are gone, with what became of them', () => {
    const { gone } = whole([first, second, third]);
    expect(gone.map(({ edition: name, current }) => [name, current])).toEqual([['2021', '2023']]);
    expect(went({ destinations: gone })).toEqual(['money 3: unchanged > funds 2']);
  });

  test('a clause that was taken out and came back is not gone', () => {
    expect(whole([first, second, third]).gone.some(({ clause }) => clause.id === 'trust')).toBe(false);
  });

  test('what a later edition does not yet have in force is not counted', () => {
    const { gone } = whole([first, second, third], second);
    expect(went({ destinations: gone })).toEqual(['trust 3: removed']);
  });

  test('an edition whose text is not held is passed over', () => {
    const facts = at('2021', [heading(2, 'facts', 'Facts on record')], { text: 'not-held' });
    expect(stands(whole([first, facts, third]))).toEqual({
      2019: ['visits: first 2019', 'records: first 2019', 'trust: first 2019', 'money: first 2019'],
      2023: [
        'records: reworded 2023',
        'funds: first 2019, moved 2023',
        'trust: first 2019',
        'visits: first 2019, moved 2023',
      ],
    });
  });
});

test('clauses inside withheld passages are named on no other page, for an audience that sees them too', () => {
  const withheld: Block = { type: 'withheld', ground: 's.31', children: [principle('covert', '9', STAFF)] };
  const { gone } = whole([
    at('2019', [withheld, heading(2, 'open', 'Open')]),
    at('2023', [principle('money', '1', MONEY)]),
  ]);
  expect(gone.map(({ clause }) => clause)).toEqual([{ id: 'open', kind: 'section', number: undefined, title: 'Open' }]);
});
