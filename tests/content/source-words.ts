/**
 * The words of the two real documents, reduced from their source texts (`sources/`) and from the content folder by a few
 * rules of its own, so that tests do not depend on the reader that they are to prove. A paragraph here is a paragraph, a
 * heading, a list item or an address block, as one line of plain words; what is done to the source beyond that is listed below.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const HERE = dirname(fileURLToPath(import.meta.url));
const CONTENT = join(HERE, '../../content');

/** Each source text with the document that carries it. */
export const CARRIED = {
  'consultation-letter-2024-04-29': 'consultations/sex-work-guidance-2024/2024-04-29.md',
  'foi-response-059-19': 'foi/059-19/2019-04-10.md',
} as const;
export type SourceName = keyof typeof CARRIED;
export const SOURCES = Object.keys(CARRIED) as SourceName[]; // keys() forgets the literal types

const PAGE_FOOT = '1st Floor, 10 Victoria Street, London SW1H 0NN T 020 7084 8950 F 020 7084 8951';

/** Lines of the page and not of the text. Each stands in its source exactly once. */
export const FURNITURE: Readonly<Record<SourceName, readonly string[]>> = {
  'consultation-letter-2024-04-29': [PAGE_FOOT, 'OFFICIAL'],
  'foi-response-059-19': [PAGE_FOOT],
};

/** Where a page end breaks a paragraph: the words before the break and behind it. */
export const BROKEN_BY_PAGE_END: Readonly<Record<SourceName, readonly (readonly [string, string])[]>> = {
  'consultation-letter-2024-04-29': [],
  'foi-response-059-19': [
    ['We will seek to maximise safety and increase trust and', 'confidence. This will encourage'],
    ['engaging in sex work is a matter of personal choice', 'for individuals who need to be protected'],
  ],
};

/** Where a quotation inside a paragraph of the source is set as a paragraph of its own: the words before it, its first words. */
export const SET_APART: Readonly<Record<SourceName, readonly (readonly [string, string])[]>> = {
  'consultation-letter-2024-04-29': [],
  'foi-response-059-19': [['robustly investigate and bring to justice those involved.', 'The police focus will be']],
};

export function readSource(name: SourceName): string {
  return readFileSync(join(HERE, 'sources', `${name}.txt`), 'utf8');
}

export function readContent(file: string): string {
  return readFileSync(join(CONTENT, file), 'utf8');
}

/** `text` with the only occurrence of `part` replaced; anything but one occurrence is an error. */
function replaceOnce(text: string, part: string, replacement: string): string {
  const pieces = text.split(part);
  if (pieces.length !== 2) throw new Error(`${pieces.length - 1} times in the text: ${part}`);
  return pieces.join(replacement);
}

/** The words of one line or paragraph without Markdown: single spaces, nothing at either end. */
export function plainWords(markdown: string): string {
  return markdown
    .replace(/\\$/gm, '')
    .replace(/^\s*(?:#{2,6}|[-•])\s+/, '')
    .replace(/\s+\{#[^}]*\}$/, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<(https?:[^>]*)>/g, '$1')
    .replace(/<\/?u>/g, '')
    .replace(/(\*\*?)(.+?)\1/g, '$2')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Paragraphs are set apart by empty lines, list items by their markers. */
function paragraphs(markdown: string): string[] {
  return markdown
    .split(/\n\s*\n|\n(?=(?:[-•]|\d+\.) )/)
    .map(plainWords)
    .filter((paragraph) => paragraph !== '');
}

/** Where the header table of the letter ends: it alone has tabs. */
function splitHeader(source: string): readonly [string, string] {
  const end = source.lastIndexOf('\t');
  const lineEnd = end === -1 ? 0 : source.indexOf('\n', end) + 1;
  return [source.slice(0, lineEnd), source.slice(lineEnd)];
}

/** The header table of the source, row by row; the one label that is wrapped onto a row without a value is joined again. */
export function sourceControlRows(name: SourceName): readonly { label: string; value: string }[] {
  const [header] = splitHeader(readSource(name));
  if (header === '') return [];
  return replaceOnce(header, 'NPCC Coordination\tCrime\nCommittee\t', 'NPCC Coordination Committee\tCrime')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [label = '', value = ''] = line.split('\t');
      return { label, value };
    });
}

/** The paragraphs of the source behind its header table, in order, without page furniture. List numbers are among the words. */
export function sourceParagraphs(name: SourceName): string[] {
  let [, text] = splitHeader(readSource(name));
  for (const line of FURNITURE[name]) text = replaceOnce(text, `\n${line}\n`, '\n');
  for (const [before, behind] of BROKEN_BY_PAGE_END[name]) {
    text = replaceOnce(text, `${before}\n\n${behind}`, `${before} ${behind}`);
  }
  for (const [before, behind] of SET_APART[name]) {
    text = replaceOnce(text, `${before} ${behind}`, `${before}\n\n${behind}`);
  }
  return paragraphs(text);
}

/** The words behind a list number: pages may print "Question 8" or a list label where the source prints "8.". */
export function withoutListNumber(paragraph: string): string {
  return paragraph.replace(/^\d+\. /, '');
}

export function frontMatterOf(file: string): Record<string, unknown> {
  const [, matter = ''] = readContent(file).split(/^---$/m, 2);
  return parse(matter, { schema: 'failsafe' }) as Record<string, unknown>; // front matter is a mapping of strings
}

/** The body of a content file, the passages that it includes in their place. */
export function bodyOf(file: string): string {
  const body = readContent(file).replace(/^---\n[^]*?\n---\n/, '');
  return body.replace(/^::include\{file="(.*)"\}$/gm, (_, included: string) => bodyOf(join(dirname(file), included)));
}

/** The paragraphs of a content file in order, with the number of each question before its words. */
export function contentParagraphs(file: string): string[] {
  const body = bodyOf(file)
    .replace(/^:::question\{#\S+ number=(\d+)\}\n/gm, '$1. ')
    .replace(/^:{3,}.*$/gm, '');
  return paragraphs(body);
}

/** The addresses that a text links to, in order; links inside the content folder do not count. */
export function linksOf(markdown: string): string[] {
  return [...markdown.matchAll(/\]\(([^)]*)\)|<(https?:[^>]*)>/g)]
    .map((match) => match[1] ?? match[2] ?? '')
    .filter((url) => !url.startsWith('.'));
}
