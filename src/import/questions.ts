/**
 * Pieces to draft blocks: lists are nested, questions are paired with the answers that repeat them, numbered principles, numbered
 * paragraphs and the rights of review become passages of their own.
 */
import type { DraftBlock, DraftContainer, DraftItem, DraftList } from './draft.ts';
import { SIGN_OFF } from './mends.ts';
import type { Notes } from './notes.ts';
import { type ItemPiece, type Piece, withoutStart, wordsOf, wordsOfRuns } from './pieces.ts';

/** What Markdown can count; other printed numbers, "(a)" and "iv.", stay words at the head of their item. */
const COUNTED = /^\d{1,9}[.)]$/;
const DOTTED = /^\d{1,3}(?:\.\d{1,3})+\.?$/;

function listOf(items: readonly ItemPiece[]): DraftList {
  const [first] = items;
  const base = Math.min(...items.map(({ level }) => level));
  const own: DraftItem[] = [];
  for (let at = 0; at < items.length;) {
    const item = items[at];
    if (!item) break;
    let end = at + 1;
    while (end < items.length && (items[end]?.level ?? 0) > Math.max(item.level, base)) end++;
    const below = items.slice(at + 1, end);
    const { label, runs } = item;
    const counted = label === undefined || COUNTED.test(label);
    own.push({
      ...(counted && label !== undefined ? { label } : {}),
      runs: counted ? runs : [{ text: `${label} ` }, ...runs],
      children: below.length > 0 ? [listOf(below)] : [],
    });
    at = end;
  }
  return { kind: 'list', items: own, place: first?.place };
}

/** Blocks without passages of their own. Items in a row are one list. */
export function plainBlocks(pieces: readonly Piece[]): readonly DraftBlock[] {
  const blocks: DraftBlock[] = [];
  for (let at = 0; at < pieces.length;) {
    const piece = pieces[at];
    if (!piece) break;
    let end = at + 1;
    if (piece.kind !== 'item') blocks.push(piece);
    else if (piece.label !== undefined && DOTTED.test(piece.label)) {
      const child = { kind: 'paragraph', runs: piece.runs, place: piece.place } as const;
      blocks.push({
        kind: 'container',
        name: 'clause',
        number: piece.label.replace(/\.$/, ''),
        children: [child],
        place: piece.place,
      });
    } else {
      const item = (one: Piece | undefined): one is ItemPiece => one?.kind === 'item' && !DOTTED.test(one.label ?? '');
      while (item(pieces[end])) end++;
      blocks.push(listOf(pieces.slice(at, end).filter(item)));
    }
    at = end;
  }
  return blocks;
}

const alike = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
const numberOf = (piece: Piece) =>
  piece.kind === 'item' && piece.label && COUNTED.test(piece.label) ? piece.label.slice(0, -1) : undefined;
const isHeading = (piece: Piece, words: RegExp) => piece.kind === 'heading' && words.test(wordsOf(piece));

interface Asked {
  readonly number: string;
  readonly words: string;
  readonly index: number;
}

/** Numbered items of one list before the response, two at least or all of them asking. */
function questionsIn(pieces: readonly Piece[], until: number): readonly Asked[] {
  return pieces.slice(0, until).flatMap((piece, index) => {
    const number = numberOf(piece);
    const top = piece.kind === 'item' && piece.level === 0;
    return number !== undefined && top ? [{ number, words: alike(wordsOfRuns(piece.runs)), index }] : [];
  });
}

/** Where the answer to each question begins: at the line that repeats it, else at the item with its number. */
function answerStarts(pieces: readonly Piece[], from: number, asked: readonly Asked[]): ReadonlyMap<number, Asked> {
  const starts = new Map<number, Asked>();
  let after = from;
  for (const question of asked) {
    const repeats = (piece: Piece, index: number) => {
      const words = piece.kind === 'item' ? alike(wordsOfRuns(piece.runs)) : alike(wordsOf(piece));
      return index >= after && (words === question.words || words === `${question.number} ${question.words}`);
    };
    const repeated = pieces.findIndex(repeats);
    const numbered = pieces.findIndex((piece, index) => index >= after && numberOf(piece) === question.number);
    const found = repeated >= 0 ? repeated : numbered;
    if (found < 0) continue;
    starts.set(found, question);
    after = found + 1;
  }
  return starts;
}

/** The bounds of an answer under the Act: behind the heading of the response, before signature and rights of review. */
export function questionsAndAnswers(pieces: readonly Piece[], notes: Notes): readonly DraftBlock[] {
  const response = pieces.findIndex((piece) => isHeading(piece, /\b(?:response|reply|answers?)\b/i));
  const asked = response < 0 ? [] : questionsIn(pieces, response);
  if (asked.length === 0) {
    notes.doubt('No numbered questions with a response behind them were found; mark questions and answers by hand.');
    return withRights(pieces, notes);
  }
  const closing = pieces.findIndex(
    (piece, index) => index > response && (SIGN_OFF.test(wordsOf(piece)) || isHeading(piece, RIGHTS)),
  );
  const end = closing < 0 ? pieces.length : closing;
  const starts = answerStarts(pieces.slice(0, end), response + 1, asked);
  const unanswered = asked.filter((question) => ![...starts.values()].includes(question));
  for (const { number, index } of unanswered)
    notes.doubt(`No answer to question ${number} was found.`, pieces[index]?.place);
  notes.recognise(
    `${asked.length} questions and ${starts.size} answers`,
    unanswered.length === 0 ? 'high' : 'low',
    pieces[asked[0]?.index ?? 0]?.place,
  );
  notes.intervene(
    'The numbered questions are set as questions and the responses as their answers, each pair tied together.',
  );
  return [
    ...askedBlocks(pieces.slice(0, response), asked),
    ...answeredBlocks(pieces.slice(response, end), starts, response),
    ...withRights(pieces.slice(end), notes),
  ];
}

function askedBlocks(pieces: readonly Piece[], asked: readonly Asked[]): readonly DraftBlock[] {
  const blocks: DraftBlock[] = [];
  const first = asked[0]?.index ?? pieces.length;
  blocks.push(...plainBlocks(pieces.slice(0, first)));
  for (const [at, { index, number }] of asked.entries()) {
    const own = pieces.slice(index, asked[at + 1]?.index ?? pieces.length);
    const [question, ...more] = own;
    if (question?.kind !== 'item') continue;
    // Items below a question belong to it; what stands behind the last one does not.
    const below = more.findIndex((piece) => piece.kind !== 'item');
    const inside = below < 0 ? more : more.slice(0, below);
    const paragraph = { kind: 'paragraph', runs: question.runs, place: question.place } as const;
    blocks.push({
      kind: 'container',
      name: 'question',
      number,
      children: [paragraph, ...plainBlocks(inside)],
      place: question.place,
    });
    blocks.push(...plainBlocks(below < 0 ? [] : more.slice(below)));
  }
  return blocks;
}

function answeredBlocks(
  pieces: readonly Piece[],
  starts: ReadonlyMap<number, Asked>,
  offset: number,
): readonly DraftBlock[] {
  const at = [...starts.keys()].map((index) => index - offset).toSorted((a, b) => a - b);
  const before = plainBlocks(pieces.slice(0, at[0] ?? pieces.length));
  const answers = at.map((start, index): DraftContainer => {
    const own = pieces.slice(start, at[index + 1] ?? pieces.length);
    const question = starts.get(start + offset);
    // A printed number that repeats the question stays with it, and is no list.
    const [first, ...rest] = own;
    const head =
      first?.kind === 'item' && first.label
        ? ({ kind: 'paragraph', runs: [{ text: `${first.label} ` }, ...first.runs], place: first.place } as const)
        : first;
    const heading =
      head?.kind === 'heading' ? ({ kind: 'paragraph', runs: head.runs, place: head.place } as const) : head;
    return {
      kind: 'container',
      name: 'answer',
      to: question?.number,
      children: plainBlocks(heading ? [heading, ...rest] : []),
      place: first?.place,
    };
  });
  return [...before, ...answers];
}

const RIGHTS = /\b(?:complaints?|internal review|right of appeal|review rights|unhappy|dissatisfied)\b/i;

/** From the heading that tells of complaints to the end. */
function withRights(pieces: readonly Piece[], notes: Notes): readonly DraftBlock[] {
  const at = pieces.findIndex((piece) => isHeading(piece, RIGHTS));
  if (at < 0) return plainBlocks(pieces);
  notes.recognise('the rights of review', 'high', pieces[at]?.place);
  return [
    ...plainBlocks(pieces.slice(0, at)),
    { kind: 'container', name: 'review-rights', children: plainBlocks(pieces.slice(at)), place: pieces[at]?.place },
  ];
}

const PRINCIPLE = /^Principle\s+(\d{1,2})\s*[:.–—-]\s*(?=\S)/i;

/** Numbered items below a heading that names principles, and paragraphs "Principle 1: …" anywhere. */
export function principles(pieces: readonly Piece[], notes: Notes): readonly DraftBlock[] {
  const blocks: DraftBlock[] = [];
  let [rest, under, count]: [Piece[], boolean, number] = [[], false, 0];
  const principle = (number: string, piece: ItemPiece | Extract<Piece, { kind: 'paragraph' }>, skip: number) => {
    blocks.push(...plainBlocks(rest));
    rest = [];
    count++;
    const child = { kind: 'paragraph', runs: withoutStart(piece.runs, skip), place: piece.place } as const;
    if (skip > 0)
      notes.intervene(`The words "${wordsOf(piece).slice(0, skip).trim()}" are set as the number of the principle.`);
    blocks.push({ kind: 'container', name: 'principle', number, children: [child], place: piece.place });
  };
  for (const piece of pieces) {
    if (piece.kind === 'heading') under = /\bprinciples?\b/i.test(wordsOf(piece));
    const named = piece.kind === 'paragraph' ? PRINCIPLE.exec(wordsOf(piece)) : null;
    const number = piece.kind === 'item' && piece.level === 0 && under ? numberOf(piece) : undefined;
    if (piece.kind === 'paragraph' && named?.[1]) principle(named[1], piece, named[0].length);
    else if (piece.kind === 'item' && number !== undefined) principle(number, piece, 0);
    else rest.push(piece);
  }
  if (count > 0) {
    notes.recognise(`${count} numbered principles`, 'high');
    notes.intervene('The numbered principles are set as principles, with the numbers as printed.');
  }
  return [...blocks, ...plainBlocks(rest)];
}
