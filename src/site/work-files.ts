/**
 * What the site tells of one work: its page and its feed. They say what front matter says, and which clauses are gone, so that they
 * are made with the work and kept with it.
 */
import { h } from 'hastscript';
import type { PartialDate } from '../model/date.ts';
import type { EditionEntry, Publication, Work } from '../model/edition.ts';
import type { History } from '../model/history.ts';
import type { Rendition } from '../model/rendition.ts';
import {
  controlList,
  type Filling,
  filling,
  type Linker,
  linksFrom,
  type MadeFiles,
  textBadge,
  type Templates,
  editionTitle,
  workData,
} from '../render/html/html.ts';
import { comparisonChoice } from './choice.ts';
import { workFeed } from './data/data.ts';
import { type Frame, HOME, htmlFile, type Made } from './frame.ts';
import { goneClauses } from './gone.ts';
import { deadlineOf, type Listed, listedAs, markingOf, openCards, stateBadge, waysToAct } from './listing.ts';
import { timeline } from './timeline.ts';

/** What is known of a work beside its index. */
export interface WorkKnown {
  readonly files?: MadeFiles | undefined;
  readonly gone?: History['gone'] | undefined;
}

function standing(listed: Listed, asAt: PartialDate, link: Linker): Filling {
  const { card, leading } = listed;
  const words = card.inForce === undefined ? 'Newest: ' : 'Read the ';
  const name = editionTitle(leading.edition);
  const deadline = deadlineOf(listed, asAt);
  return filling(
    stateBadge(listed, asAt),
    textBadge(leading.text),
    deadline === undefined ? undefined : h('p', { className: 'deadline' }, deadline),
    controlList(waysToAct(listed)),
    h('p', { className: 'read-current' }, words, h('a', { href: link(leading.address) }, name)),
  );
}

function workPage(listed: Listed<EditionEntry>, { files, gone = [] }: WorkKnown, frame: Frame): Rendition {
  const { card, work, leading, family } = listed;
  const { publication, asAt, templates } = frame;
  const link = linksFrom(card.address);
  const slots = {
    title: filling(card.title),
    summary: filling(leading.summary === undefined ? undefined : h('p', { className: 'summary' }, leading.summary)),
    standing: standing(listed, asAt, link),
    timeline: timeline(work.editions, { work: card, link, formats: templates.formats, files }),
    choice: comparisonChoice({ work: card, link, publication }),
    gone: goneClauses(gone, card, link),
  };
  const breadcrumb = [
    HOME,
    { words: family.title, address: `${family.name}/` },
    { words: card.title, address: card.address },
  ];
  const own = {
    address: card.address,
    title: card.title,
    feeds: [card],
    about: workData(card, publication),
    summary: leading.summary,
    shell: 'work.html',
    slots,
    breadcrumb,
  } as const;
  return htmlFile(workPath(listed), own, markingOf(card.editions, leading.marking), frame, card.identifier);
}

export const workPath = ({ card }: Pick<Listed, 'card'>) => `${card.address}index.html`;

/** The files of a work that is listed, each made when it is asked for. */
export function filesOf(listed: Listed<EditionEntry>, known: WorkKnown, frame: Frame): readonly Made[] {
  const { publication, asAt, templates } = frame;
  const absolute = (address: string) => publication.baseAddress + address;
  const page: Made = [workPath(listed), () => workPage(listed, known, frame)];
  if (publication.baseAddress === '') return [page];
  return [page, workFeed(listed, { publication, asAt, formats: templates.formats, absolute })];
}

/** The files of a work; none where its family has no list. */
export function workFiles(
  work: Work,
  known: WorkKnown,
  frame: { readonly publication: Publication; readonly asAt: PartialDate; readonly templates: Templates },
): readonly Rendition[] {
  const family = frame.templates.families.find(({ name, listed }) => listed && name === work.family);
  const listed = family && listedAs(work, family, openCards(frame.asAt));
  return listed ? filesOf(listed, known, frame).map(([, make]) => make()) : [];
}
