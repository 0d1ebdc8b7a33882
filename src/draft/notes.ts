/** Change notes as YAML, alone or put into the front matter of a file behind those that stand there, every other byte as it was. */
import type { ChangeNote } from '../model/edition.ts';
import { frontBlocks } from '../read/read.ts';
import { linesOf } from './lines.ts';
import { yamlText } from './yaml-text.ts';

function noteLines({ note, clauses, minor }: ChangeNote, indent: string): readonly string[] {
  return [
    `${indent}- note: ${yamlText(note)}`,
    ...(clauses.length > 0 ? [`${indent}  clauses: [${clauses.join(', ')}]`] : []),
    ...(minor ? [`${indent}  minor: yes`] : []),
  ];
}

/** As it is pasted into front matter. */
export function notesText(notes: readonly ChangeNote[]): string {
  return ['changes:', ...notes.flatMap((note) => noteLines(note, '  '))].map((line) => `${line}\n`).join('');
}

/** `undefined` where the notes that stand there are written in brackets, or fields share a line. */
export function withNotes(file: string, text: string, notes: readonly ChangeNote[]): string | undefined {
  const front = frontBlocks(file, text);
  if (!front) return undefined;
  const { lines, ending } = linesOf(text);
  const out = lines.map((line): readonly string[] => [line]);
  const put = (at: number, words: readonly string[]) => void (out[at - 1] = words.map((line) => `${line}${ending}`));
  const whole = ['changes:', ...notes.flatMap((note) => noteLines(note, '  '))];
  const block = front.blocks.find(({ name }) => name === 'changes');
  if (!block) {
    const comment = lines.findIndex((line, index) => index < front.close && /^# *changes: FILL-IN\(/.test(line));
    if (comment !== -1) put(comment + 1, whole);
    else out[front.close - 1] = [...whole.map((line) => `${line}${ending}`), lines[front.close - 1] ?? ''];
    return out.flat().join('');
  }
  const { first, last, value } = block;
  if (!Array.isArray(value) || value.length === 0) {
    for (let at = first; at <= last; at++) out[at - 1] = [];
    put(first, whole);
    return out.flat().join('');
  }
  const indent = lines.slice(first, last).flatMap((line) => /^( *)- /.exec(line)?.[1] ?? [])[0];
  if (indent === undefined) return undefined;
  const added = notes.flatMap((note) => noteLines(note, indent)).map((line) => `${line}${ending}`);
  out[last - 1] = [lines[last - 1] ?? '', ...added];
  return out.flat().join('');
}
