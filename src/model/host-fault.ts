/** Faults of the machine: what was being done to which file, and why it failed, in one sentence for a person. */

/** A fault of the disk, of rights or of the machine. */
export class HostFault extends Error {
  readonly code: string;
  constructor(code: string, message: string, cause: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

const FAULTS: Readonly<Record<string, string>> = {
  EACCES: 'permission was refused',
  EPERM: 'permission was refused',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EIO: 'the disk reported an error',
  EMFILE: 'too many files are open',
  ENOENT: 'it does not exist',
  ENOTDIR: 'a part of the path is no folder',
  EISDIR: 'it is a folder',
  ELOOP: 'it is a link, and links are not followed',
  EEXIST: 'it exists already',
  ENOTEMPTY: 'the folder is not empty',
};

/** What the system threw, as a fault; one that is told already stays as it is. */
export function faultOf(doing: string, file: string, cause: unknown): HostFault {
  if (cause instanceof HostFault) return cause;
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'UNKNOWN';
  return new HostFault(code, `Cannot ${doing} ${file}: ${FAULTS[code] ?? code}.`, cause);
}
