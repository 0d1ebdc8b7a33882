/**
 * The leak scan: what is withheld against every byte that is to be published, before anything is. Passages come in, renditions are
 * looked at as they are made, and what stands there without leave goes out as findings that never repeat a word of it.
 *
 * Words that the author also uncovers are no leak where they stand uncovered. A rendition may therefore show what the editions
 * that it is about show, and any front matter and heading; a rendition that is about the whole site may show all of it.
 */
import { type Cache, canonical } from '../../cache/cache.ts';
import { type Passage, textsShown } from '../../clear/clear.ts';
import { sha256 } from '../../ledger/ledger.ts';
import { clausesOf } from '../../model/clauses.ts';
import type { Cleared, Publication } from '../../model/edition.ts';
import { type Finding, finding } from '../../model/finding.ts';
import { formatIdentifier } from '../../model/identifier.ts';
import type { Rendition } from '../../model/rendition.ts';
import { textOfBlocks } from '../../model/text.ts';
import { channelsOf } from './decode.ts';
import { foldOnce } from './fold.ts';
import { openMatcher } from './matcher.ts';
import { Unreadable } from './pdf/pdf.ts';
import { phrasesOf } from './phrases.ts';

/** Withheld passages made ready to be looked for. What is found are numbers of windows, see `matcher.ts`. */
interface Sought {
  readonly find: (texts: readonly string[]) => ReadonlySet<number>;
  /** Windows in an output file, with where they stand. */
  readonly findIn: (rendition: Rendition) => ReadonlyMap<number, string>;
  readonly ownersOf: (window: number) => readonly Passage[];
  /** The windows of everything that can be looked for of a passage; none where nothing can. */
  readonly windowsOf: (passage: Passage) => readonly number[];
}

function seek(passages: readonly Passage[]): Sought {
  const own = new Map(passages.map((passage) => [passage, phrasesOf(passage.texts)]));
  const phrases = new Map([...own.values()].flatMap((found) => [...found]));
  const matcher = openMatcher([...phrases.values()]);
  const numbers = new Map([...phrases.keys()].map((letters, index) => [letters, matcher.windowsOf(index)]));
  const windowsOf = (passage: Passage) =>
    [...(own.get(passage)?.keys() ?? [])].flatMap((letters) => numbers.get(letters) ?? []);
  const owners = new Map<number, Passage[]>();
  for (const passage of passages) {
    for (const window of new Set(windowsOf(passage))) {
      const known = owners.get(window);
      if (known) known.push(passage);
      else owners.set(window, [passage]);
    }
  }
  return {
    ownersOf: (window) => owners.get(window) ?? [],
    windowsOf,
    find(texts) {
      const found = new Set<number>();
      for (const text of texts) matcher.find(foldOnce(text), true, (window) => found.add(window));
      return found;
    },
    findIn(rendition) {
      const found = new Map<number, string>();
      for (const { where, text, prose } of channelsOf(rendition))
        matcher.find(foldOnce(text), prose, (window) => void (found.has(window) || found.set(window, where)));
      return found;
    },
  };
}

/** Every string in a value. */
function stringsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}

/**
 * Files in which an earlier build found nothing of what is sought now, known by all that a search goes by: they need not be read again.
 * One in which something was found is looked at each time.
 */
function openClean(passages: readonly Passage[], index: Cache['index'] | undefined) {
  const words = sha256(canonical(passages.map(({ texts }) => texts)));
  const of = ({ path, identifier, mediaType, stored }: Rendition) => {
    const shelf = stored && index?.('clean', identifier?.split('@')[0] ?? path);
    return { shelf, what: [words, path, mediaType, stored?.sha256] };
  };
  return {
    has(rendition: Rendition): boolean {
      const { shelf, what } = of(rendition);
      return shelf?.get(what) === true;
    },
    note(rendition: Rendition): void {
      const { shelf, what } = of(rendition);
      shelf?.set(what, true);
    },
  };
}

/** What stands wherever an edition is named: its front matter and headings. */
function namesOf({ matter, standing, body }: Cleared): readonly string[] {
  const headings = clausesOf(body).flatMap(({ node }) => (node.type === 'heading' ? [textOfBlocks([node])] : []));
  return [...stringsOf([matter, standing]), ...headings];
}

export interface Scan {
  readonly look: (rendition: Rendition) => void;
  /** What stands where it has no leave to. To be asked when everything has been looked at. */
  readonly leaks: () => readonly Finding[];
}

interface Seen {
  readonly rendition: Pick<Rendition, 'path' | 'identifier'>;
  readonly windows: ReadonlyMap<number, string>;
}

/** The editions that a rendition is about: those that its identifier names, every edition where it names none. */
function about(identifier: string | undefined, editions: Iterable<string>): readonly string[] {
  const [work, names] = identifier?.split('@') ?? [];
  if (work === undefined) return [...editions];
  return names?.split('..').map((name) => `${work}@${name}`) ?? [];
}

function leakFinding({ identifier, file, place }: Passage, where: string, path: string): Finding {
  // The name itself may be what leaks.
  const named = where === 'in its name' ? 'an output file' : path;
  return finding('withheld-leak', file, place, `Words withheld in ${identifier} stand in ${named}, ${where}.`);
}

/** The windows that may stand with leave: those of names anywhere, the others in renditions of the edition that shows them. */
function uncovered(sought: Sought, publication: Publication, editions: Iterable<Cleared>) {
  const names = new Set(sought.find(stringsOf(publication)));
  const shown = new Map<string, ReadonlySet<number>>();
  for (const edition of editions) {
    for (const window of sought.find(namesOf(edition))) names.add(window);
    shown.set(formatIdentifier(edition), sought.find(textsShown(edition.body, edition.footnotes)));
  }
  return { names, shown };
}

/**
 * Opens the scan of one build for the public; `undefined` where nothing is withheld. `editions` are asked for only if something is
 * found, and are all editions as the public sees them. `index` may hold what earlier builds did not find.
 */
export function openScan(
  passages: readonly Passage[],
  publication: Publication,
  editions: () => Iterable<Cleared>,
  index?: Cache['index'],
): Scan | undefined {
  if (passages.length === 0) return undefined;
  const sought = seek(passages);
  const clean = openClean(passages, index);
  const seen: Seen[] = [];

  function look(rendition: Rendition): void {
    if (clean.has(rendition)) return;
    try {
      const windows = sought.findIn(rendition);
      const { path, identifier } = rendition;
      if (windows.size > 0) seen.push({ rendition: { path, identifier }, windows });
      else clean.note(rendition);
    } catch (cause) {
      // What the scan cannot read it cannot answer for.
      if (!(cause instanceof Unreadable)) throw cause;
      throw new Error(`the leak scan cannot read ${rendition.path}: ${cause.message}`, { cause });
    }
  }

  function leaks(): readonly Finding[] {
    if (seen.length === 0) return [];
    const { names, shown } = uncovered(sought, publication, editions());
    return seen.flatMap(({ rendition: { path, identifier }, windows }) => {
      const allowed = about(identifier, shown.keys()).flatMap((edition) => shown.get(edition) ?? []);
      const told = new Map<Passage, string>();
      for (const [window, where] of windows) {
        if (names.has(window) || allowed.some((known) => known.has(window))) continue;
        for (const passage of sought.ownersOf(window)) if (!told.has(passage)) told.set(passage, where);
      }
      return [...told].map(([passage, where]) => leakFinding(passage, where, path));
    });
  }
  return { look, leaks };
}

const MOST_NAMED = 3;

function listed(identifiers: readonly string[]): string {
  const named = identifiers.slice(0, MOST_NAMED).join(', ');
  return identifiers.length > MOST_NAMED ? `${named} and ${identifiers.length - MOST_NAMED} more` : named;
}

/**
 * What an author should know of withheld passages, for `press check` and the internal audience: those that the scan cannot look
 * for, and those whose words stand uncovered. `editions` are all editions as the public sees them, one at a time.
 */
export function withheldFindings(passages: readonly Passage[], editions: Iterable<Cleared>): readonly Finding[] {
  if (passages.length === 0) return [];
  const sought = seek(passages);
  const found = new Map<Passage, Map<string, Set<number>>>();
  for (const edition of editions) {
    const texts = [...textsShown(edition.body, edition.footnotes), ...namesOf(edition)];
    for (const window of sought.find(texts)) {
      for (const passage of sought.ownersOf(window)) {
        const places = found.get(passage) ?? new Map<string, Set<number>>();
        const windows = places.get(formatIdentifier(edition)) ?? new Set();
        found.set(passage, places.set(formatIdentifier(edition), windows.add(window)));
      }
    }
  }
  return passages.flatMap((passage) => {
    const { file, place } = passage;
    const windows = sought.windowsOf(passage);
    if (windows.length === 0) {
      const message = 'The passage is so short or common that its absence from the output cannot be proved.';
      return [finding('withheld-unprovable', file, place, message)];
    }
    const places = [...(found.get(passage) ?? [])];
    if (places.length === 0) return [];
    const whole = places.some(([, known]) => windows.every((window) => known.has(window)));
    const what = whole ? 'The passage stands' : 'Words of the passage stand';
    const message = `${what} uncovered in ${listed(places.map(([identifier]) => identifier))}.`;
    return [finding('withheld-uncovered', file, place, message)];
  });
}
