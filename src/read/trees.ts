/** The trees of documents that a reading keeps at hand: a bounded number of them as they are, and of the others a bounded number of bytes. */
import type { Document } from './document.ts';
import { packDocument, unpackDocument } from './packed.ts';

/** Trees take many times the room of the text; packed they take less than it. */
const MOST_KEPT = 64;
/** Bytes of packed documents that nothing else keeps. */
const MOST_PACKED = 64 * 1024 ** 2;

interface Held {
  readonly document: Document;
  /** Whether it is kept elsewhere too. */
  readonly elsewhere: boolean;
}

interface Packed {
  readonly digest: string;
  readonly bytes: Uint8Array;
}

export interface Trees {
  readonly get: (identifier: string, digest: string) => Document | undefined;
  readonly keep: (identifier: string, held: Held) => void;
  readonly keepPacked: (identifier: string, packed: Packed) => void;
  /** Drops all but those of these identifiers. */
  readonly keepOnly: (identifiers: ReadonlySet<string>) => void;
}

export function openTrees(): Trees {
  const held = new Map<string, Held>();
  const packed = new Map<string, Packed>();
  let size = 0;

  function drop(identifier: string): void {
    size -= packed.get(identifier)?.bytes.length ?? 0;
    packed.delete(identifier);
  }

  /** The first that came stay: they are wanted first. */
  function keepPacked(identifier: string, one: Packed): void {
    drop(identifier);
    if (size + one.bytes.length > MOST_PACKED) return;
    size += one.bytes.length;
    packed.set(identifier, one);
  }

  function keep(identifier: string, one: Held): void {
    held.delete(identifier);
    held.set(identifier, one);
    if (held.size <= MOST_KEPT) return;
    const [oldest] = held;
    if (!oldest) return;
    const [name, { document, elsewhere }] = oldest;
    held.delete(name);
    const { digest } = document;
    if (!elsewhere && packed.get(name)?.digest !== digest) keepPacked(name, { digest, bytes: packDocument(document) });
  }

  return {
    keep,
    keepPacked,
    get(identifier, digest) {
      const known = held.get(identifier);
      if (known?.document.digest === digest) {
        keep(identifier, known);
        return known.document;
      }
      const bytes = packed.get(identifier);
      return bytes?.digest === digest ? unpackDocument(bytes.bytes) : undefined;
    },
    keepOnly(identifiers) {
      for (const name of [...held.keys()]) if (!identifiers.has(name)) held.delete(name);
      for (const name of [...packed.keys()]) if (!identifiers.has(name)) drop(name);
    },
  };
}
