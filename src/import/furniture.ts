/**
 * Lines to those of the text and those of the page: running heads and feet, page numbers, markings at the edge of a page, the
 * address line at its foot. A line is taken out only where something beside its words says so: that it recurs at the edge of pages,
 * or that it gives telephone and fax numbers and stands alone.
 */
import type { Line } from './lines.ts';
import { type Furniture, placeWords } from './pieces.ts';

const EDGE = 3;
const ADDRESS_LINE = /\bT(?:el)?\.?:?\s?\+?\d[\d ()]{6,}\bF(?:ax)?\.?:?\s?\+?\d[\d ()]{6,}$/;
const PAGE_NUMBER = /^(?:page\s+)?\d{1,4}(?:\s*(?:of|\/)\s*\d{1,4})?$/i;
const MARKING =
  /^(?:UK )?(?:OFFICIAL|SECRET|TOP SECRET|RESTRICTED|CONFIDENTIAL|PROTECT|NOT PROTECTIVELY MARKED)(?:[ :–-]+[A-Z/&() ]+)?$/i;

export const isMarkingLine = (text: string) => text.length <= 80 && MARKING.test(text.trim());

/** Lines at the same edge of pages are the same when they differ in numbers only. */
const alike = (text: string) => text.replace(/\d+/g, '#').replace(/\s+/g, ' ').trim();

function pagesOf(lines: readonly Line[]): readonly (readonly Line[])[] {
  const pages = new Map<number, Line[]>();
  for (const line of lines) {
    const page = line.place.page ?? 1;
    pages.set(page, [...(pages.get(page) ?? []), line]);
  }
  return [...pages.values()];
}

/** Lines from the edge of a page inwards that recur there on at least half of the pages, and on two; none behind one that does not. */
function recurring(pages: readonly (readonly Line[])[]): ReadonlySet<Line> {
  const found = new Set<Line>();
  for (const edges of [pages.map((page) => page.slice(0, EDGE)), pages.map((page) => page.slice(-EDGE).toReversed())]) {
    const counts = new Map<string, number>();
    for (const edge of edges)
      for (const text of new Set(edge.map(({ text }) => alike(text)))) counts.set(text, (counts.get(text) ?? 0) + 1);
    for (const edge of edges) {
      const recurs = ({ text }: Line) => {
        const on = counts.get(alike(text)) ?? 0;
        return on >= 2 && on * 2 >= pages.length;
      };
      const end = edge.findIndex((line) => !recurs(line));
      for (const line of end < 0 ? edge : edge.slice(0, end)) found.add(line);
    }
  }
  return found;
}

export function takeFurniture(lines: readonly Line[]): {
  readonly lines: readonly Line[];
  readonly furniture: readonly Furniture[];
} {
  const pages = pagesOf(lines);
  const paged = lines.some(({ place }) => place.page !== undefined);
  const taken = new Set(pages.length > 1 ? recurring(pages) : []);
  for (const line of lines)
    if (ADDRESS_LINE.test(line.text) && !/[.?!:]\s+[A-Z]\w+ \w+ \w+/.test(line.text)) taken.add(line);
  for (const page of pages) {
    for (const line of [page.at(0), page.at(-1)]) if (paged && line && PAGE_NUMBER.test(line.text)) taken.add(line);
  }
  // A marking stands at an edge of the page or next to what does.
  const edge = (index: number) => {
    const [above, line, below] = [lines[index - 1], lines[index], lines[index + 1]];
    const turns = !above || !below || above.place.page !== line?.place.page || below.place.page !== line?.place.page;
    return turns || taken.has(above) || taken.has(below);
  };
  for (const [index, line] of lines.entries()) if (isMarkingLine(line.text) && edge(index)) taken.add(line);
  const kept = lines.map((line, index) => {
    const above = lines[index - 1];
    return above && taken.has(above) ? { ...line, gap: true } : line;
  });
  return {
    lines: kept.filter((_, index) => !lines.slice(index, index + 1).some((line) => taken.has(line))),
    furniture: lines.filter((line) => taken.has(line)).map(({ text, place }) => ({ text: text.trim(), place })),
  };
}

/** What was taken out, told once for each wording. */
export function furnitureNotes(furniture: readonly Furniture[]): readonly string[] {
  const byWords = new Map<string, Furniture[]>();
  for (const one of furniture) byWords.set(alike(one.text), [...(byWords.get(alike(one.text)) ?? []), one]);
  return [...byWords.values()].map((same) => {
    const [first] = same;
    const where = first?.place ? placeWords(first.place) : 'the head or foot of the pages';
    const often = same.length > 1 ? `, ${same.length} times` : '';
    return `The words "${first?.text}", which stand at ${where}${often} and belong to the page, are taken out of the running text.`;
  });
}
