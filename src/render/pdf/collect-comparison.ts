/**
 * A comparison becomes flow blocks and a structure tree, made from the same operations as every other rendition of it. A change
 * is told four ways: by a bar in the margin, by line and colour at the words, by a label above the passage, and for listeners by
 * replacement text that says "removed" and "added".
 */
import type { Change, ComparedEdition, ComparedSide, Comparison, Operation } from '../../model/comparison.ts';
import { formatDate } from '../../model/date.ts';
import type { TextStatus } from '../../model/edition.ts';
import { parseIdentifier } from '../../model/identifier.ts';
import { joinMarkings, type Marking } from '../../model/marking.ts';
import type { Surroundings } from '../../model/surroundings.ts';
import { FATE_LABEL, KIND_LABEL, TEXT_LABEL } from '../wording.ts';
import { boxed, joinParts, NO_PART, type Part, type Stand, textPart } from './blocks.ts';
import type { Front, Outlook } from './compose.ts';
import { ownTable, said, section, titlePart } from './front.ts';
import { joinLines, labelLine, type Line } from './inlines.ts';
import type { Box, LinkAim, Run, StructureNode, TextStyle } from './layout.ts';
import { type Child, element, labelSlot, linkElement, wordSlot } from './structure.ts';

export function editionName({ identifier }: ComparedEdition): string {
  return parseIdentifier(identifier)?.edition ?? identifier;
}

/** "Sex work: 2019 compared with 2023" */
export function comparisonTitle({ old, new: newer }: Comparison, around: Surroundings): string {
  return `${around.work.title}: ${editionName(old)} compared with ${editionName(newer)}`;
}

export function comparisonMarking({ old, new: newer }: Comparison): Marking {
  return joinMarkings(old.marking, newer.marking);
}

/** The labels of the editions whose words need one, each with the edition's name. */
export function textLabels(comparison: Comparison, form: 'short' | 'long'): readonly string[] {
  return [comparison.old, comparison.new].flatMap((one) => {
    const label = TEXT_LABEL[one.text as TextStatus]; // an unknown status finds no label
    return label ? [`Edition ${editionName(one)}: ${label[form]}`] : [];
  });
}

function clauseName({ number, clause }: ComparedSide): string {
  const name = clause.replaceAll('-', ' ');
  if (number) return name ? `${number} (${name})` : number;
  return name || 'opening text';
}

function sideOf({ old, new: newer }: Change): ComparedSide {
  return newer ?? old ?? { clause: '', text: '' };
}

const destinationOf = (index: number) => `change.${index + 1}`;

/** What became of a passage, in words: "Moved from 3 (picture)", "Changed: number, obligation". */
function told(change: Change): string {
  const { fate, kinds, old, parts = [] } = change;
  const pieces = parts.filter(({ side }) => side === (fate === 'split' ? 'new' : 'old')).map(clauseName);
  const list = [...new Set(pieces)].join(', ');
  const named = kinds.map((kind) => KIND_LABEL[kind]).join(', ');
  const from = fate === 'moved' || fate === 'moved-changed' ? (pieces[0] ?? (old && clauseName(old))) : undefined;
  const where =
    from !== undefined
      ? ` from ${from}`
      : fate === 'split'
        ? ` into ${list}`
        : fate === 'merged'
          ? ` from ${list}`
          : '';
  return `${FATE_LABEL[fate]}${where}${named ? `: ${named}` : ''}`;
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
      const bookmark = { title: sideOf(change).text, level: 3 };
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

function changePart(change: Change, index: number, stand: Stand): Part {
  if (change.fate === 'unchanged') return blockPart(change, stand);
  const { sheet } = stand.collection;
  const bar: Box = { look: 'change', colour: sheet.colour.accent, left: 0, right: 0, pad: 0 };
  const inside: Stand = { ...stand, boxes: [...stand.boxes, bar] };
  const words = told(change);
  const to = destinationOf(index);
  const title = `${clauseName(sideOf(change))} – ${words}`;
  const label = said(words, stand, { ...sheet.small, face: 'bold', colour: sheet.colour.accent });
  // The number that waits for its clause stands at the words, not at this label.
  const head = textPart(
    label,
    { ...inside, waiting: {} },
    {
      style: sheet.small,
      before: stand.space * 2,
      after: 2,
      snug: true,
      keepNext: true,
      destinations: [to],
      bookmark: { title, level: 4, to },
    },
  );
  const part = joinParts([head, blockPart(change, inside)]);
  return change.block === 'heading' ? part : { flow: part.flow, nodes: [element('Div', part.nodes)] };
}

/** The clause's number hangs beside its first block. */
function numbered(change: Change, before: Change | undefined, stand: Stand): Stand {
  const { number, clause } = sideOf(change);
  const first = !before || sideOf(before).clause !== clause || change.block === 'heading';
  if (!number || !first || change.block === 'heading') return stand;
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

export function comparedBody({ changes }: Comparison, stand: Stand): Part {
  const { sheet } = stand.collection;
  const parts = changes.map((change, index) => {
    const place = { ...stand, left: change.block === 'heading' ? 0 : sheet.indent };
    return changePart(change, index, numbered(change, changes[index - 1], place));
  });
  const { flow, nodes } = joinParts(parts);
  return section(2, 'The text with its changes', 'text', { flow, nodes: mergedLists(nodes) }, stand);
}

/* ---- the front ---- */

function linked(text: string, to: string, style: TextStyle): Line {
  const link: LinkAim = { kind: 'inside', to, description: text };
  return labelLine(text, style, link);
}

function changesTable(comparison: Comparison, { pageOf }: Outlook, stand: Stand): Part {
  const { small } = stand.collection.sheet;
  const rows = comparison.changes.flatMap((change, index) => {
    if (change.fate === 'unchanged') return [];
    const to = destinationOf(index);
    const kinds = change.kinds.map((kind) => KIND_LABEL[kind]).join(', ');
    const page = pageOf(to);
    return [
      [
        { line: linked(clauseName(sideOf(change)), to, small) },
        { line: said(FATE_LABEL[change.fate], stand, small) },
        { line: said(kinds || 'none in the words', stand, small) },
        // The head of the column is wider than any number, so that the last pass cannot move what was counted.
        { line: said(String(page ?? 0), stand, small), align: 'right' as const },
      ],
    ];
  });
  if (rows.length === 0) return textPart(said('Nothing changed between these editions.', stand), stand);
  return ownTable('Changes in reading order', ['Clause', 'What became of it', 'Kind of change', 'Page'], rows, stand);
}

function counted({ summary }: Comparison): string {
  const fates = Object.entries(summary.fates).filter(([, count]) => count > 0);
  const named = fates.map(([fate, count]) => `${FATE_LABEL[fate as keyof typeof FATE_LABEL].toLowerCase()} ${count}`);
  return named.length > 0 ? `Passages: ${named.join(', ')}.` : '';
}

export function comparisonFront(
  comparison: Comparison,
  around: Surroundings,
  stand: Stand,
): (outlook: Outlook) => Front {
  const { old, new: newer } = comparison;
  const named = `Edition ${editionName(old)}, “${old.title}”, and edition ${editionName(newer)}, “${newer.title}”.`;
  const head = titlePart(
    {
      above: around.publication.publisher,
      title: comparisonTitle(comparison, around),
      below: `${named} As at ${formatDate(around.asAt)}.`,
      marking: comparisonMarking(comparison),
      callouts: textLabels(comparison, 'long'),
    },
    stand,
  );
  const { small, colour } = stand.collection.sheet;
  const key = joinLines([
    said('How changes are shown: ', stand, { ...small, face: 'bold' }),
    said('words that were removed', stand, {
      ...small,
      colour: colour.deleted,
      stroke: 'through',
      shade: colour['deleted-shade'],
    }),
    said(' are struck through, ', stand, small),
    said('words that were added', stand, {
      ...small,
      colour: colour.inserted,
      stroke: 'under',
      shade: colour['inserted-shade'],
    }),
    said(' are underlined, and a bar stands in the margin beside each passage that changed.', stand, small),
  ]);
  const counts = counted(comparison);
  return (outlook) => {
    const table = changesTable(comparison, outlook, stand);
    const changed = joinParts([counts ? textPart(said(counts, stand), stand) : NO_PART, table]);
    const summary = section(2, 'What changed', 'changes', changed, stand);
    return { ...joinParts([head, textPart(key, stand, { style: small }), summary]), settled: false };
  };
}
