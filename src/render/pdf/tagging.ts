/**
 * The structure tree, bookmarks and names as objects of a PDF. Paint tells on which page and under which number each slot was
 * drawn; here the tree is written with them, in reading order.
 */
import type { LinkAim, Page, PlacedBookmark, Slot, StructureNode } from './layout.ts';
import { type DrawnPage, type Objects, type Ref, textString } from './objects.ts';
import { pruned } from './structure.ts';

/** Where a slot's text was drawn: a marked-content number on a page. */
export interface Mark {
  readonly page: Ref;
  readonly index: number;
  readonly number: number;
}
/** A link's rectangle on a page. */
export interface Spot {
  readonly page: Ref;
  readonly annotation: Ref;
  readonly key: number;
}

/** Left, bottom, right, top in the page's own measure, from below. */
export type Bounds = readonly [number, number, number, number];

export interface Drawn {
  /** Where pictures were drawn. */
  readonly bounds: ReadonlyMap<Slot, Bounds>;
  readonly marks: ReadonlyMap<Slot, readonly Mark[]>;
  readonly spots: ReadonlyMap<LinkAim, readonly Spot[]>;
  readonly pages: readonly DrawnPage[];
}

/** Types that PDF 1.7 lacks, as the types it knows. */
const ROLES = { Strong: 'Span', Em: 'Span' } as const;
const PLAIN = /^[\u0000-\u007f]*$/;

interface Tree {
  readonly objects: Objects;
  readonly drawn: Drawn;
  /** For each page, the element that owns each marked-content number; for each link, its element. */
  readonly owners: Map<number, Ref[] | Ref>;
  readonly ids: Map<string, Ref>;
}

function attributes(node: StructureNode, drawn: Drawn): Record<string, unknown> | undefined {
  const [slot] = node.children;
  const bounds = node.tag === 'Figure' && slot?.kind === 'slot' ? drawn.bounds.get(slot) : undefined;
  if (bounds) return { O: 'Layout', Placement: node.placement ?? 'Inline', BBox: bounds };
  const cell = {
    ...(node.scope && { Scope: node.scope }),
    ...(node.columns && node.columns > 1 && { ColSpan: node.columns }),
    ...(node.rows && node.rows > 1 && { RowSpan: node.rows }),
  };
  if (Object.keys(cell).length > 0) return { O: 'Table', ...cell };
  if (node.numbering) return { O: 'List', ListNumbering: node.numbering };
  return undefined;
}

function markKids(tree: Tree, marks: readonly Mark[], owner: Ref): readonly unknown[] {
  return marks.map(({ page, index, number }) => {
    const owners = tree.owners.get(index);
    if (Array.isArray(owners)) owners[number] = owner;
    owner.data['Pg'] ??= page;
    return owner.data['Pg'] === page ? number : { Type: 'MCR', Pg: page, MCID: number };
  });
}

/** Writes an element and all below it. */
function writeElement(tree: Tree, node: StructureNode, parent: Ref): Ref {
  const { objects, drawn } = tree;
  const ref = objects.ref({ S: node.tag, P: parent });
  const kids: unknown[] = [];
  for (const child of node.children) {
    if (child.kind === 'slot') kids.push(...markKids(tree, drawn.marks.get(child) ?? [], ref));
    else kids.push(writeElement(tree, child, ref));
  }
  for (const { page, annotation, key } of (node.link && drawn.spots.get(node.link)) ?? []) {
    kids.push({ Type: 'OBJR', Obj: annotation, Pg: page });
    tree.owners.set(key, ref);
  }
  const { data } = ref;
  if (kids.length > 0) data['K'] = kids.length === 1 ? kids[0] : kids;
  const attribute = attributes(node, drawn);
  if (attribute) data['A'] = attribute;
  if (node.alt) data['Alt'] = textString(node.alt);
  if (node.actual) data['ActualText'] = textString(node.actual);
  if (node.language) data['Lang'] = textString(node.language);
  if (node.id) {
    data['ID'] = textString(node.id);
    tree.ids.set(node.id, ref);
  }
  ref.end();
  return ref;
}

/** Names of ASCII are written as they are, all others as UTF-16 behind the bytes FE FF, which puts them last. */
function byteOrder(a: string, b: string): number {
  const [plainA, plainB] = [PLAIN.test(a), PLAIN.test(b)];
  if (plainA !== plainB) return plainA ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

function nameTree(entries: ReadonlyMap<string, unknown>): Record<string, unknown> {
  const names = [...entries].toSorted(([a], [b]) => byteOrder(a, b));
  return { Names: names.flatMap(([name, value]) => [textString(name), value]) };
}

/** `root` is the structure tree's root as pdfkit has it; it is ended there. */
export function writeStructure(objects: Objects, root: Ref, structure: StructureNode, drawn: Drawn): void {
  const owners = new Map<number, Ref[] | Ref>(drawn.pages.map((_, index) => [index, []]));
  const tree: Tree = { objects, drawn, owners, ids: new Map() };
  const shown = pruned(structure, (slot) => drawn.marks.has(slot));
  if (!shown) throw new Error('the structure tree has no root');
  const document = writeElement(tree, shown, root);
  const numbers = [...owners].toSorted(([a], [b]) => a - b);
  const parents = objects.ref({ Nums: numbers.flatMap(([key, value]) => [key, value]) });
  parents.end();
  Object.assign(root.data, { K: [document], ParentTree: parents, ParentTreeNextKey: numbers.length, RoleMap: ROLES });
  if (tree.ids.size > 0) root.data['IDTree'] = nameTree(tree.ids);
}

/* ---- bookmarks and names ---- */

interface Entry {
  readonly bookmark: PlacedBookmark;
  readonly page: number;
  readonly children: Entry[];
}

function nest(pages: readonly Page[]): readonly Entry[] {
  const top: Entry[] = [];
  const open: Entry[] = [];
  for (const [page, { bookmarks }] of pages.entries()) {
    for (const bookmark of bookmarks) {
      while ((open.at(-1)?.bookmark.level ?? 0) >= bookmark.level) open.pop();
      const entry = { bookmark, page, children: [] };
      (open.at(-1)?.children ?? top).push(entry);
      open.push(entry);
    }
  }
  return top;
}

/** Writes entries as a chain under `parent`. The first level stands open, what lies deeper is folded (a negative count). */
function writeEntries(
  objects: Objects,
  parent: Ref,
  entries: readonly Entry[],
  drawn: Drawn,
  pages: readonly Page[],
  depth: number,
): void {
  const refs = entries.map(() => objects.ref());
  for (const [index, { bookmark, page, children }] of entries.entries()) {
    const ref = refs[index];
    if (!ref) continue;
    const top = (pages[page]?.height ?? 0) - bookmark.y;
    Object.assign(ref.data, {
      Title: textString(bookmark.title),
      Parent: parent,
      Prev: refs[index - 1],
      Next: refs[index + 1],
      Dest: [drawn.pages[page]?.dictionary, 'XYZ', null, top, null],
    });
    if (children.length > 0) {
      writeEntries(objects, ref, children, drawn, pages, depth + 1);
      ref.data['Count'] = depth === 0 ? children.length : -children.length;
    }
    ref.end();
  }
  Object.assign(parent.data, { First: refs[0], Last: refs.at(-1) });
}

export function writeBookmarks(objects: Objects, drawn: Drawn, pages: readonly Page[]): void {
  const entries = nest(pages);
  if (entries.length === 0) return;
  // The root that pdfkit has made already, and ends itself.
  const root = objects.outline.dictionary;
  writeEntries(objects, root, entries, drawn, pages, 0);
  const shown = entries.reduce((sum, { children }) => sum + 1 + children.length, 0);
  Object.assign(root.data, { Type: 'Outlines', Count: shown });
  Object.assign(objects['_root'].data, { Outlines: root, PageMode: 'UseOutlines' });
}

/** Named destinations in the order of their bytes, which is how readers look them up (ISO 32000-1, 7.9.6). */
export function destinationTree(drawn: Drawn, pages: readonly Page[]): Record<string, unknown> {
  const names = new Map<string, unknown>();
  for (const [index, { destinations, height }] of pages.entries()) {
    for (const { name, y } of destinations) {
      if (!names.has(name)) names.set(name, [drawn.pages[index]?.dictionary, 'XYZ', null, height - y, null]);
    }
  }
  return nameTree(names);
}
