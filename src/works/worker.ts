/** A thread of the crew. Orders come in one at a time and are delivered; what it cannot do is left to who knows the whole corpus. */
import { move, transferableSymbol, valueSymbol, workerData } from 'piscina';
import { asking, openObjects } from '../cache/cache.ts';
import { HostFault, machine } from '../host.ts';
import type { Rendition } from '../model/rendition.ts';
import { linksIn, type Surroundings } from '../model/surroundings.ts';
import { openPress } from '../render/render.ts';
import type { Delivered, Delivery, Order, Reply, Setting } from './order.ts';
import { makeParts, type Made } from './parts.ts';

const setting = workerData as Setting; // what `crew.ts` gives it
const press = openPress(machine, 'site', setting.formats);
const objects = setting.objects === undefined ? undefined : openObjects(machine, setting.objects);

/** Asked for something that its order does not hold. */
class Elsewhere extends Error {}

function surroundingsIn({ job, around, works }: Order): Surroundings {
  function get(identifier: string) {
    const found = works.get(identifier);
    if (!found) throw new Elsewhere();
    return found;
  }
  function resultOf(): never {
    throw new Elsewhere();
  }
  return { ...around, ...linksIn({ works: { get } }, job.asAt), resultOf };
}

function delivered(rendition: Rendition): Delivered {
  const { bytes, stored: _, ...about } = rendition;
  const receipt = objects?.store(bytes);
  return receipt ? { ...about, receipt } : { ...about, bytes };
}

function deliver<Part extends { readonly renditions: readonly Rendition[] }>({ part, ...about }: Made<Part>) {
  return { part: { ...part, renditions: part.renditions.map(delivered) }, ...about };
}

/** The buffers that hold nothing but the bytes of renditions: they are handed over and not copied. */
function buffersOf({ comparisons, editions }: Delivery): readonly ArrayBuffer[] {
  const renditions = [...comparisons, ...editions].flatMap(({ part }) => part.renditions);
  const buffers = renditions.flatMap(({ bytes }) =>
    bytes?.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength ? [bytes.buffer] : [],
  );
  return [...new Set(buffers)];
}

async function deliveryOf(order: Order): Promise<Delivery> {
  const { job, seen: editions } = order;
  const surroundings = surroundingsIn(order);
  const { comparisons, editions: made } = await makeParts(job, {
    press,
    clock: machine.process.clock,
    around: () => asking(surroundings),
    seen({ identifier }) {
      const found = editions.get(identifier);
      if (!found) throw new Elsewhere();
      return found;
    },
  });
  return { comparisons: comparisons.map(deliver), editions: made.map(deliver) };
}

export default async function work(order: Order): Promise<unknown> {
  try {
    const delivery = await deliveryOf(order);
    const reply: Reply = { done: delivery };
    // The pool knows what it is to hand over by its own symbols, which no type tells.
    const handed = { [valueSymbol]: reply, [transferableSymbol]: buffersOf(delivery) } as unknown;
    return move(handed as Parameters<typeof move>[0]);
  } catch (cause) {
    // Nothing is said of what went wrong: it will go wrong again where it can be told.
    if (!(cause instanceof HostFault)) return { undone: true } satisfies Reply;
    return { fault: { code: cause.code, message: cause.message } } satisfies Reply;
  }
}
