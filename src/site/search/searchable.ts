/**
 * What is rendered comes in, one by one, and is passed on, then the pages around it; behind the last comes the index of what can be searched
 * in all of it, which is packed while those pages are made.
 */
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

/** Without an index where the publication wants none, or makes no pages. `around` makes the pages around what is rendered. */
export async function* searchable<One extends Rendered>(
  rendered: AsyncIterable<One>,
  around: () => Iterable<Rendered>,
  { checked: { publication }, formats, press, cache }: Site,
): AsyncGenerator<One | Rendered> {
  const wanted = publication.search !== false && formats.includes('html');
  const index = wanted ? openSearchIndex(await press.stems(publication.language), cache) : undefined;
  for await (const one of rendered) {
    for (const file of one.renditions) if (file.path.startsWith(TEXTS_FOLDER)) index?.add(file);
    yield one;
  }
  const files = index?.files();
  // A fault is told in its turn.
  files?.catch(() => undefined);
  yield* around();
  if (files) yield { renditions: await files, findings: [] };
}
