/** A document to its entry in the index, with all that the entry was made of beside the document itself. */
import { withFootnotes } from '../model/clauses.ts';
import type { EditionEntry } from '../model/edition.ts';
import { type Finding, withoutWords } from '../model/finding.ts';
import { type Assembled, assemble } from './assemble.ts';
import type { Document } from './document.ts';
import { entryOf } from './entry.ts';
import type { PictureReader } from './pictures.ts';

export interface EntryRead {
  /** To be packed: its strings are cut from the text, and hold all of that in memory. */
  readonly entry: EditionEntry;
  readonly findings: readonly Finding[];
  /** The documents that were asked for. */
  readonly sources: readonly string[];
  /** The pictures that it shows, with their SHA-256. */
  readonly pictures: readonly (readonly [file: string, sha256: string])[];
  /** Whether it is the same as long as these are: what is said of a picture that is not there depends on those that are. */
  readonly lasts: boolean;
}

/** The pictures of a document whose passages are in place. */
export function picturesOf({ file }: Document, { body, footnotes }: Assembled, pictures: PictureReader) {
  return pictures(file, withFootnotes(body, footnotes));
}

export function readEntry(
  document: Document,
  documentOf: (identifier: string) => Document | undefined,
  pictures: PictureReader,
): EntryRead {
  const sources = new Set<string>();
  const parts = assemble(document, (source) => {
    sources.add(source);
    return documentOf(source);
  });
  const { pictures: seen, sha256, findings: unseen } = picturesOf(document, parts, pictures);
  const found = [...parts.findings, ...unseen];
  const entry = entryOf(document, parts);
  return {
    entry,
    findings: entry.withholds ? found.map(withoutWords) : found,
    sources: [...sources],
    pictures: seen.map(({ file }) => [file, sha256.get(file) ?? '']),
    lasts: unseen.length === 0,
  };
}
