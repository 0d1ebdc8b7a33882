/**
 * One paragraph of plain text to runs. Text that was extracted from documents often carries a little Markdown or HTML: bold and
 * italic words, links, addresses in angle brackets, underlined words. What is not plainly one of these is text as it stands.
 */
import { type Run, tidyRuns } from './pieces.ts';

const MARKED =
  /\*\*(?=\S)(?<bold>(?:[^*]|\*(?!\*))+?)(?<=\S)\*\*|(?<![*\w])\*(?=[^\s*])(?<italic>[^*\n]+?)(?<=[^\s*])\*(?![*\w])|\[(?<words>[^\][]+)\]\((?<url>[^()\s]+)\)|<(?<address>https?:\/\/[^<>\s]+)>|<u>(?<under>[^<]*)<\/u>|(?<note>\[\^[\w-]+\])|(?<break>\n)/;

/** Where a withheld passage was named in the text by its exemption, the asterisks are part of what is printed. */
export const EXEMPTION_MARK = /^S(?:ection)?\.?\s?\d{1,2}(?![\d.])/i;

/** A footnote mark counts where `notes` knows the note. */
export function parseInline(text: string, notes: ReadonlySet<string> = new Set()): readonly Run[] {
  return tidyRuns(runsIn(text, {}, notes));
}

function runsIn(text: string, look: Omit<Run, 'text'>, notes: ReadonlySet<string>): readonly Run[] {
  const runs: Run[] = [];
  let rest = text;
  for (let match = MARKED.exec(rest); match; match = MARKED.exec(rest)) {
    const { bold, italic, words, url, address, under, note } = match.groups ?? {};
    runs.push({ ...look, text: rest.slice(0, match.index) });
    if (bold !== undefined && EXEMPTION_MARK.test(bold)) runs.push({ ...look, text: match[0] });
    else if (bold !== undefined) runs.push(...runsIn(bold, { ...look, bold: true }, notes));
    else if (italic !== undefined) runs.push(...runsIn(italic, { ...look, italic: true }, notes));
    else if (under !== undefined) runs.push(...runsIn(under, { ...look, italic: true }, notes));
    else if (address !== undefined) runs.push({ ...look, text: address, href: address });
    else if (words !== undefined && url !== undefined) runs.push({ ...look, text: words, href: url });
    else if (note !== undefined && notes.has(note.slice(2, -1))) runs.push({ text: '', note: note.slice(2, -1) });
    else runs.push({ ...look, text: match[0] });
    rest = rest.slice(match.index + match[0].length);
  }
  return [...runs, { ...look, text: rest }];
}
