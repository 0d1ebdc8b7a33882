/** The marking of a part of the text, in words at that part: at the head of a block, below the heading of a section. */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Block, Inline } from '../../model/document.ts';
import { formatMarking } from '../../model/marking.ts';
import { portionLabel } from '../wording.ts';
import type { Output } from './writing.ts';

/** What stands above a block's own words. */
const HEADS = ['headed', 'term', 'box-label'];

function isHead(node: ElementContent | undefined): boolean {
  const classes = node?.type === 'element' ? node.properties['className'] : undefined;
  return Array.isArray(classes) && classes.some((name) => HEADS.includes(String(name)));
}

function withLabel(children: readonly ElementContent[], label: Element): ElementContent[] {
  const place = isHead(children[0]) ? 1 : 0;
  return children.toSpliced(place, 0, label);
}

/** `output` is what a node became: one element, or the heading of a section with what belongs to it. What is withheld says its marking itself. */
export function withPortion(output: Output, node: Block | Inline): Output {
  if (!('marking' in node) || !node.marking || node.type === 'withheld' || node.type === 'withheldText') return output;
  const label = h('p', { className: 'portion' }, `${portionLabel(node)} `, h('strong', formatMarking(node.marking)));
  if (Array.isArray(output)) return withLabel(output, label);
  if (output?.type !== 'element') return output;
  return { ...output, children: withLabel(output.children, label) };
}
