/** Small PDFs written by hand, to plant words in each place that a PDF has for them. Offsets are left out: no reader here needs them. */
import { deflateSync } from 'node:zlib';

export const hexOf = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex');

/** The body of a stream object, compressed. */
export function packed(content: string | Uint8Array, entries = ''): Buffer {
  const data = deflateSync(content);
  const head = `<< /Filter /FlateDecode /Length ${data.length} ${entries} >>\nstream\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), data, Buffer.from('\nendstream')]);
}

/** A file of these objects, numbered from 1. */
export function pdfOf(objects: readonly (string | Uint8Array)[], end = ''): Buffer {
  const parts = objects.flatMap((body, index) => [
    Buffer.from(`${index + 1} 0 obj\n`),
    typeof body === 'string' ? Buffer.from(body, 'latin1') : body,
    Buffer.from('\nendobj\n'),
  ]);
  return Buffer.concat([Buffer.from('%PDF-1.7\n'), ...parts, Buffer.from(`trailer << /Root 1 0 R >>\n${end}%%EOF\n`)]);
}

/** Glyph numbers that have nothing to do with character codes. */
const glyphOf = (sign: string) => (sign.codePointAt(0) ?? 0) * 3 + 7;
const hex4 = (value: number) => value.toString(16).padStart(4, '0');

/** A word as glyph numbers, and the map that leads back from them, by single characters or as ranges. */
export const glyphs = (text: string) => [...text].map((sign) => hex4(glyphOf(sign))).join('');

export function toUnicode(text: string, ranges = false): string {
  const signs = [...new Set(text)];
  const rows = signs.map((sign) => {
    const glyph = `<${hex4(glyphOf(sign))}>`;
    return ranges ? `${glyph} ${glyph} <${hexOf(sign)}>` : `${glyph} <${hexOf(sign)}>`;
  });
  const kind = ranges ? 'bfrange' : 'bfchar';
  return `begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange ${rows.length} begin${kind}\n${rows.join('\n')}\nend${kind} endcmap`;
}

/** A page with this content, in a font of one-byte codes (F1) and one of glyph numbers (F2) that can say `text`. */
export function pageOf(
  content: string,
  text: string,
  more: readonly (string | Uint8Array)[] = [],
  ranges = false,
): Buffer {
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>',
    '<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>',
    packed(content),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    '<< /Type /Font /Subtype /Type0 /BaseFont /Some /Encoding /Identity-H /ToUnicode 7 0 R >>',
    packed(toUnicode(text, ranges)),
    ...more,
  ]);
}
