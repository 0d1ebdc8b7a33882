/** Bytes that are text, and what further encodings inside text hide: percent signs, escapes, entities, base64. */
import type { Channel } from './channel.ts';

/** Text in the encoding that its first bytes name, UTF-8 otherwise. */
export function decoded(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return buffer.toString('utf16le', 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(buffer.subarray(2, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  return buffer.toString('utf8');
}

/** Letters of the shortest run of printable ASCII that could be eight words. */
const SHORTEST = 16;
const isPrintable = (byte: number | undefined) => byte !== undefined && byte >= 0x20 && byte < 0x7f;

/** The runs of printable ASCII in bytes of some other kind. Looks at every sixteenth byte where there is none. */
export function ascii(bytes: Uint8Array): string {
  const runs: string[] = [];
  for (let from = 0; from + SHORTEST <= bytes.length;) {
    let last = from + SHORTEST - 1;
    while (last >= from && isPrintable(bytes[last])) last--;
    if (last < from) {
      let end = from + SHORTEST;
      while (isPrintable(bytes[end])) end++;
      runs.push(Buffer.from(bytes.buffer, bytes.byteOffset + from, end - from).toString('latin1'));
      from = end + 1;
    } else from = last + 1;
  }
  return runs.join('\n');
}

/** Whether it is text all through, and not bytes of some other kind that were taken for it. */
// biome-ignore format: one class
export const isReadable = (text: string) => !/[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text.slice(0, 256));

const percentDecoded = (text: string) =>
  text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));

const unescaped = (text: string) =>
  text.replace(
    /\\u\{?([0-9A-Fa-f]{1,6})\}?|\\x([0-9A-Fa-f]{2})|\\([0-9A-Fa-f]{2,6})\s?|\\[nrtbfv]/g,
    (_, ...groups) => {
      const code = groups.slice(0, 3).find((group) => typeof group === 'string');
      const value = typeof code === 'string' ? Number.parseInt(code, 16) : 0x20;
      return value <= 0x10ffff ? String.fromCodePoint(value) : ' ';
    },
  );

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
};

/** Character references, as XML has them. */
export const dereferenced = (text: string) =>
  text.replace(/&(?:#x([0-9A-Fa-f]{1,6})|#(\d{1,7})|(\w+));/g, (_, hex, decimal, name) => {
    if (name !== undefined) return NAMED[String(name)] ?? ' ';
    const value = hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16);
    return value <= 0x10ffff ? String.fromCodePoint(value) : ' ';
  });

/** The alphabets of base64, of both kinds. */
const BASE64 = new Uint8Array(128);
for (const sign of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_') BASE64[sign.charCodeAt(0)] = 1;
/** Letters of the shortest run that is tried. */
const RUN = 16;

const isOfRun = (text: string, at: number) => BASE64[text.charCodeAt(at)] === 1;

function endOfRun(text: string, from: number): number {
  let end = from;
  while (isOfRun(text, end)) end++;
  return end;
}

/** Long runs of that alphabet that hold text; a run may go on in the next line. Looks at every sixteenth letter where there is none. */
function unwrapped(text: string): string {
  let out = '';
  for (let from = 0; from + RUN <= text.length;) {
    let last = from + RUN - 1;
    while (last >= from && isOfRun(text, last)) last--;
    if (last >= from) {
      from = last + 1;
      continue;
    }
    let run = '';
    for (let end = endOfRun(text, from); end > from; end = endOfRun(text, from)) {
      run += text.slice(from, end);
      from = end + (/^\r?\n/.exec(text.slice(end, end + 2))?.[0].length ?? 0);
      if (from === end) break;
    }
    const held = Buffer.from(run, 'base64').toString('utf8');
    if (isReadable(held)) out += `${held}\n`;
    from++;
  }
  return out;
}

/** What else a text says to whoever decodes it once more. */
export function inside(text: string): readonly string[] {
  const again = [
    text.includes('%') ? percentDecoded(text) : '',
    text.includes('\\') ? unescaped(text) : '',
    text.includes('&') ? dereferenced(text) : '',
    unwrapped(text),
  ];
  return again.filter((one) => one !== '' && one !== text);
}

/** Bytes of no format known here: text, or what ASCII words there are in it. */
export function textChannels(bytes: Uint8Array, where: string): readonly Channel[] {
  const text = decoded(bytes);
  if (isReadable(text)) return [text, ...inside(text)].map((one) => ({ where, text: one, prose: true }));
  return [{ where, text: ascii(bytes), prose: false }];
}
