/**
 * Folders come in; whenever what they hold changes, the names of the files that changed go out, once things have been quiet for
 * a moment. The moment grows with the number of files, so that thousands saved at once are one change.
 */
import { watch as watchFolders } from 'chokidar';

/** Milliseconds of quiet that end a change, for one file and at most. */
const QUIET = 15;
const LONGEST_QUIET = 400;

export interface Watch {
  readonly close: () => Promise<void>;
}

/** `changed` hears absolute paths; `failed` that the system cannot watch. Resolves when every folder is watched. */
export async function watch(
  folders: readonly string[],
  changed: (files: ReadonlySet<string>) => void,
  failed: (reason: string) => void,
): Promise<Watch> {
  let files = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  function tell(): void {
    const all = files;
    files = new Set();
    changed(all);
  }
  function note(_: string, file: string): void {
    files.add(file);
    clearTimeout(timer);
    timer = setTimeout(tell, Math.min(QUIET + files.size, LONGEST_QUIET));
  }
  const watcher = watchFolders([...folders], {
    ignoreInitial: true,
    followSymlinks: false,
    ignorePermissionErrors: true,
  });
  watcher.on('all', note);
  watcher.on('error', (cause) => failed(cause instanceof Error ? cause.message : String(cause)));
  await new Promise<void>((resolve) => void watcher.once('ready', resolve));
  return {
    async close() {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}
