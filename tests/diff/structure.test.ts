/** Blocks of every kind, and what becomes of them. */
import { describe, expect, test } from 'vitest';
import { unitsOf } from '../../src/diff/blocks.ts';
import { diff } from '../../src/diff/diff.ts';
import type { Change } from '../../src/model/comparison.ts';
import {
  ANSWER_OUTCOMES,
  type AnswerOutcome,
  type Block,
  type ListItem,
  type TableCell,
} from '../../src/model/document.ts';
import { withheldNotice } from '../../src/model/ground.ts';
import { OUTCOME_LABEL } from '../../src/render/wording.ts';
import { cell, edition, heading, paragraph, table } from '../support/edition.ts';

const list = (...items: readonly string[]): Block => ({
  type: 'list',
  ordered: false,
  spread: false,
  children: items.map((item): ListItem => ({ type: 'listItem', children: [paragraph(item)] })),
});
const changesOf = (old: readonly Block[], newer: readonly Block[]): readonly Change[] =>
  diff(edition(old), edition(newer)).changes;
const told = (changes: readonly Change[]) =>
  changes.map(({ fate, block, old, new: newer }) => `${fate} ${block}: ${old?.text ?? ''} > ${newer?.text ?? ''}`);

describe('a row whose cells hold blocks', () => {
  const rowOf = (...cells: TableCell[]): Block => ({
    type: 'table',
    align: [],
    children: [{ type: 'tableRow', children: cells }],
  });
  const wordsIn = (one: Block) =>
    unitsOf(edition([one])).map(
      ({ block, clause, text, cells }) => `${clause} ${block}: ${cells?.join(' | ') ?? text}`,
    );

  test('is one row, each cell one text', () => {
    const blocks = [paragraph('Bring:'), list('a badge', 'a pen'), { type: 'code' as const, value: 'R-1' }];
    expect(wordsIn(rowOf(cell('Visit', { rows: 1 }), cell([], { children: blocks }), cell('')))).toEqual([
      ' table-row: Visit | Bring: a badge a pen R-1 | ',
    ]);
  });

  test('is no row when there are clauses in it: each keeps its own words', () => {
    const clause: Block = { type: 'clause', id: 'visit', number: '1', children: [paragraph('Visit.')] };
    expect(wordsIn(rowOf(cell('First'), cell([], { children: [clause] })))).toEqual([
      ' table-row: First',
      'visit table-row: Visit.',
    ]);
  });

  test('changes when a paragraph becomes an item, with no word deleted', () => {
    const [changed] = changesOf(
      [rowOf(cell('Visit'), cell([], { children: [paragraph('a pen')] }))],
      [rowOf(cell('Visit'), cell([], { children: [list('a pen')] }))],
    );
    expect(changed?.fate).toBe('changed');
    expect(changed?.ops?.map(({ op, text }) => `${op} ${text}`)).toEqual(['keep Visit', 'keep  a pen']);
  });
});

describe('blocks', () => {
  test('each kind is compared under its own name and in its innermost clause', () => {
    const one = edition(
      [
        paragraph('Before any clause.'),
        heading(2, 'scope', '1. Scope', '1'),
        { type: 'blockquote', children: [paragraph('Quoted words.')] },
        heading(3, 'detail', 'Detail'),
        list('First item.'),
        { type: 'code', value: 'a  b\n c' },
        heading(2, 'terms', 'Terms'),
        { type: 'definition', id: 'force', term: 'Force', children: [paragraph('A police force.')] },
        table([
          ['Fee', ''],
          ['£20', 'each'],
        ]),
        { type: 'note', title: 'Mind', children: [paragraph('A call-out.')] },
        { type: 'withheldNotice', ground: 's.31(1)(a)' },
        { type: 'thematicBreak' },
        paragraph('Noted.', { type: 'footnoteReference', identifier: 'n' }),
      ],
      { footnotes: [{ identifier: 'n', children: [paragraph('A footnote.')] }] },
    );
    expect(unitsOf(one).map(({ block, clause, text: words }) => `${clause} ${block}: ${words}`)).toEqual([
      ' paragraph: Before any clause.',
      'scope heading: 1. Scope',
      'scope quotation: Quoted words.',
      'detail heading: Detail',
      'detail list-item: First item.',
      'detail code: a b c',
      'terms heading: Terms',
      'force heading: Force',
      'force paragraph: A police force.',
      'terms table-row: Fee',
      'terms table-row: £20 each',
      'terms heading: Mind',
      'terms notice: A call-out.',
      'terms notice: [Withheld: s.31(1)(a)]',
      'terms paragraph: Noted.',
      'terms footnote: A footnote.',
    ]);
  });

  test('a notice of what is withheld reads as on the page', () => {
    const [unit] = unitsOf(edition([{ type: 'withheldNotice', ground: 's.40(2)' }]));
    expect(unit?.text).toBe(withheldNotice({ ground: 's.40(2)' }));
  });

  test('the label of a list item is compared as a number of its own, and items are known without it', () => {
    const labelled = (...items: readonly string[]): Block => ({
      type: 'list',
      ordered: true,
      spread: false,
      children: items.map((item): ListItem => {
        const [label = '', ...words] = item.split(' ');
        return { type: 'listItem', label, children: [paragraph(words.join(' '))] };
      }),
    });
    const changes = changesOf([labelled('3. Walk.', '4. Look.')], [labelled('3. Stop.', '4. Walk.', '5. Look.')]);
    expect(told(changes)).toEqual([
      'added list-item:  > 3. Stop.',
      'changed list-item: 3. Walk. > 4. Walk.',
      'changed list-item: 4. Look. > 5. Look.',
    ]);
    expect(changes.map(({ kinds }) => kinds.join())).toEqual(['number,wording', 'number', 'number']);
  });

  test('the outcome of an answer is compared, in the words of the page', () => {
    const answer = (outcome: AnswerOutcome): Block => ({
      type: 'answer',
      id: 'a',
      to: 'q',
      outcome,
      children: [paragraph('As above.')],
    });
    expect(told(changesOf([answer('refused')], [answer('provided-outside-the-act')]))).toEqual([
      'changed notice: Outcome: Refused > Outcome: Provided outside the Act',
      'unchanged paragraph: As above. > As above.',
    ]);
    for (const outcome of ANSWER_OUTCOMES) {
      const [unit] = unitsOf(edition([answer(outcome)]));
      expect(unit?.text).toBe(`Outcome: ${OUTCOME_LABEL[outcome]}`);
    }
  });

  test('a table is compared row by row and cell by cell', () => {
    const [, changed] = changesOf(
      [
        table([
          ['Service', 'Fee', 'Unit'],
          ['Copy of a record', 'twenty pounds', 'each'],
        ]),
      ],
      [
        table([
          ['Service', 'Fee', 'Unit'],
          ['Copy of a record', 'each', 'each'],
        ]),
      ],
    );
    expect(changed?.ops).toEqual([
      { op: 'keep', text: 'Copy of a record' },
      { op: 'keep', text: ' ' },
      { op: 'delete', text: 'twenty pounds' },
      { op: 'insert', text: 'each' },
      { op: 'keep', text: ' each' },
    ]);
    expect(changed?.parts?.map(({ side, index, text: cell }) => `${side} ${index} ${cell}`)).toEqual([
      'old 0 Copy of a record',
      'old 1 twenty pounds',
      'old 2 each',
      'new 0 Copy of a record',
      'new 1 each',
      'new 2 each',
    ]);
  });

  test('no date reaches from one cell into the next', () => {
    const [changed] = changesOf([table([['Board in March', '10', 'yes']])], [table([['Board in March', '12', 'yes']])]);
    expect(changed?.ops?.filter(({ op }) => op !== 'keep')).toEqual([
      { op: 'delete', text: '10' },
      { op: 'insert', text: '12' },
    ]);
    expect(changed?.kinds).toEqual(['number']);
  });

  test('an item more in a list leaves the others unchanged', () => {
    expect(told(changesOf([list('Listen.', 'Record.')], [list('Listen.', 'Ask.', 'Record.')]))).toEqual([
      'unchanged list-item: Listen. > Listen.',
      'added list-item:  > Ask.',
      'unchanged list-item: Record. > Record.',
    ]);
  });

  test('a retitled and renumbered section is known by its blocks', () => {
    const words = ['Forces keep a record of each visit.', 'Partners are told of it in writing.'].map((one) =>
      paragraph(one),
    );
    const changes = changesOf(
      [heading(2, 'records', '3. Keeping records', '3'), ...words],
      [heading(2, 'paperwork', '4. What is written down', '4'), ...words],
    );
    expect(changes.map(({ fate }) => fate)).toEqual(['changed', 'unchanged', 'unchanged']);
  });

  test('a heading follows the section that it heads, whatever stands in its place', () => {
    const visits = [
      paragraph('Officers visit every licensed place of work at least twice a year.'),
      paragraph('Visits are announced a week before they are made.'),
    ];
    const records = [
      paragraph('A record of each visit is kept for six years.'),
      paragraph('It is shown to the person visited whenever they ask.'),
    ];
    const headings = (changes: readonly Change[]) => told(changes).filter((line) => line.includes('heading'));
    expect(
      headings(
        changesOf(
          [heading(2, '1-visits', '1. Visits', '1'), ...visits, heading(2, '2-records', '2. Records', '2'), ...records],
          [heading(2, '1-records', '1. Records', '1'), ...records, paragraph('Later.')],
        ),
      ),
    ).toEqual(['removed heading: 1. Visits > ', 'changed heading: 2. Records > 1. Records']);
    expect(
      headings(
        changesOf(
          [heading(2, 'a', 'How officers visit'), ...visits, heading(2, 'b', 'How officers record'), ...records],
          [heading(2, 'c', 'How officers write'), ...records, heading(2, 'd', 'How inspections go'), ...visits],
        ),
      ),
    ).toEqual([
      'moved-changed heading: How officers record > How officers write',
      'changed heading: How officers visit > How inspections go',
    ]);
  });

  test('two paragraphs that become one are merged', () => {
    const [a, b] = [
      'Officers listen to those who report a crime and believe them.',
      'They record what was said in the words of the speaker.',
    ];
    const [merged] = changesOf([paragraph(a), paragraph(b)], [paragraph(`${a} ${b}`)]);
    expect(merged).toMatchObject({
      fate: 'merged',
      kinds: [],
      parts: [
        { side: 'old', index: 0 },
        { side: 'old', index: 1 },
      ],
    });
  });

  test('repeated equal paragraphs are paired in order', () => {
    const note = paragraph('See above.');
    const [a, b] = [paragraph('The first section speaks of records.'), paragraph('Another tells how visits are made.')];
    const changes = changesOf([a, note, b, note], [b, note, a, note]);
    const notes = changes.filter((change) => change.new?.text === 'See above.');
    expect(notes.map(({ fate, parts }) => [fate, parts?.[0]?.index])).toEqual([
      ['moved', 1],
      ['unchanged', undefined],
    ]);
  });

  test('a removed block stands where it stood', () => {
    const [a, b, c] = ['Listen to those who report.', 'Write it all down at once.', 'Tell partners in time.'].map(
      (one) => paragraph(one),
    ) as [Block, Block, Block];
    expect(changesOf([a, b, c], [a, c]).map(({ fate }) => fate)).toEqual(['unchanged', 'removed', 'unchanged']);
  });

  test('editions without words compare as nothing', () => {
    expect(diff(edition([]), edition([])).changes).toEqual([]);
  });
});
