/** What the corpus keeps of an edition: its clauses, links and quotations with their places, without its tree. */
import { clausesOf, inlinesWithin, reachableFootnotes, walkBlocks, withFootnotes } from '../model/clauses.ts';
import type { Block, Footnote, Inline, Place } from '../model/document.ts';
import { citingPassages, type CitingPassage } from '../model/citing.ts';
import type {
  CitationEntry,
  ClauseEntry,
  EditionEntry,
  LinkEntry,
  PortionEntry,
  QuotationEntry,
} from '../model/edition.ts';
import { said } from '../model/finding.ts';
import { formatIdentifier } from '../model/identifier.ts';
import { markingOfBlocks, portionsIn } from '../model/portions.ts';
import { referencesIn } from '../model/references.ts';
import { withoutWithheld } from '../model/rewrite.ts';
import { textOfInlines } from '../model/text.ts';
import type { Assembled } from './assemble.ts';
import type { Document } from './document.ts';
import { answerText } from './answer-text.ts';
import { placeOf } from './reading.ts';
import { remarksOn } from './wording.ts';

const START: Place = { line: 1, column: 1 };

/** Where the blocks of included passages stand for this file: where the outermost of them is included. */
function includedPlaces(blocks: readonly Block[]): ReadonlyMap<Block | Inline, Place> {
  const includes = walkBlocks(blocks).flatMap((block) => (block.type === 'include' ? [block] : []));
  const places = new Map<Block | Inline, Place>();
  for (const include of includes) {
    const place = places.get(include) ?? placeOf(include) ?? START;
    for (const block of walkBlocks(include.children)) if (!places.has(block)) places.set(block, place);
  }
  return places;
}

/** The clauses of a tree. Those of an included passage stand, for this file, where it is included. */
export function clauseEntries(blocks: readonly Block[]): readonly ClauseEntry[] {
  const places = includedPlaces(blocks);
  return clausesOf(blocks).map(({ id, kind, number, node }) => ({
    id,
    kind,
    number,
    depth: node.type === 'heading' ? node.depth : undefined,
    to: node.type === 'answer' || node.type === 'outcome' ? node.to : undefined,
    outcome: node.type === 'answer' ? node.outcome : undefined,
    place: places.get(node) ?? placeOf(node) ?? START,
    unwritten: node.type === 'heading' && node.made && !places.has(node) ? node.ends : undefined,
  }));
}

/** What the text leads to: with its links, and with what its outcomes led to. */
function linkEntries(blocks: readonly Block[]): readonly LinkEntry[] {
  const links = inlinesWithin(blocks).flatMap((inline) =>
    inline.type === 'link' && inline.target
      ? [{ target: inline.target, url: inline.url, place: placeOf(inline) ?? START }]
      : [],
  );
  const results = walkBlocks(blocks).flatMap((block) =>
    block.type !== 'outcome'
      ? []
      : (block.results ?? []).map((target) => ({ target, url: '', place: placeOf(block) ?? START })),
  );
  return [...links, ...results];
}

function quotationEntries(blocks: readonly Block[]): readonly QuotationEntry[] {
  return walkBlocks(blocks).flatMap((block) =>
    block.type === 'quote'
      ? [
          {
            source: block.source,
            place: placeOf(block) ?? START,
            withheld: walkBlocks(block.children).some((inner) => inner.type === 'withheld'),
          },
        ]
      : [],
  );
}

const USES: Readonly<Record<CitingPassage['node']['type'], CitationEntry['use']>> = {
  withheld: 'withheld',
  withheldNotice: 'withheld',
  withheldText: 'withheld',
  withheldTextNotice: 'withheld',
  publicInterest: 'public-interest',
  harm: 'harm',
  answer: 'answer',
};

/** The grounds that a text cites. What came with an included passage stands where it is included. */
export function citationEntries(text: Pick<Assembled, 'body' | 'footnotes'>): readonly CitationEntry[] {
  return citingPassages(text).map(({ node, clause, answer, include }) => ({
    use: USES[node.type],
    ground: node.ground,
    clause,
    answer,
    place: placeOf(include ?? node) ?? START,
    included: include !== undefined,
  }));
}

/** Included passages may withhold what the file itself does not. */
function withholdsAnything(blocks: readonly Block[]): boolean {
  const isWithheld = ({ type }: { readonly type: string }) => type === 'withheld' || type === 'withheldText';
  return walkBlocks(blocks).some((block) => isWithheld(block)) || inlinesWithin(blocks).some(isWithheld);
}

/** Ids in withheld passages. */
export function takenIds(blocks: readonly Block[]): EditionEntry['taken'] {
  const withheld = walkBlocks(blocks).flatMap((block) => (block.type === 'withheld' ? block.children : []));
  return clauseEntries(withheld).map(({ id, place }) => ({ id, place }));
}

/** The blocks of those footnotes that something in the public text leads to. */
const publicNotes = (open: readonly Block[], footnotes: readonly Footnote[]): readonly Block[] =>
  reachableFootnotes(open, footnotes).flatMap(({ children }) => children);

const PORTION_NAMES: Readonly<Record<string, string>> = {
  publicInterest: 'The public-interest passage',
  reviewRights: 'The passage on review rights',
  include: 'The included passage',
};

/** The parts of the public text with a marking of their own; one in an included passage stands, for this file, where that is included. */
export function portionEntries(blocks: readonly Block[]): readonly PortionEntry[] {
  const places = includedPlaces(blocks);
  return portionsIn(blocks).map(({ marking, node }) => {
    const words = node.type === 'heading' ? ` ${said(textOfInlines(node.children))}` : '';
    const kind = node.type === 'heading' ? 'section' : node.type;
    const name = `${PORTION_NAMES[node.type] ?? `The ${kind}`}${words}`;
    return { marking, name, place: places.get(node) ?? placeOf(node) ?? START };
  });
}

/** The references of the whole file. A clause that is withheld is no place that another page may name. */
function wholeReferences(text: Pick<Assembled, 'body' | 'footnotes'>): EditionEntry['allReferences'] {
  const open = new Set(clausesOf(withoutWithheld(text.body)).map(({ id }) => id));
  return referencesIn(text).map((one) => (open.has(one.clause) ? one : { ...one, clause: '' }));
}

function includesIn(blocks: readonly Block[]): EditionEntry['includes'] {
  const found = walkBlocks(blocks).flatMap((block) =>
    block.type === 'include' ? [`${block.source.work}@${block.source.edition}`] : [],
  );
  return found.length > 0 ? [...new Set(found)] : undefined;
}

export function entryOf(document: Document, { body, footnotes }: Assembled): EditionEntry {
  const { family, work, edition, file, matter, standing } = document;
  const all = withFootnotes(body, footnotes);
  const withholds = document.body.withholds || withholdsAnything(all);
  const open = withoutWithheld(body);
  const notes = footnotes.map((note) => ({ ...note, children: withoutWithheld(note.children) }));
  // In the order of a row, see `entry-row.ts`.
  return {
    identifier: formatIdentifier({ family: family.name, work, edition }),
    family: family.name,
    work,
    edition,
    file,
    standing,
    withholds,
    references: referencesIn({ body: open, footnotes: notes }),
    matter,
    clauses: clauseEntries(open),
    links: linkEntries(all),
    quotations: quotationEntries(all),
    citations: citationEntries({ body, footnotes }),
    portions: portionEntries([...open, ...withoutWithheld(publicNotes(open, footnotes))]),
    whole: markingOfBlocks(all, matter.classification),
    includes: includesIn(all),
    taken: takenIds(body),
    allReferences: withholds ? wholeReferences({ body, footnotes }) : undefined,
    remarks: remarksOn(file, withFootnotes(document.body.blocks, document.body.footnotes)),
    answer: standing.disclosure && answerText(body),
    places: document.places,
  };
}
