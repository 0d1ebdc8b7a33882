/**
 * The manifest as bytes: written in canonical JSON, so that the same release has the same manifest to the byte, and read strictly.
 * What is no manifest of this form is refused with a sentence that says why: unknown fields, paths that lead out or that some file
 * systems hold for one, files or editions listed twice, a form of a newer version.
 */
import { z } from 'zod';
import { canonicalFile, parseCanonical } from '../model/canonical-json.ts';
import { type PartialDate, parseDate } from '../model/date.ts';
import { isReleasePath, type Manifest, MANIFEST, type ManifestFile } from '../model/manifest.ts';
import { formatMarking, type Marking } from '../model/marking.ts';
import type { Rendition } from '../model/rendition.ts';
import { compareText } from '../model/text.ts';
import { sha256 } from '../ledger/ledger.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const date = z.custom<PartialDate>((value) => typeof value === 'string' && parseDate(value) !== undefined);
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const words = z.string().min(1);

const file = z.strictObject({
  path: z.string().refine(isReleasePath),
  size: count,
  sha256: digest,
  mediaType: words,
  identifier: words.optional(),
  marking: words.optional(),
  edition: digest.optional(),
});

const edition = z.strictObject({
  identifier: words,
  title: words,
  edition: digest,
  state: z.enum(['not-yet', 'current', 'ended']),
  label: words,
  inForce: words.optional(),
  published: date.optional(),
  corrected: z.array(date).min(1).optional(),
});

export const manifestForm = z.strictObject({
  version: z.literal(1),
  publisher: z.string(),
  baseAddress: z.string(),
  audience: z.enum(['public', 'internal']),
  asAt: date,
  release: count.min(1).optional(),
  view: z
    .strictObject({ made: date.optional(), release: count.min(1).optional(), manifest: digest.optional() })
    .optional(),
  previous: digest.optional(),
  ledger: z.strictObject({ entries: count.min(1), last: digest }).optional(),
  editions: z.array(edition),
  files: z.array(file),
}) satisfies z.ZodType<Manifest>;

/** Markings in words, each made once: the renditions of a work share one. */
const SHOWN = new WeakMap<Marking, string>();

function shownMarking(marking: Marking): string {
  const known = SHOWN.get(marking);
  if (known !== undefined) return known;
  const shown = formatMarking(marking);
  SHOWN.set(marking, shown);
  return shown;
}

/** What the manifest says of a rendition; `edition` is the digest of the edition that it shows. */
export function manifestFile(rendition: Rendition): ManifestFile {
  const { path, mediaType, identifier, marking } = rendition;
  const shown = marking && shownMarking(marking);
  const held = rendition.stored ?? { size: rendition.bytes.length, sha256: sha256(rendition.bytes) };
  // In the order of the canonical form, which is then the form of the object as it is.
  return { identifier, marking: shown, mediaType, path, sha256: held.sha256, size: held.size };
}

export function formatManifest({ files, ...manifest }: Manifest): Uint8Array {
  return canonicalFile({ ...manifest, files: files.toSorted((a, b) => compareText(a.path, b.path)) });
}

/** The first name that some file system would hold for another, or for a folder of another. */
function clash(files: readonly ManifestFile[]): string | undefined {
  const taken = new Set<string>();
  const folders = new Set<string>();
  for (const { path } of files) {
    const folded = path.normalize('NFC').toLowerCase();
    if (taken.has(folded)) return path;
    taken.add(folded);
    const parts = folded.split('/');
    parts.slice(1).forEach((_, index) => folders.add(parts.slice(0, index + 1).join('/')));
  }
  return files.find(({ path }) => folders.has(path.toLowerCase()))?.path;
}

function problemOf({ files, editions, release, view, ledger, previous }: Manifest): string | undefined {
  const unordered = files.some(({ path }, index) => compareText(files[index - 1]?.path ?? '', path) >= 0);
  if (unordered) return 'its files are out of order, or one is listed twice';
  const clashing = clash(files);
  if (clashing !== undefined) return `"${clashing}" stands for the same file as another path, on some systems`;
  if (new Set(editions.map(({ identifier }) => identifier)).size < editions.length) return 'an edition is listed twice';
  if (view && release !== undefined) return 'it is of a release and of a view of the past at once';
  if (release === undefined && (ledger ?? previous) !== undefined) return 'it names a ledger but no release';
  if (release !== undefined && !ledger) return 'it is of a release and names no ledger';
  if ((release ?? 1) > 1 !== (previous !== undefined)) return 'it does not name the release before';
  return undefined;
}

/** A manifest, or why it is none. */
export function parseManifest(bytes: Uint8Array): Manifest | { readonly problem: string } {
  const read = parseCanonical(bytes);
  if ('problem' in read) return read;
  const version: unknown = read.value instanceof Object && 'version' in read.value ? read.value.version : undefined;
  if (typeof version === 'number' && version > 1)
    return { problem: `it is of version ${version}; a newer guidance-press made it, and can read it` };
  const { data, error } = manifestForm.safeParse(read.value);
  if (data === undefined) {
    const [issue] = error?.issues ?? [];
    const keys = issue?.code === 'unrecognized_keys' ? `: unknown field "${issue.keys.join('", "')}"` : '';
    return { problem: `its form is wrong at "${issue?.path.join('.') ?? ''}"${keys}` };
  }
  const problem = problemOf(data);
  return problem === undefined ? data : { problem };
}

/** What is signed beside the manifest itself, and must agree with it. That of a view of the past can be taken for no release's. */
export function trustedComment({ release, view, asAt }: Pick<Manifest, 'release' | 'view' | 'asAt'>): string {
  if (view) return `view-as-at:${asAt}\trelease:${view.release ?? 0}\tfile:${MANIFEST}`;
  return `release:${release ?? 0}\tas-at:${asAt}\tfile:${MANIFEST}`;
}
