/** Tables: the first row is the header row. Wide ones scroll by themselves, so the page does not, and take the keyboard's focus for it. */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { BlockOf, TableCell, TableRow } from '../../model/document.ts';
import { textOfInlines } from '../../model/text.ts';
import { inlinesIn } from './inlines.ts';
import type { Output, State, Writing } from './writing.ts';

type Align = BlockOf<'table'>['align'];

function cell(node: TableCell, tagName: 'th' | 'td', align: Align[number] | undefined, state: State): ElementContent {
  const scope = tagName === 'th' ? { scope: 'col' } : {};
  // A class, because the page's security policy admits no style attribute.
  const aligned = align === 'right' || align === 'center' ? { className: `align-${align}` } : {};
  return h(tagName, { ...scope, ...aligned }, inlinesIn(state, node));
}

function row(node: TableRow, header: boolean, align: Align, state: State): ElementContent {
  // An empty header cell names nothing: for screen readers it is better no header.
  const tagName = (one: TableCell) => (header && textOfInlines(one.children) !== '' ? 'th' : 'td');
  return h(
    'tr',
    node.children.map((one, index) => cell(one, tagName(one), align[index], state)),
  );
}

export function table(node: BlockOf<'table'>, _: Writing, state: State): Output {
  const [first, ...rest] = node.children;
  if (!first) return [];
  const names = first.children.map((one) => textOfInlines(one.children)).filter((name) => name !== '');
  const body =
    rest.length === 0
      ? []
      : [
          h(
            'tbody',
            rest.map((one) => row(one, false, node.align, state)),
          ),
        ];
  const whole = h('table', h('thead', row(first, true, node.align, state)), body);
  return h('div', { className: 'table', role: 'group', tabIndex: 0, ariaLabel: `Table: ${names.join(', ')}` }, whole);
}
