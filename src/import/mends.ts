/**
 * Pieces to pieces: what page ends and lost marks did to the structure is undone. Words are never touched; every mend is told, to be
 * listed among the editorial interventions.
 */
import { isMarkingLine } from './furniture.ts';
import { begins, type Notes } from './notes.ts';
import { type HeadingPiece, type ItemPiece, type Piece, type Run, tidyRuns, wordsOf, wordsOfRuns } from './pieces.ts';

const countWords = (text: string) => text.split(/\s+/).filter(Boolean).length;

const lastWords = (text: string) => text.split(/\s+/).slice(-2).join(' ');
const firstWords = (text: string) => text.split(/\s+/).slice(0, 3).join(' ');

/** A paragraph that stops in the middle of a sentence goes on in the next one, if that begins with a small letter. */
export function joinBroken(pieces: readonly Piece[], notes: Notes): readonly Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    const [before, behind] = [last ? wordsOf(last) : '', wordsOf(piece)];
    const prose = last?.kind === 'paragraph' || last?.kind === 'item';
    const inLines = prose && last.runs.some(({ text }) => text === '\n');
    const open = prose && !inLines && countWords(before) >= 8 && /[\p{L}\p{N},]$/u.test(before);
    const goesOn = piece.kind === 'paragraph' && piece.runs[0]?.href === undefined && /^\p{Ll}/u.test(behind);
    if (open && goesOn) {
      joined[joined.length - 1] = { ...last, runs: tidyRuns([...last.runs, { text: ' ' }, ...piece.runs]) };
      notes.intervene(
        `The paragraph that is broken between "${lastWords(before)}" and "${firstWords(behind)}" is joined.`,
      );
      notes.recognise('a paragraph broken by the end of a page or column', 'medium', piece.place);
    } else {
      const turned = open && piece.kind === 'paragraph' && last.place.page !== piece.place.page;
      if (turned) notes.doubt('The paragraph before the page turns has no full stop; it may go on here.', piece.place);
      joined.push(piece);
    }
  }
  return joined;
}

const NUMBER = /^(\d{1,3})[.)]$/;
const SWALLOWED = /^(\d{1,2}[.)])\s+(?=\S)/;

/** The number of an item that stands alone: the neighbours of a list's item carry numbers of their own. */
function loneNumber(pieces: readonly Piece[], index: number): string | undefined {
  const piece = pieces[index];
  if (piece?.kind !== 'item' || piece.level > 0) return undefined;
  const numbered = (one: Piece | undefined) =>
    one?.kind === 'item' && one.label !== undefined && NUMBER.test(one.label);
  if (piece.label === undefined) return SWALLOWED.exec(wordsOfRuns(piece.runs))?.[1];
  return NUMBER.test(piece.label) && !numbered(pieces[index - 1]) && !numbered(pieces[index + 1])
    ? piece.label
    : undefined;
}

/** Long ones, and those that end as sentences do, are numbered paragraphs. */
const isTitle = (words: string) => countWords(words) <= 40 && !/[.;,]$/.test(words);

/** Numbered lines, each with text of its own below, that count on from one another are headings, even one that slid into a list. */
export function recoverHeadings(pieces: readonly Piece[], notes: Notes): readonly Piece[] {
  const lone = pieces.flatMap((piece, index) => {
    const label = loneNumber(pieces, index);
    return label !== undefined && isTitle(wordsOf(piece)) ? [{ index, label, number: Number.parseInt(label, 10) }] : [];
  });
  const sequence = lone.filter(
    ({ number }, at) => number === (lone[at - 1]?.number ?? 0) + 1 || number + 1 === lone[at + 1]?.number,
  );
  if (sequence.length < 2 || sequence[0]?.number !== 1) return pieces;
  const depth = depthAt(pieces, sequence[0].index) + 1;
  const labels = new Map(sequence.map(({ index, label }) => [index, label]));
  return pieces.map((piece, index): Piece => {
    const label = labels.get(index);
    if (label === undefined || piece.kind !== 'item') return piece;
    notes.recognise(`the numbered heading "${begins(wordsOf(piece))}"`, 'medium', piece.place);
    notes.intervene(
      piece.label === undefined
        ? `The heading "${begins(wordsOf(piece))}", which the source has as an item of the list above it, is taken out of that list.`
        : `The numbered line "${begins(wordsOf(piece))}" is set as a heading.`,
    );
    return headingOf(piece, depth);
  });
}

function headingOf({ label, runs, place }: ItemPiece, depth: number): HeadingPiece {
  const numbered = label === undefined ? runs : [{ text: `${label} ` }, ...runs];
  return { kind: 'heading', depth, runs: tidyRuns(numbered), place };
}

/** The depth of the heading above a piece; 1, that of the title, where there is none. */
function depthAt(pieces: readonly Piece[], index: number): number {
  const above = pieces.slice(0, index).findLast((piece) => piece.kind === 'heading');
  return above?.kind === 'heading' ? above.depth : 1;
}

const SECTION =
  /^(?:[A-Z]{2,6}\s)?(?:(?:applicant(?:'s|’s)?|your|the)\s)?(?:questions?|request|response|reply|decision|reasons? for (?:the )?decision|attachments?)\s?:?$/i;
export const SIGN_OFF = /^(?:yours (?:sincerely|faithfully)|(?:kind|best) regards|regards)\b/i;

/** Lines of capitals without figures, and the names that parts of answers have. */
function isSectionLine(words: string): boolean {
  if (SECTION.test(words)) return true;
  const capitals = /^[\p{Lu}\s&'’,/-]+$/u.test(words) && /\p{Lu}{3}/u.test(words);
  return capitals && countWords(words) <= 8 && !isMarkingLine(words);
}

const isBold = (runs: readonly Run[]) =>
  runs.every(({ bold, text, note }) => bold === true || note !== undefined || text.trim() === '');

/** Paragraphs that are headings in all but name. Behind the signature nothing bold is one: names and roles are set so. */
export function nameHeadings(pieces: readonly Piece[], notes: Notes): readonly Piece[] {
  const signed = pieces.findIndex((piece) => SIGN_OFF.test(wordsOf(piece)));
  return pieces.map((piece, index): Piece => {
    if (piece.kind !== 'paragraph') return piece;
    const words = wordsOf(piece);
    const bold =
      isBold(piece.runs) && countWords(words) <= 12 && !/[.?!:,;]$/.test(words) && (signed === -1 || index < signed);
    if (!bold && !isSectionLine(words)) return piece;
    notes.recognise(`the heading "${begins(words)}"`, bold ? 'low' : 'medium', piece.place);
    notes.intervene(`The line "${begins(words, 10)}" is a plain paragraph in the source and is set as a heading.`);
    return { kind: 'heading', depth: 2, runs: piece.runs.map(({ bold: _, ...run }) => run), place: piece.place };
  });
}

/** A letter's line that says what it is about: short, no sentence, before the first long paragraph. */
export function nameSubject(pieces: readonly Piece[], notes: Notes): readonly Piece[] {
  const prose = pieces.findIndex((piece) => piece.kind === 'paragraph' && countWords(wordsOf(piece)) >= 18);
  if (prose === -1 || pieces.slice(0, prose).some(({ kind }) => kind === 'heading')) return pieces;
  const at = pieces.findIndex((piece, index) => {
    const words = wordsOf(piece);
    const short = piece.kind === 'paragraph' && countWords(words) >= 2 && countWords(words) <= 14;
    const line = piece.kind === 'paragraph' && piece.runs.some(({ text }) => text === '\n');
    return (
      index < prose &&
      short &&
      !line &&
      /^\p{Lu}/u.test(words) &&
      !/[.?!:;,\d]$|@|^(?:To|Dear|From|Date|Tel|E-?mail)\b|\d{4}/.test(words)
    );
  });
  const piece = pieces[at];
  if (piece?.kind !== 'paragraph') return pieces;
  const words = wordsOf(piece);
  notes.recognise(`the title line "${begins(words)}"`, 'medium', piece.place);
  notes.intervene(`The title line "${begins(words, 14)}" is a plain paragraph in the source and is set as a heading.`);
  return pieces.with(at, {
    kind: 'heading',
    depth: 2,
    runs: piece.runs.map(({ bold: _, ...run }) => run),
    place: piece.place,
  });
}

/** Items whose bullet was lost, told. */
export function tellLostBullets(pieces: readonly Piece[], notes: Notes): void {
  for (const piece of pieces) {
    if (piece.kind !== 'item' || !piece.lost) continue;
    notes.intervene(`The line "${begins(wordsOf(piece))}", before which a bullet is lost, is set as a list item.`);
    notes.doubt(
      'The line is indented and follows a colon; it is taken for a list item whose bullet was lost.',
      piece.place,
    );
  }
}

/** Headings begin below the title and go down one level at a time. */
export function levelHeadings(pieces: readonly Piece[]): readonly Piece[] {
  const depths = pieces.flatMap((piece) => (piece.kind === 'heading' ? [piece.depth] : []));
  const shift = 2 - Math.min(...depths);
  let above = 1;
  return pieces.map((piece) => {
    if (piece.kind !== 'heading') return piece;
    above = Math.max(2, Math.min(piece.depth + shift, above + 1, 6));
    return { ...piece, depth: above };
  });
}

const REDACTION =
  /\*{2,}\s?S(?:ection)?\.?\s?\d{1,2}[^*]*\*{2,}|\*{5,}|[█■▇▆]{2,}|\[?\b(?:redacted|withheld|exempt(?:ed)? (?:under|by))\b[^\]]{0,60}\]?|^s\.?\s?\d{2}(?:\(\d+\)(?:\([a-z]\))?)?$/i;

/** Marks of something withheld before the document came here: only the author knows on which ground. */
export function tellRedactions(pieces: readonly Piece[], notes: Notes): void {
  for (const piece of pieces) {
    const texts =
      piece.kind === 'table' ? piece.rows.flatMap((row) => row.map(({ runs }) => wordsOfRuns(runs))) : [wordsOf(piece)];
    for (const text of texts) {
      const mark = REDACTION.exec(text)?.[0];
      if (mark === undefined) continue;
      notes.doubt(
        `The mark "${begins(mark)}" seems to stand for something withheld. Say so with a withheld passage and its ground, or leave the mark as it is printed.`,
        piece.place,
      );
    }
  }
}
