/**
 * Values that are asked for together stand on one shelf, which is one file: a work with all that is known of its editions is read
 * by one look at the disk, and written again only when something of it changed.
 */
import path from 'node:path';
import type { Host } from '../host.ts';
import { decodeKept, encodeKept } from './kept.ts';

export interface Shelf {
  /** What was set for the same `what` by this version of the program. */
  readonly get: (what: unknown) => unknown;
  /** `value` must be what JSON can hold. */
  readonly set: (what: unknown, value: unknown) => void;
}

export interface Shelves {
  readonly shelf: (label: string) => Shelf;
  readonly close: () => void;
}

/** Times that a shelf is written without a value being asked for, before the value goes. */
const OLDEST = 6;
/** Shelves of works that are gone, beside those of this run. */
const MOST_OTHERS = 256;

interface Item {
  readonly value: unknown;
  readonly age: number;
}

class OpenShelf implements Shelf {
  changed = false;
  private readonly asked = new Set<string>();
  private readonly items: Map<string, Item>;
  private readonly about: (what: unknown) => string;

  constructor(kept: unknown, about: (what: unknown) => string) {
    this.items = new Map(Object.entries((kept ?? {}) as Record<string, Item>)); // what `kept()` gave
    this.about = about;
  }

  get(what: unknown): unknown {
    const name = this.about(what);
    const item = this.items.get(name);
    if (item) this.asked.add(name);
    return item?.value;
  }

  set(what: unknown, value: unknown): void {
    const name = this.about(what);
    this.items.set(name, { value, age: 0 });
    this.asked.add(name);
    this.changed = true;
  }

  kept(): Readonly<Record<string, Item>> {
    const aged = [...this.items].map(([name, { value, age }]): [string, Item] => [
      name,
      { value, age: this.asked.has(name) ? 0 : age + 1 },
    ]);
    return Object.fromEntries(aged.filter(([, { age }]) => age < OLDEST));
  }
}

export function openShelves(
  host: Host,
  folder: string,
  digest: (text: string | Uint8Array) => string,
  about: (what: unknown) => string,
): Shelves {
  const open = new Map<string, OpenShelf>();
  const nameOf = (label: string) => digest(`shelf ${label}`);

  function shelf(label: string): Shelf {
    const name = nameOf(label);
    const known = open.get(name) ?? new OpenShelf(decodeKept(host, path.join(folder, name), digest), about);
    open.set(name, known);
    return known;
  }

  /** Removes the shelves that are asked for no more, when they have become many. */
  function sweep(): void {
    const others = host.list(folder).filter(({ name }) => !open.has(name));
    const oldest = others.toSorted((a, b) => b.changed - a.changed).slice(MOST_OTHERS + open.size);
    for (const { name } of oldest) host.remove(path.join(folder, name));
  }

  return {
    shelf,
    close() {
      const changed = [...open].filter(([, one]) => one.changed);
      if (changed.length === 0) return;
      host.makePrivateFolder(folder);
      for (const [name, one] of changed) host.write(path.join(folder, name), encodeKept(one.kept(), digest));
      sweep();
    },
  };
}
