/** HTML pages as a reader without style sheets gets them. */
import type { Element, Nodes, Root } from 'hast';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';

const parser = unified().use(rehypeParse);

const BLOCKS =
  /^(?:address|article|aside|blockquote|br|dd|details|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|summary|table|td|th|tr|ul)$/;
const UNSEEN = ['head', 'script', 'style', 'template'];

export function parseHtml(html: string): Root {
  return parser.parse(html);
}

/** Every element of a page, outer before inner. */
export function elementsOf(node: Nodes): readonly Element[] {
  const own = node.type === 'element' ? [node] : [];
  return [...own, ...('children' in node ? node.children.flatMap(elementsOf) : [])];
}

/** The words of a page in reading order, with single spaces; parts for which `without` holds are left out. */
export function wordsOf(node: Nodes, without: (element: Element) => boolean = () => false): string {
  const words = (one: Nodes): string => {
    if (one.type === 'text') return one.value;
    if (one.type === 'element' && (UNSEEN.includes(one.tagName) || without(one))) return '';
    const inside = 'children' in one ? one.children.map(words).join('') : '';
    return one.type === 'element' && BLOCKS.test(one.tagName) ? ` ${inside} ` : inside;
  };
  return words(node).replace(/\s+/g, ' ').trim();
}
