/** One row for each change: the old words, the new words, and the kinds of the change. */
import { describe, expect, test } from 'vitest';
import { diff } from '../../src/diff/diff.ts';
import type { Block, Inline } from '../../src/model/document.ts';
import { unseenIn } from '../../src/render/passages.ts';
import { edition, paragraph, text } from '../support/edition.ts';
import { marking } from '../support/schemes.ts';

/** Both texts stand in one clause of the same name, so that they are compared however unlike they are. */
function kindsOf(old: Block, newer: Block): readonly string[] {
  const clause = (block: Block): Block => ({ type: 'clause', id: 'recording', children: [block] });
  const { changes } = diff(edition([clause(old)]), edition([clause(newer)]));
  expect(changes).toHaveLength(1);
  return changes[0]?.kinds ?? [];
}

const ROWS: readonly (readonly [string, string, string])[] = [
  ['Records will be kept.', 'Records must be kept.', 'obligation'],
  ['Visits should be recorded.', 'Visits must be recorded.', 'obligation'],
  ['Visits may be recorded.', 'Visits shall be recorded.', 'obligation'],
  ['A report is required to be made.', 'A report may be made.', 'obligation'],
  ['Names must be published.', 'Names must not be published.', 'obligation, negation'],
  ['Names are published.', 'Names are not published.', 'negation'],
  ['Names are published with care.', 'Names are published without care.', 'negation, wording'],
  ['Keep three copies.', 'Keep four copies.', 'number'],
  ['The fee is £20.', 'The fee is £30.', 'number'],
  ['It took effect on 1 May 2019.', 'It took effect on 1 June 2019.', 'date'],
  ['Reply within 20 working days.', 'Reply within 28 working days.', 'date'],
  ['Reviewed in 2021 by the author.', 'Reviewed in 2022 by the author.', 'date'],
  ['Reviewed monthly.', 'Reviewed weekly.', 'date'],
  ['The superintendent approves it.', 'The inspector approves it.', 'actor'],
  ['We will engage.', 'Forces will engage.', 'actor'],
  ['Community leaders must explain why.', 'Project owners must explain why.', 'actor'],
  ['Maintainers are obliged to explain.', 'The team is obliged to explain.', 'obligation, actor'],
  ['See section 31 for this.', 'See section 40 for this.', 'reference'],
  ['As the Sexual Offences Act 1956 says.', 'As the Sexual Offences Act 2003 says.', 'reference'],
  ['Exempt under s.31(1)(a) here.', 'Exempt under s.31(1)(b) here.', 'reference'],
  ['Marked OFFICIAL here.', 'Marked OFFICIAL-SENSITIVE here.', 'marking'],
  ['Vulnerable means at risk of harm.', 'Vulnerable means at risk of abuse.', 'definition, wording'],
  ['Records are kept safe.', 'Records are kept secure.', 'wording'],
  ['"Records" are kept - always.', '“Records” are kept – always.', 'punctuation'],
  ['Records are kept in the Register.', 'Records are kept in the register.', 'punctuation'],
  ['Records are kept, and read.', 'Records are kept and read.', 'punctuation'],
];

describe('kinds of change', () => {
  test.each(ROWS)('%s > %s: %s', (old, newer, kinds) => {
    expect(kindsOf(paragraph(old), paragraph(newer)).join(', ')).toBe(kinds);
  });

  const link = (url: string): Inline => ({ type: 'link', url, children: [text('the form')] });

  test('a link that leads elsewhere is a changed reference', () => {
    const [old, newer] = ['https://example.org/a', 'https://example.org/b'].map((url) => paragraph('Use ', link(url)));
    expect(kindsOf(old as Block, newer as Block)).toEqual(['reference']);
  });

  test('a link to a clause of its own edition is the same in the next', () => {
    const own = (name: string): Inline => ({
      ...(link(`${name}.md#scope`) as Extract<Inline, { type: 'link' }>),
      target: { work: 'guidance/a-work', edition: name, clause: 'scope' },
    });
    const { changes } = diff(
      edition([paragraph('Use ', own('2019'))]),
      edition([paragraph('Use ', own('2023'))], { edition: '2023' }),
    );
    expect(changes.map(({ fate }) => fate)).toEqual(['unchanged']);
  });

  test('emphasis alone is a change, and no more than punctuation', () => {
    const strong: Inline = { type: 'strong', children: [text('always')] };
    expect(kindsOf(paragraph('Keep it always.'), paragraph('Keep it ', strong, '.'))).toEqual(['punctuation']);
  });

  test('a passage that is struck out no longer stands: other words, though every letter is there', () => {
    const struck: Inline = { type: 'delete', children: [text('at night')] };
    expect(kindsOf(paragraph('Keep it at night.'), paragraph('Keep it ', struck, '.'))).toEqual(['wording']);
  });

  test('a footnote that supports another sentence is a changed reference; its name is none', () => {
    const note = (identifier = 'n'): Inline => ({ type: 'footnoteReference', identifier });
    const [first, second] = [paragraph('It is so.', note(), ' It was so.'), paragraph('It is so. It was so.', note())];
    expect(kindsOf(first, second)).toEqual(['reference']);
    expect(kindsOf(paragraph('It is so.'), paragraph('It is so.', note()))).toEqual(['reference']);
    // The author put a space before the reference.
    expect(kindsOf(paragraph('It is .'), paragraph('It is ', note(), '.'))).toEqual(['reference']);
    const renamed = [paragraph('It is so.', note()), paragraph('It is so.', note('m'))].map((one) => edition([one]));
    expect(diff(renamed[0]!, renamed[1]!).summary.fates.unchanged).toBe(1);
  });

  test('"May" before a year is a month and not a permission', () => {
    expect(kindsOf(paragraph('Published in May 2019.'), paragraph('Published in June 2019.'))).toEqual(['date']);
  });
});

describe('the marking of a part', () => {
  const marked = (words: string, own?: string): Block => ({
    type: 'note',
    marking: own === undefined ? undefined : marking(own),
    children: [paragraph(words)],
  });

  test.each([
    ['Keep it.', 'OFFICIAL', 'Keep it.', 'OFFICIAL-SENSITIVE', ['marking']],
    ['Keep it.', undefined, 'Keep it.', 'OFFICIAL-SENSITIVE', ['marking']],
    ['You may keep it.', undefined, 'You must keep it.', 'OFFICIAL-SENSITIVE', ['obligation', 'marking']],
  ])('counts as a change: %s (%s), %s (%s)', (before, old, after, newer, kinds) => {
    expect(kindsOf(marked(before, old), marked(after, newer))).toEqual(kinds);
  });

  test('is told on both sides', () => {
    const [change] = diff(edition([marked('Keep it.')]), edition([marked('Keep it.', 'OFFICIAL-SENSITIVE')])).changes;
    expect(change && unseenIn(change)).toBe(
      'the same words; marked OFFICIAL-SENSITIVE, before that like the whole document',
    );
  });

  test('is that of its section too, and none where it stays', () => {
    const body = (own: string): Block[] => [
      { type: 'heading', depth: 2, id: 'keys', marking: marking(own), children: [text('Keys')] },
      paragraph('Keys are kept at the desk.'),
    ];
    const compare = (old: string, newer: string) =>
      diff(edition(body(old)), edition(body(newer))).changes.map(({ fate, kinds }) => [fate, ...kinds]);
    expect(compare('OFFICIAL', 'OFFICIAL')).toEqual([['unchanged'], ['unchanged']]);
    expect(compare('OFFICIAL', 'OFFICIAL-SENSITIVE')).toEqual([
      ['changed', 'marking'],
      ['changed', 'marking'],
    ]);
  });
});
