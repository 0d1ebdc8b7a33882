/**
 * The number that Word prints before each paragraph. Word stores no numbers but how to count, in numbering.xml; whoever drops that
 * lets lists begin anew at 1 and loses "4.2". Counted here as ECMA-376 part 1, 17.9 says, for the kinds of number that are in use.
 */
import { type Tag, tokensOf } from './tags.ts';

interface Level {
  readonly format: string;
  readonly text: string;
  readonly start: number;
}
interface Numbering {
  /** The list that a number definition counts in, by its id. */
  readonly lists: ReadonlyMap<string, { readonly list: string; readonly starts: ReadonlyMap<number, number> }>;
  readonly levels: ReadonlyMap<string, ReadonlyMap<number, Level>>;
}

export interface PrintedNumber {
  readonly level: number;
  /** Absent for bullets. */
  readonly label?: string | undefined;
}

function readNumbering(xml: string): Numbering {
  const lists = new Map<string, { list: string; starts: Map<number, number> }>();
  const levels = new Map<string, Map<number, Level>>();
  let [abstract, number, level, overridden] = ['', '', 0, 0];
  const change = (part: Partial<Level>) => {
    const own = levels.get(abstract) ?? new Map<number, Level>();
    own.set(level, { format: 'decimal', text: '%1.', start: 1, ...own.get(level), ...part });
    levels.set(abstract, own);
  };
  const READ: Readonly<Record<string, (value: string, tag: Tag) => void>> = {
    abstractNum: (_, tag) => void ([abstract, number] = [tag.attribute('abstractNumId') ?? '', '']),
    lvl: (_, tag) => void (level = Number(tag.attribute('ilvl') ?? 0)),
    start: (value) => number === '' && change({ start: Number(value) || 0 }),
    numFmt: (value) => number === '' && change({ format: value }),
    lvlText: (value) => number === '' && change({ text: value }),
    num: (_, tag) => {
      number = tag.attribute('numId') ?? '';
      lists.set(number, { list: '', starts: new Map() });
    },
    abstractNumId: (value) => number !== '' && lists.set(number, { list: value, starts: new Map() }),
    lvlOverride: (_, tag) => void (overridden = Number(tag.attribute('ilvl') ?? 0)),
    startOverride: (value) => lists.get(number)?.starts.set(overridden, Number(value) || 0),
  };
  for (const token of tokensOf(xml))
    if (token.name !== undefined && token.kind !== 'close') READ[token.name]?.(token.attribute('val') ?? '', token);
  return { lists, levels };
}

function roman(number: number): string {
  const signs = [
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ] as const;
  let [rest, text] = [number, ''];
  for (const [value, sign] of signs) for (; rest >= value; rest -= value) text += sign;
  return text;
}

/** a to z, then aa, bb: Word repeats the letter. */
const letter = (number: number) =>
  String.fromCharCode(97 + ((number - 1) % 26)).repeat(Math.min(1 + Math.floor((number - 1) / 26), 10));

const FORMATS: Readonly<Record<string, (number: number) => string>> = {
  decimal: String,
  decimalZero: (number) => String(number).padStart(2, '0'),
  lowerLetter: letter,
  upperLetter: (number) => letter(number).toUpperCase(),
  lowerRoman: roman,
  upperRoman: (number) => roman(number).toUpperCase(),
};

/** Counts through a document: give it the paragraphs that are numbered, in order. */
export function counter(numberingXml: string): (id: string, level: number) => PrintedNumber {
  const { lists, levels } = readNumbering(numberingXml);
  const counts = new Map<string, number[]>();
  const begun = new Set<string>();
  return (id, level) => {
    const { list, starts } = lists.get(id) ?? { list: id, starts: new Map<number, number>() };
    const own = levels.get(list);
    const startOf = (at: number) => starts.get(at) ?? own?.get(at)?.start ?? 1;
    const count = [...(counts.get(list) ?? [])];
    const restarts = starts.has(level) && !begun.has(`${id}/${level}`);
    begun.add(`${id}/${level}`);
    for (let above = 0; above < level; above++) count[above] ??= startOf(above);
    count[level] = restarts || count[level] === undefined ? startOf(level) : count[level] + 1;
    counts.set(list, count.slice(0, level + 1));
    const { format, text } = own?.get(level) ?? { format: 'bullet', text: '' };
    if (format === 'bullet' || format === 'none') return { level };
    const label = text.replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      return (FORMATS[own?.get(at)?.format ?? 'decimal'] ?? String)(count[at] ?? startOf(at));
    });
    return { level, label: label.trim() || undefined };
  };
}
