/** JSON to its keys and strings. */
import type { Channel } from './channel.ts';
import { APART } from './fold.ts';
import { inside } from './text.ts';

/** Strings by the key that they stand under, so that a text cut into pieces, as in lists of operations, reads on from piece to piece. */
function collect(value: unknown, under: string, strings: Map<string, string[]>): void {
  if (typeof value === 'string') {
    const known = strings.get(under);
    if (known) known.push(value);
    else strings.set(under, [value]);
  } else if (Array.isArray(value)) for (const item of value) collect(item, under, strings);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) collect(item, key, strings);
    for (const key of Object.keys(value)) if (!strings.has(key)) strings.set(key, []);
  }
}

export function jsonChannels(source: string, where = 'in a string'): readonly Channel[] {
  const strings = new Map<string, string[]>();
  try {
    collect(JSON.parse(source), '', strings);
  } catch {
    // A program, or damaged: all of it is one string.
    strings.set('', [source]);
  }
  const texts = [[...strings.keys()].join(` ${APART} `), ...Array.from(strings.values(), (held) => held.join('\n'))];
  return [...texts, ...texts.flatMap(inside)].map((text) => ({ where, text, prose: true }));
}
