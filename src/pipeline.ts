/**
 * The whole journey: content is read, checked, cleared for an audience, compared, rendered, surrounded by the site and released.
 * Data flows one way; every stage returns a value and its findings. Nothing is published while any finding is an error.
 */
import path from 'node:path';
import { type Cache, noCache, type Watch } from './cache/cache.ts';
import { clear, clearIndex, collectPassages } from './clear/clear.ts';
import { hasError, inspect, inspectable, passageFindings, publicEditions, withPages } from './examine.ts';
import type { Host } from './host.ts';
import { type Ledger, partsOf } from './ledger/ledger.ts';
import { formatDate, type PartialDate } from './model/date.ts';
import type { Audience, Checked, Work } from './model/edition.ts';
import { UsageFault } from './model/fault.ts';
import type { FormatName } from './model/rendition.ts';
import { compareFindings, type Finding } from './model/finding.ts';
import { NOBODY, type Observer } from './model/observer.ts';
import { comparedPairs } from './model/surroundings.ts';
import { type Memory, openMemory, readAhead, type Wanted } from './read/read.ts';
import {
  openPlace,
  openScan,
  type Place,
  type Published,
  type Seal,
  spareIn,
  stage,
  type Staging,
} from './release/release.ts';
import { measuredIn, openPress } from './render/render.ts';
import { effectiveDate, pastDay, rewind } from './rewind/rewind.ts';
import { type Crew, type CrewSize, type Journey, neighbourFindings, renderWorks, sharing } from './works/works.ts';

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
  /** Threads that share the work; one, or none said, does all of it in this one. */
  readonly crew?: CrewSize | undefined;
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
  /** Of a view of the past: its day, and how many editions came later. */
  readonly past?: { readonly day: PartialDate; readonly later: number } | undefined;
}

const total = (works: readonly Work[], count: (work: Work) => number) =>
  works.reduce((sum, work) => sum + count(work), 0);

function withholdingFiles({ entries }: Checked): ReadonlySet<string> {
  const files = new Set<string>();
  for (const { withholds, file } of entries.values()) if (withholds) files.add(file);
  return files;
}

/**
 * Publishes a content folder, or says why not and leaves the old site as it is. What it goes by is looked at through `watch`; a release
 * reads every file anew, because its witness has to see it.
 */
export async function build(
  host: Host,
  request: BuildRequest,
  watch = noCache(host).watch(),
  observer = NOBODY,
): Promise<Built> {
  // Before anything is read: a run that was cut short may have left the ledger to be completed.
  const place = openPlace(host, path.resolve(request.out), request.seal?.content);
  try {
    const sealed = request.seal && noCache(request.seal.witness.host).watch();
    const seen = sealed ?? watch;
    const measured = () => measuredIn(seen.cache.shelf('press'));
    const task = { formats: request.formats, spare: spareIn(place), measured };
    return await sharing(request.crew, task, seen, (crew) => buildAt(place, seen, request, observer, crew));
  } finally {
    place.close();
  }
}

/** The corpus that a build shows: as it is, or what of it stood on a day of the past. */
function shownBy(host: Host, sound: Checked, ledger: Ledger, asked: PartialDate | undefined) {
  const past = pastDay(host, asked, sound, ledger);
  if (!past) return { past, corpus: sound, ledger };
  const rewound = rewind(sound, ledger, past.day);
  if (withPages(rewound.corpus).length === 0)
    throw new UsageFault(`Nothing was there yet on ${formatDate(past.day)}: every document has a later date.`);
  return { past, ...rewound };
}

/** Makes all that there is to publish, and gives what was found. */
async function makeInto(staging: Staging, journey: Journey, host: Host): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  journey.observer.begin('make', journey.works.length);
  for await (const { renditions, findings, shown } of renderWorks(journey)) {
    found.push(...findings);
    renditions.forEach(staging.add);
    shown?.forEach(staging.record);
    await host.process.breathe();
  }
  return found;
}

/** `inspect`, with a crew that reads beforehand. What it read is held no longer than that. */
async function inspectAhead(
  host: Host,
  { content, audience }: BuildRequest,
  wanted: Wanted & { readonly memory: Memory; readonly cache: Cache },
  crew: Crew | undefined,
) {
  const ahead = crew && (await readAhead(host, content, crew, wanted));
  return { ...inspect(host, content, { ...wanted, ahead }, audience), fresh: ahead?.fresh };
}

async function buildAt(
  place: Place,
  { host, cache, standing }: Watch,
  request: BuildRequest,
  observer: Observer,
  crew: Crew | undefined,
): Promise<Built> {
  const { told } = place;
  const { audience, seal } = request;
  const { passages, withholding } = collectPassages();
  const joining = audience === 'internal' ? { folder: request.withheld } : undefined;
  const memory = openMemory(cache);
  const wanted = { joining, withholding, memory, observer };
  inspectable(host, request.content);
  const { fresh, ...inspected } = await inspectAhead(host, request, { ...wanted, cache }, crew);
  const { checked: sound, ledger: whole, findings: before } = inspected;
  if (!sound || !whole) return { findings: before, editions: 0, comparisons: 0, unspoken: 0, told };
  const { past, corpus, ledger } = shownBy(host, sound, whole, request.asAt);
  const checked = clearIndex(corpus, audience);
  const { publication } = checked;
  const asAt = effectiveDate(host, request.asAt, publication);
  const [works, all] = [withPages(checked), withPages(sound)];
  // Nothing is hidden from the internal audience, so there is nothing to look for.
  const isPublic = audience === 'public';
  const hidden = isPublic ? passages() : [];
  const scan = openScan(hidden, publication, () => publicEditions(checked, works), cache.index);
  const publicParts = (identifier: string) => partsOf(clear(checked.load(identifier), 'public'));
  const staging = stage(
    place,
    { publication, audience, asAt, ledger, past: past && { ...past, ledger: whole }, partsOf: publicParts },
    { scan, seal, objects: cache.objects, spare: await crew?.spare() },
  );
  // What is wrong is wrong with the whole, whichever day is shown.
  const between = past ? all.flatMap((work) => neighbourFindings(work, sound, whole, cache)) : [];
  const shelf = cache.shelf('press');
  const press = openPress(host, 'site', request.formats, () => measuredIn(shelf));
  const { formats } = request;
  const { clock, breathe } = host.process;
  const journey = {
    audience,
    formats,
    checked,
    works,
    fresh,
    asAt,
    press,
    ledger,
    cache,
    crew,
    observer,
    clock,
    breathe,
  };
  const rendering = await makeInto(staging, journey, host);
  await press.remember(shelf);
  observer.begin('publish');
  await cache.objects?.settle();
  const found = [...before, ...between, ...rendering, ...(isPublic ? [] : passageFindings(passages(), sound, all))];
  const { published, tree, findings: kept = [] } = hasError(found) ? {} : staging.publish();
  if (published) standing(request.out, tree);
  const unspoken = isPublic && published ? withholdingFiles(sound) : new Set<string>();
  const editions = total(works, (work) => work.editions.length);
  return {
    findings: [...found.filter(({ file }) => !unspoken.has(file)), ...kept].toSorted(compareFindings),
    editions,
    comparisons: total(works, (work) => comparedPairs(work, asAt).length),
    unspoken: unspoken.size,
    published,
    told,
    past: past && { day: past.day, later: total(all, (work) => work.editions.length) - editions },
  };
}
