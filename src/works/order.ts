/**
 * What a thread is handed for a job, and what it hands back: plain values both. It is handed editions as the audience sees them, so
 * that no thread ever holds what is withheld from the public, and of the index what the texts of the work lead to.
 */
import type { Asked } from '../cache/cache.ts';
import { plain, type Receipt } from '../cache/cache.ts';
import { walkBlocks } from '../model/clauses.ts';
import type { Checked, EditionEntry, Work } from '../model/edition.ts';
import type { Rendition } from '../model/rendition.ts';
import type { Surroundings } from '../model/surroundings.ts';
import type { FormatName } from '../model/rendition.ts';
import type { ComparisonPart, EditionPart, Job, Seen, Workshop } from './parts.ts';

/** What all orders of one build have in common. */
export interface Setting {
  readonly formats: readonly FormatName[];
  /** The folder where renditions are stored, if they are. */
  readonly objects?: string | undefined;
}

type PlainSurroundings = Omit<Surroundings, 'resolve' | 'resultOf' | 'entryOf'>;

export interface Order {
  readonly job: Job;
  readonly around: PlainSurroundings;
  /** The works that are led to. */
  readonly works: ReadonlyMap<string, Work>;
  /** By identifier. */
  readonly seen: ReadonlyMap<string, Seen>;
}

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

/** Its parts; a fault of the machine; or nothing, where it has to be done by who knows the whole corpus. */
export type Reply =
  | { readonly done: Delivery }
  | { readonly fault: { readonly code: string; readonly message: string } }
  | { readonly undone: true };

/** The works that an edition leads to, and those that lead to its own. */
function worksAround(entries: readonly EditionEntry[], { cited = [] }: Surroundings): ReadonlySet<string> {
  const led = entries.flatMap(({ links, quotations, references = [], allReferences = [] }) => [
    ...[...links, ...references, ...allReferences].map(({ target }) => target.work),
    ...quotations.map(({ source }) => source.work),
  ]);
  return new Set([...led, ...cited.map(({ by }) => by.work)]);
}

/** Of another edition no more than is told of it. */
const told = (entry: EditionEntry): EditionEntry => ({
  ...entry,
  links: [],
  quotations: [],
  references: undefined,
  allReferences: undefined,
  citations: undefined,
  remarks: undefined,
  answer: undefined,
  places: undefined,
});

/** The works whose passages stand in an edition. */
const passagesOf = ({ own }: Seen): readonly string[] =>
  walkBlocks([...own.body, ...own.footnotes.flatMap(({ children }) => children)]).flatMap((block) =>
    block.type === 'include' ? [block.source.work] : [],
  );

export function orderOf(job: Job, around: Surroundings, { works }: Checked, seen: Workshop['seen']): Order {
  const { work, comparisons, editions } = job;
  const needed = new Set([...comparisons.flat(), ...editions]);
  const editionsSeen = new Map([...needed].map((entry) => [entry.identifier, seen(entry)]));
  const led = new Set([...worksAround(work.editions, around), ...[...editionsSeen.values()].flatMap(passagesOf)]);
  const others = [...led].flatMap((identifier) => {
    const other = identifier === work.identifier ? undefined : works.get(identifier);
    return other ? [[identifier, { ...other, editions: other.editions.map(told) }] as const] : [];
  });
  return {
    job,
    around: plain(around) as PlainSurroundings, // all that is no function
    works: new Map([...others, [work.identifier, work]]),
    seen: editionsSeen,
  };
}
