/**
 * Nodes of a page as they are in its tree, with properties by the names that they have there. For what stands in most clauses: `h` takes
 * children and attributes in any form, and looks at each of them for it.
 */
import type { Element, ElementContent, Properties, Text } from 'hast';

export function element(tagName: string, properties: Properties, children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children };
}

export const text = (value: string): Text => ({ type: 'text', value });
