/**
 * A comparison for terminals: a summary, then every change under its clause, with what is unchanged folded to a line. Deleted
 * words stand in [-…-], inserted ones in {+…+}, with colour and line as well where the terminal has them. No control character
 * of a document reaches the terminal.
 */
import { CHANGE_KINDS, FATES, type Change, type ComparedEdition, type Comparison } from '../../model/comparison.ts';
import type { TextStatus } from '../../model/edition.ts';
import { formatMarking } from '../../model/marking.ts';
import { unseenIn } from '../passages.ts';
import { FATE_LABEL, KIND_LABEL, TEXT_LABEL } from '../wording.ts';

export interface TextOptions {
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

type Ink = 'bold' | 'faint' | 'deleted' | 'inserted';
type Paint = (ink: Ink, text: string) => string;

const CODES: Readonly<Record<Ink, readonly [string, string]>> = {
  bold: ['1', '22'],
  faint: ['2', '22'],
  deleted: ['31;9', '39;29'],
  inserted: ['32;4', '39;24'],
};

/** Narrower than this a line holds too little to be read. */
const NARROWEST = 20;
const MARGIN = '    ';

function painter(colour: boolean): Paint {
  return (ink, text) => (colour ? `\x1b[${CODES[ink][0]}m${text}\x1b[${CODES[ink][1]}m` : text);
}

/** Control and direction-changing characters would let a document write its own terminal output. */
function harmless(text: string): string {
  return text.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

/* ---- lines ---- */

interface Piece {
  readonly text: string;
  readonly ink?: Ink | undefined;
}

/** Code points stand for columns here: wide scripts make a line longer than the terminal, and nothing worse. */
const columns = (text: string): number => [...text].length;

/** Pieces as words that may be broken between, each of one ink; a space belongs to the word before it. */
function wordsOf(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.flatMap(({ text, ink }) => (text.match(/\s|[^\s]+\s?/gu) ?? []).map((word) => ({ text: word, ink })));
}

function wrap(pieces: readonly Piece[], width: number, margin: string, paint: Paint): string {
  const room = Math.max(NARROWEST, width) - columns(margin);
  const lines: Piece[][] = [[]];
  let used = 0;
  let open = true; // whether a line may be broken here
  for (const word of wordsOf(pieces)) {
    if (used > 0 && open && used + columns(word.text.trimEnd()) > room) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)?.push(word);
    used += columns(word.text);
    open = /\s$/u.test(word.text);
  }
  return lines.map((line) => margin + painted(line, paint)).join('\n');
}

/** Neighbours of one ink are painted together, and no line ends with a space. */
function painted(line: readonly Piece[], paint: Paint): string {
  const runs: { text: string; ink: Ink | undefined }[] = [];
  for (const { text, ink } of line) {
    const last = runs.at(-1);
    if (last && last.ink === ink) last.text += text;
    else runs.push({ text, ink });
  }
  const last = runs.at(-1);
  if (last) last.text = last.text.trimEnd();
  return runs.map(({ text, ink }) => (ink && text !== '' ? paint(ink, text) : text)).join('');
}

/* ---- a change ---- */

const BLOCK_LABEL: Readonly<Record<Change['block'], string>> = {
  heading: 'heading',
  paragraph: 'paragraph',
  'list-item': 'list item',
  'table-row': 'table row',
  quotation: 'quotation',
  code: 'code',
  notice: 'notice',
  footnote: 'footnote',
};

function placeOf(side: { readonly clause: string; readonly number?: string | undefined }): string {
  const number = side.number === undefined ? '' : ` (${side.number})`;
  return side.clause === '' ? 'beginning' : `#${side.clause}${number}`;
}

function placesOf({ old, new: newer, parts, fate }: Change): string {
  if (fate === 'split' || fate === 'merged') {
    const several = [...new Set((parts ?? []).map(placeOf))].join(', ');
    return fate === 'split'
      ? `${placeOf(old ?? { clause: '' })} to ${several}`
      : `${several} to ${placeOf(newer ?? { clause: '' })}`;
  }
  const places = [old, newer].flatMap((side) => (side ? [placeOf(side)] : []));
  return [...new Set(places)].join(' to ');
}

function headOf(change: Change): readonly Piece[] {
  const kinds = change.kinds.map((kind) => KIND_LABEL[kind]).join(', ');
  const rest = `${BLOCK_LABEL[change.block]}, ${placesOf(change)}${kinds === '' ? '' : ` [${kinds}]`}`;
  const unseen = unseenIn(change);
  return [
    { text: FATE_LABEL[change.fate], ink: 'bold' },
    { text: `: ${harmless(rest)}${unseen ? ` (${unseen})` : ''}` },
  ];
}

/** Where the blocks of a split or merge end in the joined text of their side. No operation reaches over such a place. */
function seams({ fate, parts }: Change): ReadonlySet<number> {
  const ends = new Set<number>();
  if (fate !== 'split' && fate !== 'merged') return ends;
  let end = 0;
  for (const { text } of parts ?? []) {
    ends.add(end + text.length);
    end += text.length + 1;
  }
  return ends;
}

/** The words of a change, a bar between the blocks of a split or merge. Links are told only where they are what changed. */
function piecesOf(change: Change): readonly Piece[] {
  const address = (link: string | undefined) => (link && change.kinds.includes('reference') ? ` <${link}>` : '');
  if (!change.ops) return [{ text: harmless((change.new ?? change.old)?.text ?? '') }];
  const bars = seams(change);
  const passedOver = change.fate === 'split' ? 'delete' : 'insert';
  let at = 0;
  return change.ops.flatMap(({ op, text, link }): readonly Piece[] => {
    const bar: readonly Piece[] = op !== passedOver && bars.has(at) ? [{ text: ' |', ink: 'bold' }] : [];
    if (op !== passedOver) at += text.length;
    const words = harmless(text);
    if (op === 'keep') return [...bar, { text: words }];
    return op === 'delete'
      ? [...bar, { text: `[-${words}${harmless(address(link))}-]`, ink: 'deleted' }]
      : [...bar, { text: `{+${words}${harmless(address(link))}+}`, ink: 'inserted' }];
  });
}

/* ---- the whole ---- */

function editionLines(label: string, edition: ComparedEdition): readonly string[] {
  const { identifier, title, marking, text } = edition;
  const status = TEXT_LABEL[text as TextStatus]; // the comparison keeps the status as text
  const name = `${label}: ${title} (${identifier}) ${formatMarking(marking)}`;
  return status ? [name, `${label}: ${status.long}`] : [name];
}

function summaryLines({ summary }: Comparison): readonly string[] {
  const fates = FATES.filter((fate) => summary.fates[fate] > 0).map(
    (fate) => `${summary.fates[fate]} ${FATE_LABEL[fate].toLowerCase()}`,
  );
  const kinds = CHANGE_KINDS.filter((kind) => summary.kinds[kind] > 0).map(
    (kind) => `${KIND_LABEL[kind]} ${summary.kinds[kind]}`,
  );
  return [
    `Blocks: ${fates.length === 0 ? 'none' : fates.join(', ')}`,
    ...(kinds.length === 0 ? [] : [`Kinds of change: ${kinds.join(', ')}`]),
  ];
}

/** Changes in order, each run of unchanged blocks as its number. */
function folded(changes: readonly Change[]): readonly (Change | number)[] {
  const out: (Change | number)[] = [];
  for (const change of changes) {
    const last = out.at(-1);
    if (change.fate !== 'unchanged') out.push(change);
    else if (typeof last === 'number') out[out.length - 1] = last + 1;
    else out.push(1);
  }
  return out;
}

/** A comparison as lines for a terminal, the summary first. */
export function comparisonText(comparison: Comparison, { colour, width }: TextOptions): string {
  const paint = painter(colour);
  const plain = (text: string) => wrap([{ text: harmless(text) }], width, '', paint);
  const head = [
    ...editionLines('Old', comparison.old),
    ...editionLines('New', comparison.new),
    ...summaryLines(comparison),
  ].map(plain);
  const body = folded(comparison.changes).map((change) =>
    typeof change === 'number'
      ? paint('faint', `… ${change} unchanged`)
      : `${wrap(headOf(change), width, '', paint)}\n${wrap(piecesOf(change), width, MARGIN, paint)}`,
  );
  return `${head.join('\n')}\n\n${body.join('\n\n')}\n`;
}
