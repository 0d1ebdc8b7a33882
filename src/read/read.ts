/**
 * The first stage: a content folder to a `Corpus` and findings. Every file is read, whatever is wrong with others, so that one run
 * tells an author everything. Trees are kept only up to a bound and are read anew when asked for later.
 */
import { hash } from 'node:crypto';
import { FAMILIES } from '../families/families.ts';
import { canonical } from '../cache/cache.ts';
import type { Host } from '../host.ts';
import { HostFault } from '../host.ts';
import type { Corpus, Edition } from '../model/edition.ts';
import { type Finding, finding } from '../model/finding.ts';
import { levelled } from '../model/levels.ts';
import { NOBODY, type Observer } from '../model/observer.ts';
import type { Schemes } from '../model/schemes.ts';
import { assemble } from './assemble.ts';
import { type Document, readDocument } from './document.ts';
import { identifierOf, includesOthers } from './file-read.ts';
import { lookUpGrounds } from './grounds.ts';
import { type HeldEntry, indexOf } from './entries.ts';
import { type KnownEntry, packEntry, unpackEntry } from './entry-row.ts';
import { type KnownFile, type Memory, openMemory } from './memory.ts';
import { pictureReader } from './pictures.ts';
import type { Ahead } from './read-ahead.ts';
import { readPublication } from './publication.ts';
import { picturesOf, readEntry } from './read-entry.ts';
import { openSchemes, readSchemes } from './schemes.ts';
import { type ContentFile, walk } from './walk.ts';
import { joiner } from './withheld.ts';

export { frontBlocks } from './front.ts';
export { type Memory, openMemory } from './memory.ts';
export { type FileBytes, type FileRead, type Ground, readFile } from './file-read.ts';
export { type PlainParts, readPlain } from './plain.ts';
export { PUBLICATION } from './publication.ts';
export { type BatchRead, type Readers, readAhead } from './read-ahead.ts';
export { broughtSchemes } from './schemes.ts';
export { addressProblem, workProblem } from './walk.ts';
export { shownLines } from './shown-lines.ts';

export interface Read {
  /** Absent when nothing can be said of the corpus as a whole, as without press.yaml. */
  readonly corpus?: Corpus | undefined;
  readonly findings: readonly Finding[];
}

/** The schemes that documents of a content folder are judged by. */
export function schemesIn(host: Host, root: string): Schemes {
  return readSchemes(host, openSchemes(host, root), readPublication(host, root).descriptors ?? []).schemes;
}

/** Whether withheld passages that stand in a folder of their own are wanted, and which folder that is. */
export interface Joining {
  readonly folder: string | undefined;
}

export interface Wanted {
  /** Without it no folder but that of the content is read. */
  readonly joining?: Joining | undefined;
  /** Is handed each edition that withholds something, while its tree is at hand: trees are not kept for long. */
  readonly withholding?: ((edition: Edition) => void) | undefined;
  readonly observer?: Observer | undefined;
  /** What it knows of an earlier reading of the same folder, with the same `joining`, is not read again. */
  readonly memory?: Memory | undefined;
  /** What a reading beforehand of the same folder, with the same memory, found. */
  readonly ahead?: Ahead | undefined;
}

/** Whether a file holds what others include, and has no page of its own. */
const isPassage = ({ file }: ContentFile) =>
  FAMILIES.some(({ name, published }) => !published && file.startsWith(`${name}/`));

const NO_DOCUMENT = 'There is no document in the content folder that has a page of its own.';

const withDigest = (source: string, digest: string | undefined): KnownEntry['sources'][number] =>
  digest === undefined ? [source] : [source, digest];

/** Reads the content folder at `root`. Findings name files by their path from it. */
export function read(
  host: Host,
  root: string,
  { joining, withholding, observer = NOBODY, memory = openMemory(), ahead }: Wanted = {},
): Read {
  const walked = ahead?.walked ?? walk(host, root);
  const { publication, descriptors = [], levels, findings: unreadable } = readPublication(host, root);
  const { schemes, findings: unruly } = memory.schemes(host, root, descriptors, joining !== undefined);
  const findings: Finding[] = [...walked.findings, ...unreadable, ...unruly];
  if (walked.documents.every(isPassage)) findings.push(finding('content-empty', 'press.yaml', undefined, NO_DOCUMENT));

  /** No more of them than `load` needs: there are thousands. */
  const files = new Map<string, Pick<ContentFile, 'file' | 'identity' | 'size'>>();
  const digests = new Map<string, string>();
  const shown = new Map(walked.pictures.map((picture) => [picture.file, picture]));
  const pictures = pictureReader(host, root, shown);
  const join = joining && joiner(host, root, joining.folder);

  const bytesOf =
    ({ file, identity }: Pick<ContentFile, 'file' | 'identity'>) =>
    () =>
      host.read(`${root}/${file}`, identity);

  /** The document of an identifier, read again when its tree was dropped; a file that changed meanwhile stops the run. */
  function documentOf(identifier: string): Document | undefined {
    const held = memory.tree(identifier, digests.get(identifier));
    if (held) return held;
    const file = files.get(identifier);
    if (!file) return undefined;
    const { document, joined } = readDocument(file.file, bytesOf(file), schemes, join);
    if (document?.digest !== digests.get(identifier)) {
      const message = `${file.file} changed while it was being published. Run the command again.`;
      throw new HostFault('ESTALE', message, undefined);
    }
    if (document) memory.keepTree(identifier, document, !joined);
    return document;
  }

  function heldDocument(identifier: string): Document {
    const document = documentOf(identifier);
    if (!document) throw new Error(`no edition ${identifier}`);
    return document;
  }

  const heldBy = (picture: string) => {
    const file = shown.get(picture);
    return file && memory.holds(file);
  };

  function isCurrent({ sources, pictures: seen }: KnownEntry): boolean {
    return (
      sources.every(([source, digest]) => digests.get(source) === digest) &&
      seen.every(([picture, holds]) => heldBy(picture) === holds)
    );
  }

  function entryKnown(identifier: string): HeldEntry {
    const document = heldDocument(identifier);
    const made = readEntry(document, documentOf, pictures);
    const packed = packEntry({
      digest: document.digest,
      sources: made.sources.map((source) => withDigest(source, digests.get(source))),
      pictures: made.pictures.flatMap(([picture, sha256]) => {
        const file = shown.get(picture);
        return file ? [[picture, memory.heldBy(file, sha256)] as const] : [];
      }),
      entry: made.entry,
      findings: made.findings,
    });
    if (made.lasts) return memory.keepEntry(identifier, packed);
    const known = unpackEntry(() => packed.row);
    return { known: () => known };
  }

  /** Reads a file, and makes the entry of its document while the tree is at hand, unless that takes others. */
  function readNow(file: ContentFile): KnownFile {
    const { document, findings, joined, sha256, withholds } = readDocument(file.file, bytesOf(file), schemes, join);
    const identifier = document && identifierOf(document);
    const known = { identifier, digest: document?.digest, findings, withholds };
    if (!joined && sha256 !== undefined) memory.keepFile(file, sha256, known);
    if (!document || !identifier) return known;
    memory.keepTree(identifier, document, !joined);
    digests.set(identifier, document.digest);
    if (!includesOthers(document)) entryKnown(identifier);
    return known;
  }

  observer.begin('read', walked.documents.length);
  for (const file of walked.documents) {
    observer.step();
    const unread = ahead?.unread.get(file.file);
    if (unread) findings.push(unread);
    if (unread) continue;
    const known = ahead?.known.get(file.file) ?? memory.file(file) ?? readNow(file);
    findings.push(...known.findings);
    if (known.identifier === undefined || known.digest === undefined) continue;
    files.set(known.identifier, { file: file.file, identity: file.identity, size: file.size });
    digests.set(known.identifier, known.digest);
  }
  memory.keepOnly(new Set(walked.documents.map(({ file }) => file)), new Set(files.keys()));

  const identities = new Map<string, string>();
  const held = new Map<string, HeldEntry>();
  for (const identifier of files.keys()) {
    const before = memory.entry(identifier, digests.get(identifier) ?? '');
    const current = before && isCurrent(before.known()) ? before : entryKnown(identifier);
    const { entry, digest, sources, pictures: seen, findings: own } = current.known();
    held.set(identifier, current);
    identities.set(
      identifier,
      hash('sha256', canonical([identifier, digest, sources, seen, memory.ground()]), 'base64url'),
    );
    findings.push(...own);
    if (entry.withholds) withholding?.(load(identifier));
  }
  if (!publication) return { findings };

  function load(identifier: string): Edition {
    const document = heldDocument(identifier);
    const parts = assemble(document, documentOf);
    const { family, work, edition, file, matter, standing } = document;
    return {
      family: family.name,
      work,
      edition,
      file,
      matter,
      standing,
      ...lookUpGrounds(parts, schemes.grounds, standing.date),
      pictures: picturesOf(document, parts, pictures).pictures,
    };
  }
  function identityOf(identifier: string): string {
    const identity = identities.get(identifier);
    if (identity === undefined) throw new Error(`no edition ${identifier}`);
    return identity;
  }
  const corpus: Corpus = {
    publication,
    levels,
    schemes,
    ...indexOf(held),
    load,
    identityOf,
    sizeOf: (identifier) => files.get(identifier)?.size ?? 0,
  };
  return { corpus, findings: levelled(findings, levels) };
}
