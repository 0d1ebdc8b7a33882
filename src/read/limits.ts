/**
 * A scan over lines before anything is parsed. Markdown parsers promise nothing about hostile nesting: 10 KiB of block quotes
 * overflow the stack, 18 KiB of image brackets take 13 seconds. The scan only overestimates what a parser would nest.
 */
import { type Finding, finding } from '../model/finding.ts';

/** Each limit is far above what a person writes and far below what hurts. */
const DEEPEST_CONTAINER = 12;
const LONGEST_PARAGRAPH = 512 * 1024;
const MOST_OPEN_DELIMITERS = 200;
const MOST_OPEN_BRACKETS = 100;
const LONGEST_BACKTICK_RUN = 64;
const MOST_COLUMNS = 50;
const MOST_ROWS = 2000;

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
    if (run === '[') mostBrackets = Math.max(mostBrackets, ++brackets);
    else if (run === ']') brackets = Math.max(0, brackets - 1);
    else {
      const closes =
        /\S/.test(paragraph[index - 1] ?? ' ') && !/[\p{L}\p{N}*_~]/u.test(paragraph[index + run.length] ?? ' ');
      emphasis = closes ? Math.max(0, emphasis - run.length) : emphasis + run.length;
      mostEmphasis = Math.max(mostEmphasis, emphasis);
    }
  }
  return { emphasis: mostEmphasis, brackets: mostBrackets };
}

function paragraphProblem(paragraph: string): string | undefined {
  if (paragraph.length > LONGEST_PARAGRAPH) return `The paragraph is longer than ${LONGEST_PARAGRAPH / 1024} KiB.`;
  const open = openDelimiters(paragraph);
  if (open.brackets > MOST_OPEN_BRACKETS) return `More than ${MOST_OPEN_BRACKETS} square brackets are open at once.`;
  if (open.emphasis > MOST_OPEN_DELIMITERS)
    return `More than ${MOST_OPEN_DELIMITERS} marks of emphasis are open at once.`;
  const backticks = Math.max(0, ...Array.from(paragraph.matchAll(/`+/g), ([run]) => run.length));
  if (backticks > LONGEST_BACKTICK_RUN) return `More than ${LONGEST_BACKTICK_RUN} back-ticks stand in a row.`;
  const rows = paragraph.split('\n');
  const columns = /^[\s|:-]*-[\s|:-]*$/.test(rows[1] ?? '') ? (rows[1] ?? '').split('|').length : 0;
  if (columns > MOST_COLUMNS + 2) return `The table has more than ${MOST_COLUMNS} columns.`;
  if (columns > 1 && rows.length > MOST_ROWS) return `The table has more than ${MOST_ROWS} rows.`;
  return undefined;
}

/** The first place at which a body goes beyond a limit. */
export function checkLimits(file: string, body: string): readonly Finding[] {
  const containers = containerCounter();
  let paragraph: string[] = [];
  let paragraphLine = 1;
  const closeParagraph = (): Finding | undefined => {
    const problem = paragraphProblem(paragraph.join('\n'));
    paragraph = [];
    return problem ? finding('markdown-limit', file, { line: paragraphLine, column: 1 }, problem) : undefined;
  };
  const lines = body.split('\n');
  for (const [index, line] of lines.entries()) {
    const place = { line: index + 1, column: 1 };
    if (containers(line) > DEEPEST_CONTAINER) {
      const message = `Lists and quotations are nested more than ${DEEPEST_CONTAINER} levels deep.`;
      return [finding('markdown-limit', file, place, message)];
    }
    if (paragraph.length === 0) paragraphLine = index + 1;
    if (line.trim() !== '') paragraph.push(line);
    if (line.trim() === '' || index === lines.length - 1) {
      const problem = closeParagraph();
      if (problem) return [problem];
    }
  }
  return [];
}
