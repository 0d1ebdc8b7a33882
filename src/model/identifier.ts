/**
 * The one grammar for naming things: `family/work@edition#clause`, and `family/work@old..new` for a comparison.
 * Text comes in, an identifier or `undefined` goes out. Addresses on the site follow the same grammar.
 */

export interface Identifier {
  readonly family: string;
  readonly work: string;
  readonly edition?: string | undefined;
  readonly clause?: string | undefined;
}

export interface ComparisonIdentifier {
  readonly family: string;
  readonly work: string;
  readonly old: string;
  readonly new: string;
}

const SLUG = '[a-z0-9]+(?:-[a-z0-9]+)*';
const IDENTIFIER = new RegExp(`^(${SLUG})/(${SLUG})(?:@(${SLUG})(?:#(${SLUG}))?)?$`);
const COMPARISON = new RegExp(`^(${SLUG})/(${SLUG})@(${SLUG})\\.\\.(${SLUG})$`);
const WHOLE_SLUG = new RegExp(`^${SLUG}$`);

/** Characters in a family, work, edition or clause name. Longer names do not fit every file system once nested. */
export const LONGEST_SLUG = 80;

/** A name as it may stand in an identifier, an address or a file name: `[a-z0-9]+(-[a-z0-9]+)*`, 1 to 80 characters. */
export function isSlug(text: string): boolean {
  return text.length <= LONGEST_SLUG && WHOLE_SLUG.test(text);
}

/** The name as it could be part of an address; of words without a Latin letter or digit nothing is left. */
export function slugOf(words: string): string {
  return words
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{Mark}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_SLUG)
    .replace(/^-|-$/g, '');
}

export function parseIdentifier(text: string): Identifier | undefined {
  const [, family, work, edition, clause] = IDENTIFIER.exec(text) ?? [];
  return family && work ? { family, work, edition, clause } : undefined;
}

export function parseComparisonIdentifier(text: string): ComparisonIdentifier | undefined {
  const [, family, work, old, newer] = COMPARISON.exec(text) ?? [];
  return family && work && old && newer ? { family, work, old, new: newer } : undefined;
}

export function formatIdentifier({ family, work, edition, clause }: Identifier): string {
  return `${family}/${work}${edition ? `@${edition}` : ''}${edition && clause ? `#${clause}` : ''}`;
}

export function formatComparisonIdentifier(id: ComparisonIdentifier): string {
  return `${id.family}/${id.work}@${id.old}..${id.new}`;
}

/** Where an identifier lives on the site, from the root and without a leading slash: `guidance/lone-working/2019/#visits`. */
export function addressOf({ family, work, edition, clause }: Identifier): string {
  return `${family}/${work}/${edition ? `${edition}/` : ''}${clause ? `#${clause}` : ''}`;
}

export function addressOfComparison(id: ComparisonIdentifier): string {
  return `${id.family}/${id.work}/${id.old}..${id.new}/`;
}
