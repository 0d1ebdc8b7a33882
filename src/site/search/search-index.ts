/**
 * The texts of a site to the files of the index that a browser reads in parts. They come in the order of their addresses and are indexed in
 * runs of a few works each; a run ends behind a work whose name says so, so that a work that comes or goes changes its own run alone. A
 * file holds what all runs say of the terms of some places, so that a word is asked of one file however many documents there are, and a
 * file is packed again only where some run says something else. Files stand in a folder that is named by what they hold: those of two
 * releases are never taken together.
 */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { openTerms } from '../../../templates/search-words.js';
import { type Cache, fromStore, putAway, type Receipt, type Shelf } from '../../cache/cache.ts';
import { sha256 } from '../../ledger/ledger.ts';
import { joinMarkings, type Marking } from '../../model/marking.ts';
import type { Rendition, StoredBytes } from '../../model/rendition.ts';
import { type SearchText, TEXTS_FOLDER } from '../../model/search-text.ts';
import type { Stems } from '../../render/render.ts';
import { mergePostings } from './merge-postings.ts';
import { framed, PLACES, placesOf, type Postings, postings } from './postings.ts';

export interface SearchIndex {
  /** A file of `TEXTS_FOLDER`. */
  readonly add: (file: Rendition) => void;
  /** The whole index. To be asked once, behind the last text. Its files are packed beside what goes on meanwhile. */
  readonly files: () => Promise<readonly Rendition[]>;
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
  /** The texts by path and digest. */
  readonly texts: readonly (readonly [path: string, sha256: string])[];
  /** By kind and place a digest of what is said of its terms: a text that moves has as many words as before. */
  readonly marks: Readonly<Record<Kind, readonly string[]>>;
}

const workOf = ({ path }: Rendition) => path.slice(TEXTS_FOLDER.length, path.lastIndexOf('/'));
const endsRun = (work: string) => Number.parseInt(sha256(work).slice(0, 8), 16) % RUN === 0;

function columnOf({ address, year, leading, current }: SearchText): Column {
  return { address, year, standing: (leading ? 1 : 0) + (current ? 2 : 0) };
}

const named = (file: Rendition) => [file.path, file.stored?.sha256 ?? sha256(file.bytes)] as const;

/** `before` is a run that begins with the same work; what it has of the same texts is taken over. */
function runOf(files: readonly Rendition[], termOf: (word: string) => string, before: Run | undefined): Run {
  const texts = files.map(named);
  if (before && JSON.stringify(before.texts) === JSON.stringify(texts)) return before;
  const places = new Map(texts.map(([path, digest], at) => [`${path} ${digest}`, at]));
  /** By its number there, where a text of `before` stands now. */
  const numbers = before?.texts.map(([path, digest]) => places.get(`${path} ${digest}`)) ?? [];
  const known = new Map(numbers.flatMap((at, number) => (at === undefined ? [] : [[at, before?.columns[number]]])));
  // Our own rendition of a text.
  const read = (file: Rendition) => JSON.parse(Buffer.from(file.bytes).toString('utf8')) as SearchText;
  const rows = files.map((file, at) => (known.has(at) ? undefined : read(file)));
  const fresh = postings(rows, termOf);
  const made = before ? mergePostings(before, fresh, numbers) : fresh;
  const columns = rows.flatMap((row, at) => (row ? columnOf(row) : (known.get(at) ?? [])));
  const marksOf = (kind: Kind) =>
    Array.from({ length: PLACES }, (_, place) => sha256(placesOf(made[kind], place, place + 1)));
  return { ...made, columns, texts, marks: { words: marksOf('words'), phrases: marksOf('phrases') } };
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

const zipped = promisify(gzip);

function packed(runs: readonly Run[], { kind, from, to }: Packing): Promise<Uint8Array> {
  const head = Buffer.from(`${MARK} ${kind}\n`);
  const parts = runs.map((run) => framed(placesOf(run[kind], from, to)));
  // Further levels take three times as long to save a twelfth: most of it are small numbers.
  return zipped(Buffer.concat([head, ...parts]), { level: 1 });
}

/** Runs of earlier builds, and files that were packed from them. */
type Kept = Pick<Cache, 'shelf' | 'objects'>;

/** What a file of the index is packed from. */
interface Packing {
  readonly kind: Kind;
  readonly from: number;
  readonly to: number;
}

/** Where the bytes of a file are stored, by this build or an earlier one, or else the bytes: all of them together are much to hold. */
type Packed = { readonly bytes: Uint8Array } | { readonly stored: StoredBytes };

async function packedIn(runs: readonly Run[], packing: Packing, { shelf, objects }: Kept): Promise<Packed> {
  const own = shelf('search files');
  const { kind, from, to } = packing;
  const what = ['packed', kind, runs.map(({ marks }) => marks[kind].slice(from, to))];
  const known = own.get(what) as Receipt | undefined; // put there below, by the same program
  const found = known && objects?.find(known);
  if (found) return { stored: found };
  const bytes = await packed(runs, packing);
  const receipt = objects?.store(bytes);
  if (receipt) own.set(what, receipt);
  const stored = receipt && objects?.find(receipt);
  return stored ? { stored } : { bytes };
}

const NOTHING_KEPT: Kept = { shelf: () => ({ get: () => undefined, set: () => undefined }) };

/** Where a run is kept. */
function keptRun(shelf: Shelf, stems: string) {
  const what = ['run', stems];
  return {
    find: () => shelf.get(what) as Run | undefined, // put there below, by the same program
    keep: (run: Run) => shelf.set(what, run),
  };
}

const held = (run: Run) => () => run;

/**
 * A run that was put where it is kept, to be found there: all of them together are as large as the index. Where the disk did not take it,
 * what is found is none or another, and it is made again.
 */
const letGo = (texts: readonly Rendition[], termOf: (word: string) => string, find: () => Run | undefined) => () =>
  runOf(texts, termOf, find());

export function openSearchIndex(stems: Stems, kept: Kept = NOTHING_KEPT): SearchIndex {
  const termOf = openTerms(stems.stem);
  const closed: (() => Run)[] = [];
  let open: Rendition[] = [];
  let marking: Marking | undefined;

  function closeRun(): void {
    const [first] = open;
    if (!first) return;
    const { find, keep } = keptRun(kept.shelf(`search ${workOf(first)}`), stems.name);
    const before = find();
    const run = runOf(open, termOf, before);
    if (run !== before) keep(run);
    const { objects } = kept;
    const texts = objects && open.map((text) => putAway(text, objects));
    closed.push(run === before || !texts ? held(run) : letGo(texts, termOf, find));
    open = [];
  }

  return {
    add(file) {
      const last = open.at(-1);
      const before = last && workOf(last);
      if (before !== undefined && before !== workOf(file) && (endsRun(before) || open.length >= MOST_TEXTS)) closeRun();
      open.push(file);
      if (file.marking) marking = marking ? joinMarkings(marking, file.marking) : file.marking;
    },
    async files() {
      closeRun();
      const runs = closed.map((run) => run());
      const count = filesFor(runs.reduce((sum, { columns }) => sum + columns.length, 0));
      const list = listOf(runs, count);
      const step = PLACES / count;
      const parts: (readonly [name: string, own: Packed])[] = [];
      // Not all at once: what they are packed from is much to hold.
      for (let at = 0; at < count; at++) {
        const place = { from: at * step, to: (at + 1) * step };
        const packing = KINDS.map(
          async (kind) => [`${kind}-${at}.bin`, await packedIn(runs, { kind, ...place }, kept)] as const,
        );
        parts.push(...(await Promise.all(packing)));
      }
      const digestOf = (own: Packed) => ('bytes' in own ? sha256(own.bytes) : own.stored.sha256);
      const id = sha256(JSON.stringify([list, parts.map(([, own]) => digestOf(own))])).slice(0, 16);
      const file = (path: string, mediaType: string, own: Packed): Rendition => {
        const about = { path: INDEX_FOLDER + path, mediaType, marking };
        if ('bytes' in own) return { ...about, ...own };
        if (!kept.objects) throw new Error('stored nowhere');
        return fromStore(about, own.stored, kept.objects);
      };
      return [
        ...parts.map(([name, own]) => file(`${id}/${name}`, 'application/octet-stream', own)),
        file('list.json', 'application/json', { bytes: Buffer.from(JSON.stringify({ id, ...list })) }),
        file('stem.js', 'text/javascript; charset=utf-8', { bytes: stems.script }),
      ];
    },
  };
}
