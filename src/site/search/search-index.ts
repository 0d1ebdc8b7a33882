/**
 * The texts of a site to the files of the index that a browser reads in parts. They come in the order of their addresses and are indexed in
 * runs of a few works each; a run ends behind a work whose name says so, so that a work that comes or goes changes its own run alone. A
 * file holds what all runs say of the terms of some places, so that a word is asked of one file however many documents there are. Files
 * stand in a folder that is named by what they hold: those of two releases are never taken together.
 */
import { gzipSync } from 'node:zlib';
import { openTerms } from '../../../templates/search-words.js';
import { kept, type Shelf } from '../../cache/cache.ts';
import { sha256 } from '../../ledger/ledger.ts';
import { joinMarkings, type Marking } from '../../model/marking.ts';
import type { Rendition } from '../../model/rendition.ts';
import { type SearchText, TEXTS_FOLDER } from '../../model/search-text.ts';
import type { Stems } from '../../render/render.ts';
import { framed, PLACES, type Postings, postings } from './postings.ts';

export interface SearchIndex {
  /** A file of `TEXTS_FOLDER`. */
  readonly add: (file: Rendition) => void;
  /** The whole index. To be asked once, behind the last text. */
  readonly files: () => readonly Rendition[];
}

/** The folder of the index, from the root of the site. */
export const INDEX_FOLDER = 'search/index/';

/** What a file of the index begins with, before its kind. */
const MARK = 'press search 1';

/** Works in a run, on the average, and texts in one, at most but for those of one work. */
const RUN = 64;
const MOST_TEXTS = 256;

/** So many texts to one file of words: small sites have one file, great ones many small ones. */
const TEXTS_PER_FILE = 40;

/** What the index says of a text beside its words. */
interface Column {
  readonly address: string;
  readonly year: string;
  /** 1 for the edition that leads, 2 for one that is current, 3 for both. */
  readonly standing: number;
}

const KINDS = ['words', 'phrases'] as const;
type Kind = (typeof KINDS)[number];

interface Run extends Postings {
  readonly columns: readonly Column[];
}

const workOf = ({ path }: Rendition) => path.slice(TEXTS_FOLDER.length, path.lastIndexOf('/'));
const endsRun = (work: string) => Number.parseInt(sha256(work).slice(0, 8), 16) % RUN === 0;

function columnOf({ address, year, leading, current }: SearchText): Column {
  return { address, year, standing: (leading ? 1 : 0) + (current ? 2 : 0) };
}

function indexRun(files: readonly Rendition[], termOf: (word: string) => string): Run {
  // Our own rendition of a text.
  const texts = files.map(({ bytes }) => JSON.parse(Buffer.from(bytes).toString('utf8')) as SearchText);
  return { ...postings(texts, termOf), columns: texts.map(columnOf) };
}

/** How many files the terms are divided among: a power of two, so that the places of a file stand in a row. */
const filesFor = (texts: number) => Math.min(PLACES, 2 ** Math.max(0, Math.ceil(Math.log2(texts / TEXTS_PER_FILE))));

/** The list of all texts, by number. */
function listOf(runs: readonly Run[], files: number) {
  const columns = runs.flatMap((run) => run.columns);
  return {
    files,
    runs: runs.map((run) => run.columns.length),
    addresses: columns.map(({ address }) => address),
    years: columns.map(({ year }) => Number(year)),
    standings: columns.map(({ standing }) => standing).join(''),
    lengths: runs.flatMap(({ lengths }) => lengths),
  };
}

function packed(runs: readonly Run[], kind: Kind, from: number, to: number): Uint8Array {
  const head = Buffer.from(`${MARK} ${kind}\n`);
  const parts = runs.map((run) => framed(Buffer.concat(run[kind].slice(from, to))));
  // Further levels take three times as long to save a twelfth: most of it are small numbers.
  return gzipSync(Buffer.concat([head, ...parts]), { level: 1 });
}

/** `shelf` may hold runs of earlier builds. */
export function openSearchIndex(stems: Stems, shelf?: (label: string) => Shelf): SearchIndex {
  const termOf = openTerms(stems.stem);
  const runs: Run[] = [];
  let open: Rendition[] = [];
  let marking: Marking | undefined;

  function closeRun(): void {
    const [first] = open;
    if (!first) return;
    const files = open;
    open = [];
    const what = ['run', stems.name, files.map((one) => [one.path, one.stored?.sha256 ?? sha256(one.bytes)])];
    const make = () => indexRun(files, termOf);
    runs.push(shelf ? kept(shelf(`search ${workOf(first)}`), what, make) : make());
  }

  return {
    add(file) {
      const last = open.at(-1);
      const before = last && workOf(last);
      if (before !== undefined && before !== workOf(file) && (endsRun(before) || open.length >= MOST_TEXTS)) closeRun();
      open.push(file);
      if (file.marking) marking = marking ? joinMarkings(marking, file.marking) : file.marking;
    },
    files() {
      closeRun();
      const count = filesFor(runs.reduce((sum, { columns }) => sum + columns.length, 0));
      const list = listOf(runs, count);
      const step = PLACES / count;
      const file = (path: string, mediaType: string, bytes: Uint8Array): Rendition => {
        return { path: INDEX_FOLDER + path, mediaType, bytes, marking };
      };
      const parts = Array.from({ length: count }, (_, at) =>
        KINDS.map((kind) => [`${kind}-${at}.bin`, packed(runs, kind, at * step, (at + 1) * step)] as const),
      ).flat();
      const id = sha256(JSON.stringify([list, parts.map(([, bytes]) => sha256(bytes))])).slice(0, 16);
      return [
        ...parts.map(([name, bytes]) => file(`${id}/${name}`, 'application/octet-stream', bytes)),
        file('list.json', 'application/json', Buffer.from(JSON.stringify({ id, ...list }))),
        file('stem.js', 'text/javascript; charset=utf-8', stems.script),
      ];
    },
  };
}
