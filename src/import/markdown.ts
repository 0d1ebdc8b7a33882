/**
 * A draft as a Markdown file with front matter. Every character that Markdown would take for a mark is escaped, so that what is read
 * back are the words of the source and nothing else; a property test holds that.
 */
import { blank } from '../model/blank.ts';
import { isSlug } from '../model/identifier.ts';
import type { Draft, DraftBlock, DraftContainer, DraftList, DraftTable, Field } from './draft.ts';
import { type Run, wordsOfRuns } from './pieces.ts';

/** One run of text inside a paragraph. */
function escapeText(text: string): string {
  return text
    .replace(/[\\*[\]`<|]/g, '\\$&')
    .replace(/_/g, '\\_')
    .replace(/~/g, '\\~')
    .replace(/&(?=#?\w+;)/g, '\\&');
}

/** Marks that mean something at the head of a line only. */
function escapeHead(line: string): string {
  return line
    .replace(/^\s+/, '')
    .replace(/^(#{1,6})(?=\s|$)/, '\\$1')
    .replace(/^([-+>=:])/, '\\$1')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}

/** A mark of emphasis holds only where no space stands on its inner side. */
function emphasised(run: Run): string {
  const [, before = '', words = '', behind = ''] = /^(\s*)([^]*?)(\s*)$/.exec(run.text) ?? [];
  if (words === '') return run.text;
  const marks = `${run.bold ? '**' : ''}${run.italic ? '*' : ''}${run.strike ? '~~' : ''}`;
  const closing = `${run.strike ? '~~' : ''}${run.italic ? '*' : ''}${run.bold ? '**' : ''}`;
  const text = escapeText(words);
  if (run.href === undefined) return `${before}${marks}${text}${closing}${behind}`;
  const isAddress = run.href === words && /^https?:\/\/[^\s<>\\*_[\]`|&]+$/.test(words);
  const link = isAddress ? `<${words}>` : `[${text}](${run.href.replace(/[\\*_~|]/g, encodeURIComponent)})`;
  return `${before}${marks}${link}${closing}${behind}`;
}

/** Marks between letters need not hold ("a**b**c" does, "a**.**" does not): where they may not, the look is dropped and not the words. */
function settled(runs: readonly Run[]): readonly Run[] {
  return runs.map((run, index) => {
    if (!(run.bold || run.italic || run.strike)) return run;
    const [before, behind] = [runs[index - 1], runs[index + 1]];
    const words = run.text.trim();
    const touches =
      (/[^\s]$/.test(before?.text ?? '') && !/^\s/.test(run.text)) ||
      (/^[^\s]/.test(behind?.text ?? '') && !/\s$/.test(run.text));
    const plain = /^[\p{L}\p{N}]/u.test(words) && /[\p{L}\p{N}]$/u.test(words);
    const near = [before, behind].some((one) => one && (one.bold || one.italic || one.strike) && one.text !== '\n');
    const safe = /[\p{L}\p{N}]/u.test(words) && !near && (plain || !(touches || run.strike));
    const { bold: _, italic: __, strike: ___, ...bare } = run;
    return safe ? run : bare;
  });
}

function linesOf(runs: readonly Run[]): readonly string[] {
  const text = settled(runs)
    .map((run) => (run.note !== undefined ? `[^${run.note}]` : run.text === '\n' ? '\n' : emphasised(run)))
    .join('');
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function inline(runs: readonly Run[], lineBreak = '\\\n'): string {
  return linesOf(runs).map(escapeHead).join(lineBreak);
}

/** Behind the signs of a heading nothing has a meaning but those at its end. */
const headingText = (runs: readonly Run[]) => linesOf(runs).join(' ').replace(/#+$/, '\\$&').replace(/\{/g, '\\{');

const indent = (text: string, by: number) => text.replace(/\n(?=[^\n])/g, `\n${' '.repeat(by)}`);

function list({ items }: DraftList): string {
  return items
    .map(({ label, runs, children }) => {
      const marker = `${label ?? '-'} `;
      const below = children.map((child) => `\n${list(child)}`).join('');
      return `${marker}${indent(`${inline(runs)}${below}`, marker.length)}`;
    })
    .join('\n');
}

/** Cells that cover others are written once; those they cover stay empty, for Markdown knows no others. */
function table({ rows }: DraftTable): string {
  const grid: string[][] = [];
  rows.forEach((row, at) => {
    const line = (grid[at] ??= []);
    let column = 0;
    for (const { runs, columns = 1, rows: deep = 1 } of row) {
      while (line[column] !== undefined) column++;
      for (let down = 0; down < deep && at + down < rows.length; down++) {
        const own = (grid[at + down] ??= []);
        for (let across = 0; across < columns; across++) own[column + across] = '';
      }
      line[column] = inline(runs, ' ');
      column += columns;
    }
  });
  const width = Math.max(...grid.map((line) => line.length));
  const lines = grid.map(
    (line) => `| ${Array.from({ length: width }, (_, column) => line[column] ?? '').join(' | ')} |`,
  );
  const [head = '', ...body] = lines;
  return [head, `|${' --- |'.repeat(width)}`, ...body].join('\n');
}

/** Hands out ids that occur once. */
function idMaker(): (words: string) => string {
  const used = new Set<string>();
  return (words) => {
    const slug = words
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9\s-]/g, '')
      .split(/[\s-]+/)
      .filter(Boolean)
      .slice(0, 6)
      .join('-')
      .slice(0, 50)
      .replace(/-+$/, '');
    const base = isSlug(slug) && /^[a-z]/.test(slug) ? slug : `part${slug ? `-${slug}` : ''}`;
    let id = base;
    for (let number = 2; used.has(id); number++) id = `${base}-${number}`;
    used.add(id);
    return id;
  };
}

type IdOf = (words: string) => string;

const depthOf = (block: DraftBlock): number =>
  block.kind === 'container' ? 1 + Math.max(0, ...block.children.map(depthOf)) : 0;

function attributes({ name, number, to }: DraftContainer, idOf: IdOf): string {
  const plain = number?.replaceAll('.', '-') ?? '';
  const quoted = number !== undefined && /[^\w.]/.test(number) ? `"${number}"` : number;
  if (name === 'question') return `{#q${plain} number=${quoted}}`;
  if (name === 'answer') return `{to=q${to?.replaceAll('.', '-')}}`;
  return name === 'review-rights' ? '' : `{#${idOf(`${name} ${plain}`)} number=${quoted}}`;
}

function block(one: DraftBlock, idOf: IdOf): string {
  if (one.kind === 'paragraph') return inline(one.runs);
  if (one.kind === 'heading')
    return `${'#'.repeat(one.depth)} ${headingText(one.runs)} {#${idOf(wordsOfRuns(one.runs).replace(/^\d[\d.]*[.)]?\s/, ''))}}`;
  if (one.kind === 'list') return list(one);
  if (one.kind === 'table') return table(one);
  const fence = ':'.repeat(3 + Math.max(0, depthOf(one) - 1));
  const inner = blocks(one.children, idOf);
  // Headings are read in a directive only where an empty line parts them from its fence.
  const space = one.children.some(({ kind }) => kind !== 'paragraph') ? '\n' : '';
  return `${fence}${one.name}${attributes(one, idOf)}\n${space}${inner}\n${space}${fence}`;
}

function blocks(all: readonly DraftBlock[], idOf: IdOf): string {
  return all
    .map((one) => block(one, idOf))
    .filter((text) => text !== '')
    .join('\n\n');
}

/** Plain where YAML reads the same text back, else in double quotation marks. */
export function yamlText(text: string): string {
  const plain = /^[A-Za-z0-9][^\n\t"'`{}[\]]*$/.test(text) && !/: |:$| #|\s$/.test(text);
  const single = text.replace(/\s+/g, ' ').trim();
  return plain ? single : JSON.stringify(single);
}

function field({ name, value, advice = '' }: Field): string {
  if (value === undefined) return `${name}: ${yamlText(blank(advice.replace(/[()\n]/g, '').replace(/\.$/, '')))}`;
  if (typeof value === 'string') return `${name}: ${yamlText(value)}`;
  const [only] = value;
  if (value.length === 1 && typeof only === 'string') return `${name}: ${yamlText(only)}`;
  const rows = value.map((item) =>
    typeof item === 'string'
      ? `  - ${yamlText(item)}`
      : `  - label: ${yamlText(item.label)}\n    value: ${yamlText(item.value)}`,
  );
  return `${name}:\n${rows.join('\n')}`;
}

export function writeMarkdown({ fields, body, footnotes }: Draft): string {
  const front = fields.map(field).join('\n');
  const notes = footnotes.map(({ id, runs }) => `[^${id}]: ${inline(runs, '\n\n    ')}`);
  return `---\n${front}\n---\n\n${[blocks(body, idMaker()), ...notes].join('\n\n')}\n`;
}
