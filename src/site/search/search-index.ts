/**
 * What can be searched to the files of the index that a browser reads in parts. The indexer is a program of its own (pagefind), which is
 * spoken to in the order in which records come: another order would give other bytes. It is started when the first record comes.
 */
import type * as Pagefind from 'pagefind';
import { HostFault } from '../../host.ts';
import { joinMarkings, type Marking } from '../../model/marking.ts';
import type { Rendition } from '../../model/rendition.ts';
import type { SearchRecord } from '../../model/search-record.ts';

export interface SearchIndex {
  readonly add: (record: SearchRecord) => void;
  /** The whole index. To be asked once, behind the last record; throws where the indexer does not run. */
  readonly files: () => Promise<readonly Rendition[]>;
  /** Ends the indexer. To be called in every case. */
  readonly close: () => Promise<void>;
}

/** The folder of the index, from the root of the site. */
export const INDEX_FOLDER = 'search/index/';

/** Excerpts of more editions than this share files, so that a great site has not twice as many. */
const MOST_FRAGMENTS = 2000;

/** The package also brings widgets of its own, and a worker, which the search page does without. */
const WANTED = /^(?:pagefind\.js|pagefind-entry\.json|wasm\..*|.*\.pf_(?:meta|index|filter|fragment))$/;

function mediaTypeOf(file: string): string {
  if (file.endsWith('.js')) return 'text/javascript; charset=utf-8';
  return file.endsWith('.json') ? 'application/json' : 'application/octet-stream';
}

const absent = (cause: unknown) =>
  new HostFault(
    'ENOENT',
    'Cannot make the search index: the program of the package pagefind for this machine does not run. Install it (npm ci, without --omit=optional), or write "search: no" in press.yaml.',
    cause,
  );

/** All indexes of a process share one indexer, which ends with the last of them. */
let open = 0;

/** `language` is that of the site: words are brought to their stems by its rules. */
export function openSearchIndex(language: string): SearchIndex {
  let library: typeof Pagefind | undefined;
  let begun: Promise<Pagefind.PagefindIndex> | undefined;

  async function begin(): Promise<Pagefind.PagefindIndex> {
    try {
      library = await import('pagefind');
      open++;
      const config = { forceLanguage: language.toLowerCase(), maxFragments: MOST_FRAGMENTS };
      const { index, errors } = await library.createIndex(config);
      if (!index) throw new Error(errors.join(' '));
      return index;
    } catch (cause) {
      throw absent(cause);
    }
  }
  let marking: Marking | undefined;
  let added: Promise<unknown> = Promise.resolve();
  const opened = (): Promise<Pagefind.PagefindIndex> => (begun ??= begin());

  async function addTo({ address, html }: SearchRecord): Promise<void> {
    const { errors } = await (await opened()).addHTMLFile({ url: `/${address}`, content: html });
    if (errors.length > 0) throw new Error(`the indexer refuses ${address}: ${errors.join(' ')}`);
  }
  return {
    add(record) {
      marking = marking ? joinMarkings(marking, record.marking) : record.marking;
      added = added.then(() => addTo(record));
      // A fault is told when the files are asked for; until then nobody waits for it.
      added.catch(() => undefined);
    },
    async files() {
      await added;
      const { files, errors } = await (await opened()).getFiles();
      if (errors.length > 0) throw new Error(`the indexer gives no files: ${errors.join(' ')}`);
      // A language without rules for stems has the program that knows none.
      const stems = files.some(({ path }) => /^wasm\.(?!unknown)/.test(path));
      return files
        .filter(({ path }) => WANTED.test(path) && !(stems && path.startsWith('wasm.unknown')))
        .toSorted((a, b) => (a.path < b.path ? -1 : 1))
        .map(({ path, content }) => ({
          path: INDEX_FOLDER + path,
          mediaType: mediaTypeOf(path),
          bytes: content,
          marking,
        }));
    },
    async close() {
      if (library && --open === 0) await library.close();
      library = undefined;
    },
  };
}
