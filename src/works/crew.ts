/**
 * Threads that share the work on a site, this one among them: files to be read, works to be made. What is to be done goes out as a value
 * and comes back as one, the same as if it had been made here. What is no longer than the start of a thread is done here.
 */
import type { ResourceLimits } from 'node:worker_threads';
import { type Cache, fromStore, type Objects, type Watch } from '../cache/cache.ts';
import { type Host, HostFault } from '../host.ts';
import type { Checked } from '../model/edition.ts';
import type { Rendition } from '../model/rendition.ts';
import type { Surroundings } from '../model/surroundings.ts';
import { type BatchRead, type FileBytes, type Ground, readFile, type Readers } from '../read/read.ts';
import type { Spare, Standing } from '../release/release.ts';
import type { MeasuredFaces } from '../render/render.ts';
import { type Delivered, type DeliveredPart, type Delivery, orderOf, type Reply, type Setting } from './order.ts';
import type { Job, Made, Parts, Workshop } from './parts.ts';
import { openThreads, type Threads, Unmade } from './threads.ts';
import { openTurns } from './turns.ts';

/** Jobs that are done before threads pay: one takes seconds until its code runs at full speed, as long as some works take to be made. */
const FEW = 16;
/** Bytes of sources of a job that is done here once there are threads: a few seconds' work. */
const MOST_HERE = 256 * 1024;

/** Bytes of the list of a site that a thread looks at: two thousand files. With fewer, that is done before one has started. */
const MANY = 512 * 1024;

export interface Crew extends Readers {
  /** Works that are begun before the first of them is wanted: enough for no thread to wait. */
  readonly ahead: number;
  /** The parts that a job asks for. `here` makes them in this thread. */
  readonly make: (
    job: Job,
    from: { readonly around: Surroundings; readonly checked: Checked; readonly seen: Workshop['seen'] },
    here: () => Promise<Parts>,
  ) => Promise<Parts>;
  /** When those threads are started that have something to do: while this one is at work, it starts none. */
  readonly begun: () => Promise<unknown>;
  /** What stands in the older site, if a thread has looked. */
  readonly spare: () => Promise<Standing | undefined>;
  /** Ends the threads: to be called in every case, and as soon as nothing is left to be made. */
  readonly close: () => Promise<void>;
}

export interface CrewSize {
  /** This one among them. */
  readonly threads: number;
  /** Jobs that are done here before threads are started, and bytes of sources that are read here. */
  readonly few?: number | undefined;
  readonly fewBytes?: number | undefined;
  /** Bytes of the list of files of an older site that a thread looks at. */
  readonly many?: number | undefined;
  /** Once there are threads, this one only hands out what there is to do. */
  readonly aside?: boolean | undefined;
  /** The time that a job may take. */
  readonly seconds?: number | undefined;
  /** What a thread runs. */
  readonly module?: URL | undefined;
  /** Of a thread. */
  readonly limits?: ResourceLimits | undefined;
}

function received({ bytes, receipt, ...about }: Delivered, objects: Objects | undefined): Rendition {
  if (bytes) return { ...about, bytes };
  const stored = receipt && objects?.accept(receipt);
  if (!stored || !objects)
    throw new HostFault(
      'ESTALE',
      `The cache was changed while ${about.path} was being made. Run the command again.`,
      undefined,
    );
  return fromStore(about, stored, objects);
}

function receivedPart<Part extends { readonly renditions: readonly Rendition[] }>(
  { part, ...about }: DeliveredPart<Part>,
  objects: Objects | undefined,
): Made<Part> {
  const renditions = part.renditions.map((one) => received(one, objects));
  return { part: { ...part, renditions } as unknown as Part, ...about }; // what `worker.ts` took apart
}

const receivedAll = ({ comparisons, editions }: Delivery, objects: Objects | undefined): Parts => ({
  comparisons: comparisons.map((one) => receivedPart(one, objects)),
  editions: editions.map((one) => receivedPart(one, objects)),
});

/** A batch in a thread; where it ends over it, file by file: then the one that ends it can be named. */
async function readThere(files: readonly FileBytes[], ground: Ground, run: Threads['run']): Promise<BatchRead> {
  try {
    const reply = await run({ files, ground });
    return 'read' in reply ? reply.read : files.map(() => undefined);
  } catch (cause) {
    if (!(cause instanceof Unmade)) throw cause;
    if (files.length === 1) return [{ reason: cause.message }];
    const read: BatchRead[] = [];
    for (const file of files) read.push(await readThere([file], ground, run));
    return read.flat();
  }
}

async function lookedThere(folder: string, run: Threads['run']): Promise<Standing | undefined> {
  try {
    const reply = await run({ folder });
    return 'standing' in reply ? reply.standing : undefined;
  } catch (cause) {
    if (!(cause instanceof Unmade)) throw cause;
    return undefined;
  }
}

/** The parts that a thread made; `undefined` where it has to be done by who knows the whole corpus. */
function partsIn(reply: Reply, objects: Objects | undefined): Parts | undefined {
  if ('fault' in reply) throw new HostFault(reply.fault.code, reply.fault.message, undefined);
  return 'done' in reply ? receivedAll(reply.done, objects) : undefined;
}

const sizeOf = ({ comparisons, editions }: Job, checked: Checked): number =>
  [...new Set([...comparisons.flat(), ...editions])].reduce((sum, one) => sum + checked.sizeOf(one.identifier), 0);

/** What a crew is there for. */
export interface Task {
  readonly formats: Setting['formats'];
  /** An older site to begin with, if there is one. */
  readonly spare?: Spare | undefined;
  /** What an earlier run measured of the fonts. */
  readonly measured?: (() => MeasuredFaces | undefined) | undefined;
}

export function openCrew(
  size: CrewSize,
  { formats, spare, measured }: Task,
  { objects }: Pick<Cache, 'objects'>,
  { breathe }: Host['process'],
): Crew {
  const { few = FEW, many = MANY, aside = false } = size;
  let threads: Threads | undefined;
  const started = (): Threads =>
    (threads ??= openThreads(size.threads - 1, size, { formats, objects: objects?.folder, measured: measured?.() }));
  const turns = openTurns(() => threads?.free() ?? false, breathe);
  let begun = 0;
  const looked = spare && spare.size >= many ? lookedThere(spare.folder, started().run) : undefined;

  return {
    ahead: size.threads * 3,
    few: size.fewBytes,
    begun: async () => threads?.begun(),
    spare: async () => looked,
    read(ground) {
      const { run } = started();
      return (batch) =>
        turns.take({
          there: () => readThere(batch(), ground, run),
          here: aside ? undefined : async () => batch().map((file) => readFile(file, ground)),
        });
    },
    async make(job, { around, checked, seen }, here) {
      if (begun++ >= few) started();
      const made = await turns.take<Parts | undefined>({
        // The order is written when a thread has time for it.
        there: threads && (async () => partsIn(await started().run(orderOf(job, around, checked, seen)), objects)),
        here: threads && (aside || sizeOf(job, checked) > MOST_HERE) ? undefined : here,
      });
      return made ?? turns.take({ here });
    },
    close: async () => threads?.close(),
  };
}

/** Does `act` with threads to share it, if more than this one are wanted, and ends them. */
export async function sharing<Result>(
  size: CrewSize | undefined,
  task: Task,
  { host, cache }: Pick<Watch, 'host' | 'cache'>,
  act: (crew: Crew | undefined) => Promise<Result>,
): Promise<Result> {
  const crew = size && size.threads > 1 ? openCrew(size, task, cache, host.process) : undefined;
  try {
    await crew?.begun();
    return await act(crew);
  } finally {
    await crew?.close();
  }
}
