/**
 * Grounds on which something is withheld: the tables of them, which are dated data, one ground as a document cites it, and the words
 * of notices, which must be the same in a comparison as on a page.
 */
import type { PartialDate } from './date.ts';

/** Whether the public interest must be weighed; `none` for what is no exemption. */
export const GROUND_KINDS = ['absolute', 'qualified', 'none'] as const;
export type GroundKind = (typeof GROUND_KINDS)[number];

/** What must be shown: what the information is, the harm of its disclosure, or that withholding it is required. */
export const GROUND_BASES = ['class', 'prejudice', 'necessity'] as const;
export type GroundBasis = (typeof GROUND_BASES)[number];

/** Exemptions of Part II; grounds on which whole requests are refused; sections that exempt nothing. */
export const SECTION_PARTS = ['exemption', 'other', 'supplementary'] as const;
export type SectionPart = (typeof SECTION_PARTS)[number];

/** One row may follow another of the same limb in time. */
export interface Limb {
  /** `(1)(a)`, as it stands behind the number of the section. */
  readonly limb: string;
  readonly kind: GroundKind;
  readonly basis: GroundBasis;
  /** Whether it is one under which an authority neither confirms nor denies. */
  readonly deny: boolean;
  readonly from: PartialDate;
  readonly until?: PartialDate | undefined;
  /** The limb that stands in its place since. */
  readonly now?: string | undefined;
}

export interface Section {
  /** `31`, `22A`. */
  readonly section: string;
  readonly title: string;
  readonly part: SectionPart;
  readonly limbs: readonly Limb[];
}

export interface NamedGround {
  readonly name: string;
  readonly title: string;
}

export interface GroundTable {
  readonly sections: readonly Section[];
  readonly named: readonly NamedGround[];
}

/** One ground as cited, with what the table says of it. */
export interface CitedGround {
  /** In its one spelling: `s.31(1)(a)`, or a name. */
  readonly cited: string;
  /** `section 31(1)(a)`; absent for a ground that is no section. */
  readonly words?: string | undefined;
  readonly title: string;
  readonly kind: GroundKind;
  readonly basis: GroundBasis;
  readonly deny: boolean;
  readonly part: SectionPart | 'own';
}

/** A document that withholds or refuses: its grounds in words, "section 31(1)(a): Law enforcement; section 40(2): …". */
export function groundWords(grounds: readonly CitedGround[]): string {
  return grounds.map(({ words, title }) => (words === undefined ? title : `${words}: ${title}`)).join('; ');
}

/** What may cite grounds: as its author wrote them and, once looked up, as the table has them. */
export interface Citing {
  readonly ground?: string | undefined;
  readonly grounds?: readonly CitedGround[] | undefined;
}

/** Something that is withheld, or what stands in its place. */
export interface Grounded extends Citing {
  readonly ground: string;
}

/** The words that stand in the place of a withheld passage. Their form is fixed: neither words nor length show through. */
export function withheldNotice({ ground, grounds = [] }: Grounded): string {
  const [first] = grounds;
  if (!first) return `[Withheld: ${ground}]`;
  return first.words === undefined ? `[Withheld: ${groundWords(grounds)}]` : `[Withheld under ${groundWords(grounds)}]`;
}

/** "Refused under section 31(1)(a): Law enforcement"; the words alone where no ground is named. */
export function underGround(words: string, { ground, grounds = [] }: Citing): string {
  const named = grounds.length > 0 ? groundWords(grounds) : ground;
  return named === undefined ? words : `${words} under ${named}`;
}
