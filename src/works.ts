/**
 * Every work by itself: what is found between its editions, and its renditions with what the site tells of it. A checked corpus comes in,
 * renditions go out one by one; what was made of a work before is taken from the cache, whole.
 */
import { type Cache, kept, keptSteps } from './cache/cache.ts';
import { clear } from './clear/clear.ts';
import { accountFor, diff, history, transition } from './diff/diff.ts';
import { compareWithLedger, type Ledger } from './ledger/ledger.ts';
import type { Comparison } from './model/comparison.ts';
import type { PartialDate } from './model/date.ts';
import type { Audience, Checked, Cleared, Edition, EditionEntry, Work } from './model/edition.ts';
import { type Finding, withoutWords } from './model/finding.ts';
import type { History, Transition } from './model/history.ts';
import { type Levels, levelled } from './model/levels.ts';
import type { FormatName } from './model/rendition.ts';
import { resultsIn } from './model/results.ts';
import { comparedPairs, type Surroundings, surroundingsIn, tellsOutcomeOf } from './model/surroundings.ts';
import { showEdition, type ShownEdition } from './release/release.ts';
import {
  type MadeFile,
  type MadeFiles,
  madeFiles,
  type Press,
  type Rendered,
  renderComparison,
  renderEdition,
} from './render/render.ts';
import { searchable, site } from './site/site.ts';

/** What the change notes of an edition leave out, given the comparison with the one before it. */
function changeFindings(
  comparison: Comparison,
  old: Cleared,
  newer: Cleared,
  entry: EditionEntry,
  levels: Levels | undefined,
): readonly Finding[] {
  if (tellsOutcomeOf(newer, old)) return [];
  const found = levelled(accountFor(comparison, old, newer, entry.places), levels);
  return entry.withholds ? found.map(withoutWords) : found;
}

/** Each edition of a work against the one before it, and against what was published of it. At most two are held at a time. */
export function neighbourFindings(
  { identifier, editions }: Work,
  checked: Checked,
  ledger?: Ledger,
  cache?: Cache,
): readonly Finding[] {
  const held = new Map<EditionEntry, Cleared>();
  function cleared(entry: EditionEntry): Cleared {
    const edition = held.get(entry) ?? clear(checked.load(entry.identifier), 'public');
    held.set(entry, edition);
    return edition;
  }
  const remembered = (made: readonly unknown[], find: () => readonly Finding[]) =>
    cache ? kept(cache.shelf(identifier), made, find) : find();
  const identityOf = (entry: EditionEntry) => checked.identityOf(entry.identifier);
  return editions.flatMap((entry, index) => {
    const before = editions[index - 1];
    const found = before
      ? remembered(['changes', [before, entry].map(identityOf), checked.levels], () => {
          const [old, newer] = [cleared(before), cleared(entry)];
          return changeFindings(diff(old, newer), old, newer, entry, checked.levels);
        })
      : [];
    const recorded = ledger?.of.get(entry.identifier) ?? [];
    const told = remembered(['published', identityOf(entry), recorded.map(({ sha256 }) => sha256)], () =>
      recorded.length > 0 || hasCorrections(entry) ? compareWithLedger(cleared(entry), recorded, entry).findings : [],
    );
    if (before) held.delete(before);
    return [...found, ...told];
  });
}

const hasCorrections = ({ matter }: EditionEntry) => matter.corrections.length > 0;

/** What one build is about: a checked corpus as one audience sees it at a date. */
export interface Journey {
  readonly audience: Audience;
  readonly formats: readonly FormatName[];
  readonly checked: Checked;
  /** Those that have pages. */
  readonly works: readonly Work[];
  readonly asAt: PartialDate;
  readonly press: Press;
  readonly ledger: Ledger;
  readonly cache: Cache;
}

/** Renditions, and the edition that they show where it is one. */
type Made = Rendered & { readonly shown?: ShownEdition | undefined };

/** What the site tells of a work beside what its index says. */
interface WorkTold {
  readonly history: History;
  readonly files: MadeFiles;
  /** By identifier: of each edition as the public sees it. */
  readonly digests: ReadonlyMap<string, string>;
}

/** How one work is made. All that it is made from stands here or in what surrounds it: see `keptWork`. */
interface Making extends Pick<Journey, 'audience' | 'asAt' | 'press' | 'formats' | 'ledger'> {
  readonly work: Work;
  readonly levels: Levels | undefined;
  /** Of the work's own editions. */
  readonly load: (entry: EditionEntry) => Edition;
}

/** Everything about one work, each rendition as soon as it is made. */
async function* renderWork(making: Making, around: Surroundings): AsyncGenerator<Made, WorkTold> {
  const { work, audience, asAt, press, formats, levels, load } = making;
  const cleared = new Map(work.editions.map((entry) => [entry.edition, clear(load(entry), audience)]));
  // Comparisons come first and are let go one by one: an edition needs no more of them than what became of clauses.
  const transitions: Transition[] = [];
  for (const [before, entry] of comparedPairs(work, asAt)) {
    const [old, newer] = [cleared.get(before.edition), cleared.get(entry.edition)];
    if (!old || !newer) throw new Error(`${work.identifier} compares an edition that it does not have`);
    const comparison = diff(old, newer);
    const neighbours = work.editions[work.editions.indexOf(before) + 1] === entry;
    if (neighbours) yield { renditions: [], findings: changeFindings(comparison, old, newer, entry, levels) };
    const became = transition(comparison, old, newer);
    transitions.push(became);
    yield renderComparison({ comparison, transition: became, old, newer }, around, press, formats);
  }
  const known = history([...cleared.values()], transitions, around.work.leading);
  const files = new Map<string, MadeFile>();
  const digests = new Map<string, string>();
  for (const entry of work.editions) {
    const edition = cleared.get(entry.edition);
    if (!edition) continue;
    const seen = audience === 'public' ? edition : clear(load(entry), 'public');
    const { corrections, findings, shown } = showEdition(seen, work, entry, making);
    const rendered = await renderEdition(edition, { ...around, history: known, corrections }, press, formats);
    for (const [address, file] of madeFiles(rendered.renditions)) files.set(address, file);
    digests.set(entry.identifier, shown.digest);
    yield { ...rendered, findings: [...rendered.findings, ...findings], shown };
  }
  return { history: known, files, digests };
}

/** `renderWork`, or what it made of the same work before. The press is a part of the program, whose version every key names. */
function keptWork(work: Work, around: Surroundings, journey: Journey): AsyncGenerator<Made, WorkTold> {
  const { checked, audience, asAt, formats, ledger, cache } = journey;
  const { levels } = checked;
  const editions = work.editions.map(({ identifier }) => checked.identityOf(identifier));
  const recorded = work.editions.map(({ identifier }) => ledger.of.get(identifier)?.map(({ sha256 }) => sha256));
  const from = { editions, recorded, levels, audience, asAt, formats };
  const tells = audience === 'internal' || !work.editions.some(({ withholds }) => withholds);
  const load = ({ identifier }: EditionEntry) => checked.load(identifier);
  return keptSteps(cache, { label: work.identifier, from, around, tells }, (noted: Surroundings) =>
    renderWork({ ...journey, work, levels, load }, noted),
  );
}

/** Where readers see what outcomes led to. */
function resultsOf({ checked, audience, asAt }: Journey): Surroundings['resultOf'] {
  const seen = ({ identifier }: EditionEntry) => clear(checked.load(identifier), audience);
  const became = (old: Cleared, newer: Cleared) => transition(diff(old, newer), old, newer);
  return resultsIn({ ...checked, asAt, compare: (old, newer) => became(seen(old), seen(newer)) });
}

async function* renderAll(journey: Journey): AsyncGenerator<Made> {
  const { checked, works, asAt, press, formats } = journey;
  const surroundings = surroundingsIn(checked, asAt);
  const resultOf = resultsOf(journey);
  const histories = new Map<string, History>();
  const files = new Map<string, MadeFiles>();
  const digests = new Map<string, string>();
  for (const work of works) {
    const told = yield* keptWork(work, { ...surroundings(work), resultOf }, journey);
    histories.set(work.identifier, told.history);
    files.set(work.identifier, told.files);
    for (const [identifier, digest] of told.digests) digests.set(identifier, digest);
  }
  const index = { ...checked, works, histories, files, digests };
  const pages = formats.includes('html') ? site(index, asAt, press.templates) : [];
  yield { renditions: pages, findings: [] };
}

/** Everything that a build publishes. */
export function renderWorks(journey: Journey): AsyncIterable<Made> {
  return searchable(renderAll(journey), journey);
}
