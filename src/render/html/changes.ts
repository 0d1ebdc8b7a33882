/**
 * One passage of a comparison as hast: a change with its heading and its two views, a folded run of unchanged passages, or a
 * pointer from the place that a passage has left.
 */
import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Change, ChangeKind, ComparedBlock } from '../../model/comparison.ts';
import { capitalised, changePlace, editionTitle, placeName } from '../naming.ts';
import { type ChangeGroup, firstOf, isMoved, kindsOfGroup, type Told, unseenIn } from '../passages.ts';
import { FATE_LABEL, KIND_LABEL } from '../wording.ts';
import { inlineText, sideText } from './operations.ts';
import { changeId } from './address.ts';
import { linkOf, placeLink, type Telling } from './telling.ts';

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

/** "Changed: principle 2, paragraph". */
function changeWords(change: Change, telling: Telling): string {
  const where = changePlace(change, telling);
  const unseen = unseenIn(change);
  return `${FATE_LABEL[change.fate]}: ${[where, BLOCK_WORD[change.block]].filter(Boolean).join(', ')}${unseen ? ` (${unseen})` : ''}`;
}

/** The same for what a list names in one line: "Added: “Foreword”, 2 passages". */
export function groupWords(group: ChangeGroup, telling: Telling): string {
  const { changes } = group;
  const first = firstOf(group);
  if (changes.length === 1) return changeWords(first, telling);
  return `${FATE_LABEL[first.fate]}: ${changePlace(first, telling)}, ${changes.length} passages`;
}

/** The ways on from a change: each says which change it leads to, so that a list of the page's links makes sense. */
function turns({ previous, next }: ChangeGroup): Element {
  const turn = (to: number | undefined, words: string) =>
    to === undefined
      ? []
      : [h('a', { href: `#${changeId(to)}` }, words, h('span', { className: 'hidden' }, `: ${to}`)), ' '];
  const all = h('a', { href: '#page_list' }, 'All changes');
  return h('p', { className: 'turns' }, ...turn(previous, 'Previous change'), ...turn(next, 'Next change'), all);
}

export function kindChips(kinds: readonly ChangeKind[]): readonly Element[] {
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

/** The texts of a group; every change but the first, which is the group's own, can be led to by its number. */
function texts(
  { number, changes }: ChangeGroup,
  textOf: (change: Change) => readonly Element[],
  ids: boolean,
): Element[] {
  return changes.flatMap((change, index) => {
    const text = [...textOf(change)];
    return index > 0 && ids ? [h('div', { id: changeId(number + index) }, text)] : text;
  });
}

function sideColumn(group: ChangeGroup, side: 'old' | 'new', telling: Telling): Element {
  const own = side === 'old' ? telling.old : telling.new;
  const stands = firstOf(group)[side];
  const words = texts(group, (change) => sideText(change, side, (address) => linkOf(address, telling)), false);
  const nothing = words.length === 0 ? [h('p', { className: 'nothing' }, 'Nothing here.')] : [];
  const where = stands ? [h('p', { className: 'place' }, placeLink(stands, own, telling))] : [];
  const title = h('h4', capitalised(editionTitle(own.edition)));
  return h('div', { className: ['side', `side-${side}`] }, title, words, nothing, where);
}

function changeArticle(group: ChangeGroup, telling: Telling): Element {
  const { number, changes } = group;
  const first = firstOf(group);
  const id = changeId(number);
  const numbers = changes.length > 1 ? `${number} to ${number + changes.length - 1}. ` : `${number}. `;
  const title = h(
    'h3',
    { id: `${id}_title` },
    h('span', { className: 'change-number' }, numbers),
    groupWords(group, telling),
  );
  const chips = kindChips(kindsOfGroup(group));
  const kinds = chips.length > 0 ? [h('ul', { className: 'kinds' }, [...chips])] : [];
  const stands = first.new
    ? placeLink(first.new, telling.new, telling)
    : first.old && placeLink(first.old, telling.old, telling);
  return h(
    'article',
    { id, className: ['change', `change-${first.fate}`], ariaLabelledBy: `${id}_title`, tabIndex: -1 },
    [
      h('div', { className: 'change-head' }, title, kinds),
      ...origin(first, number, telling),
      h(
        'div',
        { className: 'view-inline' },
        texts(group, (change) => inlineText(change, (address) => linkOf(address, telling)), true),
        stands ? h('p', { className: 'place' }, stands) : undefined,
      ),
      h('div', { className: 'view-sides' }, sideColumn(group, 'old', telling), sideColumn(group, 'new', telling)),
      turns(group),
    ],
  );
}

function run(changes: readonly Change[], telling: Telling): Element {
  const words = changes.length === 1 ? '1 unchanged passage' : `${changes.length} unchanged passages`;
  const texts = changes.flatMap((change) => inlineText(change, (address) => linkOf(address, telling)));
  return h('details', { className: 'run' }, h('summary', words), texts);
}

export function passage(one: Told, telling: Telling): Element {
  switch (one.type) {
    case 'run':
      return run(one.changes, telling);
    case 'group':
      return changeArticle(one, telling);
    case 'left': {
      const { number, changes } = one.group;
      const from = placeName(one.part, telling.old);
      const [words, link] =
        changes.length === 1
          ? [`A passage of ${from} stood here. `, 'It moved']
          : [`${changes.length} passages of ${from} stood here. `, 'They moved'];
      const to = h('a', { href: `#${changeId(number)}` }, `${link}: see change ${number}`);
      return h('p', { className: 'left', id: `left_${number}` }, words, to);
    }
  }
}
