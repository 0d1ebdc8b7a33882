/**
 * The kinds of page that a built site has, found by looking at it: the shells in `templates/` and everything that stands in them.
 * A kind of page or of passage that is new is found without a change here.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Element, Root } from 'hast';
import { elementsOf, parseHtml } from './read-html.ts';

type Pages = ReadonlyMap<string, Root>;

/** Every page of a site by its path. */
export function pagesOf(files: Readonly<Record<string, Buffer>>): Pages {
  const pages = Object.entries(files).filter(([file]) => file.endsWith('.html'));
  return new Map(pages.map(([file, bytes]) => [file, parseHtml(String(bytes))]));
}

export const classesOf = ({ properties: { className } }: Element): readonly string[] =>
  Array.isArray(className) ? className.map(String) : [];

const firstClass = (root: Root) => elementsOf(root).flatMap(classesOf)[0];

/** By file name, the class by which a shell is known on a page; shells that are whole pages have none. */
export function shellClasses(): ReadonlyMap<string, string> {
  const shells = readdirSync('templates').filter((name) => name.endsWith('.html'));
  const inside = shells.flatMap((name) => {
    const text = readFileSync(path.join('templates', name), 'utf8');
    const own = /^<!doctype/i.test(text) ? undefined : firstClass(parseHtml(text));
    return own === undefined ? [] : [[name, own] as const];
  });
  return new Map(inside);
}

function featuresOf(root: Root): ReadonlySet<string> {
  const main = elementsOf(root).find(({ tagName }) => tagName === 'main');
  const shell = main && elementsOf(main).flatMap(classesOf)[0];
  const all = elementsOf(main ?? root).flatMap((element) =>
    [element.tagName, ...classesOf(element).map((name) => `${element.tagName}.${name}`)].map(
      (feature) => `${shell} ${feature}`,
    ),
  );
  return new Set([`${shell}`, ...all]);
}

/**
 * Few pages that between them show, for each shell, every element and class that any page of that shell has: again and again the page
 * that adds most, of two that add as many the first by name.
 */
export function representatives(pages: Pages): readonly string[] {
  const missing = new Map(Array.from(pages, ([file, root]) => [file, new Set(featuresOf(root))]));
  const chosen: string[] = [];
  for (;;) {
    const [best] = [...missing].toSorted(([a, one], [b, two]) => two.size - one.size || (a < b ? -1 : 1));
    if (!best || best[1].size === 0) return chosen.toSorted();
    const [file, shown] = [best[0], [...best[1]]];
    chosen.push(file);
    for (const features of missing.values()) for (const feature of shown) features.delete(feature);
  }
}

/** Whether a page goes on to another by itself: nobody looks at it, and a test that opens it finds itself elsewhere. */
export const leadsOn = (root: Root): boolean =>
  elementsOf(root).some(({ properties: { httpEquiv } }) => String(httpEquiv).toLowerCase() === 'refresh');
