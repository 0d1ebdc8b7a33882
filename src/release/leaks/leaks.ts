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
import type { Cleared, Publication } from '../../model/edition.ts';
import { type Finding, finding } from '../../model/finding.ts';
import { formatIdentifier } from '../../model/identifier.ts';
import type { Rendition } from '../../model/rendition.ts';
import { channelsOf } from './decode.ts';
import { namesOf, stringsOf } from './names.ts';
import { Unreadable } from './pdf/pdf.ts';
import { seek, type Sought } from './seek.ts';

export { withheldFindings } from './uncovered.ts';

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
      const windows = sought.findIn(channelsOf(rendition));
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
