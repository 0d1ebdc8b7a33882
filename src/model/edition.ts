/**
 * An edition, what its front matter says, and the indexes that the stages hand on: `Corpus` and `Checked` know every edition by
 * its entry and load its tree only when asked; `Cleared` is an edition as one audience may see it.
 */
import type { AccessibilityStatement, DocumentsPolicy } from './accessibility.ts';
import type { PartialDate } from './date.ts';
import type { AnswerOutcome, Block, Footnote, Place, Target } from './document.ts';
import type { Finding } from './finding.ts';
import type { Levels } from './levels.ts';
import type { Marking } from './marking.ts';
import type { Places } from './places.ts';
import type { Schemes } from './schemes.ts';

/** What the words are: the whole text, a part of it, text written for demonstration, or none because the text is not held. */
export const TEXT_STATUSES = ['full', 'extract', 'illustrative', 'not-held'] as const;
export type TextStatus = (typeof TEXT_STATUSES)[number];

export const DISCLOSABLE = ['yes', 'in-part', 'closed', 'not-stated'] as const;
export type Disclosable = (typeof DISCLOSABLE)[number];

export type Audience = 'public' | 'internal';

/** A row of the document-control table, as printed or as computed from the front matter. */
export interface ControlRow {
  readonly label: string;
  readonly value: string;
}

/** A change that an edition makes to the one before it, in a full sentence, with the clauses it speaks of. */
export interface ChangeNote {
  readonly note: string;
  readonly clauses: readonly string[];
  readonly minor: boolean;
}

/** A change of an edition that was published already; see `ledger.ts`. */
export interface Correction {
  readonly date: PartialDate;
  readonly reason: string;
  /** Ids of clauses; `facts`, `opening`, `footnote-1` and `order` for what is none. */
  readonly clauses: readonly string[];
}

/** What every family records. `interventions` lists each editorial change to a historic record. */
export interface Matter {
  readonly title: string;
  readonly summary?: string | undefined;
  readonly language: string;
  readonly classification: Marking;
  readonly classificationAsPrinted?: string | undefined;
  readonly classificationOriginal?: Marking | undefined;
  /** What readers are told of a marking of a scheme that is no longer in use. */
  readonly classificationNotes: readonly string[];
  /** What readers are told of how a view of the past shows the edition; see `rewind`. */
  readonly pastNotes?: readonly string[] | undefined;
  readonly disclosable: Disclosable;
  readonly disclosableAsPrinted?: string | undefined;
  readonly author: readonly string[];
  readonly forceOrganisation?: string | undefined;
  readonly coordinationCommittee?: string | undefined;
  readonly dateCreated: PartialDate;
  readonly dateAsPrinted?: string | undefined;
  readonly text: TextStatus;
  readonly textSource: readonly string[];
  readonly interventions: readonly string[];
  readonly changes: readonly ChangeNote[];
  /** Oldest first. */
  readonly corrections: readonly Correction[];
  /** Lineage: for a clause of this edition, the clauses of the edition before it that it continues. */
  readonly was: Readonly<Record<string, readonly string[]>>;
}

/** A stretch of an edition's life, from its date until the next phase begins; the first has no date. */
export interface Phase {
  readonly from?: PartialDate | undefined;
  /** The day that people name for it, where that is another: a consultation that is closed from the 23rd closed on the 22nd. */
  readonly on?: PartialDate | undefined;
  readonly label: string;
  readonly kind: 'not-yet' | 'current' | 'ended';
  /** Why it came to this, where the author states it: the reason of a withdrawal. */
  readonly reason?: string | undefined;
  /** The edition says itself that it will come to this; what else becomes of it is known when it has. */
  readonly foreseen?: true | undefined;
}

/** What became of a request for information. */
export const DISCLOSURE_OUTCOMES = [
  'disclosed-in-full',
  'disclosed-in-part',
  'refused',
  'refused-cost',
  'refused-vexatious',
  'not-held',
  'not-held-provided-outside-the-act',
  'neither-confirmed-nor-denied',
  'transferred',
  'withdrawn',
] as const;
export type DisclosureOutcome = (typeof DISCLOSURE_OUTCOMES)[number];

/** What an answer under the Freedom of Information Act states of itself. Grounds are as they are written. */
export interface Disclosure {
  readonly received?: PartialDate | undefined;
  readonly answered: PartialDate;
  readonly outcome: DisclosureOutcome;
  readonly exemptions: readonly string[];
  /** The author's own list of what is withheld, in reading order. */
  readonly schedule?: readonly { readonly clause?: string | undefined; readonly ground: string }[] | undefined;
}

/** A fact for the head of the page, beyond the document-control table. */
export interface Fact extends ControlRow {
  /** Where the value leads, if it is an address: `mailto:…` or `https://…`. */
  readonly href?: string | undefined;
  /** Whether lists of documents tell it too. */
  readonly listed?: true | undefined;
  /** It is told only while a phase of this kind lasts: ways to respond are, while a consultation is open. */
  readonly during?: Phase['kind'] | undefined;
  /** The day on which it became one, where the edition was there before. */
  readonly since?: PartialDate | undefined;
}

/** Under what a list of documents files one: the name is part of the address of that list, the words are shown. */
export interface FacetValue {
  readonly name: string;
  readonly words: string;
}

/** What a family makes of its own front matter, in words that every later stage understands. */
export interface Standing {
  /** The date that orders the editions of a work. */
  readonly date: PartialDate;
  /** The day from which the edition is there, where that is another: what takes effect later is there when it is written. */
  readonly made?: PartialDate | undefined;
  readonly phases: readonly Phase[];
  readonly control: readonly ControlRow[];
  readonly facts: readonly Fact[];
  /** By the name of a facet of the family; its state is computed and stands nowhere. */
  readonly filed?: Readonly<Record<string, readonly FacetValue[]>> | undefined;
  /** In consultations whose outcome was published: on which day. */
  readonly outcome?: PartialDate | undefined;
  /** In answers under the Freedom of Information Act only. */
  readonly disclosure?: Disclosure | undefined;
}

/** A picture that an edition shows: whole, and nothing but the picture. `width` and `height` in pixels, of the picture held upright. */
export interface Picture {
  readonly file: string;
  readonly mediaType: 'image/png' | 'image/jpeg';
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** One text of a work. `file` is its path from the content root. */
export interface Edition {
  readonly family: string;
  readonly work: string;
  readonly edition: string;
  readonly file: string;
  readonly matter: Matter;
  readonly standing: Standing;
  readonly body: readonly Block[];
  readonly footnotes: readonly Footnote[];
  readonly pictures: readonly Picture[];
}

declare const clearedBrand: unique symbol;
/** An edition without anything that `audience` may not see. Granted in `clear/clear.ts` and nowhere else. */
export type Cleared = Edition & {
  readonly audience: Audience;
  /** Of passages that bear no marking of their own; `matter.classification` is that of the whole. */
  readonly unmarked: Marking;
  readonly [clearedBrand]: true;
};

/* ---- indexes ---- */

export const CLAUSE_KINDS = ['section', 'principle', 'clause', 'definition', 'question', 'answer', 'outcome'] as const;
export type ClauseKind = (typeof CLAUSE_KINDS)[number];

export interface ClauseEntry {
  readonly id: string;
  readonly kind: ClauseKind;
  readonly number?: string | undefined;
  /** Heading depth for sections. */
  readonly depth?: number | undefined;
  /** The question that an answer belongs to. */
  readonly to?: string | undefined;
  /** What an answer states. */
  readonly outcome?: AnswerOutcome | undefined;
  readonly place: Place;
  /** Where its id can be written, of a heading of this very file whose id is made of its words. */
  readonly unwritten?: Place | undefined;
}

/** A ground that the text cites, as it is written. */
export interface CitationEntry {
  readonly use: 'withheld' | 'public-interest' | 'harm' | 'answer';
  readonly ground?: string | undefined;
  /** The innermost clause, and the answer, around it. */
  readonly clause: string;
  readonly answer?: string | undefined;
  /** Where it stands or, if it came with a passage of another file, where that is included. */
  readonly place: Place;
  readonly included: boolean;
}

/** What the checks of answers to requests go by in their public text. */
export interface AnswerText {
  /** Passages on complaints and review; `source` is the included edition that a passage came from. */
  readonly rights: readonly { readonly text: string; readonly place: Place; readonly source?: string | undefined }[];
  /** A salutation that names someone. */
  readonly salutation?: Place | undefined;
  /** Sections of the Act that are spoken of, with their limbs: `40(2)`. */
  readonly sections: readonly string[];
}

export interface LinkEntry {
  readonly target: Target;
  readonly url: string;
  readonly place: Place;
}

export interface QuotationEntry {
  readonly source: { readonly work: string; readonly edition: string; readonly clause: string };
  readonly place: Place;
  /** Whether a part of the quotation itself is withheld; such a quotation cannot be checked in public. */
  readonly withheld: boolean;
}

/** What a text refers to, for who is told of it there. */
export interface ReferenceEntry {
  readonly target: Target;
  readonly use: 'quotation' | 'link';
  /** The innermost clause around it by its id; empty before the first. */
  readonly clause: string;
}

/** A part of the public text that bears a marking of its own. */
export interface PortionEntry {
  readonly marking: Marking;
  /** At the head of a sentence: `The section “Scope”`, `The note`. */
  readonly name: string;
  readonly place: Place;
}

/** What the corpus keeps of an edition without its tree. */
export interface EditionEntry {
  readonly identifier: string;
  readonly family: string;
  readonly work: string;
  readonly edition: string;
  readonly file: string;
  readonly matter: Matter;
  readonly standing: Standing;
  /** Those that the public may know of. */
  readonly clauses: readonly ClauseEntry[];
  /** Ids of clauses in withheld passages, with their places: they are names that are taken, and no more. */
  readonly taken?: readonly Pick<ClauseEntry, 'id' | 'place'>[] | undefined;
  readonly portions?: readonly PortionEntry[] | undefined;
  /** The highest marking of all that the file holds, what is withheld included; absent where that of the front matter is. */
  readonly whole?: Marking | undefined;
  readonly links: readonly LinkEntry[];
  readonly quotations: readonly QuotationEntry[];
  /** What the public text refers to; `links` and `quotations` are those of the whole file, for checks. */
  readonly references?: readonly ReferenceEntry[] | undefined;
  /** The same of the whole file; absent where nothing is withheld. */
  readonly allReferences?: readonly ReferenceEntry[] | undefined;
  readonly citations?: readonly CitationEntry[] | undefined;
  /** On wording; findings only where the words are still the author's to change. */
  readonly remarks?: readonly Finding[] | undefined;
  /** In answers to requests only. */
  readonly answer?: AnswerText | undefined;
  /** Where the values of the front matter stand; absent where there is none. */
  readonly places?: Places | undefined;
  /** Whether the file holds anything withheld: its words must then stand in no message. */
  readonly withholds: boolean;
  /** Identifiers of the passages that the text includes, those inside them too. */
  readonly includes?: readonly string[] | undefined;
}

/** A document through time: its editions in order of date, then of name. `identifier` is `family/work`. */
export interface WorkOf<Entry> {
  readonly identifier: string;
  readonly family: string;
  readonly work: string;
  readonly editions: readonly Entry[];
}

export type Work = WorkOf<EditionEntry>;

/** A work that has another name now: from `family/work` to `family/work`, as `press.yaml` says at `place`. */
export interface Renamed {
  readonly from: string;
  readonly to: string;
  readonly place: Place | undefined;
}

/** What `press.yaml` says of the body that publishes and of the site. */
export interface Publication {
  readonly title: string;
  readonly publisher: string;
  readonly baseAddress: string;
  readonly language: string;
  readonly notice?: string | undefined;
  readonly asAt?: PartialDate | undefined;
  readonly contacts: readonly ControlRow[];
  /** Absent where the body states none. */
  readonly accessibility?: AccessibilityStatement | undefined;
  readonly documents?: DocumentsPolicy | undefined;
  readonly renamed?: readonly Renamed[] | undefined;
  /** `false` where the publication wants no search page. */
  readonly search?: boolean | undefined;
  /** The day that a view of the past shows; absent from the site itself. */
  readonly pastDay?: PartialDate | undefined;
}

export interface Corpus {
  readonly publication: Publication;
  /** How grave the findings of some rules are to this publication; absent where it leaves all as they are. */
  readonly levels?: Levels | undefined;
  readonly schemes: Schemes;
  /** By identifier `family/work`, in code-point order. */
  readonly works: ReadonlyMap<string, Work>;
  /** By identifier `family/work@edition`. */
  readonly entries: ReadonlyMap<string, EditionEntry>;
  /** The tree of an edition that the corpus holds. Trees are not kept for long: ask once for each use. */
  readonly load: (identifier: string) => Edition;
  /**
   * Another for every edition, and another whenever `load` gives another tree of it; it tells nothing of what stands in that but to who has
   * the sources.
   */
  readonly identityOf: (identifier: string) => string;
  /** Bytes of the file of an edition: by how much it takes longer than others. */
  readonly sizeOf: (identifier: string) => number;
}

declare const checkedBrand: unique symbol;
/** A corpus without an error. Granted in `check/check.ts` and nowhere else. */
export type Checked = Corpus & { readonly [checkedBrand]: true };
