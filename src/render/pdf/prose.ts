/**
 * Ordinary prose as flow and structure: headings, paragraphs with their pictures, lists, tables, code.
 */
import type { BlockOf, Inline, List, ListItem, TableCell } from '../../model/document.ts';
import { type GridCell, gridOf } from '../../model/grid.ts';
import { textOfInlines } from '../../model/text.ts';
import {
  boxed,
  flushLabels,
  indented,
  joinParts,
  leadsOf,
  NO_PART,
  type Part,
  type Source,
  type Stand,
  takeLabels,
  textPart,
} from './blocks.ts';
import { INVISIBLES } from './collection.ts';
import { type Line, lineOf } from './inlines.ts';
import type { FigureFlow, Flow, Run, StructureNode, TextStyle } from './layout.ts';
import type { Drawable } from './pictures.ts';
import { type Child, element, isArtifact, labelSlot, linkElement, tableElement } from './structure.ts';

function words(inlines: readonly Inline[], stand: Stand, style: TextStyle = stand.style): Line {
  return lineOf(inlines, style, stand.collection);
}

/* ---- pictures ---- */

type Shown = { readonly image: Extract<Inline, { type: 'image' }>; readonly link?: Extract<Inline, { type: 'link' }> };

function shownPicture(inline: Inline): Shown | undefined {
  if (inline.type === 'image') return { image: inline };
  const only = inline.type === 'link' && inline.children.length === 1 ? inline.children[0] : undefined;
  return only?.type === 'image' && inline.type === 'link' ? { image: only, link: inline } : undefined;
}

function figurePart({ image, link }: Shown, drawable: Drawable, stand: Stand): Part {
  const before = flushLabels(stand);
  const slot = labelSlot();
  const aim = link && stand.collection.aim(link, image.alt);
  const { left, right, boxes, marking, space } = stand;
  const place = { left, right, boxes, marking, before: space * 1.5, after: space * 1.5 };
  const figure: FigureFlow = { kind: 'figure', drawable, ...place, owner: image.alt ? slot : 'Layout', link: aim };
  const node = element('Figure', [slot], { alt: image.alt, placement: 'Block' });
  const nodes = image.alt ? [aim ? linkElement(aim, [node]) : node] : [];
  return joinParts([before, { flow: [figure], nodes: nodes.map((one) => element('P', [one])) }]);
}

/** A paragraph of strong words alone, or one that ends in a colon, leads in what follows. */
function leadsIn(children: readonly Inline[]): boolean {
  const spoken = children.filter((inline) => inline.type !== 'text' || inline.value.trim() !== '');
  return spoken.every(({ type }) => type === 'strong') || /:$/.test(textOfInlines(children));
}

/** Lines that the author has broken by hand, such as an address, stay together when they are few. */
function isAddress(children: readonly Inline[]): boolean {
  const breaks = children.filter(({ type }) => type === 'break').length;
  return breaks > 0 && breaks < 8 && textOfInlines(children).length < breaks * 90;
}

/** Whether a line of the source ends among these inlines before anything stands on it; the end of a paragraph ends a line. */
function blankLine(inlines: readonly Inline[], blank: RegExp): boolean {
  for (const inline of inlines) {
    if (inline.type === 'break') return true;
    if (inline.type !== 'text') return false;
    if (blank.test(inline.value)) return true;
    if (inline.value.trim() !== '') return false;
  }
  return true;
}

function aloneOnLine(children: readonly Inline[], index: number): boolean {
  return (
    blankLine(children.slice(0, index).reverse(), /\n[ \t]*$/) && blankLine(children.slice(index + 1), /^[ \t]*\n/)
  );
}

/** A picture alone on its line stands between paragraphs; one among words stands in the line with them. */
export function paragraphPart({ children }: BlockOf<'paragraph'>, stand: Stand): Part {
  const parts: Part[] = [];
  let text: Inline[] = [];
  const flush = () => {
    if (textOfInlines(text) !== '' || text.some((inline) => inline.type !== 'text' && inline.type !== 'break')) {
      parts.push(textPart(words(text, stand), stand, { keepNext: leadsIn(children), whole: isAddress(text) }));
    }
    text = [];
  };
  for (const [index, inline] of children.entries()) {
    const picture = shownPicture(inline);
    const drawable = picture && stand.collection.drawable(picture.image.file);
    if (drawable && aloneOnLine(children, index)) {
      flush();
      parts.push(figurePart(picture, drawable, stand));
    } else text.push(inline);
  }
  flush();
  return joinParts(parts);
}

/* ---- lists ---- */

function itemLabel({ label, checked }: ListItem): string {
  if (checked === true) return `${label ?? ''}☑`;
  if (checked === false) return `${label ?? ''}☐`;
  return label ?? '•';
}

/** An item without words still has a body to be told of: a space behind its label. */
function blankPart({ flow }: Part, stand: Stand): Part {
  const owner = labelSlot();
  const runs = [{ text: '', style: stand.style, owner, breaks: true }];
  const { flow: line, nodes } = textPart({ runs, children: [owner], notes: [] }, stand);
  return { flow: [...flow, ...line], nodes };
}

export function listPart(list: List, stand: Stand, source: Source): Part {
  const { sheet, fonts } = stand.collection;
  if (list.children.length === 0) return NO_PART;
  const outer = takeLabels(stand);
  const leads = leadsOf(outer);
  const labels = list.children.map(itemLabel);
  const widest = Math.max(0, ...labels.map((label) => fonts.width(label, stand.style.face, stand.style.size)));
  const step = Math.min(Math.max(sheet.indent * 0.8, widest + sheet.body.size * 0.6), sheet.measure / 4);
  const inner = { ...indented(stand, step), space: list.spread ? stand.space : stand.space / 3 };
  const parts = list.children.map((item, index): Part => {
    const owner = labelSlot();
    const left = Math.max(inner.left - step, 0);
    const own = { runs: [{ text: `${labels[index]} `, style: stand.style, owner }], left };
    // A number that waits in front of the list stands on the line of its first item.
    const above = index === 0 ? outer.map(({ runs, left }) => ({ runs, left })) : [];
    const waiting = { labels: [...above, own] };
    const standing: Stand = { ...inner, waiting };
    const inside = joinParts(source.blocks(item.children, standing));
    const body = inside.nodes.length > 0 ? joinParts([inside, flushLabels(standing)]) : blankPart(inside, standing);
    const node = element('LI', [element('Lbl', [owner]), element('LBody', body.nodes)]);
    return { flow: body.flow, nodes: [node] };
  });
  const { flow, nodes } = joinParts(parts);
  const numbering = list.ordered ? 'Decimal' : 'Disc';
  const led = leads.length > 0 ? [element('P', leads)] : [];
  return { flow: spaced(flow, stand.space), nodes: [...led, element('L', nodes, { numbering })] };
}

/** A tight list still stands off from what is before and behind it. */
function spaced(flow: readonly Flow[], space: number): readonly Flow[] {
  const first = flow[0];
  if (!first) return flow;
  const opened = flow.with(0, { ...first, before: Math.max(first.before, space) });
  const last = opened.at(-1) ?? first;
  return opened.with(flow.length - 1, { ...last, after: Math.max(last.after, space) });
}

/* ---- tables and code ---- */

const ALIGN = { left: 'left', right: 'right', center: 'centre' } as const;

/** The column's alignment is for its words; lists, code and what is boxed stand as everywhere. */
function aligned(flow: readonly Flow[], align: BlockOf<'table'>['align'][number] | undefined): readonly Flow[] {
  if (!align || align === 'left') return flow;
  return flow.map((one) => {
    const plain = one.kind === 'text' && one.left === 0 && one.boxes.length === 0;
    return plain ? { ...one, align: ALIGN[align] } : one;
  });
}

/** The words of a plain cell stand in it without a paragraph around them. */
function cellChildren({ children }: TableCell, nodes: readonly StructureNode[]): readonly Child[] {
  const [first, ...rest] = nodes;
  const plain = children.length === 1 && children[0]?.type === 'paragraph' && first?.tag === 'P';
  return plain ? [...first.children, ...rest] : nodes;
}

function cellPart(place: GridCell, table: BlockOf<'table'>, stand: Stand, source: Source) {
  const { cell, column, columns, rows } = place;
  const { small, space } = stand.collection.sheet;
  const style: TextStyle = cell.scope ? { ...small, face: 'bold' } : small;
  const inside: Stand = { ...stand, left: 0, right: 0, boxes: [], style, space: space / 2, waiting: {} };
  const { flow, nodes } = joinParts(source.blocks(cell.children, inside));
  const scope = cell.scope && ({ column: 'Column', row: 'Row' } as const)[cell.scope];
  const node = element(scope ? 'TH' : 'TD', cellChildren(cell, nodes), { scope, columns, rows });
  // Over several columns the name of them all stands in their middle.
  const align = columns > 1 && cell.scope === 'column' ? 'center' : table.align[column];
  return { cell: { flow: aligned(flow, align), column, columns, rows, names: cell.scope === 'row' }, node };
}

export function tablePart(table: BlockOf<'table'>, stand: Stand, source: Source): Part {
  const { sheet } = stand.collection;
  const before = flushLabels(stand);
  const { head, rows } = gridOf(table);
  if (rows.length === 0) return before;
  const parts = rows.map((places) => places.map((place) => cellPart(place, table, stand, source)));
  const trs = parts.map((cells) =>
    element(
      'TR',
      cells.map(({ node }) => node),
    ),
  );
  const node = tableElement([], trs.slice(0, head), trs.slice(head));
  const { left, right, boxes, marking } = stand;
  const flow: Flow = {
    kind: 'table',
    head,
    rows: parts.map((cells) => cells.map(({ cell }) => cell)),
    leading: sheet.leading(sheet.small.size),
    rule: sheet.colour.rule,
    shade: sheet.colour.shade,
    left,
    right,
    boxes,
    marking,
    before: stand.space * 1.5,
    after: stand.space * 1.5,
  };
  return joinParts([before, { flow: [flow], nodes: [node] }]);
}

export function codePart({ value }: BlockOf<'code'>, stand: Stand): Part {
  const { sheet } = stand.collection;
  const box = { look: 'shade', colour: sheet.colour.rule, fill: sheet.colour.shade, pad: sheet.space / 2 } as const;
  const inside = boxed(stand, box, sheet.space);
  const line = words([{ type: 'text', value }], inside, sheet.code);
  const node = [element('Code', line.children)];
  return textPart({ ...line, children: node }, inside, {
    style: sheet.code,
    leading: sheet.code.size * 1.4,
    verbatim: true,
  });
}

function isShown({ text, picture, breaks, owner }: Run): boolean {
  return (
    !isArtifact(owner) && (breaks === true || picture !== undefined || /[^\s]/u.test(text.replace(INVISIBLES, '')))
  );
}

export function headingPart(block: BlockOf<'heading'>, stand: Stand): Part {
  const { collection } = stand;
  const level = collection.level(block.depth);
  const style = collection.sheet.heading(level);
  const before = level === 2 ? stand.space * 3 : stand.space * 2;
  const options = { style, before, after: stand.space * 0.75, keepNext: true, whole: true };
  const destinations = collection.destination(block.id);
  const title = textOfInlines(block.children);
  const bookmarks = title === '' ? [] : [{ title, level, to: destinations[0] }];
  const tag = `H${level}` as 'H2'; // level is 2 to 6
  const above = flushLabels(stand);
  const line = words(block.children, stand, style);
  // A heading that shows nothing is no heading to a listener, and opens nothing that others could stand below.
  if (line.runs.some(isShown)) collection.enter(level);
  return joinParts([above, textPart(line, stand, { ...options, tag, bookmarks, destinations })]);
}

export function rulePart(_: BlockOf<'thematicBreak'>, stand: Stand): Part {
  const { sheet } = stand.collection;
  const { left, right, boxes, marking } = stand;
  const place = { left, right, boxes, marking, before: sheet.space * 2, after: sheet.space * 2 };
  const rule: Flow = { kind: 'rule', colour: sheet.colour.rule, width: sheet.measure / 4, ...place };
  return joinParts([flushLabels(stand), { flow: [rule], nodes: [] }]);
}
