/**
 * One function for each kind of block: a node of our tree comes in, hast goes out. Numbers are the author's and stand as text,
 * so that copying, printing and reading aloud keep them; ids are the author's too, because they are addresses.
 */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import { defaultHandlers } from 'remark-rehype';
import type { BlockKind, BlockOf, BlockTable, ListItem } from '../../model/document.ts';
import { underGround, withheldNotice } from '../../model/ground.ts';
import { textOfInlines } from '../../model/text.ts';
import { clauseName, nameOfClause, referenceName } from '../naming.ts';
import { OUTCOME_LABEL, reasonLabel, withheldLabel } from '../wording.ts';
import { element, text } from './element.ts';
import { inlinesIn } from './inlines.ts';
import { followed, pointOf, resultList } from './points.ts';
import { table } from './table.ts';
import { blocksIn, type Output, type State, type Writing } from './writing.ts';

export type BlockWriter<K extends BlockKind> = (block: BlockOf<K>, writing: Writing, state: State) => Output;

function prose<K extends 'paragraph' | 'blockquote' | 'thematicBreak'>(kind: K): BlockWriter<K> {
  const handler = defaultHandlers[kind];
  // The default functions read only what our nodes have, and change nothing.
  return (block, _, state) => handler(state, block as never) as Output;
}

function permalink(id: string, name: string): ElementContent {
  const ariaLabel = `Permanent link to ${name}`;
  return element('a', { className: ['permalink'], href: `#${id}`, ariaLabel, dataClause: name }, [text('#')]);
}

/** A heading with the permanent link beside it, not in it: the link is no part of the heading's words. */
function headed(level: number, id: string, name: string, words: Output, own: { readonly id?: string } = {}) {
  const heading = element(`h${level}`, { ...own }, Array.isArray(words) ? words : [words]);
  return element('div', { className: ['headed'] }, [heading, permalink(id, name)]);
}

/** Puts a label before the first words of blocks: in their first paragraph, if that is what they begin with. */
export function labelled(label: ElementContent, children: readonly ElementContent[]): ElementContent[] {
  const [first, ...rest] = children;
  const space: ElementContent = text(' ');
  if (first?.type !== 'element' || first.tagName !== 'p') return [label, space, ...children];
  return [{ ...first, children: [label, space, ...first.children] }, ...rest];
}

/** Since when the words of a clause stand, if there is something to say of it. */
const sinceNote = (id: string, { since }: Writing): ElementContent[] => {
  const note = since.get(id);
  return note ? [note] : [];
};

/** What quotes or cites a clause: behind its words, and for a section, whose words go on, below its heading. */
const citedNote = (id: string, { cited }: Writing): ElementContent[] => {
  const note = cited.get(id);
  return note ? [note] : [];
};

const heading: BlockWriter<'heading'> = (node, writing, state) => {
  const level = writing.levels.get(node) ?? Math.max(2, node.depth);
  const name = `“${textOfInlines(node.children)}”`;
  return [
    headed(level, node.id, name, inlinesIn(state, node), { id: node.id }),
    ...sinceNote(node.id, writing),
    ...citedNote(node.id, writing),
  ];
};

function item(node: ListItem, spread: boolean, state: State): ElementContent {
  const children = blocksIn(state, node);
  const ticked = typeof node.checked === 'boolean' ? tick(node.checked) : undefined;
  const label =
    ticked ?? (node.label === undefined ? undefined : element('span', { className: ['label'] }, [text(node.label)]));
  const whole = label ? labelled(label, children) : children;
  const tight = (child: ElementContent) => child.type === 'element' && child.tagName === 'p' && !spread;
  const inside = whole.flatMap((child) => (tight(child) && child.type === 'element' ? child.children : [child]));
  return element('li', {}, inside);
}

function tick(checked: boolean): ElementContent {
  return h('span', { className: 'label', role: 'img', ariaLabel: checked ? 'Done' : 'Not done' }, checked ? '☑' : '☐');
}

const list: BlockWriter<'list'> = ({ ordered, spread, children }, _, state) => {
  const ownMarks = children.some(({ label, checked }) => label !== undefined || typeof checked === 'boolean');
  const items = children.map((child) => item(child, spread, state));
  return element(ordered ? 'ol' : 'ul', ownMarks ? { className: ['labelled'] } : {}, items);
};

const code: BlockWriter<'code'> = ({ value }) => h('pre', { tabIndex: 0 }, h('code', value));

const principle: BlockWriter<'principle'> = (node, writing, state) => {
  const { id, number, title } = node;
  const label = number === undefined ? 'Principle' : `Principle ${number}`;
  const words = title === undefined ? [] : [text(' '), element('span', {}, [text(title)])];
  const heading = [element('span', { className: ['number'] }, [text(label)]), ...words];
  const name = clauseName({ id, kind: 'principle', number, title });
  return element('section', { className: ['principle'], id }, [
    headed(writing.levels.get(node) ?? 3, id, name, heading),
    ...sinceNote(id, writing),
    ...blocksIn(state, node),
    ...citedNote(id, writing),
  ]);
};

const clause: BlockWriter<'clause'> = (node, writing, state) => {
  const { id, number } = node;
  const children = blocksIn(state, node);
  const label = number === undefined ? undefined : element('span', { className: ['label'] }, [text(number)]);
  const link = permalink(id, clauseName({ ...node, kind: 'clause' }));
  const whole = label ? labelled(label, children) : children;
  const notes = [...sinceNote(id, writing), ...citedNote(id, writing)];
  return element('div', { className: ['clause'], id }, [...whole, link, ...notes]);
};

const definition: BlockWriter<'definition'> = ({ id, term, ...node }, writing, state) => {
  const name = `the definition of “${term}”`;
  return h('div', { className: 'definition', id }, [
    h('p', { className: 'term' }, h('dfn', term), permalink(id, name)),
    ...sinceNote(id, writing),
    ...blocksIn(state, node),
    ...citedNote(id, writing),
  ]);
};

function links(hrefs: readonly string[], words: string): ElementContent[] {
  return hrefs.map((href) => h('p', { className: 'go' }, h('a', { href }, words)));
}

const question: BlockWriter<'question'> = (node, writing, state) => {
  const { id, number } = node;
  const name = clauseName({ ...node, kind: 'question' });
  const label = number === undefined ? 'Question' : `Question ${number}`;
  return h('section', { className: 'question', id }, [
    headed(writing.levels.get(node) ?? 3, id, name, h('span', { className: 'number' }, label)),
    ...sinceNote(id, writing),
    ...blocksIn(state, node),
    ...citedNote(id, writing),
    ...links(
      (writing.answers.get(id) ?? []).map((one) => `#${one}`),
      `Answer to ${name}`,
    ),
    ...links(followed(id, writing), `What followed from ${name}`),
  ]);
};

const answer: BlockWriter<'answer'> = (node, writing, state) => {
  const { levels, clauses } = writing;
  const asked = clauses.get(node.to);
  const name = asked ? nameOfClause(asked) : 'the question';
  const words: ElementContent[] = [text('Answer to '), asked ? h('a', { href: `#${node.to}` }, name) : h('span', name)];
  const outcome =
    node.outcome === undefined
      ? []
      : [h('p', { className: 'result' }, `Outcome: ${underGround(OUTCOME_LABEL[node.outcome], node)}`)];
  return h('section', { className: 'answer', id: node.id }, [
    headed(levels.get(node) ?? 3, node.id, `the answer to ${name}`, words),
    ...sinceNote(node.id, writing),
    ...outcome,
    ...blocksIn(state, node),
    ...citedNote(node.id, writing),
  ]);
};

const outcome: BlockWriter<'outcome'> = (node, writing, state) => {
  const { levels } = writing;
  const { name, href } = pointOf(node.to, writing);
  const to = href === undefined ? h('span', name) : h('a', { href }, name);
  return h('section', { className: 'outcome', id: node.id }, [
    headed(levels.get(node) ?? 3, node.id, `the outcome of ${name}`, [text('What followed from '), to]),
    ...sinceNote(node.id, writing),
    ...blocksIn(state, node),
    ...resultList(node, writing),
    ...citedNote(node.id, writing),
  ]);
};

const quote: BlockWriter<'quote'> = (node, { around, link, hasPages }, state) => {
  const { source } = node;
  const name = referenceName(around, source);
  const to = hasPages(source.work) ? h('a', { href: link(around.resolve(source)) }, name) : h('span', name);
  return h('figure', { className: 'quote' }, [
    h('blockquote', blocksIn(state, node)),
    h('figcaption', [text('Quoted from '), h('cite', to)]),
  ]);
};

const include: BlockWriter<'include'> = (node, { around, link, hasPages }, state) => {
  const { source } = node;
  const name = referenceName(around, source);
  const to = hasPages(source.work) ? h('a', { href: link(around.resolve(source)) }, name) : h('span', name);
  const origin = h('p', { className: 'origin' }, [text('This passage stands in several documents: '), to]);
  return h('div', { className: 'include' }, blocksIn(state, node), origin);
};

function boxed(className: string, label: string, children: readonly ElementContent[]): ElementContent {
  return h('div', { className: ['box', className] }, h('p', { className: 'box-label' }, label), [...children]);
}

export const BLOCKS: BlockTable<[writing: Writing, state: State], Output> = {
  heading,
  paragraph: prose('paragraph'),
  list,
  blockquote: prose('blockquote'),
  code,
  thematicBreak: prose('thematicBreak'),
  table,
  principle,
  clause,
  definition,
  question,
  answer,
  quote,
  note: (node, _, state) => {
    const title = node.title === undefined ? [] : [h('p', { className: 'box-label' }, node.title)];
    return h('div', { className: ['box', 'note'], role: 'note' }, title, blocksIn(state, node));
  },
  withheld: (node, _, state) => boxed('to-withhold', withheldLabel(node, node.marking), blocksIn(state, node)),
  withheldNotice: (node) => h('p', h('span', { className: 'withheld' }, withheldNotice(node))),
  include,
  publicInterest: (node, _, state) =>
    boxed('reasons', reasonLabel('Public interest test', node), blocksIn(state, node)),
  harm: (node, _, state) => boxed('reasons', reasonLabel('Harm', node), blocksIn(state, node)),
  reviewRights: (node, _, state) => h('div', { className: 'review-rights' }, blocksIn(state, node)),
  outcome,
};
