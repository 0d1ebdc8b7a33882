/**
 * A corpus comes in, and a page of its site goes out when it is asked for: the same bytes that a build would put there. Nothing is
 * rendered that nobody looks at. A corpus may hold errors, since whoever looks is mending them.
 */
import { clear, clearIndex } from '../clear/clear.ts';
import { diff, history, outlineOf, transition } from '../diff/diff.ts';
import { compareWithLedger, type Ledger } from '../ledger/ledger.ts';
import { walkBlocks, withFootnotes } from '../model/clauses.ts';
import type { PartialDate } from '../model/date.ts';
import type { Audience, Cleared, Corpus, EditionEntry, Work } from '../model/edition.ts';
import { isEdition } from '../model/editions.ts';
import type { History, Transition } from '../model/history.ts';
import type { ShownCorrection } from '../model/ledger.ts';
import type { FormatName, Rendition } from '../model/rendition.ts';
import { resultsIn } from '../model/results.ts';
import { TEXTS_FOLDER } from '../model/search-text.ts';
import { comparedPairs, type Surroundings, surroundingsIn } from '../model/surroundings.ts';
import { hasPages } from '../examine.ts';
import { type Compared, type Press, renderComparison, renderEdition, searchFiles } from '../render/render.ts';
import { INDEX_FOLDER, openSearchIndex, sitePages } from '../site/site.ts';

/** What pages are made with. */
export interface Setting {
  readonly audience: Audience;
  readonly press: Press;
  /** What was published, as far as it can be read. */
  readonly ledger?: Ledger | undefined;
  /** Files whose words are not shown, because a mistake in them may show what they mean to withhold. */
  readonly unsafe: ReadonlySet<string>;
}

/** A page that is not shown for a reason that its author can mend. */
export class Unshown extends Error {}

export interface Place {
  readonly work?: Work | undefined;
  /** The editions that the page shows: one, or two that are compared. */
  readonly editions: readonly EditionEntry[];
}

export interface Pages {
  /** The file at a path from the root of the site, such as `guidance/a/2019/index.html`. */
  readonly at: (path: string) => Promise<Rendition | undefined>;
  readonly notFound: () => Rendition | undefined;
  /** What a path is about, whether or not there is a page. */
  readonly placeOf: (path: string) => Place;
}

type Pair = Compared & { readonly transition: Transition };

/** Entries are values that stay the same from corpus to corpus while nothing they are made of changes. */
const clearedBefore = { public: new WeakMap<EditionEntry, Cleared>(), internal: new WeakMap<EditionEntry, Cleared>() };
const comparedBefore = new WeakMap<Cleared, WeakMap<Cleared, Pair>>();

function compared(old: Cleared, newer: Cleared): Pair {
  const known = comparedBefore.get(old) ?? new WeakMap<Cleared, Pair>();
  comparedBefore.set(old, known);
  const before = known.get(newer);
  if (before) return before;
  const comparison = diff(old, newer);
  const pair = { comparison, transition: transition(comparison, old, newer), old, newer };
  known.set(newer, pair);
  return pair;
}

/** The files that the words of an edition stand in: its own, and those of the passages that it includes. */
function filesOf({ file, body, footnotes }: Cleared): readonly string[] {
  const blocks = walkBlocks(withFootnotes(body, footnotes));
  const included = blocks.flatMap((block) =>
    block.type === 'include' ? [`${block.source.work}/${block.source.edition}.md`] : [],
  );
  return [file, ...included];
}

const formatOf = (file: string): FormatName =>
  file.endsWith('.pdf') ? 'pdf' : file.endsWith('.json') ? 'json' : 'html';

export function pagesOf(corpus: Corpus, asAt: PartialDate, { audience, press, unsafe, ledger }: Setting): Pages {
  const seen = clearIndex(corpus, audience);
  const works = [...seen.works.values()].filter(hasPages);
  const placed = surroundingsIn(seen, asAt);
  const resultOf = resultsIn({
    ...seen,
    asAt,
    compare: (old, newer) => compared(cleared(old), cleared(newer)).transition,
  });
  const surroundings = (work: Work): Surroundings => ({ ...placed(work), resultOf });

  function cleared({ identifier }: EditionEntry): Cleared {
    const entry = corpus.entries.get(identifier);
    if (!entry) throw new Error(`no edition ${identifier}`);
    const known = clearedBefore[audience];
    const before = known.get(entry);
    const edition = before ?? clear(corpus.load(identifier), audience);
    if (!before) known.set(entry, edition);
    const kept = filesOf(edition).find((file) => unsafe.has(file));
    if (kept !== undefined) throw new Unshown(`A mistake in ${kept} may show what is to be withheld.`);
    return edition;
  }

  function clearedSafely(entry: EditionEntry): Cleared | undefined {
    try {
      return cleared(entry);
    } catch (cause) {
      if (cause instanceof Unshown) return undefined;
      throw cause;
    }
  }

  function historyOf(work: Work): History {
    const transitions = comparedPairs(work, asAt).map(
      ([old, newer]) => compared(cleared(old), cleared(newer)).transition,
    );
    return history(work.editions.map(cleared).map(outlineOf), transitions, surroundings(work).work.leading);
  }

  const sitePagesWith = (histories: ReadonlyMap<string, History>) =>
    sitePages({ ...seen, works, histories }, asAt, press.templates);
  let shared: ReturnType<typeof sitePages> | undefined;

  function sitePage(path: string, work: Work | undefined): Rendition | undefined {
    if (work) return sitePagesWith(new Map([[work.identifier, historyOf(work)]])).get(path)?.();
    if (works.length === 0) return undefined;
    shared ??= sitePagesWith(new Map());
    return shared.get(path)?.();
  }

  /** Everything that may be shown, made ready to be searched when somebody first does. */
  async function indexFiles(): Promise<ReadonlyMap<string, Rendition>> {
    const index = openSearchIndex(await press.stems(corpus.publication.language));
    const texts = works.flatMap((work) =>
      work.editions.flatMap((entry) => {
        const edition = clearedSafely(entry);
        return edition ? searchFiles(edition, surroundings(work)) : [];
      }),
    );
    texts.forEach(index.add);
    return new Map([...texts, ...(await index.files())].map((file) => [file.path, file]));
  }
  let searchable: ReturnType<typeof indexFiles> | undefined;

  async function indexFile(path: string): Promise<Rendition | undefined> {
    if (corpus.publication.search === false) return undefined;
    searchable ??= indexFiles();
    return (await searchable).get(path);
  }

  /** Those that were declared since the edition was published, as the public sees them, whoever else looks. */
  function correctionsOf(entry: EditionEntry): readonly ShownCorrection[] {
    const recorded = ledger?.of.get(entry.identifier) ?? [];
    if (recorded.length === 0) return [];
    const seen = audience === 'public' ? cleared(entry) : clear(corpus.load(entry.identifier), 'public');
    return compareWithLedger(seen, recorded, entry).corrections;
  }

  function placeOf(path: string): Place {
    const [family = '', name = '', shown = ''] = path.split('/');
    const work = works.find(({ identifier }) => identifier === `${family}/${name}`);
    const names = shown.split('..');
    const editions = names.flatMap((one) => work?.editions.filter(({ edition }) => edition === one) ?? []);
    return { work, editions: editions.length === names.length ? editions : [] };
  }

  async function documentPage(
    path: string,
    work: Work,
    entries: readonly EditionEntry[],
  ): Promise<Rendition | undefined> {
    const [first, second] = entries;
    if (!first) return undefined;
    const around: Surroundings = surroundings(work);
    const formats = [formatOf(path)];
    const isPair = (newer: EditionEntry) =>
      comparedPairs(work, asAt).some(([a, b]) => isEdition(a, first) && isEdition(b, newer));
    if (second && !isPair(second)) return undefined;
    const { renditions } = second
      ? await renderComparison(compared(cleared(first), cleared(second)), around, press, formats)
      : await renderEdition(
          cleared(first),
          { ...around, history: historyOf(work), corrections: correctionsOf(first) },
          press,
          formats,
        );
    return renditions.find((one) => one.path === path);
  }

  return {
    placeOf,
    async at(path) {
      if (path.startsWith(INDEX_FOLDER) || path.startsWith(TEXTS_FOLDER)) return indexFile(path);
      const { work, editions } = placeOf(path);
      return work && path.split('/').length > 3 ? documentPage(path, work, editions) : sitePage(path, work);
    },
    notFound: () => sitePage('404.html', undefined),
  };
}
