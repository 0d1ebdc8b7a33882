/**
 * One file of a content folder to all that can be known of it without any other file: what is done of the reading in whichever thread
 * has time for it. Bytes come in, plain values go out.
 */
import { inlinesWithin, walkBlocks, withFootnotes } from '../model/clauses.ts';
import { formatIdentifier } from '../model/identifier.ts';
import type { Schemes } from '../model/schemes.ts';
import { type Document, type Join, readDocument } from './document.ts';
import { type EntryRow, packEntry } from './entry-row.ts';
import type { KnownFile } from './memory.ts';
import { packDocument } from './packed.ts';
import { readEntry } from './read-entry.ts';

/** What every file is read by. */
export interface Ground {
  readonly schemes: Schemes;
  /** Whether passages that stand in a folder of their own are wanted: files that name one are then left alone. */
  readonly joins: boolean;
}

export interface FileRead {
  readonly known: KnownFile;
  readonly sha256: string;
  /** The tree of the document, if it is one. */
  readonly packed?: Uint8Array | undefined;
  /** Absent where it takes other files. */
  readonly entry?: EntryRow | undefined;
}

export interface FileBytes {
  readonly file: string;
  readonly bytes: Uint8Array;
}

export const identifierOf = ({ family, work, edition }: Document) =>
  formatIdentifier({ family: family.name, work, edition });

const blocksOf = ({ blocks, footnotes }: Document['body']) => withFootnotes(blocks, footnotes);

export const includesOthers = ({ body }: Document): boolean =>
  walkBlocks(blocksOf(body)).some(({ type }) => type === 'include');

const showsPictures = ({ body }: Document): boolean =>
  inlinesWithin(blocksOf(body)).some(({ type }) => type === 'image');

/** Tells which bodies name passages that stand elsewhere, and puts none in. */
const NAMING: Join = (body) => ({
  body,
  bytes: [],
  names: walkBlocks(blocksOf(body)).some((block) => block.type === 'withheld' && block.file !== undefined),
});

const NO_PICTURES = () => ({ pictures: [], sha256: new Map<string, string>(), findings: [] });

/** `undefined` for a file that takes others even to be read. */
export function readFile({ file, bytes }: FileBytes, { schemes, joins }: Ground): FileRead | undefined {
  const { document, joined, sha256, findings, withholds } = readDocument(
    file,
    () => bytes,
    schemes,
    joins ? NAMING : undefined,
  );
  if (joined || sha256 === undefined) return undefined;
  const known = { identifier: document && identifierOf(document), digest: document?.digest, findings, withholds };
  if (!document) return { known, sha256 };
  const packed = packDocument(document);
  if (includesOthers(document) || showsPictures(document)) return { known, sha256, packed };
  const read = readEntry(document, () => undefined, NO_PICTURES);
  const { digest } = document;
  const entry = packEntry({ digest, sources: [], pictures: [], entry: read.entry, findings: read.findings });
  return { known, sha256, packed, entry };
}
