/**
 * Matches as operations. Whatever tokens are matched, the kept and deleted texts joined give the old text and the kept and
 * inserted ones the new: a space is kept where both sides have it next to what is kept, deleted or inserted elsewhere.
 */
import type { Operation } from '../model/comparison.ts';
import type { Token } from './tokens.ts';
import type { Match } from './words.ts';

interface Step {
  readonly op: Operation['op'];
  readonly token: Token;
  /** An operation ends where a cell or a joined block begins, on whichever side has it. */
  readonly piece: string;
}

function kept(old: Token, newer: Token): Step {
  return { op: 'keep', token: newer, piece: `${old.piece}:${newer.piece}` };
}

const sameSpace = (a: Token | undefined, b: Token | undefined): boolean => a?.kind === 'space' && a.key === b?.key;

/** What stands between two matches. */
function gap(old: readonly Token[], newer: readonly Token[]): readonly Step[] {
  const head = sameSpace(old[0], newer[0]) ? 1 : 0;
  const tail = old.length > head && newer.length > head && sameSpace(old.at(-1), newer.at(-1)) ? 1 : 0;
  const both = (at: number) => (old.at(at) && newer.at(at) ? [kept(old.at(at) as Token, newer.at(at) as Token)] : []);
  const step = (op: Operation['op']) => (token: Token) => ({ op, token, piece: `${token.piece}` });
  return [
    ...(head ? both(0) : []),
    ...old.slice(head, old.length - tail).map(step('delete')),
    ...newer.slice(head, newer.length - tail).map(step('insert')),
    ...(tail ? both(-1) : []),
  ];
}

function steps(old: readonly Token[], newer: readonly Token[], matches: readonly Match[]): readonly Step[] {
  const out: Step[] = [];
  let [i, j] = [0, 0];
  for (const [x, y] of matches) {
    const [a, b] = [old[x], newer[y]];
    if (!a || !b || a.key !== b.key) throw new Error(`no match: ${a?.key} and ${b?.key}`);
    if (x > i || y > j) out.push(...gap(old.slice(i, x), newer.slice(j, y)));
    out.push(kept(a, b));
    [i, j] = [x + 1, y + 1];
  }
  out.push(...gap(old.slice(i), newer.slice(j)));
  return out;
}

/** The operations from one list of tokens to the other; `matches` ascend on both sides and join equal keys. */
export function operationsOf(
  old: readonly Token[],
  newer: readonly Token[],
  matches: readonly Match[],
): readonly Operation[] {
  const out: { op: Operation['op']; text: string[]; link?: string; emphasis?: 'emphasis' | 'strong' }[] = [];
  let last: Step | undefined;
  for (const step of steps(old, newer, matches)) {
    const { op, token, piece } = step;
    const runsOn =
      last?.op === op &&
      last.piece === piece &&
      last.token.link === token.link &&
      last.token.emphasis === token.emphasis;
    if (runsOn) out.at(-1)?.text.push(token.text);
    else {
      const { link, emphasis } = token;
      out.push({ op, text: [token.text], ...(link ? { link } : {}), ...(emphasis ? { emphasis } : {}) });
    }
    last = step;
  }
  return out.map(({ text, ...operation }) => ({ ...operation, text: text.join('') }));
}
