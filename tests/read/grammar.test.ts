/**
 * The grammar tries a line as a row of a table only where it can be one, and takes a plain paragraph without looking for signs in it:
 * the tree is the same as if every line were tried as everything.
 */
import fc from 'fast-check';
import type { Nodes, Root } from 'mdast';
import { gfmTable } from 'micromark-extension-gfm-table';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { expect, test } from 'vitest';
import { scanFences } from '../../src/read/fences.ts';
import { syntaxFor, TREE } from '../../src/read/grammar.ts';

const parser = unified().use(remarkParse).data('fromMarkdownExtensions', TREE).freeze();

/** The lines of each directive of a tree. */
function directives(node: Nodes): readonly string[] {
  const own = node.type === 'containerDirective' || node.type === 'leafDirective' ? [node] : [];
  const inside = 'children' in node ? node.children.flatMap(directives) : [];
  return [...own.map(({ position }) => `${position?.start.line}-${position?.end.line}`), ...inside];
}

interface Trees {
  readonly guarded: Root;
  readonly whole: Root;
  /** Whether the directives of each tree are those that the scan of the lines finds: where they are not, the file is refused. */
  readonly agree: { readonly guarded: boolean; readonly whole: boolean };
}

function trees(source: string): Trees {
  const { fences, findings } = scanFences('a.md', source);
  const syntax = syntaxFor(source, fences);
  const [, , ...others] = syntax;
  const tree = (own: typeof others) => parser().data('micromarkExtensions', own).parse(source);
  const [guarded, whole] = [tree(syntax), tree([gfmTable(), ...others])];
  const scanned = fences.map(({ open, close }) => `${open}-${close}`).toSorted();
  const agrees = (root: Root) =>
    findings.length === 0 && JSON.stringify(directives(root).toSorted()) === JSON.stringify(scanned);
  return { guarded, whole, agree: { guarded: agrees(guarded), whole: agrees(whole) } };
}

const kinds = ({ children }: Root) => children.map(({ type }) => type);

const TABLES: readonly (readonly [name: string, source: string, kinds: readonly string[]])[] = [
  ['a table', '| a | b |\n| - | - |\n| c | d |\n', ['table']],
  ['a table without pipes at its sides', 'a | b\n--|--\nc | d', ['table']],
  ['one column with a mark of its side', 'a\n:-\nb', ['table']],
  ['an underline of a heading', 'a\n---', ['heading']],
  [
    'a table behind words, and lines that are no rows',
    'words\n| a |\n| - |\n| c |\n\n| d |',
    ['paragraph', 'table', 'paragraph'],
  ],
  ['rows in a quotation', '> | a |\n> | - |\n> | b |\n| c |', ['blockquote', 'paragraph']],
  ['rows in a list', '- | a |\n  | - |\n  | b |\n- c', ['list']],
  ['rows in a directive', ':::note\n| a |\n| - |\n| b |\n:::', ['containerDirective']],
  ['rows behind other ends of lines', '| a |\r| - |\r\n| b |\r\r| c |', ['table', 'paragraph']],
];

const PARAGRAPHS: typeof TABLES = [
  ['a paragraph of one line', 'Plain words.\n', ['paragraph']],
  ['a paragraph of several lines', 'Plain words,\nmore words\nand the last.\n\nAnother.', ['paragraph', 'paragraph']],
  ['a paragraph that ends with signs', 'Plain words,\nand *others*.\n', ['paragraph']],
  ['a heading underlined', 'Plain words\n===\n', ['heading']],
  ['a line with the space of a break', 'Plain words,  \nmore words\n', ['paragraph']],
  ['words behind a heading', '## A\nPlain words\n', ['heading', 'paragraph']],
  ['words behind a list', '- a\n\nPlain words\nmore\n\n- b\nlazy words\n', ['list', 'paragraph', 'list']],
  ['words in a directive', ':::note\nPlain words\nmore\n:::\n', ['containerDirective']],
  ['words in one inside another', '::::note\n:::note\nWords\n:::\nMore words\n::::\n', ['containerDirective']],
  ['words in code', '```\nPlain words\n\nmore\n```\n', ['code']],
  ['items that follow one another', '- Plain words\n- more words\n- the last\n', ['list']],
  ['an item that goes on', '1. Plain words\nthat go on\n2. more\n   words\n', ['list']],
  ['an item that a deeper one follows', '- Plain words\n  - more words\n- the last\n', ['list']],
  ['an item that another kind follows', '- Plain words\n1. more words\n', ['list', 'list']],
  ['a number that begins no list', '- Plain words\n  2. more words\n', ['list']],
  ['an item whose words are none', '- - Plain words\n- # A\n', ['list']],
  ['a quotation', '> Plain words\n\n> Plain words\nthat go on\n', ['blockquote', 'blockquote']],
  [
    'a footnote',
    'Words[^n]\n\n[^n]: Plain words\n\n[^m]: Words\nthat go on\n',
    ['paragraph', 'footnoteDefinition', 'footnoteDefinition'],
  ],
  ['words of a heading', 'Words\n\n# Plain words {#id}\n\n# Other *words* #\n', ['paragraph', 'heading', 'heading']],
  ['words of cells', '| Plain words | *other* words |\n|-|-|\n| a   b | c- |\n', ['table']],
  ['words behind other ends of lines', 'Plain words\rmore\r\n\rLast', ['paragraph', 'paragraph']],
];

test.each([...TABLES, ...PARAGRAPHS])('%s', (_, source, expected) => {
  const { guarded, whole } = trees(source);
  expect(guarded).toEqual(whole);
  expect(kinds(guarded)).toEqual(expected);
});

const PIECES =
  'words,Plain words.,a,| a |,| - |,|:-:|,- | -,:-,-:,---,===,|,-,:,>,> ,- ,  ,    ,\t,1. ,* ,words and more,`code`,```,:::note,:::,::::note,:withheld[x]{ground="s.40"},' +
  '[^n]: ,[^n],[a]: /b,# ,~~a~~,- [ ] a,- words,2. words,> words,[^n]: words,# words,| two words |,\\|,&amp;,<b>,\u2028,\u00a0,\u0000';
const END = fc.constantFrom('\n', '\n', '\n\n', '\n\n', '\r\n', '\r');
const textOf = (pieces: readonly string[]) =>
  fc.array(fc.oneof(fc.constantFrom(...pieces), END), { maxLength: 40 }).map((all) => all.join(''));
const OPEN = textOf(PIECES.split(',').filter((one) => !one.startsWith(':::')));
/** Fences as they come seldom fit one another. */
const TEXT = fc.oneof(
  OPEN,
  fc.tuple(OPEN, OPEN, OPEN).map(([before, inside, behind]) => `${before}\n\n:::note\n${inside}\n:::\n${behind}`),
  textOf(PIECES.split(',')),
);
const COUNT = process.env['PRESS_LONG'] ? 20_000 : 1000;

test('any text at all has the tree that it has where every line is tried', () => {
  fc.assert(
    fc.property(TEXT, (text) => {
      const { guarded, whole, agree } = trees(text);
      if (agree.whole) expect(guarded).toEqual(whole);
      expect(agree.guarded).toBe(agree.whole);
    }),
    { numRuns: COUNT },
  );
});
