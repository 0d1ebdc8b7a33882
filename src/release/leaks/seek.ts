/** Withheld passages come in, and go out made ready to be looked for in texts and in what output files hold. */
import type { Passage } from '../../clear/clear.ts';
import type { Channel } from './channel.ts';
import { foldOnce } from './fold.ts';
import { openMatcher } from './matcher.ts';
import { phrasesOf } from './phrases.ts';

/** What is found are numbers of windows, see `matcher.ts`. */
export interface Sought {
  readonly find: (texts: readonly string[]) => ReadonlySet<number>;
  /** Windows in the parts of an output file, with where they stand. */
  readonly findIn: (channels: readonly Channel[]) => ReadonlyMap<number, string>;
  readonly ownersOf: (window: number) => readonly Passage[];
  /** The windows of everything that can be looked for of a passage; none where nothing can. */
  readonly windowsOf: (passage: Passage) => readonly number[];
}

export function seek(passages: readonly Passage[]): Sought {
  const own = new Map(passages.map((passage) => [passage, phrasesOf(passage.texts)]));
  const phrases = new Map([...own.values()].flatMap((found) => [...found]));
  const matcher = openMatcher([...phrases.values()]);
  const numbers = new Map([...phrases.keys()].map((letters, index) => [letters, matcher.windowsOf(index)]));
  const windowsOf = (passage: Passage) =>
    [...(own.get(passage)?.keys() ?? [])].flatMap((letters) => numbers.get(letters) ?? []);
  const owners = new Map<number, Passage[]>();
  for (const passage of passages) {
    for (const window of new Set(windowsOf(passage))) {
      const known = owners.get(window);
      if (known) known.push(passage);
      else owners.set(window, [passage]);
    }
  }
  return {
    ownersOf: (window) => owners.get(window) ?? [],
    windowsOf,
    find(texts) {
      const found = new Set<number>();
      for (const text of texts) matcher.find(foldOnce(text), true, (window) => found.add(window));
      return found;
    },
    findIn(channels) {
      const found = new Map<number, string>();
      for (const { where, text, prose } of channels)
        matcher.find(foldOnce(text), prose, (window) => void (found.has(window) || found.set(window, where)));
      return found;
    },
  };
}
