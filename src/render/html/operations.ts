/**
 * The words of a change: one list of operations shown as one text with insertions and deletions, or as two texts side by side.
 * Neither form rests on colour: the elements are underlined and struck through, and hidden words say what they are.
 */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Change, Operation } from '../../model/comparison.ts';

const hidden = (words: string) => h('span', { className: 'hidden' }, words);

const text = (value: string): ElementContent => ({ type: 'text', value });

function emphasised({ text: words, emphasis, link, op }: Operation): ElementContent[] {
  const whole = emphasis === undefined ? text(words) : h(emphasis === 'strong' ? 'strong' : 'em', words);
  // The address under changed words is part of what changed, so it is shown; what is kept needs none.
  if (link === undefined || op === 'keep') return [whole];
  return [whole, h('span', { className: 'link-address' }, ` (link to ${link})`)];
}

function operation(one: Operation): ElementContent[] {
  const words = emphasised(one);
  switch (one.op) {
    case 'keep':
      return words;
    case 'delete':
      return [h('del', hidden('[deleted: '), words, hidden('] '))];
    case 'insert':
      return [h('ins', hidden('[inserted: '), words, hidden('] '))];
  }
}

const whole = (op: Operation['op'], words: string | undefined): readonly Operation[] =>
  words === undefined || words === '' ? [] : [{ op, text: words }];

/** The operations of a change; where none are given, the old words go and the new ones come. */
export function operationsOf({ fate, ops, old, new: newer }: Change): readonly Operation[] {
  if (ops) return ops;
  if (fate === 'unchanged' || fate === 'moved') return whole('keep', (newer ?? old)?.text);
  return [...whole('delete', old?.text), ...whole('insert', newer?.text)];
}

export function inlineText(change: Change): Element {
  return h('p', { className: `block-${change.block}` }, operationsOf(change).flatMap(operation));
}

/** One side of a change: what was kept, with what this side alone has. */
export function sideText(change: Change, side: 'old' | 'new'): Element | undefined {
  const other = side === 'old' ? 'insert' : 'delete';
  const own = operationsOf(change).filter(({ op }) => op !== other);
  if (own.length === 0) return undefined;
  return h('p', { className: `block-${change.block}` }, own.flatMap(operation));
}
