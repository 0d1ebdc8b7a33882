/**
 * A quotation is what was written, word for word, in the clause it names. It may be any contiguous part of it. List numbers,
 * enclosing quotation marks and white space do not count; every other character does.
 */
import { diffArrays } from 'diff';
import { clausesOf } from '../model/clauses.ts';
import { childBlocks, walkBlocks } from '../model/clauses.ts';
import type { Block, Quote } from '../model/document.ts';
import type { Corpus, EditionEntry } from '../model/edition.ts';
import { type Finding, finding } from '../model/finding.ts';
import { normaliseText, textOfBlocks } from '../model/text.ts';

/** The words of each innermost block, without the quotation marks around it. */
function quotedWords(blocks: readonly Block[]): readonly string[] {
  const innermost = [...walkBlocks(blocks)]
    .filter(([block]) => childBlocks(block).length === 0)
    .map(([block]) => textOfBlocks([block]));
  const bare = innermost.map((text) => text.replace(/^["'“”‘’]+/u, '').replace(/["'“”‘’]+$/u, ''));
  return normaliseText(bare.join(' ')).split(' ').filter(Boolean);
}

function holds(source: readonly string[], quoted: readonly string[]): boolean {
  return source.some((_, start) => quoted.every((word, index) => source[start + index] === word));
}

const listed = (words: readonly string[]) => `"${words.slice(0, 12).join(' ')}${words.length > 12 ? ' …' : ''}"`;

/** The first difference, once the words of the source before and behind the quotation are left aside. */
function difference(source: readonly string[], quoted: readonly string[]): string {
  const parts = diffArrays([...source], [...quoted], { maxEditLength: 2000 });
  if (!parts) return 'It has little in common with its source.';
  const first = parts.findIndex((part) => !part.removed);
  const last = parts.findLastIndex((part) => !part.removed);
  const inside = parts.slice(first, last + 1);
  const at = inside.findIndex((part) => part.removed || part.added);
  const here = inside.slice(at, at + 2);
  const removed = here.find((part) => part.removed)?.value;
  const added = here.find((part) => part.added)?.value;
  if (removed && added) return `It has ${listed(added)} where the source has ${listed(removed)}.`;
  if (added) return `It has ${listed(added)}, which the source has not.`;
  return removed ? `It leaves out ${listed(removed)}.` : 'Its words stand in another order.';
}

function checkQuotation(
  quote: Quote,
  place: Finding['place'],
  entry: EditionEntry,
  corpus: Corpus,
): readonly Finding[] {
  const { work, edition, clause } = quote.source;
  const source = corpus.entries.get(`${work}@${edition}`);
  if (!source) return [finding('quote-source', entry.file, place, `There is no edition "${work}@${edition}".`)];
  const found = clausesOf(corpus.load(source.identifier).body).find(({ id }) => id === clause);
  if (!found) return [finding('quote-source', entry.file, place, `"${source.identifier}" has no clause "${clause}".`)];
  const written = textOfBlocks(found.blocks).split(' ');
  const quoted = quotedWords(quote.children);
  if (quoted.length === 0) return [finding('quote-differs', entry.file, place, 'The quotation has no words.')];
  if (holds(written, quoted)) return [];
  const silent = entry.withholds || source.withholds;
  const message = silent ? 'The quotation differs from its source.' : difference(written, quoted);
  return [finding('quote-differs', entry.file, place, message)];
}

export function checkQuotations(entry: EditionEntry, corpus: Corpus): readonly Finding[] {
  if (entry.quotations.length === 0) return [];
  const { body, footnotes } = corpus.load(entry.identifier);
  const blocks = [...walkBlocks([...body, ...footnotes.flatMap(({ children }) => children)])];
  const quotes = blocks.flatMap(([block]) => (block.type === 'quote' ? [block] : []));
  return quotes.flatMap((quote, index) =>
    checkQuotation(quote, entry.quotations[index]?.place ?? { line: 1, column: 1 }, entry, corpus),
  );
}
