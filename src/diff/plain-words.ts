/** Two plain texts to the operations that make one of the other, word by word: for texts that belong to no edition at hand. */
import type { Operation } from '../model/comparison.ts';
import { operationsOf } from './operations.ts';
import { tokensOf } from './tokens.ts';
import { matchWords } from './words.ts';

export function comparePlainWords(old: string, newer: string): readonly Operation[] {
  const [a, b] = [old, newer].map((text) => tokensOf([{ text, style: {} }])) as [
    ReturnType<typeof tokensOf>,
    ReturnType<typeof tokensOf>,
  ]; // two come of two
  return operationsOf(a, b, matchWords(a, b));
}
