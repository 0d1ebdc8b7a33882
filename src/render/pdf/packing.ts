/**
 * The bytes of a PDF from the objects that pdfkit writes. Objects without a stream are packed together and deflated (object
 * streams, ISO 32000-1, 7.5.7), and the table of places is a stream as well: tagged files become a third of the size, because
 * most of their objects are small and alike.
 */
import { deflated } from './streams.ts';

/** Objects packed into one stream: readers unpack all of them to reach one. */
const PACKED = 200;
const HEADER = Buffer.from('%PDF-1.7\n%\xff\xff\xff\xff\n', 'latin1');
/** Bytes of an entry in the table of places: its kind, an offset or a stream's number, an index. */
const ENTRY = [1, 4, 2] as const;
const WIDTH = 7;

interface Entry {
  readonly kind: 0 | 1 | 2;
  readonly place: number;
  readonly index: number;
}

function bytesOf(data: Uint8Array | string): Uint8Array {
  return typeof data === 'string' ? Buffer.from(`${data}\n`, 'latin1') : data;
}

/** Rows as the difference from the row above (PNG's filter "Up"), which deflates far better. */
function table(entries: readonly Entry[]): Uint8Array {
  const rows = Buffer.alloc(entries.length * (WIDTH + 1));
  let above = Buffer.alloc(WIDTH);
  for (const [i, { kind, place, index }] of entries.entries()) {
    const row = Buffer.alloc(WIDTH);
    row.writeUInt8(kind, 0);
    row.writeUInt32BE(place, 1);
    row.writeUInt16BE(index, 5);
    rows[i * (WIDTH + 1)] = 2;
    for (let c = 0; c < WIDTH; c++) rows[i * (WIDTH + 1) + 1 + c] = (row[c] ?? 0) - (above[c] ?? 0);
    above = row;
  }
  return deflated(rows);
}

/** Takes what pdfkit writes, piece by piece, and gives the file at the end. */
export class Packing {
  private readonly chunks: Uint8Array[] = [HEADER];
  private readonly entries: Entry[] = [{ kind: 0, place: 0, index: 65535 }];
  private packed: { readonly id: number; readonly body: string }[] = [];
  private offset = HEADER.length;
  private id = 0;
  private body: (Uint8Array | string)[] = [];
  private trailer: string | undefined;
  private state: 'between' | 'object' | 'table' | 'trailer' = 'between';

  /** pdfkit writes an object as its number, its value, perhaps a stream, and "endobj"; then a table and a trailer. */
  write(data: Uint8Array | string): void {
    if (this.state === 'object') {
      if (data === 'endobj') this.endObject();
      else this.body.push(data);
    } else if (this.state === 'trailer') {
      this.trailer ??= String(data);
    } else if (data === 'xref') {
      this.state = 'table';
    } else if (data === 'trailer') {
      this.state = 'trailer';
    } else if (this.state === 'between') {
      this.id = Number(/^(\d+) 0 obj$/.exec(String(data))?.[1]);
      if (!(this.id > 0)) throw new Error(`not the start of an object: ${String(data).slice(0, 40)}`);
      this.state = 'object';
    }
  }

  private endObject(): void {
    const [first] = this.body;
    if (this.body.length === 1 && typeof first === 'string') this.packed.push({ id: this.id, body: first });
    else this.emit(this.id, this.body);
    this.body = [];
    this.state = 'between';
  }

  private put(data: Uint8Array | string): void {
    const bytes = bytesOf(data);
    this.chunks.push(bytes);
    this.offset += bytes.length;
  }

  private emit(id: number, body: readonly (Uint8Array | string)[]): void {
    this.entries[id] = { kind: 1, place: this.offset, index: 0 };
    this.put(`${id} 0 obj`);
    for (const part of body) this.put(part);
    this.put('endobj');
  }

  private emitStream(id: number, dictionary: string, bytes: Uint8Array): void {
    const head = `<<${dictionary} /Filter /FlateDecode /Length ${bytes.length}>>`;
    this.emit(id, [head, 'stream', bytes, '\nendstream']);
  }

  private pack(id: number, objects: readonly { readonly id: number; readonly body: string }[]): void {
    let [places, bodies] = ['', ''];
    for (const [index, { id: inner, body }] of objects.entries()) {
      places += `${inner} ${bodies.length} `;
      bodies += `${body}\n`;
      this.entries[inner] = { kind: 2, place: id, index };
    }
    const dictionary = `/Type /ObjStm /N ${objects.length} /First ${places.length}`;
    this.emitStream(id, dictionary, deflated(places + bodies));
  }

  /** The whole file. */
  finish(): Uint8Array {
    const named = /\/Root \d+ 0 R|\/Info \d+ 0 R|\/ID \[[^\]]*\]/g;
    const trailer = (this.trailer ?? '').match(named);
    if (trailer?.length !== 3) throw new Error('pdfkit wrote no trailer that can be read');
    const { packed } = this;
    const last = Math.max(this.entries.length, ...packed.map(({ id }) => id + 1));
    let next = last;
    for (let at = 0; at < packed.length; at += PACKED) this.pack(next++, packed.slice(at, at + PACKED));
    const start = this.offset;
    this.entries[next] = { kind: 1, place: start, index: 0 };
    const all = Array.from({ length: next + 1 }, (_, id): Entry => this.entries[id] ?? { kind: 0, place: 0, index: 0 });
    const parameters = `/DecodeParms <</Predictor 12 /Columns ${WIDTH}>>`;
    const size = `/Type /XRef /Size ${next + 1} /W [${ENTRY.join(' ')}]`;
    this.emitStream(next, `${size} ${parameters} ${trailer.join(' ')}`, table(all));
    this.put(`startxref\n${start}\n%%EOF`);
    return new Uint8Array(Buffer.concat(this.chunks));
  }
}
