/**
 * The blocks of a cleared edition become flow blocks and a structure tree. One function for each kind of block; the tree is
 * built in reading order, while footnotes wait for the foot of their page.
 */
import type { Block, BlockOf, BlockTable, Inline, List, ListItem } from '../../model/document.ts';
import type { Footnote } from '../../model/document.ts';
import type { Edition } from '../../model/edition.ts';
import { formatIdentifier } from '../../model/identifier.ts';
import { formatMarking, type Marking } from '../../model/marking.ts';
import { textOfInlines } from '../../model/text.ts';
import { withheldNotice } from '../wording.ts';
import { boxed, flushLabel, indented, joinParts, NO_PART, type Part, type Stand, textPart } from './blocks.ts';
import type { Collection } from './collection.ts';
import { joinLines, labelLine, type Line, lineOf } from './inlines.ts';
import type { Flow, FigureFlow, StructureNode, TextStyle } from './layout.ts';
import type { Drawable } from './pictures.ts';
import { type Child, element, labelSlot, linkElement } from './structure.ts';

/** What block functions need besides their place. */
interface Source {
  readonly edition: Edition;
  readonly collection: Collection;
  readonly drawable: (file: string) => Drawable | undefined;
}

const LARGEST_LEVEL = 6;

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

function figurePart({ image, link }: Shown, stand: Stand, source: Source): Part {
  const drawable = source.drawable(image.file);
  const { sheet } = stand.collection;
  if (!drawable) {
    if (!image.alt) return NO_PART;
    const box = { look: 'outline', colour: sheet.colour.rule, pad: sheet.space / 2 } as const;
    const label = labelLine('Picture: ', { ...sheet.quiet, face: 'bold' });
    const inside = boxed(stand, box, sheet.space);
    return textPart(joinLines([label, words([{ type: 'text', value: image.alt }], inside, sheet.small)]), inside);
  }
  const before = flushLabel(stand);
  const slot = labelSlot();
  const aim = link && stand.collection.aim(link, image.alt);
  const { left, right, boxes, marking, space } = stand;
  const place = { left, right, boxes, marking, before: space * 1.5, after: space * 1.5 };
  const figure: FigureFlow = { kind: 'figure', drawable, ...place, owner: image.alt ? slot : 'Layout', link: aim };
  const node = element('Figure', [slot], { alt: image.alt });
  const nodes = image.alt ? [aim ? linkElement(aim, [node]) : node] : [];
  return joinParts([before, { flow: [figure], nodes: nodes.map((one) => element('P', [one])) }]);
}

/** A paragraph's text before, between and behind its pictures. */
function paragraphPart({ children }: BlockOf<'paragraph'>, stand: Stand, source: Source): Part {
  const parts: Part[] = [];
  let text: Inline[] = [];
  const flush = () => {
    if (textOfInlines(text) !== '' || text.some((inline) => inline.type !== 'text')) {
      parts.push(textPart(words(text, stand), stand));
    }
    text = [];
  };
  for (const inline of children) {
    const picture = shownPicture(inline);
    if (!picture) {
      text.push(inline);
      continue;
    }
    flush();
    parts.push(figurePart(picture, stand, source));
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

function listPart(list: List, stand: Stand, source: Source): Part {
  const { sheet, fonts } = stand.collection;
  const before = flushLabel(stand);
  const labels = list.children.map(itemLabel);
  const widest = Math.max(0, ...labels.map((label) => fonts.width(label, stand.style.face, stand.style.size)));
  const step = Math.min(Math.max(sheet.indent * 0.8, widest + sheet.body.size * 0.6), sheet.measure / 4);
  const inner = { ...indented(stand, step), space: list.spread ? stand.space : stand.space / 3 };
  const parts = list.children.map((item, index): Part => {
    const owner = labelSlot();
    const left = Math.max(inner.left - step, 0);
    const waiting = { label: { runs: [{ text: `${labels[index]} `, style: stand.style, owner }], left } };
    const standing: Stand = { ...inner, waiting };
    const body = joinParts(collectBlocks(item.children, standing, source).concat(flushLabel(standing)));
    const node = element('LI', [element('Lbl', [owner]), element('LBody', body.nodes)]);
    return { flow: body.flow, nodes: [node] };
  });
  const { flow, nodes } = joinParts(parts);
  const numbering = list.ordered ? 'Decimal' : 'Disc';
  return joinParts([before, { flow: spaced(flow, stand.space), nodes: [element('L', nodes, { numbering })] }]);
}

/** A tight list still stands off from what is before and behind it. */
function spaced(flow: readonly Flow[], space: number): readonly Flow[] {
  return flow.map((block, index) => ({
    ...block,
    before: index === 0 ? Math.max(block.before, space) : block.before,
    after: index === flow.length - 1 ? Math.max(block.after, space) : block.after,
  }));
}

/* ---- tables and code ---- */

function tablePart(table: BlockOf<'table'>, stand: Stand): Part {
  const { sheet } = stand.collection;
  const before = flushLabel(stand);
  const columns = Math.max(1, ...table.children.map((row) => row.children.length));
  const notes: number[] = [];
  const rows = table.children.map((row, index) => {
    const style = index === 0 ? { ...sheet.small, face: 'bold' as const } : sheet.small;
    const cells = Array.from({ length: columns }, (_, column) => {
      const line = words(row.children[column]?.children ?? [], stand, style);
      notes.push(...line.notes);
      const align = ({ left: 'left', right: 'right', center: 'centre' } as const)[table.align[column] ?? 'left'];
      const noted = line.notes.flatMap((note) => stand.note(note) ?? []);
      const tag = index === 0 ? 'TH' : 'TD';
      const node = element(tag, [...line.children, ...noted], index === 0 ? { scope: 'Column' } : {});
      return { runs: line.runs, align, node };
    });
    return {
      cells,
      node: element(
        'TR',
        cells.map(({ node }) => node),
      ),
    };
  });
  const [head, ...body] = rows;
  const nodes = [
    ...(head ? [element('THead', [head.node])] : []),
    ...(body.length > 0
      ? [
          element(
            'TBody',
            body.map(({ node }) => node),
          ),
        ]
      : []),
  ];
  const { left, right, boxes, marking } = stand;
  const flow: Flow = {
    kind: 'table',
    head: head ? [head.cells] : [],
    rows: body.map(({ cells }) => cells),
    leading: sheet.leading(sheet.small.size),
    rule: sheet.colour.rule,
    shade: sheet.colour.shade,
    ...{ left, right, boxes, marking },
    before: stand.space * 1.5,
    after: stand.space * 1.5,
  };
  return joinParts([before, { flow: [flow], nodes: [element('Table', nodes)] }]);
}

function codePart({ value }: BlockOf<'code'>, stand: Stand): Part {
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

/* ---- the blocks of this field ---- */

/** Children behind a number that hangs in the margin of the block. */
function numberedPart(
  block: { id: string; number?: string | undefined; children: readonly Block[] },
  stand: Stand,
  source: Source,
) {
  const { sheet, fonts } = stand.collection;
  const style = { ...stand.style, face: 'bold' as const, colour: sheet.colour.accent };
  const step = block.number
    ? Math.max(sheet.indent, fonts.width(block.number, 'bold', style.size) + sheet.body.size * 0.6)
    : 0;
  const lead = labelSlot();
  const waiting = block.number
    ? { label: { runs: [{ text: `${block.number} `, style, owner: lead }], left: stand.left, lead } }
    : {};
  const inner: Stand = { ...indented(stand, step), waiting };
  return joinParts([...collectBlocks(block.children, inner, source), flushLabel(inner)]);
}

function aimed(part: Part, destinations: readonly string[], bookmark?: { title: string; level: number }): Part {
  const [first, ...rest] = part.flow;
  if (!first) return part;
  const known = first.destinations ?? [];
  const flow = [{ ...first, destinations: [...destinations, ...known], bookmark: first.bookmark ?? bookmark }, ...rest];
  return { ...part, flow };
}

function clauseName(id: string, collection: Collection): string {
  const clause = collection.clauses.get(id);
  if (!clause) return id;
  return clause.number ? `${clause.kind} ${clause.number}` : `${clause.kind} “${id.replaceAll('-', ' ')}”`;
}

function sentence(slug: string): string {
  const words = slug.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A small line of the press's own above a block. */
function labelPart(line: Line, stand: Stand): Part {
  return textPart(line, stand, { after: 1, keepNext: true, style: stand.collection.sheet.small });
}

function repliedPart(block: BlockOf<'answer'> | BlockOf<'outcome'>, what: string, stand: Stand, source: Source): Part {
  const { collection } = stand;
  const style = { ...collection.sheet.quiet, face: 'bold' as const };
  const aim = collection.aim({ url: `#${block.to}` }, `${what} ${clauseName(block.to, collection)}`);
  const outcome =
    block.type === 'answer' && block.outcome ? labelLine(` · ${sentence(block.outcome)}`, style) : undefined;
  const label = [labelLine(`${what} `, style), labelLine(clauseName(block.to, collection), style, aim)];
  const head = labelPart(joinLines(outcome ? [...label, outcome] : label), stand);
  const part = joinParts([head, ...collectBlocks(block.children, stand, source)]);
  return { ...aimed(part, collection.destination(block.id)), nodes: [element('Div', part.nodes)] };
}

function quotePart(block: BlockOf<'quote'>, stand: Stand, source: Source): Part {
  const { sheet } = stand.collection;
  const inside = boxed(stand, { look: 'bar', colour: sheet.colour.accent, pad: 2 }, sheet.indent);
  const [family = '', work = ''] = block.source.work.split('/');
  const name = formatIdentifier({ family, work, edition: block.source.edition, clause: block.source.clause });
  const aim = stand.collection.aim({ url: '', target: block.source }, `Quoted from ${name}`);
  const from = joinLines([labelLine('Quoted from ', sheet.quiet), labelLine(name, sheet.quiet, aim)]);
  const body = collectBlocks(block.children, inside, source);
  const kept = joinParts(body);
  const held = kept.flow.map((one, i) => (i === kept.flow.length - 1 ? { ...one, keepNext: true } : one));
  const origin = textPart(from, inside, { style: sheet.quiet, before: sheet.space / 2 });
  const nodes = [element('BlockQuote', [...kept.nodes, ...origin.nodes])];
  return { flow: [...held, ...origin.flow], nodes };
}

function calloutPart(label: string, children: readonly Block[], stand: Stand, source: Source): Part {
  const { sheet } = stand.collection;
  const box = { look: 'shade', colour: sheet.colour.accent, fill: sheet.colour.shade, pad: sheet.space } as const;
  const inside = boxed(stand, box, sheet.indent * 0.75);
  const title = labelLine(label, { ...stand.style, face: 'bold' });
  const head = textPart(title, inside, { after: 0, keepNext: true });
  const part = joinParts([head, ...collectBlocks(children, inside, source)]);
  return { flow: part.flow, nodes: [element('Div', part.nodes)] };
}

function withheldPart({ ground, marking, children }: BlockOf<'withheld'>, stand: Stand, source: Source): Part {
  const { sheet } = stand.collection;
  const { notice } = sheet.colour;
  const box = { look: 'outline', colour: notice, fill: sheet.colour['notice-shade'], pad: sheet.space } as const;
  const placed = boxed(stand, box, sheet.indent * 0.75);
  const inside: Stand = { ...placed, marking: marking ?? stand.marking };
  const marked = marking ? ` · ${formatMarking(marking)}` : '';
  const line = labelLine(`Withheld from the public: ${ground}${marked}`, {
    ...sheet.small,
    face: 'bold',
    colour: notice,
  });
  const part = joinParts([labelPart(line, inside), ...collectBlocks(children, inside, source)]);
  return { flow: part.flow, nodes: [element('Div', part.nodes)] };
}

/** A part of an answer to a request, under a light label that names the ground it speaks of. */
function reasonPart(
  label: string,
  block: { ground?: string | undefined; children: readonly Block[] },
  stand: Stand,
  source: Source,
) {
  const style = { ...stand.collection.sheet.quiet, face: 'bold' as const };
  const head = labelPart(labelLine(block.ground ? `${label}: ${block.ground}` : label, style), stand);
  const part = joinParts([head, ...collectBlocks(block.children, stand, source)]);
  return { flow: part.flow, nodes: [element('Div', part.nodes)] };
}

function headingPart(block: BlockOf<'heading'>, stand: Stand): Part {
  const { collection } = stand;
  const level = collection.level(block.depth);
  const style = collection.sheet.heading(level);
  const before = level === 2 ? stand.space * 3 : stand.space * 2;
  const options = { style, before, after: stand.space * 0.75, keepNext: true, whole: true };
  const destinations = collection.destination(block.id);
  const bookmark = { title: textOfInlines(block.children), level, to: destinations[0] };
  const tag = `H${level}` as 'H2'; // level is 2 to 6
  return joinParts([
    flushLabel(stand),
    textPart(words(block.children, stand, style), stand, { ...options, tag, bookmark, destinations }),
  ]);
}

function principlePart(block: BlockOf<'principle'>, stand: Stand, source: Source): Part {
  const { collection } = stand;
  const { sheet } = collection;
  const bookmark = {
    title: ['Principle', block.number, block.title && `– ${block.title}`].filter(Boolean).join(' '),
    level: LARGEST_LEVEL,
  };
  const title = block.title
    ? textPart(labelLine(block.title, sheet.heading(4)), indented(stand, block.number ? sheet.indent : 0), {
        style: sheet.heading(4),
        before: stand.space * 1.5,
        after: stand.space / 2,
        keepNext: true,
        whole: true,
      })
    : NO_PART;
  const part = joinParts([flushLabel(stand), title, numberedPart(block, stand, source)]);
  return { ...aimed(part, collection.destination(block.id), bookmark), nodes: [element('Div', part.nodes)] };
}

const BLOCKS: BlockTable<[Stand, Source], Part> = {
  heading: headingPart,
  paragraph: paragraphPart,
  list: listPart,
  blockquote: ({ children }, stand, source) => {
    const { sheet } = stand.collection;
    const inside = boxed(stand, { look: 'bar', colour: sheet.colour.rule, pad: 2 }, sheet.indent);
    const part = joinParts(collectBlocks(children, inside, source));
    return { flow: part.flow, nodes: [element('BlockQuote', part.nodes)] };
  },
  code: codePart,
  thematicBreak: (_, stand) => {
    const { sheet } = stand.collection;
    const { left, right, boxes, marking } = stand;
    const place = { left, right, boxes, marking, before: sheet.space * 2, after: sheet.space * 2 };
    return joinParts([
      flushLabel(stand),
      { flow: [{ kind: 'rule', colour: sheet.colour.rule, width: sheet.measure / 4, ...place }], nodes: [] },
    ]);
  },
  table: tablePart,
  principle: principlePart,
  clause: (block, stand, source) => {
    const part = joinParts([flushLabel(stand), numberedPart(block, stand, source)]);
    return aimed(part, stand.collection.destination(block.id));
  },
  definition: ({ id, term, children }, stand, source) => {
    const line = labelLine(term, { ...stand.style, face: 'bold' });
    const head = textPart(line, stand, { after: stand.space / 3, keepNext: true });
    const part = joinParts([head, ...collectBlocks(children, indented(stand, stand.collection.sheet.indent), source)]);
    return { ...aimed(part, stand.collection.destination(id)), nodes: [element('Div', part.nodes)] };
  },
  question: (block, stand, source) => {
    const part = joinParts([flushLabel(stand), numberedPart(block, stand, source)]);
    const bookmark = block.number ? { title: `Question ${block.number}`, level: LARGEST_LEVEL } : undefined;
    return { ...aimed(part, stand.collection.destination(block.id), bookmark), nodes: [element('Div', part.nodes)] };
  },
  answer: (block, stand, source) => repliedPart(block, 'Answer to', stand, source),
  quote: quotePart,
  note: ({ title, children }, stand, source) => calloutPart(title ?? 'Note', children, stand, source),
  withheld: withheldPart,
  withheldNotice: ({ ground }, stand) => {
    const { sheet } = stand.collection;
    const box = {
      look: 'outline',
      colour: sheet.colour.notice,
      fill: sheet.colour['notice-shade'],
      pad: sheet.space / 2,
    } as const;
    const inside = boxed(stand, box, sheet.space);
    return textPart(labelLine(withheldNotice(ground), { ...stand.style, colour: sheet.colour.notice }), inside);
  },
  include: ({ children }, stand, source) => joinParts(collectBlocks(children, stand, source)),
  publicInterest: (block, stand, source) => reasonPart('Public interest test', block, stand, source),
  harm: (block, stand, source) => reasonPart('Harm', block, stand, source),
  reviewRights: ({ children }, stand, source) => joinParts(collectBlocks(children, stand, source)),
  outcome: (block, stand, source) => repliedPart(block, 'Outcome of', stand, source),
};

/** Calls the row of the table that fits the block; TypeScript cannot see that kind and row agree. */
function collectBlock(block: Block, stand: Stand, source: Source): Part {
  const row = BLOCKS[block.type] as (block: Block, stand: Stand, source: Source) => Part;
  return row(block, stand, source);
}

export function collectBlocks(blocks: readonly Block[], stand: Stand, source: Source): readonly Part[] {
  return blocks.map((block) => collectBlock(block, stand, source));
}

/** A footnote's blocks at the foot of the page, led by its number, which leads back to the text. */
function notePart(
  footnote: Footnote,
  index: number,
  stand: Stand,
  source: Source,
): { flow: readonly Flow[]; node: StructureNode } {
  const { sheet } = stand.collection;
  const number = String(index + 1);
  const link = {
    kind: 'inside' as const,
    to: `note-reference.${number}`,
    description: `Back to the text from footnote ${number}`,
  };
  const owner = labelSlot();
  const style = { ...sheet.small, colour: sheet.colour.accent };
  const step = sheet.indent * 0.8;
  const waiting = {
    label: { runs: [{ text: `${number} `, style, owner, link, destination: `note.${number}` }], left: 0 },
  };
  const inner: Stand = {
    ...stand,
    left: step,
    right: 0,
    boxes: [],
    style: sheet.small,
    space: sheet.space / 3,
    waiting,
  };
  const part = joinParts([...collectBlocks(footnote.children, inner, source), flushLabel(inner)]);
  const label: Child = element('Lbl', [linkElement(link, [owner])]);
  return { flow: part.flow, node: element('Note', [label, ...part.nodes], { id: `note.${number}` }) };
}

/** The body of an edition with its footnotes. */
export function collectBody(
  source: Source,
  marking?: Marking,
): Part & { readonly notes: readonly (readonly Flow[])[] } {
  const { sheet } = source.collection;
  const notes: (readonly Flow[])[] = source.edition.footnotes.map(() => []);
  const stand: Stand = {
    collection: source.collection,
    left: 0,
    right: 0,
    boxes: [],
    style: sheet.body,
    space: sheet.space,
    level: 1,
    waiting: {},
    marking,
    note: (index) => {
      const footnote = source.edition.footnotes[index];
      if (!footnote) return undefined;
      const { flow, node } = notePart(footnote, index, stand, source);
      notes[index] = flow;
      return node;
    },
  };
  const part = joinParts(collectBlocks(source.edition.body, stand, source));
  return { ...part, notes };
}
