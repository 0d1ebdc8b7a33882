/**
 * Threads that are handed orders, each one to work on and the next one, so that none waits while the thread that hands them out is at
 * work itself. One that ends in the middle of an order has it again once; an order that ends a thread twice, or takes too long,
 * is given up.
 */
import type { ResourceLimits } from 'node:worker_threads';
import { compiledModule } from '../host.ts';
import type { Order, Reply, Setting } from './order.ts';

/** A work of 60,000 words takes some ten seconds. */
const MOST_SECONDS = 600;
/** The order that a thread works on, and the next one. */
const AT_ONCE = 2;

/**
 * Of V8, in MiB. Most of what a work leaves behind is short-lived, and is cleared away the cheaper the later. The other figure is several
 * times what a work of 60,000 words takes; without it the engine would let a thread grow as far as the machine has room.
 */
const LIMITS: ResourceLimits = { maxYoungGenerationSizeMb: 96, maxOldGenerationSizeMb: 1024 };

/** A thread ended in the middle of an order, and another did again: why, in words that end a sentence. */
export class Unmade extends Error {}

export interface ThreadSetting {
  /** The time that an order may take. */
  readonly seconds?: number | undefined;
  /** What a thread runs. */
  readonly module?: URL | undefined;
  readonly limits?: ResourceLimits | undefined;
}

interface Thread {
  /** Orders that it has. */
  readonly given: () => number;
  readonly attempt: (order: Order) => Promise<Reply | Failed>;
  /** When it is started. */
  readonly begun: () => Promise<unknown>;
  readonly close: () => Promise<void>;
}

interface Failed {
  readonly reason: string;
}

function reasonOf(cause: unknown, late: boolean, seconds: number): string {
  if (late) return `it takes longer than ${seconds} seconds`;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? 'there is not enough memory for it'
    : 'it ends the thread that works on it';
}

/** One thread, started with its first order, and another in its place when it ends. */
function openThread(
  { seconds = MOST_SECONDS, module = compiledModule('works/worker'), limits = LIMITS }: ThreadSetting,
  setting: Setting,
) {
  async function start() {
    const { Piscina } = await import('piscina');
    const pool = new Piscina<Order, Reply>({
      filename: module.href,
      minThreads: 1,
      maxThreads: 1,
      concurrentTasksPerWorker: AT_ONCE,
      // A thread that waits for an order goes on with what it has begun.
      atomics: 'disabled',
      workerData: setting,
      resourceLimits: limits,
      env: {},
      execArgv: [],
    });
    // A thread that ends before it has an order is not asked for: the order will tell.
    pool.on('error', () => undefined);
    return pool;
  }
  interface Given {
    /** Of how many threads, one after the other, it was handed to which. */
    readonly life: number;
    late: boolean;
    timer?: NodeJS.Timeout;
  }
  let started: ReturnType<typeof start> | undefined;
  let closed = false;
  let life = 0;
  let placed = 0;
  const given: Given[] = [];

  async function end(): Promise<void> {
    const pool = started;
    started = undefined;
    await (await pool)?.destroy();
  }

  /** The time counts from when an order is the first. Not by a signal, with which the pool would hand over one order at a time. */
  function timeFirst(): void {
    const [first] = given;
    if (!first) return;
    first.timer ??= setTimeout(() => {
      first.late = true;
      void end();
    }, seconds * 1000);
  }

  /** `undefined` when the thread ended over another order. */
  async function once(order: Order): Promise<Reply | Failed | undefined> {
    // Not behind the end: nobody would end that thread.
    const pool = closed ? undefined : await (started ??= start());
    if (closed || !pool) return { reason: 'the build has ended' };
    const one: Given = { life, late: false };
    given.push(one);
    timeFirst();
    try {
      return await pool.run(order);
    } catch (cause) {
      if (one.life !== life || given[0] !== one) return undefined;
      life++;
      return { reason: reasonOf(cause, one.late, seconds) };
    } finally {
      clearTimeout(one.timer);
      given.splice(given.indexOf(one), 1);
      timeFirst();
    }
  }
  const thread: Thread = {
    given: () => placed,
    begun: async () => started,
    async attempt(order) {
      placed++;
      try {
        for (;;) {
          const reply = await once(order);
          if (reply) return reply;
        }
      } finally {
        placed--;
      }
    },
    async close() {
      closed = true;
      await end();
    },
  };
  return thread;
}

export interface Threads {
  /** Whether one of them can be handed another order. */
  readonly free: () => boolean;
  /** Fails with `Unmade`. */
  readonly run: (order: Order) => Promise<Reply>;
  /** When those that have an order are started. */
  readonly begun: () => Promise<unknown>;
  readonly close: () => Promise<void>;
}

export function openThreads(count: number, about: ThreadSetting, setting: Setting): Threads {
  const threads = Array.from({ length: count }, () => openThread(about, setting));
  const idlest = () => threads.reduce((least, one) => (one.given() < least.given() ? one : least));
  return {
    free: () => count > 0 && idlest().given() < AT_ONCE,
    async run(order) {
      const first = await idlest().attempt(order);
      const reply = 'reason' in first ? await idlest().attempt(order) : first;
      if ('reason' in reply) throw new Unmade(reply.reason);
      return reply;
    },
    begun: () => Promise.all(threads.map(({ begun }) => begun())),
    async close() {
      await Promise.all(threads.map(({ close }) => close()));
    },
  };
}
