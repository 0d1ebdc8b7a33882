/**
 * Threads that share the work on a site. A job goes out as a value and its parts come back, the same as if they had been made here. What is
 * no longer than the start of a thread is made here. A thread that ends in the middle of a job has it done again once; a job that
 * ends a thread twice is given up, and its work is named.
 */
import type { ResourceLimits } from 'node:worker_threads';
import { type Cache, fromStore, type Objects } from '../cache/cache.ts';
import { HostFault } from '../host.ts';
import type { Checked } from '../model/edition.ts';
import type { Rendition } from '../model/rendition.ts';
import type { Surroundings } from '../model/surroundings.ts';
import {
  type Delivered,
  type DeliveredPart,
  type Delivery,
  type Order,
  orderOf,
  type Reply,
  type Setting,
} from './order.ts';
import type { Job, Made, Parts, Workshop } from './parts.ts';

/** Jobs that are done before threads pay: one takes seconds until its code runs at full speed, as long as some works take to be made. */
const FEW = 16;
/** A work of 60,000 words takes some ten seconds. */
const MOST_SECONDS = 600;

/** A thread ended in the middle of a job, and another did again: why, in words that end a sentence. */
export class Unmade extends Error {}

export interface Crew {
  /** Works that are begun before the first of them is wanted: enough for no thread to wait. */
  readonly ahead: number;
  /** The parts that a job asks for. `here` makes them in this thread. */
  readonly make: (
    job: Job,
    from: { readonly around: Surroundings; readonly checked: Checked; readonly seen: Workshop['seen'] },
    here: () => Promise<Parts>,
  ) => Promise<Parts>;
  /** Ends the threads. To be called in every case. */
  readonly close: () => Promise<void>;
}

export interface CrewSize {
  readonly threads: number;
  /** Jobs that are done here before threads are started. */
  readonly few?: number;
  /** The time that a job may take. */
  readonly seconds?: number;
  /** What a thread runs. */
  readonly module?: URL;
  /** Of a thread; the heap of one may grow as that of this thread, so that a work that can be made here can be made there. */
  readonly limits?: ResourceLimits;
}

/** From the package's folder, where the compiled program stands. */
const WORKER = new URL('../../lib/works/worker.js', import.meta.url);

/** Of V8, in MiB: most of what a work leaves behind is short-lived, and is cleared away the cheaper the later. */
const YOUNG = 96;

function reasonOf(cause: unknown, late: boolean, seconds: number): string {
  if (late) return `it takes longer than ${seconds} seconds`;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'there is not enough memory for it' : 'the thread that makes it ends';
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

/** The threads themselves, started when the first order comes. */
function openThreads(size: CrewSize, setting: Setting) {
  const { threads, seconds = MOST_SECONDS, module = WORKER, limits = { maxYoungGenerationSizeMb: YOUNG } } = size;

  async function start() {
    const { Piscina } = await import('piscina');
    return new Piscina<Order, Reply>({
      filename: module.href,
      minThreads: threads,
      maxThreads: threads,
      workerData: setting,
      resourceLimits: limits,
      env: {},
      execArgv: [],
    });
  }
  let started: ReturnType<typeof start> | undefined;

  let free = threads;
  const waiting: (() => void)[] = [];

  /** No job waits in the pool, where the time would count that it is given. */
  async function inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free--;
    try {
      return await act();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  }

  let closed = false;

  async function attempt(order: Order): Promise<Reply | { readonly reason: string }> {
    if (closed) return { reason: 'the build has ended' };
    const pool = await (started ??= start());
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), seconds * 1000);
    try {
      return await pool.run(order, { signal: limit.signal });
    } catch (cause) {
      return { reason: reasonOf(cause, limit.signal.aborted, seconds) };
    } finally {
      clearTimeout(timer);
    }
  }
  return {
    /** The order is written when a thread has time for it. */
    run: (write: () => Order) =>
      inTurn(async () => {
        const order = write();
        const first = await attempt(order);
        const reply = 'reason' in first ? await attempt(order) : first;
        if ('reason' in reply) throw new Unmade(reply.reason);
        return reply;
      }),
    async close() {
      closed = true;
      await (await started)?.destroy();
    },
  };
}

export function openCrew(size: CrewSize, formats: Setting['formats'], { objects }: Pick<Cache, 'objects'>): Crew {
  const { threads, few = FEW } = size;
  const { run, close } = openThreads(size, { formats, objects: objects?.folder });
  let begun = 0;
  let own: Promise<unknown> = Promise.resolve();

  /** One after the other, as without a crew. */
  function inTurn(here: () => Promise<Parts>): Promise<Parts> {
    const made = own.then(here);
    own = made.catch(() => undefined);
    return made;
  }
  return {
    ahead: threads * 3,
    async make(job, { around, checked, seen }, here) {
      if (begun++ < few) return inTurn(here);
      // Threads are started when the few are done and there is still more.
      await own;
      const reply = await run(() => orderOf(job, around, checked, seen));
      if ('fault' in reply) throw new HostFault(reply.fault.code, reply.fault.message, undefined);
      return 'undone' in reply ? inTurn(here) : receivedAll(reply.done, objects);
    },
    close,
  };
}
