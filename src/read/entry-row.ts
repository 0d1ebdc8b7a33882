/**
 * What is known of an edition as bytes, and back: what was found while it was read, then the entry: a head, which every run looks at for all
 * editions, and behind it its longer members, each a text of its own that is read when somebody asks for it. Of an edition around which
 * nothing changed hardly any is.
 */
import { hash } from 'node:crypto';
import { decodeRow, rowOf, rowText } from '../cache/cache.ts';
import type { EditionEntry } from '../model/edition.ts';
import type { Finding } from '../model/finding.ts';
import { LINKED, linkedText } from '../model/told.ts';

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
interface About extends Omit<KnownEntry, 'entry'> {
  /** A digest of what links find of the entry. */
  readonly linked: string;
}

/** No JSON has one. */
const TAB = 0x09;

/** An entry that is packed. */
export interface EntryRow {
  readonly digest: string;
  readonly withholds: boolean;
  readonly row: Uint8Array;
}

export function packEntry({ entry, ...known }: KnownEntry): EntryRow {
  const { identifier, family, work, edition, file, standing, withholds } = entry;
  const head: Head = { identifier, family, work, edition, file, standing, withholds };
  const texts = LATER.map((name) => (entry[name] === undefined ? '' : rowText(entry[name])));
  const about: About = { ...known, linked: hash('sha256', linkedText(entry), 'base64url') };
  const row = rowOf([rowText(about), rowText(head), ...texts].join(String.fromCharCode(TAB)));
  return { digest: known.digest, withholds, row };
}

/** The members of one row as they are asked for, each read once. */
class Members {
  private readonly row: () => Uint8Array;
  private readonly read: unknown[] = [];

  constructor(row: () => Uint8Array) {
    this.row = row;
  }

  /** The text between two tabs. */
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

/** The same for each member; a spread or a structured clone makes plain ones of them, with all their members. */
const LATER_MEMBERS: PropertyDescriptorMap = Object.fromEntries(
  LATER.map((name, index) => {
    const get = function (this: { readonly [MEMBERS]: Members }) {
      return this[MEMBERS].at(index + 2);
    };
    return [name, { enumerable: true, get }];
  }),
);

/** `row` is asked for the bytes again when a member is: entries that are at hand need not hold them. */
export function unpackEntry(row: () => Uint8Array): KnownEntry {
  const members = new Members(row);
  const [{ linked, ...about }, entry] = [members.at(0) as About, members.at(1) as Head]; // what `packEntry` wrote first
  Object.defineProperty(entry, MEMBERS, { value: members });
  Object.defineProperty(entry, LINKED, { value: linked });
  Object.defineProperties(entry, LATER_MEMBERS);
  return { ...about, entry: entry as EditionEntry }; // with what it lacked
}
