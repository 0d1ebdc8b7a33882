/**
 * The content of one page, byte by byte as a PDF has it: numbers and operators in ASCII, glyph numbers as two bytes each. Written
 * straight into one growing buffer, because a document has many words and strings of them would have to be joined and copied.
 */
const FIRST_SIZE = 16_384;
/** For a byte that ends a literal string or that readers would change, what follows its backslash (ISO 32000-1, 7.3.4.2). */
const ESCAPES = new Uint8Array(256);
for (const [character, escape] of ['((', '))', '\\\\', '\rr']) {
  ESCAPES[character?.charCodeAt(0) ?? 0] = escape?.charCodeAt(0) ?? 0;
}

export class Content {
  private buffer = new Uint8Array(FIRST_SIZE);
  private length = 0;

  private room(more: number): void {
    if (this.length + more <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(this.buffer.length * 2, this.length + more));
    larger.set(this.buffer.subarray(0, this.length));
    this.buffer = larger;
  }

  /** ASCII only. */
  put(text: string): void {
    this.room(text.length);
    for (let i = 0; i < text.length; i++) this.buffer[this.length++] = text.charCodeAt(i);
  }

  private byte(value: number): void {
    const escape = ESCAPES[value];
    if (escape) this.buffer[this.length++] = 0x5c;
    this.buffer[this.length++] = escape || value;
  }

  /** A glyph number inside a literal string. */
  glyph(number: number): void {
    this.room(4);
    this.byte(number >> 8);
    this.byte(number & 255);
  }

  /** What was put since the last time; good until more is put. */
  take(): Uint8Array {
    const taken = this.buffer.subarray(0, this.length);
    this.length = 0;
    return taken;
  }
}
