/**
 * The ledger of a content folder: read and proved whole, asked what was published of an edition, and continued by the entries of a
 * release. Nothing here writes.
 */
import path from 'node:path';
import type { Host } from '../host.ts';
import { type Finding, finding } from '../model/finding.ts';
import { LEDGER_FOLDER, LEDGER_HEAD, type LedgerHead } from '../model/ledger.ts';
import { chainOf, type Ledger, ledgerOf } from './chain.ts';
import { type KeptEntry, parseEntry, parseHead } from './form.ts';

export { nextEntry, type Recorded } from './append.ts';
export { chainOf, type Ledger, ledgerOf } from './chain.ts';
export { changedParts, compareWithLedger, type Compared, missingFindings, recordedPart } from './compare.ts';
export { entryForm, entryPath, headForm, type KeptEntry, parseEntry, parseHead, readEntry } from './form.ts';
export { ownDigest, partsOf, sha256 } from './parts.ts';

const DEEPEST = 2;

/** The files below the folder of the ledger, but for those that a copy left unfinished. */
function filesBelow(host: Host, root: string, folder: string, depth = 0): readonly string[] {
  return host.list(path.join(root, folder)).flatMap(({ name, kind }) => {
    const file = `${folder}/${name}`;
    if (name.startsWith('.')) return [];
    return kind === 'folder' && depth < DEEPEST ? filesBelow(host, root, file, depth + 1) : [file];
  });
}

export interface LedgerRead {
  readonly ledger: Ledger;
  readonly findings: readonly Finding[];
}

/** The ledger below a content folder, and all that is wrong with it. A folder without one has published nothing yet. */
export function readLedger(host: Host, root: string): LedgerRead {
  if (host.kind(path.join(root, LEDGER_FOLDER)) !== 'folder') return { ledger: ledgerOf([]), findings: [] };
  const headFile = `${LEDGER_FOLDER}/${LEDGER_HEAD}`;
  const kept: KeptEntry[] = [];
  const findings: Finding[] = [];
  let head: LedgerHead | undefined;
  const refuse = (file: string, problem: string) =>
    findings.push(finding('ledger-entry', file, undefined, `The file is no whole part of the ledger: ${problem}.`));
  for (const file of filesBelow(host, root, LEDGER_FOLDER)) {
    if (host.kind(path.join(root, file)) !== 'file') {
      refuse(file, 'it is no ordinary file');
      continue;
    }
    const bytes = host.read(path.join(root, file));
    const read = file === headFile ? parseHead(bytes) : parseEntry(file, bytes);
    if ('problem' in read) refuse(file, read.problem);
    else if ('bytes' in read) kept.push(read);
    else head = read;
  }
  const { entries, problems } = chainOf(kept, head, headFile);
  // A broken entry is told of once; that it is missing from the chain follows.
  if (findings.length === 0)
    findings.push(...problems.map(({ file, message }) => finding('ledger-chain', file, undefined, message)));
  return { ledger: ledgerOf(entries, head), findings };
}
