/** The schedule of withheld passages as a table whose places lead to the clauses. */
import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Cleared } from '../../model/edition.ts';
import { SCHEDULE_TITLE, scheduleColumns, scheduleOf } from '../schedule.ts';

/** Nothing where nothing is withheld. */
export function scheduleTable(edition: Cleared): Element | undefined {
  const rows = scheduleOf(edition);
  if (rows.length === 0) return undefined;
  const columns = scheduleColumns(rows);
  const head = columns.map(([name]) => h('th', { scope: 'col' }, name));
  const body = rows.map((row) => {
    const cells = columns.map(([name, cell], index) => {
      const words = cell(row);
      const shown = name === 'Place' && row.clause !== undefined ? h('a', { href: `#${row.clause}` }, words) : words;
      return index === 0 ? h('th', { scope: 'row' }, shown) : h('td', shown);
    });
    return h('tr', cells);
  });
  const table = h('table', { className: 'schedule' }, h('thead', h('tr', head)), h('tbody', body));
  return h('div', { className: 'table', role: 'group', tabIndex: 0, ariaLabel: SCHEDULE_TITLE }, table);
}
