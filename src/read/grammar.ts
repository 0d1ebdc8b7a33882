/**
 * The Markdown that documents are written in: CommonMark with GFM tables, footnotes, strike-through and task lists, and
 * directives. Two deviations from the libraries: bare addresses are no links, and in running text only `:withheld[` begins a
 * directive, because every other colon is a colon ("10:30", "3:1", "ISO 27001:2022").
 */
import { directiveFromMarkdown } from 'mdast-util-directive';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item';
import { directive } from 'micromark-extension-directive';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';
import type { Code, Construct, Effects, Extension, State, TokenizeContext, TokenType } from 'micromark-util-types';
import type { Fence } from './fences.ts';
import { leavePlainTexts, plainParagraphs } from './plain-paragraphs.ts';

const OPENING = ':withheld[';
const COLON = 58;
// Token types are a closed list in the library's types; the token is dropped again, because the look-ahead is rolled back.
const LOOK_AHEAD = 'data' satisfies TokenType;

/** Looks whether the text goes on with `OPENING`, and takes nothing. */
const startsWithheld: Construct = {
  partial: true,
  tokenize(effects: Effects, ok: State, nok: State): State {
    let matched = 0;
    function next(code: Code): State | undefined {
      if (code !== OPENING.charCodeAt(matched)) {
        if (matched > 0) effects.exit(LOOK_AHEAD);
        return nok(code);
      }
      if (matched === 0) effects.enter(LOOK_AHEAD);
      effects.consume(code);
      matched++;
      if (matched < OPENING.length) return next;
      effects.exit(LOOK_AHEAD);
      return ok;
    }
    return next;
  },
};

function onlyWithheld(construct: Construct): Construct {
  return {
    ...construct,
    tokenize(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
      return effects.check(startsWithheld, construct.tokenize.call(this, effects, ok, nok), nok);
    },
  };
}

function guardedDirective(): Extension {
  const extension = directive();
  const text = extension.text?.[COLON];
  if (!text) throw new Error('the directive syntax has no text construct');
  return { ...extension, text: { [COLON]: [text].flat().map(onlyWithheld) } };
}

const BLANK = /^[ \t]*$/;

/** Whether a line may be the second row of a table, in whatever block it stands. */
const isDelimiterRow = (line: string) => /^[ \t>|:-]+$/.test(line) && line.includes('-') && /[|:]/.test(line);

const linesOf = (source: string) => (source.includes('\r') ? source.split(/\r\n|[\r\n]/) : source.split('\n'));

/** The lines that can be a row of a table, counted from 1: that above each delimiter row, and all on to the next blank one. */
function tableLines(lines: readonly string[]): ReadonlySet<number> {
  const rows = new Set<number>();
  let open = false;
  for (const [index, line] of lines.entries()) {
    const delimits = isDelimiterRow(line);
    if (delimits) rows.add(index);
    open = (open || delimits) && !BLANK.test(line);
    if (open) rows.add(index + 1);
  }
  return rows;
}

/** Every paragraph may begin a table, and is read word by word to find out, which is a quarter of the parser's work: here where it can. */
function guardedTable(rows: ReadonlySet<number>): Extension {
  const extension = gfmTable();
  const { null: construct } = extension.flow ?? {};
  if (!construct || Array.isArray(construct)) throw new Error('the table syntax has no flow construct');
  const { resolveAll } = construct;
  if (!resolveAll) throw new Error('the table syntax makes no cells');
  return {
    ...extension,
    flow: {
      null: {
        ...construct,
        resolveAll: (events, context) => leavePlainTexts(resolveAll(events, context), context),
        tokenize(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
          return rows.has(this.now().line) ? construct.tokenize.call(this, effects, ok, nok) : nok;
        },
      },
    },
  };
}

const ALWAYS: readonly Extension[] = [
  guardedDirective(),
  gfmFootnote(),
  gfmStrikethrough({ singleTilde: false }),
  gfmTaskListItem(),
];

/**
 * The syntax for a text whose lines are counted as in `source`: with all of it, but no line is tried as what it cannot be. `fences` are
 * those of its directives; the tree is that of the whole syntax where the parser agrees with them.
 */
export function syntaxFor(source: string, fences: readonly Pick<Fence, 'close'>[]): Extension[] {
  const lines = linesOf(source);
  const closing = new Set(fences.map(({ close }) => close));
  const rows = tableLines(lines);
  return [plainParagraphs(lines, { rows, closing }), guardedTable(rows), ...ALWAYS];
}

export const TREE = [
  directiveFromMarkdown(),
  gfmTableFromMarkdown(),
  gfmFootnoteFromMarkdown(),
  gfmStrikethroughFromMarkdown(),
  gfmTaskListItemFromMarkdown(),
];
