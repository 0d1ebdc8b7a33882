// The search index of this site, with the rules by which its language brings words to their stems.

import { openIndex, questionOf } from './search-index.js';
import { openTerms } from './search-words.js';

export async function fetched(url, cache) {
  const response = await fetch(url, { cache, credentials: 'omit' });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
}

/** `root` is the address of the site. */
export async function openSearch(root) {
  const folder = new URL('search/index/', root);
  /** The list is asked for anew; it leads to files that stay what they are, packed. */
  async function load(name) {
    const isList = name === 'list.json';
    const { body } = await fetched(new URL(name, folder), isList ? 'no-cache' : 'default');
    const plain = isList ? body : body.pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(plain).arrayBuffer());
  }
  const { stemmer } = await import(new URL('stem.js', folder));
  const termOf = openTerms(stemmer);
  const { ask } = await openIndex(load, termOf);
  return {
    termOf,
    async ask(text, filters) {
      const asking = questionOf(text, termOf);
      return { asking, ...(await ask(asking, filters)) };
    },
  };
}
