/**
 * The body of a document to our own blocks and footnotes. The parser's tree comes in and leaves as the union of
 * `model/document.ts`; what that has no place for (HTML, unknown directives, headings of level 1) leaves as findings.
 */
import GithubSlugger from 'github-slugger';
import type * as mdast from 'mdast';
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Block, Footnote, Heading, Inline, List, ListItem, Table } from '../model/document.ts';
import { type Finding, finding } from '../model/finding.ts';
import { isSlug } from '../model/identifier.ts';
import { textOfInlines } from '../model/text.ts';
import { parseAttributes } from './attributes.ts';
import { forbidden, placeAt } from './decode.ts';
import { readDirective } from './directives.ts';
import { type Fence, scanFences } from './fences.ts';
import { SYNTAX, TREE } from './grammar.ts';
import { readInlines } from './inlines.ts';
import { type Reading, report, type Surround } from './reading.ts';

export interface Body {
  readonly blocks: readonly Block[];
  /** In the order of their definitions; `assemble` sorts them by first reference. */
  readonly footnotes: readonly Footnote[];
  readonly findings: readonly Finding[];
  /** Whether anything in it is withheld or a fence is broken: no words of it may then stand in messages. */
  readonly withholds: boolean;
}

const processor = unified()
  .use(remarkParse)
  .data('micromarkExtensions', [...SYNTAX])
  .data('fromMarkdownExtensions', TREE)
  .freeze();

type Source = mdast.RootContent;
type Convert<K extends Source['type']> = (
  node: Extract<Source, { type: K }>,
  reading: Reading,
  surround: Surround,
) => Block | undefined;

function readBlocks(nodes: readonly Source[], reading: Reading, surround: Surround): readonly Block[] {
  return nodes.flatMap((node) => {
    const convert = BLOCKS[node.type] as Convert<Source['type']> | undefined; // a row takes the nodes of its own key
    if (!convert) throw new Error(`the parser made a block "${node.type}" that no row takes`);
    return convert(node, reading, surround) ?? [];
  });
}

/** Takes `{#id}` off the end of a heading's words. */
function splitId(children: readonly Inline[]): {
  readonly words: readonly Inline[];
  readonly braces?: string | undefined;
} {
  const last = children.at(-1);
  const match = last?.type === 'text' ? /^(.*?)\s*\{([^{}]*)\}\s*$/s.exec(last.value) : null;
  if (!match || last?.type !== 'text' || !match[2]?.trimStart().startsWith('#')) return { words: children };
  const words: Inline = { ...last, value: match[1] ?? '' };
  return { words: words.value === '' ? children.slice(0, -1) : [...children.slice(0, -1), words], braces: match[2] };
}

function heading(node: mdast.Heading, reading: Reading, surround: Surround): Block {
  const inHeading = { ...surround, noWithholding: 'in a heading' };
  const { words, braces } = splitId(readInlines(node.children, reading, inHeading));
  const text = textOfInlines(words);
  if (text === '') report(reading, 'heading-empty', node, 'The heading has no words.');
  const { attributes, problem } = parseAttributes(braces ?? '');
  if (problem || attributes.values.size > 0)
    report(reading, 'clause-id', node, 'A heading takes an id and nothing else: {#name}.');
  const { id } = attributes;
  if (id !== undefined && !isSlug(id)) report(reading, 'clause-id', node, 'The id is no plain name.');
  const number = /^(\d+(?:\.\d+)*)(?:\.|\s)/.exec(text)?.[1];
  return { type: 'heading', depth: node.depth, id: id ?? '', number, children: words, position: node.position };
}

function listItem(node: mdast.ListItem, ordered: boolean, reading: Reading, surround: Surround): ListItem {
  const written = reading.source.slice(node.position?.start.offset ?? 0).slice(0, 12);
  const label = ordered ? /^\d{1,9}[.)]/.exec(written)?.[0] : undefined;
  const children = readBlocks(node.children, reading, surround);
  return { type: 'listItem', label, checked: node.checked, children, position: node.position };
}

function list(node: mdast.List, reading: Reading, surround: Surround): List {
  const ordered = node.ordered === true;
  const spread = node.spread === true || node.children.some((item) => item.spread === true);
  const children = node.children.map((item) => listItem(item, ordered, reading, surround));
  return { type: 'list', ordered, spread, children, position: node.position };
}

function table(node: mdast.Table, reading: Reading, surround: Surround): Table {
  const rows = node.children.map((row) => ({
    type: 'tableRow' as const,
    position: row.position,
    children: row.children.map((cell) => ({
      type: 'tableCell' as const,
      children: readInlines(cell.children, reading, surround),
      position: cell.position,
    })),
  }));
  return { type: 'table', align: node.align ?? [], children: rows, position: node.position };
}

function directive(node: ContainerDirective | LeafDirective, reading: Reading, surround: Surround): Block | undefined {
  const line = node.position?.start.line ?? 0;
  const fence = reading.fences.get(line);
  const agrees = fence && fence.name === node.name && fence.close === node.position?.end.line;
  if (!agrees) {
    report(reading, 'directive-fence', node, 'The fence is opened or closed in a place where it does not count.');
    return undefined;
  }
  const noWithholding = { quote: 'in a quotation', withheld: 'inside another withheld passage' }[node.name];
  if (node.name === 'withheld' && surround.noWithholding) {
    report(reading, 'withheld-place', node, `Nothing can be withheld ${surround.noWithholding}.`);
  }
  const inner = { ...surround, noWithholding: surround.noWithholding ?? noWithholding };
  return readDirective(fence, readBlocks(node.children, reading, inner), node.position, reading);
}

const BLOCKS: { readonly [K in Source['type']]?: Convert<K> } = {
  heading,
  paragraph: (node, reading, surround) => ({
    type: 'paragraph',
    children: readInlines(node.children, reading, surround),
    position: node.position,
  }),
  blockquote: (node, reading, surround) => ({
    type: 'blockquote',
    children: readBlocks(node.children, reading, surround),
    position: node.position,
  }),
  list,
  code: (node, reading) => {
    const bad = forbidden(node.value);
    if (bad) report(reading, 'file-character', node, `${bad.name} is invisible.`);
    return { type: 'code', lang: node.lang, value: node.value, position: node.position };
  },
  thematicBreak: ({ position }) => ({ type: 'thematicBreak', position }),
  table,
  containerDirective: directive,
  leafDirective: directive,
  html: (node, reading) => {
    const what = node.value.startsWith('<!--') ? 'An HTML comment' : 'HTML';
    report(reading, 'html-raw', node, `${what} stands here.`);
    return undefined;
  },
  // Both are collected before: see `readBody`.
  definition: () => undefined,
  footnoteDefinition: () => undefined,
};

function collect(root: mdast.Root): {
  definitions: Reading['definitions'];
  footnotes: readonly mdast.FootnoteDefinition[];
} {
  const definitions = new Map<string, mdast.Definition>();
  const footnotes: mdast.FootnoteDefinition[] = [];
  const visit = (node: mdast.Root | Source): void => {
    if (node.type === 'definition') {
      const key = node.identifier.toLowerCase();
      if (!definitions.has(key)) definitions.set(key, node); // the first one counts, as CommonMark says
    }
    if (node.type === 'footnoteDefinition') footnotes.push(node);
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(root);
  return { definitions, footnotes };
}

/** Fences that the scan paired but the parser took for something else, such as lines of a code block. */
function unseenFences(root: mdast.Root, fences: readonly Fence[], file: string): readonly Finding[] {
  const seen = new Set<number>();
  const visit = (node: mdast.Root | Source): void => {
    if (node.type === 'containerDirective' || node.type === 'leafDirective') seen.add(node.position?.start.line ?? 0);
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(root);
  return fences
    .filter(({ open }) => !seen.has(open))
    .map(({ open, column, name }) => {
      const message = `":::${name}" stands where it does not count, for instance in a code block or a paragraph.`;
      return finding('directive-fence', file, { line: open, column }, message);
    });
}

/** `withheld[` that became no directive, and misspelt text directives: their words would be published. */
function strayTextDirectives(reading: Reading): readonly Finding[] {
  const { file, source, withheldAt } = reading;
  const stray = Array.from(source.matchAll(/:?withheld\s*\[/gi)).filter(
    ({ 0: match, index }) => !(match.startsWith(':') && withheldAt.has(index)),
  );
  const misspelt = Array.from(source.matchAll(/:([A-Za-z][\w-]*)\[[^\]]*\]\{/g)).filter(
    ({ index }) => !withheldAt.has(index),
  );
  return [
    ...stray.map(({ index }) =>
      finding('withheld-place', file, placeAt(source, index), 'The passage is not withheld as it is written here.'),
    ),
    ...misspelt
      .filter(({ 1: name }) => name?.toLowerCase() !== 'withheld')
      .map(({ index }) =>
        finding(
          'directive-unknown',
          file,
          placeAt(source, index),
          'In running text there is only ":withheld[…]{ground=…}".',
        ),
      ),
  ];
}

/** Gives every heading without an id one made of its words, beside all ids that authors wrote. */
function withHeadingIds(blocks: readonly Block[], written: ReadonlySet<string>): readonly Block[] {
  const slugger = new GithubSlugger();
  const used = new Set(written);
  function idFor(heading: Heading): string {
    const words = textOfInlines(heading.children)
      .normalize('NFD')
      .replace(/[^A-Za-z0-9]+/g, '-');
    const stem =
      slugger
        .slug(words)
        .replace(/^-+|-+$/g, '')
        .slice(0, 60)
        .replace(/-+$/, '') || 'section';
    let id = stem;
    for (let count = 2; used.has(id); count++) id = `${stem}-${count}`;
    used.add(id);
    return id;
  }
  const visit = (block: Block): Block => {
    if (block.type === 'heading') return block.id === '' ? { ...block, id: idFor(block) } : block;
    if (block.type === 'list') {
      return { ...block, children: block.children.map((item) => ({ ...item, children: item.children.map(visit) })) };
    }
    if (block.type === 'table' || !('children' in block) || block.type === 'paragraph') return block;
    return { ...block, children: block.children.map(visit) };
  };
  return blocks.map(visit);
}

function writtenIds(source: string): ReadonlySet<string> {
  return new Set(Array.from(source.matchAll(/\{[^{}\n]*#([a-z0-9-]+)[^{}\n]*\}/g), ([, id]) => id ?? ''));
}

/** Reads a body whose positions are those of the file; `inCorpus` tells whether relative links lead to other documents. */
export function readBody(file: string, source: string, inCorpus: boolean): Body {
  const scanned = scanFences(file, source);
  const root = processor.parse(source);
  const { definitions, footnotes } = collect(root);
  const reading: Reading = {
    file,
    source,
    inCorpus,
    definitions,
    fences: new Map(scanned.fences.map((fence) => [fence.open, fence])),
    findings: [...scanned.findings, ...unseenFences(root, scanned.fences, file)],
    withheldAt: new Set(),
  };
  const blocks = readBlocks(root.children, reading, {});
  const notes = footnotes.map((node) => ({
    identifier: node.identifier,
    children: readBlocks(node.children, reading, {}),
    position: node.position,
  }));
  const brokenFence = scanned.findings.length > 0;
  const findings = [...reading.findings, ...strayTextDirectives(reading)];
  return {
    blocks: withHeadingIds(blocks, writtenIds(source)),
    footnotes: notes,
    findings,
    withholds: brokenFence || /withheld/i.test(source),
  };
}
