import type { Asked } from './search-index.js';
export interface Found {
  readonly id?: string;
  readonly name: string;
  readonly pieces: () => readonly string[];
}
interface Parts {
  readonly parts: readonly { readonly id?: string | undefined; readonly name: string; readonly words: string }[];
}
export function excerptsOf(text: Parts, question: readonly Asked[], termOf: (word: string) => string): readonly Found[];
