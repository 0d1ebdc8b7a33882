/**
 * One passage of a comparison as hast: a change with its heading and its two views, a folded run of unchanged passages, or a
 * pointer from the place that a passage has left.
 */
import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Change, ComparedBlock } from '../../model/comparison.ts';
import { FATE_LABEL, KIND_LABEL } from '../wording.ts';
import { capitalised } from './naming.ts';
import { inlineText, sideText } from './operations.ts';
import { isMoved, type Passage } from './passages.ts';
import { editionTitle } from './standing.ts';
import { linkOf, place, placeLink, type Telling } from './telling.ts';

const BLOCK_WORD: Readonly<Record<ComparedBlock, string>> = {
  heading: 'heading',
  paragraph: 'paragraph',
  'list-item': 'list item',
  'table-row': 'table row',
  quotation: 'quotation',
  code: 'code',
  notice: 'notice',
  footnote: 'footnote',
};

export const changeId = (number: number) => `change_${number}`;

/** "Changed: principle 2, paragraph". */
export function changeWords(change: Change, telling: Telling): string {
  // A passage that was split is known by where it stood; every other one by where it stands.
  const now = change.fate === 'split' && change.old ? undefined : change.new;
  const where = now ? place(now, telling.new, telling) : change.old ? place(change.old, telling.old, telling) : '';
  return `${FATE_LABEL[change.fate]}: ${[where, BLOCK_WORD[change.block]].filter(Boolean).join(', ')}`;
}

/** The ways on from a change: each says which change it leads to, so that a list of the page's links makes sense. */
function turns(number: number, { count }: Telling): Element {
  const turn = (to: number, words: string) =>
    to < 1 || to > count
      ? []
      : [h('a', { href: `#${changeId(to)}` }, words, h('span', { className: 'hidden' }, `: ${to}`)), ' '];
  const all = h('a', { href: '#page_list' }, 'All changes');
  return h(
    'p',
    { className: 'turns' },
    ...turn(number - 1, 'Previous change'),
    ...turn(number + 1, 'Next change'),
    all,
  );
}

export function kindChips({ kinds }: Change): readonly Element[] {
  return kinds.map((kind) => h('li', { className: ['kind', `kind-${kind}`] }, KIND_LABEL[kind]));
}

/** What a reader cannot see from the words alone: where a passage came from, or the pieces it became or was made of. */
function origin(change: Change, number: number, telling: Telling): readonly Element[] {
  const { parts = [] } = change;
  const came = isMoved(change) && change.old ? change.old : undefined;
  const left = came && parts.some(({ side }) => side === 'old');
  const moved = came
    ? [
        h(
          'p',
          { className: 'origin' },
          'Moved here from ',
          placeLink(came, telling.old, telling),
          '. ',
          left ? h('a', { href: `#left_${number}` }, 'Where it stood') : '',
        ),
      ]
    : [];
  const side = ({ split: 'new', merged: 'old' } as const)[change.fate as 'split' | 'merged']; // other fates have no pieces
  const pieces = parts.filter((part) => part.side === side);
  const names = pieces.map((part) => h('li', placeLink(part, telling[part.side], telling)));
  const words = change.fate === 'split' ? 'Its parts now stand in:' : 'Made of:';
  return [...moved, ...(names.length > 0 ? [h('div', { className: 'origin' }, h('p', words), h('ul', names))] : [])];
}

function sideColumn(change: Change, side: 'old' | 'new', telling: Telling): Element {
  const own = side === 'old' ? telling.old : telling.new;
  const stands = side === 'old' ? change.old : change.new;
  const words = sideText(change, side, (address) => linkOf(address, telling));
  const nothing = words.length === 0 ? [h('p', { className: 'nothing' }, 'Nothing here.')] : [];
  const where = stands ? [h('p', { className: 'place' }, placeLink(stands, own, telling))] : [];
  const title = h('h4', capitalised(editionTitle(own.edition)));
  return h('div', { className: ['side', `side-${side}`] }, title, [...words], nothing, where);
}

function changeArticle(change: Change, number: number, telling: Telling): Element {
  const id = changeId(number);
  const title = h(
    'h3',
    { id: `${id}_title` },
    h('span', { className: 'change-number' }, `${number}. `),
    changeWords(change, telling),
  );
  const kinds = change.kinds.length > 0 ? [h('ul', { className: 'kinds' }, [...kindChips(change)])] : [];
  const stands = change.new
    ? placeLink(change.new, telling.new, telling)
    : change.old && placeLink(change.old, telling.old, telling);
  return h(
    'article',
    { id, className: ['change', `change-${change.fate}`], ariaLabelledBy: `${id}_title`, tabIndex: -1 },
    [
      h('div', { className: 'change-head' }, title, kinds),
      ...origin(change, number, telling),
      h(
        'div',
        { className: 'view-inline' },
        [...inlineText(change, (address) => linkOf(address, telling))],
        stands ? h('p', { className: 'place' }, stands) : undefined,
      ),
      h('div', { className: 'view-sides' }, sideColumn(change, 'old', telling), sideColumn(change, 'new', telling)),
      turns(number, telling),
    ],
  );
}

function run(changes: readonly Change[], telling: Telling): Element {
  const words = changes.length === 1 ? '1 unchanged passage' : `${changes.length} unchanged passages`;
  const texts = changes.flatMap((change) => inlineText(change, (address) => linkOf(address, telling)));
  return h('details', { className: 'run' }, h('summary', words), texts);
}

export function passage(one: Passage, telling: Telling): Element {
  switch (one.type) {
    case 'run':
      return run(one.changes, telling);
    case 'change':
      return changeArticle(one.change, one.number, telling);
    case 'left': {
      const words = `A passage of ${place(one.part, telling.old, telling)} stood here. `;
      const to = h('a', { href: `#${changeId(one.number)}` }, `It moved: see change ${one.number}`);
      return h('p', { className: 'left', id: `left_${one.number}` }, words, to);
    }
  }
}
