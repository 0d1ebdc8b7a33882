/**
 * One work: as it was made before, where nothing that it shows has changed; else what is known of its parts from runs before, and the
 * rest of them made now. An edition that changed is rendered again with the comparisons that show it, and of the others those whose
 * history it changed; no other is even loaded.
 */
import { asking, canonical, type Taken } from '../cache/cache.ts';
import { clear } from '../clear/clear.ts';
import { sha256 } from '../ledger/ledger.ts';
import type { EditionEntry, Work } from '../model/edition.ts';
import { factsOf } from '../model/facts.ts';
import { finding } from '../model/finding.ts';
import type { History } from '../model/history.ts';
import { comparedPairs, type Surroundings } from '../model/surroundings.ts';
import { madeFiles } from '../render/render.ts';
import { workFiles } from '../site/site.ts';
import type { Journey } from './journey.ts';
import { type KeptWork, keptWork, type WorkMade } from './kept-work.ts';
import {
  type ComparisonPart,
  type EditionPart,
  historyIn,
  historyOf,
  type Job,
  makeParts,
  type Pair,
  type Seen,
  type Workshop,
} from './parts.ts';
import { Unmade } from './threads.ts';

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

const isSame = (a: History, b: History) => canonical(a) === canonical(b);

const factsDigest = (work: Work) => sha256(canonical(factsOf(work)));

/** A work of which nothing can be made, said of its last edition. */
function unmade(work: Work, reason: string): WorkMade {
  const found = finding(
    'render-failed',
    work.editions.at(-1)?.file ?? '',
    undefined,
    `No pages can be made of it: ${reason}.`,
  );
  return { renditions: [], findings: [found], shown: [], facts: factsDigest(work) };
}

/** What is known of a work at once, or else what will be made of it. */
export function makeWork(work: Work, around: Surroundings, journey: Journey): WorkMade | Promise<WorkMade> {
  const kept = keptWork(work, around, journey);
  return kept.work() ?? makeSoundly(work, around, journey, kept);
}

async function makeSoundly(work: Work, around: Surroundings, journey: Journey, kept: KeptWork): Promise<WorkMade> {
  try {
    return await madeWork(work, around, journey, kept);
  } catch (cause) {
    if (cause instanceof Unmade) return unmade(work, cause.message);
    throw cause;
  }
}

/** The parts of a work, with what was asked for each. */
interface Parted {
  readonly comparisons: ReadonlyMap<Pair, Taken<ComparisonPart>>;
  readonly editions: ReadonlyMap<EditionEntry, Taken<EditionPart>>;
  readonly history: History;
}

/** The parts that are kept, and the others made. */
async function partsOf(work: Work, around: Surroundings, journey: Journey, kept: KeptWork): Promise<Parted> {
  const { checked, audience, asAt, formats, ledger, press, crew, clock, observer } = journey;
  const pairs = comparedPairs(work, asAt);
  const comparisons = new Map(pairs.flatMap((pair) => found(pair, kept.comparison(pair))));
  const editions = new Map(work.editions.flatMap((entry) => found(entry, kept.edition(entry))));
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
      transitions: [...comparisons.values()].map(({ step }) => step.transition),
      outlines: [...editions].flatMap(([entry, { step }]) => (wanted.editions.includes(entry) ? [] : [step.outline])),
    };
    const here = () => makeParts(job, workshop);
    const made = await (crew ? crew.make(job, { around, checked, seen }, here) : here());
    made.comparisons.forEach(({ part: step, asked, took }, index) => {
      const pair = wanted.comparisons[index];
      if (!pair) return;
      comparisons.set(pair, { step: kept.keepComparison(pair, { step, asked }), asked });
      observer.made(`${work.identifier}@${pair.map(({ edition }) => edition).join('..')}`, took);
    });
    made.editions.forEach(({ part: step, asked, took }, index) => {
      const entry = wanted.editions[index];
      if (!entry) return;
      editions.set(entry, { step: kept.keepEdition(entry, { step, asked }), asked });
      observer.made(entry.identifier, took);
    });
  }
  const historyNow = () =>
    historyIn(
      work,
      asAt,
      [...editions.values()].map(({ step }) => step.outline),
      [...comparisons.values()].map(({ step }) => step.transition),
    );

  const wanted = {
    comparisons: pairs.filter((pair) => !comparisons.has(pair)),
    editions: work.editions.filter((entry) => !editions.has(entry)),
  };
  if (wanted.comparisons.length + wanted.editions.length > 0) await make(wanted);
  const history = historyNow();
  const retold = work.editions.filter((entry) => {
    const known = editions.get(entry);
    return known && !isSame(known.step.history, historyOf(entry.edition, history));
  });
  if (retold.length > 0) await make({ comparisons: [], editions: retold });
  return { comparisons, editions, history };
}

async function madeWork(work: Work, around: Surroundings, journey: Journey, kept: KeptWork): Promise<WorkMade> {
  const { checked, press, asAt, formats } = journey;
  const { comparisons, editions, history } = await partsOf(work, around, journey, kept);
  const shown = work.editions.flatMap((entry) => editions.get(entry) ?? []);
  const steps = [...comparisons.values(), ...shown];
  const files = madeFiles(shown.flatMap(({ step }) => step.renditions));
  const { publication } = checked;
  const beside = { files, gone: history.gone };
  const told = formats.includes('html')
    ? kept.told(beside, () => workFiles(work, beside, { publication, asAt, templates: press.templates }))
    : [];
  const step = {
    renditions: [...steps.flatMap((one) => one.step.renditions), ...told],
    findings: steps.flatMap((one) => one.step.findings),
    shown: shown.map((one) => one.step.shown),
    facts: factsDigest(work),
  };
  return kept.keepWork({ step, asked: steps.flatMap((one) => one.asked) });
}

const found = <Key, Found>(key: Key, one: Found | undefined): readonly (readonly [Key, Found])[] =>
  one === undefined ? [] : [[key, one]];
