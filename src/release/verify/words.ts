/**
 * A passage against all that was ever published: the clauses that have its words exactly, or but for quotation marks, dashes and hyphens
 * that copying changes; where none has, the clause that is nearest, and what differs word for word.
 */
import { comparePlainWords } from '../../diff/diff.ts';
import type { KeptEntry } from '../../ledger/ledger.ts';
import type { Operation } from '../../model/comparison.ts';
import type { PartialDate } from '../../model/date.ts';
import type { LedgerEntry, Part } from '../../model/ledger.ts';
import { normaliseText } from '../../model/text.ts';

export interface Found {
  /** `family/work@edition#clause`; without a clause what is none. */
  readonly identifier: string;
  readonly edition: string;
  readonly part: Part;
  readonly published: PartialDate;
  /** Whether a later entry corrected the edition, and the clause no longer has these words. */
  readonly corrected: boolean;
  readonly how: 'exact' | 'typography';
}

export interface Nearest {
  readonly identifier: string;
  /** From the words of the clause to the passage. */
  readonly operations: readonly Operation[];
}

export interface WordsVerdict {
  readonly found: readonly Found[];
  readonly nearest?: Nearest | undefined;
}

/** What copying from a page or a PDF changes: soft hyphens, words divided at a line end, quotation marks, dashes, ligatures. */
function folded(text: string): string {
  return normaliseText(
    text
      .normalize('NFKC')
      .replace(/\u00ad/g, '')
      .replace(/(?<=\p{L})[-\u2010]\s*\n\s*(?=\p{Ll})/gu, ''),
  )
    .replace(/[\u2018\u2019\u201a\u201b`]/g, "'")
    .replace(/[\u201c\u201d\u201e\u201f]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/ ?- ?/g, '-');
}

function identifierOf({ identifier }: LedgerEntry, { kind, id }: Part): string {
  return kind === 'facts' || kind === 'opening' || kind === 'footnote'
    ? `${identifier} (${id})`
    : `${identifier}#${id}`;
}

/** The words of a part, with its title before them as they are read. */
const wordsOf = ({ title, text }: Part) => (title === undefined || title === text ? text : `${title} ${text}`);

/** The innermost of the parts that have the words. */
function innermost(parts: readonly Part[], has: (text: string) => boolean): Part | undefined {
  const having = parts.filter((part) => has(wordsOf(part)));
  return having.toSorted((a, b) => a.text.length - b.text.length)[0];
}

/** Whether a text has another in it that neither begins nor ends inside a word. */
function hasWords(text: string, sought: string): boolean {
  const isLetter = (sign: string | undefined) => sign !== undefined && /[\p{L}\p{N}]/u.test(sign);
  const [first, last] = [isLetter(sought[0]), isLetter(sought.at(-1))];
  for (let at = text.indexOf(sought); at !== -1; at = text.indexOf(sought, at + 1)) {
    const cut = (first && isLetter(text[at - 1])) || (last && isLetter(text[at + sought.length]));
    if (!cut) return true;
  }
  return false;
}

function foundIn(
  entries: readonly KeptEntry[],
  passage: string,
  how: Found['how'],
  fold: (text: string) => string,
): readonly Found[] {
  const sought = fold(passage);
  const has = (text: string) => hasWords(fold(text), sought);
  return entries.flatMap(({ entry }, index) => {
    const part = innermost(entry.parts, has);
    if (!part) return [];
    const later = entries.slice(index + 1).find((one) => one.entry.identifier === entry.identifier);
    const still = later && innermost(later.entry.parts, has);
    // Of an edition that was corrected elsewhere, the corrected entry speaks.
    if (still) return [];
    const { identifier: edition, published } = entry;
    return [{ identifier: identifierOf(entry, part), edition, part, published, corrected: later !== undefined, how }];
  });
}

const SHINGLE = 3;

function shingles(text: string): ReadonlySet<string> {
  const words =
    folded(text)
      .toLowerCase()
      .match(/[\p{L}\p{N}']+/gu) ?? [];
  const size = Math.min(SHINGLE, words.length);
  return new Set(words.slice(0, words.length - size + 1).map((_, index) => words.slice(index, index + size).join(' ')));
}

/** Of less than this share of a passage's runs of three words a clause is no likeness. */
const LIKE = 0.2;

function nearestTo(entries: readonly KeptEntry[], passage: string): Nearest | undefined {
  const sought = shingles(passage);
  let best: { entry: LedgerEntry; part: Part; share: number } | undefined;
  for (const { entry } of entries) {
    for (const part of entry.parts) {
      const there = shingles(wordsOf(part));
      const share = [...sought].filter((one) => there.has(one)).length / Math.max(1, sought.size);
      // Of clauses that have the same words the newest is meant.
      const better = share > (best?.share ?? 0) || (share === best?.share && part.text.length <= best.part.text.length);
      if (better) best = { entry, part, share };
    }
  }
  if (!best || best.share < LIKE) return undefined;
  const operations = comparePlainWords(likeSentences(wordsOf(best.part), sought), normaliseText(passage));
  return { identifier: identifierOf(best.entry, best.part), operations };
}

/** The sentences of a clause from the first to the last that have anything of the passage: the others are no difference. */
function likeSentences(text: string, sought: ReadonlySet<string>): string {
  const sentences = text.split(/(?<=[.!?;:]) /);
  const like = sentences.map((one) => [...shingles(one)].some((words) => sought.has(words)));
  const [first, last] = [like.indexOf(true), like.lastIndexOf(true)];
  return first === -1 ? text : sentences.slice(first, last + 1).join(' ');
}

/** `entries` are those of a release, in order of their numbers. */
export function verifyWords(entries: readonly KeptEntry[], passage: string): WordsVerdict {
  const exact = foundIn(entries, passage, 'exact', normaliseText);
  const found = exact.length > 0 ? exact : foundIn(entries, passage, 'typography', folded);
  return found.length > 0 ? { found } : { found: [], nearest: nearestTo(entries, passage) };
}
