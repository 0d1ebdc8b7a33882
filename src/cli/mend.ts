/**
 * What `press check --fix` writes: mends that findings carry, put into the bytes of their files. Only the characters of a mend change;
 * line ends, a byte order mark and everything else stay. A file whose fences are broken, or that is no longer the one in which the
 * findings were made, is left alone.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Host } from '../host.ts';
import type { Finding, Fix } from '../model/finding.ts';
import { replaceFile } from '../host.ts';

/** A mend that was made. */
export interface Mended {
  readonly finding: Finding;
  readonly fix: Fix;
}

export interface Mending {
  readonly mended: readonly Mended[];
  /** Files that changed since they were read. */
  readonly changed: readonly string[];
}

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A host that remembers what it read, so that nothing is written over what somebody else has written since. */
export function remembering(host: Host): { readonly host: Host; readonly isAsRead: (file: string) => boolean } {
  const digests = new Map<string, string>();
  const read: Host['read'] = (file, identity) => {
    const bytes = host.read(file, identity);
    digests.set(path.resolve(file), digestOf(bytes));
    return bytes;
  };
  return { host: { ...host, read }, isAsRead: (file) => digests.get(path.resolve(file)) === digestOf(host.read(file)) };
}

/** In these nobody knows where a passage begins and ends. */
const isBroken = ({ rule }: Finding) => /^(?:directive|matter|file)-/.test(rule);

/** The text with a mend made, or `undefined` where the words to mend do not stand there, once, as they were read. */
export function withFix(text: string, fix: Fix): string | undefined {
  const { place, words, instead, below } = fix;
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/);
  const whole = lines[place.line - 1];
  if (whole === undefined) return undefined;
  const end = /(?:\r\n|\r|\n)?$/.exec(whole)?.[0] ?? '';
  const line = whole.slice(0, whole.length - end.length);
  const from = place.column - 1 + (place.line === 1 && line.startsWith('\ufeff') ? 1 : 0);
  const index = line.indexOf(words, from);
  const again = words !== '' && line.includes(words, index + words.length);
  if (index === -1 || again) return undefined;
  const mended = `${line.slice(0, index)}${instead}${line.slice(index + words.length)}`;
  const added = below === undefined ? '' : `${end || '\n'}${below}`;
  return lines.with(place.line - 1, `${mended}${added}${end}`).join('');
}

/** Makes the mends of findings, whose files are named from where the user stands. Each file is replaced whole, or not at all. */
export function mendFiles(host: Host, isAsRead: (file: string) => boolean, findings: readonly Finding[]): Mending {
  const mended: Mended[] = [];
  const changed: string[] = [];
  for (const file of new Set(findings.flatMap((one) => (one.fix ? [one.file] : [])))) {
    const found = findings.filter((one) => one.file === file);
    if (found.some(isBroken)) continue;
    if (!isAsRead(file)) {
      changed.push(file);
      continue;
    }
    let text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(host.read(file));
    const before = mended.length;
    // From the end, so that the places of those above stay true.
    for (const finding of found.toReversed()) {
      const { fix } = finding;
      const next = fix && withFix(text, fix);
      if (!fix || next === undefined) continue;
      text = next;
      mended.push({ finding, fix });
    }
    if (mended.length > before) replaceFile(host, file, new TextEncoder().encode(text));
  }
  return { mended: mended.toReversed(), changed };
}
