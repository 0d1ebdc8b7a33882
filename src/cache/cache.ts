/**
 * What earlier runs left for the next ones, in a folder beside the output that its owner alone can look into: values under keyed
 * digests of everything that they were made from. A cache changes how long a run takes and nothing else: whatever is damaged,
 * foreign, stale or half written counts as absent, and a disk that cannot be used is told of once and done without.
 *
 * There is one folder for each audience. That of the public holds nothing that the public may not see, and names made with a random
 * key in place of digests of sources: nobody can try out there what a source may have held.
 */
import { createHash, hash } from 'node:crypto';
import path from 'node:path';
import { type FolderEntry, type Host, HostFault } from '../host.ts';
import type { Audience } from '../model/edition.ts';
import { type Calls, openCalls } from './calls.ts';
import { canonical } from './canonical.ts';
import { openFiles } from './files.ts';
import { type Objects, openObjects } from './objects.ts';
import { answered, type Question, treeOf, watching } from './questions.ts';
import { type Index, openShelves, overRows, type Shelf } from './shelves.ts';

export { canonical } from './canonical.ts';
export { type Asked, asking, plain } from './calls.ts';
export { putAway, type Step, type Steps, stepsOn, type Taken } from './steps.ts';
export { treeOfFiles } from './questions.ts';
export { fromStore, type Objects, openObjects, type Receipt } from './objects.ts';
export { decodeRow, rowOf, rowText } from './kept.ts';
export type { Shelf } from './shelves.ts';

export interface Cache {
  /** Absent where nothing is kept. */
  readonly audience?: Audience | undefined;
  /** Changes whenever a file holds something else. Not read again while its entry tells that it is the same. */
  readonly holds: (file: string, entry: Pick<FolderEntry, 'stamp' | 'changed'>) => string;
  /** What `holds` says of a file whose bytes have this SHA-256: for who has read it. */
  readonly heldBy: (sha256: string) => string;
  /** Values that are asked for together, such as those of one work. */
  readonly shelf: (label: string) => Shelf;
  /** Small values about one of many things, which every run asks for all of; such that JSON can hold. */
  readonly index: (label: string, of: string) => Index;
  /**
   * What `remember` was given in an earlier run for the same `asked`, as long as all that was looked at to make it is as it was.
   * `undefined` otherwise.
   */
  readonly recall: (asked: unknown) => unknown;
  /** A host and a cache that note what is looked at, for a value that is to be recalled. */
  readonly watch: () => Watch;
  /** The bytes of renditions; absent where nothing is kept. */
  readonly objects?: Objects | undefined;
  /** The one that it leans on; see `leaning`. */
  readonly behind?: (() => Cache) | undefined;
  /** How functions are named in keys; absent where nothing is kept. */
  readonly calls?: Calls | undefined;
  /** Writes what is to be kept. In a sentence why the cache could not be used, if so. */
  readonly close: () => string | undefined;
}

export interface Watch {
  readonly host: Host;
  readonly cache: Cache;
  /** Notes a site as it stands behind the link `out`, file by file; `tree` is what `treeOfFiles` says of it, for who knows. */
  readonly standing: (out: string, tree?: () => string) => void;
  readonly remember: (asked: unknown, value: unknown) => void;
}

/** The value that is kept on a shelf for `what`, which names everything that `make` goes by; else made now and kept. */
export function kept<Value>(shelf: Shelf, what: unknown, make: () => Value): Value {
  const known = shelf.get(what) as Value | undefined; // put there by the same program for the same `what`
  if (known !== undefined) return known;
  const made = make();
  shelf.set(what, made);
  return made;
}

/** The value that an earlier run gave for `asked`, if all that it looked at is as it was; else made now and remembered. */
export async function recalled<Value>(
  cache: Cache,
  asked: unknown,
  make: (host: Host, cache: Cache) => Promise<Value>,
): Promise<Value> {
  const known = cache.recall(asked) as Value | undefined; // remembered below, by the same program for the same `asked`
  if (known !== undefined) return known;
  const watch = cache.watch();
  const made = await make(watch.host, watch.cache);
  watch.remember(asked, made);
  return made;
}

const EMPTY: Index = {
  get: () => undefined,
  set: () => undefined,
  row: () => undefined,
  setRow: (_, row) => () => row,
  mention: () => undefined,
};

/** Nothing is kept, and files are known by their entries. */
export function noCache(host: Host): Cache {
  const cache: Cache = {
    holds: (_, { stamp }) => stamp,
    heldBy: (sha256) => sha256,
    shelf: () => EMPTY,
    index: () => EMPTY,
    recall: () => undefined,
    watch: () => ({ host, cache, standing: () => undefined, remember: () => undefined }),
    close: () => undefined,
  };
  return cache;
}

/** Where the caches for an output at `out` stand. */
export const cacheFolder = (out: string, audience: Audience): string =>
  path.join(path.dirname(path.resolve(out)), '.press', 'cache', audience);

const KEY_LENGTH = 32;
/** Characters of a keyed digest, 162 bits: enough for nobody to meet one twice. */
const NAME_LENGTH = 27;
/** The shelf of what is recalled whole. */
const WHOLE = 'whole';

/** The random key of a cache; a new one if there is none, or if it is damaged. */
function keyOf(host: Host, folder: string): Uint8Array {
  const file = path.join(folder, 'key');
  if (host.kind(file) === 'file') {
    const known = host.read(file);
    if (known.length === KEY_LENGTH) return known;
  }
  const made = host.random(KEY_LENGTH);
  host.write(file, made);
  return made;
}

/**
 * Tens of thousands are made in a run of a large publication. The key stands before the text and fills a block of SHA-256; of the sum a part is
 * shown, so that nobody can go on from it as from a whole one, which is what an HMAC would be there for, at four times the cost.
 */
function keyedDigest(key: Uint8Array): (text: string | Uint8Array) => string {
  const secret = Buffer.from(key).toString('hex');
  const sum = (text: string | Uint8Array) =>
    typeof text === 'string'
      ? hash('sha256', secret + text, 'base64url')
      : createHash('sha256').update(secret).update(text).digest('base64url');
  return (text) => sum(text).slice(0, NAME_LENGTH);
}

/** Keeps version control away from the caches, however the folder around them is kept. */
function hide(host: Host, folder: string): void {
  const file = path.join(path.dirname(folder), '.gitignore');
  if (host.kind(file) === undefined) host.write(file, new TextEncoder().encode('*\n'));
}

function openIn(host: Host, folder: string, audience: Audience): Cache {
  host.makePrivateFolder(folder);
  hide(host, folder);
  const digest = keyedDigest(keyOf(host, folder));
  const files = openFiles(host, folder, digest);
  const program = digest(canonical(host.programFiles().map((entry) => [entry.name, files.holds(entry.file, entry)])));
  const about = (what: unknown) => digest(`${program} ${process.version} ${canonical(what)}`);
  const shelves = openShelves(host, path.join(folder, 'shelves'), digest, about);

  const objects = openObjects(host, path.join(folder, 'objects'));

  function watch(): Watch {
    const { host: watched, holds, note, questions } = watching(host, digest, files);
    return {
      host: watched,
      cache: { ...cache, holds },
      standing(out, tree = () => treeOf(host, out)) {
        note('link', out, host.readLink(out));
        note('tree', out, tree());
      },
      remember(asked, value) {
        const noted = questions();
        if (noted) shelves.shelf(WHOLE).set(asked, { questions: noted, value });
      },
    };
  }

  const cache: Cache = {
    audience,
    holds: files.holds,
    heldBy: files.heldBy,
    shelf: shelves.shelf,
    index: shelves.index,
    objects,
    calls: openCalls(digest),
    watch,
    recall(asked) {
      // What `remember` put there, see `shelves.ts`.
      const known = shelves.shelf(WHOLE).get(asked) as { questions: readonly Question[]; value: unknown } | undefined;
      return known && answered(host, digest, files.holds, known.questions) ? known.value : undefined;
    },
    close() {
      try {
        files.close();
        shelves.close();
        objects.close();
        return undefined;
      } catch (cause) {
        if (!(cause instanceof HostFault)) throw cause;
        return unusable(cause);
      }
    },
  };
  return cache;
}

const unusable = ({ message }: HostFault) =>
  `The cache is not used: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;

/** Opens the cache in a folder, or one that keeps nothing where the disk refuses. */
export function openCache(host: Host, folder: string, audience: Audience): Cache {
  try {
    return openIn(host, folder, audience);
  } catch (cause) {
    if (!(cause instanceof HostFault)) throw cause;
    return { ...noCache(host), close: () => unusable(cause) };
  }
}

/**
 * A cache that takes what it lacks from another, of which its readers may know all: it is opened when something is looked for, and is not
 * written. What that one says of files it knows by its own names for what they hold.
 */
export function leaning(own: Cache, open: () => Cache): Cache {
  let opened: Cache | undefined;
  const behind = () => (opened ??= open());
  const leant: Pick<Cache, 'behind' | 'shelf' | 'index'> = {
    behind,
    shelf(label) {
      const { get, set } = own.shelf(label);
      return { get: (what) => get(what) ?? behind().shelf(label).get(what), set };
    },
    index(label, of) {
      const { row, setRow, mention } = own.index(label, of);
      return overRows({
        row(what) {
          const known = row(what);
          const found = known ?? behind().index(label, of).row(what);
          if (!known && found) setRow(what, found);
          return found;
        },
        setRow,
        mention,
      });
    },
  };
  function watch(): Watch {
    const { cache, ...watched } = own.watch();
    return { ...watched, cache: { ...cache, ...leant } };
  }
  return { ...own, ...leant, watch };
}
