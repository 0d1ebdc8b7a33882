/** Pieces of a source to a draft with front matter: each step takes the pieces of the one before and tells what it did. */
import { takeControl } from './control.ts';
import type { Draft, DraftBlock } from './draft.ts';
import { type FamilyName, fieldsOf, likelyFamily, type Source, topicOf } from './facts.ts';
import {
  joinBroken,
  levelHeadings,
  nameHeadings,
  nameSubject,
  recoverHeadings,
  tellLostBullets,
  tellRedactions,
} from './mends.ts';
import type { Notes } from './notes.ts';
import { type Extracted, type Piece, wordsOf } from './pieces.ts';
import { plainBlocks, principles, questionsAndAnswers } from './questions.ts';

const BLOCKS: Readonly<Record<FamilyName, (pieces: readonly Piece[], notes: Notes) => readonly DraftBlock[]>> = {
  guidance: principles,
  consultations: plainBlocks,
  foi: questionsAndAnswers,
};

/** A heading of the highest level at the head of the text is the title of the document. */
function takeTitle(
  pieces: readonly Piece[],
  notes: Notes,
): { readonly title?: string; readonly pieces: readonly Piece[] } {
  const at = pieces.findIndex(({ kind }) => kind === 'heading');
  const first = pieces[at];
  const highest = pieces.filter((piece) => piece.kind === 'heading' && piece.depth === 1);
  if (first?.kind !== 'heading' || first.depth !== 1 || highest.length !== 1 || at > 6) return { pieces };
  notes.recognise(`the title "${wordsOf(first)}"`, 'high', first.place);
  notes.intervene(
    'The heading of the highest level is the title of the document and does not stand in the text again.',
  );
  return { title: wordsOf(first), pieces: pieces.toSpliced(at, 1) };
}

function titleFrom(family: FamilyName, pieces: readonly Piece[]): string | undefined {
  if (family === 'foi') return topicOf(pieces);
  const heading = pieces.find(({ kind }) => kind === 'heading');
  return family === 'consultations' && heading ? wordsOf(heading) : undefined;
}

function tellTables(pieces: readonly Piece[], notes: Notes): void {
  for (const piece of pieces) {
    if (piece.kind !== 'table') continue;
    notes.recognise(`a table of ${piece.rows.length} rows`, 'high', piece.place);
    const merged = piece.rows.some((row) => row.some(({ columns = 1, rows = 1 }) => columns > 1 || rows > 1));
    if (merged)
      notes.doubt(
        'The table has cells that are merged; the words stand in the first cell and the others are empty.',
        piece.place,
      );
  }
}

export interface Recognition {
  readonly family: FamilyName;
  readonly draft: Draft;
}

export function recognise(
  extracted: Extracted,
  asked: FamilyName | undefined,
  source: Pick<Source, 'schemes' | 'name' | 'kind'>,
  notes: Notes,
): Recognition {
  const family = asked ?? likelyFamily(extracted.pieces);
  notes.recognise(`a document of the family ${family}`, asked ? 'high' : 'medium');
  extracted.interventions.forEach((text) => notes.intervene(text));
  extracted.doubts.forEach(({ text, place }) => notes.doubt(text, place));

  const { control, pieces: behindTable } = takeControl(extracted.pieces, notes);
  const { title, pieces: untitled } = takeTitle(joinBroken(behindTable, notes), notes);
  const subject = family === 'consultations' ? nameSubject(untitled, notes) : untitled;
  const pieces = levelHeadings(recoverHeadings(nameHeadings(subject, notes), notes));
  tellLostBullets(pieces, notes);
  tellTables(pieces, notes);
  tellRedactions(pieces, notes);
  const body = BLOCKS[family](pieces, notes);
  if (extracted.footnotes.length > 0) notes.recognise(`${extracted.footnotes.length} footnotes`, 'high');

  const facts: Source = {
    ...source,
    pieces,
    control,
    furniture: extracted.furniture,
    title: title ?? titleFrom(family, pieces),
  };
  const fields = fieldsOf(family, facts, notes);
  const interventions = notes.interventions.length > 0 ? [{ name: 'interventions', value: notes.interventions }] : [];
  return { family, draft: { fields: [...fields, ...interventions], body, footnotes: extracted.footnotes } };
}
