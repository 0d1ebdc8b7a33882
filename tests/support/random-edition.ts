/**
 * Random editions for laws: every kind of block and inline, few words so that likeness and repetition happen, and a second
 * edition made from the first by random edits. Shrinks well: drop blocks first.
 */
import fc from 'fast-check';
import type { Block, Footnote, Inline, ListItem } from '../../src/model/document.ts';
import type { Cleared } from '../../src/model/edition.ts';
import { edition, text } from './edition.ts';
import { anyTable } from './random-table.ts';

const WORDS =
  'the a of to and officers forces must may will not should record report visit review 3 28 10 April 2019 days section s.31 ' +
  'Act “quoted” safety, trust. vulnerable? e\u0301tude naïve ﬁx — £1,000 10:30 co-operate public\u00A0body OFFICIAL-SENSITIVE means';

const word = fc.constantFrom(...WORDS.split(' '));
const phrase = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
/** Spaces and combining marks at the edges of runs are where normalisation goes wrong. */
const rough = fc.oneof(
  { weight: 8, arbitrary: phrase },
  { weight: 1, arbitrary: phrase.map((words) => ` ${words}  `) },
  { weight: 1, arbitrary: fc.constantFrom(' ', '\n', '\u0301', 'e', '\u1100', '\u1161', '👩', '\u200d', '\u00a0x') },
  { weight: 1, arbitrary: fc.string({ maxLength: 6, unit: 'grapheme' }) },
);

const long = fc.array(word, { minLength: 14, maxLength: 40 }).map((words) => words.join(' '));
const plain = rough.map(text);
const url = fc.constantFrom('https://example.org/a', 'https://example.org/b');
const target = fc.constantFrom(
  { work: 'guidance/a-work', edition: '2019', clause: 'c1' },
  { work: 'guidance/other', edition: '2020', clause: 'c2' },
  { work: 'guidance/other' },
);

const inline: fc.Arbitrary<Inline> = fc.letrec<{ inline: Inline }>((tie) => {
  const children = fc.array(tie('inline'), { minLength: 1, maxLength: 2 });
  return {
    inline: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      { weight: 6, arbitrary: plain },
      { weight: 1, arbitrary: children.map((inside): Inline => ({ type: 'emphasis', children: inside })) },
      { weight: 1, arbitrary: children.map((inside): Inline => ({ type: 'strong', children: inside })) },
      { weight: 1, arbitrary: children.map((inside): Inline => ({ type: 'delete', children: inside })) },
      { weight: 1, arbitrary: fc.record({ type: fc.constant('link' as const), url, children }) },
      { weight: 1, arbitrary: fc.record({ type: fc.constant('link' as const), url, target, children }) },
      { weight: 1, arbitrary: rough.map((value): Inline => ({ type: 'inlineCode', value })) },
      { weight: 1, arbitrary: fc.constant<Inline>({ type: 'break' }) },
      { weight: 1, arbitrary: fc.constant<Inline>({ type: 'withheldTextNotice', ground: 's.40(2)' }) },
      { weight: 1, arbitrary: fc.constant<Inline>({ type: 'footnoteReference', identifier: 'n1' }) },
      {
        weight: 1,
        arbitrary: phrase.map((alt): Inline => ({ type: 'image', url: 'a.png', alt, file: 'guidance/a-work/a.png' })),
      },
    ),
  };
}).inline;

const inlines = fc.array(inline, { minLength: 1, maxLength: 4 });
const id = fc.constantFrom('scope', 'duties', 'review', 'principle-1', 'principle-2', 'contact');
const number = fc.constantFrom(undefined, '1', '2', '3.1');

const paragraph: fc.Arbitrary<Block> = inlines.map((children) => ({ type: 'paragraph', children }));
/** Most cells hold plain words or nothing. */
const plainCell = fc
  .array(inline, { maxLength: 2 })
  .map((children): readonly Block[] => (children.length === 0 ? [] : [{ type: 'paragraph', children }]));

const block: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => {
  const children = fc.array(tie('block'), { minLength: 1, maxLength: 3 });
  const label = fc.constantFrom(undefined, '1.', '2.', 'a)');
  const item = fc
    .tuple(label, children)
    .map(([own, inside]): ListItem => ({ type: 'listItem', label: own, children: inside }));
  const holder = (make: (inside: readonly Block[]) => Block) => children.map(make);
  return {
    block: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      { weight: 6, arbitrary: paragraph },
      { weight: 3, arbitrary: long.map((words): Block => ({ type: 'paragraph', children: [text(words)] })) },
      {
        weight: 3,
        arbitrary: fc.record({
          type: fc.constant('heading' as const),
          depth: fc.constantFrom(2 as const, 3 as const),
          id,
          number,
          children: inlines,
        }),
      },
      { weight: 1, arbitrary: phrase.map((value): Block => ({ type: 'code', value: `${value}\n  ${value}` })) },
      { weight: 1, arbitrary: fc.constant<Block>({ type: 'thematicBreak' }) },
      { weight: 1, arbitrary: fc.constant<Block>({ type: 'withheldNotice', ground: 's.31(1)(a)' }) },
      { weight: 1, arbitrary: anyTable(plainCell) },
      { weight: 1, arbitrary: anyTable(fc.oneof({ weight: 4, arbitrary: plainCell }, children)) },
      {
        weight: 2,
        arbitrary: fc
          .array(item, { minLength: 1, maxLength: 3 })
          .map((items): Block => ({ type: 'list', ordered: false, spread: false, children: items })),
      },
      { weight: 1, arbitrary: holder((inside) => ({ type: 'blockquote', children: inside })) },
      {
        weight: 3,
        arbitrary: fc.record({ type: fc.constantFrom('principle' as const, 'clause' as const), id, number, children }),
      },
      { weight: 1, arbitrary: fc.record({ type: fc.constant('definition' as const), id, term: phrase, children }) },
      { weight: 1, arbitrary: fc.record({ type: fc.constant('question' as const), id, number, children }) },
      {
        weight: 1,
        arbitrary: fc.record({
          type: fc.constant('answer' as const),
          id,
          to: id,
          outcome: fc.constantFrom(undefined, 'disclosed' as const, 'refused' as const),
          children,
        }),
      },
      { weight: 1, arbitrary: fc.record({ type: fc.constant('note' as const), title: phrase, children }) },
      { weight: 1, arbitrary: holder((inside) => ({ type: 'harm', children: inside })) },
    ),
  };
}).block;

const footnotes: fc.Arbitrary<readonly Footnote[]> = fc
  .array(paragraph, { maxLength: 1 })
  .map((blocks) => blocks.map((one) => ({ identifier: 'n1', children: [one] })));

/** One edit at a random place: its number is taken modulo the number of blocks. */
interface Edit {
  readonly kind: 'drop' | 'insert' | 'move' | 'reword' | 'double' | 'split' | 'merge';
  readonly at: number;
  readonly to: number;
  readonly block: Block;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('drop', 'insert', 'move', 'reword', 'double', 'split', 'merge'),
  at: fc.nat(40),
  to: fc.nat(40),
  block,
});

function reword(old: Block, { to }: Edit): Block {
  if (old.type !== 'paragraph') return old;
  const added = text(` ${WORDS.split(' ')[to] ?? 'a'}`);
  return { ...old, children: to % 2 === 0 ? [...old.children.slice(1), added] : [added, ...old.children] };
}

/** A paragraph of one text as two, cut between words. */
function split(old: Block): readonly Block[] {
  const [only, more] = old.type === 'paragraph' ? old.children : [];
  if (only?.type !== 'text' || more) return [old];
  const words = only.value.split(' ');
  const half = Math.ceil(words.length / 2);
  return [words.slice(0, half), words.slice(half)].map((part) => ({
    type: 'paragraph',
    children: [text(part.join(' '))],
  }));
}

function merge(a: Block, b: Block | undefined): readonly Block[] {
  if (a.type !== 'paragraph' || b?.type !== 'paragraph') return b ? [a, b] : [a];
  return [{ type: 'paragraph', children: [...a.children, text(' '), ...b.children] }];
}

function apply(blocks: readonly Block[], one: Edit): readonly Block[] {
  if (blocks.length === 0) return [one.block];
  const [at, to] = [one.at % blocks.length, one.to % blocks.length];
  const old = blocks[at] as Block;
  const without = blocks.toSpliced(at, 1);
  switch (one.kind) {
    case 'drop':
      return without;
    case 'insert':
      return blocks.toSpliced(at, 0, one.block);
    case 'move':
      return without.toSpliced(to, 0, old);
    case 'reword':
      return blocks.with(at, reword(old, one));
    case 'double':
      return blocks.toSpliced(to, 0, old);
    case 'split':
      return blocks.toSpliced(at, 1, ...split(old));
    case 'merge':
      return blocks.toSpliced(at, 2, ...merge(old, blocks[at + 1]));
  }
}

const body = fc.array(block, { maxLength: 14 });

/** Any edition at all. */
export const anyEdition: fc.Arbitrary<Cleared> = fc
  .tuple(body, footnotes)
  .map(([blocks, notes]) => edition(blocks, { footnotes: notes }));

/** Two editions, the second made from the first by up to eight edits, or from nothing. */
export const anyTwoEditions: fc.Arbitrary<readonly [Cleared, Cleared]> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(body, footnotes, fc.array(edit, { maxLength: 8 }))
      .map(([blocks, notes, edits]): readonly [Cleared, Cleared] => [
        edition(blocks, { footnotes: notes }),
        edition(edits.reduce(apply, blocks as readonly Block[]), { footnotes: notes, edition: '2023' }),
      ]),
  },
  { weight: 1, arbitrary: fc.tuple(anyEdition, anyEdition) },
);
