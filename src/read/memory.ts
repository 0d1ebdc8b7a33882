/**
 * What earlier readings of a content folder left for the next one, so that only what changed is read and parsed again: of the same
 * process here, of other runs in the cache. A file is known by what it holds, a document by its digest, an entry by those of all
 * that it was made of; whatever all files are read by, the schemes, is one ground, and on another ground nothing is known.
 */
import { createHash } from 'node:crypto';
import { type Cache, canonical, kept } from '../cache/cache.ts';
import type { Host } from '../host.ts';
import type { Finding } from '../model/finding.ts';
import type { Document } from './document.ts';
import { type HeldEntry, openEntries } from './entries.ts';
import type { EntryRow } from './entry-row.ts';
import { packDocument, unpackDocument } from './packed.ts';
import { openSchemes, readSchemes, type SchemesFolder, schemesStamp, type SchemesRead } from './schemes.ts';
import { openTrees } from './trees.ts';
import type { ContentFile } from './walk.ts';

export interface KnownFile {
  /** Absent when no document could be made of it. */
  readonly identifier?: string | undefined;
  readonly digest?: string | undefined;
  readonly findings: readonly Finding[];
  /** Whether it holds anything withheld, as far as can be told without what it includes. */
  readonly withholds: boolean;
}

export interface Memory {
  /**
   * The schemes of a folder. With other ones than before everything else is forgotten, as it is when passages from elsewhere are
   * joined and were not, or the other way round.
   */
  readonly schemes: (host: Host, root: string, descriptors: readonly string[], joins: boolean) => SchemesRead;
  /** All that documents are read by beside their own files. */
  readonly ground: () => string;
  /** Changes whenever a file holds something else. */
  readonly holds: (file: ContentFile) => string;
  /** What `holds` says of a file whose bytes have this SHA-256. */
  readonly heldBy: (file: ContentFile, sha256: string) => string;
  /** Has a file read again whatever its stamp: one that was written twice within a tick of the disk's clock keeps it. */
  readonly forget: (file: string) => void;
  readonly file: (file: ContentFile) => KnownFile | undefined;
  /** `sha256` is that of the bytes that were read. */
  readonly keepFile: (file: ContentFile, sha256: string, known: KnownFile) => void;
  /** What is known of an edition whose document has a digest. */
  readonly entry: (identifier: string, digest: string) => HeldEntry | undefined;
  readonly keepEntry: (identifier: string, packed: EntryRow) => HeldEntry;
  /** The tree of a document, as long as it is kept. */
  readonly tree: (identifier: string, digest: string | undefined) => Document | undefined;
  /** `lasts`: also for other runs, and for later in this one when it had to make room. */
  readonly keepTree: (identifier: string, document: Document, lasts: boolean) => void;
  /** The same of a tree that lasts and was packed elsewhere. */
  readonly keepPacked: (identifier: string, digest: string, packed: Uint8Array, withholds: boolean) => void;
  /** Drops what is known of other files and editions than these. */
  readonly keepOnly: (files: ReadonlySet<string>, identifiers: ReadonlySet<string>) => void;
}

/** The part of the cache that knows of files and entries. Of the public nothing is kept that a withholding file says. */
function openShelves(cache: Cache | undefined) {
  const sourceOf = (file: string) => cache?.index('sources', file.split(/[/@]/).slice(0, 2).join('/'));
  const treeShelf = (identifier: string) => (cache?.audience ? cache.shelf(`tree ${identifier}`) : undefined);
  const speaks = (withholds: boolean) => cache?.audience === 'internal' || !withholds;
  return {
    /** Those that the program brings are of its version. */
    schemes: (host: Host, folder: SchemesFolder, descriptors: readonly string[]): SchemesRead => {
      const read = () => readSchemes(host, folder, descriptors);
      return cache ? kept(cache.shelf('schemes'), [folder, descriptors], read) : read();
    },
    // What was set below, by the same version of the program.
    file: (file: string, about: readonly string[]) =>
      sourceOf(file)?.get(['file', file, about]) as KnownFile | undefined,
    entry(identifier: string, about: readonly string[]) {
      // Named, so that the tree is not swept away: it is asked for when something around the edition changes.
      treeShelf(identifier);
      return sourceOf(identifier)?.row(['entry', identifier, about]);
    },
    keepFile(file: string, about: readonly string[], known: KnownFile) {
      if (speaks(known.withholds)) sourceOf(file)?.set(['file', file, about], known);
    },
    /** Gives back what reads the row from now on. */
    keepEntry(identifier: string, about: readonly string[], { withholds, row }: EntryRow): () => Uint8Array {
      const index = speaks(withholds) ? sourceOf(identifier) : undefined;
      return index?.setRow(['entry', identifier, about], row) ?? (() => row);
    },
    tree(identifier: string, about: readonly string[]): Document | undefined {
      const packed = treeShelf(identifier)?.get(about) as Uint8Array | undefined;
      return packed && unpackDocument(packed);
    },
    /** Whether it is kept. */
    keepTree(identifier: string, about: readonly string[], withholds: boolean, packed: () => Uint8Array): boolean {
      const shelf = speaks(withholds) ? treeShelf(identifier) : undefined;
      shelf?.set(about, packed());
      return shelf !== undefined;
    },
  };
}

/** A memory of this process alone, or one that goes on from the runs before. `atHand`: entries that stay values; see `entries.ts`. */
export function openMemory(cache?: Cache, atHand?: number): Memory {
  const files = new Map<string, { readonly holds: string; readonly known: KnownFile }>();
  const entries = openEntries(atHand);
  const trees = openTrees();
  const shelves = openShelves(cache);
  const behind = cache?.behind;
  let lending: ReturnType<typeof openShelves> | undefined;
  let ground: { readonly stamp: string; readonly digest: string; readonly root: string; readonly read: SchemesRead };

  const holds = (file: ContentFile) => cache?.holds(`${ground.root}/${file.file}`, file) ?? file.stamp;
  const heldBy = (file: ContentFile, sha256: string) => cache?.heldBy(sha256) ?? file.stamp;
  const about = (own: string) => [own, ground.digest];
  /** What the cache that ours leans on knows of a file. */
  function lent(file: ContentFile): KnownFile | undefined {
    const other = behind?.();
    if (!other) return undefined;
    lending ??= openShelves(other);
    return lending.file(file.file, about(other.holds(`${ground.root}/${file.file}`, file)));
  }
  return {
    schemes(host, root, descriptors, joins) {
      const stamp = JSON.stringify([schemesStamp(host, root), descriptors, joins]);
      if (ground?.stamp === stamp) return ground.read;
      files.clear();
      for (const known of [entries, trees]) known.keepOnly(new Set());
      const read = shelves.schemes(host, openSchemes(host, root), descriptors);
      const digest = createHash('sha256')
        .update(canonical([read.schemes, joins]))
        .digest('hex');
      ground = { stamp, digest, root, read };
      return read;
    },
    ground: () => ground.digest,
    holds,
    heldBy,
    forget: (file) => void files.delete(file),
    file(file) {
      const own = holds(file);
      const before = files.get(file.file);
      if (before?.holds === own) return before.known;
      const kept = shelves.file(file.file, about(own));
      const known = kept ?? lent(file);
      if (known) files.set(file.file, { holds: own, known });
      if (known && !kept) shelves.keepFile(file.file, about(own), known);
      return known;
    },
    keepFile(file, sha256, known) {
      const own = heldBy(file, sha256);
      files.set(file.file, { holds: own, known });
      shelves.keepFile(file.file, about(own), known);
    },
    entry(identifier, digest) {
      const before = entries.get(identifier);
      if (before?.digest === digest) return before;
      const row = shelves.entry(identifier, about(digest));
      return row && entries.keep(identifier, digest, () => row);
    },
    keepEntry(identifier, packed) {
      const { digest } = packed;
      return entries.keep(identifier, digest, shelves.keepEntry(identifier, about(digest), packed));
    },
    tree(identifier, digest) {
      if (digest === undefined) return undefined;
      const held = trees.get(identifier, digest);
      const document = held ?? shelves.tree(identifier, about(digest));
      if (document && !held) trees.keep(identifier, { document, elsewhere: true });
      return document;
    },
    keepTree(identifier, document, lasts) {
      const { digest, body } = document;
      const shelved = () => shelves.keepTree(identifier, about(digest), body.withholds, () => packDocument(document));
      trees.keep(identifier, { document, elsewhere: lasts && shelved() });
    },
    keepPacked(identifier, digest, bytes, withholds) {
      if (!shelves.keepTree(identifier, about(digest), withholds, () => bytes))
        trees.keepPacked(identifier, { digest, bytes });
    },
    keepOnly(current, identifiers) {
      for (const file of [...files.keys()]) if (!current.has(file)) files.delete(file);
      for (const known of [entries, trees]) known.keepOnly(identifiers);
    },
  };
}
