/**
 * Folders come in, and news of every change to what they hold goes out. The system's own news is quick but not sure: it is lost
 * when a folder is moved away and back, when the system cannot watch any more folders, and never comes from many network drives.
 * So the folders are also compared with what was last read, as often as costs a hundredth of the time, and are watched anew where
 * a change was seen of which no news came.
 */
import { type Watch, watch } from './watch.ts';

/** Milliseconds between two comparisons, at least. */
const OFTEN = 1000;
/** A comparison may cost this share of the time. */
const SHARE = 100;
/** Milliseconds that the system's news may be late. */
const LATE = 500;
/** After so many changes in a row without news of any, the folders are not watched anew. */
const MOST_SILENT = 3;

export interface Follower {
  /** Hears absolute paths of what is known to have changed; there may be more. */
  readonly changed: (files: Iterable<string>) => void;
  /** Whether the folders hold something else than what was read. */
  readonly moved: () => boolean;
  /** Whether the folders could not be read, so that it is to be tried again whatever they hold. */
  readonly failing: () => boolean;
  /** Hears, once, why the system cannot watch. */
  readonly unwatched: (reason: string) => void;
  /** Milliseconds since some moment. */
  readonly clock: () => number;
}

/** Resolves when every folder is followed. */
export async function follow(folders: readonly string[], follower: Follower): Promise<Watch> {
  const { changed, moved, failing, unwatched, clock } = follower;
  let watching: Watch | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let news = 0;
  let silent = 0;

  function hear(files: ReadonlySet<string>): void {
    news++;
    silent = 0;
    changed(files);
  }
  function fail(reason: string): void {
    if (silent < MOST_SILENT) unwatched(reason);
    silent = MOST_SILENT;
  }
  async function watchAnew(): Promise<void> {
    await watching?.close();
    const opened = await watch(folders, hear, fail);
    if (closed) await opened.close();
    else watching = opened;
  }
  const wait = (milliseconds: number) => new Promise((resolve) => (timer = setTimeout(resolve, milliseconds)));

  async function compare(): Promise<number> {
    const started = clock();
    const [different, before] = [moved(), news];
    const took = clock() - started;
    if (!different) {
      if (failing()) changed([]);
      return took;
    }
    await wait(LATE);
    if (!moved()) return took;
    changed([]);
    if (news === before && silent++ < MOST_SILENT) await watchAnew();
    return took;
  }
  async function compareForEver(): Promise<void> {
    for (let took = 0; !closed;) {
      await wait(Math.max(OFTEN, took * SHARE));
      took = await compare();
    }
  }

  await watchAnew();
  changed([]); // whatever was saved between the first reading and the watch
  void compareForEver();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await watching?.close();
    },
  };
}
