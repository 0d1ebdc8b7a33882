/**
 * The newest release that was ever seen of a site: whoever serves an old release as the current one cannot be told by its signature, which
 * holds for ever, but by this. It is kept for each user; where it cannot be kept nothing is remembered, and nobody is hindered.
 */
import path from 'node:path';
import { type Host, HostFault, replaceFile } from '../../host.ts';
import { canonicalFile, parseCanonical } from '../../model/canonical-json.ts';
import type { Problem, Sealed } from './sealed.ts';
import { MANIFEST } from '../../model/manifest.ts';
import type { Trust } from './trust.ts';

interface Seen {
  readonly release: number;
  /** Digest of its manifest. */
  readonly manifest: string;
}

function placeOf(host: Host): string | undefined {
  const state = host.environment('XDG_STATE_HOME');
  const home = host.environment('HOME');
  const base = state || (home && path.join(home, '.local', 'state'));
  return base ? path.join(base, 'guidance-press', 'seen.json') : undefined;
}

function readSeen(host: Host, file: string): Readonly<Record<string, Seen>> {
  if (host.kind(file) !== 'file') return {};
  const read = parseCanonical(host.read(file));
  return 'value' in read && read.value instanceof Object ? (read.value as Record<string, Seen>) : {}; // written below
}

/**
 * Whether a release is older than one seen before, or another of the same number; and remembers it where it is neither. Nor can a view
 * of the past stand in the place of a site that was seen. Releases that any key of `trust` signed are of one site: an old one does not
 * become the newest by being of the key before.
 */
export function rollbackProblem(host: Host, { manifest, digest, key }: Sealed, trust: Trust): Problem | undefined {
  const { release, view, baseAddress } = manifest;
  const file = placeOf(host);
  if (key === undefined || (release ?? view) === undefined || file === undefined) return undefined;
  const siteOf = (id: string) => `${id} ${baseAddress}`;
  try {
    const seen = readSeen(host, file);
    const known = (trust ?? []).flatMap(({ id }) => seen[siteOf(id)] ?? []);
    const before = known.toSorted((a, b) => a.release - b.release).at(-1);
    if (release === undefined)
      return (
        before && {
          path: MANIFEST,
          what: `this is a view of the past and not the site, of which release ${before.release} was seen before; --any-release accepts it as what it is`,
        }
      );
    if (before && before.release > release)
      return {
        path: MANIFEST,
        what: `this is release ${release}, and release ${before.release} was seen before: it is out of date`,
      };
    if (before?.release === release && before.manifest !== digest)
      return { path: MANIFEST, what: `another release ${release} was seen before` };
    if (before?.release !== release)
      replaceFile(host, file, canonicalFile({ ...seen, [siteOf(key)]: { release, manifest: digest } }));
  } catch (cause) {
    if (!(cause instanceof HostFault)) throw cause; // nothing can be remembered there
  }
  return undefined;
}
