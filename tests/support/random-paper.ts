/**
 * Random editions that are hard to set: every kind of block and inline, scripts and characters that fonts lack, words wider than a
 * line, items without words, deep nesting, pictures, passages for some only, and footnotes called for from anywhere.
 */
import fc from 'fast-check';
import type { Block, Footnote, Inline, ListItem } from '../../src/model/document.ts';
import type { Cleared, Picture } from '../../src/model/edition.ts';
import { edition, paragraph, text } from './edition.ts';
import { anyTable } from './random-table.ts';

const WORDS =
  'the Police ŵyl zażółć καλημέρα 2024‑25 soft­hyphen well-known “quoted” — (a) e\u0301 & <b> https://example.org/a/b?c=d ☑ 漢 שלום 👍🏽 \ue000 end.';
const word = fc.constantFrom(...WORDS.split(' '), 'a\u00a0b', '\u200b', 'x'.repeat(90), 'unbreakable'.repeat(27));
const words = fc.array(word, { minLength: 1, maxLength: 30 }).map((list) => list.join(' '));
const plain = words.map(text);
const noteNames = ['n1', 'n2', 'n3', 'n4'] as const;
const call = fc
  .constantFrom(...noteNames, 'absent')
  .map((identifier): Inline => ({ type: 'footnoteReference', identifier }));

const inline: fc.Arbitrary<Inline> = fc.letrec<{ inline: Inline }>((tie) => {
  const children = fc.array(tie('inline'), { maxLength: 2 });
  return {
    inline: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 6, arbitrary: plain },
      { weight: 2, arbitrary: call },
      { weight: 1, arbitrary: words.map((value): Inline => ({ type: 'inlineCode', value })) },
      { weight: 1, arbitrary: fc.constant<Inline>({ type: 'break' }) },
      { weight: 1, arbitrary: fc.constant<Inline>({ type: 'withheldTextNotice', ground: 's.40' }) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom('emphasis' as const, 'strong' as const, 'delete' as const), children)
          .map(([type, inside]): Inline => ({ type, children: inside })),
      },
      {
        weight: 1,
        arbitrary: children.map((inside): Inline => ({ type: 'withheldText', ground: 's.31', children: inside })),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          type: fc.constant('link' as const),
          url: fc.constantFrom('https://example.org/', '#none', '#principle', 'javascript:x'),
          children: fc.array(tie('inline'), { minLength: 1, maxLength: 2 }),
        }),
      },
    ),
  };
}).inline;

const image = fc
  .constantFrom('pictures/rgb.png', 'pictures/absent.png')
  .map((file): Inline => ({ type: 'image', url: file, file, alt: 'A picture' }));
const inlines = fc.array(inline, { maxLength: 5 });

/** A picture that stands alone parts a paragraph, and its notes: so none are called for beside one. */
const pictured = fc
  .tuple(plain, image, plain)
  .map((three): Block => ({ type: 'paragraph', children: three.flatMap((one) => [text(' '), one, text(' ')]) }));

const id = fc.constantFrom('principle', 'clause', 'twice');
const number = fc.constantFrom(undefined, '1', '10.10', 'Schedule 12.3456');

const { block, blocks } = fc.letrec<{ block: Block; blocks: readonly Block[]; items: readonly ListItem[] }>((tie) => {
  const children = tie('blocks');
  const holder = (make: (children: readonly Block[]) => Block) => children.map(make);
  return {
    blocks: fc.array(tie('block'), { maxLength: 3, depthIdentifier: 'blocks' }),
    items: fc.array(
      fc.record({
        type: fc.constant('listItem' as const),
        label: fc.constantFrom(undefined, '1.', '7)', 'a.', '(xviii)'),
        checked: fc.constantFrom(undefined, true, false),
        children,
      }),
      { maxLength: 3 },
    ),
    block: fc.oneof(
      { depthSize: 'small', maxDepth: 4, withCrossShrink: true },
      { weight: 5, arbitrary: inlines.map((line): Block => ({ type: 'paragraph', children: line })) },
      pictured,
      fc
        .record({ depth: fc.constantFrom(2 as const, 3 as const, 4 as const, 6 as const), id, children: inlines })
        .map((heading): Block => ({ type: 'heading', ...heading })),
      words.map((value): Block => ({ type: 'code', value: value.replaceAll(' ', '\n') })),
      fc.constant<Block>({ type: 'thematicBreak' }),
      anyTable(
        fc.oneof({ weight: 4, arbitrary: inlines.map((line): readonly Block[] => [paragraph(...line)]) }, children),
      ),
      fc
        .record({ ordered: fc.boolean(), spread: fc.boolean(), children: tie('items') })
        .map((list): Block => ({ type: 'list', ...list })),
      fc.record({
        type: fc.constantFrom('principle' as const, 'clause' as const, 'question' as const),
        id,
        number,
        children,
      }),
      fc.record({ type: fc.constant('principle' as const), id, number, title: words, children }),
      fc.record({ type: fc.constant('definition' as const), id, term: words, children }),
      fc.record({
        type: fc.constant('answer' as const),
        id,
        to: id,
        outcome: fc.constantFrom(undefined, 'refused' as const),
        children,
      }),
      fc.record({ type: fc.constant('outcome' as const), id, to: id, children }),
      holder((inside) => ({
        type: 'quote',
        from: '',
        source: { work: 'guidance/x', edition: '2019', clause: 'y' },
        children: inside,
      })),
      fc.record({ type: fc.constant('note' as const), title: fc.option(words, { nil: undefined }), children }),
      fc.record({ type: fc.constant('withheld' as const), ground: fc.constant('s.31'), children }),
      fc.constant<Block>({ type: 'withheldNotice', ground: 's.31(1)(a)' }),
      holder((inside) => ({ type: 'include', source: { work: 'boilerplate/x', edition: '2019' }, children: inside })),
      fc
        .tuple(fc.constantFrom('publicInterest' as const, 'harm' as const), children)
        .map(([type, inside]): Block => ({ type, ground: 's.31', children: inside })),
      fc
        .tuple(fc.constantFrom('blockquote' as const, 'reviewRights' as const), children)
        .map(([type, inside]): Block => ({ type, children: inside })),
    ),
  };
});

/** Notes may call for notes, themselves included. */
const footnotes: fc.Arbitrary<readonly Footnote[]> = fc
  .array(blocks, { minLength: noteNames.length, maxLength: noteNames.length })
  .map((all) => all.map((children, index) => ({ identifier: noteNames[index] ?? '', children })));

export const anyPaper = (pictures: readonly Picture[]): fc.Arbitrary<Cleared> =>
  fc
    .tuple(fc.array(block, { maxLength: 6 }), footnotes)
    .map(([body, notes]) => edition(body, { footnotes: notes, pictures }));
