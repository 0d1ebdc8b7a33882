/** One function for each kind of inline: a node of our tree comes in, hast goes out. */
import { h } from 'hastscript';
import { trimLines } from 'trim-lines';
import type { InlineKind, InlineOf, InlineTable } from '../../model/document.ts';
import { withheldNotice } from '../../model/ground.ts';
import { textOfInlines } from '../../model/text.ts';
import { withheldLabel } from '../wording.ts';
import type { Output, Write, Writing } from './writing.ts';

type InlineWriter<K extends InlineKind> = (inline: InlineOf<K>, writing: Writing, write: Write) => Output;

/** Emphasis of whatever kind. */
const stressed =
  (tagName: 'em' | 'strong' | 'del'): InlineWriter<'emphasis' | 'strong' | 'delete'> =>
  ({ children }, _, write) =>
    h(tagName, write(children));

const SAFE = /^(?:https?:\/\/|mailto:|tel:|#)/i;

/** The address that a link may lead to. Whatever else slipped through is shown as words only. */
export function safeAddress(url: string): string | undefined {
  return SAFE.test(url) ? url : undefined;
}

const link: InlineWriter<'link'> = (node, { around, link, hasPages }, write) => {
  const children = write(node.children);
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

export const INLINES: InlineTable<[writing: Writing, write: Write], Output> = {
  // White space around the end of a line is a matter of the source.
  text: ({ value }) => ({ type: 'text', value: value.includes('\n') ? trimLines(value) : value }),
  emphasis: stressed('em'),
  strong: stressed('strong'),
  delete: stressed('del'),
  inlineCode: ({ value }) => h('code', value.replaceAll('\n', ' ')),
  break: () => [h('br'), { type: 'text', value: '\n' }],
  link,
  image,
  footnoteReference,
  withheldText: (node, _, write) => {
    const label = h('span', { className: 'to-withhold-label' }, `[${withheldLabel(node, node.marking)} – `);
    const end = h('span', { className: 'to-withhold-label' }, ']');
    return h('span', { className: 'to-withhold' }, label, write(node.children), end);
  },
  withheldTextNotice: (node) => h('span', { className: 'withheld' }, withheldNotice(node)),
};
