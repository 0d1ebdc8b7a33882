/**
 * The run that has taken a place for itself, as its lock or claim names it, and whether it is still there. A process number alone does not
 * tell: it may have been given to another process since.
 */
import type { Host } from '../host.ts';

export interface Owner {
  readonly machine: string;
  readonly process: number;
  /** Empty where the system does not tell. */
  readonly birth: string;
}

export function ownerNow({ process: { id, machine, birth } }: Host): Owner {
  return { machine, process: id, birth: birth(id) ?? '' };
}

/** Of another machine nobody can tell: its runs are taken to go on. */
export function isGone(host: Host, { machine, process, birth }: Owner): boolean {
  if (machine !== host.process.machine) return false;
  const now = host.process.birth(process);
  const same = birth === '' || now === undefined || now === birth;
  return !(host.process.alive(process) && same);
}
