/** What the functions that turn the parser's tree into ours share while they read one file. */
import type { Place, Position } from '../model/document.ts';
import { type Finding, finding, type Rule } from '../model/finding.ts';
import type { Fence } from './fences.ts';
import type { Ruling } from './markings.ts';

export interface Reading {
  readonly file: string;
  /** The body as parsed: offsets of the tree count in it. */
  readonly source: string;
  /** Line and column of an index into `source`. */
  readonly placeAt: (index: number) => Place;
  /** Whether the scan of fences found a mistake: what the parser makes of them then says nothing more. */
  readonly broken: boolean;
  /** Fences by the line they open on. */
  readonly fences: ReadonlyMap<number, Fence>;
  /** Link definitions by their folded identifier. */
  readonly definitions: ReadonlyMap<string, { readonly url: string; readonly title?: string | null | undefined }>;
  /** Identifiers of the definitions that something refers to. */
  readonly referred: Set<string>;
  readonly findings: Finding[];
  /** Offsets at which a `:withheld[` became a directive. */
  readonly withheldAt: Set<number>;
  /** What markings are judged by. */
  readonly ruling: Ruling;
  /** Whether relative links lead into a corpus. */
  readonly inCorpus: boolean;
}

/** Where a block or inline stands, as far as that decides what may stand in it. */
export interface Surround {
  /** Why nothing can be withheld here; `undefined` where it can. */
  readonly noWithholding?: string | undefined;
  /** Whether it stands in a withheld passage. */
  readonly hidden?: boolean | undefined;
}

/** Line and column of indexes into a text that is asked about often. */
export function placer(text: string): (index: number) => Place {
  const starts = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return (index) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= index) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: index - (starts[low] ?? 0) + 1 };
  };
}

interface Positioned {
  readonly position?: Position | undefined;
}

/** A node of the parser's tree. Offsets count in the body as parsed, in UTF-16 code units. */
interface Parsed {
  readonly position?: { readonly start: Offset; readonly end: Offset } | undefined;
}

type Offset = Place & { readonly offset?: number | undefined };

const plainPlace = ({ line, column }: Place): Place => ({ line, column });

/** Of where a node stands no more than trees keep: they are packed and held in great numbers. */
export const positionOf = ({ position }: Parsed): Position | undefined =>
  position && { start: plainPlace(position.start) };

export const endOf = ({ position }: Parsed): Place | undefined => position && plainPlace(position.end);

export function placeOf(node: Positioned): Place | undefined {
  return node.position && plainPlace(node.position.start);
}

/** A finding at the first place in the source of `node` that holds these very words, else at its beginning. */
export function reportWords(reading: Reading, rule: Rule, node: Parsed, words: string, message: string): void {
  const start = node.position?.start.offset ?? 0;
  const index = reading.source.slice(start, node.position?.end.offset).indexOf(words);
  const place = index === -1 ? placeOf(node) : reading.placeAt(start + index);
  reading.findings.push(finding(rule, reading.file, place, message));
}

export function report(reading: Reading, rule: Rule, node: Positioned, message: string): void {
  reading.findings.push(finding(rule, reading.file, placeOf(node), message));
}
