/**
 * Front matter from what the document says of itself. A field is filled where the source prints it or a rule leads to it, which is
 * told with how surely; else it is a blank with advice. A classification is never inferred from anything but its own cell.
 */
import { formatDate } from '../model/date.ts';
import type { MarkingScheme } from '../model/schemes.ts';
import { type Control, type ControlField, controlValue, readClassification } from './control.ts';
import { dateIn, type FoundDate, isDateAlone } from './dates.ts';
import type { Field } from './draft.ts';
import { SIGN_OFF } from './mends.ts';
import type { Notes } from './notes.ts';
import { type Furniture, type Piece, type SourcePlace, wordsOf, wordsOfRuns } from './pieces.ts';

export const FAMILY_NAMES = ['guidance', 'consultations', 'foi'] as const;
export type FamilyName = (typeof FAMILY_NAMES)[number];

/** What facts are taken from. */
export interface Source {
  readonly pieces: readonly Piece[];
  readonly control: Control;
  readonly furniture: readonly Furniture[];
  readonly schemes: readonly MarkingScheme[];
  /** The name of the file, and what kind it is, for the record. */
  readonly name: string;
  readonly kind: string;
  readonly title: string | undefined;
}

interface Met {
  readonly text: string;
  readonly place: SourcePlace;
}

const filled = (name: string, value: Field['value'] | undefined): readonly Field[] =>
  value === undefined || value.length === 0 ? [] : [{ name, value }];
const blank = (name: string, advice: string): Field => ({ name, advice });

function met(pieces: readonly Piece[], words: RegExp): (Met & { readonly match: RegExpExecArray }) | undefined {
  for (const piece of pieces) {
    const text = wordsOf(piece);
    const match = words.exec(text);
    if (match) return { text, place: piece.place, match };
  }
  return undefined;
}

/** Says what had to be assumed for a date. */
function tellDate(what: string, found: FoundDate, place: SourcePlace | undefined, notes: Notes): void {
  const { printed, date, assumed } = found;
  notes.recognise(`${what}: ${date}`, assumed ? 'low' : 'high', place);
  if (assumed === 'order') {
    notes.intervene(`The date "${printed}" is read as ${formatDate(date)}, the day before the month.`);
    notes.doubt(`"${printed}" is read with the day first, as ${formatDate(date)}.`, place);
  } else if (assumed === 'year') {
    notes.intervene(
      `The date "${printed}" is printed without a year and recorded as ${formatDate(date)}; the year is that of the date of the document.`,
    );
    notes.doubt(
      `"${printed}" has no year; ${date.slice(0, 4)} is taken, the first such day behind the date of the document.`,
      place,
    );
  }
}

interface Created extends FoundDate {
  readonly place: SourcePlace | undefined;
}

/** The date of a document: from its table, else a line near its head that is a date and nothing else. */
function created({ control, pieces }: Source, notes: Notes): Created | undefined {
  const cell = controlValue(control, 'created');
  const inTable = cell === undefined ? undefined : dateIn(cell);
  const line = pieces.slice(0, 25).find((piece) => piece.kind === 'paragraph' && isDateAlone(wordsOf(piece)));
  const alone = line && dateIn(wordsOf(line));
  const found =
    inTable && cell !== undefined
      ? { ...inTable, printed: cell, place: control.place }
      : alone && { ...alone, place: line.place };
  if (found) tellDate('the date of the document', found, found.place, notes);
  return found;
}

interface Signature {
  readonly name: string;
  readonly role: string | undefined;
  readonly place: SourcePlace;
}

/** The lines behind "Yours sincerely": a name, then a role. */
function signature({ pieces, control }: Source): Signature | undefined {
  const at = pieces.findLastIndex((piece) => SIGN_OFF.test(wordsOf(piece)));
  if (at < 0) return undefined;
  const lines = pieces.slice(at + 1, at + 4).flatMap((piece) => {
    if (piece.kind !== 'paragraph') return [];
    const text = piece.runs.map((run) => run.text).join('');
    return text.split('\n').map((line) => ({ text: line.replace(/\s+/g, ' ').trim(), place: piece.place }));
  });
  const [first, second] = lines.filter(({ text }) => text !== '');
  if (!first || first.text.length > 80) return undefined;
  const author = controlValue(control, 'author');
  const name = author && first.text.startsWith(author) ? author : first.text;
  const role = second && second.text.length <= 120 && !/@|https?:|www\./.test(second.text) ? second.text : undefined;
  return { name, role, place: first.place };
}

function classification(source: Source, notes: Notes): readonly Field[] {
  const { control, furniture, schemes } = source;
  const { marking, printed, disclosable } = readClassification(control, schemes);
  const fields: Field[] = [];
  if (marking !== undefined) {
    notes.recognise(`the classification "${marking}"`, 'high', control.place);
    fields.push({ name: 'classification', value: marking });
  } else {
    const edge = furniture.find(({ text }) => /\b(?:OFFICIAL|SECRET|RESTRICTED|CONFIDENTIAL|PROTECT)\b/i.test(text));
    const words =
      printed === undefined
        ? 'The source prints no classification in a document-control table.'
        : 'What the source prints is no marking that is known.';
    const hint = edge ? ` The edge of its pages has "${edge.text.slice(0, 80)}".` : '';
    fields.push(
      blank('classification', `${words}${hint} State the marking of the public text, for instance OFFICIAL.`),
    );
    notes.doubt(`${words}${hint} It is never guessed: state it.`, control.place ?? edge?.place);
    if (printed === undefined)
      notes.intervene(
        'The record prints no classification in a document-control table; the marking is stated by the editors.',
      );
  }
  fields.push({ name: 'classification-as-printed', value: printed ?? 'not stated' });
  if (disclosable !== undefined) {
    const value = disclosureOf(disclosable);
    notes.recognise(`the statement on disclosure "${disclosable.slice(0, 60)}"`, value ? 'high' : 'low', control.place);
    fields.push(...filled('foi-disclosable', value), { name: 'foi-disclosable-as-printed', value: disclosable });
    if (!value)
      notes.doubt(
        'The statement on disclosure is kept as printed; whether it means yes, in part or closed is for the author to say.',
        control.place,
      );
    if (printed?.includes(disclosable))
      notes.intervene(
        'The classification and the statement on disclosure are recorded as two facts; the record prints them in one cell.',
      );
  }
  return fields;
}

function disclosureOf(text: string): string | undefined {
  if (/^\s*yes\b/i.test(text)) return 'yes';
  if (/\bin part\b|^\s*part/i.test(text)) return 'in-part';
  return /^\s*closed\b|^\s*no\b/i.test(text) ? 'closed' : undefined;
}

function commonFields(source: Source, date: Created | undefined, notes: Notes): readonly Field[] {
  const { control, title, name, kind } = source;
  const signed = signature(source);
  const value = (field: ControlField) => controlValue(control, field);
  const author = value('author') ?? signed?.name;
  if (!value('author') && signed) {
    notes.recognise(`the author "${signed.name}", from the signature`, 'medium', signed.place);
    notes.intervene('The author is taken from the signature.');
  }
  const rows = control.rows.map(({ label, value: printed }) => ({ label, value: printed }));
  if (title !== undefined) notes.doubt('The title is taken from the text; say in it what the document is about.');
  return [
    title === undefined
      ? blank('title', 'Say what the document is about, in the words a reader would search for.')
      : { name: 'title', value: title },
    ...classification(source, notes),
    ...filled('author', author === undefined ? undefined : author.split(/\s*;\s*|\s*\n\s*/)),
    ...filled('force-organisation', value('organisation')),
    ...filled('coordination-committee', value('committee')),
    date
      ? { name: 'date-created', value: date.date }
      : blank('date-created', 'The source prints no date that could be read. Write 2019, 2019-04 or 2019-04-10.'),
    ...(date && date.printed !== date.date ? [{ name: 'date-as-printed', value: date.printed }] : []),
    ...filled('document-control', rows),
    { name: 'text', value: 'full' },
    { name: 'text-source', value: `${name}, imported from ${kind}.` },
  ];
}

/** Fields of guidance. */
function guidance({ pieces, control }: Source, notes: Notes): readonly Field[] {
  const cell = controlValue(control, 'effective');
  const inTable = cell === undefined ? undefined : dateIn(cell);
  const said = met(pieces, /\b(?:comes?|came) into (?:operational )?(?:effect|force)\b.*|\beffective from\b.*/i);
  const inText = said && dateIn(said.match[0]);
  const found = inTable ?? inText;
  if (found) tellDate('the day from which it is in force', found, inTable ? control.place : said?.place, notes);
  const review = dateIn(controlValue(control, 'review') ?? '');
  if (review) tellDate('the date of review', review, control.place, notes);
  return [
    found
      ? { name: 'effective-from', value: found.date }
      : blank('effective-from', 'Write the day from which the guidance is in force.'),
    ...filled('review-date', review?.date),
  ];
}

const CLOSES =
  /\b(?:open for (?:submissions|responses|comments|replies)|closes?|closing date|deadline|respond|repl(?:y|ies)|responses?|submissions?|comments?|evidence)\b[^.]*?\b(?:until|on|by|before|is|than)\b\s*:?\s*([^.;]*)/i;

function consultation(source: Source, date: Created | undefined, notes: Notes): readonly Field[] {
  const { pieces } = source;
  const closing = pieces.flatMap((piece) => {
    const sentences = wordsOf(piece).split(/(?<=[.?!])\s+/);
    return sentences.flatMap((sentence) => {
      const found = dateIn(CLOSES.exec(sentence)?.[1] ?? '', date?.date);
      return found ? [{ ...found, place: piece.place }] : [];
    });
  });
  const [closes] = closing;
  if (closes) tellDate('the closing date', closes, closes.place, notes);
  if (closing.length > 1)
    notes.doubt('There is more than one date by which replies are asked for; the first is taken.', closing[1]?.place);
  const to = met(pieces, /^To:\s*(\S.*)$/);
  const audiences = to?.match[1]?.split(/\s*[,;]\s*|\s+and\s+/).filter(Boolean) ?? [];
  if (to)
    notes.recognise(
      `${audiences.length} audience${audiences.length === 1 ? '' : 's'} of the line "To:"`,
      'medium',
      to.place,
    );
  const signed = signature(source);
  const mail = met(pieces, /(?:submi|respon|repl|send|evidence|comment)[^]*?\b([\w.+-]+@[\w-]+(?:\.[\w-]+)+)/i);
  if (mail) notes.recognise(`the address for replies ${mail.match[1]}`, 'medium', mail.place);
  if (date) {
    notes.intervene('The opening date is taken to be the date of the letter.');
    notes.doubt(
      'The opening date is taken to be that of the letter; correct it if the letter opens on another day.',
      date.place,
    );
  }
  return [
    ...filled('to', audiences),
    ...filled('from', signed && [signed.name, signed.role].filter(Boolean).join(', ')),
    date ? { name: 'opens', value: date.date } : blank('opens', 'Write the first day for replies.'),
    closes ? { name: 'closes', value: closes.date } : blank('closes', 'Write the last day for replies.'),
    ...(closes && closes.printed !== closes.date ? [{ name: 'closes-as-printed', value: closes.printed }] : []),
    ...filled('respond-by-email', mail?.match[1]),
  ];
}

/** Phrases that say what became of a request, the more particular ones first. */
const OUTCOMES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:not|nor) hold\b[^]*\boutside (?:of )?the Act\b/i, 'not-held-provided-outside-the-act'],
  [/\bneither confirm(?:s)? (?:n)?or den(?:y|ies)\b/i, 'neither-confirmed-nor-denied'],
  [/\b(?:does|do) not hold\b|\bno information (?:is )?held\b/i, 'not-held'],
  [/\bsection 14\b[^]*\bvexatious\b|\bvexatious\b[^]*\bsection 14\b/i, 'refused-vexatious'],
  [/\bsection 12\b[^]*\bcost\b|\bcost\b[^]*\bsection 12\b/i, 'refused-cost'],
  [/\b(?:partially exempt|partial disclosure|disclosed in part|some of the information)\b/i, 'disclosed-in-part'],
];

function foi(source: Source, date: Created | undefined, notes: Notes): readonly Field[] {
  const { pieces } = source;
  const reference = met(pieces, /\breference(?:\s+(?:number|no\.?))?\s*:?\s*([A-Z]*[\w.-]*\d[\w./-]*)/i);
  if (reference) notes.recognise(`the reference ${reference.match[1]}`, 'high', reference.place);
  const outcome = OUTCOMES.flatMap(([words, value]) => {
    const found = met(pieces, words);
    return found ? [{ value, place: found.place }] : [];
  })[0];
  if (outcome) {
    notes.recognise(`the outcome ${outcome.value}`, 'low', outcome.place);
    notes.intervene('The outcome is read from the words of the response.');
    notes.doubt(
      `The outcome "${outcome.value}" follows from words of the response; see whether it is right.`,
      outcome.place,
    );
  }
  const signed = signature(source);
  return [
    reference
      ? { name: 'reference', value: reference.match[1] ?? '' }
      : blank('reference', 'Write the reference number of the request.'),
    date ? { name: 'date-answered', value: date.date } : blank('date-answered', 'Write the day of the answer.'),
    outcome
      ? { name: 'outcome', value: outcome.value }
      : blank('outcome', 'Say what became of the request, for instance disclosed-in-full, refused or not-held.'),
    ...filled('decision-maker', signed && [signed.name, signed.role].filter(Boolean).join(', ')),
  ];
}

/** The family that the words of a document speak for. */
export function likelyFamily(pieces: readonly Piece[]): FamilyName {
  const text = pieces.map(wordsOf).join('\n');
  if (/freedom of information (?:act )?request|FOI (?:request )?ref|applicant(?:'s)? question/i.test(text))
    return 'foi';
  return /\bconsultation\b|\bcall for evidence\b|\bopen for (?:submissions|responses)\b/i.test(text) &&
    /\bclos|\buntil\b|\bdeadline\b|\bby \d/i.test(text)
    ? 'consultations'
    : 'guidance';
}

/** The words of the request's topic, from the sentence that thanks for it. */
export function topicOf(pieces: readonly Piece[]): string | undefined {
  const found = met(
    pieces,
    /\brequest for information (?:regarding|about|concerning|relating to|on) (.{3,120}?)(?: which\b|,|\.|$)/i,
  );
  const topic = found?.match[1];
  return topic === undefined ? undefined : topic.charAt(0).toUpperCase() + topic.slice(1);
}

export function fieldsOf(family: FamilyName, source: Source, notes: Notes): readonly Field[] {
  const date = created(source, notes);
  const common = commonFields(source, date, notes);
  const own = {
    guidance: () => guidance(source, notes),
    consultations: () => consultation(source, date, notes),
    foi: () => foi(source, date, notes),
  };
  return [...common, ...own[family]()];
}

export const titleWords = (piece: Piece | undefined): string | undefined =>
  piece?.kind === 'heading' ? wordsOfRuns(piece.runs) : undefined;
