/**
 * What collecting one document hands out as it goes: footnote numbers, destination names, heading levels, link aims. It lives
 * for one document and changes while blocks are collected in reading order; everything else about collecting is a function.
 */
import { type Clause, clausesOf, walkBlocks } from '../../model/clauses.ts';
import type { Link, Place } from '../../model/document.ts';
import type { Block, Footnote, Target } from '../../model/document.ts';
import type { Picture } from '../../model/edition.ts';
import { pointBefore, type Surroundings } from '../../model/surroundings.ts';
import { normaliseText, RIGHT_TO_LEFT } from '../../model/text.ts';
import { nameOfClause, referenceName, spelledOut } from '../naming.ts';
import type { FaceName, LinkAim } from './layout.ts';
import { type Drawable, drawableOf } from './pictures.ts';
import type { Sheet } from './sheet.ts';
import type { Fonts } from './typography.ts';

/** A character that no face of the press can show. */
export interface Missing {
  readonly character: string;
  readonly place?: Place | undefined;
}

export interface Collection {
  readonly sheet: Sheet;
  readonly fonts: Fonts;
  readonly missing: readonly Missing[];
  readonly clauses: ReadonlyMap<string, Clause>;
  /** Where a link leads, or `undefined` when it may lead nowhere and is plain text. */
  readonly aim: (link: Pick<Link, 'url' | 'title' | 'target'>, words: string) => LinkAim | undefined;
  /** The way to a page of the site by its address there; none where nothing is published. */
  readonly site: (address: string, description: string) => LinkAim | undefined;
  /** The number of a footnote from 0, and whether this is its first reference. */
  readonly reference: (identifier: string) => { readonly index: number; readonly first: boolean } | undefined;
  /** The name under which a clause can be linked to; none when an earlier block has it. */
  readonly destination: (id: string) => readonly string[];
  /** How far the text behind hanging numbers stands in: one column for all of the document, unless a number is very long. */
  readonly hanging: number;
  /** A heading level that skips none (ISO 14289-1, 7.4.2). */
  readonly level: (wanted: number) => number;
  /** A section of this level is open from here on. */
  readonly enter: (level: number) => void;
  /** The level of a title inside the section that is open: one below its heading. */
  readonly below: () => number;
  /** "principle 2", for a clause of this document. */
  readonly clauseName: (id: string) => string;
  /** What an answer or outcome belongs to, by its id: a clause of this edition or, of an outcome, of one before it; and the way there. */
  readonly point: (id: string) => { readonly name: string; readonly link: Pick<Link, 'url' | 'target'> };
  /** "A title, 2019 edition, principle 2", for a clause of any document. */
  readonly nameOf: (target: Target) => string;
  readonly watch: (text: string, face: FaceName, place: Place | undefined) => void;
  /** A picture of this document; what a comparison tells of has none, and says in words what they show. */
  readonly drawable: (file: string) => Drawable | undefined;
}

interface Source {
  readonly sheet: Sheet;
  readonly fonts: Fonts;
  readonly body: readonly Block[];
  readonly footnotes: readonly Footnote[];
  /** What the document itself is: links to it become links inside. */
  readonly own?: { readonly work: string; readonly edition: string } | undefined;
  readonly around: Surroundings;
  readonly pictures: readonly Picture[];
}

/** Schemes that a link may have; everything else is shown as text. */
export const SCHEMES = /^(?:https?|mailto|tel):/i;

const PLAIN = /^[\u0020-\u007e]*$/;

function aimOf(source: Source, clauses: ReadonlyMap<string, Clause>): Collection['aim'] {
  const inside = (id: string | undefined, description: string): LinkAim | undefined =>
    id !== undefined && clauses.has(id) ? { kind: 'inside', to: id, description } : undefined;
  return ({ url, title, target }, words) => {
    const description = normaliseText(title ?? '') || words || url;
    if (target) {
      const own = target.work === source.own?.work && target.edition === source.own?.edition;
      const near = own ? inside(target.clause, description) : undefined;
      return near ?? siteAim(source, source.around.resolve(target), description);
    }
    if (url.startsWith('#')) return inside(url.slice(1), description);
    return SCHEMES.test(url) ? { kind: 'outside', to: encodeURI(decode(url)), description } : undefined;
  };
}

function siteAim({ around }: Source, address: string, description: string): LinkAim | undefined {
  const whole = around.publication.baseAddress.replace(/\/*$/, '/') + address;
  return SCHEMES.test(whole) ? { kind: 'outside', to: encodeURI(decode(whole)), description } : undefined;
}

/** Addresses in a PDF are ASCII (ISO 32000-1, 12.6.4.7): what is encoded already must not be encoded twice. */
function decode(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

/** Each picture is unpacked once, however often it is shown. */
function drawables(pictures: readonly Picture[]): Collection['drawable'] {
  const known = new Map<string, Drawable>();
  return (file) => {
    const picture = pictures.find((one) => one.file === file);
    const drawable = known.get(file) ?? (picture && drawableOf(picture));
    if (drawable) known.set(file, drawable);
    return drawable;
  };
}

/** Longer numbers than this many times the type size push their own text aside and no other. */
const LONGEST_NUMBER = 3.5;

function hangingOf({ body, fonts, sheet }: Source): number {
  const { size } = sheet.body;
  const numbers = walkBlocks(body).flatMap((block) =>
    block.type === 'principle' || block.type === 'clause' || block.type === 'question' ? (block.number ?? []) : [],
  );
  const widths = numbers.map((number) => fonts.width(number, 'bold', size) + size * 0.6);
  return Math.max(sheet.indent, ...widths.filter((width) => width <= size * LONGEST_NUMBER));
}

function watcher(fonts: Fonts, missing: Missing[]): Collection['watch'] {
  const reported = new Set<string>();
  return (text, face, place) => {
    if (PLAIN.test(text)) return;
    for (const character of text) {
      const code = character.codePointAt(0) ?? 0;
      // Set in the wrong order if at all: the engine knows no bidirectional text (UAX 9) and joins no letters.
      const set = fonts.covers(code, face) && !RIGHT_TO_LEFT.test(character);
      if (code <= 0x20 || INVISIBLE.test(character) || reported.has(character) || set) continue;
      reported.add(character);
      missing.push({ character, place });
    }
  };
}

/** Characters that shape text and are never drawn. Drawn, a soft hyphen would take every later hyphen with it. */
export const INVISIBLE =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\p{Variation_Selector}]/u;

/** The same, for taking all of them out. */
export const INVISIBLES = new RegExp(INVISIBLE.source, 'gu');

export function openCollection(source: Source): Collection {
  const clauses = new Map(clausesOf(source.body).map((clause) => [clause.id, clause]));
  const numbers = new Map(source.footnotes.map(({ identifier }, index) => [identifier, index]));
  const referenced = new Set<number>();
  const named = new Set<string>();
  const missing: Missing[] = [];
  let section = 1;
  return {
    sheet: source.sheet,
    fonts: source.fonts,
    missing,
    clauses,
    hanging: hangingOf(source),
    aim: aimOf(source, clauses),
    site: (address, description) => siteAim(source, address, description),
    reference: (identifier) => {
      const index = numbers.get(identifier);
      if (index === undefined) return undefined;
      const first = !referenced.has(index);
      referenced.add(index);
      return { index, first };
    },
    destination: (id) => {
      if (named.has(id)) return [];
      named.add(id);
      return [id];
    },
    level: (wanted) => Math.min(Math.max(wanted, 2), section + 1, 6),
    enter: (level) => {
      section = level;
    },
    below: () => Math.min(section + 1, 6),
    clauseName: (id) => {
      const clause = clauses.get(id);
      return clause ? nameOfClause(clause) : spelledOut(id);
    },
    point: (id) => {
      const clause = clauses.get(id);
      const target = clause || !source.own ? undefined : pointBefore(id, source.own.edition, source.around);
      const name = clause ? nameOfClause(clause) : target ? referenceName(source.around, target) : spelledOut(id);
      return { name, link: { url: `#${id}`, target } };
    },
    nameOf: (target) => referenceName(source.around, target),
    watch: watcher(source.fonts, missing),
    drawable: drawables(source.pictures),
  };
}
