/**
 * The list of contents of an edition: its sections and the clauses that readers cite, nested as they stand under one another.
 * A tree comes in, a nested list of links goes out.
 */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { type Clause, clausesOf } from '../../model/clauses.ts';
import type { Block } from '../../model/document.ts';
import { rewriterOf } from '../../model/rewrite.ts';
import { textOfBlocks, textOfInlines } from '../../model/text.ts';
import { capitalised, clauseName } from '../naming.ts';
import { text } from './element.ts';
import type { Writing } from './writing.ts';

/** Beyond this many entries parts are left to the sections around them: nobody reads a list of hundreds. */
const LONGEST_LIST = 60;
/** Up to this many the list is never folded. */
const UNFOLDED = 12;
const OPENING_WORDS = 7;
const WITHHELD = text('[withheld]');

interface Entry {
  readonly id: string;
  readonly words: string;
  readonly number?: string | undefined;
  readonly level: number;
}

/** A notice in the middle of a question would fill the list: a mark stands for it. */
const withMarks = rewriterOf({
  block: (block) => (block.type === 'withheldNotice' ? { type: 'paragraph', children: [WITHHELD] } : block),
  inline: (inline) => (inline.type === 'withheldTextNotice' ? WITHHELD : inline),
});

function opening(blocks: readonly Block[]): string {
  const words = textOfBlocks(withMarks(blocks.slice(0, 1))).split(' ');
  return words.length <= OPENING_WORDS ? words.join(' ') : `${words.slice(0, OPENING_WORDS).join(' ')} …`;
}

function entryOf({ id, kind, number, node, blocks }: Clause, levels: Writing['levels']): Entry | undefined {
  const level = levels.get(node) ?? 2;
  if (node.type === 'heading') return { id, level, words: textOfInlines(node.children) };
  if (kind !== 'principle' && kind !== 'question' && (kind !== 'clause' || number === undefined)) return undefined;
  // A numbered paragraph goes by its number alone, as it does in the text.
  const label =
    number === undefined
      ? capitalised(kind)
      : kind === 'clause'
        ? number
        : capitalised(clauseName({ id, kind, number }));
  const title = node.type === 'principle' ? node.title : undefined;
  return { id, level, number: label, words: title ?? opening(blocks) };
}

function nested(entries: readonly Entry[]): Element[] {
  const [first] = entries;
  if (!first) return [];
  const items: ElementContent[] = [];
  for (let start = 0; start < entries.length;) {
    const entry = entries[start];
    if (!entry) break;
    // Everything deeper than an entry, up to the next of its level or above, stands inside it.
    const next = entries.findIndex(({ level }, index) => index > start && level <= entry.level);
    const end = next === -1 ? entries.length : next;
    items.push(item(entry, entries.slice(start + 1, end)));
    start = end;
  }
  return [h('ol', items)];
}

function item({ id, words, number }: Entry, inner: readonly Entry[]): Element {
  const label: ElementContent[] = number === undefined ? [] : [h('span', { className: 'number' }, number), text(' ')];
  return h('li', h('a', { href: `#${id}` }, [...label, text(words)]), nested(inner));
}

/** Of a long text only the upper levels: as many as make a list that can be read, the first in any case. */
function shortened(clauses: readonly Clause[], levels: Writing['levels']): readonly Entry[] {
  const wanted = clauses.length <= LONGEST_LIST ? clauses : clauses.filter(({ kind }) => kind !== 'clause');
  let entries = wanted.flatMap((clause) => entryOf(clause, levels) ?? []);
  const depths = [...new Set(entries.map(({ level }) => level))].toSorted((a, b) => b - a);
  for (const deepest of depths.slice(0, -1)) {
    if (entries.length <= LONGEST_LIST) break;
    entries = entries.filter(({ level }) => level < deepest);
  }
  return entries;
}

/** Nothing for a text of fewer than two parts. A long list is folded where it would stand between the reader and the text. */
export function contentsOf(body: readonly Block[], levels: Writing['levels']): Element | undefined {
  const entries = shortened(clausesOf(body), levels);
  if (entries.length < 2) return undefined;
  const list = nested(entries);
  return h(
    'nav',
    { className: 'contents', ariaLabelledBy: 'page_contents' },
    h('h2', { id: 'page_contents' }, 'Contents'),
    entries.length <= UNFOLDED ? list : [h('details', h('summary', `${entries.length} parts`), list)],
  );
}
