/** One output of an edition, a comparison or the site: bytes with their place, not yet on any disk. */
import type { Marking } from './marking.ts';

export interface Rendition {
  /** From the root of the site, with `/`: `guidance/lone-working/2019/index.html`. */
  readonly path: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Of a PDF. */
  readonly pages?: number | undefined;
  /** The identifier of what it shows; style sheets and fonts show nothing. */
  readonly identifier?: string | undefined;
  readonly marking?: Marking | undefined;
}
