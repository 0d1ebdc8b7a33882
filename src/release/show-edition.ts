/** An edition as a release shows it: held against the ledger, with its state as at the date of the release. */
import { compareWithLedger, type Ledger } from '../ledger/ledger.ts';
import type { PartialDate } from '../model/date.ts';
import type { Cleared, EditionEntry, Work } from '../model/edition.ts';
import type { Finding } from '../model/finding.ts';
import type { ShownCorrection } from '../model/ledger.ts';
import { editionInForce, phaseOf } from '../model/surroundings.ts';
import type { ShownEdition } from './staging.ts';

export interface Shown {
  readonly findings: readonly Finding[];
  readonly corrections: readonly ShownCorrection[];
  readonly shown: ShownEdition;
}

/** `edition` as the public sees it, whoever else may. */
export function showEdition(
  edition: Cleared,
  work: Work,
  entry: EditionEntry,
  { ledger, asAt }: { readonly ledger: Pick<Ledger, 'of'>; readonly asAt: PartialDate },
): Shown {
  const { identifier } = entry;
  const recorded = ledger.of.get(identifier) ?? [];
  const compared = compareWithLedger(edition, recorded, entry);
  const { findings, corrections: told } = compared;
  const { title, corrections } = edition.matter;
  // The ledger knows an edition better than a view of the past can show it; of the site itself the findings tell where the two differ.
  const latest = recorded.at(-1)?.entry;
  const known = latest?.corrections.length === corrections.length ? latest : undefined;
  const { parts, edition: digest } = known ?? { parts: compared.parts, edition: compared.digest };
  const phase = phaseOf(work, entry, asAt);
  const inForce = editionInForce(work, asAt)?.identifier;
  return { findings, corrections: told, shown: { identifier, title, corrections, parts, digest, phase, inForce } };
}
