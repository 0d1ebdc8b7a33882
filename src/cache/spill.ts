/**
 * Rows that wait to be written, in a file of this run instead of in memory: there are many, and few are looked at before the end. Where the
 * disk refuses, they stay in memory.
 */
import { type Host, HostFault, type Scratch } from '../host.ts';

/** A row as it is, or the number under which it was put away. */
export type Row = Uint8Array | number;

export interface Spill {
  readonly put: (bytes: Uint8Array) => Row;
  readonly read: (row: Row) => Uint8Array;
  readonly close: () => void;
}

/** Bytes that are written together. What is no more than that needs no file. */
const ROOM = 256 * 1024;

export function openSpill(host: Host, file: string, size = ROOM): Spill {
  /** Where each row begins, and where the next one will. */
  const starts = [0];
  let end = 0;
  /** What stands behind the first `written` bytes. */
  const room = Buffer.allocUnsafeSlow(size);
  let written = 0;
  let scratch: Scratch | undefined;
  let refused = false;
  let last: { readonly row?: Row; readonly bytes: Uint8Array } = { bytes: room };

  /** Whether the room is empty afterwards. */
  function write(): boolean {
    try {
      scratch ??= host.scratch(file);
      scratch.append(room.subarray(0, end - written));
      written = end;
    } catch (cause) {
      if (!(cause instanceof HostFault)) throw cause;
      refused = true;
    }
    return !refused;
  }

  function bytesOf(row: number): Uint8Array {
    const [from = 0, to = 0] = starts.slice(row, row + 2);
    // A copy: what comes next is written over it.
    if (from >= written) return Buffer.from(room.subarray(from - written, to - written));
    if (!scratch) throw new Error('nothing was written');
    return scratch.read(from, to);
  }

  return {
    put(bytes) {
      if (refused || bytes.length > size) return bytes;
      if (end - written + bytes.length > size && !write()) return bytes;
      room.set(bytes, end - written);
      end += bytes.length;
      starts.push(end);
      return starts.length - 2;
    },
    read(row) {
      if (typeof row !== 'number') return row;
      // Whoever reads one goes through it part by part.
      if (row !== last.row) last = { row, bytes: bytesOf(row) };
      return last.bytes;
    },
    close: () => scratch?.close(),
  };
}
