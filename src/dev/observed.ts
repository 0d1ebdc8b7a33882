/**
 * A host comes in and goes out again, and notes what each folder holds that is listed through it. Later it is asked whether any of
 * them holds something else by now: the names, sizes, times and identities of what a reading saw, and nothing beside that.
 */
import { type FolderEntry, type Host, HostFault } from '../host.ts';

export interface Observed {
  readonly host: Host;
  /** Forgets what was noted, and looks at the folders that every reading begins with. */
  readonly begin: () => void;
  /** Whether a folder holds something else than when it was noted. */
  readonly moved: () => boolean;
}

/** Of a folder only which one it is: what it holds is noted where it is listed, and hidden ones are not. */
const printOf = (entries: readonly FolderEntry[]) =>
  entries
    .filter(({ name }) => !name.startsWith('.'))
    .map(({ name, kind, identity, stamp }) => `${name} ${kind === 'folder' ? identity : stamp}`)
    .join('\n');

/** `folders` are looked at even where a reading fails before it lists them. */
export function observe(host: Host, folders: readonly string[]): Observed {
  const noted = new Map<string, string>();
  function list(folder: string): readonly FolderEntry[] {
    try {
      const entries = host.list(folder);
      noted.set(folder, printOf(entries));
      return entries;
    } catch (cause) {
      noted.set(folder, cause instanceof HostFault ? cause.code : String(cause));
      throw cause;
    }
  }
  /** What is there now; a folder that cannot be listed is known by the reason. */
  function printNow(folder: string): string {
    try {
      return printOf(host.list(folder));
    } catch (cause) {
      return cause instanceof HostFault ? cause.code : String(cause);
    }
  }
  return {
    host: { ...host, list },
    begin() {
      noted.clear();
      for (const folder of folders) noted.set(folder, printNow(folder));
    },
    moved: () => [...noted].some(([folder, print]) => printNow(folder) !== print),
  };
}
