/**
 * Inlines as runs of styled text, and text as tokens: words, single punctuation marks and single spaces. A token knows where it
 * starts in its text, what it links to and how it is emphasised; two tokens are the same when their keys are.
 */
import type { AnswerOutcome, Inline } from '../model/document.ts';
import { withheldNotice } from '../model/ground.ts';
import { addressOf } from '../model/identifier.ts';
import type { Edition } from '../model/edition.ts';

export interface Style {
  readonly link?: string | undefined;
  readonly emphasis?: 'emphasis' | 'strong' | undefined;
  /** What the words stand for when they are not text: the file of a picture. */
  readonly picture?: string | undefined;
  readonly struck?: boolean | undefined;
  /** Whether a footnote is referred to right behind. Which one is told by the footnote itself: numbers shift, places count. */
  readonly noted?: boolean | undefined;
}

export interface Run {
  readonly text: string;
  readonly style: Style;
}

export interface Token extends Style {
  readonly text: string;
  readonly key: string;
  readonly start: number;
  readonly kind: 'word' | 'mark' | 'space';
  /** The cell of a row, or the block of a joined text, in which the token stands. Its leading space belongs to it. */
  readonly piece: number;
}

const PLAIN: Style = {};

// The form is fixed in `render/wording.ts`, which this stage must not import; a test holds the two together.
/** "Outcome: Disclosed in part" */
export function outcomeText(outcome: AnswerOutcome): string {
  const words = outcome.replaceAll('-', ' ').replace(/\bact$/, 'Act');
  return `Outcome: ${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** A link to a clause of the same edition is the same link in the next one, so it is named without its edition. */
function linkAddress(link: Extract<Inline, { type: 'link' }>, edition: Edition): string {
  const { target } = link;
  if (!target) return link.url;
  const own = target.work === `${edition.family}/${edition.work}` && target.edition === edition.edition;
  if (own) return `#${target.clause ?? ''}`;
  const [family = '', work = ''] = target.work.split('/');
  return addressOf({ family, work, edition: target.edition, clause: target.clause });
}

function inlineRuns(inline: Inline, style: Style, edition: Edition): readonly Run[] {
  const inside = (children: readonly Inline[], more: Style) =>
    children.flatMap((child) => inlineRuns(child, { ...style, ...more }, edition));
  switch (inline.type) {
    case 'text':
    case 'inlineCode':
      return [{ text: inline.value, style }];
    case 'break':
      return [{ text: ' ', style }];
    case 'image':
      return [{ text: inline.alt, style: { ...style, picture: inline.file } }];
    case 'footnoteReference':
      return [{ text: '', style: { ...style, noted: true } }];
    case 'delete':
      return inside(inline.children, { struck: true });
    case 'withheldTextNotice':
      return [{ text: withheldNotice(inline), style }];
    case 'link':
      return inside(inline.children, { link: linkAddress(inline, edition) });
    case 'emphasis':
      return inside(inline.children, style.emphasis === 'strong' ? {} : { emphasis: 'emphasis' });
    case 'strong':
      return inside(inline.children, { emphasis: 'strong' });
    default:
      return inside(inline.children, {});
  }
}

/** ASCII with single spaces: most runs, and normal already. */
const isPlain = (text: string): boolean => /^[ -~]*$/.test(text) && !text.includes('  ');

/** Marks the last word or sign as the place of a footnote reference, also across a space. At the start of a text there is none. */
function markLast(runs: Run[]): void {
  const at = runs.findLastIndex(({ text }) => text !== ' ');
  const { text, style } = runs[at] ?? { text: '', style: PLAIN };
  const [end] = /(?:[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\s])\s?$/u.exec(text) ?? [];
  if (end === undefined) return;
  const before = text.slice(0, text.length - end.length);
  const marked = { text: end, style: { ...style, noted: true } };
  runs.splice(at, 1, ...(before === '' ? [] : [{ text: before, style }]), marked);
}

/** Runs in NFC with single spaces and nothing at either end, joined as one text would be. */
export function normaliseRuns(runs: readonly Run[]): readonly Run[] {
  const out: Run[] = [];
  let spaced = true;
  for (const { text, style } of runs) {
    const single = isPlain(text) ? text : text.normalize('NFC').replace(/\s+/gu, ' ');
    const fitting: string = spaced ? single.replace(/^ /, '') : single;
    if (fitting === '') {
      if (style.noted) markLast(out);
      continue;
    }
    spaced = fitting.endsWith(' ');
    out.push({ text: fitting, style });
  }
  const last = out.at(-1);
  if (last && spaced) {
    const trimmed = last.text.slice(0, -1);
    out.splice(-1, 1, ...(trimmed === '' ? [] : [{ text: trimmed, style: last.style }]));
  }
  // A combining mark at the start of a run composes with the run before: such a text loses its styles, not its words.
  const whole = out.map(({ text }) => text).join('');
  return isPlain(whole) || whole === whole.normalize('NFC') ? out : [{ text: whole.normalize('NFC'), style: PLAIN }];
}

export function runsOf(inlines: readonly Inline[], edition: Edition): readonly Run[] {
  return normaliseRuns(inlines.flatMap((inline) => inlineRuns(inline, PLAIN, edition)));
}

/** Made when it is first needed: its tables are read then. */
let segmenter: Intl.Segmenter | undefined;
const segments = (text: string) => (segmenter ??= new Intl.Segmenter('en', { granularity: 'word' })).segment(text);
/** What needs no segmenter: unaccented letters and digits between spaces, with at most one mark at the end. */
const SIMPLE = /^([A-Za-z0-9]+)([.,;:!?)]?)$/;

/** Characters given to the segmenter at once: its time grows with the square of their number. */
const WINDOW = 512;
/** Segments at the end of a window that may look different once what follows is seen. */
const UNSURE = 4;

/** The ends of the segments of a text of any length, `offset` added. A boundary once certain is a safe place to go on from. */
function segmentEnds(text: string, offset: number, ends: number[]): void {
  for (let [from, size] = [0, WINDOW]; from < text.length;) {
    const part = text.slice(from, from + size);
    const found = [...segments(part)].map(({ segment, index }) => from + index + segment.length);
    const sure = from + size >= text.length ? found : found.slice(0, -UNSURE);
    for (const end of sure) ends.push(offset + end);
    from = sure.at(-1) ?? from;
    size = sure.length > 0 ? WINDOW : size * 2;
  }
}

/**
 * Where the words of a text end. Before a space there is always a boundary, and behind it unless a combining mark follows, so
 * the text may be cut there, and most words do not need the segmenter.
 */
export function boundaries(text: string): readonly number[] {
  const ends: number[] = [];
  for (let from = 0; from < text.length;) {
    const space = text.indexOf(' ', from + 1);
    const to = space < 0 ? text.length : space;
    const spaced = text.charCodeAt(from) === 32 ? 1 : 0;
    const simple = SIMPLE.exec(text.slice(from + spaced, to));
    if (simple) {
      if (spaced) ends.push(from + 1);
      if (simple[2]) ends.push(to - 1);
      ends.push(to);
    } else {
      segmentEnds(text.slice(from, to), from, ends);
    }
    from = to;
  }
  return ends;
}

function keyOf(text: string, { link, emphasis, picture, struck, noted }: Style): string {
  if (!(link || emphasis || picture || struck || noted)) return text;
  const marks = `${struck ? 's' : ''}${noted ? 'n' : ''}`;
  return `${text}\0${link ?? ''}\0${emphasis ?? ''}\0${picture ?? ''}\0${marks}`;
}

export function textOfRuns(runs: readonly Run[]): string {
  let whole = '';
  for (const { text } of runs) whole += text;
  return whole;
}

/** A text of runs as one string in which every style shows: equal keys, equal blocks. */
export function keyOfRuns(runs: readonly Run[]): string {
  let key = '';
  for (const { text, style } of runs) key += `${key === '' ? '' : '\x01'}${keyOf(text, style)}`;
  return key;
}

function kindOf(text: string): Token['kind'] {
  if (text === ' ') return 'space';
  return /[\p{L}\p{N}]/u.test(text) ? 'word' : 'mark';
}

/** The tokens of normalised runs; a word that changes its style half-way is two tokens. */
export function tokensOf(runs: readonly Run[]): readonly Token[] {
  const text = textOfRuns(runs);
  const tokens: Token[] = [];
  let [run, runEnd, from] = [0, runs[0]?.text.length ?? 0, 0];
  for (const end of boundaries(text)) {
    while (from < end) {
      while (from >= runEnd) runEnd += runs[++run]?.text.length ?? end;
      const to = Math.min(end, runEnd);
      const part = text.slice(from, to);
      const style = runs[run]?.style ?? PLAIN;
      const token = { text: part, key: keyOf(part, style), start: from, kind: kindOf(part), piece: 0 };
      tokens.push(style === PLAIN ? token : { ...style, ...token });
      from = to;
    }
  }
  return tokens;
}

/** Tokens of several texts as those of one, joined by single spaces. Each space belongs to the text behind it. */
export function joinTokens(texts: readonly (readonly Token[])[]): readonly Token[] {
  const out: Token[] = [];
  let offset = 0;
  for (const [piece, tokens] of texts.entries()) {
    if (tokens.length === 0) continue;
    if (out.length > 0) out.push({ text: ' ', key: ' ', start: offset++, kind: 'space', piece });
    const base = offset;
    for (const token of tokens) out.push({ ...token, start: base + token.start, piece });
    const last = tokens.at(-1);
    offset = base + (last ? last.start + last.text.length : 0);
  }
  return out;
}
