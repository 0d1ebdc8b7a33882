/** Shows readers the sealed release before the current one. The release that is gone back from stays where it is, and so does the ledger. */
import { type Host, HostFault } from '../host.ts';
import { UsageFault } from '../model/fault.ts';
import { openPlace } from './open-place.ts';
import { sealedManifest } from './place.ts';
import { shows } from './seal.ts';
import { releaseBefore, swap } from './swap.ts';

export interface RolledBack {
  /** The number of the release that is shown again. */
  readonly release: number;
  readonly told: readonly string[];
}

/** `out` is an absolute path. A release that is no longer whole is not gone back to. */
export function rollBack(host: Host, out: string): RolledBack {
  if (host.kind(out) !== 'link') throw new UsageFault(`No release stands at "${out}".`);
  const place = openPlace(host, out);
  try {
    const before = releaseBefore(place);
    if (!before) throw new UsageFault('There is no release before this one to go back to.');
    const { folder, release } = before;
    const sealed = sealedManifest(host, folder);
    if (!sealed || !shows(host, folder, sealed.manifest.files))
      throw new HostFault('EDAMAGED', `Release ${release} in ${folder} is not whole, so it is not shown.`, undefined);
    swap(place, folder);
    return { release, told: place.told };
  } finally {
    place.close();
  }
}
