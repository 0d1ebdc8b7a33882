/**
 * What is known of editions, each in a row of bytes, wherever that is kept, and the last that were asked for as values: thousands of editions
 * are a few bytes each, and not thousands of trees of small values. The works and entries of a corpus are made from it whenever somebody asks.
 */
import type { Corpus, EditionEntry, Work } from '../model/edition.ts';
import { compareText } from '../model/text.ts';
import { type KnownEntry, unpackEntry } from './entry-row.ts';

/** The same value from one use to the next as long as it is at hand, and an equal one after that. */
export interface HeldEntry {
  readonly known: () => KnownEntry;
}

export interface PackedEntry extends HeldEntry {
  readonly digest: string;
}

/** Editions of which the values are at hand, some 6 kB each. */
const MOST_AT_HAND = 2048;

export interface Entries {
  readonly get: (identifier: string) => PackedEntry | undefined;
  /** `row` reads what `packEntry` made of an edition. */
  readonly keep: (identifier: string, digest: string, row: () => Uint8Array) => PackedEntry;
  /** Drops all but those of these identifiers. */
  readonly keepOnly: (identifiers: ReadonlySet<string>) => void;
}

export function openEntries(atHand = MOST_AT_HAND): Entries {
  const packed = new Map<string, PackedEntry>();
  /** One edition may be known as it is and as it was. */
  const hand = new Map<PackedEntry, KnownEntry>();

  /** Looked for only then: a map goes past all that was taken out of it before it comes to its first member. */
  function dropOldest(): void {
    const [oldest] = hand.keys();
    if (oldest) hand.delete(oldest);
  }

  function put(kept: PackedEntry, known: KnownEntry): KnownEntry {
    hand.delete(kept);
    hand.set(kept, known);
    if (hand.size > atHand) dropOldest();
    return known;
  }

  return {
    get: (identifier) => packed.get(identifier),
    keep(identifier, digest, row) {
      const kept: PackedEntry = { digest, known: () => put(kept, hand.get(kept) ?? unpackEntry(row)) };
      packed.set(identifier, kept);
      return kept;
    },
    keepOnly(identifiers) {
      for (const name of [...packed.keys()]) if (!identifiers.has(name)) packed.delete(name);
    },
  };
}

/** A map that makes its values when they are asked for. */
class EntryMap implements ReadonlyMap<string, EditionEntry> {
  private readonly held: ReadonlyMap<string, HeldEntry>;

  constructor(held: ReadonlyMap<string, HeldEntry>) {
    this.held = held;
  }

  get size(): number {
    return this.held.size;
  }

  has(identifier: string): boolean {
    return this.held.has(identifier);
  }

  get(identifier: string): EditionEntry | undefined {
    return this.held.get(identifier)?.known().entry;
  }

  keys(): MapIterator<string> {
    return this.held.keys();
  }

  *values(): Generator<EditionEntry, undefined> {
    for (const one of this.held.values()) yield one.known().entry;
  }

  *entries(): Generator<[string, EditionEntry], undefined> {
    for (const [identifier, one] of this.held) yield [identifier, one.known().entry];
  }

  [Symbol.iterator](): Generator<[string, EditionEntry], undefined> {
    return this.entries();
  }

  forEach(act: (entry: EditionEntry, identifier: string, all: ReadonlyMap<string, EditionEntry>) => void): void {
    for (const [identifier, entry] of this) act(entry, identifier, this);
  }
}

interface Dated {
  readonly held: HeldEntry;
  readonly order: string;
}

const HELD = Symbol('held');

/** One function for all works: objects of one shape. A spread of one has its editions for good. */
const EDITIONS: PropertyDescriptor = {
  enumerable: true,
  get(this: { readonly [HELD]: readonly HeldEntry[] }) {
    return this[HELD].map((one) => one.known().entry);
  },
};

function heldWork(identifier: string, dated: readonly Dated[]): Work {
  const held = dated.toSorted((a, b) => compareText(a.order, b.order)).map((one) => one.held);
  const [family = '', work = ''] = identifier.split('/');
  const own = { identifier, family, work };
  Object.defineProperty(own, HELD, { value: held });
  Object.defineProperty(own, 'editions', EDITIONS);
  return own as Work; // with what it lacked
}

/** The works and entries of a corpus, of all its editions by their identifiers. */
export function indexOf(held: ReadonlyMap<string, HeldEntry>): Pick<Corpus, 'works' | 'entries'> {
  const works = new Map<string, Dated[]>();
  for (const one of held.values()) {
    const { family, work, edition, standing } = one.known().entry;
    const identifier = `${family}/${work}`;
    const editions = works.get(identifier) ?? [];
    works.set(identifier, editions);
    editions.push({ held: one, order: `${standing.date} ${edition}` });
  }
  const inOrder = [...works].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    works: new Map(inOrder.map(([identifier, dated]) => [identifier, heldWork(identifier, dated)])),
    entries: new EntryMap(held),
  };
}
