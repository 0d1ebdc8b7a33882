/**
 * One work: what is known of its parts from runs before, and the rest of them made now. An edition that changed is rendered again
 * with the comparisons that show it, and of the others those whose history it changed; no other is even loaded.
 */
import { asking, canonical, stepsOn } from '../cache/cache.ts';
import { clear } from '../clear/clear.ts';
import type { EditionEntry, Work } from '../model/edition.ts';
import { finding } from '../model/finding.ts';
import type { History } from '../model/history.ts';
import { comparedPairs, type Surroundings } from '../model/surroundings.ts';
import type { ShownEdition } from '../release/release.ts';
import type { MadeFile, MadeFiles, Rendered } from '../render/render.ts';
import type { Journey } from './journey.ts';
import {
  type ComparisonPart,
  comparisonSurroundings,
  type EditionPart,
  historyIn,
  historyOf,
  type Job,
  makeParts,
  type Pair,
  type Parts,
  type Seen,
  type Workshop,
} from './parts.ts';
import { Unmade } from './threads.ts';

/** Renditions and findings, and the edition that they show where it is one. */
export type Published = Rendered & { readonly shown?: ShownEdition | undefined };

/** All parts of a work, in the order in which they are published, and what the site tells of it beside what its index says. */
export interface WorkMade {
  readonly parts: readonly Published[];
  readonly history: History;
  readonly files: MadeFiles;
  /** By identifier: of each edition as the public sees it. */
  readonly digests: ReadonlyMap<string, string>;
}

/** Editions of a work as they are asked for, each loaded once. */
function seenIn({ checked, audience }: Journey): Workshop['seen'] {
  const known = new Map<string, Seen>();
  return ({ identifier }) => {
    const before = known.get(identifier);
    if (before) return before;
    const edition = checked.load(identifier);
    const open = clear(edition, 'public');
    const seen = { own: audience === 'public' ? open : clear(edition, audience), open };
    known.set(identifier, seen);
    return seen;
  };
}

/** The parts of a work that are kept, by what they are made from. */
function keptParts(work: Work, around: Surroundings, { checked, cache, ledger, audience, formats }: Journey) {
  const tells = audience === 'internal' || !work.editions.some(({ withholds }) => withholds);
  const steps = stepsOn<Surroundings>(cache, work.identifier, tells);
  const { levels } = checked;
  const compared = comparisonSurroundings(around);
  const identity = ({ identifier }: EditionEntry) => checked.identityOf(identifier);
  const common = { levels, audience, formats };
  const ofPair = (pair: Pair) => ['comparison', pair.map(identity), common];
  function ofEdition(entry: EditionEntry) {
    const recorded = ledger.of.get(entry.identifier)?.map(({ sha256 }) => sha256);
    return ['edition', identity(entry), recorded, common];
  }
  return {
    comparison: (pair: Pair) => steps.find<ComparisonPart>(ofPair(pair), compared),
    edition: (entry: EditionEntry) => steps.find<EditionPart>(ofEdition(entry), around),
    keepComparison: (pair: Pair, { part, asked }: Parts['comparisons'][number]) =>
      steps.keep(ofPair(pair), compared, asked, part),
    keepEdition: (entry: EditionEntry, { part, asked }: Parts['editions'][number]) =>
      steps.keep(ofEdition(entry), around, asked, part),
  };
}

const isSame = (a: History, b: History) => canonical(a) === canonical(b);

/** A work of which nothing can be made, said of its last edition. */
function unmade({ editions }: Work, reason: string): WorkMade {
  const found = finding(
    'render-failed',
    editions.at(-1)?.file ?? '',
    undefined,
    `No pages can be made of it: ${reason}.`,
  );
  const parts = [{ renditions: [], findings: [found] }];
  return { parts, history: { editions: [], gone: [], counterparts: [] }, files: new Map(), digests: new Map() };
}

export async function makeWork(work: Work, around: Surroundings, journey: Journey): Promise<WorkMade> {
  try {
    return await madeWork(work, around, journey);
  } catch (cause) {
    if (cause instanceof Unmade) return unmade(work, cause.message);
    throw cause;
  }
}

async function madeWork(work: Work, around: Surroundings, journey: Journey): Promise<WorkMade> {
  const { checked, audience, asAt, formats, ledger, press, crew, clock, observer } = journey;
  const kept = keptParts(work, around, journey);
  const pairs = comparedPairs(work, asAt);
  const comparisons = new Map<Pair, ComparisonPart>();
  const editions = new Map<EditionEntry, EditionPart>();
  for (const pair of pairs) {
    const known = kept.comparison(pair);
    if (known) comparisons.set(pair, known);
  }
  for (const entry of work.editions) {
    const known = kept.edition(entry);
    if (known) editions.set(entry, known);
  }
  const seen = seenIn(journey);
  const workshop = { press, around: () => asking(around), seen, clock };

  /** Makes what is wanted, here or by the crew, and keeps it. */
  async function make(wanted: Pick<Job, 'comparisons' | 'editions'>): Promise<void> {
    const job: Job = {
      ...wanted,
      work,
      audience,
      asAt,
      formats,
      levels: checked.levels,
      past: checked.publication.pastDay !== undefined,
      recorded: new Map(work.editions.map(({ identifier }) => [identifier, ledger.of.get(identifier) ?? []])),
      transitions: [...comparisons.values()].map(({ transition }) => transition),
      outlines: [...editions].flatMap(([entry, { outline }]) => (wanted.editions.includes(entry) ? [] : [outline])),
    };
    const here = () => makeParts(job, workshop);
    const made = await (crew ? crew.make(job, { around, checked, seen }, here) : here());
    made.comparisons.forEach((one, index) => {
      const pair = wanted.comparisons[index];
      if (!pair) return;
      comparisons.set(pair, kept.keepComparison(pair, one));
      observer.made(`${work.identifier}@${pair.map(({ edition }) => edition).join('..')}`, one.took);
    });
    made.editions.forEach((one, index) => {
      const entry = wanted.editions[index];
      if (!entry) return;
      editions.set(entry, kept.keepEdition(entry, one));
      observer.made(entry.identifier, one.took);
    });
  }
  const historyNow = () =>
    historyIn(
      work,
      asAt,
      [...editions.values()].map(({ outline }) => outline),
      [...comparisons.values()].map(({ transition }) => transition),
    );

  const wanted = {
    comparisons: pairs.filter((pair) => !comparisons.has(pair)),
    editions: work.editions.filter((entry) => !editions.has(entry)),
  };
  if (wanted.comparisons.length + wanted.editions.length > 0) await make(wanted);
  const history = historyNow();
  const retold = work.editions.filter((entry) => {
    const known = editions.get(entry);
    return known && !isSame(known.history, historyOf(entry.edition, history));
  });
  if (retold.length > 0) await make({ comparisons: [], editions: retold });

  const shown = work.editions.flatMap((entry) => editions.get(entry) ?? []);
  const files = new Map<string, MadeFile>(shown.flatMap((part) => [...part.files]));
  return {
    parts: [...pairs.flatMap((pair) => comparisons.get(pair) ?? []), ...shown],
    history,
    files,
    digests: new Map(shown.map(({ shown: { identifier, digest } }) => [identifier, digest])),
  };
}
