/**
 * The page of one comparison: how many passages have which fate, a list of the changes, and the whole text with what became of
 * it. Two views stand in the page, one text or two columns; a pair of radio buttons and the style sheet choose between them.
 */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { CHANGE_KINDS, type ComparedEdition, type Comparison, FATES } from '../../model/comparison.ts';
import { TEXT_STATUSES } from '../../model/edition.ts';
import type { Transition } from '../../model/history.ts';
import { addressOfComparison, parseIdentifier } from '../../model/identifier.ts';
import { formatMarking, joinMarkings } from '../../model/marking.ts';
import type { Surroundings } from '../../model/surroundings.ts';
import { capitalised, editionName, editionNames, editionTitle } from '../naming.ts';
import { groupedPassages, groupsOf, kindsOfGroup, passagesOf, type Told } from '../passages.ts';
import { FATE_LABEL, KIND_LABEL, TEXT_LABEL } from '../wording.ts';
import { changeId, comparisonDataAddress } from './address.ts';
import { groupWords, kindChips, passage } from './changes.ts';
import { DESTINATIONS, destinations } from './destinations.ts';
import { downloads, type MadeFiles } from './downloads.ts';
import { crumbsTo } from './edition.ts';
import { addressIn, type Telling } from './telling.ts';
import { comparisonData } from './structured.ts';
import { page, type Templates } from './shell.ts';
import { type Filling, filling } from './template.ts';
import { linkerOf } from './writing.ts';
import { cardNamed, pageLabels, phaseBadge, phaseWords } from './standing.ts';

const statusOf = ({ text }: ComparedEdition) => TEXT_STATUSES.find((status) => status === text) ?? 'full';

/** Where the comparison lives; one of files outside a content folder has no place on the site. */
function addressOfPage({ old, new: newer }: Comparison): string {
  const [from, to] = [parseIdentifier(old.identifier), parseIdentifier(newer.identifier)];
  if (!from?.edition || !to?.edition) return '';
  return addressOfComparison({ family: to.family, work: to.work, old: from.edition, new: to.edition });
}

function notices(editions: readonly (readonly [ComparedEdition, string])[]): Filling {
  return editions.flatMap(([edition, name]) => {
    const status = statusOf(edition);
    const label = TEXT_LABEL[status];
    if (!label) return [];
    return [
      h(
        'div',
        { className: ['notice', `notice-${status}`] },
        h('p', h('strong', `${capitalised(editionTitle(name))}: `), label.short, '.'),
      ),
    ];
  });
}

/** Whether the two are editions of somebody, which have states, and no plain files. */
const published = ({ around }: Telling) => around.publication.publisher !== '';

/** The two side by side, each in a column: there is room for that on a phone. */
function editionsTable({ old, new: newer }: Comparison, telling: Telling): Element {
  const both = [
    { compared: old, name: telling.old.edition },
    { compared: newer, name: telling.new.edition },
  ].map(({ compared, name }) => ({ compared, name, card: cardNamed(telling.around.work.editions, name) }));
  type One = (typeof both)[number];
  const row = (label: string, words: (one: One) => Element | string) =>
    h(
      'tr',
      h('th', { scope: 'row' }, label),
      both.map((one) => h('td', words(one))),
    );
  function named({ name, card }: One): Element | string {
    const title = capitalised(editionTitle(name));
    const href = card && telling.link(card.address);
    return href === undefined ? title : h('a', { href }, title);
  }
  const state = ({ card }: One) => (card ? phaseBadge(card.phase, phaseWords(card.phase)) : '');
  return h(
    'table',
    { className: 'compared' },
    h('caption', 'What is compared'),
    h(
      'thead',
      h(
        'tr',
        h('th', { scope: 'col' }, 'Edition'),
        both.map((one) => h('th', { scope: 'col' }, named(one))),
      ),
    ),
    h('tbody', [
      row('Title', ({ compared }) => compared.title),
      ...(published(telling) ? [row('State', state)] : []),
      row('Marking', ({ compared }) => formatMarking(compared.marking)),
    ]),
  );
}

function counts(
  id: string,
  title: string,
  rows: readonly (readonly [label: string, count: number, className: string])[],
): Element[] {
  const some = rows.filter(([, count]) => count > 0);
  if (some.length === 0) return [];
  const items = some.map(([label, count, className]) =>
    h('div', { className }, h('dt', label), h('dd', String(count))),
  );
  return [h('section', { className: 'counts', ariaLabelledBy: id }, h('h2', { id }, title), h('dl', items))];
}

function summary({ summary: { fates, kinds } }: Comparison): Filling {
  return [
    ...counts(
      'page_fates',
      'What became of the passages',
      FATES.map((fate) => [FATE_LABEL[fate], fates[fate], `fate-${fate}`]),
    ),
    ...counts(
      'page_kinds',
      'What kinds of change',
      CHANGE_KINDS.map((kind) => [capitalised(KIND_LABEL[kind]), kinds[kind], `kind-${kind}`]),
    ),
  ];
}

function changeList(told: readonly Told[], telling: Telling, went: Filling): Element {
  const items = groupsOf(told).map((group) => {
    const chips = kindChips(kindsOfGroup(group));
    const kinds = chips.length > 0 ? [' ', h('ul', { className: 'kinds' }, [...chips])] : [];
    const link = h('a', { href: `#${changeId(group.number)}` }, groupWords(group, telling));
    return h('li', { value: group.number }, link, ...kinds);
  });
  const list = items.length > 0 ? h('ol', items) : h('p', 'The words of the two editions are the same.');
  return h(
    'nav',
    { className: 'change-list', ariaLabelledBy: 'page_list' },
    h('h2', { id: 'page_list', tabIndex: -1 }, 'Changes'),
    list,
    went.length > 0
      ? h('p', { className: 'go' }, h('a', { href: `#${DESTINATIONS}` }, 'Where each clause went'))
      : undefined,
  );
}

function viewChoice(): ElementContent[] {
  const choice = (id: string, words: string, checked: boolean) =>
    h('span', { className: 'choice' }, [
      h('input', { type: 'radio', name: 'view', id, checked, className: 'view-choice' }),
      h('label', { htmlFor: id }, words),
    ]);
  return [choice('view_inline', 'In one text', true), choice('view_sides', 'Side by side', false)];
}

function destinationsOf(transition: Transition | undefined, telling: Telling): Filling {
  if (!transition) return [];
  return destinations(transition, {
    old: ({ id }) => addressIn(telling.old, id, telling),
    new: ({ id }) => addressIn(telling.new, id, telling),
    change: (number) => `#${changeId(number)}`,
  });
}

/** The whole HTML page of a comparison; with the transition of the two editions it says where each clause went. */
export function comparisonPage(
  comparison: Comparison,
  around: Surroundings,
  templates: Templates,
  transition?: Transition,
  files?: MadeFiles,
): string {
  const address = addressOfPage(comparison);
  const link = linkerOf(address, around, templates);
  const { old, new: newer } = comparison;
  const told = groupedPassages(passagesOf(comparison.changes));
  const telling: Telling = {
    around,
    link,
    old: editionNames(comparison, 'old', around, transition),
    new: editionNames(comparison, 'new', around, transition),
    transition,
  };
  const went = destinationsOf(transition, telling);
  const names = [editionName(telling.old.edition), editionName(telling.new.edition)] as const;
  const title = `What changed from ${names[0]} to ${names[1]}`;
  const slots = {
    work: filling(newer.title),
    title: filling(title),
    notices: notices([
      [old, telling.old.edition],
      [newer, telling.new.edition],
    ]),
    editions: [editionsTable(comparison, telling)],
    downloads: [...downloads({ address, data: comparisonDataAddress(address), files }, link, templates)],
    summary: summary(comparison),
    list: [changeList(told, telling, went)],
    'view-choice': viewChoice(),
    passages: told.map((one) => passage(one, telling)),
    destinations: went,
  };
  return page(
    {
      address,
      link,
      title: `${title}: ${newer.title}`,
      language: around.publication.language,
      marking: joinMarkings(old.marking, newer.marking),
      labels: [...pageLabels(statusOf(old)), ...pageLabels(statusOf(newer))],
      breadcrumb: [...crumbsTo(around, templates), { words: `${names[0]} to ${names[1]}`, address }],
      publication: around.publication,
      asAt: around.asAt,
      feeds: [around.work],
      about: comparisonData(telling.old.edition, telling.new.edition, around),
      shell: 'comparison.html',
      slots,
    },
    templates,
  );
}
