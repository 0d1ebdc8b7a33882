/** The page of a comparison: its words are those of the operations, its order that of the changes, its views two. */
import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/model/comparison.ts';
import { diff } from '../../src/diff/diff.ts';
import { passage } from '../../src/render/html/changes.ts';
import { divide } from '../../src/render/html/operations.ts';
import { editionNames } from '../../src/render/naming.ts';
import { groupedPassages, passagesOf } from '../../src/render/passages.ts';
import { edition, paragraph, surroundings } from '../support/edition.ts';
import { elements, hasClass, PAGES, parse, wordsOf } from './pages.ts';
import { CHANGES } from './sample.ts';

const tree = parse(PAGES.get('guidance/visits/2018..2021/index.html') ?? '');
const isTag = (name: string) => (element: { tagName: string }) => element.tagName === name;

describe('passages', () => {
  const side = (text: string) => ({ clause: 'a', text });
  const keep = (text: string): Change => ({
    fate: 'unchanged',
    block: 'paragraph',
    kinds: [],
    old: side(text),
    new: side(text),
  });
  const moved: Change = {
    fate: 'moved',
    block: 'paragraph',
    kinds: [],
    old: side('m'),
    new: side('m'),
    parts: [{ ...side('m'), side: 'old', index: 1 }],
  };

  test('unchanged ones in a row are one run', () => {
    expect(passagesOf([keep('1'), keep('2')])).toEqual([{ type: 'run', changes: [keep('1'), keep('2')] }]);
  });

  test('a moved one leaves a pointer where it stood', () => {
    const shape = passagesOf([keep('1'), keep('2'), moved]).map((one) =>
      one.type === 'run' ? one.changes.length : one.type,
    );
    expect(shape).toEqual([1, 'left', 1, 'change']);
  });

  test('a passage that moved up from the end leaves its pointer at the end', () => {
    const up: Change = { ...moved, parts: [{ ...side('m'), side: 'old', index: 2 }] };
    expect(passagesOf([up, keep('1'), keep('2')]).map(({ type }) => type)).toEqual(['change', 'run', 'left']);
  });
});

test('the cells of a row are not taken for blocks of the old edition', () => {
  const side = (text: string) => ({ clause: 'a', text });
  const row: Change = {
    fate: 'changed',
    block: 'table-row',
    kinds: [],
    old: side('a b'),
    new: side('a c'),
    parts: [
      { ...side('a'), side: 'old', index: 0 },
      { ...side('b'), side: 'old', index: 1 },
    ],
  };
  const moved: Change = {
    fate: 'moved',
    block: 'paragraph',
    kinds: [],
    old: side('m'),
    new: side('m'),
    parts: [{ ...side('m'), side: 'old', index: 0 }],
  };
  expect(passagesOf([row, moved]).map(({ type }) => type)).toEqual(['left', 'change', 'change']);
});

describe('operations are cut', () => {
  test('where the pieces of the new side meet, deletions staying where they stood', () => {
    const ops = [
      { op: 'keep', text: 'One. Tw' },
      { op: 'delete', text: 'x' },
      { op: 'insert', text: 'o. Three' },
    ] as const;
    expect(
      divide(ops, ['One.', 'Two.', 'Three'], 'new').map((piece) => piece.map(({ op, text }) => `${op}:${text}`)),
    ).toEqual([['keep:One. '], ['keep:Tw', 'delete:x', 'insert:o. '], ['insert:Three']]);
  });

  test('and an empty cell is a piece of its own', () => {
    expect(divide([{ op: 'keep', text: 'a c' }], ['a', '', 'c'], 'old').map((piece) => piece.length)).toEqual([
      1, 0, 1,
    ]);
  });
});

test('each change stands once, numbered, and the list leads to it', () => {
  const ids = elements(tree, hasClass('change')).map(({ properties }) => properties['id']);
  expect(ids).toEqual(['change_1', 'change_2', 'change_3', 'change_4', 'change_5']);
  const [list] = elements(tree, hasClass('change-list'));
  expect(list && elements(list, isTag('a')).map(wordsOf)).toEqual([
    'Added: “About”, paragraph',
    'Changed: principle 2, paragraph',
    'Split: principle 2, paragraph',
    'Removed: principle 2, list item',
    'Moved and changed: principle 3, paragraph',
  ]);
});

test('the words of the one-text view are those of the operations', () => {
  const shown = elements(tree, hasClass('view-inline')).map((view) => {
    const words = elements(
      view,
      (element) =>
        (element.properties['className'] as string[] | undefined)?.some((name) => name.startsWith('block-')) ?? false,
    );
    return words.length > 0
      ? words
          .map(wordsOf)
          .join('')
          .replaceAll(/\[(?:deleted|inserted): |\] | \(link to [^)]*\)/g, '')
      : '';
  });
  const changed = CHANGES.filter(({ fate }) => fate !== 'unchanged');
  expect(shown).toEqual(changed.map(({ ops = [] }) => ops.map(({ text }) => text).join('')));
});

test('insertions and deletions say what they are to those who do not see', () => {
  const kinds = elements(tree, (element) => isTag('ins')(element) || isTag('del')(element)).filter(
    (element) => elements(element, hasClass('hidden')).length > 0,
  );
  expect(
    kinds.every((element) => wordsOf(element).startsWith(element.tagName === 'ins' ? '[inserted: ' : '[deleted: ')),
  ).toBe(true);
  expect(kinds.length).toBeGreaterThan(4);
});

test('the two columns hold the old words and the new', () => {
  const columns = (name: string) =>
    elements(tree, hasClass(name)).map((side) => elements(side, hasClass('block-paragraph')).map(wordsOf).join(''));
  expect(columns('side-old')[1]).toContain(
    'Officers should complete the visit record[deleted: , and may complete it later',
  );
  expect(columns('side-old')[1]).not.toContain('within 24 hours');
  expect(columns('side-new')[1]).toContain(
    '[inserted:  before they leave the address, and must complete it within 24 hours] .',
  );
});

test('a passage that only became another kind of block says that its words are the same', () => {
  const [old, newer] = [
    edition([paragraph('Records are kept.'), paragraph('Visits are made.')]),
    edition([{ type: 'blockquote', children: [paragraph('Records are kept.')] }, paragraph('Visits were made.')]),
  ];
  const comparison = diff(old, newer);
  const names = { ...editionNames(comparison, 'old', surroundings(old, newer)) };
  const telling = {
    around: surroundings(old, newer),
    link: () => undefined,
    old: names,
    new: names,
    transition: undefined,
  };
  const titles = groupedPassages(passagesOf(comparison.changes)).flatMap((one) =>
    elements({ type: 'root', children: [passage(one, telling)] }, isTag('h3')).map(wordsOf),
  );
  expect(titles).toEqual([
    '1. Changed: opening words, quotation (the same words, set differently)',
    '2. Changed: opening words, paragraph',
  ]);
});

test('moved passages and the places they left lead to each other', () => {
  const hrefs = elements(tree, isTag('a')).map(({ properties }) => properties['href']);
  expect(hrefs).toContain('#left_5');
  expect(
    elements(tree, ({ properties }) => properties['id'] === 'left_5')
      .flatMap((left) => elements(left, isTag('a')))
      .map(({ properties }) => properties['href']),
  ).toEqual(['#change_5']);
});

test('unchanged passages are folded, with all their words', () => {
  const runs = elements(tree, hasClass('run'));
  expect(runs.map((run) => elements(run, isTag('summary')).map(wordsOf).join())).toEqual([
    '2 unchanged passages',
    '1 unchanged passage',
  ]);
  expect(wordsOf(runs[0] ?? tree)).toContain('Officers should begin by listening.');
});

test('the page bears the join of both markings, and the label of the illustrative side', () => {
  expect(elements(tree, hasClass('bar-marking')).map(wordsOf)).toEqual(['OFFICIAL-SENSITIVE', 'OFFICIAL-SENSITIVE']);
  expect(elements(tree, hasClass('bar-label'))).toHaveLength(2);
});
