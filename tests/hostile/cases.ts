/** What a hostile case is, and short ways to write one. */
import type { Files } from '../support/folder.ts';
import { guidance } from '../support/inspected.ts';

export interface Case {
  /** An attack, by the number that it has in the security notes. */
  readonly id: string;
  readonly what: string;
  readonly files: Files;
  /** `file:line:column rule`, in order; all findings and no other. An empty list: the input is harmless and is read. */
  readonly expect: readonly string[];
}

export const FILE = 'guidance/a/2019.md';

/** One document with this body; places are `line:column rule`. The body begins on line 8. */
export const body = (id: string, what: string, text: string, ...expect: readonly string[]): Case => ({
  id,
  what,
  files: { [FILE]: guidance(text) },
  expect: expect.map((place) => `${FILE}:${place}`),
});

/** One document given whole. */
export const whole = (id: string, what: string, text: string | Uint8Array, ...expect: readonly string[]): Case => ({
  id,
  what,
  files: { [FILE]: text },
  expect: expect.map((place) => `${FILE}:${place}`),
});
