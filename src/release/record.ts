/**
 * What releases have put into a target of `press publish`, kept there itself: whatever it does not name belongs to others and is left
 * alone. It is written before the first file is sent, with all that stood there and all that is to stand there, and once more when all is
 * done; so it names too much after a run that was cut short, and never too little.
 */
import { z } from 'zod';
import { canonicalFile, parseCanonical } from '../model/canonical-json.ts';
import { isReleasePath } from '../model/manifest.ts';

/** The folder in a target that belongs to `press publish`. No release has a file in it. */
export const PUBLISHED_FOLDER = '.published';
export const RECORD = `${PUBLISHED_FOLDER}/record.json`;

const recordForm = z.strictObject({
  version: z.literal(1),
  /** Whether all of the release stands there, and nothing of earlier ones. */
  whole: z.boolean(),
  release: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  /** Digest of the manifest. */
  manifest: z.string().regex(/^[0-9a-f]{64}$/),
  paths: z.array(z.string().refine((path) => isReleasePath(path) && !isOwnPath(path))),
});

export type PublishedRecord = z.infer<typeof recordForm>;

/** Whether a path lies in the folder of `press publish`. */
export const isOwnPath = (path: string): boolean => path.startsWith(`${PUBLISHED_FOLDER}/`);

export const formatRecord = (record: PublishedRecord): Uint8Array => canonicalFile(record);

/** `undefined` for what is no record of this form. */
export function parseRecord(bytes: Uint8Array): PublishedRecord | undefined {
  const read = parseCanonical(bytes);
  return 'value' in read ? recordForm.safeParse(read.value).data : undefined;
}
