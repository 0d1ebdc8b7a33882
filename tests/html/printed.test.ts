/** Trees as HTML: what we write is what rehype-stringify writes, for whatever a page or a template may hold. */
import fc from 'fast-check';
import type { ElementContent, Properties, RootContent } from 'hast';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { printed } from '../../src/render/html/printed.ts';

const library = (nodes: readonly RootContent[]) =>
  unified()
    .use(rehypeStringify)
    .stringify({ type: 'root', children: [...nodes] });

const element = (tagName: string, properties: Properties = {}, ...children: ElementContent[]): RootContent => ({
  type: 'element',
  tagName,
  properties,
  children,
});
const text = (value: string): ElementContent => ({ type: 'text', value });

describe('is written', () => {
  const cases: readonly (readonly [string, RootContent, string])[] = [
    ['a text with what HTML reads otherwise', text('a < b & c > "d"'), 'a &#x3C; b &#x26; c > "d"'],
    ['a value in quotation marks', element('a', { title: `"it's" <b>` }), '<a title="&#x22;it&#x27;s&#x22; <b>"></a>'],
    ['an element without an end', element('img', { alt: '' }), '<img alt="">'],
    ['a list of names', element('p', { className: ['a', 'b'] }, text('x')), '<p class="a b">x</p>'],
    ['an attribute of our own', element('a', { dataClause: '7' }), '<a data-clause="7"></a>'],
    ['a flag', element('input', { required: true, disabled: false, value: 'a' }), '<input required value="a">'],
    ['a style sheet as it is', element('style', {}, text('a > b { c: "&" }')), '<style>a > b { c: "&" }</style>'],
    ['a comment that nothing ends', { type: 'comment', value: '-->' }, '<!----&#x3E;-->'],
    ['a document type', { type: 'doctype' }, '<!doctype html>'],
  ];
  test.each(cases)('%s', (_, node, html) => {
    expect(printed([node])).toBe(html);
    expect(library([node])).toBe(html);
  });

  test('as by the library, whatever the tree', () => {
    const words = fc.string({ unit: fc.constantFrom(...'ab-!\0\t\n "\'&/<=>`é\u{1f600}'), maxLength: 8 });
    const value = fc.oneof(
      words,
      fc.boolean(),
      fc.integer(),
      fc.array(words, { maxLength: 3 }),
      fc.constant(undefined),
    );
    const names = 'id className href hidden disabled download dataClause ariaLabel httpEquiv colSpan x<y>'.split(' ');
    const properties = fc.dictionary(fc.constantFrom(...names), value, { noNullPrototype: true, maxKeys: 4 });
    const tags = fc.constantFrom('p', 'a', 'br', 'img', 'script', 'style', 'pre', 'textarea', 'option');
    const { tree } = fc.letrec<{ tree: ElementContent }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        words.map(text),
        words.map((comment): ElementContent => ({ type: 'comment', value: comment })),
        fc
          .tuple(tags, properties, fc.array(tie('tree'), { maxLength: 4 }))
          .map(([tag, own, children]) => element(tag, own as Properties, ...children) as ElementContent),
      ),
    }));
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 4 }), (nodes) => {
        expect(printed(nodes)).toBe(library(nodes));
      }),
      { numRuns: 300 },
    );
  });
});

test('elements that are written otherwise are refused', () => {
  expect(() => printed([element('svg')])).toThrow('svg');
});
