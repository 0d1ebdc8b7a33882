/**
 * The files of the search index to their texts. Excerpts are JSON behind a mark, and hold every word of the site. The index proper is CBOR
 * (RFC 8949): words brought to their stems, each with the pages and positions where it stands; here it is read as lists of words and,
 * for each page, as its words in their order. Words that do not follow one another stand apart. A stem is no word that anyone wrote, and
 * "harrow" stands there for "harrowing": short passages are looked for in the excerpts, where the words are whole.
 */
import type { Channel } from './channel.ts';
import { APART } from './fold.ts';
import { jsonChannels } from './json.ts';
import { inside, textChannels } from './text.ts';

/** What stands before everything that the indexer packs. */
const MARK = 'pagefind_dcd';

type Value = number | string | boolean | undefined | readonly Value[];

/** Reads one CBOR item after another: whole numbers, text, lists, what is neither true nor something. Throws on anything else. */
function* itemsOf(bytes: Uint8Array): Generator<Value> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;

  function lengthOf(short: number): number {
    if (short < 24) return short;
    const size = 1 << (short - 24);
    if (short > 27) throw new Error('no length that is known');
    const from = at;
    at += size;
    if (size === 1) return view.getUint8(from);
    if (size === 2) return view.getUint16(from);
    return size === 4 ? view.getUint32(from) : Number(view.getBigUint64(from));
  }
  function item(): Value {
    const head = view.getUint8(at++);
    const [kind, short] = [head >> 5, head & 31];
    if (kind === 7) {
      if (short >= 24) at += 1 << (short - 24);
      return short === 20 || short === 21 ? short === 21 : undefined;
    }
    const length = lengthOf(short);
    if (kind === 0) return length;
    if (kind === 1) return -1 - length;
    if (kind === 3) {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(at, at + length));
      if (at + length > bytes.length) throw new Error('a text that does not end');
      at += length;
      return text;
    }
    if (kind !== 4) throw new Error(`a kind of item that no index has: ${kind}`);
    return Array.from({ length }, item);
  }
  while (at < bytes.length) yield item();
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

function stringsOf(value: Value): readonly string[] {
  if (typeof value === 'string') return [value];
  return isList(value) ? value.flatMap(stringsOf) : [];
}

/** Words by page and position, as an index has them: `[word, [[page, positions…], …], …]`, numbers as differences. */
function placed(value: Value, found: Map<number, Map<number, string>>): void {
  if (!isList(value)) return;
  const [word, pages] = value;
  if (typeof word !== 'string' || !isList(pages)) return value.forEach((one) => placed(one, found));
  let page = 0;
  for (const one of pages) {
    if (!isList(one) || typeof one[0] !== 'number') continue;
    page += one[0];
    const words = found.get(page) ?? new Map<number, string>();
    found.set(page, words);
    let at = 0;
    for (const step of isList(one[1]) ? one[1] : []) {
      // A negative number is a weight, for the positions behind it.
      if (typeof step !== 'number' || step < 0) continue;
      at += step;
      words.set(at, word);
    }
  }
}

function inOrder(words: ReadonlyMap<number, string>): string {
  const positions = [...words.keys()].toSorted((a, b) => a - b);
  return positions
    .map((at, index) => `${index > 0 && positions[index - 1] !== at - 1 ? ` ${APART} ` : ' '}${words.get(at)}`)
    .join('');
}

export const isOfIndex = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, MARK.length)).toString('latin1') === MARK;

/** The items of a file, or nothing where it is of another kind, as the program of the index is. */
function itemsIn(bytes: Uint8Array): readonly Value[] | undefined {
  try {
    return [...itemsOf(bytes)];
  } catch {
    return undefined;
  }
}

/** The channels of a file of the index, unpacked. */
export function searchChannels(bytes: Uint8Array): readonly Channel[] {
  const packed = bytes.subarray(MARK.length);
  if (packed[0] === 0x7b) return jsonChannels(Buffer.from(packed).toString('utf8'), 'in the search index');
  const items = itemsIn(packed);
  if (!items) return textChannels(packed, 'in the search index');
  const found = new Map<number, Map<number, string>>();
  for (const item of items) placed(item, found);
  const texts = [stringsOf(items).join(` ${APART} `), ...Array.from(found.values(), inOrder)];
  return [...texts, ...texts.flatMap(inside)].map((text) => ({ where: 'in the search index', text, prose: false }));
}
