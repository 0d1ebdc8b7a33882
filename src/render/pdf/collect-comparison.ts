/**
 * A comparison becomes flow blocks and a structure tree, made from the same operations as every other rendition of it. A change
 * is told four ways: by a bar in the margin, by line and colour at the words, by a label above the passage, and for listeners by
 * replacement text that says "removed" and "added".
 */
import type { Change, ComparedSide, Comparison, Operation } from '../../model/comparison.ts';
import { type BothNames, capitalised, changePlace, editionName, movedWords, placeName } from '../naming.ts';
import {
  type ChangeGroup,
  firstOf,
  groupedPassages,
  isMoved,
  kindsOfGroup,
  type Left,
  passagesOf,
  unseenIn,
} from '../passages.ts';
import { FATE_LABEL, KIND_LABEL } from '../wording.ts';
import { boxed, joinParts, leadsOf, type Part, type Stand, takeLabels, textPart } from './blocks.ts';
import { aimed } from './field.ts';
import { linked, said, section } from './front.ts';
import { joinLines, labelLine, type Line } from './inlines.ts';
import type { Bookmark, Box, Run, StructureNode, TextStyle } from './layout.ts';
import { type Child, element, labelSlot, linkElement, wordSlot } from './structure.ts';

function sideOf({ old, new: newer }: Change): ComparedSide {
  return newer ?? old ?? { clause: '', text: '' };
}

/** The place of a change, which the table at the front and the pointer from where a passage stood lead to. */
export const destinationOf = (number: number) => `change.${number}`;
const leftBy = (number: number) => `left.${number}`;

/** "Moved from principle 3 (2019) to principle 5 (2023)", "Split into …", "Changed". */
function fateWords(change: Change, names: BothNames): string {
  const { fate, old, new: newer, parts = [] } = change;
  const label = FATE_LABEL[fate];
  const stood = parts.find(({ side }) => side === 'old') ?? old;
  if (isMoved(change) && stood && newer) {
    const [from, to] = movedWords({ old: stood, new: newer }, names);
    const [before, now] = [editionName(names.old.edition), editionName(names.new.edition)];
    const inside = from === to && stood.clause === newer.clause;
    return inside ? `${label} within ${to}` : `${label} from ${from} (${before}) to ${to} (${now})`;
  }
  if (fate !== 'split' && fate !== 'merged') return label;
  const side = fate === 'split' ? 'new' : 'old';
  const pieces = parts.filter((part) => part.side === side).map((part) => placeName(part, names[side]));
  return `${label} ${fate === 'split' ? 'into' : 'from'} ${[...new Set(pieces)].join(', ')}`;
}

/** "Changed (the same words, set differently)": such a passage bears no mark within. */
function toldWords(change: Change, names: BothNames): string {
  const words = fateWords(change, names);
  const unseen = unseenIn(change);
  return unseen ? `${words} (${unseen})` : words;
}

/** With the kinds of change behind it. */
function withKinds(words: string, group: ChangeGroup): string {
  const kinds = kindsOfGroup(group).map((kind) => KIND_LABEL[kind]);
  return kinds.length > 0 ? `${words}: ${kinds.join(', ')}` : words;
}

/* ---- words ---- */

function styleOf({ op, emphasis }: Operation, style: TextStyle, stand: Stand): TextStyle {
  const { colour } = stand.collection.sheet;
  const bold = style.face === 'bold' || emphasis === 'strong';
  const face =
    style.face === 'mono'
      ? 'mono'
      : bold
        ? emphasis === 'emphasis'
          ? 'boldItalic'
          : 'bold'
        : emphasis
          ? 'italic'
          : style.face;
  if (op === 'keep') return { ...style, face };
  if (op === 'delete')
    return { ...style, face, colour: colour.deleted, stroke: 'through', shade: colour['deleted-shade'] };
  return { ...style, face, colour: colour.inserted, stroke: 'under', shade: colour['inserted-shade'] };
}

/** The most that replacement text says at once: a string holds no more than some 16,000 characters (ISO 19005-2, 6.1.13). */
const SPOKEN = 8000;

function piecesOf(operation: Operation): readonly Operation[] {
  if (operation.text.length <= SPOKEN) return [operation];
  const pieces = operation.text.match(new RegExp(`.{1,${SPOKEN}}(?:\\s+|$)|.{1,${SPOKEN}}`, 'gsu')) ?? [];
  return pieces.map((text) => ({ ...operation, text }));
}

function operationLine(operation: Operation, whole: boolean, style: TextStyle, stand: Stand): Line {
  const { collection } = stand;
  const { op, text, link } = operation;
  const aim = link === undefined ? undefined : collection.aim({ url: link }, text.trim());
  const shown = styleOf(operation, style, stand);
  collection.watch(text, shown.face, undefined);
  const owner = wordSlot();
  const run: Run = { text, style: aim && op === 'keep' ? { ...shown, stroke: 'under' } : shown, owner, link: aim };
  const inner: Child = aim ? linkElement(aim, [owner]) : owner;
  const spoken = op === 'keep' || whole ? undefined : `[${op === 'delete' ? 'removed' : 'added'}: ${text.trim()}] `;
  return { runs: [run], children: [spoken ? element('Span', [inner], { actual: spoken }) : inner], notes: [] };
}

/** A deleted word and the word in its place do not run together. */
function apart(before: Operation | undefined, next: Operation, style: TextStyle): Line | undefined {
  const meet = before && before.op !== next.op && before.op !== 'keep' && next.op !== 'keep';
  return meet && !/\s$/.test(before.text) && !/^\s/.test(next.text) ? labelLine(' ', style) : undefined;
}

/** A passage that is new or gone as a whole says so once, in its label; inside it only line and colour repeat it. */
function changedLine(change: Change, style: TextStyle, stand: Stand): Line {
  const ops = (change.ops ?? [{ op: 'keep' as const, text: sideOf(change).text }]).flatMap(piecesOf);
  const whole = change.fate === 'added' || change.fate === 'removed';
  const lines = ops.flatMap((operation, index) => {
    const between = apart(ops[index - 1], operation, style);
    const line = operationLine(operation, whole, style, stand);
    return between ? [between, line] : [line];
  });
  return joinLines(lines);
}

/* ---- blocks ---- */

/** A numbered item brings its own label, as the first of its words. */
const LABELLED = /^\d{1,9}[.)] /;

/** An item with a bullet, or with the label that its words begin with. */
function itemPart(change: Change, stand: Stand): Part {
  const line = changedLine(change, stand.style, stand);
  const inside = { ...stand, left: stand.left + stand.collection.sheet.indent * 0.8 };
  if (LABELLED.test(sideOf(change).text)) {
    const { flow, nodes } = textPart(line, inside);
    return { flow, nodes: [element('L', [element('LI', [element('LBody', nodes)])])] };
  }
  const owner = labelSlot();
  // The number of a clause that begins with the item stands on its line, and is read before the list.
  const outer = takeLabels(stand);
  const leads = leadsOf(outer);
  const own = { runs: [{ text: '• ', style: stand.style, owner }], left: stand.left };
  const waiting = { labels: [...outer.map(({ runs, left }) => ({ runs, left })), own] };
  const part = textPart(line, { ...inside, waiting });
  const item = element('LI', [element('Lbl', [owner]), element('LBody', part.nodes)]);
  const led = leads.length > 0 ? [element('P', leads)] : [];
  return { flow: part.flow, nodes: [...led, element('L', [item], { numbering: 'Disc' })] };
}

/** Where the words of a block stand: headings large, list items with a bullet, quotations behind a bar. */
function blockPart(change: Change, stand: Stand): Part {
  const { sheet } = stand.collection;
  switch (change.block) {
    case 'heading': {
      const style = sheet.heading(3);
      const line = changedLine(change, style, stand);
      // A heading that changed has its bookmark with that of its change.
      const bookmarks = change.fate === 'unchanged' ? [{ title: sideOf(change).text, level: 3 }] : [];
      return textPart(line, stand, {
        tag: 'H3',
        style,
        bookmarks,
        before: stand.space * 2,
        after: stand.space * 0.75,
        keepNext: true,
      });
    }
    case 'list-item':
      return itemPart(change, stand);
    case 'quotation': {
      const inside = boxed(stand, { look: 'bar', colour: sheet.colour.rule, pad: 2 }, sheet.indent);
      const part = textPart(changedLine(change, stand.style, inside), inside);
      return { flow: part.flow, nodes: [element('BlockQuote', part.nodes)] };
    }
    case 'code':
      return textPart(changedLine(change, sheet.code, stand), stand, { style: sheet.code, verbatim: true });
    case 'footnote':
    case 'table-row': {
      const label = labelLine(change.block === 'footnote' ? 'Footnote: ' : 'Table row: ', sheet.quiet);
      return textPart(joinLines([label, changedLine(change, sheet.small, stand)]), stand, { style: sheet.small });
    }
    case 'paragraph':
    case 'notice':
      return textPart(changedLine(change, stand.style, stand), stand);
  }
}

/** The label above changes that are told of together: what became of them and, for what moved, the way to where it stood. */
function changeLabel(group: ChangeGroup, names: BothNames, stand: Stand): Part {
  const { sheet } = stand.collection;
  const { number, changes } = group;
  const first = firstOf(group);
  const words = withKinds(toldWords(first, names), group);
  const style = { ...sheet.small, face: 'bold' as const, colour: sheet.colour.accent };
  const left = isMoved(first) && first.parts?.some(({ side }) => side === 'old');
  const title = withKinds(`${capitalised(changePlace(first, names))} – ${FATE_LABEL[first.fate]}`, group);
  return textPart(left ? linked(words, leftBy(number), style, stand) : said(words, stand, style), stand, {
    style: sheet.small,
    before: stand.space * 2,
    after: 2,
    snug: true,
    keepNext: true,
    destinations: changes.map((_, index) => destinationOf(number + index)),
    bookmarks: bookmarksOf(first, title, number),
  });
}

/** A heading's own words, as for every heading, and below them what became of it. */
function bookmarksOf(change: Change, title: string, number: number): readonly Bookmark[] {
  const to = destinationOf(number);
  const heading = change.block === 'heading' ? [{ title: sideOf(change).text, level: 3 }] : [];
  return [...heading, { title, level: 4, to }];
}

/** The first of a group goes by the words of its label; each other one by its own first words. */
function changeTitle(change: Change): string {
  const words = sideOf(change).text.split(' ');
  return `${words.slice(0, 8).join(' ')}${words.length > 8 ? ' …' : ''} – ${FATE_LABEL[change.fate]}`;
}

function groupPart(group: ChangeGroup, names: BothNames, standing: (change: Change) => Stand): Part {
  const { sheet } = standing(firstOf(group)).collection;
  // One box for all: where the same box continues, its bar does.
  const bar: Box = { look: 'change', colour: sheet.colour.accent, left: 0, right: 0, pad: 0 };
  const inside = (change: Change): Stand => {
    const stand = standing(change);
    return { ...stand, boxes: [...stand.boxes, bar] };
  };
  // The number that waits for its clause stands at the words, not at this label.
  const head = changeLabel(group, names, { ...inside(firstOf(group)), waiting: {} });
  const blocks = group.changes.map((change, index) => {
    const part = blockPart(change, inside(change));
    return index === 0 ? part : aimed(part, [], bookmarksOf(change, changeTitle(change), group.number + index));
  });
  const { flow, nodes } = joinParts([head, ...blocks]);
  const whole = mergedLists(nodes);
  const titled = group.changes.some(({ block }) => block === 'heading');
  return { flow, nodes: titled ? whole : [element('Div', whole)] };
}

/** Stands where moved passages stood. */
function leftPart({ group, part }: Left, names: BothNames, stand: Stand): Part {
  const { sheet } = stand.collection;
  const { number, changes } = group;
  const [, to] = movedWords({ old: part, new: firstOf(group).new }, names);
  const [count, moved] =
    changes.length === 1 ? ['A passage', 'It moved'] : [`${changes.length} passages`, 'They moved'];
  const words = `${count} of ${placeName(part, names.old)} stood here. ${moved} to ${to}.`;
  const style = { ...sheet.small, colour: sheet.colour.accent };
  return textPart(
    linked(words, destinationOf(number), style, stand),
    { ...stand, left: sheet.indent },
    {
      style: sheet.small,
      destinations: [leftBy(number)],
    },
  );
}

/** The clause's number hangs beside its first block, or behind its title; that of a section stands in its heading's words. */
function numbered(change: Change, before: Change | undefined, names: BothNames, stand: Stand): Stand {
  const { number, clause } = sideOf(change);
  const { named } = change.new ? names.new : names.old;
  if (!number || change.block === 'heading' || named.get(clause)?.kind === 'section') return stand;
  if (before && before.block !== 'heading' && sideOf(before).clause === clause) return stand;
  const { sheet } = stand.collection;
  const lead = labelSlot();
  const style = { ...stand.style, face: 'bold' as const, colour: sheet.colour.accent };
  return { ...stand, waiting: { labels: [{ runs: [{ text: `${number} `, style, owner: lead }], left: 0, lead }] } };
}

/** Neighbouring items were one list to begin with, those with bullets and those with labels apart. */
function mergedLists(nodes: readonly StructureNode[]): readonly StructureNode[] {
  const lists: { readonly first: StructureNode; readonly items: Child[] }[] = [];
  for (const node of nodes) {
    const last = lists.at(-1);
    const goes = node.tag === 'L' && last?.first.tag === 'L' && node.numbering === last.first.numbering;
    if (goes) for (const item of node.children) last.items.push(item);
    else lists.push({ first: node, items: [...node.children] });
  }
  return lists.map(({ first, items }) => ({ ...first, children: items }));
}

export function comparedBody({ changes }: Comparison, names: BothNames, stand: Stand): Part {
  const { sheet } = stand.collection;
  const places = new Map(changes.map((change, index) => [change, index]));
  const standing = (change: Change): Stand => {
    const place = { ...stand, left: change.block === 'heading' ? 0 : sheet.indent };
    return numbered(change, changes[(places.get(change) ?? 0) - 1], names, place);
  };
  const parts = groupedPassages(passagesOf(changes)).flatMap((one): readonly Part[] => {
    switch (one.type) {
      case 'run':
        return one.changes.map((change) => blockPart(change, standing(change)));
      case 'group':
        return [groupPart(one, names, standing)];
      case 'left':
        return [leftPart(one, names, stand)];
    }
  });
  const { flow, nodes } = joinParts(parts);
  return section(2, 'The text with its changes', 'text', { flow, nodes: mergedLists(nodes) }, stand);
}
