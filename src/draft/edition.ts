/**
 * The file of an edition to that of the next one: the same bytes, body and ids of clauses included, but for those fields of the front
 * matter that are facts of one edition. They become blanks again; what a required one was stands above it as a comment.
 */
import type { Family } from '../families/families.ts';
import { frontBlocks } from '../read/read.ts';
import { linesOf } from './lines.ts';
import { blankLine } from './scaffold.ts';

export interface EditionDraft {
  readonly text: string;
  /** By how many lines the body stands lower than in the edition copied. */
  readonly shift: number;
}

/** A comment that this program wrote when the edition before was copied. */
const BEFORE = /^# Edition \S+ has: /;

/** `undefined` where the fields do not stand on lines of their own. */
export function newEdition(family: Family, file: string, text: string, edition: string): EditionDraft | undefined {
  const front = frontBlocks(file, text);
  if (!front) return undefined;
  const { lines, ending } = linesOf(text);
  const line = (words: string) => `${words}${ending}`;
  const fresh = new Map(family.fields.flatMap((field) => (field.fresh ? [[field.name, field] as const] : [])));
  const out = lines.map((words, index): readonly string[] =>
    index < front.close - 1 && BEFORE.test(words) ? [] : [words],
  );
  for (const { name, first, last } of front.blocks) {
    const field = fresh.get(name);
    if (!field) continue;
    const before =
      field.required && first === last ? [line(`# Edition ${edition} has: ${lines[first - 1]?.trim()}`)] : [];
    for (let at = first; at <= last; at++) out[at - 1] = [];
    out[first - 1] = [...before, line(blankLine(field))];
  }
  const changes = fresh.get('changes');
  if (changes && !out.flat().some((words) => /^(?:# *)?changes:/.test(words)))
    out[front.close - 2] = [...(out[front.close - 2] ?? []), line(blankLine(changes))];
  const drafted = out.flat();
  return { text: drafted.join(''), shift: drafted.length - lines.length };
}
