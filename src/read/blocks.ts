/**
 * The body of a document to our own blocks and footnotes. The parser's tree comes in and leaves as the union of
 * `model/document.ts`; what that has no place for (HTML, unknown directives, headings of level 1) leaves as findings.
 */
import type * as mdast from 'mdast';
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Block, Footnote, List, ListItem, Table, TableCell } from '../model/document.ts';
import { finding, type Finding, type Rule, said } from '../model/finding.ts';
import { isSlug } from '../model/identifier.ts';
import { textOfInlines } from '../model/text.ts';
import { idProblem, parseAttributes } from './attributes.ts';
import { forbidden } from './decode.ts';
import { readDirective } from './directives.ts';
import { type Fence, scanFences } from './fences.ts';
import { syntaxFor, TREE } from './grammar.ts';
import { splitId, withHeadingIds } from './headings.ts';
import { htmlMessage, readInlines } from './inlines.ts';
import type { Ruling } from './markings.ts';
import { portionMarking } from './portion-marking.ts';
import { endOf, placeOf, placer, positionOf, type Reading, report, type Surround } from './reading.ts';
import { strayTextDirectives, unseenFences } from './stray.ts';

export interface Body {
  readonly blocks: readonly Block[];
  /** In the order of their definitions; `assemble` sorts them by first reference. */
  readonly footnotes: readonly Footnote[];
  readonly findings: readonly Finding[];
  /** Whether anything in it is withheld or a fence is broken: no words of it may then stand in messages. */
  readonly withholds: boolean;
  /** Whether it was parsed; otherwise there are findings that say why not. */
  readonly read: boolean;
  /** Characters of its source. */
  readonly length: number;
}

const parser = unified().use(remarkParse).data('fromMarkdownExtensions', TREE).freeze();
const parse = (source: string, fences: readonly Fence[]): mdast.Root =>
  parser().data('micromarkExtensions', syntaxFor(source, fences)).parse(source);

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

function heading(node: mdast.Heading, reading: Reading, surround: Surround): Block {
  const inHeading = { ...surround, noWithholding: 'in a heading' };
  const { words, braces } = splitId(readInlines(node.children, reading, inHeading));
  const text = textOfInlines(words);
  if (text === '') report(reading, 'heading-empty', node, 'The heading has no words.');
  const { attributes, problem } = parseAttributes(braces ?? '');
  if (problem || [...attributes.values.keys()].some((key) => key !== 'marking'))
    report(reading, 'clause-id', node, 'A heading takes an id and the marking of its section: {#name marking="…"}.');
  const { id } = attributes;
  const marking = portionMarking(attributes.values.get('marking'), reading, node, surround.hidden ?? false);
  if (id !== undefined && !isSlug(id)) report(reading, 'clause-id', node, idProblem(id));
  const last = node.children.at(-1);
  const number = /^(\d+(?:\.\d+)*)(?:\.|\s)/.exec(text)?.[1];
  return {
    type: 'heading',
    depth: node.depth,
    id: id ?? '',
    number,
    marking,
    children: words,
    ends: id === undefined && last ? endOf(last) : undefined,
    position: positionOf(node),
  };
}

function listItem(node: mdast.ListItem, ordered: boolean, reading: Reading, surround: Surround): ListItem {
  const written = reading.source.slice(node.position?.start.offset ?? 0).slice(0, 12);
  const label = ordered ? /^\d{1,9}[.)]/.exec(written)?.[0] : undefined;
  const children = readBlocks(node.children, reading, surround);
  return { type: 'listItem', label, checked: node.checked, children, position: positionOf(node) };
}

/**
 * Whether an empty line stands between two neighbours. Not the parser's own `spread`, which counts the empty lines inside a
 * directive too: those of a withheld passage must not show in how the list around it is set.
 */
function isApart(nodes: readonly { readonly position?: mdast.List['position'] }[]): boolean {
  return nodes.some(({ position }, index) => {
    const before = nodes[index - 1]?.position;
    return before !== undefined && position !== undefined && position.start.line > before.end.line + 1;
  });
}

function list(node: mdast.List, reading: Reading, surround: Surround): List {
  const ordered = node.ordered === true;
  const spread = isApart(node.children) || node.children.some((item) => isApart(item.children));
  const children = node.children.map((item) => listItem(item, ordered, reading, surround));
  return { type: 'list', ordered, spread, children, position: positionOf(node) };
}

function table(node: mdast.Table, reading: Reading, surround: Surround): Table {
  const rows = node.children.map((row, index) => ({
    type: 'tableRow' as const,
    position: positionOf(row),
    children: row.children.map((cell): TableCell => {
      const words = readInlines(cell.children, reading, surround);
      const position = positionOf(cell);
      return {
        type: 'tableCell',
        scope: index === 0 ? 'column' : undefined,
        children: words.length === 0 ? [] : [{ type: 'paragraph', children: words, position }],
        position,
      };
    }),
  }));
  const columns = rows[0]?.children.length ?? 0;
  for (const row of rows) {
    const count = row.children.length;
    if (count > columns) report(reading, 'table-cells', row, `The row has ${count} cells under ${columns} headings.`);
  }
  const nameless = (rows[0]?.children ?? []).findIndex(
    ({ children }, index) => children.length === 0 && (index > 0 || columns === 1),
  );
  if (nameless !== -1) report(reading, 'table-header', node, `Column ${nameless + 1} of the table has no heading.`);
  return { type: 'table', align: node.align ?? [], children: rows, position: positionOf(node) };
}

function directive(node: ContainerDirective | LeafDirective, reading: Reading, surround: Surround): Block | undefined {
  const line = node.position?.start.line ?? 0;
  const fence = reading.fences.get(line);
  const agrees = fence && fence.name === node.name && fence.close === node.position?.end.line;
  if (!agrees) {
    if (!reading.broken)
      report(reading, 'directive-fence', node, 'The fence is opened or closed in a place where it does not count.');
    return undefined;
  }
  const noWithholding = { quote: 'in a quotation', withheld: 'inside another withheld passage' }[node.name];
  if (node.name === 'withheld' && surround.noWithholding) {
    report(reading, 'withheld-place', node, `Nothing can be withheld ${surround.noWithholding}.`);
  }
  const hidden = surround.hidden ?? node.name === 'withheld';
  const inner = { ...surround, noWithholding: surround.noWithholding ?? noWithholding, hidden };
  return readDirective(fence, readBlocks(node.children, reading, inner), positionOf(node), reading, hidden);
}

const BLOCKS: { readonly [K in Source['type']]?: Convert<K> } = {
  heading,
  paragraph: (node, reading, surround) => ({
    type: 'paragraph',
    children: readInlines(node.children, reading, surround),
    position: positionOf(node),
  }),
  blockquote: (node, reading, surround) => ({
    type: 'blockquote',
    children: readBlocks(node.children, reading, surround),
    position: positionOf(node),
  }),
  list,
  code: (node, reading) => {
    const bad = forbidden(node.value);
    if (bad) report(reading, 'file-character', node, `An invisible character stands here, ${bad.name}.`);
    return { type: 'code', lang: node.lang, value: node.value, position: positionOf(node) };
  },
  thematicBreak: (node) => ({ type: 'thematicBreak', position: positionOf(node) }),
  table,
  containerDirective: directive,
  leafDirective: directive,
  html: (node, reading) => {
    report(reading, 'html-raw', node, htmlMessage(node.value));
    return undefined;
  },
  // Both are collected before: see `readBody`.
  definition: () => undefined,
  footnoteDefinition: () => undefined,
};

/** What a body defines for the whole of it, wherever the definition stands. */
interface Defined {
  readonly definitions: ReadonlyMap<string, mdast.Definition>;
  readonly footnotes: readonly mdast.FootnoteDefinition[];
  readonly findings: readonly Finding[];
}

function collect(root: mdast.Root, file: string): Defined {
  const definitions = new Map<string, mdast.Definition>();
  const footnotes = new Map<string, mdast.FootnoteDefinition>();
  const findings: Finding[] = [];
  const refuse = (rule: Rule, node: Source, message: string) =>
    void findings.push(finding(rule, file, placeOf(node), message));
  function define(node: mdast.Definition | mdast.FootnoteDefinition, withheld: boolean): void {
    // The words would be published wherever something outside the passage refers to them.
    if (withheld) refuse('withheld-place', node, 'What a link or footnote refers to stands in a withheld passage.');
    const key = node.identifier.toLowerCase();
    if (node.type === 'definition') {
      if (!definitions.has(key)) definitions.set(key, node);
      else
        refuse(
          'reference-unused',
          node,
          `The name ${said(node.identifier)} has an address already, and the first one counts.`,
        );
    } else if (footnotes.has(key))
      refuse('footnote-duplicate', node, `The footnote ${said(node.identifier)} has a text already.`);
    else footnotes.set(key, node);
  }
  function visit(node: mdast.Root | Source, withheld: boolean): void {
    if (node.type === 'definition' || node.type === 'footnoteDefinition') define(node, withheld);
    const inside = withheld || (node.type === 'containerDirective' && node.name === 'withheld');
    if ('children' in node) for (const child of node.children) visit(child, inside);
  }
  visit(root, false);
  return { definitions, footnotes: [...footnotes.values()], findings };
}

/** A body that was refused before it was parsed; nothing is known of what it withholds. */
export function unreadBody(findings: readonly Finding[]): Body {
  return { blocks: [], footnotes: [], findings, withholds: true, read: false, length: 0 };
}

/**
 * Reads a body whose positions are those of the file, with its markings judged by `ruling`; `inCorpus` tells whether relative links
 * lead to other documents.
 */
export function readBody(file: string, source: string, ruling: Ruling, inCorpus: boolean): Body {
  const scanned = scanFences(file, source);
  // The parser's time grows with the square of open fences.
  if (scanned.tooDeep) return unreadBody(scanned.findings);
  const broken = scanned.findings.some(({ rule }) => rule === 'directive-fence');
  const root = parse(source, scanned.fences);
  const { definitions, footnotes, findings } = collect(root, file);
  const reading: Reading = {
    file,
    source,
    placeAt: placer(source),
    ruling,
    inCorpus,
    definitions,
    fences: new Map(scanned.fences.map((fence) => [fence.open, fence])),
    findings: [...scanned.findings, ...(broken ? [] : unseenFences(root, scanned.fences, file)), ...findings],
    broken,
    referred: new Set(),
    withheldAt: new Set(),
  };
  const blocks = readBlocks(root.children, reading, {});
  const notes = footnotes.map((node) => ({
    identifier: node.identifier,
    children: readBlocks(node.children, reading, {}),
    position: positionOf(node),
  }));
  for (const [identifier, node] of definitions) {
    // As for footnotes, see `assemble`: a warning must not tell what a withheld passage holds.
    if (
      !reading.referred.has(identifier) &&
      reading.withheldAt.size === 0 &&
      !scanned.fences.some(({ name }) => name === 'withheld')
    )
      report(reading, 'reference-unused', node, `Nothing refers to the link definition ${said(node.identifier)}.`);
  }
  return {
    blocks: withHeadingIds(blocks),
    footnotes: notes,
    findings: [...reading.findings, ...strayTextDirectives(reading)],
    withholds: scanned.findings.some(({ rule }) => rule === 'directive-fence') || /withheld/i.test(source),
    read: !broken,
    length: source.length,
  };
}
