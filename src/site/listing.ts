/** What the pages that list works have in common: the edition that stands for a work, an entry of a list, the marking of a page. */
import type { Element } from 'hast';
import { h } from 'hastscript';
import { formatDate, type PartialDate } from '../model/date.ts';
import type { Corpus, Work } from '../model/edition.ts';
import type { History } from '../model/history.ts';
import { joinMarkings, type Marking } from '../model/marking.ts';
import { cardOf, type EditionCard, type WorkCard } from '../model/surroundings.ts';
import { type Linker, type MadeFiles, phaseBadge, spanWords, textBadge } from '../render/html/html.ts';

/** The part of a corpus that the site needs: it never opens a document. */
export interface Index extends Pick<Corpus, 'publication'> {
  readonly works: readonly Work[];
  /** By identifier of the work, as the audience of the site sees its editions. */
  readonly histories?: ReadonlyMap<string, History> | undefined;
  /** By identifier of the work: what is known of the files that its page leads to. */
  readonly files?: ReadonlyMap<string, MadeFiles> | undefined;
}

/** A work of a listed family, with its cards as at the date of the site. */
export interface Listed {
  readonly work: Work;
  readonly card: WorkCard;
  readonly leading: EditionCard;
}

export function listedIn(index: Index, asAt: PartialDate, family: string): readonly Listed[] {
  return index.works
    .filter((work) => work.family === family)
    .flatMap((work) => {
      const card = cardOf(work, asAt);
      const leading = card.editions.find(({ edition }) => edition === card.leading);
      return leading ? [{ work, card, leading }] : [];
    })
    .toSorted((a, b) => (a.leading.date < b.leading.date ? 1 : a.leading.date > b.leading.date ? -1 : 0));
}

/** The marking of a page that shows editions; one that shows none takes what the whole site shows. */
export function markingOf(editions: readonly { readonly marking: Marking }[], otherwise: Marking): Marking {
  const [first, ...rest] = editions.map(({ marking }) => marking);
  return first ? rest.reduce(joinMarkings, first) : otherwise;
}

/** The state of a work: that of its leading edition, with the day on which it is known to end. */
export function stateBadge({ work, leading }: Pick<Listed, 'work' | 'leading'>): Element {
  const entry = work.editions.find(({ edition }) => edition === leading.edition);
  return phaseBadge(leading.phase, spanWords(leading.phase, entry?.standing.phases ?? []));
}

/** A work in a list: its title, its state in words, what it is about. */
export function workEntry({ work, card, leading }: Listed, link: Linker, heading: 'h2' | 'h3'): Element {
  const count = card.editions.length;
  const older = count > 1 ? [h('span', { className: 'count' }, `${count} editions`)] : [];
  // A state that begins with the edition gives its date already.
  const own =
    leading.phase.from === leading.date ? [] : [h('span', { className: 'date' }, formatDate(leading.date)), ' '];
  return h(
    'li',
    { className: 'work-entry' },
    [
      h(heading, h('a', { href: link(card.address) }, card.title)),
      leading.summary === undefined ? undefined : h('p', { className: 'summary' }, leading.summary),
      h(
        'p',
        { className: 'entry-state' },
        stateBadge({ work, leading }),
        ' ',
        textBadge(leading.text),
        ' ',
        ...own,
        ...older,
      ),
    ].filter((child) => child !== undefined),
  );
}
