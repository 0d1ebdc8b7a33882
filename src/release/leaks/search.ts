/**
 * The files of the search index to their texts: words brought to their stems, each with the documents where it stands, in one kind of file
 * also with its places there. Here each is read as a list of words and, for each document, as its words in their order. Words that do not
 * follow one another stand apart. A stem is no word that anyone wrote, and "harrow" stands there for "harrowing": short passages are
 * looked for in the texts beside the index, where the words are whole.
 */
import type { Channel } from './channel.ts';
import { APART } from './fold.ts';
import { inside, textChannels } from './text.ts';

/** What stands before everything else in a file, packed or not, up to the end of its line. */
const HEAD = /^press search 1 (words|phrases)\n/;

const headOf = (bytes: Uint8Array) =>
  HEAD.exec(Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 99)).toString('latin1'));

export const isOfIndex = (bytes: Uint8Array): boolean => headOf(bytes) !== null;

/** Whole numbers in LEB128, and runs of bytes behind their length. Throws behind the end. */
function reading(bytes: Uint8Array) {
  let at = 0;
  function number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('behind the end');
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }
  function run(): Uint8Array {
    const length = number();
    if (at + length > bytes.length) throw new RangeError('behind the end');
    at += length;
    return bytes.subarray(at - length, at);
  }
  return { number, run, more: () => at < bytes.length };
}

/** By document, its words by place. */
type Placed = Map<number, Map<number, string>>;

function place(word: string, said: Uint8Array, placed: Placed): void {
  const { number, more } = reading(said);
  let document = 0;
  while (more()) {
    document += number();
    const words = placed.get(document) ?? new Map<number, string>();
    placed.set(document, words);
    let at = 0;
    for (let left = number(); left > 0; left--) {
      at += number();
      words.set(at, word);
    }
  }
}

function inOrder(words: ReadonlyMap<number, string>): string {
  const places = [...words.keys()].toSorted((a, b) => a - b);
  return places
    .map((at, index) => `${index > 0 && places[index - 1] !== at - 1 ? ` ${APART} ` : ' '}${words.get(at)}`)
    .join('');
}

/** Its words as a list, and in the order of each document where the file tells of that. */
function textsOf(body: Uint8Array, tellsPlaces: boolean): readonly string[] {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const words: string[] = [];
  const texts: string[] = [];
  const runs = reading(body);
  while (runs.more()) {
    const entries = reading(runs.run());
    const placed: Placed = new Map();
    while (entries.more()) {
      const word = utf8.decode(entries.run());
      words.push(word);
      const said = entries.run();
      if (tellsPlaces) place(word, said, placed);
    }
    texts.push(...Array.from(placed.values(), inOrder));
  }
  return [words.join(` ${APART} `), ...texts];
}

/** The channels of a file of the index. One that is damaged is read as any bytes are. */
export function searchChannels(bytes: Uint8Array): readonly Channel[] {
  const where = 'in the search index';
  const [head = '', kind] = headOf(bytes) ?? [];
  try {
    const texts = textsOf(bytes.subarray(head.length), kind === 'phrases');
    return [...texts, ...texts.flatMap(inside)].map((text) => ({ where, text, prose: false }));
  } catch (fault) {
    if (!(fault instanceof RangeError || fault instanceof TypeError)) throw fault;
    return textChannels(bytes, where);
  }
}
