/**
 * What we use of pdfkit's document: numbered objects, pages, and the parts of the catalogue that its own features would fill
 * less well. The names with an underscore are private there, so the version is pinned and tests look at what comes out.
 */
export interface Ref {
  readonly data: Record<string, unknown>;
  /** Whether pdfkit deflates what is written. */
  compress: boolean;
  /** What was written so far. */
  buffer: Uint8Array[];
  write(chunk: Uint8Array | string): void;
  end(): void;
}

export interface DrawnPage {
  readonly dictionary: Ref;
  readonly fonts: Record<string, Ref>;
  readonly xobjects: Record<string, Ref>;
  readonly annotations: Ref[];
  readonly content: Ref;
}

export interface Objects {
  ref(data?: Record<string, unknown>): Ref;
  readonly _root: Ref;
  readonly outline: { readonly dictionary: Ref };
}

/** UTF-16 code units of a string of 32,767 bytes, the most that PDF/A lets one have (ISO 19005-2, 6.1.13). */
const LONGEST = 16_000;

/** As much of a text as one string may hold. */
export function heldText(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).toWellFormed()} …`;
}

/** pdfkit writes a plain string as a name and a String object as text; this is how text is meant. */
export function textString(text: string): object {
  return Object(heldText(text)) as object;
}
