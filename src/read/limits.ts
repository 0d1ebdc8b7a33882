/**
 * A scan over lines before anything is parsed. Markdown parsers promise nothing about hostile nesting: 10 KiB of block quotes
 * overflow the stack, 18 KiB of image brackets take 13 seconds. The scan only overestimates what a parser would nest.
 */
import { type Finding, finding } from '../model/finding.ts';

/**
 * Each limit is far above what a person writes and far below what hurts. The parser's time grows with the square of the marks in
 * one paragraph, of the containers that close in one document and of its underlined headings; those have limits of their own.
 */
const DEEPEST_CONTAINER = 12;
const LONGEST_PARAGRAPH = 512 * 1024;
const MOST_OPEN_DELIMITERS = 200;
const MOST_OPEN_BRACKETS = 100;
const MOST_MARKS = 2000;
const MOST_MARKS_IN_TABLE = 6000;
const MOST_MARKS_IN_ALL = 100_000;
const LONGEST_BACKTICK_RUN = 64;
const MOST_COLUMNS = 50;
const MOST_ROWS = 2000;
const MOST_LINES = 20_000;
const MOST_BLOCKS = 8000;
const MOST_CONTAINERS = 2000;
const MOST_UNDERLINED = 500;

const MARKER = /^(?:>|[-+*](?=\s|$)|\d{1,9}[.)](?=\s|$))/;

/** Columns of a leading stretch of white space; a tab goes to the next multiple of four. */
function width(space: string, from: number): number {
  let column = from;
  for (const character of space) column = character === '\t' ? column + 4 - (column % 4) : column + 1;
  return column;
}

/** Counts the containers that a line may stand in, from its own markers and those of the lines above that it is indented under. */
function containerCounter(): (line: string) => number {
  let indents: number[] = [];
  return (line) => {
    if (line.trim() === '') return 0;
    let rest = line;
    let column = 0;
    let own = 0;
    const opened: number[] = [];
    let outer: number | undefined;
    for (;;) {
      const space = /^[ \t]*/.exec(rest)?.[0] ?? '';
      column = width(space, column);
      rest = rest.slice(space.length);
      const marker = MARKER.exec(rest)?.[0];
      outer ??= indents.filter((indent) => indent <= column).length;
      if (marker === undefined) break;
      rest = rest.slice(marker.length);
      column += marker.length;
      own++;
      if (marker !== '>') opened.push(column + 1);
      if (own > DEEPEST_CONTAINER) break;
    }
    indents = [...indents.slice(0, outer), ...opened];
    return outer + own;
  };
}

/** How many delimiters of a paragraph are open at once at the most, counting every doubtful one as opening. */
function openDelimiters(paragraph: string): { readonly emphasis: number; readonly brackets: number } {
  let [emphasis, mostEmphasis, brackets, mostBrackets] = [0, 0, 0, 0];
  for (const { 0: run, index } of paragraph.matchAll(/\*+|_+|~+|\[|\]/g)) {
    const before = paragraph[index - 1] ?? ' ';
    const behind = paragraph[index + run.length] ?? ' ';
    if (run === '[') mostBrackets = Math.max(mostBrackets, ++brackets);
    else if (run === ']') brackets = Math.max(0, brackets - 1);
    else if (/\S/.test(before) && !/[\p{L}\p{N}*_~]/u.test(behind)) emphasis = Math.max(0, emphasis - run.length);
    else if (/\S/.test(behind)) mostEmphasis = Math.max(mostEmphasis, (emphasis += run.length));
  }
  return { emphasis: mostEmphasis, brackets: mostBrackets };
}

/** Characters that the parser stops at. */
const marksIn = (text: string) => text.match(/[*_~[\]`<&!\\:]/g)?.length ?? 0;

/** A table has its line of hyphens and bars second; `undefined` where there is none. */
function columnsOf([, divider = '']: readonly string[]): number | undefined {
  const drawn = divider.includes('-') && divider.includes('|') && /^[\s|:>-]+$/.test(divider);
  return drawn ? divider.split('|').length : undefined;
}

function paragraphProblem(lines: readonly string[]): string | undefined {
  const paragraph = lines.join('\n');
  if (paragraph.length > LONGEST_PARAGRAPH) return `The paragraph is longer than ${LONGEST_PARAGRAPH / 1024} KiB.`;
  const open = openDelimiters(paragraph);
  if (open.brackets > MOST_OPEN_BRACKETS) return `More than ${MOST_OPEN_BRACKETS} square brackets are open at once.`;
  if (open.emphasis > MOST_OPEN_DELIMITERS)
    return `More than ${MOST_OPEN_DELIMITERS} marks of emphasis are open at once.`;
  if (paragraph.includes('`'.repeat(LONGEST_BACKTICK_RUN + 1)))
    return `More than ${LONGEST_BACKTICK_RUN} back-ticks stand in a row.`;
  const columns = columnsOf(lines);
  if (columns !== undefined && columns > MOST_COLUMNS + 2) return `The table has more than ${MOST_COLUMNS} columns.`;
  if (columns !== undefined && lines.length > MOST_ROWS) return `The table has more than ${MOST_ROWS} rows.`;
  const marks = marksIn(paragraph);
  const most = columns === undefined ? MOST_MARKS : MOST_MARKS_IN_TABLE;
  return marks > most
    ? `More than ${most} marks such as "*", "[" and ":" stand here without an empty line between them.`
    : undefined;
}

/** Counts what the whole of a body may have so many of; says so when one is too many. */
function bodyCounter(): (line: string, above: string, depth: number) => string | undefined {
  let [lines, blocks, containers, underlined, depthAbove] = [0, 0, 0, 0, 0];
  return (line, above, depth) => {
    if (++lines > MOST_LINES) return `The document has more than ${MOST_LINES} lines.`;
    if (line.trim() === '') return undefined;
    const begins = above.trim() === '';
    if (begins || depth > 0 || /^ {0,3}(?:#|::|\[)/.test(line)) blocks++;
    if (depth > 0 && (begins || depth < depthAbove || depthAbove === 0)) containers++;
    if (!begins && /^[ >]*(?:=+|-+)\s*$/.test(line)) underlined++;
    depthAbove = depth;
    if (blocks > MOST_BLOCKS) return `The document has more than ${MOST_BLOCKS} paragraphs, headings and list items.`;
    if (containers > MOST_CONTAINERS) return `The document has more than ${MOST_CONTAINERS} lists and quotations.`;
    return underlined > MOST_UNDERLINED
      ? `More than ${MOST_UNDERLINED} headings are underlined; begin each with "##" instead.`
      : undefined;
  };
}

/** Lines that begin a new text in every surround, however the lines above are read. */
const BEGINS = /^ {0,3}(?:[-+*][ \t]+\S|#{1,6}[ \t])/;

/** The first place at which a body goes beyond a limit. */
export function checkLimits(file: string, body: string): readonly Finding[] {
  const containers = containerCounter();
  const count = bodyCounter();
  const refuse = (line: number, message: string) => [finding('markdown-limit', file, { line, column: 1 }, message)];
  let paragraph: string[] = [];
  let begun = 1;
  let above = '';
  let marks = 0;
  for (const [index, line] of body.split('\n').entries()) {
    const blank = line.trim() === '';
    if (blank || BEGINS.test(line)) {
      const problem = paragraphProblem(paragraph);
      if (problem) return refuse(begun, problem);
      paragraph = [];
    }
    const depth = containers(line);
    if (depth > DEEPEST_CONTAINER)
      return refuse(index + 1, `Lists and quotations are nested more than ${DEEPEST_CONTAINER} levels deep.`);
    const tooMany = count(line, above, depth);
    if (tooMany) return refuse(index + 1, tooMany);
    marks += marksIn(line);
    if (marks > MOST_MARKS_IN_ALL)
      return refuse(index + 1, `The document has more than ${MOST_MARKS_IN_ALL} marks such as "*" and "[".`);
    if (paragraph.length === 0) begun = index + 1;
    if (!blank) paragraph.push(line);
    above = line;
  }
  const problem = paragraphProblem(paragraph);
  return problem ? refuse(begun, problem) : [];
}
