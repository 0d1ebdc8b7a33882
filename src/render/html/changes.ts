/**
 * One passage of a comparison as hast: a change with its heading and its two views, a folded run of unchanged passages, or a
 * pointer from the place that a passage has left.
 */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Change, ComparedBlock, ComparedSide, Comparison } from '../../model/comparison.ts';
import { parseIdentifier } from '../../model/identifier.ts';
import type { Surroundings } from '../../model/surroundings.ts';
import { FATE_LABEL, KIND_LABEL } from '../wording.ts';
import type { Linker } from './address.ts';
import { capitalised, clauseNameIn } from './naming.ts';
import { inlineText, sideText } from './operations.ts';
import { isMoved, type Passage } from './passages.ts';
import { editionTitle } from './standing.ts';

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

/** One of the two editions as the page speaks of it. Files from outside a content folder have no work and no address. */
export interface SideOfPage {
  readonly work?: string | undefined;
  readonly edition: string;
}

export interface Telling {
  readonly around: Surroundings;
  readonly link: Linker;
  readonly old: SideOfPage;
  readonly new: SideOfPage;
  /** How many numbered changes there are. */
  readonly count: number;
}

export function sideOfPage({ identifier }: Comparison['old']): SideOfPage {
  const parsed = parseIdentifier(identifier);
  if (!parsed?.edition) return { edition: identifier };
  return { work: `${parsed.family}/${parsed.work}`, edition: parsed.edition };
}

/** The clause that a side stands in, in words. */
function place({ clause, number }: ComparedSide, side: SideOfPage, { around }: Telling): string {
  if (clause === '') return 'opening words';
  const named = clauseNameIn(around, { work: side.work ?? '', edition: side.edition, clause }) ?? clause;
  return number !== undefined && !named.includes(number) ? `${number}, ${named}` : named;
}

function placeLink(of: ComparedSide, side: SideOfPage, telling: Telling): ElementContent {
  const words = `${capitalised(place(of, side, telling))}, ${editionTitle(side.edition)}`;
  if (side.work === undefined) return h('span', words);
  const clause = of.clause === '' ? undefined : of.clause;
  const address = telling.around.resolve({ work: side.work, edition: side.edition, clause });
  return h('a', { href: telling.link(address) }, words);
}

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
  const words = sideText(change, side) ?? h('p', { className: 'nothing' }, 'Nothing here.');
  const where = stands ? [h('p', { className: 'place' }, placeLink(stands, own, telling))] : [];
  return h(
    'div',
    { className: ['side', `side-${side}`] },
    h('h4', capitalised(editionTitle(own.edition))),
    words,
    where,
  );
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
        inlineText(change),
        stands ? h('p', { className: 'place' }, stands) : undefined,
      ),
      h('div', { className: 'view-sides' }, sideColumn(change, 'old', telling), sideColumn(change, 'new', telling)),
      turns(number, telling),
    ],
  );
}

function run(changes: readonly Change[]): Element {
  const words = changes.length === 1 ? '1 unchanged passage' : `${changes.length} unchanged passages`;
  return h('details', { className: 'run' }, h('summary', words), changes.map(inlineText));
}

export function passage(one: Passage, telling: Telling): Element {
  switch (one.type) {
    case 'run':
      return run(one.changes);
    case 'change':
      return changeArticle(one.change, one.number, telling);
    case 'left': {
      const words = `A passage of ${place(one.part, telling.old, telling)} stood here. `;
      const to = h('a', { href: `#${changeId(one.number)}` }, `It moved: see change ${one.number}`);
      return h('p', { className: 'left', id: `left_${one.number}` }, words, to);
    }
  }
}
