/**
 * The blocks of a cleared edition become flow blocks and a structure tree. One function for each kind of block; the tree is
 * built in reading order, while footnotes wait for the foot of their page.
 */
import type { Block, BlockTable, Footnote } from '../../model/document.ts';
import type { Edition } from '../../model/edition.ts';
import { siblingMarkings } from '../../model/portions.ts';
import type { SinceNote } from '../since.ts';
import { flushLabels, indented, joinParts, marked, type Part, type Source, type Stand, textPart } from './blocks.ts';
import type { Collection } from './collection.ts';
import {
  blockquotePart,
  calloutPart,
  clausePart,
  definitionPart,
  noticePart,
  portionPart,
  principlePart,
  questionPart,
  quotePart,
  reasonPart,
  repliedPart,
  withheldPart,
} from './field.ts';
import { labelLine } from './inlines.ts';
import type { Flow, StructureNode } from './layout.ts';
import { codePart, headingPart, listPart, paragraphPart, rulePart, tablePart } from './prose.ts';
import { type Child, element, labelSlot, linkElement } from './structure.ts';

const BLOCKS: BlockTable<[Stand, Source], Part> = {
  heading: headingPart,
  paragraph: paragraphPart,
  list: listPart,
  blockquote: blockquotePart,
  code: codePart,
  thematicBreak: rulePart,
  table: tablePart,
  principle: principlePart,
  clause: clausePart,
  definition: definitionPart,
  question: questionPart,
  answer: (block, stand, source) => repliedPart(block, 'Answer to', stand, source),
  quote: quotePart,
  note: calloutPart,
  withheld: withheldPart,
  withheldNotice: noticePart,
  include: ({ children }, stand, source) => joinParts(source.blocks(children, stand)),
  publicInterest: (block, stand, source) => reasonPart('Public interest test', block, stand, source),
  harm: (block, stand, source) => reasonPart('Harm', block, stand, source),
  reviewRights: ({ children }, stand, source) => joinParts(source.blocks(children, stand)),
  outcome: (block, stand, source) => repliedPart(block, 'Outcome of', stand, source),
};

/** Behind a clause, small: since when its words stand. Right below the line where that is a heading. */
function withSince(part: Part, block: Block, note: SinceNote, stand: Stand): Part {
  const { collection } = stand;
  const { sheet } = collection;
  const numbered = 'number' in block && block.number !== undefined && block.type !== 'heading';
  const placed = numbered ? indented(stand, collection.hanging) : stand;
  const aim = note.seen && collection.site(note.seen.comparison, note.words);
  const line = labelLine(note.words, sheet.quiet, aim);
  const last = part.flow.length - 1;
  const told = textPart(line, placed, { style: sheet.quiet, before: 2, keepNext: block.type === 'heading' });
  const flow = part.flow.map((one, index) => (index === last ? { ...one, snug: true, after: 2, keepNext: true } : one));
  return joinParts([{ ...part, flow }, told]);
}

function sourceOf(edition: Edition, since: ReadonlyMap<string, SinceNote>): Source {
  const source: Source = {
    edition,
    blocks: (blocks, stand) => {
      const markings = siblingMarkings(blocks);
      return blocks.map((block, index) => {
        // TypeScript cannot see that the row of a block's kind takes that kind.
        const row = BLOCKS[block.type] as (block: Block, stand: Stand, source: Source) => Part;
        const note = 'id' in block ? since.get(block.id) : undefined;
        const standing = markings[index] ? marked(stand, markings[index]) : stand;
        // The label of a block stands above its words, that of a section below its heading.
        const above = block.type === 'heading' ? [] : [portionPart(block, standing)];
        const part = row(block, standing, source);
        const whole = joinParts([...above, part, ...(block.type === 'heading' ? [portionPart(block, standing)] : [])]);
        return note ? withSince(whole, block, note, standing) : whole;
      });
    },
  };
  return source;
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
    labels: [{ runs: [{ text: `${number} `, style, owner, link, destination: `note.${number}` }], left: 0 }],
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
  const part = joinParts([...source.blocks(footnote.children, inner), flushLabels(inner)]);
  const label: Child = element('Lbl', [linkElement(link, [owner])]);
  return { flow: part.flow, node: element('Note', [label, ...part.nodes], { id: `note.${number}` }) };
}

/** The body of an edition with its footnotes. */
export function collectBody(
  edition: Edition,
  collection: Collection,
  since: ReadonlyMap<string, SinceNote>,
): Part & { readonly notes: readonly (readonly Flow[])[] } {
  const { body: style, space } = collection.sheet;
  const source = sourceOf(edition, since);
  const notes: (readonly Flow[])[] = edition.footnotes.map(() => []);
  const stand: Stand = {
    collection,
    left: 0,
    right: 0,
    boxes: [],
    style,
    space,
    waiting: {},
    note: ({ index, marking }) => {
      const footnote = edition.footnotes[index];
      if (!footnote) return undefined;
      const { flow, node } = notePart(footnote, index, marked(stand, marking), source);
      notes[index] = flow;
      return node;
    },
  };
  const part = joinParts(source.blocks(edition.body, stand));
  return { ...part, notes };
}
