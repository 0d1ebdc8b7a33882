/**
 * What is made of a work, part by part: renditions and findings of each comparison and each edition that a job asks for. A job holds
 * all that its parts are made from, as plain values: it can be done in any thread, and gives the same wherever it is done.
 */
import type { Asked } from '../cache/cache.ts';
import { diff, history, type Outline, outlineOf, transition } from '../diff/diff.ts';
import type { KeptEntry } from '../ledger/ledger.ts';
import type { PartialDate } from '../model/date.ts';
import type { Audience, Cleared, EditionEntry, Work } from '../model/edition.ts';
import { editionsAfter } from '../model/editions.ts';
import type { Finding } from '../model/finding.ts';
import type { History, Transition } from '../model/history.ts';
import type { Levels } from '../model/levels.ts';
import type { FormatName } from '../model/rendition.ts';
import { comparedPairs, leadingEdition, type Surroundings } from '../model/surroundings.ts';
import { showEdition, type ShownEdition } from '../release/release.ts';
import { type Press, type Rendered, renderComparison, renderEdition } from '../render/render.ts';
import { changeFindings } from './neighbours.ts';

/** What is made of one comparison. */
export interface ComparisonPart extends Rendered {
  readonly transition: Transition;
  /** Of its findings those that every run tells of an edition and the one before it, as the public sees them. */
  readonly changes?: readonly Finding[] | undefined;
}

/** What is made of one edition. */
export interface EditionPart extends Rendered {
  readonly outline: Outline;
  /** All of the work's history that it was made with. */
  readonly history: History;
  /** As a release shows it. */
  readonly shown: ShownEdition;
  /** Of its findings those that every run tells of it and what was published of it. */
  readonly sincePublished?: readonly Finding[] | undefined;
}

/** A part, with what it asked of its surroundings, and the milliseconds that it took: these are for who waits, and stand nowhere. */
export interface Made<Part> {
  readonly part: Part;
  readonly asked: readonly Asked[];
  readonly took: number;
}

export type Pair = readonly [old: EditionEntry, newer: EditionEntry];

/** An edition as the audience sees it, and as the public does. */
export interface Seen {
  readonly own: Cleared;
  readonly open: Cleared;
}

export interface Job {
  readonly work: Work;
  readonly audience: Audience;
  readonly asAt: PartialDate;
  readonly formats: readonly FormatName[];
  readonly levels: Levels | undefined;
  /** Of a view of the past, whose findings are those of the whole corpus. */
  readonly past: boolean;
  /** What the ledger has of the editions of the work, by identifier. */
  readonly recorded: ReadonlyMap<string, readonly KeptEntry[]>;
  /** The comparisons that are wanted, and the editions; of the others is known what the history of the work goes by. */
  readonly comparisons: readonly Pair[];
  readonly editions: readonly EditionEntry[];
  readonly transitions: readonly Transition[];
  readonly outlines: readonly Outline[];
}

/** In the order in which the job names them. */
export interface Parts {
  readonly comparisons: readonly Made<ComparisonPart>[];
  readonly editions: readonly Made<EditionPart>[];
}

/** What a part is made in. */
export interface Workshop {
  readonly press: Press;
  /** Notes what a part asks of its surroundings, from one call to the next. */
  readonly around: () => { readonly value: Surroundings; readonly asked: () => readonly Asked[] };
  readonly seen: (entry: EditionEntry) => Seen;
  readonly clock: () => number;
}

/** Nothing that is told of a comparison hangs on who cites the work. */
export const comparisonSurroundings = (around: Surroundings): Surroundings => ({ ...around, cited: undefined });

/** What a history says of one edition: all of it that the renditions of that edition may tell. */
export function historyOf(edition: string, { editions, counterparts }: History): History {
  const own = (one: { readonly edition: string }) => one.edition === edition;
  return { editions: editions.filter(own), counterparts: counterparts.filter(own), gone: [] };
}

async function comparisonPart([before, entry]: Pair, job: Job, workshop: Workshop): Promise<Made<ComparisonPart>> {
  const { press, around, seen, clock } = workshop;
  const began = clock();
  const { value, asked } = around();
  const [old, newer] = [seen(before).own, seen(entry).own];
  const comparison = diff(old, newer);
  const [next] = editionsAfter(job.work.editions, before);
  const isNext = next?.edition === newer.edition && !job.past;
  const findings = isNext ? changeFindings(comparison, old, newer, entry, job.levels) : [];
  const became = transition(comparison, old, newer);
  const compared = { comparison, transition: became, old, newer };
  const rendered = await renderComparison(compared, comparisonSurroundings(value), press, job.formats);
  return {
    part: {
      ...rendered,
      findings: [...findings, ...rendered.findings],
      transition: became,
      changes: isNext && job.audience === 'public' ? findings : undefined,
    },
    asked: asked(),
    took: clock() - began,
  };
}

async function editionPart(entry: EditionEntry, known: History, job: Job, workshop: Workshop) {
  const { press, around, seen, clock } = workshop;
  const began = clock();
  const { value, asked } = around();
  const { own, open } = seen(entry);
  const ledger = { of: job.recorded };
  const { corrections, findings, shown } = showEdition(open, job.work, entry, { ledger, asAt: job.asAt });
  const history = historyOf(entry.edition, known);
  const rendered = await renderEdition(own, { ...value, history, corrections }, press, job.formats);
  const part: EditionPart = {
    ...rendered,
    findings: job.past ? rendered.findings : [...rendered.findings, ...findings],
    outline: outlineOf(own),
    history,
    shown,
    sincePublished: job.past ? undefined : findings,
  };
  return { part, asked: asked(), took: clock() - began };
}

/** The history of a work as at a date, whoever found which of its transitions and outlines, in whatever order. */
export function historyIn(
  work: Work,
  asAt: PartialDate,
  outlines: readonly Outline[],
  transitions: readonly Transition[],
): History {
  const ordered = work.editions.flatMap((entry) => outlines.filter(({ edition }) => edition === entry.edition));
  const became = comparedPairs(work, asAt).flatMap(([old, newer]) =>
    transitions.filter((one) => one.old === old.edition && one.new === newer.edition),
  );
  return history(ordered, became, leadingEdition(work, asAt).edition);
}

export async function makeParts(job: Job, workshop: Workshop): Promise<Parts> {
  const { work, asAt, editions: wanted } = job;
  // Comparisons come first and are let go one by one: an edition needs no more of them than what became of clauses.
  const comparisons: Made<ComparisonPart>[] = [];
  for (const pair of job.comparisons) comparisons.push(await comparisonPart(pair, job, workshop));
  const outlines = [...job.outlines, ...wanted.map((entry) => outlineOf(workshop.seen(entry).own))];
  const transitions = [...job.transitions, ...comparisons.map(({ part }) => part.transition)];
  const known = historyIn(work, asAt, outlines, transitions);
  const editions: Made<EditionPart>[] = [];
  for (const entry of wanted) editions.push(await editionPart(entry, known, job, workshop));
  return { comparisons, editions };
}
