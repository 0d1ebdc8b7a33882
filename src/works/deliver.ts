/** Parts of a work made in a thread of the crew. What it cannot do is left to who knows the whole corpus. */
import { asking, type Objects } from '../cache/cache.ts';
import { HostFault, machine } from '../host.ts';
import type { Rendition } from '../model/rendition.ts';
import { linksIn, type Surroundings } from '../model/surroundings.ts';
import type { Press } from '../render/render.ts';
import type { Delivered, Delivery, Making, MakingReply } from './order.ts';
import { makeParts, type Made } from './parts.ts';

/** Asked for something that its order does not hold. */
class Elsewhere extends Error {}

function surroundingsIn({ job, around, works }: Making): Surroundings {
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

function delivered(rendition: Rendition, objects: Objects | undefined): Delivered {
  const { bytes, stored: _, ...about } = rendition;
  const receipt = objects?.store(bytes);
  return receipt ? { ...about, receipt } : { ...about, bytes };
}

function deliveredPart<Part extends { readonly renditions: readonly Rendition[] }>(
  { part, ...about }: Made<Part>,
  objects: Objects | undefined,
) {
  return { part: { ...part, renditions: part.renditions.map((one) => delivered(one, objects)) }, ...about };
}

async function deliveryOf(order: Making, press: Press, objects: Objects | undefined): Promise<Delivery> {
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
  const delivery = {
    comparisons: comparisons.map((one) => deliveredPart(one, objects)),
    editions: made.map((one) => deliveredPart(one, objects)),
  };
  await objects?.settle();
  return delivery;
}

export async function deliver(order: Making, press: Press, objects: Objects | undefined): Promise<MakingReply> {
  try {
    return { done: await deliveryOf(order, press, objects) };
  } catch (cause) {
    // Nothing is said of what went wrong: it will go wrong again where it can be told.
    if (!(cause instanceof HostFault)) return { undone: true };
    return { fault: { code: cause.code, message: cause.message } };
  }
}
