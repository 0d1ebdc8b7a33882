/** The known word that a misspelt one most likely means. */
import { said } from './finding.ts';

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [k, other] of [...b].entries()) {
      next.push(Math.min((next[k] ?? 0) + 1, (row[k + 1] ?? 0) + 1, (row[k] ?? 0) + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** Words to compare with, and letters in one. The time grows with both, and nobody misspells one of 60 letters by two. */
const MOST_KNOWN = 200;
const LONGEST = 60;

/** At most two letters or a third of them may differ, so that two that changed places are found. */
export function closest(word: string, known: readonly string[]): string | undefined {
  if (word.length > LONGEST || known.length > MOST_KNOWN) return undefined;
  const ranked = known
    .map((candidate) => ({ candidate, far: distance(word, candidate) }))
    .toSorted((a, b) => a.far - b.far);
  const best = ranked[0];
  return best && best.far <= Math.max(word.length < 5 ? 1 : 2, Math.floor(word.length / 3))
    ? best.candidate
    : undefined;
}

/** The closest known word, where no other is as near. */
export function onlyClosest(word: string, known: readonly string[]): string | undefined {
  const near = closest(word, known);
  if (near === undefined) return undefined;
  const far = distance(word, near);
  return known.every((other) => other === near || distance(word, other) > far) ? near : undefined;
}

/** The end of a sentence about an unknown word: a full stop, or the question for the word that was meant. */
export function suggestion(word: string, known: readonly string[]): string {
  const near = closest(word, known);
  return near === undefined ? '.' : `; did you mean ${said(near)}?`;
}
