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
}

/** pdfkit writes a plain string as a name and a String object as text; this is how text is meant. */
export function textString(text: string): object {
  return Object(text) as object;
}
