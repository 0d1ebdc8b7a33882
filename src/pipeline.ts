/**
 * The whole journey: content is read, checked, cleared for an audience, compared, rendered, surrounded by the site and released.
 * Data flows one way; every stage returns a value and its findings. Nothing is published while any finding is an error.
 */
import path from 'node:path';
import { type Cache, kept, noCache } from './cache/cache.ts';
import { type CheckResult, check } from './check/check.ts';
import { clear, clearIndex, collectPassages, type Passage } from './clear/clear.ts';
import { accountFor, diff, history, transition } from './diff/diff.ts';
import { FAMILIES } from './families/families.ts';
import type { Host } from './host.ts';
import {
  compareWithLedger,
  digestOfParts,
  type Ledger,
  missingFindings,
  partsOf,
  readLedger,
} from './ledger/ledger.ts';
import type { Comparison } from './model/comparison.ts';
import { dateOfEpoch, type PartialDate } from './model/date.ts';
import type { Audience, Checked, Cleared, Corpus, EditionEntry, Publication, Work } from './model/edition.ts';
import { UsageFault } from './model/fault.ts';
import { compareFindings, type Finding, withoutWords } from './model/finding.ts';
import { type Levels, levelled } from './model/levels.ts';
import type { History, Transition } from './model/history.ts';
import { resultsIn } from './model/results.ts';
import { comparedPairs, type Surroundings, surroundingsIn, tellsOutcomeOf } from './model/surroundings.ts';
import { type Joining, openMemory, read, type Wanted } from './read/read.ts';
import {
  openPlace,
  openScan,
  type Place,
  type Published,
  type Seal,
  showEdition,
  type ShownEdition,
  stage,
  withheldFindings,
} from './release/release.ts';
import {
  type FormatName,
  type MadeFile,
  type MadeFiles,
  madeFiles,
  openPress,
  type Press,
  type Rendered,
  renderComparison,
  renderEdition,
} from './render/render.ts';
import { searchable, site } from './site/site.ts';

export interface BuildRequest {
  /** The content folder. */
  readonly content: string;
  /** Where the site is to stand: an absolute path. */
  readonly out: string;
  readonly audience: Audience;
  readonly formats: readonly FormatName[];
  readonly asAt?: PartialDate | undefined;
  /** The folder of withheld passages, for the internal audience. */
  readonly withheld?: string | undefined;
  /** Makes a release of the build. */
  readonly seal?: Seal | undefined;
}

export interface Built {
  readonly findings: readonly Finding[];
  /** Absent when an error kept the old site in its place. */
  readonly published?: Published | undefined;
  readonly editions: number;
  readonly comparisons: number;
  /** Files of which nothing is said, because what they withhold could show in it: where a finding stands, and that there is one. */
  readonly unspoken: number;
  /** What there is to tell of runs before that were cut short, in sentences. */
  readonly told: readonly string[];
}

const sorted = (findings: readonly Finding[]) => findings.toSorted(compareFindings);

export const hasError = (findings: readonly Finding[]): boolean =>
  findings.some(({ severity }) => severity === 'error');

/** Throws unless `content` is a folder that can be read as content. */
export function inspectable(host: Host, content: string): void {
  if (host.kind(content) === 'link') throw new UsageFault(`"${content}" is a symbolic link; name the folder itself.`);
  if (host.kind(content) !== 'folder')
    throw new UsageFault(`There is no content folder "${content}": see --content, or "press new publication".`);
}

export interface Inspected extends CheckResult {
  /** What could be read, whatever is wrong with it: for those who look at pages and publish none. */
  readonly corpus?: Corpus | undefined;
  /** What was published, as far as it can be read. */
  readonly ledger?: Ledger | undefined;
}

/**
 * Reads and checks a content folder, with rules as loud as `louder` says where the publication does not say how; all findings of both
 * stages, in order of file and place. A build goes on from here.
 */
export function inspect(
  host: Host,
  content: string,
  wanted?: Wanted,
  audience: Audience = 'public',
  louder?: Levels,
): Inspected {
  inspectable(host, content);
  const { corpus, findings: unread } = read(host, content, wanted);
  if (!corpus) return { findings: sorted(unread) };
  const { checked, findings } = check({ ...corpus, levels: { ...louder, ...corpus.levels } }, unread, audience);
  const { ledger, findings: broken } = readLedger(host, content);
  const gone = checked ? missingFindings(ledger, (identifier) => checked.entries.has(identifier)) : [];
  return { corpus, checked, ledger, findings: sorted([...unread, ...findings, ...broken, ...gone]) };
}

export const hasPages = ({ family }: Work) => FAMILIES.some(({ name, published }) => name === family && published);

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
  const identityOf = (entry: EditionEntry) => checked.identityOf?.(entry.identifier);
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

/**
 * `inspect`, and the findings of the stage behind it: changes between neighbouring editions that no note accounts for. A build
 * finds these among the comparisons that it prints, so that no tree is read and compared twice.
 */
export function examine(
  host: Host,
  content: string,
  joining?: Joining,
  louder?: Levels,
  cache: Cache = noCache(host),
): CheckResult {
  const { passages, withholding } = collectPassages();
  const memory = openMemory(cache);
  const { checked, ledger, findings } = inspect(host, content, { joining, withholding, memory }, 'public', louder);
  const works = [...(checked?.works.values() ?? [])].filter(hasPages);
  const found = checked ? works.flatMap((work) => neighbourFindings(work, checked, ledger, cache)) : [];
  return {
    checked,
    findings: sorted([...findings, ...found, ...(checked ? passageFindings(passages(), checked, works) : [])]),
  };
}

const entriesOf = (works: readonly Work[]) => works.flatMap(({ editions }) => editions);

/** Every edition of these works as the public sees it, one at a time. */
function* publicEditions(checked: Checked, works: readonly Work[]): Generator<Cleared> {
  for (const { identifier } of entriesOf(works)) yield clear(checked.load(identifier), 'public');
}

/** What only those hear of who may know what is withheld: which passages cannot be looked for, and which stand uncovered. */
function passageFindings(passages: readonly Passage[], checked: Checked, works: readonly Work[]): readonly Finding[] {
  return levelled(withheldFindings(passages, publicEditions(checked, works)), checked.levels);
}

/** The date as at which states are computed: asked for, else of the source, else of the publication. Never the clock. */
export function effectiveDate(host: Host, asked: PartialDate | undefined, publication: Publication): PartialDate {
  const epoch = host.environment('SOURCE_DATE_EPOCH');
  const dated = epoch === undefined || epoch === '' ? undefined : dateOfEpoch(Number(epoch));
  if (epoch && !(/^\d{1,12}$/.test(epoch) && dated)) {
    throw new UsageFault('SOURCE_DATE_EPOCH is not a number of seconds since 1970.');
  }
  const date = asked ?? dated ?? publication.asAt;
  if (!date)
    throw new UsageFault('No date is known: give --as-at DATE, set SOURCE_DATE_EPOCH, or write as-at in press.yaml.');
  return date;
}

/** What one build is about: a checked corpus as one audience sees it at a date. */
interface Journey extends Pick<BuildRequest, 'audience' | 'formats'> {
  readonly checked: Checked;
  /** Those that have pages. */
  readonly works: readonly Work[];
  readonly asAt: PartialDate;
  readonly press: Press;
  readonly ledger: Ledger;
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

/** Everything about one work, each rendition as soon as it is made. */
async function* renderWork(work: Work, around: Surroundings, journey: Journey): AsyncGenerator<Made, WorkTold> {
  const { checked, audience, asAt, press, formats } = journey;
  const cleared = new Map(
    work.editions.map(({ edition, identifier }) => [edition, clear(checked.load(identifier), audience)]),
  );
  // Comparisons come first and are let go one by one: an edition needs no more of them than what became of clauses.
  const transitions: Transition[] = [];
  for (const [before, entry] of comparedPairs(work, asAt)) {
    const [old, newer] = [cleared.get(before.edition), cleared.get(entry.edition)];
    if (!old || !newer) throw new Error(`${work.identifier} compares an edition that it does not have`);
    const comparison = diff(old, newer);
    const neighbours = work.editions[work.editions.indexOf(before) + 1] === entry;
    if (neighbours) yield { renditions: [], findings: changeFindings(comparison, old, newer, entry, checked.levels) };
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
    const seen = audience === 'public' ? edition : clear(checked.load(entry.identifier), 'public');
    const { corrections, findings, shown } = showEdition(seen, work, entry, journey);
    const rendered = await renderEdition(edition, { ...around, history: known, corrections }, press, formats);
    for (const [address, file] of madeFiles(rendered.renditions)) files.set(address, file);
    digests.set(entry.identifier, digestOfParts(partsOf(seen)));
    yield { ...rendered, findings: [...rendered.findings, ...findings], shown };
  }
  return { history: known, files, digests };
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
    const told = yield* renderWork(work, { ...surroundings(work), resultOf }, journey);
    histories.set(work.identifier, told.history);
    files.set(work.identifier, told.files);
    for (const [identifier, digest] of told.digests) digests.set(identifier, digest);
  }
  const index = { ...checked, works, histories, files, digests };
  const pages = formats.includes('html') ? site(index, asAt, press.templates) : [];
  yield { renditions: pages, findings: [] };
}

const total = (works: readonly Work[], count: (work: Work) => number) =>
  works.reduce((sum, work) => sum + count(work), 0);

const withholdingFiles = ({ entries }: Checked): ReadonlySet<string> =>
  new Set([...entries.values()].flatMap(({ withholds, file }) => (withholds ? [file] : [])));

/** Publishes a content folder, or says why not and leaves the old site as it is. */
export async function build(host: Host, request: BuildRequest): Promise<Built> {
  // Before anything is read: a run that was cut short may have left the ledger to be completed.
  const place = openPlace(host, path.resolve(request.out));
  try {
    return await buildAt(place, request.seal?.witness.host ?? host, request);
  } finally {
    place.close();
  }
}

async function buildAt(place: Place, host: Host, request: BuildRequest): Promise<Built> {
  const { told } = place;
  const { audience, seal } = request;
  const { passages, withholding } = collectPassages();
  const joining = audience === 'internal' ? { folder: request.withheld } : undefined;
  const inspected = inspect(host, request.content, { joining, withholding }, audience);
  const { checked: sound, ledger, findings: before } = inspected;
  const checked = sound && clearIndex(sound, audience);
  if (!checked || !ledger) return { findings: before, editions: 0, comparisons: 0, unspoken: 0, told };
  const { publication } = checked;
  const asAt = effectiveDate(host, request.asAt, publication);
  const works = [...checked.works.values()].filter(hasPages);
  // Nothing is hidden from the internal audience, so there is nothing to look for.
  const isPublic = audience === 'public';
  const scan = openScan(isPublic ? passages() : [], publication, () => publicEditions(checked, works));
  const staging = stage(place, { publication, audience, asAt, ledger }, { scan, seal });
  const rendering: Finding[] = [];
  const journey = { ...request, checked, works, asAt, press: openPress(host, 'site', request.formats), ledger };
  const made: AsyncIterable<Made> = searchable(renderAll(journey), journey);
  for await (const { renditions, findings, shown } of made) {
    rendering.push(...findings);
    renditions.forEach(staging.add);
    if (shown) staging.record(shown);
    await host.process.breathe();
  }
  const all = sorted([...before, ...rendering, ...(isPublic ? [] : passageFindings(passages(), checked, works))]);
  const { published, findings: kept = [] } = hasError(all) ? {} : staging.publish();
  const unspoken = isPublic && published ? withholdingFiles(checked) : new Set<string>();
  return {
    findings: sorted([...all.filter(({ file }) => !unspoken.has(file)), ...kept]),
    editions: total(works, (work) => work.editions.length),
    comparisons: total(works, (work) => comparedPairs(work, asAt).length),
    unspoken: unspoken.size,
    published,
    told,
  };
}
