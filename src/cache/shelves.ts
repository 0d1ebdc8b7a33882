/**
 * Values that are asked for together stand on one shelf, which is one file: a work with all that is known of its editions is read
 * by one look at the disk, and written again, as soon as it is let go, only when something of it changed. Small values about many
 * works, which every run asks for, stand in an index: a few files that are held until the end.
 */
import path from 'node:path';
import { type Host, HostFault } from '../host.ts';
import { assertJson, decodeJson, decodeKept, encodeJson, encodeKept } from './kept.ts';

export interface Shelf {
  /** What was set for the same `what` by this version of the program. */
  readonly get: (what: unknown) => unknown;
  /** `value` must be a plain value; on the shelf of an index, one that JSON can hold. */
  readonly set: (what: unknown, value: unknown) => void;
}

export interface Shelves {
  /** One that is named is not swept away in this run, whether it is looked at or not. */
  readonly shelf: (label: string) => Shelf;
  /** The part of an index in which all stands that is known of one thing. */
  readonly index: (label: string, of: string) => Shelf;
  readonly close: () => void;
}

/** Shelves in memory at a time: their number must not grow with that of the works. */
const MOST_OPEN = 32;
/** Shelves of works that are gone, beside those of this run. */
const MOST_OTHERS = 256;

/** Files of an index: a change writes one of them again, and not all. */
const PARTS = 16;

/** A shelf as it stands in memory; values are known by the names of what they are for. */
class OpenShelf {
  changed = false;
  /** Names that this run has use for. */
  private readonly asked: Set<string>;
  /** By name, the one that was last set or asked for at the end. */
  private readonly values: Map<string, unknown>;

  constructor(kept: Iterable<readonly [string, unknown]>, asked: Set<string>) {
    this.values = new Map(kept);
    this.asked = asked;
  }

  get(name: string): unknown {
    if (this.values.has(name)) this.put(name, this.values.get(name));
    return this.values.get(name);
  }

  set(name: string, value: unknown): void {
    this.put(name, value);
    this.changed = true;
  }

  private put(name: string, value: unknown): void {
    this.values.delete(name);
    this.values.set(name, value);
    this.asked.add(name);
  }

  /** Of those that this run has no use for as many as of the others. */
  kept(): ReadonlyMap<string, unknown> {
    const all = [...this.values];
    const idle = all.filter(([name]) => !this.asked.has(name)).slice(-this.asked.size);
    return new Map([...idle, ...all.filter(([name]) => this.asked.has(name))]);
  }
}

export function openShelves(
  host: Host,
  folder: string,
  digest: (text: string | Uint8Array) => string,
  about: (what: unknown) => string,
): Shelves {
  const open = new Map<string, OpenShelf>();
  /** The parts of indexes. */
  const held = new Map<string, OpenShelf>();
  /** By shelf, the names that this run has use for. */
  const asked = new Map<string, Set<string>>();
  let written = false;
  let failure: HostFault | undefined;

  /** A disk that refuses once is not asked again. */
  function put(name: string, one: OpenShelf, encode: typeof encodeJson = encodeKept): void {
    if (!one.changed || failure) return;
    try {
      if (!written) host.makePrivateFolder(folder);
      written = true;
      host.write(path.join(folder, name), encode(one.kept(), digest));
    } catch (cause) {
      if (!(cause instanceof HostFault)) throw cause;
      failure = cause;
    }
  }

  function mentioned(name: string): Set<string> {
    const names = asked.get(name) ?? new Set();
    asked.set(name, names);
    return names;
  }

  function read(name: string, decode: typeof decodeKept): OpenShelf {
    const names = mentioned(name);
    const kept = decode(host, path.join(folder, name), digest);
    // What `put` wrote, in the same form.
    return new OpenShelf(kept instanceof Map || Array.isArray(kept) ? (kept as Map<string, unknown>) : [], names);
  }

  function partOf(label: string, of: string): OpenShelf {
    const name = digest(`index ${label} ${digest(of).charCodeAt(0) % PARTS}`);
    const known = held.get(name) ?? read(name, decodeJson);
    held.set(name, known);
    return known;
  }

  function opened(name: string): OpenShelf {
    const known = open.get(name) ?? read(name, decodeKept);
    open.delete(name);
    open.set(name, known);
    const [oldest] = open;
    if (open.size > MOST_OPEN && oldest) {
      put(...oldest);
      open.delete(oldest[0]);
    }
    return known;
  }

  /** Removes the shelves that are asked for no more, when they have become many. */
  function sweep(): void {
    const others = host.list(folder).filter(({ name }) => !asked.has(name));
    const oldest = others.toSorted((a, b) => b.changed - a.changed).slice(MOST_OTHERS + asked.size);
    for (const { name } of oldest) host.remove(path.join(folder, name));
  }

  return {
    // Looked up at each use: it may have been let go meanwhile.
    shelf(label) {
      const name = digest(`shelf ${label}`);
      mentioned(name);
      return {
        get: (what) => opened(name).get(about(what)),
        set: (what, value) => opened(name).set(about(what), value),
      };
    },
    index(label, of) {
      const part = partOf(label, of);
      return {
        get: (what) => part.get(about(what)),
        set: (what, value) => part.set(about(what), assertJson(value)),
      };
    },
    close() {
      for (const one of open) put(...one);
      for (const [name, one] of held) put(name, one, encodeJson);
      if (failure) throw failure;
      if (written) sweep();
    },
  };
}
