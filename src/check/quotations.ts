/**
 * A quotation is what was written, word for word, in the clause it names. It may be any contiguous part of it. List numbers,
 * enclosing quotation marks and white space do not count; every other character does.
 */
import { diffArrays } from 'diff';
import { childBlocks, type Clause, clausesOf, walkBlocks, withFootnotes } from '../model/clauses.ts';
import type { Block, Quote } from '../model/document.ts';
import type { Corpus, EditionEntry } from '../model/edition.ts';
import { isEdition } from '../model/editions.ts';
import { finding, type Finding, said } from '../model/finding.ts';
import { dominates, formatMarking } from '../model/marking.ts';
import { withoutWithheld } from '../model/rewrite.ts';
import { suggestion } from '../model/suggest.ts';
import { normaliseText, textOfBlocks } from '../model/text.ts';
import { isLiving } from './wording.ts';

const QUOTATION_MARKS = `"'“”‘’`;

function withoutMarks(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && QUOTATION_MARKS.includes(text.charAt(start))) start++;
  while (end > start && QUOTATION_MARKS.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

const wordsOf = (text: string) => normaliseText(text).split(' ').filter(Boolean);

/** The words as they are, and without the quotation marks around each innermost block. */
function readings(blocks: readonly Block[]): readonly [whole: readonly string[], bare: readonly string[]] {
  const innermost = walkBlocks(blocks).filter((block) => childBlocks(block).length === 0);
  const bare = innermost.map((block) => withoutMarks(textOfBlocks([block])));
  return [wordsOf(textOfBlocks(blocks)), wordsOf(bare.join(' '))];
}

/** Whether `quoted` stands in `source` in one piece (Knuth, Morris and Pratt: time linear in both). */
function holds(source: readonly string[], quoted: readonly string[]): boolean {
  const fallback = [0];
  for (let index = 1, length = 0; index < quoted.length; index++) {
    while (length > 0 && quoted[index] !== quoted[length]) length = fallback[length - 1] ?? 0;
    if (quoted[index] === quoted[length]) length++;
    fallback.push(length);
  }
  let matched = 0;
  return source.some((word) => {
    while (matched > 0 && word !== quoted[matched]) matched = fallback[matched - 1] ?? 0;
    if (word === quoted[matched]) matched++;
    return matched === quoted.length;
  });
}

const listed = (words: readonly string[]) => said(`${words.slice(0, 12).join(' ')}${words.length > 12 ? ' …' : ''}`);

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

interface Quotable {
  readonly ids: readonly string[];
  /** The readings of a clause; `undefined` when there is none of that id. */
  readonly readingsOf: (id: string) => ReturnType<typeof readings> | undefined;
}

function quotable(clauses: readonly Clause[]): Quotable {
  const blocks = new Map(clauses.map(({ id, blocks }) => [id, blocks]));
  const known = new Map<string, ReturnType<typeof readings>>();
  function readingsOf(id: string): ReturnType<typeof readings> | undefined {
    const found = blocks.get(id);
    const read = known.get(id) ?? (found && readings(found));
    if (read) known.set(id, read);
    return read;
  }
  return { ids: [...blocks.keys()], readingsOf };
}

/** What can be quoted from an edition. One is held at a time: quotations of one source stand together. */
function quotableFinder(corpus: Corpus): (identifier: string) => Quotable {
  let [held, found] = ['', quotable([])];
  return (identifier) => {
    if (held !== identifier) found = quotable(clausesOf(withoutWithheld(corpus.load(identifier).body)));
    held = identifier;
    return found;
  };
}

interface Known {
  /** Every entry that the findings depend on. */
  readonly used: readonly EditionEntry[];
  readonly findings: readonly Finding[];
}

/** Entries are values: the quotations of one, held against the same editions, give the same findings. Trees need not be read again. */
const checkedBefore = new WeakMap<EditionEntry, Known>();

export function checkQuotations(entry: EditionEntry, corpus: Corpus, unread: ReadonlySet<string>): readonly Finding[] {
  if (entry.quotations.length === 0) return [];
  const found = entry.quotations.map(({ source: { work, edition } }) =>
    unread.has(`${work}/${edition}.md`) ? undefined : corpus.entries.get(`${work}@${edition}`),
  );
  const sources = found.flatMap((source) => (source ? [source] : []));
  const works = [entry, ...sources].map(({ family, work }) => corpus.works.get(`${family}/${work}`));
  // A quotation may grow old with an edition of the work that it is from, or of its own.
  const used = [...sources, ...works.flatMap((work) => work?.editions ?? [])];
  const before = checkedBefore.get(entry);
  if (before?.used.length === used.length && before.used.every((one, index) => one === used[index]))
    return before.findings;
  const findings = compareQuotations(entry, corpus, unread);
  // What is said of a source that is not there depends on those that are.
  if (sources.length === entry.quotations.length) checkedBefore.set(entry, { used, findings });
  return findings;
}

function compareQuotations(entry: EditionEntry, corpus: Corpus, unread: ReadonlySet<string>): readonly Finding[] {
  const quotableIn = quotableFinder(corpus);

  /** A quotation that was right and that the newest edition of the quoted document no longer bears out. */
  function stale(source: EditionEntry, quoted: ReturnType<typeof readings>, place: Finding['place'] | undefined) {
    const newest = corpus.works.get(`${source.family}/${source.work}`)?.editions.at(-1);
    const own = source.family === entry.family && source.work === entry.work;
    // Of a text that is not held whole nobody can say what it does not say.
    if (!newest || isEdition(newest, source) || own || newest.matter.text !== 'full' || !isLiving(entry, corpus))
      return [];
    const words = readings(withoutWithheld(corpus.load(newest.identifier).body));
    if (words.some((all) => quoted.some((some) => holds(all, some)))) return [];
    return [finding('quote-stale', entry.file, place, `${said(newest.identifier)} no longer has these words.`)];
  }

  /** An edition is marked as its public text, so that every clause of it has at most its marking. */
  function markedHigher({ identifier, matter }: EditionEntry, place: Finding['place'] | undefined) {
    const [there, here] = [matter.classification, entry.matter.classification];
    if (dominates(here, there)) return [];
    const message = `${said(identifier)} is marked "${formatMarking(there)}", and the front matter here says "${formatMarking(here)}".`;
    return [finding('quote-marking', entry.file, place, message)];
  }

  function checkQuotation(quote: Quote, place: Finding['place'] | undefined): readonly Finding[] {
    const { work, edition, clause } = quote.source;
    const refuse = (rule: 'quote-source' | 'quote-differs', message: string) => [
      finding(rule, entry.file, place, message),
    ];
    if (unread.has(`${work}/${edition}.md`)) return [];
    const source = corpus.entries.get(`${work}@${edition}`);
    if (!source) {
      const near = suggestion(`${work}@${edition}`, [...corpus.entries.keys()]);
      return refuse('quote-source', `There is no edition ${said(`${work}@${edition}`)}${near}`);
    }
    const { ids, readingsOf } = quotableIn(source.identifier);
    const written = readingsOf(clause);
    if (!written) {
      const near = suggestion(clause, ids);
      return refuse('quote-source', `${said(source.identifier)} has no clause ${said(clause)}${near}`);
    }
    const quoted = readings(quote.children);
    if (quoted[1].length === 0) return refuse('quote-differs', 'The quotation has no words.');
    if (written.some((source) => quoted.some((words) => holds(source, words))))
      return [...markedHigher(source, place), ...stale(source, quoted, place)];
    const silent = entry.withholds || source.withholds;
    return refuse(
      'quote-differs',
      silent ? 'The quotation differs from its source.' : difference(written[0], quoted[1]),
    );
  }

  const { body, footnotes } = corpus.load(entry.identifier);
  const blocks = walkBlocks(withFootnotes(body, footnotes));
  const quotes = blocks.flatMap((block) => (block.type === 'quote' ? [block] : []));
  return quotes.flatMap((quote, index) => checkQuotation(quote, entry.quotations[index]?.place));
}
