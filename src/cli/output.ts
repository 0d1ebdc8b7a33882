/** Puts a result where the user wants it: into a file, whole or not at all, or on standard output. */
import type { Host } from '../host.ts';
import { UsageFault } from '../model/fault.ts';
import type { Terminal } from './terminal.ts';

export function output(
  host: Host,
  terminal: Terminal,
  file: string | undefined,
  bytes: Uint8Array,
  isText: boolean,
): void {
  if (file === undefined || file === '-') {
    if (terminal.outIsScreen && !isText) throw new UsageFault('A PDF is no text for a screen: say which file with -o.');
    terminal.out(bytes);
    return;
  }
  if (host.kind(file) === 'folder') throw new UsageFault(`${file} is a folder; name a file with -o.`);
  const unfinished = `${file}.${host.process.id}.part`;
  try {
    host.create(unfinished, bytes);
    host.rename(unfinished, file);
  } finally {
    host.remove(unfinished);
  }
}
