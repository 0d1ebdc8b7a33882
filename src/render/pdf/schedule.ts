/** The schedule of withheld passages behind the text of a PDF: a table whose places lead to the clauses. */
import type { Cleared } from '../../model/edition.ts';
import { SCHEDULE_TITLE, scheduleColumns, scheduleOf } from '../schedule.ts';
import { NO_PART, type Part, type Stand } from './blocks.ts';
import { ownTable, said, section } from './front.ts';
import { labelLine } from './inlines.ts';

/** Nothing where nothing is withheld. */
export function schedulePart(edition: Cleared, stand: Stand): Part {
  const rows = scheduleOf(edition);
  if (rows.length === 0) return NO_PART;
  const { collection } = stand;
  const { small } = collection.sheet;
  const columns = scheduleColumns(rows);
  const cells = rows.map((row) =>
    columns.map(([name, cell]) => {
      const words = cell(row);
      if (name !== 'Place' || row.clause === undefined) return { line: said(words, stand, small) };
      return { line: labelLine(words, small, collection.aim({ url: `#${row.clause}` }, words)) };
    }),
  );
  const names = columns.map(([name]) => name);
  return section(2, SCHEDULE_TITLE, 'about.schedule', ownTable('What is withheld', names, cells, stand), stand);
}
