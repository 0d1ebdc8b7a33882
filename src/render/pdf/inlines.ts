/**
 * Runs of text inside a line. Inline nodes come in; styled runs and their structure go out. One function for each kind of node.
 */
import type { Inline, InlineOf, InlineTable, Link } from '../../model/document.ts';
import { withheldNotice } from '../../model/ground.ts';
import { joinMarkings, type Marking } from '../../model/marking.ts';
import { textOfInlines } from '../../model/text.ts';
import { withheldLabel } from '../wording.ts';
import type { Collection } from './collection.ts';
import type { FaceName, LinkAim, Run, RunPicture, Slot, TextStyle } from './layout.ts';
import type { Drawable } from './pictures.ts';
import type { Sheet } from './sheet.ts';
import { type Child, element, labelSlot, linkElement, wordSlot } from './structure.ts';

export interface Line {
  readonly runs: readonly Run[];
  readonly children: readonly Child[];
  /** Footnotes that are referenced here for the first time. */
  readonly notes: readonly NoteCall[];
}

/** A footnote by its index, and the marking of the passage that leads to it. */
export interface NoteCall {
  readonly index: number;
  readonly marking?: Marking | undefined;
}

/** The higher of two markings that a passage may have. */
export function joinedMarking(a: Marking | undefined, b: Marking | undefined): Marking | undefined {
  return a && b ? joinMarkings(a, b) : (a ?? b);
}

interface Setting {
  readonly style: TextStyle;
  readonly collection: Collection;
  readonly link?: LinkAim | undefined;
  readonly marking?: Marking | undefined;
}

const BOLDER: Readonly<Record<FaceName, FaceName>> = {
  regular: 'bold',
  bold: 'bold',
  italic: 'boldItalic',
  boldItalic: 'boldItalic',
  mono: 'monoBold',
  monoBold: 'monoBold',
  fallback: 'fallbackBold',
  fallbackBold: 'fallbackBold',
};
const SLANTED: Readonly<Record<FaceName, FaceName>> = {
  ...BOLDER,
  regular: 'italic',
  bold: 'boldItalic',
  italic: 'regular',
  boldItalic: 'bold',
  mono: 'mono',
  fallback: 'fallback',
};

const NOTHING: Line = { runs: [], children: [], notes: [] };

function textLine(text: string, { style, link, marking }: Setting, owner: Slot = wordSlot()): Line {
  return { runs: [{ text, style, owner, link, marking }], children: [owner], notes: [] };
}

/** A run of the press's own words. */
export function labelLine(text: string, style: TextStyle, link?: LinkAim): Line {
  const owner = labelSlot();
  const runs = [{ text, style: link ? { ...style, stroke: 'under' as const } : style, owner, link }];
  return { runs, children: link ? [linkElement(link, [owner])] : [owner], notes: [] };
}

export function joinLines(lines: readonly Line[]): Line {
  return {
    runs: lines.flatMap(({ runs }) => runs),
    children: lines.flatMap(({ children }) => children),
    notes: lines.flatMap(({ notes }) => notes),
  };
}

function faced(faces: Readonly<Record<FaceName, FaceName>>, setting: Setting): Setting {
  return { ...setting, style: { ...setting.style, face: faces[setting.style.face] } };
}

function wrapped(tag: 'Strong' | 'Em' | 'Span', children: readonly Inline[], setting: Setting): Line {
  const inner = collectInlines(children, setting);
  return { ...inner, children: [element(tag, inner.children)] };
}

function linkLine(link: Link, setting: Setting): Line {
  const words = textOfInlines(link.children) || link.url;
  const aim = setting.collection.aim(link, words);
  if (!aim) return collectInlines(link.children, setting);
  const style = { ...setting.style, colour: setting.collection.sheet.colour.accent, stroke: 'under' as const };
  const shown = link.children.length > 0 ? link.children : [{ type: 'text' as const, value: link.url }];
  const inner = collectInlines(shown, { ...setting, style, link: aim });
  return { ...inner, children: [linkElement(aim, inner.children)] };
}

/** The raised number, tied to the note at the page's foot and named so that the note can lead back. */
function referenceLine({ identifier }: InlineOf<'footnoteReference'>, { style, collection, marking }: Setting): Line {
  const found = collection.reference(identifier);
  if (!found) return NOTHING;
  const { index, first } = found;
  const number = String(index + 1);
  const link = { kind: 'inside' as const, to: `note.${number}`, description: `Footnote ${number}` };
  const owner = labelSlot();
  const raised = { ...style, size: style.size * 0.68, rise: style.size * 0.34, colour: collection.sheet.colour.accent };
  const run: Run = {
    text: number,
    style: raised,
    owner,
    link,
    note: first ? index : undefined,
    marking,
    destination: first ? `note-reference.${number}` : undefined,
  };
  const children = [element('Reference', [linkElement(link, [owner])])];
  return { runs: [run], children, notes: first ? [{ index, marking }] : [] };
}

/** A picture within a line, at 96 dots an inch, takes no more of the page than this part of the measure either way. */
const LARGEST = 1 / 3;

function inLine(drawable: Drawable, { measure }: Sheet): RunPicture {
  const { width, height } = drawable;
  const scale = Math.min(0.75, (measure * LARGEST) / width, (measure * LARGEST) / height);
  return { drawable, width: width * scale, height: height * scale };
}

function pictureLine({ file, alt }: InlineOf<'image'>, setting: Setting): Line {
  const { style, link, marking, collection } = setting;
  const drawable = collection.drawable(file);
  if (!drawable) return textLine(alt, setting);
  const slot = labelSlot();
  const owner = alt ? slot : 'Layout';
  // The object replacement character breaks lines as a picture does (UAX 14, class CB).
  const run: Run = { text: '\ufffc', style, owner, link, marking, picture: inLine(drawable, collection.sheet) };
  return { runs: [run], children: alt ? [element('Figure', [slot], { alt })] : [], notes: [] };
}

const INLINES: InlineTable<[Setting], Line> = {
  text: ({ value, position }, setting) => {
    setting.collection.watch(value, setting.style.face, position?.start);
    return textLine(value, setting);
  },
  emphasis: ({ children }, setting) => wrapped('Em', children, faced(SLANTED, setting)),
  strong: ({ children }, setting) => wrapped('Strong', children, faced(BOLDER, setting)),
  delete: ({ children }, setting) =>
    wrapped('Span', children, { ...setting, style: { ...setting.style, stroke: 'through' } }),
  inlineCode: ({ value, position }, setting) => {
    setting.collection.watch(value, 'mono', position?.start);
    const face = setting.style.face === 'bold' || setting.style.face === 'boldItalic' ? 'monoBold' : 'mono';
    const { colour } = setting.collection.sheet;
    const style = { ...setting.style, face, size: setting.style.size * 0.88, shade: colour.shade } as const;
    const line = textLine(value, { ...setting, style });
    return { ...line, children: [element('Code', line.children)] };
  },
  break: (_, { style, link }) => {
    const owner = wordSlot();
    return { runs: [{ text: ' ', style, owner, link, breaks: true }], children: [owner], notes: [] };
  },
  link: linkLine,
  image: pictureLine,
  footnoteReference: referenceLine,
  withheldText: (node, setting) => {
    const { children } = node;
    const marking = joinedMarking(node.marking, setting.marking);
    const { colour } = setting.collection.sheet;
    const style = { ...setting.style, shade: colour['notice-shade'] };
    const label = labelLine(`[${withheldLabel(node, node.marking)} – `, { ...style, colour: colour.notice });
    const end = labelLine(']', { ...style, colour: colour.notice });
    return joinLines([label, collectInlines(children, { ...setting, style, marking }), end]);
  },
  withheldTextNotice: (node, { style, collection }) => {
    const { colour } = collection.sheet;
    return labelLine(withheldNotice(node), { ...style, colour: colour.notice, shade: colour['notice-shade'] });
  },
};

/** Calls the row of the table that fits the node; TypeScript cannot see that kind and row agree. */
function collectInline(inline: Inline, setting: Setting): Line {
  const row = INLINES[inline.type] as (inline: Inline, setting: Setting) => Line;
  return row(inline, setting);
}

/** Neighbouring runs of plain text share one slot, which keeps the structure tree small. */
export function collectInlines(inlines: readonly Inline[], setting: Setting): Line {
  return joinLines(inlines.map((inline) => collectInline(inline, setting)));
}

export function lineOf(inlines: readonly Inline[], style: TextStyle, collection: Collection): Line {
  return collectInlines(inlines, { style, collection });
}
