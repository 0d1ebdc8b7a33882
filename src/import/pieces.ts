/**
 * What every kind of source is reduced to before anything is recognised in it: pieces in reading order, each with its words and its
 * place in the source. Plain data, because it comes out of a worker.
 */

/** Words of one look. A line break is a run whose text is "\n"; `note` makes it the mark of a footnote, which has no words. */
export interface Run {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly strike?: boolean;
  readonly href?: string;
  readonly note?: string;
}

/** Where in the source, as its reader would look it up: lines of text, lines of a page, paragraphs of a Word document. */
export interface SourcePlace {
  readonly unit: 'line' | 'paragraph';
  readonly number: number;
  readonly page?: number | undefined;
}

export interface Cell {
  readonly runs: readonly Run[];
  readonly columns?: number;
  readonly rows?: number;
}

interface Placed {
  readonly place: SourcePlace;
}

export interface ParagraphPiece extends Placed {
  readonly kind: 'paragraph';
  readonly runs: readonly Run[];
}
export interface HeadingPiece extends Placed {
  readonly kind: 'heading';
  readonly depth: number;
  readonly runs: readonly Run[];
}
/** One item of a list. `label` is the number as it is printed, absent for bullets; `lost` says that the bullet itself is missing. */
export interface ItemPiece extends Placed {
  readonly kind: 'item';
  readonly level: number;
  readonly label?: string | undefined;
  readonly lost?: boolean;
  readonly runs: readonly Run[];
}
export interface TablePiece extends Placed {
  readonly kind: 'table';
  readonly rows: readonly (readonly Cell[])[];
}

export type Piece = ParagraphPiece | HeadingPiece | ItemPiece | TablePiece;

export interface Doubt {
  readonly place?: SourcePlace | undefined;
  readonly text: string;
}

/** Words of the page and not of the text: running heads and feet. */
export interface Furniture {
  readonly text: string;
  readonly place?: SourcePlace | undefined;
}

export interface Extracted {
  readonly pieces: readonly Piece[];
  readonly footnotes: readonly { readonly id: string; readonly runs: readonly Run[] }[];
  readonly furniture: readonly Furniture[];
  readonly interventions: readonly string[];
  readonly doubts: readonly Doubt[];
}

/** Why a source cannot be imported; `rule` is one of the catalogue of findings. */
export interface Refusal {
  readonly rule: ImportRule;
  readonly message: string;
  readonly place?: SourcePlace | undefined;
}

export type ImportRule =
  | 'import-format'
  | 'import-corrupt'
  | 'import-encrypted'
  | 'import-limit'
  | 'import-tracked'
  | 'import-comment'
  | 'import-hidden'
  | 'import-scanned'
  | 'import-columns';

export type Extraction = Extracted | { readonly refusals: readonly Refusal[] };

/** Ends an extraction; its refusals are the author's to mend. */
export class Refused extends Error {
  readonly refusals: readonly Refusal[];
  constructor(...refusals: readonly Refusal[]) {
    super(refusals.map(({ message }) => message).join(' '));
    this.refusals = refusals;
  }
}

export const wordsOfRuns = (runs: readonly Run[]): string =>
  runs
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();

/** The words of a piece, its printed number included. */
export function wordsOf(piece: Piece): string {
  if (piece.kind === 'table')
    return piece.rows.map((row) => row.map(({ runs }) => wordsOfRuns(runs)).join(' ')).join(' ');
  const words = wordsOfRuns(piece.runs);
  return piece.kind === 'item' && piece.label ? `${piece.label} ${words}` : words;
}

export function placeWords({ unit, number, page }: SourcePlace): string {
  return page === undefined ? `${unit} ${number}` : `page ${page}, ${unit} ${number}`;
}

/** Runs without white space at either end, neighbours of one look joined. */
export function tidyRuns(runs: readonly Run[]): readonly Run[] {
  const look = ({ bold, italic, strike, href, note }: Run) => [bold, italic, strike, href, note].join();
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (run.text === '' && run.note === undefined) continue;
    const joins = last && run.note === undefined && run.text !== '\n' && last.text !== '\n' && look(last) === look(run);
    if (joins) joined[joined.length - 1] = { ...last, text: last.text + run.text };
    else joined.push(run);
  }
  const first = joined.findIndex(({ text, note }) => text.trim() !== '' || note !== undefined);
  const last = joined.findLastIndex(({ text, note }) => text.trim() !== '' || note !== undefined);
  return joined.slice(first === -1 ? joined.length : first, last + 1).map((run, index, all) => ({
    ...run,
    text: trimmed(run.text, index === 0, index === all.length - 1),
  }));
}

function trimmed(text: string, first: boolean, last: boolean): string {
  if (text === '\n') return text;
  const single = text.replace(/[\t \u00a0\n\r]+/g, ' ');
  const left = first ? single.trimStart() : single;
  return last ? left.trimEnd() : left;
}

/** The runs without their first `count` characters. */
export function withoutStart(runs: readonly Run[], count: number): readonly Run[] {
  let left = count;
  return tidyRuns(
    runs.map((run) => {
      const cut = Math.min(left, run.text.length);
      left -= cut;
      return { ...run, text: run.text.slice(cut) };
    }),
  );
}
