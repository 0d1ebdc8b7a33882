/** A document as it was recognised, before it is written as Markdown. */
import type { Cell, Run, SourcePlace } from './pieces.ts';

interface Placed {
  readonly place?: SourcePlace | undefined;
}
export interface DraftParagraph extends Placed {
  readonly kind: 'paragraph';
  readonly runs: readonly Run[];
}
export interface DraftHeading extends Placed {
  readonly kind: 'heading';
  readonly depth: number;
  readonly runs: readonly Run[];
}
export interface DraftItem {
  readonly label?: string | undefined;
  readonly runs: readonly Run[];
  readonly children: readonly DraftList[];
}
export interface DraftList extends Placed {
  readonly kind: 'list';
  readonly items: readonly DraftItem[];
}
export interface DraftTable extends Placed {
  readonly kind: 'table';
  readonly rows: readonly (readonly Cell[])[];
}
/** A passage with a fence of its own; `name` is that of the directive. */
export interface DraftContainer extends Placed {
  readonly kind: 'container';
  readonly name: 'question' | 'answer' | 'principle' | 'clause' | 'review-rights';
  readonly number?: string | undefined;
  /** Of an answer: the number of its question. */
  readonly to?: string | undefined;
  readonly children: readonly DraftBlock[];
}
export type DraftBlock = DraftParagraph | DraftHeading | DraftList | DraftTable | DraftContainer;

/** One line of front matter; without a value it is a blank that the author fills in, and `advice` says how. */
export interface Field {
  readonly name: string;
  readonly value?: string | readonly string[] | readonly { readonly label: string; readonly value: string }[];
  readonly advice?: string | undefined;
}

export interface Draft {
  readonly fields: readonly Field[];
  readonly body: readonly DraftBlock[];
  readonly footnotes: readonly { readonly id: string; readonly runs: readonly Run[] }[];
}
