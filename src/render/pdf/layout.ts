/**
 * What layout is made of, as plain values. `collect` makes flow blocks and a structure tree; `lines` and `tables` turn the blocks
 * into items of fixed height; `pages` turns items into pages of positioned frames; `paint` draws those and decides nothing.
 * All lengths are points; y runs downwards from the top of the page.
 */
import type { Marking } from '../../model/marking.ts';
import type { Drawable } from './pictures.ts';

export type FaceName = 'regular' | 'bold' | 'italic' | 'boldItalic' | 'mono' | 'monoBold' | 'fallback' | 'fallbackBold';

/** How a run of text looks. `rise` lifts it above the base line; `stroke` draws a line under or through it. */
export interface TextStyle {
  readonly face: FaceName;
  readonly size: number;
  readonly colour: string;
  readonly rise?: number | undefined;
  readonly stroke?: 'under' | 'through' | undefined;
  readonly shade?: string | undefined;
}

/** Glyphs of one word; lengths in thousandths of the type size. `codes` has the character of each glyph. */
export interface Shaped {
  readonly glyphs: readonly number[];
  readonly codes: readonly number[];
  /** How much nearer than its advance the next glyph stands. */
  readonly kerns: readonly number[];
  readonly width: number;
}

/* ---- structure: what a listener gets, in reading order ---- */

/**
 * A place in the structure tree that drawn text belongs to. The same value in a run and in the tree ties the two together.
 * `generated` text is the press's own (labels, contents, numbers), not the edition's.
 */
export interface Slot {
  readonly kind: 'slot';
  readonly generated: boolean;
}

export type Tag =
  | 'Document'
  | 'Sect'
  | 'Div'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'H4'
  | 'H5'
  | 'H6'
  | 'P'
  | 'Span'
  | 'Strong'
  | 'Em'
  | 'Code'
  | 'BlockQuote'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Table'
  | 'Caption'
  | 'THead'
  | 'TBody'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Figure'
  | 'Link'
  | 'Reference'
  | 'Note'
  | 'TOC'
  | 'TOCI';

export interface LinkAim {
  readonly kind: 'inside' | 'outside';
  /** The name of a destination in this document, or an address. */
  readonly to: string;
  readonly description: string;
}

export interface StructureNode {
  readonly kind: 'element';
  readonly tag: Tag;
  readonly children: readonly (StructureNode | Slot)[];
  readonly alt?: string | undefined;
  readonly actual?: string | undefined;
  readonly scope?: 'Row' | 'Column' | undefined;
  readonly numbering?: 'Decimal' | 'Disc' | undefined;
  /** Of a cell: how many columns and rows it covers. */
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  /** Unique in the document; notes must have one. */
  readonly id?: string | undefined;
  readonly link?: LinkAim | undefined;
  readonly language?: string | undefined;
  /** Of a figure that stands between paragraphs and not in a line. */
  readonly placement?: 'Block' | undefined;
}

/** What a listener does not get. */
export type Artifact = 'Header' | 'Footer' | 'Layout' | 'RepeatedHead';
export type Owner = Slot | Artifact;

/* ---- flow: blocks before layout ---- */

export interface RunPicture {
  readonly drawable: Drawable;
  readonly width: number;
  readonly height: number;
}

/** `note` is the index of a footnote whose place is the foot of the page on which this run stands. */
export interface Run {
  readonly text: string;
  readonly style: TextStyle;
  readonly owner: Owner;
  readonly link?: LinkAim | undefined;
  readonly note?: number | undefined;
  readonly destination?: string | undefined;
  /** Of a passage that only some may see. */
  readonly marking?: Marking | undefined;
  /** Stands in the place of the text, its foot on the base line. */
  readonly picture?: RunPicture | undefined;
  /** The line ends behind this run. */
  readonly breaks?: boolean | undefined;
}

/** A ground, bar or outline behind consecutive blocks; blocks share it by holding the same value. */
export interface Box {
  readonly look: 'bar' | 'shade' | 'outline' | 'change';
  readonly colour: string;
  readonly left: number;
  readonly right: number;
  readonly pad: number;
  readonly fill?: string | undefined;
}

/** `to` is the destination that a contents list links to. */
export interface Bookmark {
  readonly title: string;
  readonly level: number;
  readonly to?: string | undefined;
}

/** Where a block stands; `left` and `right` are measured from the margins. */
export interface Placement {
  readonly left: number;
  readonly right: number;
  readonly before: number;
  readonly after: number;
  readonly boxes: readonly Box[];
  readonly keepNext?: boolean | undefined;
  /** The next block follows at `after`, whatever space it wants before itself: labels above what they name. */
  readonly snug?: boolean | undefined;
  readonly whole?: boolean | undefined;
  readonly destinations?: readonly string[] | undefined;
  readonly bookmarks?: readonly Bookmark[] | undefined;
  readonly marking?: Marking | undefined;
}

export interface TextFlow extends Placement {
  readonly kind: 'text';
  readonly runs: readonly Run[];
  readonly leading: number;
  readonly align: 'left' | 'centre' | 'right';
  /** List labels or clause numbers in the margin of the block, outer first; `left` is a label's own left edge. */
  readonly labels?: readonly { readonly runs: readonly Run[]; readonly left: number }[] | undefined;
  /** Text at the right edge of the last line: a page number, led to by dots. */
  readonly tail?: { readonly runs: readonly Run[]; readonly width: number } | undefined;
  /** White space and line ends are the author's: code. */
  readonly verbatim?: boolean | undefined;
}

/** What stands in a cell is placed as if the cell were the whole measure. */
export interface CellFlow {
  readonly flow: readonly Flow[];
  readonly column: number;
  readonly columns: number;
  readonly rows: number;
  /** It names its rows, and is drawn again where they go on overleaf. */
  readonly names?: boolean | undefined;
}

/** Every place of the grid belongs to one cell, which stands in the row in which it begins. */
export interface TableFlow extends Placement {
  readonly kind: 'table';
  /** How many rows from the first are the head. */
  readonly head: number;
  readonly rows: readonly (readonly CellFlow[])[];
  /** The least height of a row's content. */
  readonly leading: number;
  readonly rule: string;
  readonly shade?: string | undefined;
  /** How wide the first of two columns is, where tables below each other share one edge. */
  readonly first?: number | undefined;
}

export interface FigureFlow extends Placement {
  readonly kind: 'figure';
  readonly drawable: Drawable;
  readonly owner: Owner;
  readonly link?: LinkAim | undefined;
}

export interface RuleFlow extends Placement {
  readonly kind: 'rule';
  readonly colour: string;
  readonly width: number;
}

export type Flow = TextFlow | TableFlow | FigureFlow | RuleFlow;

/* ---- frames: positioned, ready to be drawn ---- */

export interface TextFrame {
  readonly kind: 'text';
  readonly x: number;
  /** Of the base line. */
  readonly y: number;
  /** Each with the space behind it: the units in which glyphs are shaped and kerned. */
  readonly words: readonly string[];
  /** The same words as glyphs. */
  readonly shapes: readonly Shaped[];
  readonly face: FaceName;
  readonly size: number;
  readonly colour: string;
  readonly owner: Owner;
}
export interface RectFrame {
  readonly kind: 'rect';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill?: string | undefined;
  readonly stroke?: string | undefined;
  /** A row of dots along its foot, and nothing else. */
  readonly dots?: boolean | undefined;
  readonly owner: Artifact;
}
export interface PictureFrame {
  readonly kind: 'picture';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly drawable: Drawable;
  readonly owner: Owner;
}
export interface LinkFrame {
  readonly kind: 'link';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly link: LinkAim;
}
export type Frame = TextFrame | RectFrame | PictureFrame | LinkFrame;

/** Two edges between which blocks stand. */
export interface Column {
  readonly left: number;
  readonly width: number;
}

export interface Placed {
  readonly item: Item;
  readonly top: number;
  readonly column: Column;
}

/** The unbreakable unit of pagination: a line, a slice of a table, a picture. Its frames count y from its own top. */
export interface Item {
  readonly height: number;
  readonly before: number;
  readonly after: number;
  readonly boxes: readonly Box[];
  /** Its `after` holds against a larger space before the next item. */
  readonly snug?: boolean | undefined;
  /** No page break in front of it. */
  readonly keep: boolean;
  readonly frames: readonly Frame[];
  readonly notes: readonly number[];
  readonly destinations: readonly string[];
  readonly bookmarks: readonly Bookmark[];
  readonly markings: readonly Marking[];
  /** Drawn again above it when it comes first on a page. */
  readonly head?: readonly Item[] | undefined;
  /** In a slice of a table: the lines that end in it, of all its cells. */
  readonly inside?: readonly Placed[] | undefined;
  /** How far these reach above it, beside the lines that end before it: room to leave when it comes first on a page. */
  readonly reach?: number | undefined;
  /** Drawn again in it when it comes first on a page: the names of rows that began before it. */
  readonly names?: readonly Placed[] | undefined;
}

export interface PlacedBookmark extends Bookmark {
  readonly y: number;
}
export interface Page {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly Frame[];
  readonly destinations: readonly { readonly name: string; readonly y: number }[];
  readonly bookmarks: readonly PlacedBookmark[];
  /** Of what the page shows beyond the document's own marking. */
  readonly markings: readonly Marking[];
}
