/**
 * What is known of an edition as bytes, and back: a head, which every run looks at for all editions, and behind it the longer members of
 * the entry, each a text of its own that is read when somebody asks for it. Of an edition around which nothing changed hardly any is.
 */
import { decodeRow, rowOf, rowText } from '../cache/cache.ts';
import type { EditionEntry } from '../model/edition.ts';
import type { Finding } from '../model/finding.ts';

export interface KnownEntry {
  readonly digest: string;
  /** Digests of the documents that were asked for while it was assembled; absent ones were not there. */
  readonly sources: readonly (readonly [identifier: string, digest?: string | undefined])[];
  /** The pictures that it shows, with what they hold. */
  readonly pictures: readonly (readonly [file: string, holds: string])[];
  readonly entry: EditionEntry;
  readonly findings: readonly Finding[];
}

/** In the order in which they stand in a row: what is asked for most comes first. */
const LATER = [
  'references',
  'matter',
  'clauses',
  'links',
  'quotations',
  'citations',
  'portions',
  'whole',
  'includes',
  'taken',
  'allReferences',
  'remarks',
  'answer',
  'places',
] as const satisfies readonly (keyof EditionEntry)[];

type Head = Omit<EditionEntry, (typeof LATER)[number]>;
type KnownHead = Omit<KnownEntry, 'entry'> & { readonly entry: Head };

/** No JSON has one. */
const TAB = 0x09;

export function packEntry(known: KnownEntry): Uint8Array {
  const { identifier, family, work, edition, file, standing, withholds } = known.entry;
  const head: KnownHead = { ...known, entry: { identifier, family, work, edition, file, standing, withholds } };
  const texts = LATER.map((name) => (known.entry[name] === undefined ? '' : rowText(known.entry[name])));
  return rowOf([rowText(head), ...texts].join(String.fromCharCode(TAB)));
}

/** The members of one row as they are asked for, each read once. */
class Members {
  private readonly row: () => Uint8Array;
  private readonly read: unknown[] = [];

  constructor(row: () => Uint8Array) {
    this.row = row;
  }

  /** The text between two tabs; the head is the first. */
  private text(index: number): Uint8Array {
    const row = this.row();
    let start = 0;
    for (let before = 0; before < index; before++) start = row.indexOf(TAB, start) + 1;
    const end = row.indexOf(TAB, start);
    return row.subarray(start, end === -1 ? row.length : end);
  }

  at(index: number): unknown {
    if (index in this.read) return this.read[index];
    const text = this.text(index);
    return (this.read[index] = text.length === 0 ? undefined : decodeRow(text));
  }
}

const MEMBERS = Symbol('members');

/**
 * One function a member, shared by all entries: objects of one shape, which a spread or a structured clone makes plain ones of, with all
 * their members.
 */
const LATER_MEMBERS: PropertyDescriptorMap = Object.fromEntries(
  LATER.map((name, index) => {
    const get = function (this: { readonly [MEMBERS]: Members }) {
      return this[MEMBERS].at(index + 1);
    };
    return [name, { enumerable: true, get }];
  }),
);

/** `row` is asked for the bytes again when a member is: entries that are at hand need not hold them. */
export function unpackEntry(row: () => Uint8Array): KnownEntry {
  const members = new Members(row);
  const head = members.at(0) as KnownHead; // what `packEntry` wrote first
  Object.defineProperty(head.entry, MEMBERS, { value: members });
  Object.defineProperties(head.entry, LATER_MEMBERS);
  return head as KnownEntry; // with what it lacked
}
