/**
 * A cleared edition to what the search index holds of it: its words in reading order, cut at the clauses, each with the id and the name
 * under which a result leads to it. The indexer knows names in `data-pagefind-…` only.
 */
import { type Clause, childBlocks, clausesOf } from '../model/clauses.ts';
import type { Block } from '../model/document.ts';
import type { Cleared } from '../model/edition.ts';
import { titleOfClause } from '../model/history.ts';
import { addressOf, parseIdentifier } from '../model/identifier.ts';
import type { SearchRecord } from '../model/search-record.ts';
import type { EditionCard, Surroundings } from '../model/surroundings.ts';
import { textOfBlocks } from '../model/text.ts';
import { spanWords } from './html/html.ts';
import { capitalised, editionTitle, nameOfClause } from './naming.ts';
import { TEXT_LABEL } from './wording.ts';

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? '');

/** "Principle 2: Listen first", "Answer to question 3"; a section by its heading, which has its number. */
function nameOf(clause: Clause, clauses: Iterable<Clause>): string {
  const title = titleOfClause(clause);
  if (clause.kind === 'section') return title ?? clause.id;
  const { node } = clause;
  const asked = node.type === 'answer' ? [...clauses].find(({ id }) => id === node.to) : undefined;
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

/** A clause is an element with its id and name; the indexer puts what follows under the last of these. */
function written(block: Block, names: ReadonlyMap<Block, Clause>): string {
  const own = escaped(ownWords(block));
  const inner = childBlocks(block).map((child) => written(child, names));
  const words = [own === '' ? '' : `<p>${own}</p>`, ...inner].join('');
  const clause = names.get(block);
  const named = clause ? ` id="${clause.id}" data-pagefind-title="${escaped(nameOf(clause, names.values()))}"` : '';
  if (block.type === 'heading') return `<h2${named}>${own}</h2>`;
  return clause ? `<section${named}>${words}</section>` : words;
}

/** What results are narrowed by. `leading` is the edition in force or, where there is none, the newest. */
function filters(
  { family }: Cleared,
  card: EditionCard,
  { work }: Surroundings,
): readonly (readonly [string, string])[] {
  const leading = card.edition === work.leading;
  return [
    ['family', family],
    ['year', card.date.slice(0, 4)],
    ...(leading ? [['edition', 'leading'] as const] : []),
    ...(card.phase.kind === 'current' ? [['edition', 'current'] as const] : []),
  ];
}

/** What a result says beside its excerpts. */
function saidOf(
  { matter, edition, standing }: Cleared,
  { phase }: EditionCard,
  { publication }: Surroundings,
): readonly (readonly [string, string])[] {
  const label = TEXT_LABEL[matter.text]?.short;
  return [
    ['title', matter.title],
    ['edition', editionTitle(edition)],
    ['state', spanWords(phase, standing.phases)],
    ['kind', phase.kind],
    ...(label === undefined ? [] : [['text', label] as const, ['status', matter.text] as const]),
    ...(matter.language === publication.language ? [] : [['language', matter.language] as const]),
  ];
}

/** `undefined` for a file that is no edition of a work. */
export function searchRecord(edition: Cleared, around: Surroundings): SearchRecord | undefined {
  const card = around.work.editions.find((one) => one.edition === edition.edition);
  if (!card) return undefined;
  const clauses = new Map(clausesOf(edition.body).map((clause) => [clause.node, clause]));
  const { title, summary = '' } = edition.matter;
  const facts = edition.standing.facts.filter(({ value }) => !parseIdentifier(value));
  const told = facts.map(({ label, value }) => `${label}: ${value}.`).join(' ');
  const metas = [
    ...filters(edition, card, around).map(
      ([name, value]) => `<meta data-pagefind-filter="${name}[content]" content="${escaped(value)}">`,
    ),
    ...saidOf(edition, card, around).map(
      ([name, value]) => `<meta data-pagefind-meta="${name}[content]" content="${escaped(value)}">`,
    ),
  ];
  const notes = edition.footnotes.map(({ children }) => `<p>${escaped(textOfBlocks(children))}</p>`);
  const body = [
    `<h1>${escaped(title)}</h1>`,
    `<p>${escaped(summary)}</p>`,
    `<p>${escaped(told)}</p>`,
    ...edition.body.map((block) => written(block, clauses)),
    ...notes,
  ];
  const html = `<!doctype html><html><body><main data-pagefind-body>${[...metas, ...body].join('\n')}</main></body></html>`;
  return { address: addressOf(edition), html, marking: edition.matter.classification };
}
