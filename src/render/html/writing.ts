/**
 * What the functions for blocks and inlines need to know about the page they write for. Made once for each page from the tree;
 * the only thing in it that changes while the page is written is the count of footnote references.
 */
import type { Element, ElementContent } from 'hast';
import type { Options } from 'remark-rehype';
import { type Clause, clausesOf, walkBlocks } from '../../model/clauses.ts';
import type { Block } from '../../model/document.ts';
import type { Cleared, Picture } from '../../model/edition.ts';
import { addressOf } from '../../model/identifier.ts';
import type { Surroundings } from '../../model/surroundings.ts';
import { type Linker, linksAlone, linksFrom, pictureAddress } from './address.ts';
import type { Templates } from './shell.ts';
import { citedElements } from './cited.ts';
import { clauseNotes } from './since.ts';

export type Handlers = NonNullable<Options['handlers']>;
export type State = Parameters<NonNullable<Handlers['paragraph']>>[0];
export type Output = ElementContent | ElementContent[];

/** The blocks inside, through whichever function their kind has. */
export function blocksIn(state: State, node: { readonly children: readonly Block[] }): ElementContent[] {
  return state.all(node as Parameters<State['all']>[0]); // our own kinds have a handler each, like those of mdast
}

export interface Writing {
  readonly around: Surroundings;
  /** The name of the edition that the page shows. */
  readonly edition: string;
  readonly link: Linker;
  /** Whether the documents of a family have pages: passages that exist to be included have none. */
  readonly hasPages: (work: string) => boolean;
  readonly clauses: ReadonlyMap<string, Clause>;
  /** By the id of a question, the ids of its answers. */
  readonly answers: ReadonlyMap<string, readonly string[]>;
  /** By the id of a point, the addresses of what followed from it, in this edition and in later ones of the work. */
  readonly outcomes: ReadonlyMap<string, readonly string[]>;
  /** The level that a block which brings its own heading gives to it. */
  readonly levels: ReadonlyMap<Block, number>;
  /** By identifier: the number of a footnote. */
  readonly notes: ReadonlyMap<string, number>;
  /** By path from the content root: where the picture is published, with its size. */
  readonly pictures: ReadonlyMap<string, PlacedPicture>;
  /** By clause: since when its words stand and where they stand now, where there is something to say of it. */
  readonly since: ReadonlyMap<string, Element>;
  /** By clause: what quotes or cites it. */
  readonly cited: ReadonlyMap<string, Element>;
  /** How often each footnote has been referred to so far. */
  readonly references: Map<number, number>;
}

export interface PlacedPicture {
  readonly src: string;
  readonly width: number;
  readonly height: number;
}

/** One below the heading that a block stands under; the page's title is level 1. */
function headingLevels(body: readonly Block[]): ReadonlyMap<Block, number> {
  let depth = 1;
  const levels = new Map<Block, number>();
  for (const block of walkBlocks(body)) {
    if (block.type === 'heading') depth = Math.max(2, block.depth);
    levels.set(block, block.type === 'heading' ? depth : Math.min(6, depth + 1));
  }
  return levels;
}

function answersByQuestion(clauses: readonly Clause[]): ReadonlyMap<string, readonly string[]> {
  const answers = new Map<string, readonly string[]>();
  for (const { id, node } of clauses) {
    if (node.type === 'answer') answers.set(node.to, [...(answers.get(node.to) ?? []), id]);
  }
  return answers;
}

/** An edition that is still to come tells nothing yet. */
function outcomesByPoint(edition: Cleared, clauses: readonly Clause[], { work, told, resolve }: Surroundings) {
  const own = clauses.flatMap(({ id, node }) => (node.type === 'outcome' ? [[node.to, `#${id}`] as const] : []));
  const index = work.editions.findIndex((card) => card.edition === edition.edition);
  const later = work.editions.slice(index + 1).filter(({ phase }) => phase.kind !== 'not-yet');
  const others = later.flatMap(({ edition: name }) => {
    const target = { work: work.identifier, edition: name };
    const outcomes = told?.(target)?.clauses.filter(({ kind }) => kind === 'outcome') ?? [];
    return outcomes.map(({ id, to = '' }) => [to, resolve({ ...target, clause: id })] as const);
  });
  const found = new Map<string, string[]>();
  for (const [to, address] of [...own, ...others]) found.set(to, [...(found.get(to) ?? []), address]);
  return found;
}

/** The links of a page at an address: among the pages of a site, or out of one that stands alone. */
export function linkerOf(address: string, { publication }: Surroundings, { manner }: Templates): Linker {
  return manner === 'site' ? linksFrom(address) : linksAlone(address, publication.baseAddress);
}

export function writingFor(edition: Cleared, around: Surroundings, templates: Templates): Writing {
  const address = addressOf(edition);
  const clauses = clausesOf(edition.body);
  const unlisted = new Set(templates.families.filter(({ listed }) => !listed).map(({ name }) => name));
  const hasPages = (work: string) => !unlisted.has(work.split('/', 1)[0] ?? '');
  const link = linkerOf(address, around, templates);
  const place = ({ mediaType, bytes, width, height }: Picture, index: number): PlacedPicture => {
    const beside = () => link(pictureAddress(address, index, mediaType)) ?? '';
    const inside = () => `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`;
    return { src: templates.manner === 'site' ? beside() : inside(), width, height };
  };
  const placed = edition.pictures.map((picture, index) => [picture.file, place(picture, index)] as const);
  return {
    around,
    edition: edition.edition,
    link,
    hasPages,
    clauses: new Map(clauses.map((clause) => [clause.id, clause])),
    answers: answersByQuestion(clauses),
    outcomes: outcomesByPoint(edition, clauses, around),
    levels: headingLevels(edition.body),
    notes: new Map(edition.footnotes.map(({ identifier }, index) => [identifier, index + 1])),
    pictures: new Map(placed),
    since: clauseNotes(edition, around, link),
    cited: citedElements(edition.edition, { around, link, hasPages }),
    references: new Map(),
  };
}
