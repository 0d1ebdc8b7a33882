/**
 * The outside world: files and environment. Nothing else in the program touches them. Everything is synchronous: a build reads and writes
 * many small files, and a plain order of calls is what the law of all or nothing is argued from. Only what is stored long before anybody
 * sees it finds its way to the disk beside the work. Faults of the machine leave as `HostFault`, whose message is one sentence for a person.
 */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { availableParallelism, hostname } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { threadId } from 'node:worker_threads';
import type { FileEntry, FileKind, FolderEntry } from './model/file-entry.ts';
import { faultOf, HostFault } from './model/host-fault.ts';
import type { Host, Scratch } from './model/host.ts';

export { below, type FileEntry, type FileKind, type FolderEntry } from './model/file-entry.ts';
export { HostFault } from './model/host-fault.ts';
export type { Host, Scratch } from './model/host.ts';

/** Whether a place is neither a folder nor anywhere in it. Both are absolute paths. */
export const isOutside = (folder: string, place: string) => /^\.\.(?:$|[/\\])/.test(path.relative(folder, place));

function guarded<Result>(doing: string, file: string, act: () => Result): Result {
  try {
    return act();
  } catch (cause) {
    throw faultOf(doing, file, cause);
  }
}

function kindOf(stats: fs.Stats): FileKind {
  if (stats.isSymbolicLink()) return 'link';
  if (stats.isFile()) return 'file';
  return stats.isDirectory() ? 'folder' : 'other';
}

const identityOf = ({ dev, ino }: fs.Stats) => `${dev}:${ino}`;

const stampOf = (stats: fs.Stats) => `${identityOf(stats)}:${stats.size}:${stats.mtimeMs}:${stats.ctimeMs}`;

const byCodePoint = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const entryOf = (name: string, stats: fs.Stats): FolderEntry => ({
  name,
  kind: kindOf(stats),
  size: stats.size,
  identity: identityOf(stats),
  stamp: stampOf(stats),
  changed: Math.max(stats.mtimeMs, stats.ctimeMs),
  written: stats.mtimeMs,
});

function list(folder: string): readonly FolderEntry[] {
  return guarded('read the folder', folder, () =>
    fs
      .readdirSync(folder)
      .sort(byCodePoint)
      .map((name) => entryOf(name, fs.lstatSync(`${folder}/${name}`))),
  );
}

function look(file: string): FolderEntry | undefined {
  return guarded('look at', file, () => {
    const stats = fs.lstatSync(file, { throwIfNoEntry: false });
    return stats && entryOf(path.basename(file), stats);
  });
}

function read(file: string, identity?: string): Uint8Array {
  return guarded('read', file, () => {
    // O_NONBLOCK: opening a pipe must not wait for a writer.
    const handle = fs.openSync(file, fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW | fs.constants.O_NONBLOCK);
    try {
      const stats = fs.fstatSync(handle);
      if (!stats.isFile()) throw new HostFault('EINVAL', `Cannot read ${file}: it is no ordinary file.`, undefined);
      if (identity !== undefined && identityOf(stats) !== identity) {
        throw new HostFault('ESTALE', `Cannot read ${file}: it was replaced while it was being read.`, undefined);
      }
      const bytes = fs.readFileSync(handle);
      const after = fs.fstatSync(handle);
      if (after.size !== bytes.length || after.mtimeMs !== stats.mtimeMs)
        throw new HostFault('ESTALE', `Cannot read ${file}: it was changed while it was being read.`, undefined);
      return bytes;
    } finally {
      fs.closeSync(handle);
    }
  });
}

/** A new file with its bytes, still open. */
function opened(file: string, bytes: Uint8Array, secret?: 'secret'): number {
  fs.mkdirSync(path.dirname(file), { recursive: true, ...(secret && { mode: 0o700 }) });
  const handle = fs.openSync(file, 'wx', secret ? 0o600 : 0o644);
  try {
    fs.writeFileSync(handle, bytes);
    return handle;
  } catch (cause) {
    fs.closeSync(handle);
    // A part of the file would be taken for the file, or stand in its way.
    fs.rmSync(file, { force: true });
    throw cause;
  }
}

function create(file: string, bytes: Uint8Array, secret?: 'secret'): void {
  guarded('write', file, () => {
    const handle = opened(file, bytes, secret);
    try {
      fs.fsyncSync(handle);
    } catch (cause) {
      fs.rmSync(file, { force: true });
      throw cause;
    } finally {
      fs.closeSync(handle);
    }
  });
}

/** Files that are open on their way to the disk; for further ones the disk is waited for. */
const MOST_UNDERWAY = 64;
let underway = 0;
const sync = promisify(fs.fsync);

async function synced(file: string, handle: number): Promise<void> {
  try {
    await sync(handle);
  } catch (cause) {
    throw faultOf('write', file, cause);
  } finally {
    underway--;
    fs.closeSync(handle);
  }
}

function createSoon(file: string, bytes: Uint8Array): Promise<void> {
  if (underway >= MOST_UNDERWAY) return Promise.resolve(create(file, bytes));
  const handle = guarded('write', file, () => opened(file, bytes));
  underway++;
  return synced(file, handle);
}

function write(file: string, bytes: Uint8Array): void {
  guarded('write', file, () => {
    const half = `${file}.${process.pid}.half`;
    try {
      fs.writeFileSync(half, bytes, { mode: 0o600 });
      fs.renameSync(half, file);
    } catch (cause) {
      fs.rmSync(half, { force: true });
      throw cause;
    }
  });
}

/** A new file that has no name any more: it is gone with this run, however that ends. */
function nameless(file: string): number {
  fs.rmSync(file, { force: true }); // of a run that was killed and had the same number
  const handle = fs.openSync(file, 'wx+', 0o600);
  try {
    fs.rmSync(file);
    return handle;
  } catch (cause) {
    fs.closeSync(handle);
    throw cause;
  }
}

function scratch(file: string): Scratch {
  const handle = guarded('write', file, () => nameless(file));
  let length = 0;
  return {
    append(bytes) {
      guarded('write', file, () => {
        let done = 0;
        while (done < bytes.length) done += fs.writeSync(handle, bytes, done, bytes.length - done, length + done);
        length += done;
      });
    },
    read: (from, to) =>
      guarded('read', file, () => {
        const bytes = Buffer.allocUnsafeSlow(to - from);
        if (fs.readSync(handle, bytes, 0, bytes.length, from) < bytes.length)
          throw new HostFault('ESTALE', `Cannot read ${file}: it was changed while it was in use.`, undefined);
        return bytes;
      }),
    close: () => fs.closeSync(handle),
  };
}

function makePrivateFolder(folder: string): void {
  guarded('make the folder', folder, () => {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    const stats = fs.lstatSync(folder);
    if (!stats.isDirectory()) throw new HostFault('ENOTDIR', `Cannot use ${folder}: it is no folder.`, undefined);
    if ((stats.mode & 0o777) !== 0o700) fs.chmodSync(folder, 0o700);
  });
}

function syncFolder(folder: string): void {
  guarded('write', folder, () => {
    const handle = fs.openSync(folder, 'r');
    try {
      fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
  });
}

function alive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}

/** Linux tells the boot of the machine, and when in it a process began (proc_pid_stat(5), field 22; its name may hold spaces). */
function birth(id: number): string | undefined {
  try {
    const boot = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = fs.readFileSync(`/proc/${id}/stat`, 'utf8');
    const began = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return began === undefined ? undefined : `${boot} ${began}`;
  } catch {
    return undefined;
  }
}

/** SIGINT is 2 and SIGTERM 15: a program that they end gives 128 more to its shell. */
const INTERRUPTS = { SIGINT: 130, SIGTERM: 143 } as const;

function onInterrupt(act: () => void): () => void {
  const listeners = Object.entries(INTERRUPTS).map(([signal, exit]) => {
    const listener = () => {
      act();
      process.exit(exit);
    };
    process.once(signal, listener);
    return [signal, listener] as const;
  });
  return () => {
    for (const [signal, listener] of listeners) process.removeListener(signal, listener);
  };
}

/** A file by its path from a folder, or else from the nearest one above that has it. */
function nearest(folder: string, name: string): string | undefined {
  const [file, above] = [path.join(folder, name), path.dirname(folder)];
  return look(file) ? file : above === folder ? undefined : nearest(above, name);
}

const OWN = path.dirname(fileURLToPath(import.meta.url));
/** The program's own folder, however deep in it a bundler puts this code; and in it `lib`, or `src` where the sources run, as in tests. */
const PACKAGE = path.dirname(nearest(OWN, 'package.json') ?? OWN);
const CODE = path.join(PACKAGE, path.relative(PACKAGE, OWN).split(path.sep)[0] ?? '');

/** A module of the compiled program, for a thread to run: where the sources run, too. */
export const compiledModule = (name: 'works/worker' | 'import/worker'): URL =>
  pathToFileURL(path.join(PACKAGE, 'lib', `${name}.js`));

/** A file, or all those below a folder. */
function filesAt(place: string, entry = look(place)): readonly FileEntry[] {
  if (entry?.kind === 'folder') return list(place).flatMap((one) => filesAt(path.join(place, one.name), one));
  return entry ? [{ ...entry, file: place }] : [];
}

function programFiles(): readonly FileEntry[] {
  const data = ['templates', 'content/schemes', 'package.json'].map((name) => path.join(PACKAGE, name));
  // npm writes beside the packages what it installed; the nearest such list above the program is of its own packages.
  const installed = nearest(PACKAGE, 'node_modules/.package-lock.json') ?? [];
  return [CODE, ...data].concat(installed).flatMap((place) => filesAt(place));
}

/** The machine that the program runs on. */
export const machine: Host = {
  list,
  kind: (file) => look(file)?.kind,
  look,
  read,
  isOpenToOthers: (file) => guarded('look at', file, () => (fs.statSync(file).mode & 0o077) !== 0),
  create,
  createSoon,
  write,
  scratch,
  syncFolder,
  makeFolder: (folder) => void guarded('make the folder', folder, () => fs.mkdirSync(folder, { recursive: true })),
  makePrivateFolder,
  rename: (from, to) => guarded('replace', to, () => fs.renameSync(from, to)),
  link: (file, name) => guarded('write', name, () => fs.linkSync(file, name)),
  makeLink: (target, file) => guarded('write', file, () => fs.symlinkSync(target, file)),
  readLink: (file) => guarded('read', file, () => fs.readlinkSync(file)),
  remove: (file) => guarded('remove', file, () => fs.rmSync(file, { recursive: true, force: true })),
  programFiles,
  random: (length) => new Uint8Array(randomBytes(length)),
  programFolder: (folder) => list(path.join(PACKAGE, folder)).map(({ name }) => name),
  dependency: (specifier) => read(fileURLToPath(import.meta.resolve(specifier))),
  environment: (name) => process.env[name],
  program: (file) => read(path.join(PACKAGE, file)),
  process: {
    id: process.pid,
    thread: threadId,
    cores: availableParallelism(),
    clock: () => performance.now(),
    machine: hostname(),
    birth,
    alive,
    onInterrupt,
    breathe: () => new Promise((resolve) => void setImmediate(resolve)),
  },
};

/** Whole or not at all. Until then the bytes stand in a file whose name a content folder does not look at. */
export function replaceFile(host: Host, file: string, bytes: Uint8Array): void {
  const unfinished = path.join(path.dirname(file), `.${path.basename(file)}.${host.process.id}.part`);
  try {
    host.remove(unfinished); // of a run that was killed and had the same number, as runs in containers have
    host.create(unfinished, bytes);
    host.rename(unfinished, file);
  } finally {
    host.remove(unfinished);
  }
}
