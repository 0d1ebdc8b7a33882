/** Every page that the sample corpus gives, by path from the root of the site, and small readers over them. */
import type { Element, Nodes, Root } from 'hast';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { addressOf } from '../../src/model/identifier.ts';
import { comparisonPage, editionPage } from '../../src/render/html/html.ts';
import { sitePages } from '../../src/site/site.ts';
import { AS_AT, around, CHANGES, COMPARISON, INDEX, LETTER, V2015, V2018, V2021 } from './sample.ts';
import { ALONE, TEMPLATES } from './templates.ts';

export const SITE = [...sitePages(INDEX, AS_AT, TEMPLATES).values()].map((make) => make());

const shown = [V2015, V2018, V2021, LETTER];
export const PAGES: ReadonlyMap<string, string> = new Map([
  ...SITE.filter(({ path }) => path.endsWith('.html')).map(
    ({ path, bytes }) => [path, new TextDecoder().decode(bytes)] as const,
  ),
  ...shown.map((one) => [`${addressOf(one)}index.html`, editionPage(one, around(one), TEMPLATES)] as const),
  ...around(V2021).work.comparisons.map(({ old, new: newer, address }) => {
    const sides = {
      old: { ...COMPARISON.old, identifier: `guidance/visits@${old}` },
      new: { ...COMPARISON.new, identifier: `guidance/visits@${newer}` },
    };
    return [
      `${address}index.html`,
      comparisonPage({ ...COMPARISON, ...sides, changes: old === '2018' ? CHANGES : [] }, around(V2021), TEMPLATES),
    ] as const;
  }),
]);

/** Pages that stand outside the site. */
export const ALONE_PAGES: ReadonlyMap<string, string> = new Map([
  ['an edition', editionPage(V2021, around(V2021), ALONE)],
  ['a comparison', comparisonPage(COMPARISON, around(V2021), ALONE)],
]);

export const parse = (html: string): Root => unified().use(rehypeParse).parse(html);

export function elements(tree: Nodes, wanted: (element: Element) => boolean = () => true): readonly Element[] {
  const found: Element[] = [];
  visit(tree, 'element', (element) => {
    if (wanted(element)) found.push(element);
  });
  return found;
}

export function wordsOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(wordsOf).join('') : '';
}

export const hasClass = (name: string) => (element: Element) => {
  const { className } = element.properties;
  return Array.isArray(className) && className.includes(name);
};
