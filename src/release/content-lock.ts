/**
 * One release of a content folder at a time: wherever their sites stand, all of them continue its ledger. The lock names the site, so that the
 * next run can tell whether one that was killed has left the ledger to be completed from there.
 */
import path from 'node:path';
import { type Host, HostFault } from '../host.ts';
import { isUnfinished } from './journal.ts';
import { lock } from './lock.ts';

/** No content folder looks at a file of this name. */
const LOCK = '.release.lock';

/** The site of a run that has, or had, the lock. */
function siteIn(host: Host, file: string): string | undefined {
  if (host.kind(file) !== 'file') return undefined;
  try {
    return new TextDecoder().decode(host.read(file)).split('\n')[3] || undefined;
  } catch (cause) {
    if (cause instanceof HostFault) return undefined; // it was let go just now
    throw cause;
  }
}

/** `content` and `out` are absolute paths. Gives back what lets others in. */
export function lockContent(host: Host, content: string, out: string, told: (sentence: string) => void): () => void {
  if (host.kind(content) !== 'folder') return () => undefined; // told of when it is read
  const file = path.join(content, LOCK);
  const other = siteIn(host, file);
  const unfinished = other !== undefined && other !== out && isUnfinished(host, other);
  // One that is held is told of as such; only of one that was left behind is the rest of interest.
  const free = lock(host, file, {
    told,
    doing: 'making a release of the same content',
    note: unfinished ? other : out,
  });
  if (!unfinished) return free;
  // The lock stays, as one that a run that has ended has left behind: whoever comes next is told the same.
  throw new HostFault(
    'EUNFINISHED',
    `A release to ${other} was cut short before the ledger had all that readers see there. Complete it first: press release --out ${other}`,
    undefined,
  );
}
