/**
 * Every pair of editions of a work that is compared, as a table of links: old editions against new ones while they are few; beyond that
 * each with the one before it and with the one that stands, which are then the pairs that there are.
 */
import type { Publication } from '../model/edition.ts';
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { ALL_COMPARED, type ComparisonCard, type EditionCard, type WorkCard } from '../model/surroundings.ts';
import {
  capitalised,
  currentWords,
  editionName,
  editionTitle,
  type Filling,
  type Linker,
} from '../render/html/html.ts';

/** More rows than these are folded. */
const LONGEST_TABLE = 12;

const CAPTION = 'Each pair of editions that is compared';

interface Choice {
  readonly work: WorkCard;
  readonly link: Linker;
  readonly publication: Publication;
}

function pairOf(
  { comparisons }: WorkCard,
  one: EditionCard,
  other: EditionCard | undefined,
): ComparisonCard | undefined {
  const names = [one.edition, other?.edition];
  return comparisons.find((pair) => names.includes(pair.old) && names.includes(pair.new));
}

function cell(pair: ComparisonCard | undefined, { link }: Choice): Element {
  if (!pair) return h('td');
  return h('td', h('a', { href: link(pair.address) }, `${editionName(pair.old)} to ${editionName(pair.new)}`));
}

function row({ edition }: EditionCard, cells: readonly Element[]): Element {
  return h('tr', h('th', { scope: 'row' }, capitalised(editionTitle(edition))), ...cells);
}

function tableOf(columns: readonly string[], rows: readonly Element[]): Element {
  const head = h('tr', h('td'), ...columns.map((words) => h('th', { scope: 'col' }, words)));
  const table = h('table', { className: 'pairs' }, h('thead', head), h('tbody', ...rows));
  return h('div', { className: 'table', role: 'group', tabIndex: 0, ariaLabel: CAPTION }, table);
}

/** Old editions as rows, new ones as columns. */
function square(choice: Choice): Element {
  const { editions } = choice.work;
  const columns = editions.slice(1);
  const rows = editions.slice(0, -1).map((old, index) => {
    const cells = columns.map((newer, column) =>
      cell(column < index ? undefined : pairOf(choice.work, old, newer), choice),
    );
    return row(old, cells);
  });
  return tableOf(
    columns.map(({ edition }) => `With ${editionName(edition)}`),
    rows,
  );
}

function ladder(choice: Choice, leading: EditionCard): Element {
  const { work } = choice;
  const rows = work.editions.map((card, index) => {
    const before = work.editions[index - 1];
    const pairs = [before && pairOf(work, before, card), card === leading ? undefined : pairOf(work, card, leading)];
    const cells = pairs.map((pair) => cell(pair, choice));
    return row(card, cells);
  });
  const state = leading.edition === work.inForce ? ` (${currentWords(leading, choice.publication).toLowerCase()})` : '';
  return tableOf(['With the edition before it', `With ${editionName(leading.edition)}${state}`], rows.toReversed());
}

/** Nothing where there is nothing to choose. */
export function comparisonChoice(choice: Choice): Filling {
  const { work } = choice;
  const { editions } = work;
  const leading = editions.find(({ edition }) => edition === work.leading);
  if (work.comparisons.length < 2 || !leading) return [];
  const table = editions.length <= ALL_COMPARED ? square(choice) : ladder(choice, leading);
  const summary = `All ${work.comparisons.length} comparisons of ${editions.length} editions`;
  const shown: ElementContent = editions.length <= LONGEST_TABLE ? table : h('details', h('summary', summary), table);
  const id = 'page_choice';
  return [h('section', { ariaLabelledBy: id }, h('h2', { id }, 'Compare two editions'), shown)];
}
