/**
 * The parts of a .docx file, which is a zip archive, by name: inflated in memory within limits that hold for what comes out and not
 * for what the archive says of itself. Nothing is written to the disk, so names that lead elsewhere lead nowhere.
 */
import { inflateRawSync } from 'node:zlib';
import { Refused, type ImportRule } from './pieces.ts';

const LARGEST = 50 * 1024 * 1024;
/** Word's own XML shrinks to a tenth or so; a part that shrinks a hundredfold was made to. Small ones may. */
const STRONGEST_RATIO = 100;
const SMALL = 1024 * 1024;
const MOST_PARTS = 2000;

const refuse = (rule: ImportRule, message: string): never => {
  throw new Refused({ rule, message });
};

const NO_ZIP = 'It is no complete .docx file: the list of its parts is missing or damaged.';

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly compressed: number;
  readonly offset: number;
}

/** The central directory; its end record stands within the last 65,557 bytes (APPNOTE 4.3.16). */
function entriesOf(bytes: Buffer): readonly Entry[] {
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < 0 || end + 22 > bytes.length) return refuse('import-corrupt', NO_ZIP);
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count > MOST_PARTS) return refuse('import-limit', `The .docx file has more than ${MOST_PARTS} parts.`);
  const entries: Entry[] = [];
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return refuse('import-corrupt', NO_ZIP);
    const [nameLength, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
    if (bytes.readUInt16LE(at + 8) & 1) refuse('import-encrypted', 'The .docx file is protected by a password.');
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + (nameLength ?? 0)),
      method: bytes.readUInt16LE(at + 10),
      compressed: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return entries;
}

function inflate(bytes: Buffer, { name, method, compressed, offset }: Entry, room: number): Buffer {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== 0x04034b50) return refuse('import-corrupt', NO_ZIP);
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const body = bytes.subarray(start, start + compressed);
  if (body.length < compressed) return refuse('import-corrupt', 'The .docx file ends too early.');
  const most = Math.min(room, Math.max(SMALL, compressed * STRONGEST_RATIO));
  const bomb = 'The .docx file unpacks to far more than a document needs, as files do that are made to do harm.';
  if (method === 0) return body.length > room ? refuse('import-limit', bomb) : body;
  if (method !== 8)
    return refuse('import-corrupt', `The part ${JSON.stringify(name)} is packed in a way that Word does not use.`);
  try {
    return inflateRawSync(body, { maxOutputLength: most });
  } catch (cause) {
    const full = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
    return full
      ? refuse('import-limit', bomb)
      : refuse('import-corrupt', 'A part of the .docx file cannot be unpacked; it is damaged.');
  }
}

export function partsOf(archive: Uint8Array): ReadonlyMap<string, Buffer> {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const parts = new Map<string, Buffer>();
  let room = LARGEST;
  for (const entry of entriesOf(bytes)) {
    if (parts.has(entry.name))
      refuse('import-corrupt', `The .docx file has two parts named ${JSON.stringify(entry.name)}.`);
    const part = inflate(bytes, entry, room);
    room -= part.length;
    parts.set(entry.name, part);
  }
  return parts;
}
