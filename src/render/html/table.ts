/** Tables, their cells in the places of the grid. Wide ones scroll by themselves, so the page does not, and take the keyboard's focus for it. */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { BlockOf, TableCell } from '../../model/document.ts';
import { type GridCell, gridOf } from '../../model/grid.ts';
import { textOfBlocks } from '../../model/text.ts';
import { inlinesIn } from './inlines.ts';
import { blocksIn, type Output, type State, type Writing } from './writing.ts';

type Align = BlockOf<'table'>['align'];

const SCOPES = { column: 'col', row: 'row' } as const;

/** The words of a plain cell stand in it without a paragraph around them. */
function contentOf(cell: TableCell, state: State): Output {
  const [first, ...more] = cell.children;
  return first?.type === 'paragraph' && more.length === 0 ? inlinesIn(state, first) : blocksIn(state, cell);
}

function cellElement({ cell, column, columns, rows }: GridCell, align: Align, state: State): ElementContent {
  const aligned = align[column];
  // An empty header cell names nothing: for screen readers it is better no header.
  const scope = cell.scope && textOfBlocks(cell.children) !== '' ? SCOPES[cell.scope] : undefined;
  const properties = {
    scope,
    colSpan: columns > 1 ? columns : undefined,
    rowSpan: rows > 1 ? rows : undefined,
    // A class, because the page's security policy admits no style attribute.
    className: aligned === 'right' || aligned === 'center' ? `align-${aligned}` : undefined,
  };
  return h(scope ? 'th' : 'td', properties, contentOf(cell, state));
}

export function table(node: BlockOf<'table'>, _: Writing, state: State): Output {
  const { head, rows } = gridOf(node);
  if (rows.length === 0) return [];
  const written = rows.map((cells) => h('tr', ...cells.map((cell) => cellElement(cell, node.align, state))));
  const part = (tagName: 'thead' | 'tbody', of: ElementContent[]) => (of.length > 0 ? [h(tagName, of)] : []);
  const whole = h('table', ...part('thead', written.slice(0, head)), ...part('tbody', written.slice(head)));
  const naming = (head > 0 ? rows.slice(0, head) : rows).flat();
  const names = naming.flatMap(({ cell }) => (cell.scope ? textOfBlocks(cell.children) : [])).filter(Boolean);
  const ariaLabel = names.length > 0 ? `Table: ${names.join(', ')}` : 'Table';
  return h('div', { className: 'table', role: 'group', tabIndex: 0, ariaLabel }, whole);
}
