/**
 * A .docx file to pieces. The kept library reads Word's XML into paragraphs, runs, tables and notes; what it drops or shows that
 * should not be shown is looked for beforehand. Files that the document merely points to are never opened. Runs in a worker.
 */
import mammoth from 'mammoth';
import { clean, cleanNote } from './clean.ts';
import { printedNumbers } from './docx-numbers.ts';
import { furnitureNotes } from './furniture.ts';
import { ITEM, loneRow } from './lines.ts';
import type { PrintedNumber } from './numbering.ts';
import {
  type Cell,
  type Doubt,
  type Extracted,
  type Furniture,
  type Piece,
  Refused,
  type Run,
  tidyRuns,
  withoutStart,
  wordsOfRuns,
} from './pieces.ts';
import { hidingStyles, revisionsIn } from './revisions.ts';
import { tokensOf } from './tags.ts';
import { partsOf } from './zip.ts';

/** What the library hands out, as far as it is read here. Its own types say `any`. */
interface WordNode {
  readonly type: string;
  readonly children?: readonly WordNode[];
  readonly value?: string;
  readonly href?: string;
  readonly styleId?: string | null;
  readonly styleName?: string | null;
  readonly isBold?: boolean;
  readonly isItalic?: boolean;
  readonly isStrikethrough?: boolean;
  readonly noteType?: string;
  readonly noteId?: string;
  readonly checked?: boolean;
  readonly colSpan?: number;
  readonly rowSpan?: number;
}
interface WordDocument extends WordNode {
  readonly notes: { readonly resolve: (reference: WordNode) => { readonly body: readonly WordNode[] } | null };
}

const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/** Addresses that a published page may lead to; any other keeps its words only. */
const SAFE = /^(?:https?:\/\/|mailto:|tel:)[^\s<>"()]+$/i;

async function wordDocument(bytes: Uint8Array): Promise<WordDocument> {
  let document: WordDocument | undefined;
  const options = {
    externalFileAccess: false,
    includeEmbeddedStyleMap: false,
    transformDocument: (read: WordDocument) => {
      document = read;
      return { ...read, children: [] };
    },
  };
  try {
    await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, options);
  } catch (cause) {
    if (cause instanceof RangeError)
      throw new Refused({ rule: 'import-limit', message: 'The document is nested too deep to be read.' });
    throw new Refused({ rule: 'import-corrupt', message: 'The Word document is damaged: its text cannot be read.' });
  }
  if (!document) throw new Refused({ rule: 'import-corrupt', message: 'The Word document has no text part.' });
  return document;
}

/** State of one reading: what is met on the way. */
class Reading {
  readonly doubts: Doubt[] = [];
  readonly notes: WordNode[] = [];
  paragraph = 0;
  removed = 0;
  letters = '';

  doubt(text: string): void {
    this.doubts.push({ place: { unit: 'paragraph', number: Math.max(this.paragraph, 1) }, text });
  }

  runs(nodes: readonly WordNode[], look: Omit<Run, 'text'> = {}): readonly Run[] {
    return nodes.flatMap((node): readonly Run[] => {
      const { type, children = [] } = node;
      if (type === 'text') {
        const { text, removed } = clean(node.value ?? '');
        this.removed += removed;
        this.letters += text;
        return [{ ...look, text }];
      }
      if (type === 'tab') return [{ text: '\t' }];
      if (type === 'break') return [{ text: '\n' }];
      if (type === 'checkbox') return [{ text: node.checked ? '☒' : '☐' }];
      if (type === 'noteReference') return [{ text: '', note: this.note(node) }];
      if (type === 'image') this.doubt('A picture stands here; it is not imported.');
      if (type === 'hyperlink') return this.runs(children, { ...look, ...this.link(node.href) });
      if (type !== 'run') return this.runs(children, look);
      const { isBold, isItalic, isStrikethrough } = node;
      const own = {
        ...(isBold && { bold: true }),
        ...(isItalic && { italic: true }),
        ...(isStrikethrough && { strike: true }),
      };
      return this.runs(children, { ...look, ...own });
    });
  }

  private note(node: WordNode): string {
    this.notes.push(node);
    return String(this.notes.length);
  }

  private link(href: string | undefined): Pick<Run, 'href'> {
    if (href === undefined || SAFE.test(href)) return href === undefined ? {} : { href };
    this.doubt('A link leads to an address that is not published; its words are kept without it.');
    return {};
  }
}

function headingDepth({ styleId, styleName }: WordNode): number | undefined {
  const [, digit] = /^heading\s?([1-6])$/i.exec(styleName ?? '') ?? /^Heading([1-6])$/.exec(styleId ?? '') ?? [];
  if (digit) return Number(digit);
  return /^title$/i.test(styleName ?? '') ? 1 : undefined;
}

/** The cells of a paragraph with tabs in it. */
function cellsAtTabs(runs: readonly Run[]): readonly Cell[] {
  const cells: Run[][] = [[]];
  for (const run of runs) {
    if (run.text === '\t') cells.push([]);
    else cells.at(-1)?.push(run);
  }
  return cells.map((own) => ({ runs: tidyRuns(own) }));
}

type NumberOf = (paragraph: number) => PrintedNumber | undefined;

function paragraphPiece(node: WordNode, reading: Reading, numberOf: NumberOf): Piece | undefined {
  const number = numberOf(reading.paragraph++);
  const place = { unit: 'paragraph', number: reading.paragraph } as const;
  const raw = reading.runs(node.children ?? []);
  const runs = tidyRuns(raw);
  if (runs.length === 0) return undefined;
  const depth = headingDepth(node);
  if (depth !== undefined) {
    const numbered = number?.label ? [{ text: `${number.label} ` }, ...runs] : runs;
    return { kind: 'heading', depth, runs: tidyRuns(numbered), place };
  }
  if (number) return { kind: 'item', level: number.level, label: number.label, runs, place };
  const cells = cellsAtTabs(raw);
  const typed = runs[0]?.bold ? null : ITEM.exec(runs[0]?.text ?? '');
  if (typed) {
    // A mark that was typed and not made a list; what is bold repeats a question with its number.
    return {
      kind: 'item',
      level: 0,
      label: typed.groups?.['number'],
      runs: withoutStart(runs, typed[0].length),
      place,
    };
  }
  return cells.length > 1 ? { kind: 'table', rows: [cells], place } : { kind: 'paragraph', runs, place };
}

function tablePiece(node: WordNode, reading: Reading, numberOf: NumberOf): Piece {
  const place = { unit: 'paragraph', number: reading.paragraph + 1 } as const;
  const rows = (node.children ?? []).map((row) =>
    (row.children ?? []).map((cell): Cell => {
      const pieces = piecesIn(cell.children ?? [], reading, numberOf);
      if (pieces.some(({ kind }) => kind === 'table'))
        reading.doubt('A table stands inside a table; its cells are set as lines.');
      const lines = pieces.flatMap((piece): readonly (readonly Run[])[] => {
        if (piece.kind === 'table') return piece.rows.flatMap((inner) => inner.map(({ runs }) => runs));
        return [piece.kind === 'item' && piece.label ? [{ text: `${piece.label} ` }, ...piece.runs] : piece.runs];
      });
      const runs = lines.flatMap((line, index): readonly Run[] => (index > 0 ? [{ text: '\n' }, ...line] : line));
      return { runs, columns: cell.colSpan ?? 1, rows: cell.rowSpan ?? 1 };
    }),
  );
  return { kind: 'table', rows, place };
}

function piecesIn(nodes: readonly WordNode[], reading: Reading, numberOf: NumberOf): readonly Piece[] {
  const pieces: Piece[] = [];
  let fromTabs = false;
  for (const node of nodes) {
    if (node.type === 'table') {
      pieces.push(tablePiece(node, reading, numberOf));
      fromTabs = false;
      continue;
    }
    const piece = node.type === 'paragraph' ? paragraphPiece(node, reading, numberOf) : undefined;
    const last = pieces.at(-1);
    if (piece?.kind === 'table' && last?.kind === 'table' && fromTabs)
      pieces[pieces.length - 1] = { ...last, rows: [...last.rows, ...piece.rows] };
    else if (piece) pieces.push(piece);
    fromTabs = piece?.kind === 'table';
  }
  return pieces.map((piece) =>
    piece.kind === 'table' && piece.rows[0]?.[0]?.columns === undefined ? loneRow(piece) : piece,
  );
}

/** All text of a part, without white space. */
function lettersIn(xml: string): string {
  let [letters, inText, choices] = ['', false, 0];
  for (const token of tokensOf(xml)) {
    if (token.name === undefined) {
      if (inText && choices === 0) letters += token.text;
    } else if (token.name === 't') inText = token.kind === 'open';
    else if (token.name === 'Choice') choices += token.kind === 'open' ? 1 : token.kind === 'close' ? -1 : 0;
  }
  return clean(letters).text.replace(/\s+/g, '');
}

function pageEdges(parts: ReadonlyMap<string, Buffer>): readonly Furniture[] {
  return [...parts].flatMap(([name, part]) => {
    if (!/^word\/(?:header|footer)\d*\.xml$/.test(name)) return [];
    let [text, inText] = ['', false];
    for (const token of tokensOf(part.toString('utf8'))) {
      if (token.name === undefined) text += inText ? token.text : '';
      else if (token.name === 't') inText = token.kind === 'open';
      else if (token.kind !== 'open') text += ['p', 'tab', 'br'].includes(token.name) ? ' ' : '';
    }
    const words = text.replace(/\s+/g, ' ').trim();
    return words === '' ? [] : [{ text: words }];
  });
}

export async function extractDocx(bytes: Uint8Array): Promise<Extracted> {
  if (Buffer.from(bytes.subarray(0, 4)).equals(OLE))
    throw new Refused({
      rule: 'import-encrypted',
      message: 'The file is protected by a password, or of the old .doc kind; save it as .docx without a password.',
    });
  const parts = partsOf(bytes);
  const part = (name: string) => parts.get(name)?.toString('utf8') ?? '';
  const [document, styles] = [part('word/document.xml'), part('word/styles.xml')];
  if (document === '')
    throw new Refused({
      rule: 'import-corrupt',
      message: 'The file is no Word document: it has no part word/document.xml.',
    });
  const hiding = hidingStyles(styles);
  const refusals = [
    ...revisionsIn(document, hiding),
    ...revisionsIn(part('word/footnotes.xml'), hiding, 'Footnote paragraph'),
    ...revisionsIn(part('word/endnotes.xml'), hiding, 'Endnote paragraph'),
  ];
  if (refusals.length > 0) throw new Refused(...refusals);

  const read = await wordDocument(bytes);
  const numbers = printedNumbers({ document, styles, numbering: part('word/numbering.xml') });
  const reading = new Reading();
  const pieces = piecesIn(read.children ?? [], reading, (paragraph) => numbers[paragraph]);
  const lost = numbers.length !== reading.paragraph || lettersIn(document) !== reading.letters.replace(/\s+/g, '');
  const notes = [...reading.notes];
  const footnotes = notes.map((note, index) => {
    const body = read.notes.resolve(note)?.body ?? [];
    const lines = body.map((paragraph) => tidyRuns(reading.runs(paragraph.children ?? [])));
    const runs = lines.flatMap((line, at): readonly Run[] => (at > 0 ? [{ text: '\n' }, ...line] : line));
    return { id: String(index + 1), runs };
  });
  const furniture = pageEdges(parts).filter(
    ({ text }, index, all) => all.findIndex((one) => one.text === text) === index,
  );
  const unread: readonly Doubt[] = lost
    ? [
        {
          text: 'The document has words or numbers in places that are not read in order, such as text boxes. Compare the whole text with the source.',
        },
      ]
    : [];
  if (pieces.every((piece) => piece.kind !== 'table' && wordsOfRuns(piece.runs) === ''))
    throw new Refused({
      rule: 'import-scanned',
      message: 'The Word document has no text; pages that were scanned are pictures.',
    });
  return {
    pieces,
    footnotes,
    furniture,
    interventions: [...cleanNote(reading.removed), ...furnitureNotes(furniture)],
    doubts: [...unread, ...reading.doubts],
  };
}
