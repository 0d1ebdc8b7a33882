export interface PlacedWord {
  readonly word: string;
  readonly from: number;
  readonly to: number;
}
export const BEGINNING: number;
export function wordsOf(text: string): readonly string[];
export function wordsIn(text: string): Generator<PlacedWord>;
export function folded(word: string): string;
export function openTerms(stem: (word: string) => string): (word: string) => string;
export function placeOf(term: string): number;
