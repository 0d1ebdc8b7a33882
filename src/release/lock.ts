/**
 * One build at a time in one place. The lock is a file made only if it is not there; it names its owner's process, so that the
 * lock of a build that was killed can be told from one that is held.
 */
import { type Host, HostFault } from '../host.ts';

/** Takes the lock and gives back what releases it. */
export function lock(host: Host, file: string): () => void {
  const own = new TextEncoder().encode(`${host.process.id}\n`);
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      host.create(file, own);
      return () => host.remove(file);
    } catch (cause) {
      if (!(cause instanceof HostFault) || cause.code !== 'EEXIST') throw cause;
      const owner = Number(new TextDecoder().decode(host.read(file)));
      const held = Number.isSafeInteger(owner) && owner > 0 && host.process.alive(owner);
      if (held)
        throw new HostFault('ELOCKED', `Another build (process ${owner}) is publishing to the same place.`, cause);
      host.remove(file);
    }
  }
  throw new HostFault('ELOCKED', 'Another build is publishing to the same place.', undefined);
}
