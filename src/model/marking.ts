/**
 * Security markings as the Government Security Classifications policy writes them:
 * `OFFICIAL-SENSITIVE - RECIPIENTS ONLY - COMMERCIAL`. Text comes in, a structure goes out, and `formatMarking` gives the
 * canonical text back. The order of two markings is that of what they protect; `joinMarkings` is its least upper bound.
 */

export const TIERS = ['OFFICIAL', 'SECRET', 'TOP SECRET'] as const;
export type Tier = (typeof TIERS)[number];

/** `sensitive` is the additional marking -SENSITIVE, which only OFFICIAL takes; `additions` are the parts behind it, in order. */
export interface Marking {
  readonly tier: Tier;
  readonly sensitive: boolean;
  readonly prefix?: 'UK' | undefined;
  readonly additions: readonly string[];
}

const WRITTEN = /^(UK )?(OFFICIAL|SECRET|TOP SECRET)(-SENSITIVE)?((?: - [A-Z0-9][A-Z0-9 /&'()]*)*)$/;

/** A marking in its canonical spelling, or `undefined`: near-misses are mended by `suggestMarking`, never silently. */
export function parseMarking(text: string): Marking | undefined {
  const match = WRITTEN.exec(text);
  if (!match) return undefined;
  const tier = TIERS.find((known) => known === match[2]);
  if (!tier || (match[3] && tier !== 'OFFICIAL')) return undefined;
  const additions = (match[4] ?? '').split(' - ').filter((part) => part !== '');
  return { tier, sensitive: match[3] !== undefined, prefix: match[1] ? 'UK' : undefined, additions };
}

export function formatMarking({ tier, sensitive, prefix, additions }: Marking): string {
  return [`${prefix ? `${prefix} ` : ''}${tier}${sensitive ? '-SENSITIVE' : ''}`, ...additions].join(' - ');
}

/** The canonical spelling that a near-miss most likely means (`Official`, `OFFICIAL SENSITIVE`, an en dash, a bracketed descriptor). */
export function suggestMarking(text: string): string | undefined {
  const folded = text
    .normalize('NFC')
    .toUpperCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s*\[\s*([^\]]*?)\s*\]/g, ' - $1')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^((?:UK )?OFFICIAL)\s*[-: ]\s*SENSITIVE/, '$1-SENSITIVE')
    .replace(/(?<=\S) ?- ?(?!SENSITIVE)(?=\S)/g, ' - ');
  return parseMarking(folded) ? folded : undefined;
}

function rank({ tier, sensitive }: Marking): number {
  return TIERS.indexOf(tier) * 2 + (sensitive ? 1 : 0);
}

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  return [...a, ...b.filter((part) => !a.includes(part))].sort();
}

/** Whether everything that `b` protects is protected by `a` as well. */
export function dominates(a: Marking, b: Marking): boolean {
  return rank(a) >= rank(b) && b.additions.every((part) => a.additions.includes(part)) && (!b.prefix || !!a.prefix);
}

/** The lowest marking that dominates both. */
export function joinMarkings(a: Marking, b: Marking): Marking {
  if (dominates(a, b)) return a;
  if (dominates(b, a)) return b;
  const higher = rank(a) >= rank(b) ? a : b;
  return { ...higher, prefix: a.prefix ?? b.prefix, additions: union(a.additions, b.additions) };
}
