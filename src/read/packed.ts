/** The tree of a document as bytes, to be kept and handed about: it is read back in a tenth of the time that it takes to parse it. */
import { deserialize, serialize } from 'node:v8';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { familyNamed } from '../families/families.ts';
import type { Document } from './document.ts';

export function packDocument({ family, ...document }: Document): Uint8Array {
  return deflateRawSync(serialize({ ...document, family: family.name }), { level: 1 });
}

export function unpackDocument(packed: Uint8Array): Document | undefined {
  const { family: name, ...document } = deserialize(inflateRawSync(packed)) as Omit<Document, 'family'> & {
    readonly family: string; // as it was packed
  };
  const family = familyNamed(name);
  return family && { ...document, family };
}
