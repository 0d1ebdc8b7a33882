/**
 * The text of an edition as hast: our tree goes through remark-rehype with one function for each kind of node, and what comes
 * out is sanitised before the page is put round it. Footnotes follow the text, with links both ways.
 */
import type { ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import type { Root as MdastRoot } from 'mdast';
import rehypeSanitize from 'rehype-sanitize';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import type { Block, Inline } from '../../model/document.ts';
import type { Cleared } from '../../model/edition.ts';
import { ALLOWED } from './allowed.ts';
import { BLOCKS, labelled } from './blocks.ts';
import { withDirections } from './direction.ts';
import { INLINES, referenceId } from './inlines.ts';
import { withPortion } from './portion.ts';
import { blocksIn, type Handlers, type Output, type State, type Writing } from './writing.ts';

/** What remark-rehype calls for a node: the function of its kind, told about the page. */
function handlersFor(writing: Writing): Handlers {
  const writers = Object.entries({ ...BLOCKS, ...INLINES });
  const bound = writers.map(([kind, write]) => {
    // The tables pair each kind with its own function; a list of entries forgets that.
    const own = write as (node: Block | Inline, writing: Writing, state: State) => Output;
    return [kind, (state: State, node: Block | Inline) => withPortion(own(node, writing, state), node)];
  });
  return Object.fromEntries(bound);
}

type TextsToHtml = (texts: readonly (readonly Block[])[]) => ElementContent[][];

/**
 * A text among others that go one way together, which begins anew for each at a price. Its blocks are not called its children: what
 * links and footnotes of Markdown lead to would be looked for in all of them, and ours know it already.
 */
const TEXT = 'text-of-its-own';

interface Text {
  readonly type: typeof TEXT;
  readonly blocks: readonly Block[];
}

const textAlone: Handlers['paragraph'] = (state, { blocks }: Text) =>
  h('div', state.wrap(blocksIn(state, { children: blocks }), false));

function converter(writing: Writing): TextsToHtml {
  const handlers = { ...handlersFor(writing), [TEXT]: textAlone };
  const unknownHandler: Handlers['paragraph'] = (_, node: { readonly type: string }) => {
    throw new Error(`no function for a node of the kind ${node.type}`);
  };
  const processor = unified().use(remarkRehype, { handlers, unknownHandler }).use(rehypeSanitize, ALLOWED).freeze();
  return (texts) => {
    const children = texts.map((blocks): Text => ({ type: TEXT, blocks }));
    const tree = { type: 'root', children } as unknown as MdastRoot; // mdast, with kinds of our own beside it
    const converted: Root = processor.runSync(tree);
    // Between them stands white space.
    return converted.children.flatMap((one) => (one.type === 'element' ? [withDirections(one.children)] : []));
  };
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
  const [body = [], ...notes] = converter(writing)([
    edition.body,
    ...edition.footnotes.map(({ children }) => children),
  ]);
  return [...body, ...footnotes(notes, writing)];
}
