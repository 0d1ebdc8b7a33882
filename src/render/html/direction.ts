/**
 * Passages in scripts that run from right to left. A block whose first letter is of such a script runs that way, and with it the side on
 * which its number, its bullet or its links stand; inside it, one that begins otherwise runs the other way again. No other block
 * bears an attribute for it. `dir="auto"` would not do: it does not look into blocks that have a direction of their own.
 */
import type { Element, ElementContent } from 'hast';
import { RIGHT_TO_LEFT } from '../../model/text.ts';

type Direction = 'ltr' | 'rtl';

const BLOCKS: ReadonlySet<string> = new Set('p li ul ol blockquote h2 h3 h4 h5 h6 td th dfn'.split(' '));
/** Elements that set their parts side by side. */
const ROWS: readonly string[] = ['headed', 'clause', 'term'];

function isSided({ tagName, properties: { className } }: Element): boolean {
  return BLOCKS.has(tagName) || (Array.isArray(className) && className.some((name) => ROWS.includes(String(name))));
}

const textOf = (node: ElementContent): string =>
  node.type === 'text' ? node.value : 'children' in node ? node.children.map(textOf).join('') : '';

function directionOf(node: Element): Direction {
  const [letter = ''] = /\p{L}/u.exec(textOf(node)) ?? [];
  return RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr';
}

function directed(node: ElementContent, around: Direction): ElementContent {
  if (node.type !== 'element') return node;
  const own = isSided(node) ? directionOf(node) : around;
  const properties = own === around ? node.properties : { ...node.properties, dir: own };
  return { ...node, properties, children: node.children.map((child) => directed(child, own)) };
}

const hasRightToLeft = (node: ElementContent): boolean =>
  node.type === 'text' ? RIGHT_TO_LEFT.test(node.value) : 'children' in node && node.children.some(hasRightToLeft);

/** Blocks of a page that runs from left to right. */
export function withDirections(nodes: readonly ElementContent[]): ElementContent[] {
  return nodes.map((node) => (hasRightToLeft(node) ? directed(node, 'ltr') : node));
}
