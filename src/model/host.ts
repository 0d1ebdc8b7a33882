/** What the program asks of the outside world: files and environment. The machine answers it, and tests in its place. */
import type { FileEntry, FileKind, FolderEntry } from './file-entry.ts';

/** A file that has no name, and is longer each time. */
export interface Scratch {
  readonly append: (bytes: Uint8Array) => void;
  /** What was put there, from one byte to before another. */
  readonly read: (from: number, to: number) => Uint8Array;
  readonly close: () => void;
}

export interface Host {
  /** Entries in code-point order; links are named, never followed. */
  readonly list: (folder: string) => readonly FolderEntry[];
  readonly kind: (file: string) => FileKind | undefined;
  /** The entry of a file or folder itself, if there is one. */
  readonly look: (file: string) => FolderEntry | undefined;
  /** The bytes of a regular file; refuses links, and a file that is no longer the one with `identity`. */
  readonly read: (file: string, identity?: string) => Uint8Array;
  /** Whether others than the owner of a file may read or change it. */
  readonly isOpenToOthers: (file: string) => boolean;
  /** Writes a new file through to the disk and makes its folders. A file of that name must not exist. `secret`: for its owner only. */
  readonly create: (file: string, bytes: Uint8Array, secret?: 'secret') => void;
  /**
   * The same for everybody to read, without waiting for the disk: the file has its bytes at once, for this program and others, and is
   * written through when the promise is kept.
   */
  readonly createSoon: (file: string, bytes: Uint8Array) => Promise<void>;
  /** Puts a file in the place of what stands there, whole or not at all. Not written through; its owner alone can read it. */
  readonly write: (file: string, bytes: Uint8Array) => void;
  /** Makes a file for what this run alone wants to read again: its owner's, and gone with the run, however that ends. */
  readonly scratch: (file: string) => Scratch;
  /** Makes the entries of a folder durable. */
  readonly syncFolder: (folder: string) => void;
  readonly makeFolder: (folder: string) => void;
  /** A folder that nobody but its owner looks into; one that stands there becomes such a folder. */
  readonly makePrivateFolder: (folder: string) => void;
  /** Atomic; replaces a file or a link, never a folder. */
  readonly rename: (from: string, to: string) => void;
  /** A second name for a file. Not every file system can have one. */
  readonly link: (file: string, name: string) => void;
  readonly makeLink: (target: string, file: string) => void;
  readonly readLink: (file: string) => string;
  readonly remove: (file: string) => void;
  readonly environment: (name: string) => string | undefined;
  /** A file that belongs to the program, by its path from the package's folder. */
  readonly program: (file: string) => Uint8Array;
  /** The names of the files in a folder of the program. */
  readonly programFolder: (folder: string) => readonly string[];
  /** The files that decide what the program does: its code, its data, and the list of the packages that it was installed with. */
  readonly programFiles: () => readonly FileEntry[];
  /** A file of an installed package, as an import would name it. */
  readonly dependency: (specifier: string) => Uint8Array;
  /** Bytes that nobody can foresee. */
  readonly random: (length: number) => Uint8Array;
  readonly process: {
    readonly id: number;
    /** Tells the threads of a process apart; and how many can run at once. */
    readonly thread: number;
    readonly cores: number;
    /** Milliseconds since some moment: for how long something takes, which is told to people and stands in no output. */
    readonly clock: () => number;
    readonly alive: (id: number) => boolean;
    /** The name of the machine. */
    readonly machine: string;
    /** Tells a living process from all that ever had its number, on this machine; `undefined` where the system does not tell. */
    readonly birth: (id: number) => string | undefined;
    /** Has `act` done when the user interrupts the program; gives back what takes that back. */
    readonly onInterrupt: (act: () => void) => () => void;
    /** Lets an interruption in; between two calls none is noticed. */
    readonly breathe: () => Promise<void>;
  };
}
