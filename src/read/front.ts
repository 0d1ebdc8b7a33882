/** Where each field of the front matter stands in its file, by lines that count from 1: for those who change a field and leave the rest. */
import { isMapping, splitMatter } from './matter.ts';
import type { YamlValue } from './yaml.ts';

export interface FrontBlock {
  readonly name: string;
  /** From the line of its name to the last of its value. */
  readonly first: number;
  readonly last: number;
  readonly value: YamlValue;
}

export interface Front {
  readonly blocks: readonly FrontBlock[];
  /** The line of the closing fence. */
  readonly close: number;
}

/** `undefined` when the front matter cannot be read, or fields share a line, as in braces. */
export function frontBlocks(file: string, text: string): Front | undefined {
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const { front } = splitMatter(file, plain);
  if (!front || front.findings.length > 0 || !isMapping(front.value)) return undefined;
  const lines = plain.split('\n');
  const close = lines.indexOf('---', 1) + 1;
  const begun = Object.entries(front.value)
    .map(([name, value]) => ({ name, value, first: front.placeOfKey([name]).line }))
    .toSorted((a, b) => a.first - b.first);
  const blocks = begun.map(({ first, ...field }, index): FrontBlock => {
    let last = (begun[index + 1]?.first ?? close) - 1;
    while (last > first && /^(?:#.*|\s*)$/.test(lines[last - 1] ?? '')) last--;
    return { ...field, first, last };
  });
  const apart = blocks.every(
    ({ first, last, name }) => last >= first && lines[first - 1]?.trimStart().startsWith(name),
  );
  return apart ? { blocks, close } : undefined;
}
