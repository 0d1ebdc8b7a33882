/**
 * Streams of a PDF, deflated here and not by pdfkit, which knows one level only. A level in the middle: the highest makes files a
 * twentieth smaller and takes twice the time, which is a good part of the time that a whole document takes.
 */
import { deflateSync } from 'node:zlib';
import type { Objects, Ref } from './objects.ts';

const LEVEL = 4;

export function deflated(data: Uint8Array | string): Uint8Array {
  const bytes = typeof data === 'string' ? Buffer.from(data, 'latin1') : data;
  return deflateSync(bytes, { level: LEVEL });
}

/** Puts content into an object that is still open. A string holds one byte in each character. */
export function fill(ref: Ref, content: Uint8Array | string): void {
  ref.data['Filter'] = 'FlateDecode';
  ref.compress = false;
  ref.write(deflated(content));
}

/** A stream as an object of its own. What has a filter already is taken as it is. */
export function stream(objects: Objects, content: Uint8Array | string, data: Record<string, unknown> = {}): Ref {
  const ref = objects.ref(data);
  if (data['Filter']) ref.write(content);
  else fill(ref, content);
  ref.end();
  return ref;
}
