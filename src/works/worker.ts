/** A thread of the crew. Orders come in, are done one after the other, and are replied to. What one kind of order needs is loaded with the first of them. */
import { move, transferableSymbol, valueSymbol, workerData } from 'piscina';
import { openObjects } from '../cache/cache.ts';
import { below, HostFault, machine } from '../host.ts';
import type { Looking, LookingReply, Making, Order, Reading, ReadingReply, Reply, Setting } from './order.ts';

const setting = workerData as Setting; // what `threads.ts` gives it

async function openReading() {
  const { readFile } = await import('../read/read.ts');
  return ({ files, ground }: Reading): ReadingReply => ({ read: files.map((file) => readFile(file, ground)) });
}

async function openMaking() {
  const [{ openPress }, { deliver }] = await Promise.all([import('../render/render.ts'), import('./deliver.ts')]);
  const press = openPress(machine, 'site', setting.formats, () => setting.measured);
  // Whoever asks for them is told what is wrong with them.
  if (setting.formats.includes('pdf')) press.fonts().catch(() => undefined);
  const objects = setting.objects === undefined ? undefined : openObjects(machine, setting.objects);
  return (order: Making) => deliver(order, press, objects);
}

/** The one who asked looks for himself where this cannot, and says why. */
function look({ folder }: Looking): LookingReply {
  try {
    return { standing: new Map(below(machine.list, folder)) };
  } catch (cause) {
    if (!(cause instanceof HostFault)) throw cause;
    return { standing: undefined };
  }
}

let reading: ReturnType<typeof openReading> | undefined;
let making: ReturnType<typeof openMaking> | undefined;

async function answer(order: Order): Promise<Reply> {
  if ('folder' in order) {
    // Works follow: what they need is loaded behind the reply.
    setImmediate(() => (making ??= openMaking()).catch(() => undefined));
    return look(order);
  }
  return 'files' in order ? (await (reading ??= openReading()))(order) : (await (making ??= openMaking()))(order);
}

/** The bytes of renditions or of packed trees. */
function bytesIn(reply: Reply): readonly (Uint8Array | undefined)[] {
  if ('read' in reply) return reply.read.map((one) => one?.packed);
  if (!('done' in reply)) return [];
  const { comparisons, editions } = reply.done;
  return [...comparisons, ...editions].flatMap(({ part }) => part.renditions.map(({ bytes }) => bytes));
}

/** The buffers that hold nothing but such bytes: they are handed over and not copied. */
function buffersOf(reply: Reply): readonly ArrayBuffer[] {
  const buffers = bytesIn(reply).flatMap((bytes) =>
    bytes?.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength ? [bytes.buffer] : [],
  );
  return [...new Set(buffers)];
}

async function reply(order: Order): Promise<unknown> {
  const answered = await answer(order);
  // The pool knows what it is to hand over by its own symbols, which no type tells.
  const handed = { [valueSymbol]: answered, [transferableSymbol]: buffersOf(answered) } as unknown;
  return move(handed as Parameters<typeof move>[0]);
}

let before: Promise<unknown> = Promise.resolve();

export default function work(order: Order): Promise<unknown> {
  const replied = before.then(() => reply(order));
  before = replied.catch(() => undefined);
  return replied;
}
