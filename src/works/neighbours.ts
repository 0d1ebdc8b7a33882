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

type Find = () => readonly Finding[];

/** Made apart from the editions: it is held until the end of the run, and would hold them with it. */
const giving = (names: readonly unknown[]) => () => names;

/**
 * What is kept of it for all runs, whoever finds it first: a build does among its comparisons, and a check need not compare again. `find`
 * looks for it in the texts as the public sees them.
 */
export function keptBetween(
  { identifier, editions }: Pick<Work, 'identifier' | 'editions'>,
  checked: Pick<Checked, 'identityOf' | 'levels'>,
  ledger?: Pick<Ledger, 'of'>,
  cache?: Cache,
) {
  const shelf = cache?.index('neighbours', identifier);
  const identityOf = (entry: EditionEntry) => checked.identityOf(entry.identifier);
  const ofPair = (pair: readonly EditionEntry[]) => ['changes', pair.map(identityOf), checked.levels];
  const ofEdition = (entry: EditionEntry) => {
    return ['published', identityOf(entry), ledger?.of.get(entry.identifier)?.map(({ sha256 }) => sha256)];
  };
  const remembered = (what: unknown, find: Find) => (shelf ? kept(shelf, what, find) : find());
  return {
    changes: (pair: readonly EditionEntry[], find: Find) => remembered(ofPair(pair), find),
    published: (entry: EditionEntry, find: Find) => remembered(ofEdition(entry), find),
    /** Says that all of it is still of use. */
    mention(): void {
      const pairs = editions.slice(1).map((_, index) => ofPair(editions.slice(index, index + 2)));
      const names = [...editions.map(ofEdition), ...pairs];
      shelf?.mention(giving(names));
    },
  };
}

/** Each edition of a work against the one before it, and against what was published of it. At most two are held at a time. */
export function neighbourFindings(
  work: Work,
  checked: Checked,
  ledger?: Pick<Ledger, 'of'>,
  cache?: Cache,
): readonly Finding[] {
  const { editions } = work;
  const held = new Map<EditionEntry, Cleared>();
  function cleared(entry: EditionEntry): Cleared {
    const edition = held.get(entry) ?? clear(checked.load(entry.identifier), 'public');
    held.set(entry, edition);
    return edition;
  }
  function changesIn(before: EditionEntry, entry: EditionEntry): readonly Finding[] {
    if (tellsOutcomeOf(entry, before)) return [];
    const [old, newer] = [cleared(before), cleared(entry)];
    return changeFindings(diff(old, newer), old, newer, entry, checked.levels);
  }
  function sincePublished(entry: EditionEntry): readonly Finding[] {
    const recorded = ledger?.of.get(entry.identifier) ?? [];
    if (recorded.length === 0 && !hasCorrections(entry)) return [];
    return compareWithLedger(cleared(entry), recorded, entry).findings;
  }
  const known = keptBetween(work, checked, ledger, cache);
  return editions.flatMap((entry, index) => {
    const before = editions[index - 1];
    const found = before ? known.changes([before, entry], () => changesIn(before, entry)) : [];
    const told = known.published(entry, () => sincePublished(entry));
    if (before) held.delete(before);
    return [...found, ...told];
  });
}

const hasCorrections = ({ matter }: EditionEntry) => matter.corrections.length > 0;
