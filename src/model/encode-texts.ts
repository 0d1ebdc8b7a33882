/**
 * Texts that come one behind the other to the bytes of them all, in UTF-8. Those of a whole publication are megabytes: put together as one
 * text they would be held three times over, as pieces, as text and as bytes. No text may end in half of a character.
 */

/** Characters that are encoded together. */
const PIECE = 64 * 1024;

/** Not of any iterable: a text is one of its characters. */
export function encodeTexts(texts: Generator<string>): Uint8Array {
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  let open = '';
  for (const text of texts) {
    open += text;
    if (open.length < PIECE) continue;
    pieces.push(encoder.encode(open));
    open = '';
  }
  pieces.push(encoder.encode(open));
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
