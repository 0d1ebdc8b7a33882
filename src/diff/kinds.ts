/**
 * What kind of change a block underwent, by the phrases that the shortest edit did not leave whole. A phrase counts as kept when
 * all its words stay and form the same phrase on the other side: "must" in "must not" is no longer the same duty.
 */
import { CHANGE_KINDS, type ChangeKind } from '../model/comparison.ts';
import type { Unit } from './blocks.ts';
import { defines, type PhrasesOf, type Span } from './phrases.ts';
import type { Token } from './tokens.ts';
import type { Match } from './words.ts';

interface Side {
  readonly tokens: readonly Token[];
  readonly spans: readonly Span[];
  /** For each token the one it is matched with on the other side, or -1. */
  readonly partner: Int32Array;
}

function sideOf(unit: Unit | undefined, matches: readonly Match[], own: 0 | 1, phrases: PhrasesOf): Side {
  const tokens = unit?.tokens() ?? [];
  const partner = new Int32Array(tokens.length).fill(-1);
  for (const match of matches) partner[match[own]] = match[1 - own] as number;
  return { tokens, spans: unit ? phrases(unit).all : [], partner };
}

/** The tokens of a span, by their places in the list; spaces aside. */
function tokensIn({ tokens }: Side, { start, end }: Span): readonly number[] {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const token = tokens[middle];
    if (token && token.start + token.text.length <= start) low = middle + 1;
    else high = middle;
  }
  const found: number[] = [];
  for (let at = low; at < tokens.length && (tokens[at]?.start ?? end) < end; at++) {
    if (tokens[at]?.kind !== 'space') found.push(at);
  }
  return found;
}

interface Phrase {
  readonly kind: ChangeKind;
  readonly at: readonly number[];
}

const phrasesOfSide = (side: Side): readonly Phrase[] =>
  side.spans.map((span) => ({ kind: span.kind, at: tokensIn(side, span) }));

/** Phrases by their first token; no two of one kind begin at the same. */
function byStart(list: readonly Phrase[]): ReadonlyMap<string, Phrase> {
  return new Map(list.map((phrase) => [`${phrase.kind} ${phrase.at[0]}`, phrase]));
}

interface Lost {
  readonly kinds: readonly ChangeKind[];
  /** The tokens of those phrases. */
  readonly covered: ReadonlySet<number>;
}

/** The phrases of one side that are not the same on the other. */
function lost({ partner }: Side, own: readonly Phrase[], others: ReadonlyMap<string, Phrase>): Lost {
  const kinds: ChangeKind[] = [];
  const covered = new Set<number>();
  for (const { kind, at } of own) {
    const there = others.get(`${kind} ${partner[at[0] ?? -1]}`);
    if (there?.at.length === at.length && at.every((place, index) => partner[place] === there.at[index])) continue;
    kinds.push(kind);
    for (const place of at) covered.add(place);
  }
  return { kinds, covered };
}

/** Changed words that no changed phrase accounts for. */
function otherWords({ tokens, partner }: Side, { covered }: Lost): boolean {
  return tokens.some(({ kind }, at) => kind === 'word' && (partner[at] ?? -1) < 0 && !covered.has(at));
}

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The addresses in a block, one for each link, whatever their words. */
function addresses(tokens: readonly Token[]): string {
  const found: string[] = [];
  let last: string | undefined;
  for (const { link, picture } of tokens) {
    const address = link ?? picture;
    if (address !== undefined && address !== last) found.push(address);
    last = address;
  }
  return found.join('\n');
}

/** How many footnotes are referred to. */
function noted(tokens: readonly Token[]): number {
  return tokens.reduce((count, token) => count + (token.noted ? 1 : 0), 0);
}

const marked = (tokens: readonly Token[], mark: 'struck' | 'noted'): string =>
  tokens.flatMap((token) => (token[mark] ? token.start : [])).join(' ');

/** The kinds of a change that leaves every word: what is struck out no longer stands, emphasis is no more than punctuation. */
function kindsOfStyle({ tokens: a }: Side, { tokens: b }: Side, found: Set<ChangeKind>): readonly ChangeKind[] {
  if (marked(a, 'noted') !== marked(b, 'noted')) found.add('reference');
  if (marked(a, 'struck') !== marked(b, 'struck')) found.add('wording');
  return found.size > 0 ? CHANGE_KINDS.filter((kind) => found.has(kind)) : ['punctuation'];
}

/** The kinds of change of a block, strongest first; `matches` are those of the shortest edit. */
export function kindsOf(
  old: Unit | undefined,
  newer: Unit | undefined,
  matches: readonly Match[],
  phrases: PhrasesOf,
): readonly ChangeKind[] {
  const [a, b] = [sideOf(old, matches, 0, phrases), sideOf(newer, matches, 1, phrases)];
  const found = new Set<ChangeKind>();
  if (addresses(a.tokens) !== addresses(b.tokens)) found.add('reference');
  if (old && newer && old.marking !== newer.marking) found.add('marking');
  if (old && newer && noted(a.tokens) !== noted(b.tokens)) found.add('reference');
  if (old?.text === newer?.text) return kindsOfStyle(a, b, found);
  const sameWords = old && newer && bare(old.text) === bare(newer.text);
  const [before, after] = [phrasesOfSide(a), phrasesOfSide(b)];
  const [gone, come] = [lost(a, before, byStart(after)), lost(b, after, byStart(before))];
  for (const kind of [...gone.kinds, ...come.kinds]) found.add(kind);
  if (!sameWords && (otherWords(a, gone) || otherWords(b, come))) found.add('wording');
  if (!sameWords && ((old && defines(old)) || (newer && defines(newer)))) found.add('definition');
  if (found.size === 0) found.add(sameWords ? 'punctuation' : 'wording');
  return CHANGE_KINDS.filter((kind) => found.has(kind));
}
