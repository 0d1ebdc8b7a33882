/** What is rendered comes in, one by one, and is passed on; behind the last comes the index of what can be searched in all of it. */
import type { Cache } from '../../cache/cache.ts';
import type { Publication } from '../../model/edition.ts';
import { TEXTS_FOLDER } from '../../model/search-text.ts';
import type { Press, Rendered } from '../../render/render.ts';
import { openSearchIndex } from './search-index.ts';

interface Site {
  readonly checked: { readonly publication: Publication };
  readonly formats: readonly string[];
  readonly press: Press;
  readonly cache: Cache;
}

/** Without an index where the publication wants none, or makes no pages. */
export async function* searchable<One extends Rendered>(
  rendered: AsyncIterable<One>,
  { checked: { publication }, formats, press, cache }: Site,
): AsyncGenerator<One | Rendered> {
  if (publication.search === false || !formats.includes('html')) return yield* rendered;
  const index = openSearchIndex(await press.stems(publication.language), cache);
  for await (const one of rendered) {
    for (const file of one.renditions) if (file.path.startsWith(TEXTS_FOLDER)) index.add(file);
    yield one;
  }
  yield { renditions: index.files(), findings: [] };
}
