/**
 * Blanks: the places of a scaffold that an author has yet to fill in, `FILL-IN(what to write)`. A blank is plain text in front matter
 * and in Markdown alike, and nothing that anybody writes by chance; whatever is left of one is an error, so that no scaffold is published.
 */

/** A blank that says what to write. The words must stand in a plain YAML value: no bracket, no ": ", no " #". */
export const blank = (what: string): string => `FILL-IN(${what})`;

/** Also what an edit has left of a blank: the closing bracket may be gone. */
const BLANK = /FILL-IN\(([^()\n]*)\)?/g;

export interface Blank {
  /** What is to be written. */
  readonly what: string;
  readonly index: number;
}

/** The blanks of a text, in its order. */
export function blanksIn(text: string): readonly Blank[] {
  return Array.from(text.matchAll(BLANK), ({ index, 1: what = '' }) => ({ what: what.trim(), index }));
}

export const hasBlank = (text: string): boolean => blanksIn(text).length > 0;
