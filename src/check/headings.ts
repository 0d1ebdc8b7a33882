/** Headings nest without gaps below the title, which is the only one of level 1 (WCAG 2.2, 1.3.1; PDF/UA-1, 7.4.2). */
import type { EditionEntry } from '../model/edition.ts';
import { type Finding, finding, said } from '../model/finding.ts';

const unwrittenIds = ({ clauses, file }: EditionEntry): readonly Finding[] =>
  clauses.flatMap(({ id, place, unwritten }) => {
    if (!unwritten) return [];
    const fix = { place: { line: unwritten.line, column: unwritten.column }, words: '', instead: ` {#${id}}` };
    return [finding('heading-id', file, place, `The id ${said(id)} is made of the words of the heading.`, fix)];
  });

export function checkHeadings(entry: EditionEntry): readonly Finding[] {
  return [...misplaced(entry), ...unwrittenIds(entry)];
}

function misplaced({ clauses, file }: EditionEntry): readonly Finding[] {
  const headings = clauses.flatMap(({ depth, place }) => (depth === undefined ? [] : [{ depth, place }]));
  return headings.flatMap(({ depth, place }, index) => {
    const above = headings[index - 1]?.depth ?? 1;
    if (depth === 1)
      return [
        finding(
          'heading-depth',
          file,
          place,
          'The title in the front matter is the heading of level 1; write "##" here.',
        ),
      ];
    return depth > above + 1
      ? [
          finding(
            'heading-depth',
            file,
            place,
            `A heading of level ${depth} follows one of level ${above}; write "${'#'.repeat(above + 1)}" here.`,
          ),
        ]
      : [];
  });
}
