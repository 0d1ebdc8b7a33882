/**
 * One run at a time in one place. The lock is a file made only if it is not there. It names its owner's machine, process and birth, so
 * that the lock of a run that was killed can be told from one that is held, also when its number was given to another process
 * since. A lock of another machine, on a shared disk, is always taken to be held.
 */
import { type Host, HostFault } from '../host.ts';
import { isGone, type Owner, ownerNow } from './owner.ts';

export interface LockOptions {
  /** Hears of a lock that was left behind and is now broken. */
  readonly told?: (sentence: string) => void;
  /** What a run that has the lock is doing. */
  readonly doing?: string;
  /** One line that is kept in the lock. */
  readonly note?: string;
}

/** The lines of a lock; what is noted in it comes behind them. */
const linesOf = ({ process, machine, birth }: Owner) => `${process}\n${machine}\n${birth}\n`;

/** Takes the lock and gives back what releases it. */
export function lock(host: Host, file: string, options: LockOptions = {}): () => void {
  const { told, doing = 'publishing to the same place', note = '' } = options;
  const own = `${linesOf(ownerNow(host))}${note === '' ? '' : `${note}\n`}`;
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      host.create(file, new TextEncoder().encode(own));
      return () => host.remove(file);
    } catch (cause) {
      if (!(cause instanceof HostFault) || cause.code !== 'EEXIST') throw cause;
      const found = read(host, file);
      const owner = heldBy(host, found);
      if (owner !== undefined) {
        const mend = owner.startsWith('machine') ? ` If nothing runs there, remove ${file}.` : '';
        throw new HostFault('ELOCKED', `Another run (${owner}) is ${doing}.${mend}`, cause);
      }
      breakLock(host, file, found);
      told?.('A run before this one was killed; its lock was removed.');
    }
  }
  throw new HostFault('ELOCKED', `Another run is ${doing}.`, undefined);
}

function read(host: Host, file: string): string {
  try {
    return new TextDecoder().decode(host.read(file));
  } catch (cause) {
    // Its owner has just let it go.
    if (cause instanceof HostFault && cause.code === 'ENOENT') return '';
    throw cause;
  }
}

/** Who holds a lock, in words; `undefined` when whoever made it is gone. A file cut short is of a run killed while it made it. */
function heldBy(host: Host, text: string): string | undefined {
  if (!/^\d+\n.*\n.*\n(?:.+\n)?$/.test(text)) return undefined;
  const [number = '', machine = '', birth = ''] = text.split('\n');
  const owner = { machine, process: Number(number), birth };
  if (isGone(host, owner)) return undefined;
  const where = machine === host.process.machine ? '' : `machine ${machine}, `;
  return `${where}process ${owner.process}`;
}

/**
 * Of several that find the same dead lock one may break it, or the second would take away what the first has made since: whoever
 * makes the second file looks once more whether the lock is still the dead one.
 */
function breakLock(host: Host, file: string, dead: string): void {
  const guard = `${file}.broken`;
  if (host.kind(guard) === 'file' && heldBy(host, read(host, guard)) === undefined) host.remove(guard);
  host.create(guard, new TextEncoder().encode(linesOf(ownerNow(host))));
  try {
    if (read(host, file) === dead) host.remove(file);
  } finally {
    host.remove(guard);
  }
}
