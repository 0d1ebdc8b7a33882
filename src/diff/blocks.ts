/**
 * An edition as a flat list of comparable blocks in reading order: headings, paragraphs, list items, table rows, quotations,
 * code, notices and footnotes. Each knows the innermost clause it stands in. A block without words is none.
 */
import type { ComparedBlock } from '../model/comparison.ts';
import type { Block, BlockOf, BlockTable, Inline, ListItem, TableRow } from '../model/document.ts';
import type { Edition } from '../model/edition.ts';
import { formatMarking, type Marking } from '../model/marking.ts';
import { joined, siblingMarkings } from '../model/portions.ts';
import { underGround, withheldNotice } from '../model/ground.ts';
import { joinTokens, keyOfRuns, outcomeText, runsOf, textOfRuns, tokensOf, type Run, type Token } from './tokens.ts';

/** Where a block stands. `own` is true inside a block that carries its own id, false in a section. */
export interface ClauseContext {
  readonly clause: string;
  readonly number?: string | undefined;
  readonly own: boolean;
  readonly definition: boolean;
}

export interface Unit extends ClauseContext {
  readonly block: ComparedBlock;
  /** Its place among the units of its edition, from 0. */
  readonly index: number;
  readonly text: string;
  /** The text without the label of a list item or the number of a heading. */
  readonly words: string;
  /** What it and the parts it stands in are marked, where they bear a marking of their own. */
  readonly marking?: string | undefined;
  /** Equal for blocks of the same kind, words, links, emphasis and marking. */
  readonly key: string;
  /** The texts of a row's cells, empty ones included. */
  readonly cells?: readonly string[] | undefined;
  /** The texts that its text joins with single spaces, where it joins several: the cells of a row that have words, joined blocks. */
  readonly pieces?: readonly string[] | undefined;
  /** Cut on first use: most blocks of two editions are equal and never need their words. */
  readonly tokens: () => readonly Token[];
}

interface Walk {
  readonly edition: Edition;
  readonly units: Unit[];
  /** What a paragraph is called here: inside a list, a quotation, a call-out or a footnote it has another name. */
  readonly paragraph: ComparedBlock;
  readonly context: ClauseContext;
  readonly marking?: Marking | undefined;
  /** The clause of the first reference to each footnote. */
  readonly noted: Map<string, ClauseContext>;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function push(walk: Walk, block: ComparedBlock, runs: readonly Run[], context: ClauseContext, label = ''): void {
  if (runs.length === 0) return;
  const text = textOfRuns(runs);
  const marking = walk.marking && formatMarking(walk.marking);
  const key = `${block}\x02${keyOfRuns(runs)}${marking ? `\x05${marking}` : ''}`;
  const words = text.slice(label.length);
  const { clause, number, own, definition } = context;
  walk.units.push({
    clause,
    number,
    own,
    definition,
    block,
    index: walk.units.length,
    text,
    words,
    marking,
    key,
    tokens: once(() => tokensOf(runs)),
  });
}

function noteReferences(walk: Walk, inlines: readonly Inline[]): void {
  for (const inline of inlines) {
    if (inline.type === 'footnoteReference') {
      if (!walk.noted.has(inline.identifier)) walk.noted.set(inline.identifier, walk.context);
    } else if ('children' in inline) noteReferences(walk, inline.children);
  }
}

function pushInlines(walk: Walk, block: ComparedBlock, inlines: readonly Inline[], context = walk.context): void {
  noteReferences(walk, inlines);
  push(walk, block, runsOf(inlines, walk.edition), context);
}

function pushWords(walk: Walk, block: ComparedBlock, words: string | undefined, context = walk.context): void {
  if (words !== undefined) pushInlines(walk, block, [{ type: 'text', value: words }], context);
}

/** A row is one text of as many pieces as it has cells; where a cell holds clauses of its own, each block stands for itself. */
function pushRow(walk: Walk, { children }: TableRow): void {
  const inside: Walk = { ...walk, paragraph: 'table-row' };
  const cells = children.map((cell) => {
    const units: Unit[] = [];
    walkBlocks({ ...inside, units }, cell.children);
    return units;
  });
  if (cells.some((units) => units.some(({ clause }) => clause !== walk.context.clause))) {
    for (const cell of children) walkBlocks(inside, cell.children);
    return;
  }
  const texts = cells.map((units) => units.map(({ text }) => text).join(' '));
  const pieces = texts.filter((cell) => cell !== '');
  const text = pieces.join(' ');
  if (text === '') return;
  const { clause, number, own, definition } = walk.context;
  walk.units.push({
    clause,
    number,
    own,
    definition,
    block: 'table-row',
    index: walk.units.length,
    text,
    words: text,
    marking: walk.marking && formatMarking(walk.marking),
    key: `table-row\x02${cells.map((units) => units.map(({ key }) => key).join('\x04')).join('\x03')}`,
    cells: texts,
    pieces,
    tokens: once(() => joinTokens(cells.map((units) => joinTokens(units.map(({ tokens }) => tokens()))))),
  });
}

/** A section keeps its name when another is put before it: its number is a label. */
function pushHeading(walk: Walk, inlines: readonly Inline[]): void {
  noteReferences(walk, inlines);
  const runs = runsOf(inlines, walk.edition);
  const [label] = /^\d+(?:\.\d+)*\.?\s/.exec(textOfRuns(runs)) ?? [];
  push(walk, 'heading', runs, walk.context, label);
}

type Carrier = BlockOf<'principle' | 'clause' | 'question' | 'answer' | 'outcome' | 'definition'>;

function clauseWalk(walk: Walk, block: Carrier): Walk {
  const number = 'number' in block ? block.number : undefined;
  const context = { clause: block.id, number, own: true, definition: block.type === 'definition' };
  return { ...walk, context };
}

function within(walk: Walk, block: Carrier, title?: string): void {
  const inner = clauseWalk(walk, block);
  pushWords(inner, 'heading', title);
  walkBlocks(inner, block.children);
}

const transparent = (block: { readonly children: readonly Block[] }, walk: Walk): void =>
  walkBlocks(walk, block.children);
const named =
  (paragraph: ComparedBlock) =>
  (block: { readonly children: readonly Block[] }, walk: Walk): void =>
    walkBlocks({ ...walk, paragraph }, block.children);

/** The label that an author gave an item stands before its first words, as readers see it. */
function walkItem({ label, children }: ListItem, walk: Walk): void {
  const inside: Walk = { ...walk, paragraph: 'list-item' };
  const [first] = children;
  const spoken = first?.type === 'paragraph' && runsOf(first.children, walk.edition).length > 0;
  if (label === undefined || !spoken) return walkBlocks(inside, children);
  const words: readonly Inline[] = [{ type: 'text', value: `${label} ` }, ...first.children];
  noteReferences(inside, words);
  push(inside, 'list-item', runsOf(words, walk.edition), walk.context, `${label} `);
  walkBlocks(inside, children.slice(1));
}

/** One row for each kind of block. */
const BLOCKS: BlockTable<readonly [Walk], void> = {
  heading: (block, walk) => pushHeading(walk, block.children),
  paragraph: (block, walk) => pushInlines(walk, walk.paragraph, block.children),
  list: (block, walk) => block.children.forEach((item) => walkItem(item, walk)),
  blockquote: named('quotation'),
  code: (block, walk) => pushWords(walk, 'code', block.value),
  thematicBreak: () => {},
  table: (block, walk) => block.children.forEach((row) => pushRow(walk, row)),
  principle: (block, walk) => within(walk, block, block.title),
  clause: (block, walk) => within(walk, block),
  definition: (block, walk) => within(walk, block, block.term),
  question: (block, walk) => within(walk, block),
  answer: (block, walk) => {
    if (block.outcome) {
      pushWords(clauseWalk(walk, block), 'notice', underGround(outcomeText(block.outcome), block));
    }
    within(walk, block);
  },
  outcome: (block, walk) => within(walk, block),
  quote: named('quotation'),
  note: (block, walk) => {
    pushWords(walk, 'heading', block.title);
    named('notice')(block, walk);
  },
  withheld: transparent,
  withheldNotice: (block, walk) => pushWords(walk, 'notice', withheldNotice(block)),
  include: transparent,
  publicInterest: transparent,
  harm: transparent,
  reviewRights: transparent,
};

function walkBlock(block: Block, walk: Walk): void {
  // The table gives each kind its own argument type; TypeScript cannot see that key and block agree.
  (BLOCKS[block.type] as (block: Block, walk: Walk) => void)(block, walk);
}

/** Siblings in order. A heading opens a section that lasts to the next heading of its level or above. */
function walkBlocks(walk: Walk, blocks: readonly Block[]): void {
  const sections: { readonly depth: number; readonly context: ClauseContext }[] = [];
  const markings = siblingMarkings(blocks);
  for (const [index, block] of blocks.entries()) {
    if (block.type === 'heading') {
      while (sections.length > 0 && (sections.at(-1)?.depth ?? 0) >= block.depth) sections.pop();
      const context = { clause: block.id, number: block.number, own: false, definition: false };
      sections.push({ depth: block.depth, context });
    }
    const marking = joined(markings[index], walk.marking);
    walkBlock(block, { ...walk, context: sections.at(-1)?.context ?? walk.context, marking });
  }
}

function makeUnits(edition: Edition): readonly Unit[] {
  const context: ClauseContext = { clause: '', own: false, definition: false };
  const walk: Walk = { edition, units: [], paragraph: 'paragraph', context, noted: new Map() };
  walkBlocks(walk, edition.body);
  for (const note of edition.footnotes) {
    walkBlocks({ ...walk, paragraph: 'footnote', context: walk.noted.get(note.identifier) ?? context }, note.children);
  }
  return walk.units;
}

const made = new WeakMap<Edition, readonly Unit[]>();

/**
 * Every comparable block of an edition, footnotes last and in the clause that first refers to them. An edition is compared with
 * several others: its blocks and their words are kept as long as it is.
 */
export function unitsOf(edition: Edition): readonly Unit[] {
  const units = made.get(edition) ?? makeUnits(edition);
  made.set(edition, units);
  return units;
}

/** Makes now what a comparison would make when it first needs it. */
export function segment(edition: Edition): void {
  for (const { tokens } of unitsOf(edition)) tokens();
}
