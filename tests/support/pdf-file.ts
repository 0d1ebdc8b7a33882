/**
 * A PDF as its standards see it: pages with what they draw, the structure tree with its marked content, annotations, fonts with
 * the glyphs that are shown, and the words in reading order, decoded as a reader does that.
 */
import { type Drawing, readContent } from './pdf-content.ts';
import { type Dictionary, isReference, isStream, PdfObjects, type Value } from './pdf-objects.ts';

/** Marked content by the index of its page and its number there. */
export interface Mark {
  readonly page: number;
  readonly mark: number;
}

/** An element of the structure tree with what was drawn for it. */
export interface Element {
  readonly tag: string;
  readonly dictionary: Dictionary;
  /** What it holds, in order. */
  readonly kids: readonly (Element | Mark)[];
  readonly children: readonly Element[];
  readonly marks: readonly Mark[];
  readonly annotations: readonly { readonly annotation: Dictionary; readonly page: number }[];
  readonly parent?: Element | undefined;
  readonly number: number;
}

export interface UsedFont {
  readonly dictionary: Dictionary;
  readonly glyphs: ReadonlySet<number>;
}

export interface PdfFile {
  readonly objects: PdfObjects;
  readonly pages: readonly Dictionary[];
  readonly drawings: readonly (readonly Drawing[])[];
  readonly root: Element;
  readonly elements: readonly Element[];
  readonly annotations: readonly { readonly dictionary: Dictionary; readonly page: number }[];
  readonly fonts: readonly UsedFont[];
  readonly xmp: string;
}

function readTree(objects: PdfObjects, pages: ReadonlyMap<number, number>): Element {
  const read = (value: Value, parent: Element | undefined): Element => {
    const dictionary = objects.dictionary(value);
    const kids: (Element | Mark)[] = [];
    const children: Element[] = [];
    const marks: Mark[] = [];
    const annotations: { annotation: Dictionary; page: number }[] = [];
    const number = isReference(value) ? value.number : -1;
    const element = { tag: String(dictionary['S']), dictionary, kids, children, marks, annotations, parent, number };
    const pageOf = (of: Value | undefined) => (isReference(of) ? (pages.get(of.number) ?? -1) : -1);
    const held = objects.get(dictionary['K']);
    const marked = (mark: Mark) => {
      kids.push(mark);
      marks.push(mark);
    };
    const all = Array.isArray(held) ? (held as readonly Value[]) : held === undefined ? [] : [dictionary['K'] ?? null];
    for (const kid of all) {
      const found = objects.get(kid);
      const inner = objects.dictionary(kid);
      if (typeof found === 'number') marked({ page: pageOf(dictionary['Pg']), mark: found });
      else if (inner['Type'] === '/MCR') marked({ page: pageOf(inner['Pg']), mark: Number(inner['MCID']) });
      else if (inner['Type'] === '/OBJR')
        annotations.push({ annotation: objects.dictionary(inner['Obj']), page: pageOf(inner['Pg']) });
      else {
        const child = read(kid, element);
        kids.push(child);
        children.push(child);
      }
    }
    return element;
  };
  const [first = null] = objects.list(objects.dictionary(objects.catalogue['StructTreeRoot'])['K']);
  return read(first, undefined);
}

export function* below(element: Element): Generator<Element> {
  yield element;
  for (const child of element.children) yield* below(child);
}

export function readPdfFile(bytes: Uint8Array): PdfFile {
  const objects = new PdfObjects(bytes);
  const pages = objects.pages();
  const numbers = new Map<number, number>();
  for (const [number, value] of objects.all()) {
    const index = pages.indexOf(value as Dictionary);
    if (index >= 0) numbers.set(number, index);
  }
  const drawings = pages.map((page) => readContent(objects, page));
  const root = readTree(objects, numbers);
  const fonts = new Map<Dictionary, Set<number>>();
  for (const [index, page] of pages.entries()) {
    const named = objects.dictionary(objects.dictionary(page['Resources'])['Font']);
    for (const { kind, font, glyphs } of drawings[index] ?? []) {
      if (kind !== 'text') continue;
      const dictionary = objects.dictionary(named[(font ?? '').slice(1)]);
      const used = fonts.get(dictionary) ?? new Set();
      for (const glyph of glyphs) used.add(glyph);
      fonts.set(dictionary, used);
    }
  }
  const metadata = objects.get(objects.catalogue['Metadata']);
  return {
    objects,
    pages,
    drawings,
    root,
    elements: [...below(root)],
    annotations: pages.flatMap((page, index) =>
      objects.list(page['Annots']).map((one) => ({ dictionary: objects.dictionary(one), page: index })),
    ),
    fonts: [...fonts].map(([dictionary, glyphs]) => ({ dictionary, glyphs })),
    xmp: isStream(metadata) ? metadata.data.toString('utf8') : '',
  };
}

/** What each glyph of a font stands for, by its ToUnicode. */
export function charactersOf(cmap: string): ReadonlyMap<number, string> {
  const known = new Map<number, string>();
  const text = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  for (const [, body = ''] of cmap.matchAll(/beginbfchar\s([\s\S]*?)endbfchar/g)) {
    for (const [, glyph = '', to = ''] of body.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]*)>/gi))
      known.set(parseInt(glyph, 16), text(to));
  }
  for (const [, body = ''] of cmap.matchAll(/beginbfrange\s([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', to = '', list, start] of body.matchAll(/<(\w+)>\s*<(\w+)>\s*(?:\[([^\]]*)\]|<(\w+)>)/g)) {
      const [low, high] = [parseInt(from, 16), parseInt(to, 16)];
      const each = list?.match(/[0-9a-f]+/gi);
      for (let glyph = low; glyph <= high; glyph++) {
        const code = each?.[glyph - low] ?? (parseInt(start ?? '0', 16) + glyph - low).toString(16).padStart(4, '0');
        known.set(glyph, text(code));
      }
    }
  }
  return known;
}

/** The words of each marked content of a page. */
function wordsOfPage({ objects, pages, drawings }: PdfFile, index: number): ReadonlyMap<number, string> {
  const named = objects.dictionary(objects.dictionary(pages[index]?.['Resources'])['Font']);
  const characters = new Map<string, ReadonlyMap<number, string>>();
  const words = new Map<number, string>();
  for (const { kind, marked, font = '', glyphs } of drawings[index] ?? []) {
    if (kind !== 'text' || marked === undefined) continue;
    const cmap = objects.get(objects.dictionary(named[font.slice(1)])['ToUnicode']);
    const known = characters.get(font) ?? charactersOf(isStream(cmap) ? cmap.data.toString('latin1') : '');
    characters.set(font, known);
    words.set(marked, (words.get(marked) ?? '') + glyphs.map((glyph) => known.get(glyph) ?? '').join(''));
  }
  return words;
}

/** All words in the order of the structure tree, with alternative texts; `words` gives those of a marked content. */
export function wordsInOrder({ root, objects }: PdfFile, words: (mark: Mark) => string): string {
  const visit = (kid: Element | Mark): string => {
    if ('mark' in kid) return words(kid);
    const alt = objects.text(kid.dictionary['Alt']);
    return (alt ? `${alt} ` : '') + kid.kids.map(visit).join('');
  };
  return visit(root).replace(/ +/g, ' ').trim();
}

/** The same, by our own reading of glyphs. */
export function wordsOf(file: PdfFile): string {
  const pages = file.pages.map((_, index) => wordsOfPage(file, index));
  return wordsInOrder(file, ({ page, mark }) => pages[page]?.get(mark) ?? '');
}
