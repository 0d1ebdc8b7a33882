/** What the corpus keeps of an edition: its clauses, links and quotations with their places, without its tree. */
import { clausesOf, inlinesWithin, walkBlocks } from '../model/clauses.ts';
import type { Block, Place } from '../model/document.ts';
import { citingPassages, type CitingPassage } from '../model/citing.ts';
import type { CitationEntry, ClauseEntry, EditionEntry, LinkEntry, QuotationEntry } from '../model/edition.ts';
import { formatIdentifier } from '../model/identifier.ts';
import { withoutWithheld } from '../model/rewrite.ts';
import type { Assembled } from './assemble.ts';
import type { Document } from './document.ts';
import { answerText } from './answer-text.ts';
import { placeOf } from './reading.ts';

const START: Place = { line: 1, column: 1 };

/** The clauses of a tree. Those of an included passage stand, for this file, where it is included. */
export function clauseEntries(blocks: readonly Block[]): readonly ClauseEntry[] {
  const includes = [...walkBlocks(blocks)].flatMap(([block]) => (block.type === 'include' ? [block] : []));
  const places = new Map(
    includes.flatMap((include) =>
      clausesOf(include.children).map(({ node }) => [node, placeOf(include) ?? START] as const),
    ),
  );
  return clausesOf(blocks).map(({ id, kind, number, node }) => ({
    id,
    kind,
    number,
    depth: node.type === 'heading' ? node.depth : undefined,
    to: node.type === 'answer' || node.type === 'outcome' ? node.to : undefined,
    outcome: node.type === 'answer' ? node.outcome : undefined,
    place: places.get(node) ?? placeOf(node) ?? START,
  }));
}

function linkEntries(blocks: readonly Block[]): readonly LinkEntry[] {
  return [...inlinesWithin(blocks)].flatMap((inline) =>
    inline.type === 'link' && inline.target
      ? [{ target: inline.target, url: inline.url, place: placeOf(inline) ?? START }]
      : [],
  );
}

function quotationEntries(blocks: readonly Block[]): readonly QuotationEntry[] {
  return [...walkBlocks(blocks)].flatMap(([block]) =>
    block.type === 'quote'
      ? [
          {
            source: block.source,
            place: placeOf(block) ?? START,
            withheld: [...walkBlocks(block.children)].some(([inner]) => inner.type === 'withheld'),
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
  return [...citingPassages(text)].map(({ node, clause, answer, include }) => ({
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
  return [...walkBlocks(blocks)].some(([block]) => isWithheld(block)) || [...inlinesWithin(blocks)].some(isWithheld);
}

function takenIds(blocks: readonly Block[]): EditionEntry['taken'] {
  const withheld = [...walkBlocks(blocks)].flatMap(([block]) => (block.type === 'withheld' ? block.children : []));
  return clauseEntries(withheld).map(({ id, place }) => ({ id, place }));
}

export function entryOf(document: Document, { body, footnotes }: Assembled): EditionEntry {
  const { family, work, edition, file, matter, standing } = document;
  const all = [...body, ...footnotes.flatMap(({ children }) => children)];
  return {
    identifier: formatIdentifier({ family: family.name, work, edition }),
    family: family.name,
    work,
    edition,
    file,
    matter,
    standing,
    clauses: clauseEntries(withoutWithheld(body)),
    taken: takenIds(body),
    links: linkEntries(all),
    quotations: quotationEntries(all),
    citations: citationEntries({ body, footnotes }),
    answer: standing.disclosure && answerText(body),
    placeOf: document.placeOf,
    withholds: document.body.withholds || withholdsAnything(all),
  };
}
