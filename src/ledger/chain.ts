/**
 * Entries of the ledger, in any order, to the chain that they make, and what is wrong with it in sentences: an entry lost, put
 * elsewhere, replaced, or cut off the end.
 */
import type { LedgerHead } from '../model/ledger.ts';
import { entryPath, type KeptEntry } from './form.ts';

/** What a content folder, or a release, has of the ledger. */
export interface Ledger {
  /** In order of their numbers. */
  readonly entries: readonly KeptEntry[];
  /** Those of one edition, by its identifier, oldest first. */
  readonly of: ReadonlyMap<string, readonly KeptEntry[]>;
  readonly head?: LedgerHead | undefined;
}

export function ledgerOf(entries: readonly KeptEntry[], head?: LedgerHead): Ledger {
  const of = new Map<string, KeptEntry[]>();
  for (const one of entries) {
    const { identifier } = one.entry;
    const known = of.get(identifier);
    if (known) known.push(one);
    else of.set(identifier, [one]);
  }
  return { entries, of, head };
}

export interface ChainProblem {
  readonly file: string;
  readonly message: string;
}

export interface Chain {
  /** In order of their numbers. */
  readonly entries: readonly KeptEntry[];
  readonly problems: readonly ChainProblem[];
}

function placeProblems(entries: readonly KeptEntry[]): readonly ChainProblem[] {
  const before = new Map<string, number>();
  return entries.flatMap(({ file, entry: { identifier } }) => {
    const corrected = before.get(identifier) ?? 0;
    before.set(identifier, corrected + 1);
    const due = entryPath(identifier, corrected);
    return due === file ? [] : [{ file, message: `By its number and identifier this entry belongs at ${due}.` }];
  });
}

function linkProblem(one: KeptEntry, index: number, entries: readonly KeptEntry[]): string | undefined {
  const { number, previous } = one.entry;
  const before = entries[index - 1];
  if (before?.entry.number === number) return `${before.file} has the same number, ${number}.`;
  const due = (before?.entry.number ?? 0) + 1;
  if (number !== due) {
    const lost = number - due === 1 ? `Entry ${due} is` : `Entries ${due} to ${number - 1} are`;
    return `${lost} missing before this one, which is entry ${number}.`;
  }
  if (previous === before?.sha256) return undefined;
  return before
    ? `The entry before it, ${before.file}, is not the one that it names: one of the two was replaced.`
    : 'The first entry names one before it.';
}

export function chainOf(kept: readonly KeptEntry[], head: LedgerHead | undefined, headFile: string): Chain {
  const entries = kept.toSorted((a, b) => a.entry.number - b.entry.number || (a.file < b.file ? -1 : 1));
  const links = entries.flatMap((one, index) => {
    const message = linkProblem(one, index, entries);
    return message === undefined ? [] : [{ file: one.file, message }];
  });
  const end: ChainProblem[] = [];
  // Entries behind the head are of a release whose copy was interrupted before the head was written.
  if (head && entries.length < head.entries) {
    const lost = head.entries - entries.length;
    end.push({ file: headFile, message: `The ledger has ${head.entries} entries, of which ${lost} cannot be found.` });
  } else if (head && entries[head.entries - 1]?.sha256 !== head.last) {
    end.push({ file: headFile, message: `Entry ${head.entries} is not the one that the ledger ended with.` });
  }
  return { entries, problems: [...links, ...placeProblems(entries), ...end] };
}
