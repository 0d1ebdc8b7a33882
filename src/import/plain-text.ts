/** Plain text, also with a little Markdown, to pieces. Form feeds part pages, empty lines part paragraphs. */
import { clean, cleanNote } from './clean.ts';
import { furnitureNotes, takeFurniture } from './furniture.ts';
import { parseInline } from './inline.ts';
import { type Line, piecesOf } from './lines.ts';
import type { Extracted } from './pieces.ts';

const HEADING = /^(#{1,6})\s+(.*?)(?:\s+#+)?$/;
const NOTE = /^\[\^([\w-]+)\]:\s*(.*)$/;

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  const paged = text.includes('\f');
  let [number, gap] = [0, true];
  for (const [index, page] of text.split('\f').entries()) {
    for (const raw of page.split('\n')) {
      number++;
      if (raw.trim() === '') gap = true;
      else {
        const [, marks, title] = HEADING.exec(raw) ?? [];
        const body = raw.replace(/\\$/, '').replace(/^ +/, '').replace(/ +$/, '');
        lines.push({
          text: title ?? body,
          indent: raw.length - raw.trimStart().length,
          gap: gap || marks !== undefined,
          ends: / {2}$|\\$/.test(raw),
          ...(marks ? { depth: marks.length } : {}),
          place: { unit: 'line', number, ...(paged ? { page: index + 1 } : {}) },
        });
        gap = marks !== undefined;
      }
    }
    number--; // the form feed stands within a line
    gap = true;
  }
  return lines;
}

export function extractPlainText(source: string): Extracted {
  const { text, removed } = clean(source);
  const { lines, furniture } = takeFurniture(linesOf(text));
  const notes = lines.flatMap((line) => {
    const [, id, words] = NOTE.exec(line.text) ?? [];
    return id !== undefined && words !== undefined ? [{ line, id, words }] : [];
  });
  const known = new Set(notes.map(({ id }) => id));
  const body = lines.filter((line) => !notes.some((note) => note.line === line));
  const { pieces, doubts } = piecesOf(body, (words) => parseInline(words, known));
  return {
    pieces,
    footnotes: notes.map(({ id, words }) => ({ id, runs: parseInline(words) })),
    furniture,
    interventions: [...cleanNote(removed), ...furnitureNotes(furniture)],
    doubts,
  };
}
