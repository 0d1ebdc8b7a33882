/** The grammar tries a line as a row of a table only where it can be one: the tree is the same as if every line were tried. */
import fc from 'fast-check';
import type { Root } from 'mdast';
import { gfmTable } from 'micromark-extension-gfm-table';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { expect, test } from 'vitest';
import { syntaxFor, TREE } from '../../src/read/grammar.ts';

const parser = unified().use(remarkParse).data('fromMarkdownExtensions', TREE).freeze();

function trees(source: string): { readonly guarded: Root; readonly whole: Root } {
  const [, ...others] = syntaxFor(source);
  const tree = (syntax: typeof others) => parser().data('micromarkExtensions', syntax).parse(source);
  return { guarded: tree(syntaxFor(source)), whole: tree([gfmTable(), ...others]) };
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

test.each(TABLES)('%s', (_, source, expected) => {
  const { guarded, whole } = trees(source);
  expect(guarded).toEqual(whole);
  expect(kinds(guarded)).toEqual(expected);
});

const PIECES =
  '| a |,| - |,|:-:|,- | -,:-,-:,---,===,|,-,:,>,> ,- ,  ,    ,\t,1. ,* ,words and more,`code`,```,:::note,:::,::::note,:withheld[x]{ground="s.40"},' +
  '[^n]: ,[^n],[a]: /b,# ,~~a~~,- [ ] a,\\|,&amp;,<b>,\u2028,\u00a0,\u0000';
const piece = fc.oneof(fc.constantFrom(...PIECES.split(',')), fc.constantFrom('\n', '\n', '\n\n', '\r\n', '\r'));
const COUNT = process.env['PRESS_LONG'] ? 20_000 : 1000;

test('any text at all has the tree that it has where every line is tried', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const { guarded, whole } = trees(pieces.join(''));
      expect(guarded).toEqual(whole);
    }),
    { numRuns: COUNT },
  );
});
