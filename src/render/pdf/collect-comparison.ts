/**
 * A comparison becomes flow blocks and a structure tree, made from the same operations as every other rendition of it. A change
 * is told four ways: by a bar in the margin, by line and colour at the words, by a label above the passage, and for listeners by
 * replacement text that says "removed" and "added".
 */
import type { Change, ComparedSide, Comparison, Operation } from '../../model/comparison.ts';
import { type BothNames, capitalised, changePlace, editionName, placeName } from '../naming.ts';
import { isMoved, passagesOf } from '../passages.ts';
import { FATE_LABEL, KIND_LABEL } from '../wording.ts';
import { boxed, joinParts, type Part, type Stand, textPart } from './blocks.ts';
import { linked, said, section } from './front.ts';
import { joinLines, labelLine, type Line } from './inlines.ts';
import type { Box, Run, StructureNode, TextStyle } from './layout.ts';
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
    const from = `${placeName(stood, names.old)} (${editionName(names.old.edition)})`;
    return `${label} from ${from} to ${placeName(newer, names.new)} (${editionName(names.new.edition)})`;
  }
  if (fate !== 'split' && fate !== 'merged') return label;
  const side = fate === 'split' ? 'new' : 'old';
  const pieces = parts.filter((part) => part.side === side).map((part) => placeName(part, names[side]));
  return `${label} ${fate === 'split' ? 'into' : 'from'} ${[...new Set(pieces)].join(', ')}`;
}

/** With the kinds of change behind it. */
function withKinds(words: string, { kinds }: Change): string {
  return kinds.length > 0 ? `${words}: ${kinds.map((kind) => KIND_LABEL[kind]).join(', ')}` : words;
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
  const ops = change.ops ?? [{ op: 'keep' as const, text: sideOf(change).text }];
  const whole = change.fate === 'added' || change.fate === 'removed';
  const lines = ops.flatMap((operation, index) => {
    const between = apart(ops[index - 1], operation, style);
    const line = operationLine(operation, whole, style, stand);
    return between ? [between, line] : [line];
  });
  return joinLines(lines);
}

/* ---- blocks ---- */

/** Where the words of a block stand: headings large, list items with a bullet, quotations behind a bar. */
function blockPart(change: Change, stand: Stand): Part {
  const { sheet } = stand.collection;
  switch (change.block) {
    case 'heading': {
      const style = sheet.heading(3);
      const line = changedLine(change, style, stand);
      // A heading that changed has the bookmark of its change.
      const bookmark = change.fate === 'unchanged' ? { title: sideOf(change).text, level: 3 } : undefined;
      return textPart(line, stand, {
        tag: 'H3',
        style,
        bookmark,
        before: stand.space * 2,
        after: stand.space * 0.75,
        keepNext: true,
      });
    }
    case 'list-item': {
      const owner = labelSlot();
      const left = stand.left + sheet.indent * 0.8;
      const waiting = { labels: [{ runs: [{ text: '• ', style: stand.style, owner }], left: stand.left }] };
      const part = textPart(changedLine(change, stand.style, stand), { ...stand, left, waiting });
      const item = element('LI', [element('Lbl', [owner]), element('LBody', part.nodes)]);
      return { flow: part.flow, nodes: [element('L', [item], { numbering: 'Disc' })] };
    }
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

/** The label above a change: what became of it and, for what moved, the way to where it stood. */
function changeLabel(change: Change, number: number, names: BothNames, stand: Stand): Part {
  const { sheet } = stand.collection;
  const words = withKinds(fateWords(change, names), change);
  const to = destinationOf(number);
  const style = { ...sheet.small, face: 'bold' as const, colour: sheet.colour.accent };
  const left = isMoved(change) && change.parts?.some(({ side }) => side === 'old');
  const line = left ? linked(words, leftBy(number), style, stand) : said(words, stand, style);
  const title = withKinds(`${capitalised(changePlace(change, names))} – ${FATE_LABEL[change.fate]}`, change);
  return textPart(line, stand, {
    style: sheet.small,
    before: stand.space * 2,
    after: 2,
    snug: true,
    keepNext: true,
    destinations: [to],
    bookmark: { title, level: change.block === 'heading' ? 3 : 4, to },
  });
}

function changePart(change: Change, number: number, names: BothNames, stand: Stand): Part {
  const bar: Box = { look: 'change', colour: stand.collection.sheet.colour.accent, left: 0, right: 0, pad: 0 };
  const inside: Stand = { ...stand, boxes: [...stand.boxes, bar] };
  // The number that waits for its clause stands at the words, not at this label.
  const head = changeLabel(change, number, names, { ...inside, waiting: {} });
  const part = joinParts([head, blockPart(change, inside)]);
  return change.block === 'heading' ? part : { flow: part.flow, nodes: [element('Div', part.nodes)] };
}

/** Stands where a moved passage stood. */
function leftPart(change: Change, number: number, names: BothNames, stand: Stand): Part {
  const { sheet } = stand.collection;
  const { old, new: newer, parts } = change;
  const stood = parts?.find(({ side }) => side === 'old') ?? old;
  const from = stood ? placeName(stood, names.old) : '';
  const words = `A passage of ${from} stood here. It moved to ${newer ? placeName(newer, names.new) : ''}.`;
  const style = { ...sheet.small, colour: sheet.colour.accent };
  const indent = { ...stand, left: sheet.indent };
  return textPart(linked(words, destinationOf(number), style, stand), indent, {
    style: sheet.small,
    destinations: [leftBy(number)],
  });
}

/** The clause's number hangs beside its first block; behind a title beside the next, unless the title has it in its words. */
function numbered(change: Change, before: Change | undefined, stand: Stand): Stand {
  const { number, clause } = sideOf(change);
  if (!number || change.block === 'heading') return stand;
  const last = before && sideOf(before).clause === clause ? before : undefined;
  if (last && (last.block !== 'heading' || sideOf(last).text.includes(number))) return stand;
  const { sheet } = stand.collection;
  const lead = labelSlot();
  const style = { ...stand.style, face: 'bold' as const, colour: sheet.colour.accent };
  return { ...stand, waiting: { labels: [{ runs: [{ text: `${number} `, style, owner: lead }], left: 0, lead }] } };
}

/** Neighbouring items were one list to begin with. */
function mergedLists(nodes: readonly StructureNode[]): readonly StructureNode[] {
  const merged: StructureNode[] = [];
  for (const node of nodes) {
    const last = merged.at(-1);
    if (node.tag === 'L' && last?.tag === 'L')
      merged[merged.length - 1] = { ...last, children: [...last.children, ...node.children] };
    else merged.push(node);
  }
  return merged;
}

export function comparedBody({ changes }: Comparison, names: BothNames, stand: Stand): Part {
  const { sheet } = stand.collection;
  const passages = passagesOf(changes);
  const moved = new Map(passages.flatMap((one) => (one.type === 'change' ? [[one.number, one.change]] : [])));
  const places = new Map(changes.map((change, index) => [change, index]));
  const standing = (change: Change): Stand => {
    const place = { ...stand, left: change.block === 'heading' ? 0 : sheet.indent };
    return numbered(change, changes[(places.get(change) ?? 0) - 1], place);
  };
  const parts = passages.flatMap((one): readonly Part[] => {
    switch (one.type) {
      case 'run':
        return one.changes.map((change) => blockPart(change, standing(change)));
      case 'change':
        return [changePart(one.change, one.number, names, standing(one.change))];
      case 'left': {
        const change = moved.get(one.number);
        return change ? [leftPart(change, one.number, names, stand)] : [];
      }
    }
  });
  const { flow, nodes } = joinParts(parts);
  return section(2, 'The text with its changes', 'text', { flow, nodes: mergedLists(nodes) }, stand);
}
