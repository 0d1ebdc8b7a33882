/**
 * The page of one edition: what it is and where it stands among the others, the document-control table, the text with its list
 * of contents, and where the text comes from.
 */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Cleared, Fact } from '../../model/edition.ts';
import { editionBefore } from '../../model/editions.ts';
import { addressOf, parseIdentifier } from '../../model/identifier.ts';
import type { Rendition } from '../../model/rendition.ts';
import { type ComparisonCard, type EditionCard, factsDuring, type Surroundings } from '../../model/surroundings.ts';
import { capitalised, clauseName, editionName, editionTitle, nameOfClause, spelledOut } from '../naming.ts';
import { SCHEDULE_TITLE } from '../schedule.ts';
import { editionDataAddress, type Linker, pictureAddress } from './address.ts';
import { bodyOf } from './body.ts';
import { citation } from './citation.ts';
import { citingDocuments } from './cited.ts';
import { contentsOf } from './contents.ts';
import { changeNotes } from './change-notes.ts';
import { downloads, type MadeFiles } from './downloads.ts';
import { correctionList, correctionNotices } from './corrections.ts';
import { notices } from './notices.ts';
import { scheduleTable } from './schedule.ts';
import type { Crumb } from './metadata.ts';
import { page, type Templates } from './shell.ts';
import {
  deadlineWords,
  cardNamed,
  controlList,
  pageLabels,
  phaseBadge,
  phaseWords,
  spanWords,
  textBadge,
} from './standing.ts';
import { editionData } from './structured.ts';
import { type Filling, filling } from './template.ts';
import { type Writing, writingFor } from './writing.ts';

/** The way to a work: home, the family's list, the work. */
export function crumbsTo({ work }: Surroundings, templates: Templates): readonly Crumb[] {
  const family = templates.families.find(({ name }) => name === work.family);
  const list = family?.listed === false ? undefined : `${work.family}/`;
  return [
    { words: 'Home', address: '' },
    { words: family?.title ?? work.family, address: list },
    { words: work.title, address: work.address },
  ];
}

function standing(card: EditionCard | undefined, edition: Cleared): Filling {
  const name = h('span', { className: 'edition-name' }, capitalised(editionTitle(edition.edition)));
  return filling(name, ' ', card && phaseBadge(card.phase, spanWords(card.phase, edition.standing.phases)));
}

function controlTable({ standing }: Cleared): Element | undefined {
  if (standing.control.length === 0) return undefined;
  const rows = standing.control.map(({ label, value }) => h('tr', h('th', { scope: 'row' }, label), h('td', value)));
  return h('table', { className: 'control' }, h('caption', 'Document control'), h('tbody', rows));
}

/** A fact that names a document leads to it, where it has a page. */
function led(fact: Fact, { told, resolve }: Surroundings, { families }: Templates, link: Linker): Fact {
  const { family, work, edition } = parseIdentifier(fact.value) ?? {};
  const target = { work: `${family}/${work}`, edition };
  const document = families.some(({ name, listed }) => name === family && listed) ? told?.(target) : undefined;
  if (!document) return fact;
  const { title } = document;
  return {
    ...fact,
    value: edition === undefined ? title : `${title}, ${editionTitle(edition)}`,
    href: link(resolve(target)),
  };
}

function section(id: string, title: string, ...children: readonly (ElementContent | undefined)[]): Element {
  const present = children.filter((child) => child !== undefined);
  return h('section', { className: 'about', ariaLabelledBy: id }, h('h2', { id }, title), ...present);
}

function listOf(title: string, lines: readonly string[]): readonly Element[] {
  if (lines.length === 0) return [];
  return [
    h('h3', title),
    h(
      'ul',
      lines.map((line) => h('li', line)),
    ),
  ];
}

function aboutText({ matter }: Cleared): Element | undefined {
  const lists = [
    ...listOf('Where the words come from', matter.textSource),
    ...listOf('What editors changed in presenting them', matter.interventions),
  ];
  return lists.length === 0 ? undefined : section('page_text', 'About this text', ...lists);
}

/** A note may speak of a clause that this edition no longer has: it then leads to the edition before. */
function whatChanged({ matter, edition }: Cleared, { work, told, resolve }: Surroundings, writing: Writing) {
  const before = editionBefore(work.editions, { edition })?.edition;
  const notes = changeNotes(matter.changes, (id) => {
    const own = writing.clauses.get(id);
    if (own) return { words: capitalised(nameOfClause(own)), href: `#${id}` };
    const target = { work: work.identifier, edition: before, clause: id };
    const former = before === undefined ? undefined : told?.(target)?.clauses.find((clause) => clause.id === id);
    if (!former || before === undefined) return { words: spelledOut(id) };
    return {
      words: `${capitalised(clauseName(former))}, ${editionTitle(before)}`,
      href: writing.link(resolve(target)),
    };
  });
  return notes && section('page_changes', 'What changed in this edition', notes);
}

function comparisonLink({ old, new: newer, address }: ComparisonCard, link: Linker): Element {
  return h('li', h('a', { href: link(address) }, `Compare ${editionName(old)} with ${editionName(newer)}`));
}

function others({ edition }: Cleared, { work }: Surroundings, link: Linker): Element | undefined {
  const editions = work.editions.filter((card) => card.edition !== edition);
  const comparisons = work.comparisons.filter(({ old, new: newer }) => old === edition || newer === edition);
  if (editions.length === 0) return undefined;
  const cards = editions.toReversed().map((card) => {
    const name = h('a', { href: link(card.address) }, `${card.title}, ${editionTitle(card.edition)}`);
    return h(
      'li',
      filling(name, ' ', phaseBadge(card.phase, phaseWords(card.phase)), ' ', textBadge(card.text)) as ElementContent[],
    );
  });
  const compared = comparisons.map((card) => comparisonLink(card, link));
  return section(
    'page_editions',
    'Other editions',
    h('ul', { className: 'editions' }, cards),
    compared.length > 0 ? h('ul', { className: 'comparisons' }, compared) : undefined,
  );
}

function citing({ edition }: Cleared, writing: Writing): Element | undefined {
  const documents = citingDocuments(edition, writing, (id) => {
    const clause = writing.clauses.get(id);
    return clause ? nameOfClause(clause) : spelledOut(id);
  });
  return documents && section('page_citing', 'What quotes or cites this edition', documents);
}

function schedule(edition: Cleared): Element | undefined {
  const table = scheduleTable(edition);
  return table && section('page_schedule', SCHEDULE_TITLE, table);
}

/** By when readers must act on it, if its family sets such a day. */
function deadline(
  card: EditionCard | undefined,
  { family, standing }: Cleared,
  { asAt }: Surroundings,
  { families }: Templates,
): readonly Element[] {
  const sets = families.find(({ name }) => name === family)?.current?.deadline;
  const words = card && sets && deadlineWords(card.phase, standing.phases, asAt);
  return words ? [h('p', { className: 'deadline' }, words)] : [];
}

/** The whole HTML page of an edition; `files` are those beside it, where they are made already. */
export function editionPage(edition: Cleared, around: Surroundings, templates: Templates, files?: MadeFiles): string {
  const { matter } = edition;
  const address = addressOf(edition);
  const writing = writingFor(edition, around, templates);
  const { link } = writing;
  const card = cardNamed(around.work.editions, edition.edition);
  const slots = {
    // A plain file is no edition of anything.
    standing: around.publication.publisher === '' ? [] : standing(card, edition),
    title: filling(matter.title),
    summary: filling(matter.summary === undefined ? undefined : h('p', { className: 'summary' }, matter.summary)),
    notices: [
      ...notices(edition, around, link),
      ...deadline(card, edition, around, templates),
      ...correctionNotices(around.corrections ?? []),
    ],
    control: filling(controlTable(edition)),
    facts: filling(
      controlList(factsDuring(edition.standing.facts, card?.phase).map((fact) => led(fact, around, templates, link))),
    ),
    downloads: [...downloads({ address, data: editionDataAddress(address), files }, link, templates)],
    citation: citation(edition, around, link),
    contents: filling(contentsOf(edition.body, writing.levels)),
    body: bodyOf(edition, writing),
    after: filling(
      schedule(edition),
      correctionList(around.corrections ?? []),
      whatChanged(edition, around, writing),
      aboutText(edition),
      others(edition, around, link),
      citing(edition, writing),
    ),
  };
  const breadcrumb = [...crumbsTo(around, templates), { words: capitalised(editionTitle(edition.edition)), address }];
  return page(
    {
      address,
      link,
      title: around.publication.publisher === '' ? matter.title : `${matter.title}, ${editionTitle(edition.edition)}`,
      summary: matter.summary,
      language: matter.language,
      marking: matter.classification,
      labels: pageLabels(matter.text),
      breadcrumb,
      publication: around.publication,
      asAt: around.asAt,
      feeds: [around.work],
      about: card && editionData(card, matter, around, templates.formats),
      shell: 'edition.html',
      slots,
    },
    templates,
  );
}

/** The pictures that the page shows, as files beside it. */
export function editionPictures(edition: Cleared): readonly Rendition[] {
  const address = addressOf(edition);
  return edition.pictures.map(({ mediaType, bytes }, index) => ({
    path: pictureAddress(address, index, mediaType),
    mediaType,
    bytes,
    identifier: `${edition.family}/${edition.work}@${edition.edition}`,
    marking: edition.matter.classification,
  }));
}
