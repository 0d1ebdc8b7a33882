/**
 * How long browsers and caches on the way may keep a file without asking again. The same address shows other bytes after a release, so
 * almost everything is asked for again; that costs an answer without a body while nothing changed.
 */
import type { ManifestFile } from '../model/manifest.ts';

/** Kept, and asked for again each time. */
export const ASKED_AGAIN = 'no-cache';

/** A PDF or data file is large, stands for itself, and may be five minutes old; then it is asked for again. */
const SHORT = 'public, max-age=300, must-revalidate';

/** The parts of a search index stand in a folder that is named by a digest of all of them: a year, as long as such a promise can be. */
const LONG = 'public, max-age=31536000, immutable';

/** `search/index/1f0e6c3a9b7d2458/words-0.bin` */
const NAMED_BY_DIGEST = /^search\/index\/[0-9a-f]{16}\//;
const STANDS_FOR_ITSELF = /^(?:application\/pdf|image\/.*)$/;

export function cachingOf({ path, mediaType, identifier }: ManifestFile): string {
  if (NAMED_BY_DIGEST.test(path)) return LONG;
  const isData = mediaType === 'application/json' && identifier !== undefined;
  return STANDS_FOR_ITSELF.test(mediaType) || isData ? SHORT : ASKED_AGAIN;
}
