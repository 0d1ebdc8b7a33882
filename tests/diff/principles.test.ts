/** The main use: five principles of one edition, and what became of each in the next. */
import { describe, expect, test } from 'vitest';
import { diff } from '../../src/diff/diff.ts';
import type { Block } from '../../src/model/document.ts';
import type { Comparison } from '../../src/model/comparison.ts';
import { date, edition, heading, paragraph } from '../support/edition.ts';

const principle = (id: string, number: string, words: string): Block => ({
  type: 'principle',
  id,
  number,
  children: [paragraph(words)],
});

const COMPLEXITY =
  'The sex industry is complex, often stigmatised, and has many evolving typologies. It is often hidden from the wider public.';
const VULNERABILITY =
  'Policing starts from a position that seeks to address vulnerability. We will engage with those involved in order to build trust.';
const REWORDED =
  'Policing starts from a position that seeks to address vulnerability. Forces must engage with those involved in order to build trust.';
const ENGAGEMENT =
  'The police should use engagement and intelligence to develop a better understanding of the extent of prostitution.';
const ROLE =
  'The role of policing is not to make moral judgements. The police focus will be on reducing vulnerability and criminality.';
const SAFEGUARDING =
  'This approach will shift the focus onto safeguarding those being harmed. Intelligence should be shared between forces and partners.';
const EVIDENCE =
  'An evidence-based approach will be used to enhance awareness of officers dealing with this environment.';
const STANDARDS = 'Officers and staff must follow the professional standards that apply to them wherever they serve.';

const old = edition([
  principle('complexity', '1', COMPLEXITY),
  principle('vulnerability', '2', VULNERABILITY),
  principle('engagement', '3', ENGAGEMENT),
  principle('policing-role', '4', `${ROLE} ${SAFEGUARDING}`),
  principle('evidence', '5', EVIDENCE),
]);

const next = (engagement: string) =>
  edition(
    [
      principle('complexity', '1', COMPLEXITY),
      principle('vulnerability', '2', REWORDED),
      principle('policing-role', '3', ROLE),
      principle('safeguarding', '4', SAFEGUARDING),
      principle(engagement, '5', ENGAGEMENT),
      heading(2, 'standards', 'Professional standards'),
      paragraph(STANDARDS),
    ],
    { edition: '2023', standing: { date: date('2023-06'), phases: [], control: [], facts: [] } },
  );

/** Each change in a line: fate, old clause and number, new clause and number, kinds. */
function told({ changes }: Comparison): readonly string[] {
  return changes.map(({ fate, old, new: newer, kinds }) => {
    const place = (side: typeof old) => (side ? `${side.clause} ${side.number ?? ''}`.trim() : '-');
    return `${fate}: ${place(old)} > ${place(newer)}${kinds.length > 0 ? ` (${kinds.join(', ')})` : ''}`;
  });
}

describe('principles', () => {
  test.each(['engagement', 'knowledge'])('every principle has its fate when the third becomes #%s', (id) => {
    expect(told(diff(old, next(id)))).toEqual([
      'unchanged: complexity 1 > complexity 1',
      'changed: vulnerability 2 > vulnerability 2 (obligation, actor)',
      'split: policing-role 4 > policing-role 3',
      'removed: evidence 5 > - (obligation, actor, wording)',
      `moved: engagement 3 > ${id} 5`,
      'added: - > standards (wording)',
      'added: - > standards (obligation, actor, wording)',
    ]);
  });

  test('the changed duty is shown as it was written', () => {
    const [, changed] = diff(old, next('engagement')).changes;
    expect(changed?.ops).toEqual([
      { op: 'keep', text: 'Policing starts from a position that seeks to address vulnerability. ' },
      { op: 'delete', text: 'We will' },
      { op: 'insert', text: 'Forces must' },
      { op: 'keep', text: ' engage with those involved in order to build trust.' },
    ]);
  });

  test('a split names its parts, and its words are all kept', () => {
    const [, , split] = diff(old, next('engagement')).changes;
    expect(split?.parts).toEqual([
      { side: 'new', index: 2, clause: 'policing-role', number: '3', text: ROLE },
      { side: 'new', index: 3, clause: 'safeguarding', number: '4', text: SAFEGUARDING },
    ]);
    expect(split?.ops?.map(({ op }) => op)).toEqual(['keep', 'keep']);
  });

  test('the other way round the split is a merge', () => {
    expect(told(diff(next('engagement'), old))).toEqual([
      'unchanged: complexity 1 > complexity 1',
      'changed: vulnerability 2 > vulnerability 2 (obligation, actor)',
      'moved: engagement 5 > engagement 3',
      'merged: policing-role 3 > policing-role 4',
      'removed: standards > - (wording)',
      'removed: standards > - (obligation, actor, wording)',
      'added: - > evidence 5 (obligation, actor, wording)',
    ]);
  });

  test('the summary counts every fate and kind', () => {
    const { fates, kinds } = diff(old, next('engagement')).summary;
    expect(fates).toMatchObject({ unchanged: 1, changed: 1, moved: 1, split: 1, added: 2, removed: 1, merged: 0 });
    expect(kinds).toMatchObject({ obligation: 3, actor: 3, negation: 0 });
  });

  test('declared lineage wins over likeness', () => {
    const words = 'Forces keep a record of each visit and review it every year with their partners.';
    const before = edition([principle('records', '1', words), principle('visits', '2', 'Visits are announced.')]);
    const after = edition(
      [
        principle('inspection', '1', words.replace('year', 'month')),
        principle('old-records', '2', 'Records are announced.'),
      ],
      { matter: { was: { inspection: ['visits'], 'old-records': ['records'] } } },
    );
    const pairs = diff(before, after).changes.map((change) => [change.old?.clause, change.new?.clause]);
    expect(pairs).toContainEqual(['visits', 'inspection']);
  });
});
