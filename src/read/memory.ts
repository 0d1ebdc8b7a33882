/**
 * What one reading of a content folder leaves for the next one of the same process, so that only what changed is read and parsed
 * again. A file is known by its stamp, a document by its digest, an entry by the digests and stamps of all that it was made of;
 * whatever all files are read by, the schemes, is one ground, and with another ground nothing is known.
 */
import type { Host } from '../host.ts';
import type { EditionEntry } from '../model/edition.ts';
import type { Finding } from '../model/finding.ts';
import type { Document } from './document.ts';
import { readSchemes, schemesStamp, type SchemesRead } from './schemes.ts';

export interface KnownFile {
  readonly stamp: string;
  /** Absent when no document could be made of it. */
  readonly identifier?: string | undefined;
  readonly digest?: string | undefined;
  readonly findings: readonly Finding[];
}

export interface KnownEntry {
  readonly digest: string;
  /** Digests of the documents that were asked for while it was assembled; absent ones were not there. */
  readonly sources: ReadonlyMap<string, string | undefined>;
  /** Stamps of the pictures that it shows. */
  readonly pictures: ReadonlyMap<string, string>;
  readonly entry: EditionEntry;
  readonly findings: readonly Finding[];
}

/** How many parsed documents are kept, so that memory does not grow with their number. */
const MOST_KEPT = 256;

export interface Memory {
  /** The schemes of a folder; with other ones than before everything else is forgotten. */
  readonly schemes: (host: Host, root: string, descriptors: readonly string[]) => SchemesRead;
  /** Has a file read again whatever its stamp: one that was written twice within a tick of the disk's clock keeps it. */
  readonly forget: (file: string) => void;
  readonly files: Map<string, KnownFile>;
  readonly entries: Map<string, KnownEntry>;
  /** The tree of a document, as long as it is kept. */
  readonly tree: (identifier: string, digest: string | undefined) => Document | undefined;
  readonly keepTree: (identifier: string, document: Document) => void;
  /** Drops what is known of other files and editions than these. */
  readonly keepOnly: (files: ReadonlySet<string>, identifiers: ReadonlySet<string>) => void;
}

export function openMemory(): Memory {
  const files = new Map<string, KnownFile>();
  const entries = new Map<string, KnownEntry>();
  const trees = new Map<string, Document>();
  let ground: { readonly stamp: string; readonly read: SchemesRead } | undefined;
  return {
    files,
    entries,
    forget: (file) => void files.delete(file),
    schemes(host, root, descriptors) {
      const stamp = JSON.stringify([schemesStamp(host, root), descriptors]);
      if (ground?.stamp === stamp) return ground.read;
      for (const known of [files, entries, trees]) known.clear();
      ground = { stamp, read: readSchemes(host, root, descriptors) };
      return ground.read;
    },
    tree(identifier, digest) {
      const held = trees.get(identifier);
      return held?.digest === digest ? held : undefined;
    },
    keepTree(identifier, document) {
      trees.delete(identifier);
      trees.set(identifier, document);
      const oldest = trees.keys().next();
      if (trees.size > MOST_KEPT && !oldest.done) trees.delete(oldest.value);
    },
    keepOnly(current, identifiers) {
      for (const file of [...files.keys()]) if (!current.has(file)) files.delete(file);
      for (const known of [entries, trees])
        for (const identifier of [...known.keys()]) if (!identifiers.has(identifier)) known.delete(identifier);
    },
  };
}
