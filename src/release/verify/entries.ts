/** The entries of the ledger in a release: which of its files they are, their order, and what can be wrong with a file of a release. */
import type { KeptEntry } from '../../ledger/ledger.ts';
import { LEDGER_FOLDER } from '../../model/ledger.ts';
import type { Manifest, ManifestFile } from '../../model/manifest.ts';

export const MISSING = 'it is missing';
export const CHANGED = 'it was changed since it was published';

export const ledgerFiles = ({ files }: Manifest): readonly ManifestFile[] =>
  files.filter(({ path }) => path.startsWith(`${LEDGER_FOLDER}/`));

/** In the order in which entries were written, which is not that of their paths. */
export const byNumber = (a: KeptEntry, b: KeptEntry): number => a.entry.number - b.entry.number;
