/**
 * Bytes of a file to text: strict UTF-8, one byte order mark taken off, line ends as "\n". Characters that hide or turn text
 * are findings here, in what the author typed, and again in `blocks.ts` once entities such as `&#x202E;` are decoded.
 */
import { isUtf8 } from 'node:buffer';
import type { Place } from '../model/document.ts';
import { type Finding, finding } from '../model/finding.ts';

/** The largest document, in bytes. */
export const LARGEST_DOCUMENT = 1024 * 1024;

/**
 * C0 and C1 controls, DEL, U+FFFD (a letter lost before it came here), bidirectional controls (CVE-2021-42574), tag characters,
 * and characters without width. The two joiners are let through between letters of scripts that need them, see `forbidden`.
 */
const SUSPECT =
  // biome-ignore format: one range a group
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffd\u{e0000}-\u{e007f}]/gu;

const NEEDS_JOINERS =
  /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Malayalam}\p{Script=Sinhala}\p{Extended_Pictographic}\ufe0f]/u;

/** The first character of `text` that must not be published, with its index in UTF-16 code units. */
export function forbidden(text: string): { readonly index: number; readonly name: string } | undefined {
  for (const match of text.matchAll(SUSPECT)) {
    const code = match[0].codePointAt(0) ?? 0;
    const before = Array.from(text.slice(Math.max(0, match.index - 2), match.index)).at(-1);
    const joins = (code === 0x200c || code === 0x200d) && before !== undefined && NEEDS_JOINERS.test(before);
    if (!joins) return { index: match.index, name: `U+${code.toString(16).toUpperCase().padStart(4, '0')}` };
  }
  return undefined;
}

/** Line and column of an index into a text. */
export function placeAt(text: string, index: number): Place {
  const before = text.slice(0, index);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: index - lineStart + 1 };
}

/** By its byte order mark or, without one, by the empty half of the first letter. */
function isUtf16([first, second]: Uint8Array): boolean {
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return marked || (first !== undefined && second !== undefined && (first === 0) !== (second === 0));
}

function encodingFinding(file: string, bytes: Uint8Array): Finding {
  if (isUtf16(bytes)) return finding('file-encoding', file, undefined, 'The file is UTF-16.');
  // A line feed byte is never part of another UTF-8 character, so the first bad line can be looked for line by line.
  let [line, start] = [1, 0];
  for (let end = bytes.indexOf(10); end !== -1 && isUtf8(bytes.subarray(start, end)); end = bytes.indexOf(10, start)) {
    line++;
    start = end + 1;
  }
  const rest = new TextDecoder('utf-8').decode(bytes.subarray(start, start + 10_000));
  return finding(
    'file-encoding',
    file,
    { line, column: rest.indexOf('\ufffd') + 1 },
    'This is not UTF-8 from here on.',
  );
}

export interface Decoded {
  readonly text?: string | undefined;
  readonly findings: readonly Finding[];
}

export function decode(file: string, bytes: Uint8Array): Decoded {
  if (bytes.length > LARGEST_DOCUMENT) {
    return {
      findings: [finding('file-size', file, undefined, `The file is larger than ${LARGEST_DOCUMENT / 1024} KiB.`)],
    };
  }
  if (isUtf16(bytes) || !isUtf8(bytes)) return { findings: [encodingFinding(file, bytes)] };
  // TextDecoder takes one byte order mark off; a second one is a forbidden character.
  const text = new TextDecoder('utf-8').decode(bytes).replace(/\r\n?/g, '\n');
  const bad = forbidden(text);
  if (bad) {
    const message =
      bad.name === 'U+FFFD'
        ? 'U+FFFD stands for a letter that was lost.'
        : `An invisible character stands here, ${bad.name}.`;
    return { findings: [finding('file-character', file, placeAt(text, bad.index), message)] };
  }
  return { text, findings: [] };
}
