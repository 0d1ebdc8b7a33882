/**
 * What kind of change a block underwent, by the phrases that the shortest edit did not leave whole. A phrase counts as kept when
 * all its words stay and form the same phrase on the other side: "must" in "must not" is no longer the same duty.
 */
import { CHANGE_KINDS, type ChangeKind } from '../model/comparison.ts';
import type { Unit } from './blocks.ts';
import { defines, phrasesIn, type Phrases, type Span } from './phrases.ts';
import type { Token } from './tokens.ts';
import type { Match } from './words.ts';

interface Side {
  readonly tokens: readonly Token[];
  readonly spans: readonly Span[];
  /** For each token the one it is matched with on the other side. */
  readonly partner: ReadonlyMap<number, number>;
}

function sideOf(unit: Unit | undefined, matches: readonly Match[], own: 0 | 1, phrases: Phrases): Side {
  const partner = new Map(matches.map((match) => [match[own], match[1 - own] as number]));
  return { tokens: unit?.tokens() ?? [], spans: unit ? phrasesIn(unit.text, phrases) : [], partner };
}

/** First and last token of a span, by their places in the list. */
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

const nameOf = (kind: ChangeKind, places: readonly number[]): string => `${kind} ${places.join(',')}`;

interface Lost {
  readonly kinds: readonly ChangeKind[];
  /** The tokens of those phrases. */
  readonly covered: ReadonlySet<number>;
}

/** The phrases of one side that are not the same on the other. */
function lost(side: Side, other: Side): Lost {
  const there = new Set(other.spans.map((span) => nameOf(span.kind, tokensIn(other, span))));
  const kinds: ChangeKind[] = [];
  const covered = new Set<number>();
  for (const span of side.spans) {
    const own = tokensIn(side, span);
    const partners = own.map((at) => side.partner.get(at) ?? -1);
    if (there.has(nameOf(span.kind, partners))) continue;
    kinds.push(span.kind);
    for (const at of own) covered.add(at);
  }
  return { kinds, covered };
}

/** Changed words that no changed phrase accounts for. */
function otherWords({ tokens, partner }: Side, { covered }: Lost): boolean {
  return tokens.some(({ kind }, at) => kind === 'word' && !partner.has(at) && !covered.has(at));
}

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The addresses in a block, one for each link, whatever their words. */
function addresses(unit: Unit | undefined): string {
  const found = (unit?.tokens() ?? []).map(({ link, picture }) => link ?? picture ?? '');
  return found.filter((address, at) => address !== found[at - 1] && address !== '').join('\n');
}

/** The kinds of change of a block, strongest first; `matches` are those of the shortest edit. */
export function kindsOf(
  old: Unit | undefined,
  newer: Unit | undefined,
  matches: readonly Match[],
  phrases: Phrases,
): readonly ChangeKind[] {
  const sameWords = old && newer && bare(old.text) === bare(newer.text);
  const [a, b] = [sideOf(old, matches, 0, phrases), sideOf(newer, matches, 1, phrases)];
  const [gone, come] = [lost(a, b), lost(b, a)];
  const found = new Set<ChangeKind>();
  if (addresses(old) !== addresses(newer)) found.add('reference');
  if (old?.text === newer?.text) return found.size > 0 ? [...found] : ['punctuation'];
  for (const kind of [...gone.kinds, ...come.kinds]) found.add(kind);
  const others = !sameWords && (otherWords(a, gone) || otherWords(b, come));
  if (others) found.add('wording');
  if ((old && defines(old)) || (newer && defines(newer))) if (!sameWords) found.add('definition');
  if (found.size === 0) found.add(sameWords ? 'punctuation' : 'wording');
  return CHANGE_KINDS.filter((kind) => found.has(kind));
}
