/**
 * Paragraphs without any sign that means something in Markdown, as most are, taken in one pass: the parser would go through each of
 * their characters three times, as a block, as its content and as its text. The lines of a source come in, a syntax goes out that
 * takes these paragraphs and no others; the tree is the same.
 */
import type { Code, Construct, Effects, Extension, State, TokenizeContext } from 'micromark-util-types';

/** Begins with a letter, so that it begins no other block, and ends with no space. */
const PLAIN = /^[A-Za-z](?:[^!&*<[\\\]_`~:\t\r\0]*[^ !&*<[\\\]_`~:\t\r\0])?$/;
const BLANK = /^[ \t]*$/;

/** What is known of lines, counted from 1: those that can be a row of a table, and those on which a directive ends. */
interface Known {
  readonly rows: ReadonlySet<number>;
  readonly closing: ReadonlySet<number>;
}

/** Lines of plain paragraphs, each with the last line of its paragraph. What follows must end it whatever stands before. */
function plainLines(lines: readonly string[], { rows, closing }: Known): ReadonlyMap<number, number> {
  const last = new Map<number, number>();
  for (let line = lines.length; line > 0; line--) {
    if (rows.has(line) || !PLAIN.test(lines[line - 1] ?? '')) continue;
    const ends = BLANK.test(lines[line] ?? '') || closing.has(line + 1);
    const end = ends ? line : last.get(line + 1);
    if (end !== undefined) last.set(line, end);
  }
  return last;
}

/** The parser's codes for the ends of lines are the lowest; behind them are those for tabs, then those of characters. */
const endsLine = (code: Code): boolean => code === null || code < -2;

function paragraphOn(lines: ReadonlyMap<number, number>): Construct {
  function tokenize(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
    let last = 0;
    const start: State = (code) => {
      const { line, column } = this.now();
      // Where it would interrupt another paragraph, the line goes on with that.
      const end = this.interrupt || column > 1 ? undefined : lines.get(line);
      if (end === undefined) return nok(code);
      last = end;
      effects.enter('paragraph');
      return begin(code);
    };
    const begin: State = (code) => {
      effects.enter('data');
      return within(code);
    };
    const within: State = (code) => {
      if (!endsLine(code)) {
        effects.consume(code);
        return within;
      }
      effects.exit('data');
      if (code === null || this.now().line >= last) {
        effects.exit('paragraph');
        return ok(code);
      }
      effects.enter('lineEnding');
      effects.consume(code);
      effects.exit('lineEnding');
      return begin;
    };
    return start;
  }
  return { tokenize };
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'].map((letter) => letter.charCodeAt(0));

export function plainParagraphs(lines: readonly string[], known: Known): Extension {
  const paragraph = paragraphOn(plainLines(lines, known));
  return { flow: Object.fromEntries(LETTERS.map((letter) => [letter, paragraph])) };
}
