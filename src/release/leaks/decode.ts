/** An output file to the texts in it: one row for each kind of file, and what no row knows is read as text. */
import { gunzipSync } from 'node:zlib';
import type { Rendition } from '../../model/rendition.ts';
import type { Channel } from './channel.ts';
import { htmlChannels } from './html.ts';
import { jsonChannels } from './json.ts';
import { pdfChannels } from './pdf/pdf.ts';
import { isOfIndex, searchChannels } from './search.ts';
import { decoded, inside, textChannels } from './text.ts';
import { xmlChannels } from './xml.ts';

type Read = (bytes: Uint8Array) => readonly Channel[];

/** Text with what a format makes of it, and as it stands: parsers drop what they do not understand. */
const written =
  (read: (source: string) => readonly Channel[]): Read =>
  (bytes) => {
    const source = decoded(bytes);
    return [...read(source), { where: 'in its bytes', text: source, prose: false }];
  };

/** Style sheets and programs are the program's own words: short passages are not looked for there. */
const code = written((source) => inside(source).map((text) => ({ where: 'in the code', text, prose: false })));

const READERS: readonly (readonly [RegExp, Read])[] = [
  [/^text\/html|^application\/xhtml/, (bytes) => htmlChannels(decoded(bytes))],
  [/^application\/pdf/, pdfChannels],
  [/json/, written(jsonChannels)],
  [/xml/, written(xmlChannels)],
  [/^text\/css|javascript/, code],
  [/(?:)/, (bytes) => textChannels(bytes, 'in its bytes')],
];

const isZipped = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b;

export function channelsOf({ path, mediaType, bytes }: Rendition): readonly Channel[] {
  if (isZipped(bytes)) return channelsOf({ path, mediaType, bytes: gunzipSync(bytes) });
  const name = { where: 'in its name', text: [path, ...inside(path)].join('\n'), prose: true };
  if (isOfIndex(bytes)) return [name, ...searchChannels(bytes)];
  const read = READERS.find(([type]) => type.test(mediaType))?.[1];
  return [name, ...(read?.(bytes) ?? [])];
}
