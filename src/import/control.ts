/**
 * The document-control table at the head of a document. Its labels drift from year to year and are matched by a table of aliases;
 * labels that are not known survive as they are printed. Classification and disclosure are two facts, also where one cell holds both.
 */
import { parseMarking } from '../model/parse-marking.ts';
import type { MarkingScheme } from '../model/schemes.ts';
import { begins, type Notes } from './notes.ts';
import { type Piece, type SourcePlace, type TablePiece, wordsOfRuns } from './pieces.ts';

export type ControlField =
  | 'classification'
  | 'disclosable'
  | 'author'
  | 'organisation'
  | 'committee'
  | 'created'
  | 'review'
  | 'effective'
  | 'other';

/** As printed on papers of police bodies since 2015, in the spelling of `plainLabel`. `other` is known and has no field of its own. */
const LABELS: Readonly<Record<string, readonly ControlField[]>> = {
  'security classification': ['classification'],
  classification: ['classification'],
  'protective marking': ['classification'],
  'protective security marking': ['classification'],
  'government security classification': ['classification'],
  'security classification/foi 2000': ['classification', 'disclosable'],
  'security classification/foia 2000': ['classification', 'disclosable'],
  'disclosable under foia 2000': ['disclosable'],
  'disclosable under foi act 2000': ['disclosable'],
  'freedom of information (foi)': ['disclosable'],
  'freedom of information': ['disclosable'],
  'foi disclosable': ['disclosable'],
  author: ['author'],
  authors: ['author'],
  'author and contributors': ['author'],
  'author(and contributors)': ['author'],
  'force/organisation': ['organisation'],
  'force or organisation': ['organisation'],
  organisation: ['organisation'],
  'coordination committee': ['committee'],
  'npcc coordination committee': ['committee'],
  'date created': ['created'],
  'created on': ['created'],
  'review date': ['review'],
  'date of next review': ['review'],
  'implementation date': ['effective'],
  'effective from': ['effective'],
  'date effective': ['effective'],
  contributors: ['other'],
  portfolio: ['other'],
  'attachments @ para': ['other'],
  'information governance and security': ['other'],
  telephone: ['other'],
  'authorised by': ['other'],
  'policy owner': ['other'],
  'policy holder': ['other'],
  version: ['other'],
};

/** Capitals, spaces and "&" vary, and a lower-case L or a capital i may stand for another in "FoI". */
export function plainLabel(label: string): string {
  return label
    .toLowerCase()
    .replace(/\bf[o0][l1|]\b/g, 'foi')
    .replaceAll('&', 'and')
    .replace(/\s*\/\s*/g, '/')
    .replace(/\s+/g, ' ')
    .replace(/:$/, '')
    .trim();
}

export interface ControlRow {
  readonly label: string;
  readonly value: string;
  readonly fields: readonly ControlField[];
}

export interface Control {
  readonly rows: readonly ControlRow[];
  readonly place?: SourcePlace | undefined;
}

const fieldsOf = (label: string) => LABELS[plainLabel(label)];

function rowsOf({ rows }: TablePiece): readonly (readonly [string, string])[] {
  return rows.map((cells) => {
    const [label = '', ...values] = cells.map(({ runs }) => wordsOfRuns(runs));
    return [label, values.filter((value) => value !== '').join(' ')] as const;
  });
}

interface Joined {
  readonly label: string;
  readonly value: string;
  /** Whether the label was printed on two rows. */
  readonly wrapped: boolean;
}

/** A label that goes on in a row of its own: together they are a known one, the first alone is not. */
function joinWrapped(rows: readonly (readonly [string, string])[]): readonly Joined[] {
  const joined: Joined[] = [];
  for (const [label, value] of rows) {
    const last = joined.at(-1);
    const together = `${last?.label} ${label}`;
    if (last && value === '' && !fieldsOf(last.label) && fieldsOf(together))
      joined[joined.length - 1] = { label: together, value: last.value, wrapped: true };
    else joined.push({ label, value, wrapped: false });
  }
  return joined;
}

/** Takes the table out of the pieces. It is one with known labels in two rows or more, among the first pieces. */
export function takeControl(
  pieces: readonly Piece[],
  notes: Notes,
): { readonly control: Control; readonly pieces: readonly Piece[] } {
  const found = pieces.slice(0, 12).find((piece): piece is TablePiece => {
    if (piece.kind !== 'table') return false;
    return joinWrapped(rowsOf(piece)).filter(({ label }) => fieldsOf(label)).length >= 2;
  });
  if (!found) return { control: { rows: [] }, pieces };
  const joined = joinWrapped(rowsOf(found)).filter(({ label, value }) => label !== '' || value !== '');
  for (const { label, wrapped } of joined)
    if (wrapped)
      notes.intervene(
        `The label "${label}" of the document-control table is joined from two rows, of which the second has no value.`,
      );
  const rows = joined.map(({ label, value }): ControlRow => ({
    label: label || value,
    value: label ? value : '',
    fields: fieldsOf(label) ?? [],
  }));
  const { place } = found;
  notes.recognise(`the document-control table, ${rows.length} rows`, 'high', place);
  notes.intervene(
    'The header table of the record is kept in the document-control table, its labels and values as printed.',
  );
  for (const { label, value, fields } of rows) {
    if (fields.length > 0) continue;
    const tail = value === '' ? ' It has no value and may be the end of the label above it.' : '';
    notes.doubt(
      `The label "${begins(label)}" of the document-control table is not known and is kept as it is.${tail}`,
      place,
    );
  }
  return { control: { rows, place }, pieces: pieces.filter((piece) => piece !== found) };
}

/** The value of the first row for a field; "N/A" and blanks are no values. */
export function controlValue({ rows }: Control, field: ControlField): string | undefined {
  const value = rows.find(({ fields }) => fields.includes(field))?.value;
  return value === undefined || value === '' || /^(?:n\/?a|none|not applicable)$/i.test(value) ? undefined : value;
}

export interface ReadClassification {
  /** Only where a scheme knows the words as a marking. */
  readonly marking?: string | undefined;
  readonly printed?: string | undefined;
  readonly disclosable?: string | undefined;
}

/** A cell of classification and disclosure is parted at the dash where a marking ends. */
export function readClassification(control: Control, schemes: readonly MarkingScheme[]): ReadClassification {
  const printed = controlValue(control, 'classification');
  const both = control.rows.some(({ fields }) => fields.includes('classification') && fields.includes('disclosable'));
  const knows = (text: string) =>
    schemes.some((scheme) => {
      const { marking, faults } = parseMarking(text, scheme);
      return marking !== undefined && faults.every(({ rule }) => rule !== 'classification-invalid');
    });
  const own = both ? undefined : controlValue(control, 'disclosable');
  if (printed === undefined) return { disclosable: own };
  for (const match of [...printed.matchAll(/\s+[–—-]\s+|\s*;\s*/g)]) {
    const [before, behind] = [printed.slice(0, match.index), printed.slice(match.index + match[0].length)];
    if (knows(before) && /\b(?:f[o0][il1]a?|disclos|freedom)/i.test(behind))
      return { marking: before, printed, disclosable: behind };
  }
  return { ...(knows(printed) ? { marking: printed } : {}), printed, disclosable: own };
}
