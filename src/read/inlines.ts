/**
 * The parser's inlines to ours: references are resolved to plain links, text directives become withheld passages, HTML is
 * refused. One function for each kind, one row in the table.
 */
import type * as mdast from 'mdast';
import type { TextDirective } from 'mdast-util-directive';
import { walkInlines } from '../model/clauses.ts';
import type { Inline, Link } from '../model/document.ts';
import { said } from '../model/finding.ts';
import { textOfInlines } from '../model/text.ts';
import { parseAttributes } from './attributes.ts';
import { forbidden } from './decode.ts';
import { destinationOf } from './links.ts';
import { portionMarking } from './portion-marking.ts';
import { positionOf, type Reading, report, reportWords, type Surround } from './reading.ts';
import { readsWithheld } from './stray.ts';

type Source = mdast.PhrasingContent;
type Convert<K extends Source['type']> = (
  node: Extract<Source, { type: K }>,
  reading: Reading,
  surround: Surround,
) => Inline | undefined;

export function readInlines(nodes: readonly Source[], reading: Reading, surround: Surround): readonly Inline[] {
  return nodes.flatMap((node) => {
    const convert = INLINES[node.type] as Convert<Source['type']>; // a row takes the nodes of its own key
    return convert(node, reading, surround) ?? [];
  });
}

/** What a person would call a piece of HTML. Comments may hold what nobody should read, so their words are not repeated. */
export function htmlMessage(html: string): string {
  if (html.startsWith('<!--')) return 'An HTML comment stands here; what is not for readers stands elsewhere.';
  const [tag = ''] = /^<[^\s<>]{0,30}/.exec(html) ?? [];
  const name = tag.replace(/^<\/?|\/$/g, '').toLowerCase();
  const instead = Object.hasOwn(MARKDOWN, name) ? `; ${MARKDOWN[name]}.` : '.';
  return `The HTML ${said(`${tag}${html.startsWith(`${tag}>`) ? '>' : ' …>'}`)} stands here${instead}`;
}

/** What authors mean by the elements that they write most. */
const MARKDOWN: Readonly<Record<string, string>> = {
  a: 'a link is written [words](address)',
  b: 'bold is written **words**',
  br: 'a line ends with "\\"',
  em: 'emphasis is written *words*',
  i: 'emphasis is written *words*',
  img: 'a picture is written ![what it shows](file.png)',
  p: 'paragraphs have an empty line between them',
  strong: 'bold is written **words**',
};

function words(value: string, node: Source, reading: Reading): string {
  const bad = forbidden(value);
  if (bad) {
    const code = Number.parseInt(bad.name.slice(2), 16);
    const written = new RegExp(`&#(?:x0*${code.toString(16)}|0*${code});`, 'i');
    const entity = written.exec(reading.source.slice(node.position?.start.offset, node.position?.end.offset))?.[0];
    const message = `An invisible character stands here, ${bad.name}, written as an entity.`;
    reportWords(reading, 'file-character', node, entity ?? value, message);
  }
  return value;
}

/** Most texts lack the sign that each match begins with. */
function matches(value: string, sign: string, pattern: RegExp): readonly string[] {
  return value.includes(sign) ? (value.match(pattern) ?? []) : [];
}

function text(node: mdast.Text, reading: Reading): Inline {
  const written = reading.source.slice(node.position?.start.offset, node.position?.end.offset);
  if (readsWithheld(node.value, written))
    report(reading, 'withheld-place', node, 'The passage is not withheld as it is written here.');
  for (const found of matches(node.value, '{', /\{[^{}]*\bground\s*=/gi)) {
    const message = 'A ground is named here, but the passage before it is not withheld.';
    reportWords(reading, 'withheld-place', node, found, message);
  }
  for (const found of matches(node.value, '[', /\[\^[^\]\s]{1,200}\]/g)) {
    reportWords(reading, 'footnote-missing', node, found, `The footnote ${said(found)} has no text.`);
  }
  for (const found of matches(node.value, '[', /\[[^[\]]{1,200}\]\[[^[\]]{0,200}\]/g)) {
    reportWords(reading, 'reference-undefined', node, found, `The link ${said(found)} has no definition.`);
  }
  return { type: 'text', value: words(node.value, node, reading), position: positionOf(node) };
}

function link(
  node: Pick<mdast.Link, 'url' | 'title' | 'children' | 'position'>,
  reading: Reading,
  surround: Surround,
): Link {
  const { url, title } = node;
  const within = { ...surround, noWithholding: surround.noWithholding ?? 'in the words of a link' };
  const children = readInlines(node.children, reading, within);
  const shows = walkInlines(children).some(({ type }) => type === 'image' || type === 'withheldText');
  if (!shows && textOfInlines(children) === '') report(reading, 'link-words', node, 'The link has no words.');
  if (title) words(title, node as mdast.Link, reading);
  const destination = destinationOf(reading.file, url);
  // Outside a corpus relative links stay as they are written, whatever they lead to.
  const refused = destination.kind === 'problem' && (reading.inCorpus || destination.rule === 'link-scheme');
  if (refused) report(reading, destination.rule, node, destination.message);
  if (destination.kind === 'file' && reading.inCorpus)
    report(reading, 'link-edition', node, `The path ${said(url)} names no document.`);
  const target = destination.kind === 'corpus' && reading.inCorpus ? destination.target : undefined;
  return { type: 'link', url, title, target, children, position: positionOf(node) };
}

function definitionOf(node: mdast.Reference, reading: Reading): ReturnType<Reading['definitions']['get']> {
  const identifier = node.identifier.toLowerCase();
  reading.referred.add(identifier);
  return reading.definitions.get(identifier);
}

function linkReference(node: mdast.LinkReference, reading: Reading, surround: Surround): Inline | undefined {
  const definition = definitionOf(node, reading);
  return definition && link({ ...definition, children: node.children, position: node.position }, reading, surround);
}

function image(node: Pick<mdast.Image, 'url' | 'alt' | 'title' | 'position'>, reading: Reading): Inline | undefined {
  const { url, title } = node;
  const alt = node.alt ?? '';
  if (alt.trim() === '') report(reading, 'image-alt', node, 'The picture has no description.');
  words(`${alt}${title ?? ''}`, node as mdast.Image, reading);
  const destination = destinationOf(reading.file, url);
  if (destination.kind === 'file' && /\.(?:png|jpe?g)$/.test(destination.file)) {
    return { type: 'image', url, alt, title, file: destination.file, position: positionOf(node) };
  }
  const message =
    destination.kind === 'problem'
      ? destination.message
      : 'The address names no PNG or JPEG file of the content folder.';
  report(reading, 'image-file', node, message);
  return undefined;
}

function imageReference(node: mdast.ImageReference, reading: Reading): Inline | undefined {
  const definition = definitionOf(node, reading);
  return definition && image({ ...definition, alt: node.alt, position: node.position }, reading);
}

function textDirective(node: TextDirective, reading: Reading, surround: Surround): Inline | undefined {
  const { position } = node;
  const start = position?.start.offset ?? 0;
  reading.withheldAt.add(start);
  if (surround.noWithholding) {
    report(reading, 'withheld-place', node, `Nothing can be withheld ${surround.noWithholding}.`);
  }
  const source = reading.source.slice(
    node.children.at(-1)?.position?.end.offset ?? start + ':withheld['.length,
    position?.end.offset,
  );
  const { attributes, problem } = parseAttributes(/^\]\{(.*)\}$/s.exec(source)?.[1] ?? '');
  const unknown = [...attributes.values.keys()].find((key) => key !== 'ground' && key !== 'marking');
  if (problem || unknown || attributes.id) {
    report(reading, 'directive-attribute', node, problem ?? 'A withheld passage takes "ground" and "marking" only.');
  }
  const ground = attributes.values.get('ground') ?? '';
  if (ground.trim() === '') report(reading, 'withheld-ground', node, 'The passage names no ground.');
  const marking = portionMarking(attributes.values.get('marking'), reading, node, true);
  const inner = { ...surround, noWithholding: 'inside another withheld passage', hidden: true };
  return {
    type: 'withheldText',
    ground,
    marking,
    children: readInlines(node.children, reading, inner),
    position: positionOf(node),
  };
}

const INLINES: { readonly [K in Source['type']]: Convert<K> } = {
  text,
  emphasis: (node, reading, surround) => ({
    type: 'emphasis',
    children: readInlines(node.children, reading, surround),
    position: positionOf(node),
  }),
  strong: (node, reading, surround) => ({
    type: 'strong',
    children: readInlines(node.children, reading, surround),
    position: positionOf(node),
  }),
  delete: (node, reading, surround) => ({
    type: 'delete',
    children: readInlines(node.children, reading, surround),
    position: positionOf(node),
  }),
  inlineCode: (node, reading) => ({
    type: 'inlineCode',
    value: words(node.value, node, reading),
    position: positionOf(node),
  }),
  break: (node) => ({ type: 'break', position: positionOf(node) }),
  link,
  linkReference,
  image,
  imageReference,
  footnoteReference: (node) => ({
    type: 'footnoteReference',
    identifier: node.identifier,
    position: positionOf(node),
  }),
  textDirective,
  html: (node, reading) => {
    report(reading, 'html-raw', node, htmlMessage(node.value));
    return undefined;
  },
};
