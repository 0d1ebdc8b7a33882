/** What the files for programs are made of, and such a file. */
import type { PartialDate } from '../../model/date.ts';
import type { Publication } from '../../model/edition.ts';
import type { Marking } from '../../model/marking.ts';
import type { Rendition } from '../../model/rendition.ts';
import type { FamilyListing } from '../home.ts';
import type { Index } from '../listing.ts';

export interface Told {
  readonly publication: Publication;
  readonly asAt: PartialDate;
  readonly listings: readonly FamilyListing[];
  /** The formats that are made. */
  readonly formats: readonly string[];
  /** Addresses of pages that are about no one edition or work. */
  readonly pages: readonly string[];
  /** The whole address; from the root of the site where no base address is known. */
  readonly absolute: (address: string) => string;
  /** The join of all markings. */
  readonly marking: Marking;
}

/** What the register tells beside that. */
export interface Registered extends Told, Pick<Index, 'files' | 'digests' | 'facts'> {}

/** The text that was made of the same before, which `from` names, or that which `make` gives. */
export type KeepText = (from: () => readonly unknown[], make: () => string) => string;

export function dataFile(path: string, mediaType: string, text: string, marking?: Marking): Rendition {
  return { path, mediaType, bytes: new TextEncoder().encode(text), marking };
}
