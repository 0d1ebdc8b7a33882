/** What a work is as a whole, in one text: that of its editions. Asked for by everything that leads to it. */
import type { Corpus } from './edition.ts';

const KNOWN = new WeakMap<Corpus['works'], Map<string, string>>();

/** Changes whenever an edition of a work does, comes or goes; `undefined` where there is no such work. */
export function identityOfWork(corpus: Pick<Corpus, 'works' | 'identityOf'>, name: string): string | undefined {
  const names = KNOWN.get(corpus.works) ?? new Map<string, string>();
  KNOWN.set(corpus.works, names);
  const known = names.get(name);
  if (known !== undefined) return known;
  const made = corpus.works.get(name)?.editions.map(({ identifier }) => corpus.identityOf(identifier));
  if (made) names.set(name, made.join('\n'));
  return names.get(name);
}
