/**
 * What earlier readings of a content folder left for the next one, so that only what changed is read and parsed again: of the same
 * process here, of other runs in the cache. A file is known by what it holds, a document by its digest, an entry by those of all
 * that it was made of; whatever all files are read by, the schemes, is one ground, and on another ground nothing is known.
 */
import { createHash } from 'node:crypto';
import { type Cache, canonical, kept } from '../cache/cache.ts';
import type { Host } from '../host.ts';
import type { EditionEntry } from '../model/edition.ts';
import type { Finding } from '../model/finding.ts';
import type { Document } from './document.ts';
import { packDocument, unpackDocument } from './packed.ts';
import { openSchemes, readSchemes, type SchemesFolder, schemesStamp, type SchemesRead } from './schemes.ts';
import type { ContentFile } from './walk.ts';

export interface KnownFile {
  /** Absent when no document could be made of it. */
  readonly identifier?: string | undefined;
  readonly digest?: string | undefined;
  readonly findings: readonly Finding[];
  /** Whether it holds anything withheld, as far as can be told without what it includes. */
  readonly withholds: boolean;
}

export interface KnownEntry {
  readonly digest: string;
  /** Digests of the documents that were asked for while it was assembled; absent ones were not there. */
  readonly sources: readonly (readonly [identifier: string, digest?: string | undefined])[];
  /** The pictures that it shows, with what they hold. */
  readonly pictures: readonly (readonly [file: string, holds: string])[];
  readonly entry: EditionEntry;
  readonly findings: readonly Finding[];
}

/** How many parsed documents are kept, so that memory does not grow with their number. */
const MOST_KEPT = 256;
/** Bytes of packed documents that nothing else keeps. */
const MOST_PACKED = 64 * 1024 ** 2;

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
  readonly entry: (identifier: string, digest: string) => KnownEntry | undefined;
  readonly keepEntry: (identifier: string, known: KnownEntry) => void;
  /** The tree of a document, as long as it is kept. */
  readonly tree: (identifier: string, digest: string | undefined) => Document | undefined;
  /** `lasts`: also for other runs, and for later in this one when it had to make room. */
  readonly keepTree: (identifier: string, document: Document, lasts: boolean) => void;
  /** The same of a tree that lasts and was packed elsewhere. */
  readonly keepPacked: (identifier: string, digest: string, packed: Uint8Array, withholds: boolean) => void;
  /** Drops what is known of other files and editions than these. */
  readonly keepOnly: (files: ReadonlySet<string>, identifiers: ReadonlySet<string>) => void;
}

/** A bounded number of parsed documents, and a bounded number of bytes of packed ones. */
function openTrees() {
  const trees = new Map<string, Document>();
  const packed = new Map<string, { readonly digest: string; readonly bytes: Uint8Array }>();
  let size = 0;

  /** The first that came go last: they are wanted first. */
  function keepPacked(identifier: string, digest: string, bytes: Uint8Array): void {
    const before = packed.get(identifier);
    const grown = size + bytes.length - (before?.bytes.length ?? 0);
    if (grown > MOST_PACKED) return;
    size = grown;
    packed.set(identifier, { digest, bytes });
  }
  return {
    trees,
    keepPacked,
    unpacked(identifier: string, digest: string) {
      const held = packed.get(identifier);
      return held?.digest === digest ? unpackDocument(held.bytes) : undefined;
    },
    forget(): void {
      trees.clear();
      packed.clear();
      size = 0;
    },
    tree(identifier: string, digest: string | undefined) {
      const held = trees.get(identifier);
      return held?.digest === digest ? held : undefined;
    },
    keepTree(identifier: string, document: Document) {
      trees.delete(identifier);
      trees.set(identifier, document);
      const oldest = trees.keys().next();
      if (trees.size > MOST_KEPT && !oldest.done) trees.delete(oldest.value);
    },
  };
}

/** The part of the cache that knows of files and entries. Of the public nothing is kept that a withholding file says. */
function openShelves(cache: Cache | undefined) {
  const sourceOf = (file: string) => cache?.index('sources', file.split(/[/@]/).slice(0, 2).join('/'));
  const treeShelf = (identifier: string) => cache?.shelf(`tree ${identifier}`);
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
    entry: (identifier: string, about: readonly string[]) =>
      sourceOf(identifier)?.get(['entry', identifier, about]) as KnownEntry | undefined,
    keepFile(file: string, about: readonly string[], known: KnownFile) {
      if (speaks(known.withholds)) sourceOf(file)?.set(['file', file, about], known);
    },
    keepEntry(identifier: string, about: readonly string[], known: KnownEntry) {
      if (speaks(known.entry.withholds)) sourceOf(identifier)?.set(['entry', identifier, about], known);
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

/** A memory of this process alone, or one that goes on from the runs before. */
export function openMemory(cache?: Cache): Memory {
  const files = new Map<string, KnownFile & { readonly holds: string }>();
  const entries = new Map<string, KnownEntry>();
  const { trees, tree, keepTree, keepPacked, unpacked, forget } = openTrees();
  const shelves = openShelves(cache);
  let ground: { readonly stamp: string; readonly digest: string; readonly root: string; readonly read: SchemesRead };

  const holds = (file: ContentFile) => cache?.holds(`${ground.root}/${file.file}`, file) ?? file.stamp;
  const heldBy = (file: ContentFile, sha256: string) => cache?.heldBy(sha256) ?? file.stamp;
  const about = (own: string) => [own, ground.digest];
  return {
    schemes(host, root, descriptors, joins) {
      const stamp = JSON.stringify([schemesStamp(host, root), descriptors, joins]);
      if (ground?.stamp === stamp) return ground.read;
      for (const known of [files, entries]) known.clear();
      forget();
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
      if (before?.holds === own) return before;
      const known = shelves.file(file.file, about(own));
      if (known) files.set(file.file, { ...known, holds: own });
      return known;
    },
    keepFile(file, sha256, known) {
      const own = heldBy(file, sha256);
      files.set(file.file, { ...known, holds: own });
      shelves.keepFile(file.file, about(own), known);
    },
    entry: (identifier, digest) => {
      const before = entries.get(identifier);
      if (before?.digest === digest) return before;
      const known = shelves.entry(identifier, about(digest));
      if (known) entries.set(identifier, known);
      return known;
    },
    keepEntry(identifier, known) {
      entries.set(identifier, known);
      shelves.keepEntry(identifier, about(known.digest), known);
    },
    tree(identifier, digest) {
      const held = tree(identifier, digest);
      if (held || digest === undefined) return held;
      const kept = shelves.tree(identifier, about(digest)) ?? unpacked(identifier, digest);
      if (kept) keepTree(identifier, kept);
      return kept;
    },
    keepTree(identifier, document, lasts) {
      keepTree(identifier, document);
      const { digest, body } = document;
      if (lasts) shelves.keepTree(identifier, about(digest), body.withholds, () => packDocument(document));
    },
    keepPacked(identifier, digest, packed, withholds) {
      if (!shelves.keepTree(identifier, about(digest), withholds, () => packed)) keepPacked(identifier, digest, packed);
    },
    keepOnly(current, identifiers) {
      for (const file of [...files.keys()]) if (!current.has(file)) files.delete(file);
      for (const known of [entries, trees])
        for (const identifier of [...known.keys()]) if (!identifiers.has(identifier)) known.delete(identifier);
    },
  };
}
