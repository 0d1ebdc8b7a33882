/**
 * Template files: plain HTML with `<slot name="…">` elements, and links that are written from the root of the site
 * (`assets/style.css`). A template is parsed and printed once; what differs from page to page is then put between its pieces, so
 * that a page costs no more than what is its own. Templates hold no logic.
 */
import type { Element, ElementContent, Properties, Root, RootContent } from 'hast';
import rehypeParse from 'rehype-parse';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import type { Linker } from './address.ts';
import { type Admitted, admitting } from './policy.ts';

/** What is put into a template, as HTML. */
export interface Filled {
  readonly slots: Readonly<Record<string, string>>;
  readonly link: Linker;
  /** Of a whole page: its language, what stands in its head, and what it needs of browsers. */
  readonly whole?: { readonly language: string; readonly head: string; readonly admits?: Admitted | undefined };
}

export type Template = (filled: Filled) => string;

type Piece = string | ((filled: Filled) => string);

const printer = unified().use(rehypeStringify).freeze();

/** Nodes as HTML: text and values are escaped. */
export function printed(nodes: readonly RootContent[]): string {
  return nodes.length === 0 ? '' : printer.stringify({ type: 'root', children: [...nodes] });
}

/** What is put into a slot, before it is printed. */
export type Filling = readonly ElementContent[];
export type Slots = Readonly<Record<string, Filling>>;

/** Text or nodes as the content of a slot; absent ones leave nothing behind. */
export function filling(...parts: readonly (ElementContent | string | undefined)[]): Filling {
  return parts.flatMap((part) =>
    part === undefined ? [] : typeof part === 'string' ? { type: 'text', value: part } : part,
  );
}

export const printedSlots = (slots: Slots): Filled['slots'] =>
  Object.fromEntries(Object.entries(slots).map(([name, content]) => [name, printed(content)]));

/** With the space before it; nothing where there is no value. */
function attribute(name: string, value: string | undefined): string {
  const element: Element = { type: 'element', tagName: 'i', properties: { [name]: value }, children: [] };
  return printed([element]).slice('<i'.length, -'></i>'.length);
}

/** An attribute of most pages has the value that it had on the page before. */
function attributePiece(name: string, valueOf: (filled: Filled) => string | undefined): Piece {
  let known: { readonly value: string | undefined; readonly html: string } | undefined;
  return (filled) => {
    const value = valueOf(filled);
    if (!known || known.value !== value) known = { value, html: attribute(name, value) };
    return known.html;
  };
}

const OUTSIDE = /^(?:#|[a-z]+:)/i;
/** Signs that no template holds, around the number of a piece. */
const MARK = '\ufdd0';
const PIECES = new RegExp(`( [^\\s="]+="${MARK}\\d+${MARK}"|${MARK}\\d+${MARK})`);
const NUMBER = new RegExp(`${MARK}(\\d+)${MARK}`);

/** The tree of a template with marks in the places of its pieces, which come out in `pieces`. */
function withMarks(root: Root, pieces: Piece[]): Root {
  const mark = (piece: Piece) => `${MARK}${pieces.push(piece) - 1}${MARK}`;
  const text = (piece: Piece): ElementContent => ({ type: 'text', value: mark(piece) });
  const attributes = (
    properties: Properties,
    make: Readonly<Record<string, (filled: Filled) => string | undefined>>,
  ) => {
    const own = Object.entries(make).map(([name, value]) => [name, mark(attributePiece(name, value))]);
    return { ...properties, ...(Object.fromEntries(own) as Properties) };
  };

  function propertiesOf({ tagName, properties }: Element): Properties {
    if (tagName === 'html') return attributes(properties, { lang: ({ whole }) => whole?.language });
    if (properties['httpEquiv'] !== undefined) {
      const policy = String(properties['content']);
      const content = ({ whole }: Filled) => (whole?.admits ? admitting(policy, whole.admits) : policy);
      return attributes(properties, { content });
    }
    const links = (['href', 'src'] as const).flatMap((name) => {
      const address = properties[name];
      if (typeof address !== 'string' || OUTSIDE.test(address)) return [];
      return [[name, ({ link }: Filled) => link(address)] as const];
    });
    return attributes(properties, Object.fromEntries(links));
  }

  function marked<Node extends RootContent>(node: Node): Node | ElementContent {
    if (node.type !== 'element') return node;
    if (node.tagName === 'slot') {
      const name = String(node.properties['name']);
      return text(({ slots }) => {
        const content = slots[name];
        if (content === undefined) throw new Error(`nothing fills the slot "${name}"`);
        return content;
      });
    }
    // A slot cannot stand in `<head>`, where a browser would take it for the beginning of the body.
    const head = node.tagName === 'head' ? [text(({ whole }) => whole?.head ?? '')] : [];
    return { ...node, properties: propertiesOf(node), children: [...node.children.map(marked), ...head] };
  }
  return { ...root, children: root.children.map(marked) };
}

function piecesOf(html: string, isWhole: boolean): readonly Piece[] {
  // A parser in fragment mode does not wrap what it reads in another <html>; only the outermost template is a whole page.
  const root = unified().use(rehypeParse, { fragment: !isWhole }).parse(html);
  const pieces: Piece[] = [];
  const whole = printed(withMarks(root, pieces).children);
  return whole.split(PIECES).map((part) => {
    const [, number] = NUMBER.exec(part) ?? [];
    return number === undefined ? part : (pieces[Number(number)] ?? part);
  });
}

/** `isWhole` tells whether it is a whole page. It is parsed when it is used first. */
export function openTemplate(html: string, isWhole: boolean): Template {
  let pieces: readonly Piece[] | undefined;
  return (filled) => {
    pieces ??= piecesOf(html, isWhole);
    let page = '';
    for (const piece of pieces) page += typeof piece === 'string' ? piece : piece(filled);
    return page;
  };
}
