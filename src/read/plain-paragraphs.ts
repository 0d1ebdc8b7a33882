/**
 * Paragraphs without any sign that means something in Markdown, as most are, taken in one pass: the parser would go through each of
 * their characters three times, as a block, as its content and as its text. The lines of a source come in, a syntax goes out that
 * takes these paragraphs and no others, and leaves plain words of headings and cells as they are; the tree is the same.
 */
import type { Code, Construct, Effects, Extension, Resolver, State, TokenizeContext } from 'micromark-util-types';

/** Begins with a letter, so that it begins no other block, and ends with no space. */
const PLAIN = /^[A-Za-z](?:[^!&*<[\\\]_`~:\t\r\0]*[^ !&*<[\\\]_`~:\t\r\0])?$/;
const BLANK = /^[ \t]*$/;

/** What is known of lines, counted from 1: those that can be a row of a table, and those on which a directive ends. */
interface Known {
  readonly rows: ReadonlySet<number>;
  readonly closing: ReadonlySet<number>;
}

/** What may stand before the words of an item of a list, of a quotation or of a footnote on their first line. */
const PREFIX = /^(?:( *)(?:[-+*]|\d{1,9}[.)]) {1,4}|> ?|\[\^[^\]\s]+\]: +)(?=[A-Za-z])/;

interface Paragraph {
  /** Of its first letter, counted from 1. */
  readonly column: number;
  readonly last: number;
}

/** Whether a line begins an item of a list exactly as far from the margin as `item` does: it then ends whatever stands in that. */
const isNextItem = (line: string, item: string | undefined) => item !== undefined && PREFIX.exec(line)?.[1] === item;

/** Plain paragraphs by their lines, of each with what stands from there on. What follows must end it whatever stands before. */
function plainLines(lines: readonly string[], { rows, closing }: Known): ReadonlyMap<number, Paragraph> {
  const known = new Map<number, Paragraph>();
  for (let line = lines.length; line > 0; line--) {
    const text = lines[line - 1] ?? '';
    const [prefix = '', item] = PREFIX.exec(text) ?? [];
    if (rows.has(line) || !PLAIN.test(text.slice(prefix.length))) continue;
    const next = lines[line] ?? '';
    const ends = BLANK.test(next) || closing.has(line + 1) || isNextItem(next, item);
    const after = known.get(line + 1);
    // What began behind a prefix may go on in ways of its own.
    const goesOn = prefix === '' && after?.column === 1;
    const last = ends ? line : goesOn ? after.last : undefined;
    if (last !== undefined) known.set(line, { column: prefix.length + 1, last });
  }
  return known;
}

/** The parser's codes for the ends of lines are the lowest; behind them are those for tabs, then those of characters. */
const endsLine = (code: Code): boolean => code === null || code < -2;

function paragraphOn(known: ReadonlyMap<number, Paragraph>): Construct {
  function tokenize(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
    let last = 0;
    const start: State = (code) => {
      const { line, column } = this.now();
      // Where it would interrupt another paragraph, the line goes on with that.
      const paragraph = this.interrupt ? undefined : known.get(line);
      if (paragraph?.column !== column) return nok(code);
      last = paragraph.last;
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
  return { tokenize, resolveAll: leavePlainTexts };
}

/** One line of words that begins and ends with one, wherever it stands. */
const PLAIN_TEXT = /^[^ !&*<[\\\]_`~:\t\r\n\0](?:[^!&*<[\\\]_`~:\t\r\n\0]*[^ !&*<[\\\]_`~:\t\r\n\0])?$/;

/** Leaves what a block says as it is where it is plain: text that holds no sign is not gone through to find that out. */
export const leavePlainTexts: Resolver = (events) => {
  for (const [index, [phase, token, context]] of events.entries()) {
    if (phase !== 'enter' || token.contentType !== 'text' || token.previous || token.next) continue;
    if (!PLAIN_TEXT.test(context.sliceSerialize(token))) continue;
    token.type = 'data';
    token.contentType = undefined;
    // Its end follows, which in a cell of a table is that of its last word.
    const end = events[index + 1];
    if (end) end[1] = token;
  }
  return events;
};

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'].map((letter) => letter.charCodeAt(0));

export function plainParagraphs(lines: readonly string[], known: Known): Extension {
  const paragraph = paragraphOn(plainLines(lines, known));
  return { flow: Object.fromEntries(LETTERS.map((letter) => [letter, paragraph])) };
}
