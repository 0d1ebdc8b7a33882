type Term = (word: string) => string;
export interface Asked {
  readonly terms: readonly string[];
  readonly start?: string | undefined;
}
export interface Filters {
  readonly family?: string;
  readonly year?: string;
  readonly standing?: string;
}
export interface Answer {
  readonly found: readonly string[];
  readonly all: number;
}
export class Reader {
  constructor(bytes: Uint8Array);
  readonly bytes: Uint8Array;
  at: number;
  number(): number;
  framed(): Uint8Array;
}
export function questionOf(text: string, termOf: Term): readonly Asked[];
export function openIndex(
  load: (name: string) => Promise<Uint8Array>,
  termOf: Term,
): Promise<{ readonly ask: (question: readonly Asked[], filters: Filters) => Promise<Answer> }>;
