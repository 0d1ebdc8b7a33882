/** One output of an edition, a comparison or the site: bytes with their place, not yet on any disk. */
import type { Marking } from './marking.ts';

export const FORMAT_NAMES = ['html', 'pdf', 'json'] as const;
export type FormatName = (typeof FORMAT_NAMES)[number];

/** Where bytes are stored already; `written` is the time by which the file is known. */
export interface StoredBytes {
  readonly file: string;
  readonly sha256: string;
  readonly size: number;
  readonly written: number;
  /** Tells the file from every other that is there. */
  readonly identity: string;
}

export interface Rendition {
  /** From the root of the site, with `/`: `guidance/lone-working/2019/index.html`. */
  readonly path: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** A file that has the same bytes already, which a release may take in place of them. */
  readonly stored?: StoredBytes | undefined;
  /** Of a PDF. */
  readonly pages?: number | undefined;
  /** The identifier of what it shows; style sheets and fonts show nothing. */
  readonly identifier?: string | undefined;
  readonly marking?: Marking | undefined;
}
