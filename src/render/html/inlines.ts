/** One function for each kind of inline: a node of our tree comes in, hast goes out. Plain prose is left to remark-rehype. */
import { h } from 'hastscript';
import { defaultHandlers } from 'remark-rehype';
import type { Inline, InlineKind, InlineOf, InlineTable } from '../../model/document.ts';
import { withheldNotice } from '../../model/ground.ts';
import { textOfInlines } from '../../model/text.ts';
import { withheldLabel } from '../wording.ts';
import type { Output, State, Writing } from './writing.ts';

type InlineWriter<K extends InlineKind> = (inline: InlineOf<K>, writing: Writing, state: State) => Output;

/** The inlines inside, through whichever function their kind has. */
export function inlinesIn(state: State, node: { readonly children: readonly Inline[] }): Output {
  return state.all(node as Parameters<State['all']>[0]); // our inlines have the shape of mdast, and a handler each
}

function prose<K extends 'text' | 'emphasis' | 'strong' | 'delete' | 'inlineCode' | 'break'>(kind: K): InlineWriter<K> {
  const handler = defaultHandlers[kind];
  // The default functions read only what our nodes have, and change nothing.
  return (inline, _, state) => handler(state, inline as never) as Output;
}

const SAFE = /^(?:https?:\/\/|mailto:|tel:|#)/i;

/** The address that a link may lead to. Whatever else slipped through is shown as words only. */
export function safeAddress(url: string): string | undefined {
  return SAFE.test(url) ? url : undefined;
}

const link: InlineWriter<'link'> = (node, { around, link, hasPages }, state) => {
  const children = inlinesIn(state, node);
  const { target, url, title } = node;
  const inside = target && hasPages(target.work) ? link(around.resolve(target)) : undefined;
  const href = target ? inside : safeAddress(url);
  // On paper the address is printed behind the words, unless they are the address.
  const className = textOfInlines(node.children) === url ? ['address'] : undefined;
  return h(href === undefined ? 'span' : 'a', { href, title: title ?? undefined, className }, children);
};

const image: InlineWriter<'image'> = ({ file, alt, title }, { pictures }) => {
  const placed = pictures.get(file);
  if (!placed) return h('span', alt);
  const { src, width, height } = placed;
  return h('img', { src, alt, title: title ?? undefined, width, height });
};

const footnoteReference: InlineWriter<'footnoteReference'> = ({ identifier }, { notes, references }) => {
  const number = notes.get(identifier);
  if (number === undefined) throw new Error(`a reference to a footnote that is not there: ${identifier}`);
  const count = (references.get(number) ?? 0) + 1;
  references.set(number, count);
  const name = { ariaLabel: `Footnote ${number}`, role: 'doc-noteref' };
  return h('sup', h('a', { href: `#note_${number}`, id: referenceId(number, count), ...name }, String(number)));
};

/** Ids of the page's own hold an underscore, which no identifier of an author's can. */
export function referenceId(number: number, count: number): string {
  return count === 1 ? `noteref_${number}` : `noteref_${number}_${count}`;
}

export const INLINES: InlineTable<[writing: Writing, state: State], Output> = {
  text: prose('text'),
  emphasis: prose('emphasis'),
  strong: prose('strong'),
  delete: prose('delete'),
  inlineCode: prose('inlineCode'),
  break: prose('break'),
  link,
  image,
  footnoteReference,
  withheldText: (node, _, state) => {
    const label = h('span', { className: 'to-withhold-label' }, `[${withheldLabel(node, node.marking)} – `);
    const end = h('span', { className: 'to-withhold-label' }, ']');
    return h('span', { className: 'to-withhold' }, label, inlinesIn(state, node), end);
  },
  withheldTextNotice: (node) => h('span', { className: 'withheld' }, withheldNotice(node)),
};
