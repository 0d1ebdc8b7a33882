/**
 * Colour profiles (ICC.1): what a picture's numbers mean as colours. Only what colours need is kept: profiles of screens also
 * name the screen, its serial number and its owner's settings.
 */
const ascii = (text: string) => Buffer.from(text, 'latin1');
const signature = (bytes: Uint8Array, at: number) => Buffer.from(bytes.subarray(at, at + 4)).toString('latin1');

const CLASSES = ['scnr', 'mntr', 'prtr', 'spac'];
const NEEDED: Readonly<Record<1 | 3, readonly string[]>> = {
  1: ['wtpt', 'kTRC'],
  3: ['wtpt', 'rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC'],
};
/** Beyond those needed: how the white point was adapted, and the tables of profiles that are no matrix. */
const TABLES = ['A2B0', 'A2B1', 'A2B2', 'B2A0', 'B2A1', 'B2A2'];
const MOST_TAGS = 100;

interface Tag {
  readonly name: string;
  readonly data: Uint8Array;
}

function tagsOf(profile: Uint8Array): readonly Tag[] | undefined {
  const view = new DataView(profile.buffer, profile.byteOffset, profile.byteLength);
  const count = view.getUint32(128);
  if (count > MOST_TAGS || 132 + count * 12 > profile.length) return undefined;
  const tags = Array.from({ length: count }, (_, index) => {
    const at = 132 + index * 12;
    const [offset, size] = [view.getUint32(at + 4), view.getUint32(at + 8)];
    return { name: signature(profile, at), data: profile.subarray(offset, offset + size), size };
  });
  return tags.every(({ data, size }) => data.length === size && size >= 8) ? tags : undefined;
}

/** Every profile must have a name and a copyright line (ICC.1, 8.2); these say what is so. */
function textTag(name: 'desc' | 'cprt', text: string, version: number): Tag {
  if (version >= 4) {
    const words = Buffer.from(text, 'utf16le').swap16();
    const head = Buffer.alloc(28);
    head.write('mluc', 0);
    head.writeUInt32BE(1, 8);
    head.writeUInt32BE(12, 12);
    head.write('enGB', 16);
    head.writeUInt32BE(words.length, 20);
    head.writeUInt32BE(28, 24);
    return { name, data: Buffer.concat([head, words]) };
  }
  if (name === 'cprt') return { name, data: Buffer.concat([ascii('text\0\0\0\0'), ascii(`${text}\0`)]) };
  const head = Buffer.alloc(12);
  head.write('desc', 0);
  head.writeUInt32BE(text.length + 1, 8);
  // An empty Unicode name, and an empty one in the manner of old Macintosh systems.
  return { name, data: Buffer.concat([head, ascii(`${text}\0`), Buffer.alloc(78)]) };
}

function written(head: Uint8Array, tags: readonly Tag[]): Uint8Array {
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length, 0);
  const parts: Uint8Array[] = [];
  let offset = 128 + table.length;
  for (const [index, { name, data }] of tags.entries()) {
    const at = 4 + index * 12;
    table.write(name, at, 'latin1');
    table.writeUInt32BE(offset, at + 4);
    table.writeUInt32BE(data.length, at + 8);
    const padded = Buffer.alloc(Math.ceil(data.length / 4) * 4);
    padded.set(data);
    parts.push(padded);
    offset += padded.length;
  }
  const whole = Buffer.concat([head, table, ...parts]);
  whole.writeUInt32BE(whole.length, 0);
  return whole;
}

/**
 * The profile with nothing in it but colours, or `undefined` where it is none, belongs to another kind of picture, or could not
 * stand in an archival PDF (ISO 19005-2, 6.2.4.2); browsers pass over such a profile too.
 */
export function colourProfile(profile: Uint8Array, samples: 1 | 3): Uint8Array | undefined {
  if (profile.length < 132 || signature(profile, 36) !== 'acsp') return undefined;
  const version = profile[8] ?? 0;
  const space = signature(profile, 16);
  if (version < 2 || version > 4 || !CLASSES.includes(signature(profile, 12))) return undefined;
  if (space !== (samples === 1 ? 'GRAY' : 'RGB ')) return undefined;
  const tags = tagsOf(profile);
  const has = (name: string) => tags?.some((tag) => tag.name === name);
  const byMatrix = NEEDED[samples].every(has);
  if (!tags || !(byMatrix || (has('wtpt') && has('A2B0')))) return undefined;
  const kept = tags.filter(({ name }) => NEEDED[samples].includes(name) || TABLES.includes(name) || name === 'chad');
  const head = Buffer.from(profile.subarray(0, 128));
  // The preferred program, maker, model and author of the profile, and the digest of what it was.
  head.fill(0, 4, 8).fill(0, 48, 56).fill(0, 80, 128);
  const name = samples === 1 ? 'Grey of the picture' : 'Colours of the picture';
  return written(head, [textTag('desc', name, version), textTag('cprt', 'Not stated', version), ...kept]);
}
