/**
 * A folder against its manifest: every file that is listed stands there as it was published, and nothing else does. The ledger in it is
 * proved too, and that it has the editions that the manifest names.
 */
import path from 'node:path';
import type { Host } from '../../host.ts';
import { chainOf, type KeptEntry, ledgerOf, parseEntry, sha256 } from '../../ledger/ledger.ts';
import { LEDGER_FOLDER } from '../../model/ledger.ts';
import { MANIFEST, type Manifest, type ManifestFile, SIGNATURE } from '../../model/manifest.ts';
import { formatManifest } from '../manifest.ts';
import { parseRecord, RECORD } from '../record.ts';
import type { Problem } from './sealed.ts';
import { byNumber, CHANGED, ledgerFiles, MISSING } from './entries.ts';

/** Deeper than any release. */
const DEEPEST = 12;

/** Everything below a folder that is no folder. Links are named and never followed. */
function* below(host: Host, root: string, folder = '', depth = 0): Generator<{ file: string; kind: string }> {
  for (const { name, kind } of host.list(path.join(root, folder))) {
    const file = folder === '' ? name : `${folder}/${name}`;
    if (kind === 'folder' && depth < DEEPEST) yield* below(host, root, file, depth + 1);
    else yield { file, kind };
  }
}

/** Of a file that is not as it is listed: whether it is another file of the release. */
function swapped(due: ManifestFile, digest: string, files: readonly ManifestFile[]): string {
  const other = files.find((one) => one.sha256 === digest && one !== due);
  return other ? `; it holds what belongs at ${other.path}` : '';
}

/** Why the record that `press publish` leaves may not stand beside a release; it tells of this one, and of nothing else. */
function recordProblem(host: Host, root: string, manifest: Manifest): Problem | undefined {
  const file = path.join(root, RECORD);
  const record = host.kind(file) === 'file' ? parseRecord(host.read(file)) : undefined;
  if (!record) return { path: RECORD, what: 'it is no record of what was published' };
  if (!record.whole) return { path: RECORD, what: 'a run of press publish was cut short; run it again' };
  const listed = new Set(manifest.files.map((one) => one.path));
  const same = record.manifest === sha256(formatManifest(manifest)) && record.paths.every((one) => listed.has(one));
  return same ? undefined : { path: RECORD, what: 'it tells of another release' };
}

function fileProblems(host: Host, root: string, manifest: Manifest): readonly Problem[] {
  const { files } = manifest;
  const listed = new Map(files.map((file) => [file.path, file]));
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const { file, kind } of below(host, root)) {
    if (file === MANIFEST || file === SIGNATURE) continue;
    if (file === RECORD) {
      const problem = recordProblem(host, root, manifest);
      if (problem) problems.push(problem);
      continue;
    }
    const due = listed.get(file);
    seen.add(file);
    if (!due) problems.push({ path: file, what: 'it does not belong to the release' });
    else if (kind !== 'file') problems.push({ path: file, what: `it is a ${kind} and no ordinary file` });
    else {
      const bytes = host.read(path.join(root, file));
      const digest = sha256(bytes);
      if (digest !== due.sha256 || bytes.length !== due.size)
        problems.push({ path: file, what: `${CHANGED}${swapped(due, digest, files)}` });
    }
  }
  const missing = files.filter(({ path: file }) => !seen.has(file));
  return [...problems, ...missing.map(({ path: file }) => ({ path: file, what: MISSING }))];
}

/** The entries of the ledger that a release holds, in order of their numbers, and what is wrong with them. */
export function entriesIn(
  host: Host,
  root: string,
  manifest: Manifest,
): { entries: readonly KeptEntry[]; problems: readonly Problem[] } {
  const kept: KeptEntry[] = [];
  const problems: Problem[] = [];
  for (const { path: file, sha256: digest } of ledgerFiles(manifest)) {
    const bytes = host.kind(path.join(root, file)) === 'file' ? host.read(path.join(root, file)) : undefined;
    if (bytes === undefined || sha256(bytes) !== digest) {
      problems.push({ path: file, what: bytes === undefined ? MISSING : CHANGED });
      continue;
    }
    const entry = parseEntry(file, bytes);
    if ('problem' in entry) problems.push({ path: file, what: entry.problem });
    else kept.push(entry);
  }
  return { entries: kept.toSorted(byNumber), problems };
}

function ledgerProblems(host: Host, root: string, manifest: Manifest): readonly Problem[] {
  const { entries, problems } = entriesIn(host, root, manifest);
  const chain = chainOf(entries, undefined, LEDGER_FOLDER);
  const broken = chain.problems.map(({ file, message }) => ({ path: file, what: message.replace(/\.$/, '') }));
  const { entries: count = 0, last } = manifest.ledger ?? {};
  const end = chain.entries.at(-1);
  const cut = chain.entries.length !== count || end?.sha256 !== last;
  const { of } = ledgerOf(chain.entries);
  const editions = manifest.editions.flatMap(({ identifier, edition }): readonly Problem[] => {
    const latest = of.get(identifier)?.at(-1);
    if (latest?.entry.edition === edition) return [];
    return [{ path: MANIFEST, what: `the digest of ${identifier} is not that of the ledger` }];
  });
  return [
    ...problems,
    ...broken,
    ...(cut
      ? [{ path: LEDGER_FOLDER, what: `the ledger does not end where the manifest says, with entry ${count}` }]
      : []),
    ...editions,
  ];
}

/** Everything that is wrong with a folder, given its manifest. What is a build and no release has no ledger. */
export function folderProblems(host: Host, root: string, manifest: Manifest): readonly Problem[] {
  const files = fileProblems(host, root, manifest);
  if (files.length > 0 || manifest.release === undefined) return files;
  return ledgerProblems(host, root, manifest);
}
