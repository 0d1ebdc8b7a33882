/** A file or folder that may not be read while something is done. */
import { chmodSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The user of a machine who owns nothing. */
const NOBODY = 65534;

/**
 * Has `act` done while a place below the folder for temporary files may not be read. The superuser may read everything, so where
 * that is who runs the tests, it is done by another user, who may read whatever leads there.
 */
export async function withoutRights(place: string, act: () => void | Promise<void>): Promise<void> {
  const [own, rights] = [process.geteuid?.(), statSync(place).mode];
  for (let folder = path.dirname(place); folder.startsWith(`${tmpdir()}/`); folder = path.dirname(folder))
    chmodSync(folder, 0o755);
  chmodSync(place, 0);
  if (own === 0) process.seteuid?.(NOBODY);
  try {
    await act();
  } finally {
    if (own === 0) process.seteuid?.(own);
    chmodSync(place, rights);
  }
}
