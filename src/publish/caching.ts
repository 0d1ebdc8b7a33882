/**
 * How long browsers and caches on the way may keep a file without asking again. The same address shows other bytes after a release, so
 * almost everything is asked for again; that costs an answer without a body while nothing changed.
 */
import type { ManifestFile } from '../model/manifest.ts';

/** Kept, and asked for again each time. */
export const ASKED_AGAIN = 'no-cache';

/** A PDF or data file is large, stands for itself, and may be five minutes old; then it is asked for again. */
const SHORT = 'public, max-age=300, must-revalidate';

/**
 * Parts of the search index are named by a digest of what they hold. It has seven signs only, so that in a large site two different ones
 * might share a name after years: a month, and not for ever.
 */
const LONG = 'public, max-age=2592000, immutable';

/** `fragment/en-gb_1398fbc.pf_fragment`, `pagefind.en-gb_bd3d39e1f531f.pf_meta` */
const NAMED_BY_DIGEST = /^search\/index\/(?:[a-z]+\/|pagefind\.)[a-z-]+_[0-9a-f]{7,}\.pf_[a-z]+$/;
const STANDS_FOR_ITSELF = /^(?:application\/pdf|image\/.*)$/;

export function cachingOf({ path, mediaType, identifier }: ManifestFile): string {
  if (NAMED_BY_DIGEST.test(path)) return LONG;
  const isData = mediaType === 'application/json' && identifier !== undefined;
  return STANDS_FOR_ITSELF.test(mediaType) || isData ? SHORT : ASKED_AGAIN;
}
