/**
 * Reads beforehand, with others that share the work, what `read` will want to know: it then finds it in its memory, and reads
 * what is not there as if nobody had. What has to be looked at is looked at here, so that whoever watches over the host sees it; those
 * who share are handed bytes.
 */
import type { Host } from '../host.ts';
import { type Finding, finding } from '../model/finding.ts';
import { NOBODY, type Observer } from '../model/observer.ts';
import type { FileBytes, FileRead, Ground } from './file-read.ts';
import type { KnownFile, Memory } from './memory.ts';
import { readPublication } from './publication.ts';
import { type ContentFile, walk, type Walked } from './walk.ts';

/** Why nothing can come of a file, in words that end a sentence. */
export interface Unread {
  readonly reason: string;
}

/** What the reading that follows is to know. */
export interface Beforehand {
  readonly memory: Memory;
  readonly joining?: object | undefined;
  readonly observer?: Observer | undefined;
}

/** What came of a batch, in its order: `undefined` for what is left to the reading itself. */
export type BatchRead = readonly (FileRead | Unread | undefined)[];

/** What a reading beforehand found of a folder beside what is in its memory now. */
export interface Ahead {
  readonly walked: Walked;
  /** By path. */
  readonly known: ReadonlyMap<string, KnownFile>;
  /** Paths of files that were not in its memory before. */
  readonly fresh: ReadonlySet<string>;
  /** By path, what there is to say of files that nobody could read. */
  readonly unread: ReadonlyMap<string, Finding>;
}

export interface Readers {
  /** Those who share the reading, once they know what files are read by. */
  readonly read: (ground: Ground) => (batch: () => readonly FileBytes[]) => Promise<BatchRead>;
  /** Bytes of documents that are read more quickly alone than by others who have to be started first. */
  readonly few?: number | undefined;
}

const FEW = 512 * 1024;
/** Bytes of documents that are handed out together: a tenth of a second's work and more, and little to hold. */
const BATCH = 64 * 1024;

/** What is known of a file; its entry is looked up with it, which stands in the same place of the cache. */
function knownOf(file: ContentFile, memory: Memory): KnownFile | undefined {
  const known = memory.file(file);
  if (known?.identifier !== undefined && known.digest !== undefined) memory.entry(known.identifier, known.digest);
  return known;
}

function batchesOf(files: readonly ContentFile[]): readonly (readonly ContentFile[])[] {
  const batches: ContentFile[][] = [];
  let room = 0;
  for (const file of files) {
    if (room <= 0) {
      batches.push([]);
      room = BATCH;
    }
    batches.at(-1)?.push(file);
    room -= file.size;
  }
  return batches;
}

function keep(file: ContentFile, read: FileRead, memory: Memory): void {
  const { known, sha256, packed, entry } = read;
  const { identifier, digest } = known;
  memory.keepFile(file, sha256, known);
  if (identifier === undefined || digest === undefined || !packed) return;
  memory.keepPacked(identifier, digest, packed, known.withholds);
  if (entry) memory.keepEntry(identifier, entry);
}

const unreadable = (file: string, reason: string) =>
  finding('render-failed', file, undefined, `It cannot be read: ${reason}.`);

/** What is given back is for the reading that follows. */
export async function readAhead(
  host: Host,
  root: string,
  { read, few = FEW }: Readers,
  { memory, joining, observer = NOBODY }: Beforehand,
): Promise<Ahead> {
  const walked = walk(host, root);
  observer.begin('read', walked.documents.length);
  const { descriptors = [] } = readPublication(host, root);
  const joins = joining !== undefined;
  const { schemes } = memory.schemes(host, root, descriptors, joins);
  const known = new Map<string, KnownFile>();
  const unread = new Map<string, Finding>();
  const unknown = walked.documents.filter((file) => {
    const before = knownOf(file, memory);
    if (!before) return true;
    known.set(file.file, before);
    observer.step();
    return false;
  });
  const fresh = new Set(unknown.map(({ file }) => file));
  if (unknown.reduce((sum, { size }) => sum + size, 0) <= few) return { walked, known, fresh, unread };
  const share = read({ schemes, joins });
  await Promise.all(
    batchesOf(unknown).map(async (files) => {
      const bytes = () => files.map(({ file, identity }) => ({ file, bytes: host.read(`${root}/${file}`, identity) }));
      const all = await share(bytes);
      for (const [index, file] of files.entries()) {
        const one = all[index];
        if (one && 'reason' in one) unread.set(file.file, unreadable(file.file, one.reason));
        else if (one) {
          keep(file, one, memory);
          known.set(file.file, one.known);
        }
        observer.step();
      }
    }),
  );
  return { walked, known, fresh, unread };
}
