/**
 * Matches as operations. Whatever tokens are matched, the kept and deleted texts joined give the old text and the kept and
 * inserted ones the new: a space is kept where both sides have it next to what is kept, deleted or inserted elsewhere.
 */
import type { Operation } from '../model/comparison.ts';
import type { Token } from './tokens.ts';
import type { Match } from './words.ts';

interface Open {
  readonly op: Operation['op'];
  readonly last: Token;
  /** An operation ends where a cell or a joined block begins, on whichever side has it. */
  readonly pieces: number;
}

const sameSpace = (a: Token | undefined, b: Token | undefined): boolean => a?.kind === 'space' && a.key === b?.key;

/** The operations from one list of tokens to the other; `matches` ascend on both sides and join equal keys. */
export function operationsOf(
  old: readonly Token[],
  newer: readonly Token[],
  matches: readonly Match[],
): readonly Operation[] {
  const out: Operation[] = [];
  const words: string[] = [];
  let open: Open | undefined;
  const close = (): void => {
    if (!open) return;
    const { op, last } = open;
    const text = words.splice(0).join('');
    const { link, emphasis } = last;
    out.push({ op, text, ...(link ? { link } : {}), ...(emphasis ? { emphasis } : {}) });
  };
  const emit = (op: Operation['op'], token: Token | undefined, pieces: number): void => {
    if (!token) return;
    const runsOn = open?.op === op && open.pieces === pieces && open.last.link === token.link;
    if (!runsOn || open?.last.emphasis !== token.emphasis) {
      close();
      open = { op, last: token, pieces };
    }
    words.push(token.text);
  };
  const keep = (x: number, y: number): void => {
    const [a, b] = [old[x], newer[y]];
    if (!a || a.key !== b?.key) throw new Error(`no match: ${a?.key} and ${b?.key}`);
    // Two numbers as one; no row or split has a million parts.
    emit('keep', b, a.piece * 1e6 + b.piece);
  };
  /** What stands between two matches: spaces at its edges that both sides have are kept. */
  const replace = (i: number, x: number, j: number, y: number): void => {
    const head = i < x && j < y && sameSpace(old[i], newer[j]) ? 1 : 0;
    const tail = x - i > head && y - j > head && sameSpace(old[x - 1], newer[y - 1]) ? 1 : 0;
    if (head) keep(i, j);
    for (let at = i + head; at < x - tail; at++) emit('delete', old[at], old[at]?.piece ?? 0);
    for (let at = j + head; at < y - tail; at++) emit('insert', newer[at], newer[at]?.piece ?? 0);
    if (tail) keep(x - 1, y - 1);
  };
  let [i, j] = [0, 0];
  for (const [x, y] of matches) {
    replace(i, x, j, y);
    keep(x, y);
    [i, j] = [x + 1, y + 1];
  }
  replace(i, old.length, j, newer.length);
  close();
  return out;
}
