/**
 * What the text of a document is made of. Ordinary prose keeps the shapes of mdast, so that positions come free and
 * remark-rehype can carry it to HTML; the blocks that Markdown has no word for stand beside them in one union.
 * Footnotes and link definitions are no blocks: `read` moves the former to the edition and resolves the latter.
 */
import type { Citing, Grounded } from './ground.ts';
import type { Marking } from './marking.ts';

/** A place in a source file; both count from 1, columns in UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where a part of a text begins: where it ends is asked of the parser's tree alone. */
export interface Position {
  readonly start: Place;
}

interface Node {
  readonly position?: Position | undefined;
}

/** What a link leads to inside the corpus. `work` is `family/work`; without `edition` it means the edition in force. */
export interface Target {
  readonly work: string;
  readonly edition?: string | undefined;
  readonly clause?: string | undefined;
}

/* ---- inside a line ---- */

export interface Text extends Node {
  readonly type: 'text';
  readonly value: string;
}
export interface Emphasis extends Node {
  readonly type: 'emphasis';
  readonly children: readonly Inline[];
}
export interface Strong extends Node {
  readonly type: 'strong';
  readonly children: readonly Inline[];
}
export interface Delete extends Node {
  readonly type: 'delete';
  readonly children: readonly Inline[];
}
export interface InlineCode extends Node {
  readonly type: 'inlineCode';
  readonly value: string;
}
export interface Break extends Node {
  readonly type: 'break';
}
/** `target` is there exactly when the link stays inside the corpus; `url` is then as the author wrote it. */
export interface Link extends Node {
  readonly type: 'link';
  readonly url: string;
  readonly title?: string | null | undefined;
  readonly target?: Target | undefined;
  readonly children: readonly Inline[];
}
/** `file` is the path of the picture from the content root, with `/` on every system. */
export interface Image extends Node {
  readonly type: 'image';
  readonly url: string;
  readonly alt: string;
  readonly title?: string | null | undefined;
  readonly file: string;
}
export interface FootnoteReference extends Node {
  readonly type: 'footnoteReference';
  readonly identifier: string;
}
export interface WithheldText extends Node, Grounded {
  readonly type: 'withheldText';
  readonly marking?: Marking | undefined;
  readonly children: readonly Inline[];
}
/** What an audience reads in the place of a withheld passage: its ground, and nothing of its words or length. */
export interface WithheldTextNotice extends Node, Grounded {
  readonly type: 'withheldTextNotice';
}

export type Inline =
  | Text
  | Emphasis
  | Strong
  | Delete
  | InlineCode
  | Break
  | Link
  | Image
  | FootnoteReference
  | WithheldText
  | WithheldTextNotice;

/* ---- ordinary prose ---- */

/**
 * `depth` 2 to 6: the edition's title is the only heading of level 1. `number` is read from the heading's own words; `marking` is
 * that of the section it heads.
 */
export interface Heading extends Node {
  readonly type: 'heading';
  readonly depth: 1 | 2 | 3 | 4 | 5 | 6;
  readonly id: string;
  /** Whether the id was made of the words. */
  readonly made?: true | undefined;
  /** Just behind the last of its words, where no id is written: the place for one. */
  readonly ends?: Place | undefined;
  readonly number?: string | undefined;
  readonly marking?: Marking | undefined;
  readonly children: readonly Inline[];
}
export interface Paragraph extends Node {
  readonly type: 'paragraph';
  readonly children: readonly Inline[];
}
/** `label` is the marker as the author typed it ("3.", "7)"); bullets have none. `checked` is for task lists. */
export interface ListItem extends Node {
  readonly type: 'listItem';
  readonly label?: string | undefined;
  readonly checked?: boolean | null | undefined;
  readonly children: readonly Block[];
}
export interface List extends Node {
  readonly type: 'list';
  readonly ordered: boolean;
  /** Loose lists have space between their items. */
  readonly spread: boolean;
  readonly children: readonly ListItem[];
}
export interface Blockquote extends Node {
  readonly type: 'blockquote';
  readonly children: readonly Block[];
}
export interface Code extends Node {
  readonly type: 'code';
  readonly lang?: string | null | undefined;
  readonly value: string;
}
export interface ThematicBreak extends Node {
  readonly type: 'thematicBreak';
}
/**
 * A cell of plain words holds one paragraph, an empty one nothing. `scope` makes it a header cell. It covers `columns` by `rows`
 * places of the grid, one where nothing is said; see `gridOf`.
 */
export interface TableCell extends Node {
  readonly type: 'tableCell';
  readonly scope?: 'column' | 'row' | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  readonly children: readonly Block[];
}
export interface TableRow extends Node {
  readonly type: 'tableRow';
  readonly children: readonly TableCell[];
}
/** Its head is every row from the first whose cells are all headers of columns. GFM knows one such row, and no other header. */
export interface Table extends Node {
  readonly type: 'table';
  readonly align: readonly ('left' | 'right' | 'center' | null)[];
  readonly children: readonly TableRow[];
}

/* ---- blocks of this field ---- */

/** `marking` is that of what it holds, where the author gives it one of its own. */
interface Container extends Node {
  readonly marking?: Marking | undefined;
  readonly children: readonly Block[];
}
export interface Principle extends Container {
  readonly type: 'principle';
  readonly id: string;
  readonly number?: string | undefined;
  readonly title?: string | undefined;
}
/** A numbered paragraph. */
export interface ClauseBlock extends Container {
  readonly type: 'clause';
  readonly id: string;
  readonly number?: string | undefined;
}
export interface Definition extends Container {
  readonly type: 'definition';
  readonly id: string;
  readonly term: string;
}
export interface Question extends Container {
  readonly type: 'question';
  readonly id: string;
  readonly number?: string | undefined;
}
/** What became of one question. */
export const ANSWER_OUTCOMES = [
  'disclosed',
  'disclosed-in-part',
  'refused',
  'not-held',
  'provided-outside-the-act',
  'neither-confirmed-nor-denied',
  'advice-given',
] as const;
export type AnswerOutcome = (typeof ANSWER_OUTCOMES)[number];

/** `to` is the id of the question in the same edition; `ground` the one on which all of it is refused. */
export interface Answer extends Container, Citing {
  readonly type: 'answer';
  readonly id: string;
  readonly to: string;
  readonly outcome?: AnswerOutcome | undefined;
}
/** The exact words of a clause of a named edition. */
export interface Quote extends Container {
  readonly type: 'quote';
  readonly from: string;
  readonly source: Required<Pick<Target, 'work'>> & { readonly edition: string; readonly clause: string };
}
/** A call-out. */
export interface Note extends Container {
  readonly type: 'note';
  readonly title?: string | undefined;
}
export interface Withheld extends Container, Grounded {
  readonly type: 'withheld';
  /** The path of the passage in the folder of withheld passages; its blocks are there only for those who have the folder. */
  readonly file?: string | undefined;
}
export interface WithheldNotice extends Node, Grounded {
  readonly type: 'withheldNotice';
}
/** A passage taken from another edition; the positions of its children are those of the other file. */
export interface Include extends Container {
  readonly type: 'include';
  readonly source: { readonly work: string; readonly edition: string };
}
export interface PublicInterest extends Container, Citing {
  readonly type: 'publicInterest';
}
export interface Harm extends Container, Citing {
  readonly type: 'harm';
}
export interface ReviewRights extends Container {
  readonly type: 'reviewRights';
}
/** What an outcome led to: a clause of a named edition, or all of the edition. */
export type Result = Target & { readonly edition: string };

/** What a point raised in a consultation led to. `to` is the id of the point in this edition or an earlier one of the work. */
export interface Outcome extends Container {
  readonly type: 'outcome';
  readonly id: string;
  readonly to: string;
  readonly results?: readonly Result[] | undefined;
}

export type Prose = Heading | Paragraph | List | Blockquote | Code | ThematicBreak | Table;
export type FieldBlock =
  | Principle
  | ClauseBlock
  | Definition
  | Question
  | Answer
  | Quote
  | Note
  | Withheld
  | WithheldNotice
  | Include
  | PublicInterest
  | Harm
  | ReviewRights
  | Outcome;
export type Block = Prose | FieldBlock;

export type InlineKind = Inline['type'];
export type BlockKind = Block['type'];
export type InlineOf<K extends InlineKind> = Extract<Inline, { readonly type: K }>;
export type BlockOf<K extends BlockKind> = Extract<Block, { readonly type: K }>;

/** One function for each kind of block: a table of this type does not compile until every kind has its row. */
export type BlockTable<Args extends readonly unknown[], Result> = {
  readonly [K in BlockKind]: (block: BlockOf<K>, ...args: Args) => Result;
};
export type InlineTable<Args extends readonly unknown[], Result> = {
  readonly [K in InlineKind]: (inline: InlineOf<K>, ...args: Args) => Result;
};

/** A footnote: `identifier` is what references name. In order of first reference, so its number is its index + 1. */
export interface Footnote extends Node {
  readonly identifier: string;
  readonly children: readonly Block[];
}
