/**
 * Where lines of mixed type break. Runs come in, lines of words go out; no width is exceeded while a word can be cut, and no
 * word is lost. Breaks follow UAX 14 over the joined text of all runs, so a change of face makes or hides no break.
 */
import LineBreaker from 'linebreak';
import { INVISIBLES } from './collection.ts';
import type { Run, RunPicture } from './layout.ts';
import type { Fonts, Piece } from './typography.ts';

/** A stretch of one run between two breaks. */
export interface Word {
  readonly run: Run;
  readonly text: string;
  readonly width: number;
  readonly pieces: readonly Piece[];
  readonly picture?: RunPicture | undefined;
}

/** What stays together on a line. `space` is the width at its end that may hang over the edge. */
interface Atom {
  readonly words: readonly Word[];
  readonly width: number;
  readonly space: number;
  readonly ends: boolean;
}

export interface BrokenLine {
  readonly words: readonly Word[];
  /** Without the space at its end. */
  readonly width: number;
}

const TAB = '    ';
/** White space that is not one plain space. */
const WHITE = /(?:[\t\n\v\f\r\u2028\u2029]| (?=[\t\n\v\f\r \u2028\u2029]))[\t\n\v\f\r \u2028\u2029]*/g;
/** Of these nothing has to be removed or composed. */
const PLAIN = /^[\t\n\r\u0020-\u007e]*$/;

/** Spaces as HTML has them: a run of white space is one space, none stands at the start. */
function cleaned(runs: readonly Run[], verbatim: boolean): readonly string[] {
  let open = false;
  return runs.map((run, index) => {
    const visible = PLAIN.test(run.text) ? run.text : run.text.replace(INVISIBLES, '').normalize('NFC');
    if (verbatim)
      return `${visible.replace(/\r\n?|\n/g, ' \n').replaceAll('\t', TAB)}${index === runs.length - 1 ? ' ' : ''}`;
    let text = visible.replace(WHITE, ' ');
    if (!open && text.startsWith(' ')) text = text.slice(1);
    if (text !== '') open = !text.endsWith(' ');
    if (run.breaks) {
      open = false;
      return `${text.trimEnd()} \n`;
    }
    return text;
  });
}

/** As drawn: these share a glyph with the plain characters, and readers search for the plain ones. The length stays. */
function folded(text: string): string {
  return PLAIN.test(text) ? text : text.replace(/[\u00a0\u2007\u202f]/g, ' ').replaceAll('\u2011', '-');
}

function makeAtom(words: readonly Word[], ends: boolean, fonts: Fonts): Atom {
  const last = words.at(-1);
  const trail = last ? last.text.length - last.text.trimEnd().length : 0;
  const space = last && trail > 0 ? fonts.width(' ', last.run.style.face, last.run.style.size) * trail : 0;
  let width = 0;
  for (const word of words) width += word.width;
  return { words, width, space, ends };
}

function pictureWord(run: Run, picture: RunPicture): Word {
  return { run, text: '', width: picture.width, pieces: [], picture };
}

function makeWord(run: Run, text: string, fonts: Fonts): Word {
  if (run.picture) return pictureWord(run, run.picture);
  const { face, size } = run.style;
  const { pieces, width } = fonts.cut(text, face);
  return { run, text, width: (width * size) / 1000, pieces };
}

/**
 * UAX 14 also breaks behind these. Lines are ragged and have room, and a reader of extracted text cannot tell such a line end
 * from a space ("either/ or"); what is too wide for a line is cut there all the same, see `chop`.
 */
const HELD: ReadonlySet<string> = new Set(['-', '/']);

/** Nor is a citation divided between its limbs: "31(1)" at the end of a line is another section than "31(1)(a)". */
const isHeld = (text: string, position: number) =>
  HELD.has(text.charAt(position - 1)) || text.slice(position - 1, position + 1) === ')(';

/** Characters of a word beyond which it is cut before it is shaped: shaping takes time with the square of the length. */
const LONGEST = 1000;

function cutLong({ run, text }: Word, fonts: Fonts): readonly Word[] {
  return Array.from(text.match(/.{1,60}/gsu) ?? [], (piece) => makeWord(run, piece, fonts));
}

function atomsOf(runs: readonly Run[], verbatim: boolean, fonts: Fonts): readonly Atom[] {
  const texts = cleaned(runs, verbatim);
  const joined = texts.join('');
  const drawn = texts.map(folded);
  const breaker = new LineBreaker(joined);
  const atoms: Atom[] = [];
  let [run, offset, last] = [0, 0, 0];
  for (let found = breaker.nextBreak(); found; found = breaker.nextBreak()) {
    const { position, required } = found;
    if (!required && position < joined.length && isHeld(joined, position)) continue;
    const words: Word[] = [];
    for (let wanted = position - last; wanted > 0 && run < runs.length;) {
      const text = drawn[run] ?? '';
      const owner = runs[run];
      const part = text.slice(offset, offset + wanted);
      if (part !== '' && owner) words.push(makeWord(owner, part.endsWith('\n') ? part.slice(0, -1) : part, fonts));
      wanted -= part.length;
      offset += part.length;
      if (offset < text.length) continue;
      run += 1;
      offset = 0;
    }
    last = position;
    if (words.every(({ text }) => text.length <= LONGEST)) {
      atoms.push(makeAtom(words, required, fonts));
      continue;
    }
    const pieces = words.flatMap((word) => (word.text.length > LONGEST ? cutLong(word, fonts) : [word]));
    pieces.forEach((piece, index) => atoms.push(makeAtom([piece], required && index === pieces.length - 1, fonts)));
  }
  return atoms;
}

/** Made when it is first needed: its tables are read then. */
let segmenter: Intl.Segmenter | undefined;
const graphemes = (text: string) => (segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })).segment(text);

/** Addresses and long names are cut behind these before they are cut anywhere else. */
const SOFT = /(?<=[/.?&=_\-@:,;])/;

/** Cuts a word that is wider than the line: behind punctuation, and where that is not enough between graphemes. A picture shrinks. */
function chop(word: Word, width: number, fonts: Fonts): readonly Word[] {
  const { picture } = word;
  if (picture) return [pictureWord(word.run, { ...picture, width, height: (picture.height * width) / picture.width })];
  const pieces: string[] = [];
  const { face, size } = word.run.style;
  for (const soft of word.text.split(SOFT)) {
    if (fonts.width(soft.trimEnd(), face, size) <= width) {
      pieces.push(soft);
      continue;
    }
    let [piece, sum] = ['', 0];
    for (const { segment } of graphemes(soft)) {
      const more = fonts.width(segment, face, size);
      if (piece !== '' && sum + more > width && segment.trim() !== '') {
        pieces.push(piece);
        [piece, sum] = ['', 0];
      }
      piece += segment;
      sum += more;
    }
    pieces.push(piece);
  }
  return pieces.map((text) => makeWord(word.run, text, fonts));
}

function fitting(atom: Atom, width: number, fonts: Fonts): readonly Atom[] {
  if (atom.width - atom.space <= width) return [atom];
  const words = atom.words.flatMap((word) => (word.width > width ? chop(word, width, fonts) : [word]));
  return words.map((word, index) => makeAtom([word], atom.ends && index === words.length - 1, fonts));
}

/** So much more than any raggedness can cost that no paragraph ever gets a line more than it needs. */
const LINE = 1000;
/** A last line shorter than this share of the width looks forgotten. */
const STUB = 0.12;

/** What a line costs: the square of the room it leaves; a last line may be short, but not a stub. */
function costOf(used: number, room: number, last: boolean): number {
  const slack = Math.max(room - used, 0) / room;
  if (!last) return LINE + slack * slack * 100;
  return LINE + (used < STUB * room ? (1 - used / (STUB * room)) * 8 : 0);
}

/**
 * Where each line ends, by total fit: of all ways to set the atoms in as few lines as can be, the one with the most even right
 * edge. Only lines that fit are looked at, so the work grows with the length of the text.
 */
function lineEnds(atoms: readonly Atom[], roomAt: (start: number) => number): readonly number[] {
  /** The least cost of setting the atoms before each, and where the last line of that begins. */
  const widths = atoms.map(({ width }) => width);
  const costs: number[] = [0];
  const starts: number[] = [0];
  for (let end = 1; end <= atoms.length; end++) {
    const last = end === atoms.length;
    let used = -(atoms[end - 1]?.space ?? 0);
    let least = Number.POSITIVE_INFINITY;
    let from = end - 1;
    for (let start = end - 1; start >= 0; start--) {
      used += widths[start] ?? 0;
      const room = roomAt(start);
      // The first line may be shorter than the others, so a start that does not fit ends the search only behind it.
      if (start < end - 1 && used > room + 0.01) break;
      const cost = (costs[start] ?? 0) + costOf(used, room, last);
      if (cost >= least) continue;
      least = cost;
      from = start;
    }
    costs.push(least);
    starts.push(from);
  }
  const ends: number[] = [];
  for (let end = atoms.length; end > 0; end = starts[end] ?? 0) ends.push(end);
  return ends.reverse();
}

/** The atoms between line ends that the text demands. */
function stretches(atoms: readonly Atom[]): readonly (readonly Atom[])[] {
  const all: Atom[][] = [[]];
  for (const [index, atom] of atoms.entries()) {
    all.at(-1)?.push(atom);
    if (atom.ends && index < atoms.length - 1) all.push([]);
  }
  return all;
}

/** Lines no wider than `width`; the first is `indent` shorter. The last word always ends in a space, which joins it to what follows. */
export function breakLines(
  runs: readonly Run[],
  width: number,
  fonts: Fonts,
  { indent = 0, verbatim = false }: { readonly indent?: number; readonly verbatim?: boolean } = {},
): readonly BrokenLine[] {
  const narrowest = Math.max(width - indent, 1);
  const whole = atomsOf(runs, verbatim, fonts);
  const fits = whole.every(({ width, space }) => width - space <= narrowest);
  const atoms = fits ? whole : whole.flatMap((atom) => fitting(atom, narrowest, fonts));
  const lines: BrokenLine[] = [];
  for (const stretch of stretches(atoms)) {
    const opening = lines.length === 0;
    let from = 0;
    for (const end of lineEnds(stretch, (start) => (opening && start === 0 ? narrowest : width))) {
      const line = stretch.slice(from, end);
      const used = line.reduce((sum, atom) => sum + atom.width, 0) - (line.at(-1)?.space ?? 0);
      lines.push({ words: line.flatMap(({ words }) => words), width: used });
      from = end;
    }
    if (stretch.length === 0) lines.push({ words: [], width: 0 });
  }
  return lines.map((line, index) =>
    index === lines.length - 1 ? { ...line, words: closed(line.words, fonts) } : line,
  );
}

function closed(words: readonly Word[], fonts: Fonts): readonly Word[] {
  const last = words.at(-1);
  if (!last || last.picture || last.text.endsWith(' ')) return words;
  return [...words.slice(0, -1), makeWord(last.run, `${last.text} `, fonts)];
}

/** The widest thing that cannot be broken, and the width of the text on one line. */
export function extent(
  runs: readonly Run[],
  fonts: Fonts,
  verbatim = false,
): { readonly least: number; readonly most: number } {
  let [least, most, line] = [0, 0, 0];
  for (const { width, space, ends } of atomsOf(runs, verbatim, fonts)) {
    least = Math.max(least, width - space);
    line += width;
    most = Math.max(most, line - space);
    if (ends) line = 0;
  }
  return { least, most };
}
