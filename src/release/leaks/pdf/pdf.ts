/** A PDF to all that can be read in it: drawn text, every string and name of every object, metadata, and the data of other streams. */
import {
  isArray,
  isDictionary,
  isName,
  isReference,
  isStream,
  latin1,
  type PdfDictionary,
  type PdfStream,
  type PdfValue,
} from './values.ts';
import { objectsOf, type PdfObject } from './objects.ts';
import { dataOf } from './streams.ts';
import { collectStrings, drawnBy, type Encoding, openFonts, type Resolve } from './drawn.ts';
import type { Channel } from '../channel.ts';
import { APART } from '../fold.ts';
import { ascii, inside, textChannels } from '../text.ts';
import { xmlChannels } from '../xml.ts';

const nameIn = (dictionary: PdfDictionary, key: string): string => {
  const value = dictionary.get(key);
  return isName(value) ? value.name : '';
};

function resolverOf(objects: readonly PdfObject[]): Resolve {
  const known = new Map<number, PdfValue>();
  for (const { number, value } of objects) known.set(number, value);
  return (value) => {
    let found = value;
    for (let step = 0; isReference(found) && step < 32; step++) found = known.get(found.to);
    return found;
  };
}

/** A page's own resources, or those of the nearest node above it that has some (7.7.3.4). */
function resourcesOf(page: PdfDictionary, resolve: Resolve): PdfValue | undefined {
  let node: PdfValue | undefined = page;
  for (let step = 0; isDictionary(node) && step < 64; step++) {
    if (node.has('Resources')) return node.get('Resources');
    node = resolve(node.get('Parent'));
  }
  return undefined;
}

function contentOf(page: PdfDictionary, resolve: Resolve): readonly PdfStream[] {
  const contents = resolve(page.get('Contents'));
  const parts = isArray(contents) ? contents.map(resolve) : [contents];
  return parts.filter(isStream);
}

/** Names are bytes, of which UTF-8 is to be made (7.3.5). */
const utf8 = (names: string) => Buffer.from(names, 'latin1').toString('utf8');

/** Looks like page content, though no page leads to it. */
const DRAWS = /\bBT\b[^]*\bT[jJ]\b/;

/** Font programs, whose lengths are told, and the maps from their codes to characters. */
const isOfFont = (dictionary: PdfDictionary, data: Uint8Array) =>
  dictionary.has('Length1') || latin1(data.subarray(0, 400)).includes('begincmap');

export { Unreadable } from './values.ts';

export function pdfChannels(bytes: Uint8Array): readonly Channel[] {
  const { objects, skeleton } = objectsOf(bytes);
  const resolve = resolverOf(objects);
  const fontsOf = openFonts(resolve);
  const channels: Channel[] = [];
  const done = new Set<PdfValue>();
  const everyFont = new Map<string, Encoding>();
  const [strings, names] = [new Set<string>(), new Set<string>()];
  const note = (value: PdfValue) => collectStrings(value, strings, names);

  function draw(content: Uint8Array, fonts: ReturnType<typeof fontsOf>): void {
    channels.push({ where: 'in the text of a page', text: drawnBy(content, fonts, note), prose: true });
  }

  const dictionaries = objects.map(({ value }) => (isStream(value) ? value.dictionary : value)).filter(isDictionary);
  for (const dictionary of dictionaries) {
    if (!dictionary.has('Resources')) continue;
    for (const [name, font] of fontsOf(dictionary.get('Resources'))) everyFont.set(name, font);
  }
  for (const dictionary of dictionaries) {
    if (nameIn(dictionary, 'Type') !== 'Page') continue;
    const streams = contentOf(dictionary, resolve);
    streams.forEach((stream) => done.add(stream));
    draw(
      Buffer.concat(streams.flatMap((stream) => [dataOf(stream), Buffer.from('\n')])),
      fontsOf(resourcesOf(dictionary, resolve)),
    );
  }
  for (const { value } of objects) {
    note(value);
    if (!isStream(value) || done.has(value)) continue;
    const { dictionary } = value;
    const [type, subtype] = [nameIn(dictionary, 'Type'), nameIn(dictionary, 'Subtype')];
    if (subtype === 'Image' || type === 'ObjStm' || type === 'XRef') continue;
    const data = dataOf(value);
    if (subtype === 'XML') channels.push(...xmlChannels(Buffer.from(data).toString('utf8'), 'in the metadata'));
    else if (subtype === 'Form') draw(data, fontsOf(dictionary.get('Resources') ?? resourcesOf(dictionary, resolve)));
    else if (isOfFont(dictionary, data)) channels.push({ where: 'in a font', text: ascii(data), prose: false });
    else if (DRAWS.test(latin1(data))) draw(data, everyFont);
    else channels.push(...textChannels(data, 'in a stream'));
  }
  const told = [...strings].join(` ${APART} `);
  return [
    ...channels,
    ...[told, ...inside(told)].map((text) => ({ where: 'in a string', text, prose: true })),
    { where: 'between its objects', text: skeleton, prose: false },
    { where: 'in a name', text: utf8([...names].join(' ')), prose: false },
  ];
}
