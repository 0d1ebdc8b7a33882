/**
 * What became of every block and word from one edition to another. The operations are the only account of it: HTML, PDF,
 * JSON and text are all made from them. All text is NFC with single spaces.
 */
import type { Marking } from './marking.ts';

export const FATES = ['unchanged', 'changed', 'moved', 'moved-changed', 'split', 'merged', 'added', 'removed'] as const;
export type Fate = (typeof FATES)[number];

/** In order of strength: an edition's change notes must account for every kind stronger than `wording`. */
export const CHANGE_KINDS = [
  'obligation',
  'negation',
  'number',
  'date',
  'actor',
  'reference',
  'definition',
  'marking',
  'wording',
  'punctuation',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What a compared block is, in the words of readers. */
export type ComparedBlock =
  'heading' | 'paragraph' | 'list-item' | 'table-row' | 'quotation' | 'code' | 'notice' | 'footnote';

/** Texts of keep and delete, joined, give the old block; keep and insert the new one. `link` is the address under the words. */
export interface Operation {
  readonly op: 'keep' | 'delete' | 'insert';
  readonly text: string;
  readonly link?: string | undefined;
  readonly emphasis?: 'emphasis' | 'strong' | undefined;
}

/** One side of a change: the innermost clause it stands in, that clause's number, the marking of the part if it has one of its own, and the words. */
export interface ComparedSide {
  readonly clause: string;
  readonly number?: string | undefined;
  readonly marking?: string | undefined;
  readonly text: string;
}

/** A piece of a split, a merge or a row, or where a moved block stood. `index` is its place among that side's blocks, from 0; of a cell its place in the row. */
export interface ComparedPart extends ComparedSide {
  readonly side: 'old' | 'new';
  readonly index: number;
}

export interface Change {
  readonly fate: Fate;
  readonly block: ComparedBlock;
  readonly kinds: readonly ChangeKind[];
  readonly old?: ComparedSide | undefined;
  readonly new?: ComparedSide | undefined;
  readonly ops?: readonly Operation[] | undefined;
  readonly parts?: readonly ComparedPart[] | undefined;
}

export interface ComparedEdition {
  readonly identifier: string;
  readonly title: string;
  readonly marking: Marking;
  /** What the words of the edition are: see `TextStatus`. */
  readonly text: string;
}

export interface Comparison {
  readonly old: ComparedEdition;
  readonly new: ComparedEdition;
  readonly summary: {
    readonly fates: Readonly<Record<Fate, number>>;
    readonly kinds: Readonly<Record<ChangeKind, number>>;
  };
  /** In reading order of the new edition, removed blocks where they stood; unchanged ones included. */
  readonly changes: readonly Change[];
}
