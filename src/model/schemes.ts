/**
 * What changes by decision of others and not of ours, as dated data: the files of `schemes/`. Values only; `read` makes them and
 * hands them on with the corpus.
 */
import { dayAfter, type PartialDate } from './date.ts';
import type { GroundTable } from './ground.ts';
import type { HolidayTable } from './working-days.ts';

/** Where a rule was read, and whether a source confirms it: what breaks an unconfirmed one is a warning and no error. */
export interface Sourced {
  /** In a sentence, for those who break it. */
  readonly rule?: string | undefined;
  readonly source: string;
  readonly confirmed: boolean;
}

/** Something that a marking may be made of. `with` names the grades that it may stand with; absent, all of them. */
export interface MarkingPart extends Sourced {
  /** As written; words in square brackets stand for words of the author's: `[ORGANISATION] USE ONLY`. */
  readonly name: string;
  readonly with?: readonly string[] | undefined;
  /** Whether it widens who may see what is marked so, while all others narrow it. */
  readonly permits: boolean;
}

export interface Tier extends Sourced {
  readonly name: string;
  /** Whether what carries it may be shown to the public. */
  readonly public: boolean;
}

/** The parts behind and before the grade, in the order in which a marking is written. */
export const PART_KINDS = ['prefixes', 'handling-instructions', 'descriptors', 'national-caveats'] as const;
export type PartKind = (typeof PART_KINDS)[number];

/** The markings of one policy from a date until the next of its kind. */
export interface MarkingScheme {
  readonly file: string;
  /** Markings of one policy are ordered among one another; of two policies never. */
  readonly policy: string;
  readonly title: string;
  /** The first day in force; the oldest scheme has none. */
  readonly from?: PartialDate | undefined;
  /** Whether it is kept for historic records only. */
  readonly legacy: boolean;
  /** What readers are told of a marking of it, behind the marking and a colon. */
  readonly note?: string | undefined;
  /** Lowest first. */
  readonly tiers: readonly Tier[];
  readonly additional: readonly MarkingPart[];
  readonly parts: Readonly<Record<PartKind, readonly MarkingPart[]>>;
  /** Absent where it knows none. */
  readonly codeWords?: Omit<MarkingPart, 'name'> | undefined;
}

/** What an answer under the Freedom of Information Act tells those who are not content with it. */
export interface ReviewRights {
  /** In order of the days from which they count. */
  readonly rights: readonly {
    readonly from: PartialDate;
    /** Within how many a review by the authority itself can be asked for, where that is laid down. */
    readonly workingDays?: number | undefined;
    /** Where to complain to after that. */
    readonly commissioner: string;
  }[];
  /** Facts that mark old text from a day on, and what stands in their place. */
  readonly outdated: readonly { readonly text: string; readonly from: PartialDate; readonly now: string }[];
}

export interface Schemes {
  /** In order of the dates from which they are in force. */
  readonly markings: readonly MarkingScheme[];
  readonly grounds: GroundTable;
  readonly holidays: HolidayTable;
  readonly rights: ReviewRights;
}

/**
 * The scheme in force at a date: of an imprecise one, at its last day; of none, the newest. Absent when all begin later.
 */
export function schemeAt({ markings }: Schemes, date: PartialDate | undefined): MarkingScheme | undefined {
  return date === undefined ? markings.at(-1) : markings.findLast(({ from = '' }) => from < dayAfter(date));
}
