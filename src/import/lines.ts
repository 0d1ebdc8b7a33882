/**
 * Lines to pieces: wrapped lines are joined to paragraphs, list items keep their printed numbers, lines with tabs or bars are rows of
 * a table. Comes from plain text and from PDFs, which differ in how a line is made and not in what lines mean.
 */
import { type Cell, type Doubt, type ItemPiece, type Piece, type Run, type SourcePlace, tidyRuns } from './pieces.ts';

export interface Line {
  /** Without white space at the left end; a tab parts the cells of a row. */
  readonly text: string;
  readonly indent: number;
  /** Whether there is space above it. */
  readonly gap: boolean;
  /** Whether the line break behind it is meant. */
  readonly ends: boolean;
  readonly depth?: number | undefined;
  readonly bold?: boolean | undefined;
  readonly place: SourcePlace;
}

/** Makes runs of the text of a paragraph; `bold` where all its lines are. */
export type ToRuns = (text: string, bold: boolean) => readonly Run[];

interface Open {
  readonly place: SourcePlace;
  readonly item?: Pick<ItemPiece, 'level' | 'label' | 'lost'>;
  readonly depth?: number | undefined;
  readonly lines: readonly Line[];
  readonly texts: readonly string[];
}

/** The printed mark of a list item, with the space behind it. */
export const ITEM =
  /^(?<bullet>[-•*▪◦‣·–\uf0b7])\s+(?=\S)|^(?<number>\d{1,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?(?=\s+[A-Z"“])|\([a-z0-9]{1,4}\))\s+(?=\S)/;
const TAB_BEHIND_MARKER = /^([-•*▪◦‣·–\uf0b7]|\d{1,3}[.)]|\([a-z0-9]{1,4}\))\t+(?=[^\t]+$)/;
const BAR_ROW = /^\|.*\|$/;
const BAR_RULE = /^\|[\s|:-]+\|$/;
/** A line shorter than this part of the usual length was ended on purpose. */
const SHORT = 0.6;

/** The length that nine lines in ten stay within. */
function usualLength(lines: readonly Line[]): number {
  const lengths = lines.map(({ text }) => text.length).toSorted((a, b) => a - b);
  return lengths[Math.floor(lengths.length * 0.9)] ?? 0;
}

function cellsOf(text: string, toRuns: ToRuns): readonly Cell[] {
  const cells = BAR_ROW.test(text) ? text.slice(1, -1).split(/(?<!\\)\|/) : text.split('\t');
  return cells.map((cell) => ({ runs: toRuns(cell.trim(), false) }));
}

/** Which marker opens an item here. In the middle of a paragraph a number or dash is most often a part of the prose. */
function markerOf({ text, gap }: Line, open: Open | undefined): RegExpExecArray | undefined {
  const match = ITEM.exec(text);
  if (!match) return undefined;
  const free = gap || !open || open.item !== undefined;
  if (free || /^[-•*▪◦‣·\uf0b7]/.test(text)) return match;
  return /^(?:1[.)]|\((?:a|i|1)\))/.test(text) ? match : undefined;
}

export function piecesOf(
  lines: readonly Line[],
  toRuns: ToRuns,
): { readonly pieces: readonly Piece[]; readonly doubts: readonly Doubt[] } {
  const pieces: Piece[] = [];
  const doubts: Doubt[] = [];
  const usual = usualLength(lines);
  let indents: number[] = [];
  let open: Open | undefined;

  function close(): void {
    if (!open) return;
    const { place, item, depth, lines: own } = open;
    const runs = toRuns(
      joined(open),
      own.every(({ bold }) => bold === true),
    );
    if (item) pieces.push({ kind: 'item', ...item, runs, place });
    else if (depth !== undefined) pieces.push({ kind: 'heading', depth, runs, place });
    else pieces.push({ kind: 'paragraph', runs, place });
    open = undefined;
  }

  /** The lines of a piece as one text; a hyphen at the end of a line is kept, and told. */
  function joined({ lines: own, texts }: Open): string {
    return texts.reduce((before, text, index) => {
      const [above, below] = [own[index - 1], own[index]];
      if (index === 0 || !above || !below) return text;
      if (above.ends || above.text.length < usual * SHORT) return `${before}\n${text}`;
      if (/\p{L}-$/u.test(before) && /^\p{Ll}/u.test(text)) {
        doubts.push({
          place: above.place,
          text: 'A word is broken at the end of the line; its hyphen is kept. Take it out if the word has none.',
        });
        return before + text;
      }
      return `${before} ${text}`;
    }, '');
  }

  function row(line: Line): void {
    close();
    if (BAR_RULE.test(line.text)) return;
    const cells = cellsOf(line.text, toRuns);
    const last = pieces.at(-1);
    if (last?.kind === 'table' && !line.gap) pieces[pieces.length - 1] = { ...last, rows: [...last.rows, cells] };
    else pieces.push({ kind: 'table', rows: [cells], place: line.place });
  }

  function levelAt(indent: number): number {
    indents = indents.filter((one) => one < indent);
    return indents.push(indent) - 1;
  }

  for (const raw of lines) {
    const line = { ...raw, text: raw.text.replace(TAB_BEHIND_MARKER, '$1 ').replace(/^\t+(?=[^\t]*$)/, '') };
    const { text, gap, depth, indent, place } = line;
    if (/\t/.test(text) || BAR_ROW.test(text)) {
      row(line);
      continue;
    }
    const match = depth === undefined ? markerOf(line, open) : undefined;
    const last = pieces.at(-1);
    const begin = (item: Open['item'], words: string) => {
      close();
      open = { place, ...(item ? { item } : {}), depth, lines: [line], texts: [words] };
    };
    if (match) {
      if (gap && !(open?.item ?? last?.kind === 'item')) indents = [];
      const label = match.groups?.['number'];
      begin({ level: levelAt(indent), label }, text.slice(match[0].length));
    } else if (open && !gap && open.depth === depth) {
      open = { ...open, lines: [...open.lines, line], texts: [...open.texts, text] };
    } else {
      close();
      const before = pieces.at(-1);
      const leadIn = before?.kind === 'paragraph' && /:\s*$/.test(before.runs.at(-1)?.text ?? '');
      // A bullet that no font could show is lost in the text; the space behind it is not.
      const lost = leadIn && indent > 0 && indent < 4;
      begin(lost ? { level: 0, lost: true } : undefined, text);
      if (!lost) indents = [];
    }
  }
  close();
  return { pieces: pieces.map(loneRow), doubts };
}

/** A single row is no table but a paragraph with a tab in it. */
export function loneRow(piece: Piece): Piece {
  const [row = [], ...more] = piece.kind === 'table' ? piece.rows : [];
  if (piece.kind !== 'table' || more.length > 0) return piece;
  const runs = row.flatMap(({ runs: own }, index): readonly Run[] => (index > 0 ? [{ text: ' ' }, ...own] : own));
  return { kind: 'paragraph', runs: tidyRuns(runs), place: piece.place };
}
