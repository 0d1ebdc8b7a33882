/** XML (feeds, site maps, metadata of PDFs) to its text, attributes and comments. Escaped HTML in feeds is read once more. */
import type { Channel } from './channel.ts';
import { dereferenced, inside } from './text.ts';

const CDATA = /<!\[CDATA\[([^]*?)\]\]>/g;
const COMMENT = /<!--([^]*?)-->|<\?([^]*?)\?>/g;
const TAG = /<\/?[^\s<>/]+((?:\s+[^\s=<>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*\/?>/g;

const withoutTags = (text: string) => text.replace(/<[^<>]*>/g, ' ');

export function xmlChannels(source: string, where = 'in the text'): readonly Channel[] {
  const beside: string[] = [];
  const text = source
    .replace(CDATA, (_, held: string) => held.replaceAll('&', '&amp;').replaceAll('<', '&lt;'))
    .replace(COMMENT, (_, comment: string | undefined, instruction: string | undefined) => {
      beside.push(comment ?? instruction ?? '');
      return ' ';
    })
    .replace(TAG, (_, attributes: string) => {
      beside.push(dereferenced(attributes));
      return ' ';
    });
  const words = dereferenced(text);
  const again = words.includes('<') ? [dereferenced(withoutTags(words))] : [];
  const all = [words, ...again, beside.join('\n')];
  return [...all, ...all.flatMap(inside)].map((one) => ({ where, text: one, prose: true }));
}
