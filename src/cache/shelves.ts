/**
 * Values that are asked for together stand on one shelf, which is one file: a work with all that is known of its editions is read
 * by one look at the disk, and written again, as soon as it is let go, only when something of it changed. Small values about many
 * works, which every run asks for, stand in an index: a few files that are written at the end.
 */
import path from 'node:path';
import { type Host, HostFault } from '../host.ts';
import { decodeKept, decodeRow, decodeRows, encodeKept, encodeRow, encodeRows } from './kept.ts';
import { openSpill, type Row } from './spill.ts';

export interface Shelf {
  /** What was set for the same `what` by this version of the program. */
  readonly get: (what: unknown) => unknown;
  /** `value` must be a plain value. */
  readonly set: (what: unknown, value: unknown) => void;
}

/** A shelf of values that JSON can hold. */
export interface Index extends Shelf {
  /** The JSON of what was set. */
  readonly row: (what: unknown) => Uint8Array | undefined;
  /** Gives back what reads it again. */
  readonly setRow: (what: unknown, row: Uint8Array) => () => Uint8Array;
  /** Says of what `names` gives that it is still of use: nobody asks for it before something is written. */
  readonly mention: (names: () => Iterable<unknown>) => void;
}

/** An index over its rows. */
export const overRows = ({ row, setRow, mention }: Omit<Index, keyof Shelf>): Index => ({
  row,
  setRow,
  mention,
  get(what) {
    const known = row(what);
    return known && decodeRow(known);
  },
  set: (what, value) => void setRow(what, encodeRow(value)),
});

export interface Shelves {
  /** One that is named is not swept away in this run, whether it is looked at or not. */
  readonly shelf: (label: string) => Shelf;
  /** The part of an index in which all stands that is known of one thing. */
  readonly index: (label: string, of: string) => Index;
  readonly close: () => void;
}

/** Shelves in memory at a time: their number must not grow with that of the works. */
const MOST_OPEN = 32;
/** Shelves of works that are gone, beside those of this run. */
const MOST_OTHERS = 256;

/** Files of an index: a change writes one of them again, and not all. */
const PARTS = 16;

/** Which of them tells of a thing: any way will do that spreads them. */
function partFor(of: string): number {
  let sum = 0;
  for (let at = 0; at < of.length; at++) sum = (sum * 31 + of.charCodeAt(at)) >>> 0;
  return sum % PARTS;
}

type Encode<Value> = (values: ReadonlyMap<string, Value>, digest: (bytes: Uint8Array) => string) => Uint8Array;

/** A shelf as it stands in memory; values are known by the names of what they are for, the one that was set or asked for last at the end. */
class OpenShelf<Value> {
  changed = false;
  /** Nothing was kept on it. */
  readonly isNew: boolean;
  /** Those that this run has use for, and the others. */
  private readonly used = new Map<string, Value>();
  private readonly idle: Map<string, Value>;
  private readonly mentioned: (() => Iterable<string>)[] = [];

  constructor(kept: Iterable<readonly [string, Value]>, asked: Iterable<string>) {
    this.idle = new Map(kept);
    this.isNew = this.idle.size === 0;
    for (const name of asked) this.get(name);
  }

  get(name: string): Value | undefined {
    const value = this.used.get(name) ?? this.idle.get(name);
    if (value !== undefined) this.put(name, value);
    return value;
  }

  set(name: string, value: Value): void {
    this.put(name, value);
    this.changed = true;
  }

  private put(name: string, value: Value): void {
    this.idle.delete(name);
    this.used.delete(name);
    this.used.set(name, value);
  }

  mention(names: () => Iterable<string>): void {
    this.mentioned.push(names);
  }

  asked(): readonly string[] {
    return [...this.used.keys()];
  }

  /** Of those that this run has no use for as many as of the others. */
  kept(): ReadonlyMap<string, Value> {
    for (const names of this.mentioned) for (const name of names()) this.get(name);
    return new Map([...[...this.idle].slice(-this.used.size), ...this.used]);
  }
}

export function openShelves(
  host: Host,
  folder: string,
  digest: (text: string | Uint8Array) => string,
  about: (what: unknown) => string,
): Shelves {
  /** By their labels. */
  const open = new Map<string, OpenShelf<unknown>>();
  /** The parts of indexes. */
  const held = new Map<string, OpenShelf<Row>>();
  /** The same by their labels. */
  const parts = new Map<string, OpenShelf<Row>>();
  /**
   * Shelves that were named in this run, by their labels: of those that were let go the names that this run has use for, in one text. There
   * are many, and of most of them nothing is asked.
   */
  const asked = new Map<string, string>();
  const spill = openSpill(host, `${folder}.${host.process.id}-${host.process.thread}`);
  let written = false;
  /** Whether there are more of them than before. */
  let grown = false;
  let failure: HostFault | undefined;
  const nameOf = (label: string) => digest(`shelf ${label}`);

  /** A disk that refuses once is not asked again. */
  function put<Value>(name: string, one: OpenShelf<Value>, encode: Encode<Value>): void {
    if (!one.changed || failure) return;
    try {
      if (!written) host.makePrivateFolder(folder);
      written = true;
      host.write(path.join(folder, name), encode(one.kept(), digest));
      grown ||= one.isNew;
    } catch (cause) {
      if (!(cause instanceof HostFault)) throw cause;
      failure = cause;
    }
  }

  const encodeSpilt: Encode<Row> = (rows) =>
    encodeRows(new Map([...rows].map(([name, row]) => [name, spill.read(row)])), digest);

  function partOf(label: string, of: string): OpenShelf<Row> {
    const part = `${label} ${partFor(of)}`;
    const known = parts.get(part);
    if (known) return known;
    const name = digest(`index ${part}`);
    const made = new OpenShelf<Row>(decodeRows(host, path.join(folder, name), digest), []);
    held.set(name, made);
    parts.set(part, made);
    return made;
  }

  function read(label: string): OpenShelf<unknown> {
    const kept = decodeKept(host, path.join(folder, nameOf(label)), digest);
    const names = asked.get(label);
    // What `put` wrote, in the same form.
    return new OpenShelf(kept instanceof Map ? (kept as Map<string, unknown>) : [], names ? names.split(' ') : []);
  }

  function letGo(label: string, one: OpenShelf<unknown>): void {
    put(nameOf(label), one, encodeKept);
    asked.set(label, one.asked().join(' '));
    open.delete(label);
  }

  function opened(label: string): OpenShelf<unknown> {
    const known = open.get(label) ?? read(label);
    open.delete(label);
    open.set(label, known);
    const [oldest] = open;
    if (open.size > MOST_OPEN && oldest) letGo(...oldest);
    return known;
  }

  /** Removes the shelves that are asked for no more, when they have become many. */
  function sweep(): void {
    const named = new Set([...held.keys(), ...[...asked.keys()].map(nameOf)]);
    const others = host.list(folder).filter(({ name }) => !named.has(name));
    const oldest = others.toSorted((a, b) => b.changed - a.changed).slice(MOST_OTHERS + named.size);
    for (const { name } of oldest) host.remove(path.join(folder, name));
  }

  return {
    // Looked up at each use: it may have been let go meanwhile.
    shelf(label) {
      if (!asked.has(label)) asked.set(label, '');
      return {
        get: (what) => opened(label).get(about(what)),
        set: (what, value) => opened(label).set(about(what), value),
      };
    },
    index(label, of) {
      const part = partOf(label, of);
      return overRows({
        row(what) {
          const known = part.get(about(what));
          return known === undefined ? undefined : spill.read(known);
        },
        setRow(what, bytes) {
          const row = spill.put(bytes);
          part.set(about(what), row);
          return () => spill.read(row);
        },
        mention: (names) => part.mention(() => Array.from(names(), about)),
      });
    },
    close() {
      for (const [label, one] of open) put(nameOf(label), one, encodeKept);
      for (const [name, one] of held) put(name, one, encodeSpilt);
      spill.close();
      if (failure) throw failure;
      if (grown) sweep();
    },
  };
}
