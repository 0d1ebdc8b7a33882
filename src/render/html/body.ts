/**
 * The text of an edition as hast: each node goes through the function of its kind, and what comes out is sanitised before the page is
 * put round it. Footnotes follow the text, with links both ways.
 */
import type { Element, ElementContent } from 'hast';
import { sanitize } from 'hast-util-sanitize';
import { h } from 'hastscript';
import type { Block, Inline } from '../../model/document.ts';
import type { Cleared } from '../../model/edition.ts';
import { ALLOWED } from './allowed.ts';
import { BLOCKS, labelled } from './blocks.ts';
import { withDirections } from './direction.ts';
import { INLINES, referenceId } from './inlines.ts';
import { withPortion } from './portion.ts';
import type { Output, Write, Writing } from './writing.ts';

const WRITERS = { ...BLOCKS, ...INLINES };

/** Text at the beginning of a line that a break begins: what stands before its first word is no part of it. */
function unindented(node: ElementContent): ElementContent {
  if (node.type === 'text') return { ...node, value: node.value.replace(/^[ \t]+/, '') };
  const [first, ...rest] = node.type === 'element' ? node.children : [];
  return node.type === 'element' && first?.type === 'text' ? { ...node, children: [unindented(first), ...rest] } : node;
}

function writerFor(writing: Writing): Write {
  function written(node: Block | Inline): Output {
    // The tables pair each kind with its own function, which a look-up by kind forgets.
    const own = WRITERS[node.type] as ((node: Block | Inline, writing: Writing, write: Write) => Output) | undefined;
    if (!own) throw new Error(`no function for a node of the kind ${node.type}`);
    return withPortion(own(node, writing, write), node);
  }
  function write(nodes: readonly (Block | Inline)[]): ElementContent[] {
    const all: ElementContent[] = [];
    for (const [index, node] of nodes.entries()) {
      const output = written(node);
      if (Array.isArray(output)) all.push(...output);
      else all.push(nodes[index - 1]?.type === 'break' ? unindented(output) : output);
    }
    return all;
  }
  return write;
}

/** Blocks with white space between them. */
const spaced = (blocks: readonly ElementContent[]): ElementContent[] =>
  blocks.flatMap((block, index): ElementContent[] => (index === 0 ? [block] : [{ type: 'text', value: '\n' }, block]));

/** Each of several texts, sanitised together: the sanitiser begins anew for each call at a price. */
function textsToHtml(texts: readonly (readonly Block[])[], writing: Writing): ElementContent[][] {
  const write = writerFor(writing);
  const children = texts.map((blocks): Element => {
    return { type: 'element', tagName: 'div', properties: {}, children: spaced(write(blocks)) };
  });
  const clean = sanitize({ type: 'root', children }, ALLOWED);
  const own = 'children' in clean ? clean.children : [];
  return own.flatMap((one) => (one.type === 'element' ? [withDirections(one.children)] : []));
}

function backLinks(number: number, count: number): ElementContent[] {
  return Array.from({ length: count }, (_, index) => {
    const label = `Back to reference ${number}${count > 1 ? `, place ${index + 1}` : ''}`;
    return h(
      'a',
      { href: `#${referenceId(number, index + 1)}`, className: 'back', role: 'doc-backlink', ariaLabel: label },
      '↩',
    );
  });
}

/** Puts the ways back behind the last words, in their paragraph if that is what they end with. */
function withTail(text: readonly ElementContent[], back: readonly ElementContent[]): ElementContent[] {
  const last = text.at(-1);
  const space: ElementContent = { type: 'text', value: ' ' };
  if (last?.type !== 'element' || last.tagName !== 'p') return [...text, h('p', [...back])];
  return [...text.slice(0, -1), { ...last, children: [...last.children, ...back.flatMap((one) => [space, one])] }];
}

/** `texts` are those of the footnotes, all of which were made before: one may refer to another, which then has one more way back. */
function footnotes(texts: readonly (readonly ElementContent[])[], writing: Writing): ElementContent[] {
  if (texts.length === 0) return [];
  const items = texts.map((text, index) => {
    const number = index + 1;
    const back = backLinks(number, writing.references.get(number) ?? 0);
    const label = h('span', { className: 'label' }, `${number}.`);
    return h('li', { id: `note_${number}` }, labelled(label, withTail(text, back)));
  });
  const heading = h('h2', { id: 'page_notes' }, 'Footnotes');
  return [
    h(
      'section',
      { className: 'footnotes', role: 'doc-endnotes', ariaLabelledBy: 'page_notes' },
      heading,
      h('ol', { className: 'labelled' }, items),
    ),
  ];
}

/** The text and its footnotes. Throws on a node that has no function: the tables make that a fault of the program. */
export function bodyOf(edition: Cleared, writing: Writing): ElementContent[] {
  const texts = [edition.body, ...edition.footnotes.map(({ children }) => children)];
  const [body = [], ...notes] = textsToHtml(texts, writing);
  return [...body, ...footnotes(notes, writing)];
}
