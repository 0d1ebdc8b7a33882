/**
 * What a thread is handed, and what it hands back: plain values both. Files are handed over as they stand, because only who reads them
 * knows what they withhold, and nothing of them stays in the thread. For a job it is handed editions as the audience sees them, so that
 * nothing that is withheld from the public is at hand where pages are made, and of the index what the texts of the work lead to.
 */
import type { Asked } from '../cache/cache.ts';
import { plain, type Receipt } from '../cache/cache.ts';
import { walkBlocks, withFootnotes } from '../model/clauses.ts';
import type { Checked, EditionEntry, WorkOf } from '../model/edition.ts';
import { type EditionLinked, toldOf } from '../model/told.ts';
import type { FileBytes, FileRead, Ground } from '../read/read.ts';
import type { Standing } from '../release/release.ts';
import type { MeasuredFaces } from '../render/render.ts';
import type { Rendition } from '../model/rendition.ts';
import type { Surroundings } from '../model/surroundings.ts';
import type { FormatName } from '../model/rendition.ts';
import type { ComparisonPart, EditionPart, Job, Seen, Workshop } from './parts.ts';

/** What all orders of one build have in common. */
export interface Setting {
  readonly formats: readonly FormatName[];
  /** The folder where renditions are stored, if they are. */
  readonly objects?: string | undefined;
  /** What an earlier run measured of the fonts. */
  readonly measured?: MeasuredFaces | undefined;
}

type PlainSurroundings = Omit<Surroundings, 'resolve' | 'resultOf' | 'told'>;

/** Files of the content to be read. */
export interface Reading {
  readonly files: readonly FileBytes[];
  readonly ground: Ground;
}

/** Parts of a work to be made. */
export interface Making {
  readonly job: Job;
  readonly around: PlainSurroundings;
  /** The works that are led to. */
  readonly works: ReadonlyMap<string, WorkOf<EditionLinked>>;
  /** By identifier. */
  readonly seen: ReadonlyMap<string, Seen>;
}

/** A folder to be looked at, with all that stands below it. */
export interface Looking {
  readonly folder: string;
}

export type Order = Reading | Making | Looking;

/** A rendition with its bytes, or with what tells where these are stored. */
export type Delivered = Omit<Rendition, 'bytes' | 'stored'> & {
  readonly bytes?: Uint8Array | undefined;
  readonly receipt?: Receipt | undefined;
};

export interface DeliveredPart<Part> {
  readonly part: Omit<Part, 'renditions'> & { readonly renditions: readonly Delivered[] };
  readonly asked: readonly Asked[];
  readonly took: number;
}

export interface Delivery {
  readonly comparisons: readonly DeliveredPart<ComparisonPart>[];
  readonly editions: readonly DeliveredPart<EditionPart>[];
}

/** Of each file what can be known of it alone. */
export interface ReadingReply {
  readonly read: readonly (FileRead | undefined)[];
}

/** The parts of a job; a fault of the machine; or nothing, where it has to be done by who knows the whole corpus. */
export type MakingReply =
  | { readonly done: Delivery }
  | { readonly fault: { readonly code: string; readonly message: string } }
  | { readonly undone: true };

/** What stands there; nothing where it cannot be looked at. */
export interface LookingReply {
  readonly standing: Standing | undefined;
}

export type Reply = ReadingReply | MakingReply | LookingReply;

/** The works that an edition leads to, and those that lead to its own. */
function worksAround(entries: readonly EditionEntry[], { cited = [] }: Surroundings): ReadonlySet<string> {
  const led = entries.flatMap(({ links, quotations, references = [], allReferences = [] }) => [
    ...[...links, ...references, ...allReferences].map(({ target }) => target.work),
    ...quotations.map(({ source }) => source.work),
  ]);
  return new Set([...led, ...cited.map(({ by }) => by.work)]);
}

/** Of another edition no more than links find of it. */
function linked(entry: EditionEntry): EditionLinked {
  const { title, clauses } = toldOf(entry);
  return { edition: entry.edition, standing: { phases: entry.standing.phases }, matter: { title }, clauses };
}

/** The works whose passages stand in an edition. */
const passagesOf = ({ own }: Seen): readonly string[] =>
  walkBlocks(withFootnotes(own.body, own.footnotes)).flatMap((block) =>
    block.type === 'include' ? [block.source.work] : [],
  );

export function orderOf(job: Job, around: Surroundings, { works }: Checked, seen: Workshop['seen']): Making {
  const { work, comparisons, editions } = job;
  const needed = new Set([...comparisons.flat(), ...editions]);
  const editionsSeen = new Map([...needed].map((entry) => [entry.identifier, seen(entry)]));
  const passages = [...editionsSeen.values()].flatMap(passagesOf);
  const led = new Set([work.identifier, ...worksAround(work.editions, around), ...passages]);
  const linkedWorks = [...led].flatMap((identifier) => {
    const found = works.get(identifier);
    return found ? [[identifier, { ...found, editions: found.editions.map(linked) }] as const] : [];
  });
  return {
    job,
    around: plain(around) as PlainSurroundings, // all that is no function
    works: new Map(linkedWorks),
    seen: editionsSeen,
  };
}
