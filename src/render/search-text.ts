/**
 * A cleared edition to what the search holds of it: its words in reading order, cut at the clauses, each with the id and the name
 * under which a result leads to it.
 */
import { type Clause, childBlocks, clausesOf } from '../model/clauses.ts';
import type { Block } from '../model/document.ts';
import type { Cleared } from '../model/edition.ts';
import { titleOfClause } from '../model/history.ts';
import { addressOf, parseIdentifier } from '../model/identifier.ts';
import { type SearchPart, type SearchText, TEXTS_FOLDER } from '../model/search-text.ts';
import type { Surroundings } from '../model/surroundings.ts';
import { textOfBlocks } from '../model/text.ts';
import { spanWords } from './html/html.ts';
import { capitalised, editionTitle, nameOfClause } from './naming.ts';
import { TEXT_LABEL } from './wording.ts';

/** "Principle 2: Listen first", "Answer to question 3"; a section by its heading, which has its number. */
function nameOf(clause: Clause, clauses: readonly Clause[]): string {
  const title = titleOfClause(clause);
  if (clause.kind === 'section') return title ?? clause.id;
  const { node } = clause;
  const asked = node.type === 'answer' ? clauses.find(({ id }) => id === node.to) : undefined;
  if (asked) return `Answer to ${nameOfClause(asked)}`;
  const name = capitalised(nameOfClause(clause));
  return title !== undefined && !name.includes(title) ? `${name}: ${title}` : name;
}

/** Words of a block that are no block's inside it. */
function ownWords(block: Block): string {
  if (block.type === 'definition') return block.term;
  if (block.type === 'principle' || block.type === 'note') return block.title ?? '';
  return childBlocks(block).length === 0 ? textOfBlocks([block]) : '';
}

interface OpenPart extends Omit<SearchPart, 'words'> {
  readonly paragraphs: string[];
}

/** Puts the words of blocks under the innermost clause that has them. */
function partsOf(opening: OpenPart, body: readonly Block[]): readonly OpenPart[] {
  const clauses = clausesOf(body);
  const named = new Map(clauses.map((clause) => [clause.node, clause]));
  const parts = [opening];
  function put(blocks: readonly Block[], under: OpenPart): void {
    let part = under;
    for (const block of blocks) {
      const clause = named.get(block);
      const own = clause && { id: clause.id, name: nameOf(clause, clauses), paragraphs: [] };
      if (own) parts.push(own);
      // A heading has what follows it, any other clause what stands in it.
      if (own && block.type === 'heading') part = own;
      (own ?? part).paragraphs.push(ownWords(block));
      put(childBlocks(block), own ?? part);
    }
  }
  put(body, opening);
  return parts;
}

const UNEVEN = /[^\S ]| {2}/;

/** One paragraph a line, whatever white space its author used. */
const inLines = (paragraphs: readonly string[]) =>
  paragraphs
    .map((words) => (UNEVEN.test(words) ? words.replace(/\s+/g, ' ') : words).trim())
    .filter(Boolean)
    .join('\n');

function searchParts({ matter, standing, body, footnotes }: Cleared): readonly SearchPart[] {
  const facts = standing.facts.filter(({ value }) => !parseIdentifier(value));
  const told = facts.map(({ label, value }) => `${label}: ${value}.`).join(' ');
  const opening = { name: 'Opening', paragraphs: [matter.summary ?? '', told] };
  const notes = {
    id: 'page_notes',
    name: 'Footnotes',
    paragraphs: footnotes.map(({ children }) => textOfBlocks(children)),
  };
  return [...partsOf(opening, body), notes]
    .map(({ id, name, paragraphs }) => ({ id, name, words: inLines(paragraphs) }))
    .filter(({ words }) => words !== '');
}

/** `undefined` for a file that is no edition of a work. */
export function searchText(edition: Cleared, { work, publication }: Surroundings): SearchText | undefined {
  const card = work.editions.find((one) => one.edition === edition.edition);
  if (!card) return undefined;
  const { matter, standing, family } = edition;
  return {
    address: addressOf(edition),
    title: matter.title,
    edition: editionTitle(edition.edition),
    state: spanWords(card.phase, standing.phases),
    kind: card.phase.kind,
    label: TEXT_LABEL[matter.text]?.short,
    status: TEXT_LABEL[matter.text] && matter.text,
    language: matter.language === publication.language ? undefined : matter.language,
    family,
    year: card.date.slice(0, 4),
    leading: card.edition === work.leading,
    current: card.phase.kind === 'current',
    parts: searchParts(edition),
  };
}

/** Where the words of an edition stand for those who search. */
export const searchTextAddress = (edition: Parameters<typeof addressOf>[0]): string =>
  `${TEXTS_FOLDER}${addressOf(edition).slice(0, -1)}.json`;
