/** What an import did, for its author: as text to read and as JSON. */
import type { Doubt, Piece, SourcePlace } from './pieces.ts';
import { placeWords, wordsOf } from './pieces.ts';
import type { Recognised } from './notes.ts';

export interface Account {
  readonly source: string;
  readonly output: string;
  readonly family: string;
  /** Words of the source, without those that belong to its pages. */
  readonly words: number;
  readonly recognised: readonly Recognised[];
  readonly interventions: readonly string[];
  readonly doubts: readonly Doubt[];
  /** Fields that the author fills in. */
  readonly blanks: readonly { readonly field: string; readonly advice: string }[];
}

export const countWords = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, piece) => sum + wordsOf(piece).split(/\s+/).filter(Boolean).length, 0);

const at = (place: SourcePlace | undefined) => (place ? placeWords(place) : 'throughout');

/** As the source is read, what concerns all of it first. */
function inOrder<Told extends { readonly place?: SourcePlace | undefined }>(told: readonly Told[]): readonly Told[] {
  const order = ({ place }: Told) => (place?.page ?? 0) * 1e6 + (place?.number ?? 0);
  return told.toSorted((a, b) => order(a) - order(b));
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `\n${title} (${lines.length})\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

export function accountText(account: Account): string {
  const { source, output, family, words, recognised, interventions, doubts, blanks } = account;
  return [
    `${source} -> ${output}: ${family}, ${words} words\n`,
    section(
      'Fill in',
      blanks.map(({ field, advice }) => `${field}: ${advice}`),
    ),
    section(
      'In doubt',
      inOrder(doubts).map(({ text, place }) => `${at(place)}: ${text}`),
    ),
    section(
      'Recognised',
      inOrder(recognised).map(({ what, confidence, place }) => `${confidence.padEnd(6)} ${at(place)}: ${what}`),
    ),
    section('Changed, and listed in the front matter', interventions),
  ].join('');
}

export function accountJson(account: Account): string {
  return `${JSON.stringify({ version: 1, ...account }, undefined, 2)}\n`;
}
