/**
 * The words of a change: one list of operations shown as one text with insertions and deletions, or as two texts side by side.
 * Neither form rests on colour: the elements are underlined and struck through, and hidden words say what they are.
 */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Change, Operation } from '../../model/comparison.ts';

/** Where the words of an operation lead on this page, or nowhere. */
export type LinkOf = (address: string) => string | undefined;

type Side = 'old' | 'new';
type Operations = readonly Operation[];

const hidden = (words: string) => h('span', { className: 'hidden' }, words);

function whole(op: Operation['op'], words: string | undefined): Operations {
  return words === undefined || words === '' ? [] : [{ op, text: words }];
}

/** The operations of a change; where none are given, the old words go and the new ones come. */
function operationsOf({ fate, ops, old, new: newer }: Change): Operations {
  if (ops) return ops;
  if (fate === 'unchanged' || fate === 'moved') return whole('keep', (newer ?? old)?.text);
  return [...whole('delete', old?.text), ...whole('insert', newer?.text)];
}

/** The pieces that a side is made of, for which the operations have one text: blocks of a split or merge, cells of a row. */
function piecesOf({ fate, block, parts = [] }: Change, side: Side): readonly string[] {
  const own = parts.filter((part) => part.side === side);
  const divided = fate === (side === 'new' ? 'split' : 'merged');
  if (!divided && block !== 'table-row') return [];
  // The first old part of a moved row says where it stood.
  const stood = side === 'old' && !divided && (fate === 'moved' || fate === 'moved-changed') ? 1 : 0;
  return own.slice(stood).map(({ text }) => text);
}

const solid = (text: string) => text.replace(/\s/g, '').length;

/** How much of a text holds `count` characters that are no space, with the spaces behind them. */
function lengthOf(text: string, count: number): number {
  let [end, seen] = [0, 0];
  for (const character of text) {
    const space = /\s/.test(character);
    if (seen >= count && !space) break;
    if (!space) seen += character.length;
    end += character.length;
  }
  return end;
}

/** Cuts operations where the pieces of one side meet. Spaces are not counted: a join may have added one. */
export function divide(ops: Operations, pieces: readonly string[], side: Side): readonly Operations[] {
  const divided: Operation[][] = [[]];
  const lengths = pieces.map(solid);
  let left = lengths[0] ?? 0;
  for (const op of ops) {
    if (op.op === (side === 'old' ? 'insert' : 'delete')) {
      divided.at(-1)?.push(op);
      continue;
    }
    for (let rest = op.text; rest !== '';) {
      while (left === 0 && divided.length < lengths.length && solid(rest) > 0) {
        left = lengths[divided.length] ?? 0;
        divided.push([]);
      }
      const end = divided.length < lengths.length ? lengthOf(rest, left) : rest.length;
      divided.at(-1)?.push({ ...op, text: rest.slice(0, end) });
      left = Math.max(0, left - solid(rest.slice(0, end)));
      rest = rest.slice(end);
    }
  }
  return divided;
}

function words({ text, emphasis, link, op }: Operation, linkOf: LinkOf, addresses: boolean): ElementContent[] {
  const plain: ElementContent = { type: 'text', value: text };
  const stressed = emphasis === undefined ? plain : h(emphasis === 'strong' ? 'strong' : 'em', [plain]);
  if (link === undefined) return [stressed];
  const href = op === 'delete' ? undefined : linkOf(link);
  const linked = href === undefined ? stressed : h('a', { href }, stressed);
  // The words may be the same and the address under them another one: then only the address shows what changed.
  return addresses && op !== 'keep'
    ? [linked, h('span', { className: 'link-address' }, ` (link to ${link})`)]
    : [linked];
}

/** Neighbours of one kind together. */
function runsOf(ops: Operations): readonly Operations[] {
  const runs: Operation[][] = [];
  for (const op of ops) {
    const last = runs.at(-1);
    if (last?.[0]?.op === op.op) last.push(op);
    else runs.push([op]);
  }
  return runs;
}

/** Operations of one kind that follow one another are one insertion or deletion to the reader. */
function marked(ops: Operations, linkOf: LinkOf, addresses: boolean): ElementContent[] {
  return runsOf(ops).flatMap((run): ElementContent[] => {
    const inside = run.flatMap((one) => words(one, linkOf, addresses));
    switch (run[0]?.op) {
      case 'delete':
        return [h('del', hidden('[deleted: '), inside, hidden('] '))];
      case 'insert':
        return [h('ins', hidden('[inserted: '), inside, hidden('] '))];
      default:
        return inside;
    }
  });
}

/** Operations on words that stand in no block of a comparison. */
export const markedWords = (ops: Operations): readonly ElementContent[] => marked(ops, () => undefined, false);

function shown(change: Change, ops: Operations, side: Side, linkOf: LinkOf): readonly Element[] {
  const addresses = change.fate !== 'added' && change.fate !== 'removed';
  const className = `block-${change.block}`;
  const pieces = piecesOf(change, side);
  const divided = pieces.length > 1 ? divide(ops, pieces, side) : [ops];
  const texts = divided.map((piece) => marked(piece, linkOf, addresses));
  if (change.block !== 'table-row') return texts.map((text) => h('p', { className }, text));
  return [
    h(
      'p',
      { className },
      texts.map((text) => h('span', { className: 'cell' }, text)),
    ),
  ];
}

/** Both texts in one. */
export function inlineText(change: Change, linkOf: LinkOf): readonly Element[] {
  const side = change.fate === 'merged' || !change.new ? 'old' : 'new';
  return shown(change, operationsOf(change), side, linkOf);
}

/** One side of a change: what was kept, with what this side alone has. Nothing for a side that has no words. */
export function sideText(change: Change, side: Side, linkOf: LinkOf): readonly Element[] {
  const other = side === 'old' ? 'insert' : 'delete';
  const own = operationsOf(change).filter(({ op }) => op !== other);
  return own.length === 0 ? [] : shown(change, own, side, linkOf);
}
