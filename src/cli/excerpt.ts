/**
 * A line of a file and a caret under a place in it, for people: tabs as spaces, letters of double width counted as two, and of a
 * long line only what stands around the place.
 */
import type { Place } from '../model/document.ts';

const TAB = '    ';
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u;
const WIDTHLESS = /[\p{Mark}\u200b-\u200d\ufe0f]/u;

/** The columns of a terminal that a text takes. */
export function columnsOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (WIDTHLESS.test(letter) ? 0 : WIDE.test(letter) ? 2 : 1), 0);
}

/** The end, or with `from` the beginning, of a text that takes at most `columns`. */
function kept(text: string, columns: number, side: 'start' | 'end'): string {
  const letters = side === 'start' ? [...text] : [...text].toReversed();
  const fitting: string[] = [];
  let taken = 0;
  for (const letter of letters) {
    taken += columnsOf(letter);
    if (taken > columns) break;
    fitting.push(letter);
  }
  return (side === 'start' ? fitting : fitting.toReversed()).join('');
}

/** Two lines, each ended: the source line with its number, and the caret. */
export function excerpt(line: string, place: Place, columns: number): string {
  const plain = (text: string) => text.replaceAll('\t', TAB).trimEnd();
  const before = line.slice(0, place.column - 1).replaceAll('\t', TAB);
  const behind = plain(line.slice(place.column - 1));
  const gutter = `${String(place.line).padStart(7)} | `;
  const room = Math.max(columns - gutter.length, 20);
  const half = Math.floor(room / 2);
  const fits = columnsOf(before + behind) <= room;
  const left = fits || columnsOf(before) <= half ? before : `…${kept(before, half - 1, 'end')}`;
  const space = room - columnsOf(left);
  const right = columnsOf(behind) <= space ? behind : `${kept(behind, space - 1, 'start')}…`;
  return `${gutter}${left}${right}\n${' '.repeat(7)} | ${' '.repeat(columnsOf(left))}^\n`;
}
