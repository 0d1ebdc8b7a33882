/**
 * The blocks of this field as flow and structure: principles and clauses with hanging numbers, questions and answers, exact
 * quotations, call-outs, and what is withheld.
 */
import type { Block, BlockOf, Result } from '../../model/document.ts';
import { formatMarking } from '../../model/marking.ts';
import { underGround, withheldNotice } from '../../model/ground.ts';
import { OUTCOME_LABEL, portionLabel, reasonLabel, withheldLabel } from '../wording.ts';
import {
  boxed,
  flushLabels,
  indented,
  joinParts,
  marked,
  NO_PART,
  type Part,
  type Source,
  type Stand,
  textPart,
} from './blocks.ts';
import { joinLines, labelLine, type Line, lineOf } from './inlines.ts';
import type { Bookmark, TextFlow, TextStyle } from './layout.ts';
import { element, labelSlot } from './structure.ts';

/** Principles and questions stand below every heading in the bookmarks. */
const LARGEST_LEVEL = 6;

interface Numbered {
  readonly number?: string | undefined;
  readonly title?: string | undefined;
  readonly children: readonly Block[];
}

/** Words of the author's that stand in an attribute: a title, a term. */
function writtenLine(value: string, style: TextStyle, { collection }: Stand): Line {
  return lineOf([{ type: 'text', value }], style, collection);
}

/** A title as a heading of its own, on the line of the number that waits for it. */
function titlePart(title: string, level: number, stand: Stand): Part {
  const style = stand.collection.sheet.heading(4);
  const tag = `H${level}` as 'H3'; // 2 to 6
  const { space } = stand;
  const options = { tag, style, before: space * 1.5, after: space / 2, keepNext: true, whole: true };
  return textPart(writtenLine(title, style, stand), stand, options);
}

/** Children behind a number that hangs in the margin of the block. */
function numberedPart({ number, title, children }: Numbered, stand: Stand, source: Source, level = 6): Part {
  const { sheet, fonts } = stand.collection;
  const style = { ...stand.style, face: 'bold' as const, colour: sheet.colour.accent };
  const room = number ? fonts.width(number, 'bold', style.size) + sheet.body.size * 0.6 : 0;
  const step = number ? Math.max(stand.collection.hanging, room) : 0;
  const lead = labelSlot();
  const waiting = number
    ? { labels: [{ runs: [{ text: `${number} `, style, owner: lead }], left: stand.left, lead }] }
    : {};
  const inner: Stand = { ...indented(stand, step), waiting };
  const head = title ? [titlePart(title, level, inner)] : [];
  return joinParts([...head, ...source.blocks(children, inner), flushLabels(inner)]);
}

/** Where something that shows nothing would stand: links to it lead there. */
const NOTHING: TextFlow = {
  kind: 'text',
  runs: [],
  leading: 0,
  align: 'left',
  left: 0,
  right: 0,
  before: 0,
  after: 0,
  boxes: [],
};

export function aimed(part: Part, destinations: readonly string[], bookmarks: readonly Bookmark[] = []): Part {
  const [first = NOTHING, ...rest] = part.flow;
  const places = [...destinations, ...(first.destinations ?? [])];
  return {
    ...part,
    flow: [{ ...first, destinations: places, bookmarks: [...bookmarks, ...(first.bookmarks ?? [])] }, ...rest],
  };
}

/** A small line of the press's own above a block. */
function labelPart(line: Line, stand: Stand, before = stand.space * 1.5): Part {
  const { sheet } = stand.collection;
  return textPart(line, stand, { before, after: 2, snug: true, keepNext: true, style: sheet.small });
}

/** What an outcome led to, with the way there. */
function resultPart(result: Result, stand: Stand): Part {
  const { collection } = stand;
  const style = collection.sheet.quiet;
  const name = collection.nameOf(result);
  const aim = collection.aim({ url: '', target: result }, `Led to ${name}`);
  return labelPart(joinLines([labelLine('This led to: ', style), labelLine(name, style, aim)]), stand, stand.space / 2);
}

export function repliedPart(
  block: BlockOf<'answer'> | BlockOf<'outcome'>,
  what: string,
  stand: Stand,
  source: Source,
): Part {
  const { collection } = stand;
  const style = { ...collection.sheet.quiet, face: 'bold' as const };
  const point = collection.point(block.to);
  const aim = collection.aim(point.link, `${what} ${point.name}`);
  const outcome =
    block.type === 'answer' && block.outcome
      ? labelLine(` · ${underGround(OUTCOME_LABEL[block.outcome], block)}`, style)
      : undefined;
  const label = [labelLine(`${what} `, style), labelLine(point.name, style, aim)];
  // An answer stands off from the one before it as a section does.
  const head = labelPart(joinLines(outcome ? [...label, outcome] : label), stand, stand.space * 2.5);
  const led = block.type === 'outcome' ? (block.results ?? []).map((result) => resultPart(result, stand)) : [];
  const part = joinParts([head, ...source.blocks(block.children, stand), ...led]);
  return { ...aimed(part, collection.destination(block.id)), nodes: [element('Div', part.nodes)] };
}

export function quotePart(block: BlockOf<'quote'>, stand: Stand, source: Source): Part {
  const { sheet } = stand.collection;
  const inside = boxed(stand, { look: 'bar', colour: sheet.colour.accent, pad: 2 }, sheet.indent);
  const name = stand.collection.nameOf(block.source);
  const aim = stand.collection.aim({ url: '', target: block.source }, `Quoted from ${name}`);
  const from = joinLines([labelLine('Quoted from ', sheet.quiet), labelLine(name, sheet.quiet, aim)]);
  const body = source.blocks(block.children, inside);
  const kept = joinParts(body);
  const held = kept.flow.map((one, i) => (i === kept.flow.length - 1 ? { ...one, keepNext: true } : one));
  const origin = textPart(from, inside, { style: sheet.quiet, before: sheet.space / 2 });
  const nodes = [element('BlockQuote', [...kept.nodes, ...origin.nodes])];
  return { flow: [...held, ...origin.flow], nodes };
}

export function calloutPart({ title, children }: BlockOf<'note'>, stand: Stand, source: Source): Part {
  const { sheet } = stand.collection;
  const box = { look: 'shade', colour: sheet.colour.accent, fill: sheet.colour.shade, pad: sheet.space } as const;
  const inside = boxed(stand, box, sheet.indent * 0.75);
  const style = { ...stand.style, face: 'bold' as const };
  const line = title === undefined ? labelLine('Note', style) : writtenLine(title, style, stand);
  const head = textPart(line, inside, { after: stand.space / 3, snug: true, keepNext: true });
  const part = joinParts([head, ...source.blocks(children, inside)]);
  return { flow: part.flow, nodes: [element('Div', part.nodes)] };
}

/** The marking of a part of the text that bears one of its own. What is withheld says it with its ground. */
export function portionPart(block: Block, stand: Stand): Part {
  if (!('marking' in block) || !block.marking || block.type === 'withheld') return NO_PART;
  const { sheet } = stand.collection;
  const words = labelLine(`${portionLabel(block)} `, sheet.quiet);
  return labelPart(
    joinLines([words, labelLine(formatMarking(block.marking), { ...sheet.small, face: 'bold' })]),
    stand,
  );
}

export function withheldPart(block: BlockOf<'withheld'>, stand: Stand, source: Source): Part {
  const { marking, children } = block;
  const { sheet } = stand.collection;
  const { notice } = sheet.colour;
  const box = { look: 'outline', colour: notice, fill: sheet.colour['notice-shade'], pad: sheet.space } as const;
  const inside = marked(boxed(stand, box, sheet.indent * 0.75), marking);
  const line = labelLine(withheldLabel(block, marking), { ...sheet.small, face: 'bold', colour: notice });
  const part = joinParts([labelPart(line, inside), ...source.blocks(children, inside)]);
  return { flow: part.flow, nodes: [element('Div', part.nodes)] };
}

/** A part of an answer to a request, under a light label that names the ground it speaks of. */
export function reasonPart(
  label: string,
  block: BlockOf<'publicInterest'> | BlockOf<'harm'>,
  stand: Stand,
  source: Source,
) {
  const style = { ...stand.collection.sheet.quiet, face: 'bold' as const };
  const head = labelPart(labelLine(reasonLabel(label, block), style), stand);
  const part = joinParts([head, ...source.blocks(block.children, stand)]);
  return { flow: part.flow, nodes: [element('Div', part.nodes)] };
}

export function principlePart(block: BlockOf<'principle'>, stand: Stand, source: Source): Part {
  const { collection } = stand;
  const { number, title } = block;
  const level = title ? collection.below() : LARGEST_LEVEL;
  const named = title ? [number, title].filter(Boolean).join(' ') : `Principle ${number ?? ''}`.trim();
  const destinations = collection.destination(block.id);
  const part = joinParts([flushLabels(stand), numberedPart(block, stand, source, level)]);
  return {
    ...aimed(part, destinations, [{ title: named, level, to: destinations[0] }]),
    nodes: [element('Div', part.nodes)],
  };
}

export function clausePart(block: BlockOf<'clause'>, stand: Stand, source: Source): Part {
  const part = joinParts([flushLabels(stand), numberedPart(block, stand, source)]);
  return aimed(part, stand.collection.destination(block.id));
}

export function definitionPart({ id, term, children }: BlockOf<'definition'>, stand: Stand, source: Source): Part {
  const line = writtenLine(term, { ...stand.style, face: 'bold' }, stand);
  const head = textPart(line, stand, { after: stand.space / 3, snug: true, keepNext: true });
  const part = joinParts([head, ...source.blocks(children, indented(stand, stand.collection.sheet.indent))]);
  return { ...aimed(part, stand.collection.destination(id)), nodes: [element('Div', part.nodes)] };
}

export function questionPart(block: BlockOf<'question'>, stand: Stand, source: Source): Part {
  const part = joinParts([flushLabels(stand), numberedPart(block, stand, source)]);
  const bookmarks = block.number ? [{ title: `Question ${block.number}`, level: LARGEST_LEVEL }] : [];
  return { ...aimed(part, stand.collection.destination(block.id), bookmarks), nodes: [element('Div', part.nodes)] };
}

export function blockquotePart({ children }: BlockOf<'blockquote'>, stand: Stand, source: Source): Part {
  const { sheet } = stand.collection;
  const inside = boxed(stand, { look: 'bar', colour: sheet.colour.rule, pad: 2 }, sheet.indent);
  const part = joinParts(source.blocks(children, inside));
  return { flow: part.flow, nodes: [element('BlockQuote', part.nodes)] };
}

/** What an audience reads in the place of a withheld passage. */
export function noticePart(notice: BlockOf<'withheldNotice'>, stand: Stand): Part {
  const { sheet } = stand.collection;
  const { colour, space } = sheet;
  const box = { look: 'outline', colour: colour.notice, fill: colour['notice-shade'], pad: space / 2 } as const;
  const inside = boxed(stand, box, space);
  return textPart(labelLine(withheldNotice(notice), { ...stand.style, colour: colour.notice }), inside);
}
