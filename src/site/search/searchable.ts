/** What is rendered comes in, one by one, and is passed on; behind the last comes the index of what can be searched in all of it. */
import type { Publication } from '../../model/edition.ts';
import type { Rendered } from '../../render/render.ts';
import { openSearchIndex } from './search-index.ts';

interface Site {
  readonly checked: { readonly publication: Publication };
  readonly formats: readonly string[];
}

/** Without an index where the publication wants none, or makes no pages. */
export async function* searchable<One extends Rendered>(
  rendered: AsyncIterable<One>,
  { checked: { publication }, formats }: Site,
): AsyncGenerator<One | Rendered> {
  if (publication.search === false || !formats.includes('html')) return yield* rendered;
  const index = openSearchIndex(publication.language);
  try {
    for await (const one of rendered) {
      one.records?.forEach(index.add);
      yield one;
    }
    yield { renditions: await index.files(), findings: [] };
  } finally {
    await index.close();
  }
}
