/** A comparison with every fate and every kind of block, made by hand. */
import type { Change, Comparison, Operation } from '../../src/model/comparison.ts';
import { CHANGE_KINDS, FATES } from '../../src/model/comparison.ts';
import { marking } from '../support/schemes.ts';

const OFFICIAL = marking('OFFICIAL');
const SENSITIVE = marking('OFFICIAL-SENSITIVE');

const keep = (text: string): Operation => ({ op: 'keep', text });
const remove = (text: string): Operation => ({ op: 'delete', text });
const add = (text: string): Operation => ({ op: 'insert', text });

function change(
  parts: Partial<Change> & Pick<Change, 'fate' | 'block'>,
  clause: string,
  number: string | undefined,
  ops: readonly Operation[],
): Change {
  const of = (left: 'delete' | 'insert') =>
    ops
      .filter(({ op }) => op !== left)
      .map(({ text }) => text)
      .join('');
  const side = (text: string) => (text === '' ? undefined : { clause, number, text });
  return { kinds: [], old: side(of('insert')), new: side(of('delete')), ops, ...parts };
}

const CHANGES: readonly Change[] = [
  {
    fate: 'unchanged',
    block: 'heading',
    kinds: [],
    old: { clause: 'aims', text: 'Aims' },
    new: { clause: 'aims', text: 'Aims' },
  },
  change({ fate: 'unchanged', block: 'paragraph', ops: undefined }, 'vulnerability', '1', [
    keep('Nothing was changed in this paragraph.'),
  ]),
  change({ fate: 'changed', block: 'paragraph', kinds: ['obligation', 'number'] }, 'engagement', '2', [
    keep('Forces '),
    remove('should'),
    add('must'),
    keep(' review their plans every '),
    remove('24 '),
    add('12 '),
    keep('months.'),
  ]),
  change(
    {
      fate: 'moved',
      block: 'paragraph',
      ops: undefined,
      parts: [{ side: 'old', index: 4, clause: 'picture', number: '5', text: 'Moved words.' }],
    },
    'picture',
    '3',
    [keep('Moved words.')],
  ),
  change({ fate: 'moved-changed', block: 'list-item', kinds: ['actor'] }, 'picture', '3', [
    remove('Officers'),
    add('Staff'),
    keep(' listen.'),
  ]),
  change(
    {
      fate: 'split',
      block: 'paragraph',
      parts: [
        { side: 'new', index: 6, clause: 'a', number: '4', text: 'One.' },
        { side: 'new', index: 7, clause: 'b', number: '5', text: 'Two.' },
      ],
    },
    'a',
    '4',
    [keep('One. Two.')],
  ),
  change(
    {
      fate: 'merged',
      block: 'quotation',
      kinds: ['wording'],
      parts: [
        { side: 'old', index: 8, clause: 'c', text: 'Old one.' },
        { side: 'old', index: 9, clause: 'd', text: 'Old two.' },
      ],
    },
    'c',
    undefined,
    [keep('Old one. '), remove('Old two.'), add('New two.')],
  ),
  change({ fate: 'added', block: 'table-row', kinds: ['date'] }, 'dates', undefined, [
    add('From 1 June 2023 the guidance is in force.'),
  ]),
  change({ fate: 'removed', block: 'heading', kinds: ['wording'] }, 'gone', '9', [
    remove('A heading that is gone & <forgotten>'),
  ]),
  change({ fate: 'added', block: 'code', kinds: ['wording'] }, 'gone', undefined, [add('some code')]),
  change({ fate: 'changed', block: 'footnote', kinds: ['reference'] }, '', undefined, [
    keep('See section '),
    remove('53'),
    add('53A'),
    keep('.'),
  ]),
  change({ fate: 'unchanged', block: 'notice', ops: undefined }, 'end', undefined, [keep('[Withheld: s.31(1)(a)]')]),
];

export function comparison(repeats = 1): Comparison {
  const changes = Array.from({ length: repeats }, () => CHANGES).flat();
  const count = (of: (change: Change) => boolean) => changes.filter(of).length;
  return {
    old: { identifier: 'guidance/a-work@2019', title: 'An old title', marking: OFFICIAL, text: 'extract' },
    new: { identifier: 'guidance/a-work@2023', title: 'A new title', marking: SENSITIVE, text: 'illustrative' },
    summary: {
      fates: Object.fromEntries(
        FATES.map((fate) => [fate, count((one) => one.fate === fate)]),
      ) as Comparison['summary']['fates'],
      kinds: Object.fromEntries(
        CHANGE_KINDS.map((kind) => [kind, count((one) => one.kinds.includes(kind))]),
      ) as Comparison['summary']['kinds'],
    },
    changes,
  };
}
