/** What is found between the editions of a work, and between them and what was published of it: changes that no note accounts for. */
import { type Cache, kept } from '../cache/cache.ts';
import { clear } from '../clear/clear.ts';
import { accountFor, diff } from '../diff/diff.ts';
import { compareWithLedger, type Ledger } from '../ledger/ledger.ts';
import type { Comparison } from '../model/comparison.ts';
import type { Checked, Cleared, EditionEntry, Work } from '../model/edition.ts';
import { type Finding, withoutWords } from '../model/finding.ts';
import { type Levels, levelled } from '../model/levels.ts';
import { tellsOutcomeOf } from '../model/surroundings.ts';

/** What the change notes of an edition leave out, given the comparison with the one before it. */
export function changeFindings(
  comparison: Comparison,
  old: Cleared,
  newer: Cleared,
  entry: EditionEntry,
  levels: Levels | undefined,
): readonly Finding[] {
  if (tellsOutcomeOf(newer, old)) return [];
  const found = levelled(accountFor(comparison, old, newer, entry.places), levels);
  return entry.withholds ? found.map(withoutWords) : found;
}

/** Each edition of a work against the one before it, and against what was published of it. At most two are held at a time. */
export function neighbourFindings(
  { identifier, editions }: Work,
  checked: Checked,
  ledger?: Ledger,
  cache?: Cache,
): readonly Finding[] {
  const held = new Map<EditionEntry, Cleared>();
  function cleared(entry: EditionEntry): Cleared {
    const edition = held.get(entry) ?? clear(checked.load(entry.identifier), 'public');
    held.set(entry, edition);
    return edition;
  }
  const remembered = (made: readonly unknown[], find: () => readonly Finding[]) =>
    cache ? kept(cache.index('neighbours', identifier), made, find) : find();
  const identityOf = (entry: EditionEntry) => checked.identityOf(entry.identifier);
  return editions.flatMap((entry, index) => {
    const before = editions[index - 1];
    const found = before
      ? remembered(['changes', [before, entry].map(identityOf), checked.levels], () => {
          const [old, newer] = [cleared(before), cleared(entry)];
          return changeFindings(diff(old, newer), old, newer, entry, checked.levels);
        })
      : [];
    const recorded = ledger?.of.get(entry.identifier) ?? [];
    const told = remembered(['published', identityOf(entry), recorded.map(({ sha256 }) => sha256)], () =>
      recorded.length > 0 || hasCorrections(entry) ? compareWithLedger(cleared(entry), recorded, entry).findings : [],
    );
    if (before) held.delete(before);
    return [...found, ...told];
  });
}

const hasCorrections = ({ matter }: EditionEntry) => matter.corrections.length > 0;
