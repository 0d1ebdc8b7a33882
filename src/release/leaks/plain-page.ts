/**
 * Reads HTML in which every sign can mean but one thing: tags whole, values in double quotes, the few character references that
 * need no table, no tag or comment inside scripts, styles and titles. Nearly every page is so written, and read in a third of the time that the
 * tokenizer of the standard takes. Anything else is `undefined`, not a guess: that tokenizer reads it.
 */
import { Page } from './page.ts';
import { dereferenced } from './text.ts';

const TAG = /<(\/?)([A-Za-z][A-Za-z0-9-]*)((?:\s+[^\s"'<>/=]+(?:="[^"]*")?)*)\s*\/?>/y;
const ATTRIBUTE = /\s+([^\s"'<>/=]+)(?:="([^"]*)")?/g;
const COMMENT = /<!--(?![->])([^-]*(?:-[^-]+)*)-->|<!doctype html>/iy;
const UNUSUAL_REFERENCE = /&(?!(?:#x[2-7][0-9A-Fa-f]|amp|lt|gt|quot);)/;

/** Elements whose content is read by other rules, which come to the same while no `<` stands in it; and others, left to the tokenizer. */
const HELD = /^(?:title|script|style)$/;
const OTHERS = /^(?:textarea|xmp|iframe)$/;

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}

const decodedIn = (written: string) => (written.includes('&') ? dereferenced(written) : written);

export function plainPage(source: string): Page | undefined {
  if (UNUSUAL_REFERENCE.test(source)) return undefined;
  const page = new Page();
  let held = '';
  for (let at = 0; at < source.length;) {
    const open = source.indexOf('<', at);
    const words = source.slice(at, open === -1 ? source.length : open);
    if (words !== '') page.addCharacters(held === 'script' || held === 'style' ? words : decodedIn(words));
    if (open === -1) return page;
    const comment = source[open + 1] === '!' && held === '' ? matchAt(COMMENT, source, open) : null;
    if (comment) {
      page.addComment(comment[1] ?? 'html');
      at = open + comment[0].length;
      continue;
    }
    const tag = matchAt(TAG, source, open);
    if (!tag) return undefined;
    const [whole, end, written = '', attributes = ''] = tag;
    const name = written.toLowerCase();
    if (OTHERS.test(name) || (held !== '' && (end === '' || name !== held))) return undefined;
    page.addTag(end === '' ? name : '');
    if (attributes !== '')
      for (const [, key = '', value = ''] of attributes.matchAll(ATTRIBUTE))
        page.addAttribute(key.toLowerCase(), decodedIn(value));
    held = end === '' && HELD.test(name) ? name : '';
    at = open + whole.length;
  }
  return page;
}
